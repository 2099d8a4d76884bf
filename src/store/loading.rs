//! Loading many units: the few statements that it takes stay prepared.

use std::collections::HashMap;

use rusqlite::{Statement, params};

use super::Writer;
use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::unit_row::{Bound, Digest, INSERT, insert};
use crate::model::{TranslationUnit, UnitId};

/// Stores one unit after the other.
pub struct Loader<'w> {
    /// The digests of units that are not known by them yet.
    pending: HashMap<i64, UnitId>,
    find: Statement<'w>,
    note: Statement<'w>,
    insert: Statement<'w>,
    insert_words: Statement<'w>,
    now: String,
    bound: Bound,
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
        let prepare = |sql: &str| connection.prepare(sql).map_err(SqlError);
        Ok(Loader {
            pending: HashMap::new(),
            find: prepare(if any_former.is_some() {
                "SELECT EXISTS (SELECT 1 FROM unit_digest WHERE digest = ?1)
                     OR EXISTS (SELECT 1 FROM former_text WHERE digest = ?1)"
            } else {
                "SELECT EXISTS (SELECT 1 FROM unit_digest WHERE digest = ?1)"
            })?,
            note: prepare("INSERT OR IGNORE INTO unit_digest (digest, unit) VALUES (?1, ?2)")?,
            insert: prepare(INSERT)?,
            insert_words: prepare("INSERT INTO unit_words (rowid, words) VALUES (?1, ?2)")?,
            now: self.now(),
            bound: Bound::default(),
        })
    }
}

/// The kilobytes of pages that are kept in memory.
const CACHE: i64 = 40_000;

/// The digests of so many units are noted at a time: in their order it is many times faster than one
/// by one.
const PENDING: usize = 100_000;

impl Loader<'_> {
    /// Whether a unit has, or had, texts of this digest. It is to be asked before a unit is added
    /// whose digest may have been seen.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_known(&mut self, digest: Digest) -> SqlResult<bool> {
        if self.pending.contains_key(&digest.0) {
            self.note_digests()?;
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
        insert(&mut self.insert, (None, unit), digest.0, &self.now, &mut self.bound)?;
        let id = UnitId(writer.connection.last_insert_rowid());
        self.pending.insert(digest.0, id);
        if self.pending.len() >= PENDING {
            self.note_digests()?;
        }
        writer.add_further(id, &unit.variants)?;
        self.insert_words.execute(params![id.0, words]).map_err(SqlError)?;
        Ok(id)
    }

    /// Ends the loading: from now on all units are known by their digests.
    ///
    /// # Errors
    /// If the database fails.
    pub fn finish(mut self) -> SqlResult<()> {
        self.note_digests()
    }

    fn note_digests(&mut self) -> SqlResult<()> {
        let mut pending: Vec<(i64, UnitId)> = self.pending.drain().collect();
        pending.sort_unstable();
        for (digest, unit) in pending {
            self.note.execute([digest, unit.0]).map_err(SqlError)?;
        }
        Ok(())
    }
}
