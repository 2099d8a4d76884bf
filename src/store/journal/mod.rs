//! The journal: what was done, and how to take it back.
//!
//! Rows that a change inserts are kept as ranges of ids, so that an import of a million units costs
//! one step; rows that it changes or deletes are kept as they had been. Taking an entry back
//! deletes the former and restores the latter, the last first, and is itself an entry, which is how
//! it can be done again. Invariant: entries are taken back strictly last in, first out.

mod invert;
mod ranges;
mod record;

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

pub(super) use record::Recorder;

use super::error::{SqlError, SqlResult, StoreError};
use super::sql::Sql;
use super::{Reader, Writer, now};
use crate::model::{ConceptId, UnitId};

/// The relations that the journal covers, parents before children.
const RELATIONS: &[&str] = &[
    "memory",
    "section",
    "document",
    "segment",
    "alignment",
    "unit",
    "variant",
    "attestation",
    "former_text",
    "file_head",
    "bead",
    "concept",
    "language_section",
    "language_pair",
    "term",
    "relation",
    "reference",
    "reference_entry",
];

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number.
    pub number: i64,
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// The command that was given.
    pub command: String,
    /// What it did.
    pub summary: String,
    /// Whether it was taken back.
    pub undone: bool,
}

/// Which way to go in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Take back the last change.
    Undo,
    /// Make the last undone change again.
    Redo,
}

impl Direction {
    fn verb(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// What taking an entry back touched, so that derived keys can be made anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Units that came, went or changed.
    pub units: BTreeSet<UnitId>,
    /// Concepts that came, went or changed.
    pub concepts: BTreeSet<ConceptId>,
    /// Entries of references that came, went or changed.
    pub entries: BTreeSet<i64>,
}

impl Reader<'_> {
    /// The last `limit` entries, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn log(&self, limit: usize) -> SqlResult<Vec<LogEntry>> {
        self.connection.rows(
            "SELECT id, at, command, summary, undone FROM journal_entry ORDER BY id DESC LIMIT ?1",
            [limit as i64],
            log_entry,
        )
    }
}

impl Reader<'_> {
    /// The last `limit` entries that concern a concept, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn log_of_concept(&self, id: ConceptId, limit: usize) -> SqlResult<Vec<LogEntry>> {
        self.connection.rows(
            "SELECT id, at, command, summary, undone FROM journal_entry WHERE id IN (
               SELECT entry FROM journal_step
               WHERE relation = 'concept' AND ?1 BETWEEN first_row AND last_row
               UNION
               SELECT entry FROM journal_step
               WHERE relation IN ('term', 'language_section') AND old ->> '$.concept' = ?1
               UNION
               SELECT entry FROM journal_step JOIN term
                 ON term.concept = ?1 AND term.id BETWEEN first_row AND last_row
               WHERE relation = 'term' AND old IS NULL
               UNION
               SELECT entry FROM journal_step
               WHERE relation = 'relation' AND ?1 IN (old ->> '$.concept', old ->> '$.other')
               UNION
               SELECT entry FROM journal_step JOIN relation made
                 ON ?1 IN (made.concept, made.other) AND made.id BETWEEN first_row AND last_row
               WHERE journal_step.relation = 'relation' AND old IS NULL)
             ORDER BY id DESC LIMIT ?2",
            params![id.0, limit as i64],
            log_entry,
        )
    }
}

