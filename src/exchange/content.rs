//! What a file holds that can be imported: terms or sentence pairs, whatever its format.

use super::format::Format;
use super::jsonl::BackupRows;
use super::layout::TableKind;
use super::names::{Closer, Langs};
use super::report::Refusal;
use super::rows::TermRow;
use super::unit_rows::UnitRows;

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// A glossary.
    Terms(TermTable),
    /// Sentence pairs, which are read as they are asked for.
    Units(UnitRows),
    /// A full backup, which is read as it is asked for.
    Backup(BackupRows),
}

/// The rows of a glossary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermTable {
    /// The rows that can be used.
    pub rows: Vec<TermRow>,
    /// The rows that cannot.
    pub refused: Vec<Refusal>,
    /// What else is worth saying.
    pub remarks: Vec<String>,
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'l> {
    /// The languages of what does not name its own.
    pub langs: Langs<'l>,
    /// The format; without it the content and then the name tell it.
    pub format: Option<Format>,
    /// What it holds; without it its columns tell, or else the length of its cells.
    pub kind: Option<TableKind>,
    /// Whether XML that is ill-formed is mended where that is safe: entities of HTML, characters that
    /// XML does not allow, `&` alone.
    pub repairs: bool,
    /// What tells of a table without a header that its texts stand the other way round.
    pub closer: Option<Closer>,
}

impl<'l> Reading<'l> {
    /// As the file itself tells, and strictly.
    pub fn new(langs: Langs<'l>) -> Self {
        Self { langs, format: None, kind: None, repairs: false, closer: None }
    }
}
