//! How files on their way into the database are opened.

use std::cell::RefCell;

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::{self, Incoming, Shared, Unusable};
use super::super::output::counted;
use super::Args;
use super::rejects::Rejects;
use crate::exchange::{ExchangeError, Reading, Source, TableKind};
use crate::model::Section;
use crate::project::LangPair;
use crate::text::language;

/// How files are opened.
pub(super) struct Opening<'a> {
    pub(super) args: &'a Args,
    pub(super) langs: &'a LangPair,
    pub(super) section: &'a Section,
    /// The notes on the rows of each file, by the name to speak of it by.
    noted: RefCell<Vec<(String, Shared)>>,
    are_all_wanted: bool,
    left_out: RefCell<LeftOut>,
}

/// What is not imported of archives and folders, though the rest of them is.
#[derive(Default)]
struct LeftOut {
    /// The notes on the rows of such files, by the name to speak of them by.
    noted: Vec<(String, Shared)>,
    /// Whether one of them holds, or may hold, rows.
    has_rows: bool,
}

/// A file of an archive or a folder by its names.
pub(super) struct Named<'n> {
    /// The one to speak of it by.
    pub(super) shown: &'n str,
    /// The one by which the database remembers it: its path there, parted by `/`.
    pub(super) origin: &'n str,
}

impl<'a> Opening<'a> {
    /// Files that are opened so. Of refused rows the first are noted, or all if all are wanted.
    pub(super) fn new(
        args: &'a Args,
        langs: &'a LangPair,
        section: &'a Section,
        are_all_wanted: bool,
    ) -> Self {
        let (noted, left_out) = Default::default();
        Self { args, langs, section, noted, are_all_wanted, left_out }
    }

    /// Notes on the rows of a file.
    pub(super) fn noted(&self, shown: &str) -> Shared {
        let noted = Shared::new(self.are_all_wanted);
        self.noted.borrow_mut().push((shown.to_owned(), noted.clone()));
        noted
    }

    /// Opens a file of an archive or a folder. One that cannot be used is told and left out.
    pub(super) fn member(
        &self,
        source: Result<Source, ExchangeError>,
        named: Named<'_>,
        reading: &Reading<'_>,
        context: &mut Context,
    ) -> Option<Incoming> {
        let Named { shown, origin } = named;
        let noted = self.noted(shown);
        let opened = source.map_err(Unusable::from).and_then(|source| {
            let (origin, noted) = (origin.to_owned(), noted.clone());
            incoming::open(source, origin, reading, self.section, noted, context)
        });
        match opened {
            Ok(file) => Some(file),
            Err(Unusable { error, may_hold_rows }) => {
                context.out.say(format!("left out: {}", error.message));
                let mut left_out = self.left_out.borrow_mut();
                left_out.noted.push((shown.to_owned(), noted));
                left_out.has_rows |= may_hold_rows;
                None
            }
        }
    }

    /// Hands out what was noted of rows, where no file is imported in the end.
    pub(super) fn reject_all(&self, rejects: &mut Rejects<'_>) {
        for (shown, noted) in self.noted.take() {
            rejects.take(&shown, noted.take().named);
        }
    }

    /// Hands out what was noted of rows of files that are left out; says whether such files hold, or
    /// may hold, any.
    pub(super) fn reject_left_out(&self, rejects: &mut Rejects<'_>) -> bool {
        let LeftOut { noted, has_rows } = self.left_out.take();
        for (shown, noted) in noted {
            rejects.take(&shown, noted.take().named);
        }
        has_rows
    }

    /// How a file is read that says nothing of itself.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading {
            langs: (&self.langs.from, &self.langs.to),
            format: self.args.format,
            kind: self.args.kind.map(TableKind::from),
            repairs: self.args.repair,
            closer: Some(language::closer),
        }
    }
}

/// Says what is not looked into in an archive or a folder.
pub(super) fn passed_over(
    shown: &str,
    folders: impl IntoIterator<Item = String>,
    own: usize,
    context: &mut Context,
) {
    let folders: Vec<String> = folders.into_iter().map(|folder| format!("`{folder}`")).collect();
    if !folders.is_empty() {
        let folders = folders.join(", ");
        context.out.say(format!(
            "{shown}: passed over, since only `tm` and `glossary` are looked into: {folders}"
        ));
    }
    if own > 0 {
        let files = counted(own, "file");
        context.out.say(format!(
            "{shown}: passed over: {files} that the system, or OmegaT, keeps for itself"
        ));
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
