//! Connecting to a file: for writing, for reading, and where nothing may be written.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::{SqlError, SqlResult, StoreError};
use super::sql::KEPT_STATEMENTS;
use super::waiting;

/// What a command wants to do with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Look only: the file must be there.
    Read,
    /// Change it: the file is created if it is missing.
    Write,
}

/// Opens the file. A database with a write-ahead log is opened for writing even to be read, since
/// SQLite keeps an index of the log beside it; where this user may not write, it is read as far as
/// that is possible without.
pub(super) fn connect(path: &Path, access: Access) -> Result<Connection, StoreError> {
    let at = |error: SqlError| error.at(path);
    let read_write = OpenFlags::SQLITE_OPEN_READ_WRITE;
    if access == Access::Write {
        return open(path, read_write | OpenFlags::SQLITE_OPEN_CREATE).map_err(at);
    }
    let opened = open(path, read_write).and_then(|connection| {
        probe(&connection)?;
        Ok(connection)
    });
    match opened {
        Err(error) if error.is(&[ErrorCode::CannotOpen, ErrorCode::ReadOnly]) => as_it_stands(path),
        // A full disk has no room for the index of the log; the file itself can still be read.
        Err(error) if error.is(&[ErrorCode::SystemIoFailure, ErrorCode::DiskFull]) => {
            as_it_stands(path).map_err(|_| error.at(path))
        }
        opened => opened.map_err(at),
    }
}

/// A further connection to a file that is there.
pub(super) fn open_again(path: &Path) -> SqlResult<Connection> {
    open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// The path with something at its end.
pub(super) fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn open(path: &Path, flags: OpenFlags) -> SqlResult<Connection> {
    let open = || -> rusqlite::Result<Connection> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_handler(Some(waiting::handler()))?;
        connection.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
        steady(&connection)?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(connection)
    };
    open().map_err(SqlError)
}

/// Has every connection work alike.
pub(super) fn steady(connection: &Connection) -> rusqlite::Result<()> {
    // Without it SQLite prepares statements anew whenever another value is bound, to see whether
    // another index would serve better: that takes longer than most of our statements.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)
}

fn probe(connection: &Connection) -> SqlResult<()> {
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        .map(drop)
        .map_err(SqlError)
}

/// Takes the file as it stands, without its log and without locks. That is right only while nobody
/// writes, as on a read-only medium: not if there is a log with something in it.
pub(super) fn as_it_stands(path: &Path) -> Result<Connection, StoreError> {
    if fs::metadata(suffixed(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(StoreError::InProgress { path: path.to_owned() });
    }
    let uri = uri(path.as_os_str().as_encoded_bytes(), cfg!(windows));
    open(Path::new(&uri), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
        .map_err(|error| error.at(path))
}

/// The file as a URI that SQLite opens as unchangeable.
fn uri(path: &[u8], windows: bool) -> String {
    let mut encoded = String::new();
    for byte in path {
        match byte {
            b'\\' if windows => encoded.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                encoded.push(char::from(*byte));
            }
            b':' if windows => encoded.push(':'),
            _ => encoded.push_str(&format!("%{byte:02x}")),
        }
    }
    // After `file:`, two slashes begin the name of a host, which must be empty: a path that begins
    // with two, as that of a Windows share does, and one with a drive need it spelled out.
    let start = match encoded.as_bytes() {
        [b'/', b'/', ..] => "//",
        [_, b':', ..] if windows => "///",
        _ => "",
    };
    format!("file:{start}{encoded}?immutable=1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, windows: bool) -> String {
        uri(path.as_bytes(), windows).trim_end_matches("?immutable=1").to_owned()
    }

    #[test]
    fn paths_of_every_kind_become_uris() {
        assert_eq!(of("/a/b c%?#.db", false), "file:/a/b%20c%25%3f%23.db");
        assert_eq!(of("x.db", false), "file:x.db");
        assert_eq!(of("a\\b:c.db", false), "file:a%5cb%3ac.db");
        assert_eq!(of("//a/ä.db", false), "file:////a/%c3%a4.db");
        assert_eq!(of("C:\\a\\b.db", true), "file:///C:/a/b.db");
        assert_eq!(of("\\\\server\\share\\b.db", true), "file:////server/share/b.db");
        assert_eq!(of("a\\b.db", true), "file:a/b.db");
    }
}
