//! How files on their way into the database are opened.

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::Incoming;
use super::super::output::counted;
use super::Args;
use crate::exchange::{Reading, TableKind};
use crate::model::Section;
use crate::project::LangPair;

/// How files are opened.
pub(super) struct Opening<'a> {
    pub(super) args: &'a Args,
    pub(super) langs: &'a LangPair,
    pub(super) section: &'a Section,
}

impl Opening<'_> {
    /// How a file is read that says nothing of itself.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading {
            langs: (&self.langs.from, &self.langs.to),
            format: self.args.format,
            kind: self.args.kind.map(TableKind::from),
            repairs: self.args.repair,
        }
    }
}

/// The files of an archive or a folder, of which there must be one at least; says how many there are.
pub(super) fn some_of(
    opened: Vec<Incoming>,
    shown: &str,
    context: &mut Context,
) -> Result<Vec<Incoming>, CliError> {
    if opened.is_empty() {
        return Err(CliError::new(format!("`{shown}` holds nothing that could be imported"))
            .hint("`beleg formats` lists what is read"));
    }
    context.out.say(format!("{shown}: {} to import", counted(opened.len(), "file")));
    Ok(opened)
}
