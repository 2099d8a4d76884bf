//! The schema's versions, one numbered SQL file each. A file that was released is never edited.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::connect::{open_again, suffixed};
use super::copy::{IfThere, copy};
use super::error::{SqlError, SqlResult, StoreError};

/// The migrations, in order; the first leads from an empty file to version 1.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_decisions.sql"),
    include_str!("migrations/0003_memories.sql"),
    include_str!("migrations/0004_digests.sql"),
    include_str!("migrations/0005_termbase.sql"),
    include_str!("migrations/0006_details.sql"),
];

/// Marks a SQLite file as Beleg's: `Belg` in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x4265_6c67;

/// The schema version of the file; 0 if it is empty.
pub(super) fn version(connection: &Connection) -> SqlResult<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(SqlError)
}

/// Brings the database to the newest version, in one transaction. Of a file that was a database
/// already, a copy as it was is kept as `NAME.schema1` beside it. Another process may do the same
/// at the same time: everything is looked at and done under one lock.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    migrations: &[&str],
) -> Result<(), StoreError> {
    let at = |error: SqlError| error.at(path);
    let lock = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|error| at(SqlError(error)))?;
    let found = version(&lock).map_err(at)?;
    let newest = migrations.len() as i64;
    if found >= newest {
        return Ok(());
    }
    let kept = if found > 0 { Some(keep_copy(path, found)?) } else { None };
    apply(lock, found, migrations).map_err(|error| match kept {
        Some(copy) => {
            let (path, reason) = (path.to_owned(), error.to_string());
            StoreError::NotMigrated { path, found, newest, copy, reason }
        }
        None => at(error),
    })
}

fn apply(lock: Transaction<'_>, found: i64, migrations: &[&str]) -> SqlResult<()> {
    let apply = || -> rusqlite::Result<()> {
        for (number, sql) in (1_i64..).zip(migrations).filter(|(number, _)| *number > found) {
            lock.execute_batch(sql)?;
            lock.pragma_update(None, "user_version", number)?;
        }
        lock.pragma_update(None, "application_id", APPLICATION_ID)?;
        lock.commit()
    };
    apply().map_err(SqlError)
}

/// Copies the file through a connection of its own, since the one that holds the lock is about to
/// write. A copy that is there already was kept before a migration that failed: the file may have
/// changed since, so this one takes its place.
fn keep_copy(path: &Path, version: i64) -> Result<PathBuf, StoreError> {
    let source = open_again(path).map_err(|error| error.at(path))?;
    let target = suffixed(path, &format!(".schema{version}"));
    copy(&source, &target, IfThere::Replace)?;
    Ok(target)
}
