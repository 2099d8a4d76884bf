//! Opening an SQLite file that nobody vouches for.
//!
//! Invariant: the file is never written to, and only ordinary tables of it are read.

use std::io::{Seek, SeekFrom};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use tempfile::NamedTempFile;

use super::super::error::ExchangeError;
use super::super::source::{Source, unreadable};

/// A value of the file may be so long, in bytes; what is longer is an error.
const LONGEST_VALUE: i32 = 32 << 20;

/// An SQLite file.
pub(super) struct Database {
    name: String,
    connection: Connection,
    /// The copy that is read where the bytes had no file of their own.
    _copy: Option<NamedTempFile>,
}

impl Database {
    /// Opens a file where it is, or a copy of what is no file.
    pub(super) fn open(mut source: Source) -> Result<Self, ExchangeError> {
        let name = source.name().to_owned();
        let (path, copy) = match source.path().and_then(Path::to_str) {
            Some(path) => (path.to_owned(), None),
            None => {
                let copy = copy(&mut source)?;
                (copy.path().to_string_lossy().into_owned(), Some(copy))
            }
        };
        let connection = connect(&path).map_err(|error| damaged(&name, &error))?;
        Ok(Self { name, connection, _copy: copy })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The columns of a table; none if it is not there, or is no ordinary table.
    pub(super) fn columns(&self, table: &str) -> Result<Vec<String>, ExchangeError> {
        // A virtual table has no page of its own.
        let is_there =
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND rootpage > 0";
        if self.rows(is_there, &[&table], |_| Ok(()))?.is_empty() {
            return Ok(Vec::new());
        }
        self.rows("SELECT name FROM pragma_table_info(?1)", &[&table], |row| row.get(0))
    }

    /// What a query finds.
    pub(super) fn rows<T>(
        &self,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ExchangeError> {
        let found = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(values, read)?.collect()
        };
        found().map_err(|error| damaged(&self.name, &error))
    }
}

/// What a cell says as text, whatever its type; nothing if it is NULL.
pub(super) fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    })
}

fn copy(source: &mut Source) -> Result<NamedTempFile, ExchangeError> {
    let name = source.name().to_owned();
    source.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&name, error))?;
    let mut written = || -> std::io::Result<NamedTempFile> {
        let mut copy = NamedTempFile::new()?;
        std::io::copy(source, copy.as_file_mut())?;
        Ok(copy)
    };
    written().map_err(|source| ExchangeError::Unkept { name, source })
}

fn connect(path: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri(path, cfg!(windows)), flags)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// The file as a URI that SQLite opens as unchangeable: without locks, and without the log of
/// another program beside it.
fn uri(path: &str, is_windows: bool) -> String {
    let path = if is_windows { path.replace('\\', "/") } else { path.to_owned() };
    let mut encoded = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            b':' if is_windows => encoded.push(':'),
            _ => encoded.push_str(&format!("%{byte:02x}")),
        }
    }
    // Behind `file:`, two slashes begin the name of a host, which is empty.
    let host = match encoded.as_bytes() {
        [b'/', b'/', ..] => "//",
        [_, b':', ..] if is_windows => "///",
        _ => "",
    };
    format!("file:{host}{encoded}?mode=ro&immutable=1")
}

fn damaged(name: &str, error: &rusqlite::Error) -> ExchangeError {
    ExchangeError::BadDatabase { name: name.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, is_windows, encoded) in [
            ("/a/b c%?#.sdltm", false, "/a/b%20c%25%3f%23.sdltm"),
            ("//a/ä.sdltm", false, "////a/%c3%a4.sdltm"),
            ("C:\\a\\b.sdltm", true, "///C:/a/b.sdltm"),
            ("\\\\server\\b.sdltm", true, "////server/b.sdltm"),
        ] {
            assert_eq!(uri(path, is_windows), format!("file:{encoded}?mode=ro&immutable=1"));
        }
    }

    #[test]
    fn views_and_virtual_tables_are_no_tables() {
        let file = NamedTempFile::new().unwrap();
        let made = Connection::open(file.path()).unwrap();
        made.execute_batch(
            "CREATE TABLE a(x, y); CREATE VIEW b AS SELECT * FROM a;
             CREATE VIRTUAL TABLE c USING fts5(x)",
        )
        .unwrap();
        drop(made);
        let database = Database::open(Source::open(file.path()).unwrap()).unwrap();
        assert_eq!(database.columns("a").unwrap(), ["x", "y"]);
        for table in ["b", "c", "d"] {
            assert!(database.columns(table).unwrap().is_empty(), "{table}");
        }
        assert!(database.rows("DELETE FROM a", &[], |_| Ok(())).is_err());
        assert!(database.rows("SELECT * FROM b", &[], |_| Ok(())).is_err());
    }
}
