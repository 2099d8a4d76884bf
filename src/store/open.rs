//! Opening a database.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::Store;
use super::connect::{Access, connect, steady};
use super::copy::{IfThere, copy};
use super::error::{SqlError, SqlResult, StoreError};
use super::journal::Recorder;
use super::migrations::{self, MIGRATIONS};
use super::sql::KEPT_STATEMENTS;
use super::waiting::Wait;

/// How long a reader waits for an empty file to become a database.
const BIRTH: Duration = Duration::from_secs(1);

impl Store {
    /// Opens the database at `path`, brings its schema up to date (a copy of the file as it was is
    /// kept beside it) and creates it if it is to be written and missing.
    ///
    /// # Errors
    /// If the file is missing, is no Beleg database, is newer than this program, is locked,
    /// read-only or damaged, or if it cannot be brought up to date; then it stays as it was.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        Self::open_with(path, access, MIGRATIONS)
    }

    /// Opens the database with the schema to which these migrations lead.
    pub(super) fn open_with(
        path: &Path,
        access: Access,
        migrations: &[&str],
    ) -> Result<Self, StoreError> {
        if path.is_dir() {
            return Err(StoreError::Folder { path: path.to_owned() });
        }
        match access {
            Access::Read if !path.exists() => {
                return Err(StoreError::Missing { path: path.to_owned() });
            }
            Access::Write => create_folder(path)?,
            Access::Read => {}
        }
        let mut connection = connect(path, access)?;
        prepare(&mut connection, path, access, migrations)?;
        let recorder = Recorder::default();
        if access == Access::Write {
            recorder.watch(&mut connection).map_err(|error| error.at(path))?;
        }
        Ok(Self { connection, path: path.to_owned(), recorder })
    }

    /// A database in memory that is gone when it is closed.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn scratch() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let at = |error: SqlError| error.at(&path);
        let mut connection = Connection::open_in_memory().map_err(|error| at(SqlError(error)))?;
        connection.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
        steady(&connection).map_err(|error| at(SqlError(error)))?;
        migrations::migrate(&mut connection, &path, MIGRATIONS)?;
        let recorder = Recorder::default();
        recorder.watch(&mut connection).map_err(at)?;
        Ok(Self { connection, path, recorder })
    }

    /// Copies the whole database, as of one moment, to a new file, while others go on reading and
    /// writing. A copy that fails leaves no file behind.
    ///
    /// # Errors
    /// If `target` exists or cannot be written.
    pub fn backup(&self, target: &Path) -> Result<(), StoreError> {
        copy(&self.connection, target, IfThere::Refuse)
    }

    /// Whether this user may write the file.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_writable(&self) -> Result<bool, StoreError> {
        is_writable(&self.connection).map_err(|error| error.at(&self.path))
    }
}

fn is_writable(connection: &Connection) -> SqlResult<bool> {
    connection.is_readonly("main").map(|readonly| !readonly).map_err(SqlError)
}

fn create_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(|error| StoreError::Uncreatable {
        path: path.to_owned(),
        reason: format!("its folder cannot be made ({error})"),
    })
}

/// Checks whose file it is and brings it up to date.
fn prepare(
    connection: &mut Connection,
    path: &Path,
    access: Access,
    migrations: &[&str],
) -> Result<(), StoreError> {
    let at = |error: SqlError| error.at(path);
    if access == Access::Read {
        await_first_commit(connection).map_err(at)?;
    }
    let Identity { found, application, tables } = identity(connection).map_err(at)?;
    if tables == 0 && access == Access::Read {
        return Err(StoreError::Nothing { path: path.to_owned() });
    }
    if application != migrations::APPLICATION_ID && tables > 0 {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    if found < 1 && tables > 0 {
        let reason = "it does not say of which version it is".to_owned();
        return Err(StoreError::Damaged { path: path.to_owned(), reason });
    }
    let known = migrations.len() as i64;
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    if access == Access::Write {
        if !is_writable(connection).map_err(at)? {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
        use_wal(connection).map_err(at)?;
    }
    if found < known {
        migrations::migrate(connection, path, migrations)?;
    }
    Ok(())
}

/// What a file says of itself.
struct Identity {
    /// Its schema version.
    found: i64,
    application: i64,
    tables: i64,
}

/// Reads all of it as of one moment: another process may be making a database of the file.
fn identity(connection: &mut Connection) -> SqlResult<Identity> {
    let moment = connection.transaction().map_err(SqlError)?;
    let tables = count_tables(&moment)?;
    let found = migrations::version(&moment)?;
    let application =
        moment.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(SqlError)?;
    Ok(Identity { found, application, tables })
}

fn count_tables(connection: &Connection) -> SqlResult<i64> {
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(SqlError)
}

/// Waits while the file is empty: another process may be about to create the database in it.
fn await_first_commit(connection: &Connection) -> SqlResult<()> {
    let deadline = Instant::now() + BIRTH;
    while count_tables(connection)? == 0 && Instant::now() < deadline {
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The bytes of a page of a new file. Of twice SQLite's own size, an import writes fewer pages, and
/// looking something up takes no longer.
const PAGE: i64 = 8_192;

/// Switches to a write-ahead log; from then on the size of pages is fixed. SQLite does not wait when several processes do so on a new file
/// at once, so we do.
fn use_wal(connection: &Connection) -> SqlResult<()> {
    connection.pragma_update(None, "page_size", PAGE).map_err(SqlError)?;
    let mut wait = Wait::new();
    loop {
        let mode = connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
            .map_err(SqlError);
        match mode {
            Err(error) if error.is_busy() && wait.pause() => {}
            result => return result.map(drop),
        }
    }
}
