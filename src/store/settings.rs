//! What the database remembers of itself, and how much it holds.

use serde::Serialize;

use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::unit_row::lang;
use super::{Reader, Writer};
use crate::model::Lang;

/// How much a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Segments of all documents.
    pub segments: usize,
    /// Translation units.
    pub units: usize,
    /// Concepts.
    pub concepts: usize,
    /// Terms of all concepts.
    pub terms: usize,
}

/// How the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// Bytes of the file that hold nothing.
    pub free_bytes: u64,
    /// Entries of the journal.
    pub journal_entries: usize,
}

impl Reader<'_> {
    /// How the file is.
    ///
    /// # Errors
    /// If the database fails.
    pub fn health(&self) -> SqlResult<Health> {
        let pragma = |name: &str| -> SqlResult<u64> {
            self.connection.pragma_query_value(None, name, |row| row.get(0)).map_err(SqlError)
        };
        let entries = "SELECT count(*) FROM journal_entry";
        Ok(Health {
            free_bytes: pragma("freelist_count")? * pragma("page_size")?,
            journal_entries: self
                .connection
                .row(entries, [], |row| row.get(0))?
                .unwrap_or_default(),
        })
    }

    /// A remembered value.
    ///
    /// # Errors
    /// If the database fails.
    pub fn setting(&self, key: &str) -> SqlResult<Option<String>> {
        self.connection.row("SELECT value FROM setting WHERE key = ?1", [key], |row| row.get(0))
    }

    /// The source and target language that the database remembers.
    ///
    /// # Errors
    /// If the database fails.
    pub fn languages(&self) -> SqlResult<Option<(Lang, Lang)>> {
        let sql = "SELECT source, target FROM language_pair ORDER BY id LIMIT 1";
        self.connection.row(sql, [], |row| Ok((lang(row, 0)?, lang(row, 1)?)))
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// If the database fails.
    pub fn counts(&self) -> SqlResult<Counts> {
        let count = |relation: &str| -> SqlResult<usize> {
            let sql = format!("SELECT count(*) FROM {relation}");
            Ok(self.connection.row(&sql, [], |row| row.get(0))?.unwrap_or_default())
        };
        Ok(Counts {
            documents: count("document")?,
            segments: count("segment")?,
            units: count("unit")?,
            concepts: count("concept")?,
            terms: count("term")?,
        })
    }
}

impl Writer<'_> {
    /// Remembers the source and target language, unless a pair is remembered already.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remember_languages(&self, source: &Lang, target: &Lang) -> SqlResult<()> {
        let sql = "INSERT INTO language_pair (source, target)
                   SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM language_pair)";
        self.connection.run(sql, [source.as_str(), target.as_str()])
    }

    /// Remembers a value. Settings are not part of the journal: undoing a change leaves them.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_setting(&self, key: &str, value: &str) -> SqlResult<()> {
        self.connection.run(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )?;
        self.kept.set(true);
        Ok(())
    }
}
