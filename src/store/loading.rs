//! Loading many units: the few statements that it takes stay prepared.

use rusqlite::{Statement, params};

use super::Writer;
use super::error::{SqlError, SqlResult};
use super::seen::Seen;
use super::sql::Sql;
use super::unit_row::{Digest, INSERT, insert};
use crate::model::{TranslationUnit, UnitId};

/// Stores one unit after the other.
pub struct Loader<'w> {
    seen: Seen,
    find: Statement<'w>,
    insert: Statement<'w>,
    insert_words: Statement<'w>,
    now: String,
}

impl Writer<'_> {
    /// A loader. Pages that are used again and again, as those of the index of digests, stay in memory
    /// for the rest of this connection.
    ///
    /// # Errors
    /// If the database fails.
    pub fn loader(&self) -> SqlResult<Loader<'_>> {
        let connection = self.connection;
        connection.pragma_update(None, "cache_size", -CACHE).map_err(SqlError)?;
        let any_former = connection.row("SELECT 1 FROM former_text LIMIT 1", [], |_| Ok(()))?;
        let mut seen = Seen::new();
        for sql in ["SELECT digest FROM unit", "SELECT digest FROM former_text"] {
            connection.each(sql, [], |row| {
                seen.note(row.get(0).map_err(SqlError)?);
                Ok(())
            })?;
        }
        let prepare = |sql: &str| connection.prepare(sql).map_err(SqlError);
        Ok(Loader {
            seen,
            find: prepare(if any_former.is_some() {
                "SELECT EXISTS (SELECT 1 FROM unit WHERE digest = ?1)
                     OR EXISTS (SELECT 1 FROM former_text WHERE digest = ?1)"
            } else {
                "SELECT EXISTS (SELECT 1 FROM unit WHERE digest = ?1)"
            })?,
            insert: prepare(INSERT)?,
            insert_words: prepare("INSERT INTO unit_words (rowid, words) VALUES (?1, ?2)")?,
            now: self.now(),
        })
    }
}

/// The kilobytes of pages that are kept in memory.
const CACHE: i64 = 48_000;

impl Loader<'_> {
    /// Whether a unit may have, or may have had, texts of this digest. It is to be asked of every
    /// unit before it is added.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_known(&mut self, digest: Digest) -> SqlResult<bool> {
        if !self.seen.note(digest.0) {
            return Ok(false);
        }
        self.find.query_row([digest.0], |row| row.get(0)).map_err(SqlError)
    }

    /// Stores a new unit, and its words in the index of words. The caller puts it into the indexes of
    /// matches.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add(
        &mut self,
        writer: &Writer<'_>,
        unit: &TranslationUnit,
        digest: Digest,
        words: &str,
    ) -> SqlResult<UnitId> {
        insert(&mut self.insert, unit, digest.0, &self.now)?;
        let id = UnitId(writer.connection.last_insert_rowid());
        writer.add_further(id, &unit.variants)?;
        self.insert_words.execute(params![id.0, words]).map_err(SqlError)?;
        Ok(id)
    }
}
