//! Import: the rows of tables into the termbase and the memory, in one change.

use std::ops::ControlFlow;

use serde::Serialize;

use super::history::add_unit;
use super::{Project, ProjectError};
use crate::model::{Proposal, TranslationUnit};
use crate::store::{SqlError, SqlResult, Writer};
use crate::termbase::merge::{self, Outcome, Speaker};

/// What an import did with the rows of a file: `read = new + merged + unchanged + refused`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportCounts {
    /// Rows of the file.
    pub read: usize,
    /// Rows that made an entry.
    pub new: usize,
    /// Rows that added something to an entry.
    pub merged: usize,
    /// Rows whose content was there already.
    pub unchanged: usize,
    /// Rows that could not be used.
    pub refused: usize,
}

/// Something about a row that its writer should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRemark {
    /// The line that the row begins on.
    pub line: usize,
    /// What there is to know.
    pub text: String,
}

/// The rows of a table.
pub struct Batch<'r> {
    /// The name by which the journal remembers them.
    pub origin: String,
    /// The rows.
    pub rows: Rows<'r>,
}

/// Rows with the lines that they begin on.
pub enum Rows<'r> {
    /// Rows of a glossary.
    Terms(Vec<(usize, Proposal)>),
    /// Sentence pairs, taken as they are read; an error ends the import.
    Units(Box<dyn Iterator<Item = NumberedUnit> + Send + 'r>),
}

/// A sentence pair with the line that it begins on, or why it cannot be read.
pub type NumberedUnit = Result<(usize, TranslationUnit), ProjectError>;

/// What became of a table: its counts, and what there is to know about rows.
pub type Imported = (ImportCounts, Vec<RowRemark>);

impl Project {
    /// Takes the rows of tables in, in one change. A trial run changes nothing. `progress` is told
    /// how many rows are done, and may break off.
    ///
    /// # Errors
    /// If the database fails, if a row cannot be read, or if `progress` broke off; then nothing has
    /// changed.
    pub fn import(
        &mut self,
        batches: Vec<Batch<'_>>,
        trial: bool,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Vec<Imported>, ProjectError> {
        let origins: Vec<&str> = batches.iter().map(|batch| batch.origin.as_str()).collect();
        self.change(&format!("import {}", origins.join(" ")), |writer| {
            if trial {
                writer.keep_nothing();
            }
            let mut done = 0;
            let mut imported = Vec::new();
            for batch in batches {
                let mut stopped = false;
                let mut progress = |of_batch: usize| {
                    stopped |= progress(done + of_batch).is_break();
                    if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                };
                let one = match batch.rows {
                    Rows::Terms(rows) => terms(writer, &rows, &mut |rows| _ = progress(rows))
                        .map_err(|error: SqlError| writer.at_path(error))?,
                    Rows::Units(units) => self::units(writer, units, &mut progress)?,
                };
                if stopped {
                    return Err(ProjectError::Stopped);
                }
                done += one.0.read;
                imported.push(one);
            }
            let sum = |of: fn(&ImportCounts) -> usize| -> usize {
                imported.iter().map(|(counts, _)| of(counts)).sum()
            };
            writer.summarise(format!(
                "{} new, {} merged, {} unchanged",
                sum(|counts| counts.new),
                sum(|counts| counts.merged),
                sum(|counts| counts.unchanged)
            ));
            Ok(imported)
        })
    }
}

fn terms(
    writer: &Writer<'_>,
    rows: &[(usize, Proposal)],
    progress: &mut dyn FnMut(usize),
) -> SqlResult<Imported> {
    let proposals: Vec<&Proposal> = rows.iter().map(|(_, row)| row).collect();
    let mut counts = ImportCounts { read: rows.len(), ..ImportCounts::default() };
    let mut remarks = Vec::new();
    let merged = merge::merge(writer, &proposals, Speaker::Table, progress)?;
    for ((line, _), merged) in rows.iter().zip(merged) {
        *match merged.outcome {
            Outcome::New => &mut counts.new,
            Outcome::Merged => &mut counts.merged,
            Outcome::Unchanged => &mut counts.unchanged,
        } += 1;
        let of_row = merged.remarks.into_iter();
        remarks.extend(of_row.map(|text| RowRemark { line: *line, text }));
    }
    Ok((counts, remarks))
}

fn units(
    writer: &Writer<'_>,
    units: impl Iterator<Item = NumberedUnit>,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Imported, ProjectError> {
    let mut counts = ImportCounts::default();
    let mut remarks = Vec::new();
    for unit in units {
        let (line, unit) = unit?;
        let taken = take_in(writer, &unit);
        let (count, remark) = taken.map_err(|error: SqlError| writer.at_path(error))?;
        *count(&mut counts) += 1;
        remarks.extend(remark.map(|text| RowRemark { line, text: text.to_owned() }));
        counts.read += 1;
        if progress(counts.read).is_break() {
            break;
        }
    }
    Ok((counts, remarks))
}

/// Stores a unit, or what it adds to the one that is there. Answers where that is to be counted, and
/// what was not taken.
fn take_in(
    writer: &Writer<'_>,
    unit: &TranslationUnit,
) -> SqlResult<(Count, Option<&'static str>)> {
    let Some(known) = writer.unit_with(&unit.variants)? else {
        add_unit(writer, unit)?;
        return Ok((|counts| &mut counts.new, None));
    };
    let (there, given) = (&known.provenance, &unit.provenance);
    let other = given.confidence.is_some() && given.confidence != there.confidence;
    let remark = match there.confidence {
        _ if !other => None,
        Some(_) => Some("confidence not taken: the pair is there with another one"),
        None => Some("confidence not taken: the pair is there as one that a person made"),
    };
    let note = given.note.as_ref().and_then(|note| joined(there.note.as_deref(), note));
    let (Some(id), Some(note)) = (known.id, note) else {
        return Ok((|counts| &mut counts.unchanged, remark));
    };
    writer.set_unit_note(id, &note)?;
    Ok((|counts| &mut counts.merged, remark))
}

type Count = fn(&mut ImportCounts) -> &mut usize;

/// What stands between two notes of a unit.
const BETWEEN_NOTES: &str = "; ";

/// The notes with another one, unless it is among them.
fn joined(notes: Option<&str>, note: &str) -> Option<String> {
    let Some(notes) = notes else { return Some(note.to_owned()) };
    let mut known: Vec<&str> = notes.split(BETWEEN_NOTES).collect();
    let before = known.len();
    for part in note.split(BETWEEN_NOTES) {
        if !known.contains(&part) {
            known.push(part);
        }
    }
    (known.len() > before).then(|| known.join(BETWEEN_NOTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_once() {
        assert_eq!(joined(None, "a; b").as_deref(), Some("a; b"));
        assert_eq!(joined(Some("a"), "b").as_deref(), Some("a; b"));
        assert_eq!(joined(Some("a; b"), "b; c").as_deref(), Some("a; b; c"));
        for note in ["a", "b", "a; b", "b; a"] {
            assert_eq!(joined(Some("a; b"), note), None);
        }
    }
}