impl Writer<'_> {
    /// Takes back the last change that stands, or makes the last undone one again, and says which
    /// entry it was. The caller makes the derived keys of what was touched anew. `progress` is told how
    /// much is done, from 0 to 1.
    ///
    /// # Errors
    /// If there is no such entry, or if the database fails.
    pub fn step(
        &self,
        direction: Direction,
        progress: &mut dyn FnMut(f64),
    ) -> Result<(LogEntry, Touched), StoreError> {
        let tell = |error: SqlError| self.at_path(error);
        let (inverted, shown) = self
            .find_step(direction)
            .map_err(tell)?
            .ok_or(StoreError::NothingToUndo { verb: direction.verb() })?;
        let touched = self.invert(inverted, progress).map_err(tell)?;
        touched.units.iter().try_for_each(|id| self.note_digest(*id)).map_err(tell)?;
        self.mark(direction, inverted, shown.number).map_err(tell)?;
        self.unindexed.borrow_mut().changed.extend(touched.units.iter().copied());
        self.note_all_stale(touched.units.len()).map_err(tell)?;
        self.kept.set(true);
        Ok((shown, touched))
    }

    /// Writes down which entries stand now.
    fn mark(&self, direction: Direction, inverted: i64, shown: i64) -> SqlResult<()> {
        let set_undone = |entry: i64, undone: bool| {
            let sql = "UPDATE journal_entry SET undone = ?2 WHERE id = ?1";
            self.connection.run(sql, params![entry, undone])
        };
        match direction {
            Direction::Undo => {
                set_undone(shown, true)?;
                let sql = "UPDATE journal_entry SET undoes = ?2 WHERE id = ?1";
                self.connection.run(sql, [self.entry, shown])
            }
            // Doing again makes no entry of its own: the one that stands again is it.
            Direction::Redo => {
                self.silent.set(true);
                set_undone(shown, false)?;
                // The undo is spent: nothing can ever ask for it again.
                self.connection.run("DELETE FROM journal_step WHERE entry = ?1", [inverted])?;
                self.connection.run("DELETE FROM journal_entry WHERE id = ?1", [inverted])
            }
        }
    }

    /// The entry to invert, and the change that this undoes or makes again.
    fn find_step(&self, direction: Direction) -> SqlResult<Option<(i64, LogEntry)>> {
        let sql = match direction {
            Direction::Undo => {
                "SELECT id, at, command, summary, undone, id FROM journal_entry
                 WHERE undoes IS NULL AND undone = 0 AND sealed = 0 AND id < ?1 ORDER BY id DESC LIMIT 1"
            }
            Direction::Redo => {
                "SELECT done.id, done.at, done.command, done.summary, done.undone, undo.id
                 FROM journal_entry undo JOIN journal_entry done ON done.id = undo.undoes
                 WHERE undo.undone = 0 AND undo.sealed = 0 AND undo.id < ?1
                   AND NOT EXISTS (SELECT 1 FROM journal_entry later
                                   WHERE later.id > undo.id AND later.undoes IS NULL
                                     AND later.undone = 0 AND later.id < ?1)
                 ORDER BY undo.id DESC LIMIT 1"
            }
        };
        self.connection.row(sql, [self.entry], |row| Ok((row.get(5)?, log_entry(row)?)))
    }
}

fn log_entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<LogEntry> {
    Ok(LogEntry {
        number: row.get(0)?,
        at: row.get(1)?,
        command: row.get(2)?,
        summary: row.get(3)?,
        undone: row.get(4)?,
    })
}

/// Opens an entry; its number is what the triggers write their steps under.
pub(super) fn begin(connection: &Connection, command: &str) -> SqlResult<i64> {
    let sql = "INSERT INTO journal_entry (at, command, summary) VALUES (?1, ?2, '')";
    connection.insert(sql, params![now(), command])
}

/// Closes an entry, or takes it away if nothing happened. Answers whether something did.
pub(super) fn finish(
    connection: &Connection,
    entry: i64,
    summary: &str,
    recorder: &Recorder,
    silent: bool,
) -> SqlResult<bool> {
    if silent {
        recorder.clear();
        connection.run("DELETE FROM journal_step WHERE entry = ?1", [entry])?;
    }
    for (relation, first, last) in recorder.take() {
        connection.run(
            "INSERT INTO journal_step (entry, relation, first_row, last_row)
             VALUES (?1, ?2, ?3, ?4)",
            params![entry, relation, first, last],
        )?;
    }
    // An undo is an entry even if there was nothing to take back: it is what a redo looks for.
    let happened = connection
        .row(
            "SELECT undoes IS NOT NULL OR EXISTS (SELECT 1 FROM journal_step WHERE entry = ?1)
             FROM journal_entry WHERE id = ?1",
            [entry],
            |row| row.get(0),
        )?
        .unwrap_or(false);
    if happened {
        forget_what_stays_undone(connection, entry)?;
        let sql = "UPDATE journal_entry SET summary = ?2 WHERE id = ?1";
        connection.run(sql, params![entry, summary])?;
    } else {
        connection.run("DELETE FROM journal_entry WHERE id = ?1", [entry])?;
    }
    Ok(happened)
}

/// A new change ends what could be done again: the steps of what was undone before it are of no use
/// any more.
fn forget_what_stays_undone(connection: &Connection, entry: i64) -> SqlResult<()> {
    connection.run(
        "DELETE FROM journal_step WHERE
           (SELECT undoes IS NULL FROM journal_entry WHERE id = ?1)
           AND entry IN (SELECT id FROM journal_entry
                         WHERE id < ?1 AND (undone = 1 OR undoes IS NOT NULL))",
        [entry],
    )
}

fn columns(connection: &Connection, relation: &str) -> SqlResult<Vec<String>> {
    connection.rows("SELECT name FROM pragma_table_info(?1)", [relation], |row| row.get(0))
}
