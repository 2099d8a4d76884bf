//! Deleting for good: nothing of it is left in the file.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::{SqlError, SqlResult, StoreError};
use super::sql::Sql;
use super::{Reader, Store, Writer, connect};
use crate::model::SectionId;

/// How long others are waited for who still read what was deleted.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purged {
    /// Units.
    pub units: usize,
    /// Documents.
    pub documents: usize,
    /// Entries of the journal: it held what had been.
    pub entries: usize,
}

impl Reader<'_> {
    /// Whether the journal holds a text, in what was changed, deleted or undone.
    ///
    /// # Errors
    /// If the database fails.
    pub fn journal_mentions(&self, text: &str) -> SqlResult<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM journal_step WHERE instr(lower(old), lower(?1)))
                       OR EXISTS (SELECT 1 FROM journal_entry
                                  WHERE instr(lower(command || ' ' || summary), lower(?1)))";
        Ok(self.connection.row(sql, [text], |row| row.get(0))?.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Deletes the units and documents of sections with all that hangs on them, the sections, memories
    /// that are left without any, the whole journal, and what was learned from pairs. Alignments of
    /// a deleted document go with the units that were made of them. The caller makes the indexes anew.
    ///
    /// # Errors
    /// If the database fails.
    pub fn purge_sections(&self, sections: &[SectionId]) -> SqlResult<Purged> {
        let run = |sql: &str| -> SqlResult<usize> {
            self.connection.run(sql, [])?;
            Ok(usize::try_from(self.connection.changes()).unwrap_or_default())
        };
        self.kept.set(true);
        self.connection
            .execute_batch(
                "PRAGMA defer_foreign_keys = ON;
             CREATE TEMP TABLE purged_section (id INTEGER PRIMARY KEY);
             CREATE TEMP TABLE purged_memory (id INTEGER PRIMARY KEY);
             CREATE TEMP TABLE purged_unit (id INTEGER PRIMARY KEY);
             CREATE TEMP TABLE purged_alignment (id INTEGER PRIMARY KEY);",
            )
            .map_err(SqlError)?;
        for section in sections {
            self.connection.run("INSERT INTO purged_section VALUES (?1)", [section.0])?;
        }
        for sql in [
            "INSERT INTO purged_memory SELECT DISTINCT memory FROM section
               WHERE id IN (SELECT id FROM purged_section) AND memory <> 1",
            "INSERT INTO purged_alignment SELECT id FROM alignment WHERE
               source IN (SELECT id FROM document WHERE section IN (SELECT id FROM purged_section))
               OR target IN (SELECT id FROM document WHERE section IN (SELECT id FROM purged_section))",
            "INSERT INTO purged_unit
               SELECT id FROM unit WHERE section IN (SELECT id FROM purged_section)
               UNION SELECT unit FROM bead
               WHERE unit IS NOT NULL AND alignment IN (SELECT id FROM purged_alignment)",
            "DELETE FROM bead WHERE alignment IN (SELECT id FROM purged_alignment)",
            "UPDATE bead SET unit = NULL, standing = 'removed'
               WHERE unit IN (SELECT id FROM purged_unit)",
            "DELETE FROM alignment WHERE id IN (SELECT id FROM purged_alignment)",
            "DELETE FROM variant WHERE unit IN (SELECT id FROM purged_unit)",
            "DELETE FROM attestation WHERE unit IN (SELECT id FROM purged_unit)",
            "DELETE FROM former_text WHERE unit IN (SELECT id FROM purged_unit)",
        ] {
            run(sql)?;
        }
        let units = run("DELETE FROM unit WHERE id IN (SELECT id FROM purged_unit)")?;
        run("DELETE FROM segment WHERE document IN
               (SELECT id FROM document WHERE section IN (SELECT id FROM purged_section))")?;
        let documents =
            run("DELETE FROM document WHERE section IN (SELECT id FROM purged_section)")?;
        run("DELETE FROM section WHERE id IN (SELECT id FROM purged_section) AND id <> 1")?;
        run("DELETE FROM memory WHERE id IN (SELECT id FROM purged_memory)
               AND id NOT IN (SELECT memory FROM section)")?;
        run("DELETE FROM file_head WHERE origin NOT IN
               (SELECT origin FROM unit UNION SELECT origin FROM attestation)")?;
        run("DELETE FROM lexicon WHERE origin = 'pairs'")?;
        run("DELETE FROM journal_step")?;
        self.connection.run("DELETE FROM journal_entry WHERE id <> ?1", [self.entry])?;
        let entries = usize::try_from(self.connection.changes()).unwrap_or_default();
        self.connection
            .execute_batch(
                "DROP TABLE purged_section; DROP TABLE purged_memory; DROP TABLE purged_unit;
                 DROP TABLE purged_alignment",
            )
            .map_err(SqlError)?;
        self.silent.set(true);
        Ok(Purged { units, documents, entries })
    }
}

impl Store {
    /// Writes the file anew without anything that was deleted, and empties its log. Answers with the
    /// copies of the file that earlier versions of the program were kept in, which are not touched.
    ///
    /// # Errors
    /// If the database fails, or if others are using it.
    pub fn vacuum(&mut self) -> Result<Vec<String>, StoreError> {
        let path = self.path.clone();
        let tell = |error: rusqlite::Error| SqlError(error).at(&path);
        self.connection.execute_batch("VACUUM").map_err(tell)?;
        // What was deleted stands in the log and in the file until nobody reads the older state.
        let deadline = Instant::now() + PATIENCE;
        self.connection.busy_timeout(Duration::ZERO).map_err(tell)?;
        loop {
            let busy: i64 = self
                .connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
                .map_err(tell)?;
            if busy == 0 {
                break;
            }
            if Instant::now() > deadline {
                return Err(StoreError::Unwiped { path });
            }
            sleep(Duration::from_millis(50));
        }
        self.connection.busy_handler(Some(super::waiting::handler())).map_err(tell)?;
        let mut copies = Vec::new();
        for version in 1..=super::migrations::MIGRATIONS.len() {
            let copy = connect::suffixed(&path, &format!(".schema{version}"));
            if fs::exists(&copy).unwrap_or_default() {
                copies.push(copy.display().to_string());
            }
        }
        Ok(copies)
    }
}
