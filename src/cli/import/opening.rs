//! How files on their way into the database are opened.

use std::cell::RefCell;

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::{Incoming, Shared};
use super::super::output::counted;
use super::Args;
use super::rejects::Rejects;
use crate::exchange::{Reading, TableKind};
use crate::model::Section;
use crate::project::LangPair;

/// How files are opened.
pub(super) struct Opening<'a> {
    pub(super) args: &'a Args,
    pub(super) langs: &'a LangPair,
    pub(super) section: &'a Section,
    /// The notes on the rows of each file, by the name to speak of it by.
    noted: RefCell<Vec<(String, Shared)>>,
    are_all_wanted: bool,
}

impl<'a> Opening<'a> {
    /// Files that are opened so. Of refused rows the first are noted, or all if all are wanted.
    pub(super) fn new(
        args: &'a Args,
        langs: &'a LangPair,
        section: &'a Section,
        are_all_wanted: bool,
    ) -> Self {
        Self { args, langs, section, noted: RefCell::default(), are_all_wanted }
    }

    /// Notes on the rows of a file.
    pub(super) fn noted(&self, shown: &str) -> Shared {
        let noted = Shared::new(self.are_all_wanted);
        self.noted.borrow_mut().push((shown.to_owned(), noted.clone()));
        noted
    }

    /// Hands out what was noted of rows, where no file is imported in the end.
    pub(super) fn reject_all(&self, rejects: &mut Rejects<'_>) {
        for (shown, noted) in self.noted.take() {
            rejects.take(&shown, noted.take().named);
        }
    }

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
