//! What files say of all their units.

use super::error::SqlResult;
use super::sql::Sql;
use super::{Reader, Writer};

impl Reader<'_> {
    /// The head of the file that units of an origin came in.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file_head(&self, origin: &str) -> SqlResult<Option<String>> {
        let sql = "SELECT head FROM file_head WHERE origin = ?1";
        self.connection.row(sql, [origin], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Stores the head of the file that units of an origin came in, in place of the one that was there.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_file_head(&self, origin: &str, head: &str) -> SqlResult<()> {
        self.connection.run(
            "INSERT INTO file_head (origin, head) VALUES (?1, ?2)
             ON CONFLICT (origin) DO UPDATE SET head = excluded.head WHERE head <> excluded.head",
            [origin, head],
        )
    }
}
