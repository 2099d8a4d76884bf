//! References: big glossaries that are consulted after the termbase and never mixed with it.

use rusqlite::params;

use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::{Reader, Writer, now};

/// A reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRecord {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The file that it came from.
    pub origin: String,
    /// Whether it is consulted.
    pub is_consulted: bool,
    /// How many entries it has.
    pub entries: usize,
}

/// An entry of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// Its number.
    pub id: i64,
    /// The name of the reference.
    pub reference: String,
    /// The entry as the caller wrote it.
    pub entry: String,
}

impl Reader<'_> {
    /// The references, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn references(&self) -> SqlResult<Vec<ReferenceRecord>> {
        self.connection.rows(
            "SELECT id, name, origin, consulted,
                    (SELECT count(*) FROM reference_entry WHERE reference = reference.id)
             FROM reference ORDER BY name",
            [],
            |row| {
                Ok(ReferenceRecord {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    origin: row.get(2)?,
                    is_consulted: row.get(3)?,
                    entries: row.get(4)?,
                })
            },
        )
    }

    /// The entries of consulted references that have a key, by reference and number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn reference_entries(&self, key: i64, limit: usize) -> SqlResult<Vec<ReferenceEntry>> {
        self.connection.rows(
            "SELECT e.id, r.name, e.entry
             FROM reference_key k CROSS JOIN reference_entry e ON e.id = k.entry
             CROSS JOIN reference r ON r.id = e.reference
             WHERE k.key = ?1 AND r.consulted LIMIT ?2",
            params![key, limit as i64],
            |row| {
                Ok(ReferenceEntry { id: row.get(0)?, reference: row.get(1)?, entry: row.get(2)? })
            },
        )
    }

    /// Hands out all entries of a reference.
    ///
    /// # Errors
    /// If the database fails.
    pub fn each_reference_entry(
        &self,
        reference: i64,
        take: &mut dyn FnMut(i64, &str),
    ) -> SqlResult<()> {
        let sql = "SELECT id, entry FROM reference_entry WHERE reference = ?1 ORDER BY id";
        self.connection.each(sql, [reference], |row| {
            let id = row.get(0).map_err(SqlError)?;
            let entry = row.get_ref(1).and_then(|entry| Ok(entry.as_str()?)).map_err(SqlError)?;
            take(id, entry);
            Ok(())
        })
    }
}

impl Writer<'_> {
    /// Makes a reference, and answers with its number.
    ///
    /// # Errors
    /// If there is one of that name, or if the database fails.
    pub fn add_reference(&self, name: &str, origin: &str) -> SqlResult<i64> {
        let sql = "INSERT INTO reference (name, origin, created) VALUES (?1, ?2, ?3)";
        self.connection.insert(sql, params![name, origin, now()])
    }

    /// Adds an entry, and answers with its number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_reference_entry(&self, reference: i64, entry: &str) -> SqlResult<i64> {
        let sql = "INSERT INTO reference_entry (reference, entry) VALUES (?1, ?2)";
        self.connection.insert(sql, params![reference, entry])
    }

    /// Lets entries be found by keys: pairs of a key and an entry's number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_reference_keys(&self, keys: &mut Vec<(i64, i64)>) -> SqlResult<()> {
        // In their order the rows fill pages one after the other.
        keys.sort_unstable();
        keys.dedup();
        for (key, entry) in keys.drain(..) {
            let sql = "INSERT OR IGNORE INTO reference_key (key, entry) VALUES (?1, ?2)";
            self.connection.run(sql, [key, entry])?;
        }
        Ok(())
    }

    /// Forgets all keys.
    ///
    /// # Errors
    /// If the database fails.
    pub fn clear_reference_keys(&self) -> SqlResult<()> {
        self.connection.run("DELETE FROM reference_key", [])
    }

    /// Forgets the keys of entries that are gone.
    ///
    /// # Errors
    /// If the database fails.
    pub fn sweep_reference_keys(&self) -> SqlResult<()> {
        let sql = "DELETE FROM reference_key WHERE entry NOT IN (SELECT id FROM reference_entry)";
        self.connection.run(sql, [])
    }

    /// Lets a reference be consulted, or no longer.
    ///
    /// # Errors
    /// If the database fails.
    pub fn consult_reference(&self, id: i64, is_consulted: bool) -> SqlResult<()> {
        let sql = "UPDATE reference SET consulted = ?2 WHERE id = ?1";
        self.connection.run(sql, params![id, is_consulted])
    }

    /// Removes a reference with its entries.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_reference(&self, id: i64) -> SqlResult<()> {
        self.connection.run("DELETE FROM reference_entry WHERE reference = ?1", [id])?;
        self.connection.run("DELETE FROM reference WHERE id = ?1", [id])?;
        self.sweep_reference_keys()
    }
}
