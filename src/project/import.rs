//! Import: the rows of tables into the termbase and the memory, in one change.

use std::ops::ControlFlow;

use super::counts::{ImportCounts, Imported, NumberedUnit, RowRemark};
use super::intake::{self, OfFile};
use super::restore::{self, NumberedRecord};
use super::{LangPair, Project, ProjectError};
use crate::model::{Proposal, Section};
use crate::store::{SqlError, SqlResult, Writer};
use crate::termbase::merge::{self, OnDuplicate, Outcome, Speaker};

/// The rows of a table.
pub struct Batch<'r> {
    /// The name by which the journal remembers them.
    pub origin: String,
    /// The section of a memory that sentence pairs go to.
    pub section: Section,
    /// What the file says of all its sentence pairs, so that it can be given back.
    pub head: Option<String>,
    /// The rows.
    pub rows: Rows<'r>,
    /// What becomes of entries whose term is there already.
    pub on_duplicate: OnDuplicate,
}

/// Rows with the lines that they begin on.
pub enum Rows<'r> {
    /// Rows of a glossary.
    Terms(Vec<(usize, Proposal)>),
    /// Sentence pairs, taken as they are read; an error ends the import.
    Units(Box<dyn Iterator<Item = NumberedUnit> + Send + 'r>),
    /// The records of a backup, taken as they are read, and the languages that its database works
    /// with.
    Backup(Box<dyn Iterator<Item = NumberedRecord> + 'r>, Option<LangPair>),
}

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
        // A database that remembers none yet gets the languages of the backup.
        let given = batches.iter().find_map(|batch| match &batch.rows {
            Rows::Backup(_, langs) => langs.clone(),
            _ => None,
        });
        let langs = match given {
            Some(langs) if self.reading(|reader| reader.languages())?.is_none() => langs,
            _ => self.langs.clone(),
        };
        let from = langs.from.clone();
        let command = format!("import {}", origins.join(" "));
        let imported = self.change_in(&langs, &command, |writer| {
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
                    Rows::Terms(rows) => {
                        terms(writer, &rows, batch.on_duplicate, &mut |rows| _ = progress(rows))
                            .map_err(|error: SqlError| writer.at_path(error))?
                    }
                    Rows::Units(units) => {
                        let file = OfFile { section: &batch.section, head: batch.head.as_deref() };
                        intake::units(writer, units, &file, &from, &mut progress)?
                    }
                    Rows::Backup(records, _) => {
                        restore::records(writer, records, batch.on_duplicate, &mut progress)?
                    }
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
        })?;
        if !trial {
            self.langs = langs;
        }
        Ok(imported)
    }
}

fn terms(
    writer: &Writer<'_>,
    rows: &[(usize, Proposal)],
    on_duplicate: OnDuplicate,
    progress: &mut dyn FnMut(usize),
) -> SqlResult<Imported> {
    let proposals: Vec<&Proposal> = rows.iter().map(|(_, row)| row).collect();
    let mut counts = ImportCounts { read: rows.len(), ..ImportCounts::default() };
    let mut remarks = Vec::new();
    let merged = merge::merge(writer, &proposals, (Speaker::Table, on_duplicate), progress)?;
    for ((line, _), merged) in rows.iter().zip(merged) {
        *match merged.outcome {
            Outcome::New => &mut counts.new,
            Outcome::Merged => &mut counts.merged,
            Outcome::Unchanged => &mut counts.unchanged,
        } += 1;
        let of_row = merged.remarks.into_iter();
        remarks.extend(of_row.map(|text| RowRemark {
            line: *line,
            text: text.into(),
            is_refusal: false,
        }));
    }
    Ok((counts, remarks))
}
