//! The rows of tables, and the cells they are read from.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::cells;
use super::columns::{Columns, TermColumn};
use super::names::tag_or_name;
use crate::model::{
    BadLang, Context, Details, Lang, Proposal, Provenance, Section, TranslationUnit, UnitId,
    Variant,
};

/// A row of a glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRow {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What it says.
    pub proposal: Proposal,
}

/// A text and its translations.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitRow {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// The id that it had here when it was written.
    pub id: Option<UnitId>,
    /// The texts, at least two, the source language first.
    pub variants: Vec<Variant>,
    /// The name of the document that it comes from.
    pub document: Option<String>,
    /// How sure its alignment is, from 0 to 1.
    pub confidence: Option<f64>,
    /// A note.
    pub note: Option<String>,
    /// When it was made, RFC 3339 in UTC.
    pub created: Option<String>,
    /// When it was last changed, RFC 3339 in UTC.
    pub changed: Option<String>,
    /// Whether a person vouched for it.
    pub is_approved: bool,
    /// The section of a memory that it belongs to, as far as the row says so: memory, client, project
    /// and subject.
    pub place: [Option<String>; 4],
    /// What else the row says, by the names of its columns.
    pub properties: BTreeMap<String, String>,
    /// The texts that stand around it, as far as the row says so.
    pub context: Context,
    /// What else the file says of it.
    pub details: Option<Box<Details>>,
}

impl UnitRow {
    /// The unit that the row tells of; `origin` is what it comes from if it does not say so. Where
    /// it belongs is the reader's to decide.
    pub fn into_unit(self, origin: &str) -> TranslationUnit {
        let provenance = Provenance {
            origin: self.document.unwrap_or_else(|| origin.to_owned()),
            confidence: self.confidence,
            note: self.note,
            created: self.created.unwrap_or_default(),
            changed: self.changed.unwrap_or_default(),
            is_approved: self.is_approved,
            properties: self.properties,
            context: self.context,
            details: self.details,
            ..Provenance::default()
        };
        TranslationUnit { id: self.id, variants: self.variants, provenance }
    }
}

/// Where a unit belongs, as far as that is to be said, by names in the order of [`UnitRow::place`].
pub(super) fn placed<'s>(
    section: &'s Section,
    names: [&'static str; 4],
) -> impl Iterator<Item = (&'static str, &'s str)> {
    let Section { memory, client, project, subject } = section;
    let memory = Some(memory.as_str()).filter(|name| *name != Section::default().memory);
    let values = [memory.unwrap_or_default(), client, project, subject];
    names.into_iter().zip(values).filter(|(_, value)| !value.is_empty())
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line that it begins on, from 1.
    pub(super) line: usize,
    pub(super) cells: StringRecord,
}

/// A row whose cells are asked for.
pub(super) struct Row<'r> {
    pub(super) record: &'r Record,
}

impl Row<'_> {
    pub(super) fn line(&self) -> usize {
        self.record.line
    }

    pub(super) fn is_empty(&self) -> bool {
        self.record.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The text of a cell, if there is any.
    pub(super) fn text(&self, at: Option<usize>) -> Option<&str> {
        let cell = self.record.cells.get(at?)?;
        Some(cells::text(cell)).filter(|text| !text.is_empty())
    }

    pub(super) fn owned(&self, at: Option<usize>) -> Option<String> {
        self.text(at).map(str::to_owned)
    }

    /// The language of the text in a column.
    pub(super) fn lang(&self, column: &TermColumn) -> Result<Lang, String> {
        let Some(at) = column.lang_at else { return Ok(column.lang.clone()) };
        let cell =
            self.text(Some(at)).ok_or_else(|| format!("no language in column {}", at + 1))?;
        tag_or_name(cell).map_err(|error: BadLang| error.to_string())
    }

    /// Cells without a column would be lost, and mostly stand there because another was not quoted.
    pub(super) fn fits(&self, columns: &Columns) -> Result<(), String> {
        let cells = &self.record.cells;
        let Some(width) = columns.width.filter(|width| cells.len() > *width) else {
            return Ok(());
        };
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        match filled.last() {
            Some((last, _)) if last >= width => Err(format!(
                "{} cells, but the header names {width}: put a cell that holds the separator in \
                 quotes",
                last + 1
            )),
            _ => Ok(()),
        }
    }
}
