//! Other databases that are consulted.

use rusqlite::params;

use super::error::SqlResult;
use super::sql::Sql;
use super::{Reader, Writer};
use crate::model::Attached;

impl Reader<'_> {
    /// The databases that are consulted besides this one, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn attached(&self) -> SqlResult<Vec<Attached>> {
        let sql = "SELECT name, path, penalty FROM attached ORDER BY name";
        self.connection.rows(sql, [], |row| {
            Ok(Attached { name: row.get(0)?, path: row.get(1)?, penalty: row.get(2)? })
        })
    }
}

impl Writer<'_> {
    /// Remembers a database to be consulted, in place of one of the same name or path. The journal
    /// knows nothing of it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn attach(&self, attached: &Attached) -> SqlResult<()> {
        self.kept.set(true);
        let Attached { name, path, penalty } = attached;
        self.connection.run("DELETE FROM attached WHERE name = ?1 OR path = ?2", [name, path])?;
        self.connection.run(
            "INSERT INTO attached (name, path, penalty) VALUES (?1, ?2, ?3)",
            params![name, path, penalty],
        )
    }

    /// Forgets a database that was to be consulted. Answers whether there was one of this name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn detach(&self, name: &str) -> SqlResult<bool> {
        self.kept.set(true);
        self.connection.run("DELETE FROM attached WHERE name = ?1", [name])?;
        Ok(self.connection.changes() > 0)
    }
}
