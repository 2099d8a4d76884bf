//! What can go wrong with the database, told so that a person can act on it.

use std::path::PathBuf;

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

/// An error of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// What was deleted still stands in the file, since others are reading it.
    #[error("`{path}` is being read by another program, so what was deleted still stands in it")]
    Unwiped {
        /// The file.
        path: PathBuf,
    },
    /// There is no such file, and the command only reads.
    #[error("there is no database `{}`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is empty, and the command only reads.
    #[error("`{}` is empty: it is no database yet", path.display())]
    Nothing {
        /// The file.
        path: PathBuf,
    },
    /// The path is that of a folder.
    #[error("`{}` is a folder, not a database", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// The path cannot hold a file.
    #[error("the database `{}` cannot be created: {reason}", path.display())]
    Uncreatable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file cannot be opened.
    #[error("`{}` cannot be opened: this user may not read or write it or its folder", path.display())]
    Unopenable {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is no Beleg database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version of the program.
    #[error(
        "`{}` was written by a newer Beleg (schema {found}; this one knows {known})", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema of the file.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// Another program holds the database and does not let go.
    #[error("`{}` is in use by another program, which did not let go of it", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder may not be written.
    #[error("`{}` is read-only, so nothing was changed", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// No space is left.
    #[error("the disk with `{}` is full; nothing was changed", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("`{}` is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// The target of a backup is there already.
    #[error("`{}` exists already", path.display())]
    Exists {
        /// The target.
        path: PathBuf,
    },
    /// The file may not be written by this user, and holds changes that are only to be read by
    /// writing beside it.
    #[error(
        "`{}` cannot be read: another program's latest changes stand in `{}-wal`, and its folder \
         is read-only", path.display(), path.display()
    )]
    InProgress {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be brought to the schema of this program.
    #[error(
        "`{}` could not be brought from schema {found} to {newest} ({reason}); it is as it was, \
         and a copy of it is `{}`", path.display(), copy.display()
    )]
    NotMigrated {
        /// The file.
        path: PathBuf,
        /// The schema that it has.
        found: i64,
        /// The schema that it should have got.
        newest: i64,
        /// The copy that was made before.
        copy: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// There is nothing that could be undone or done again.
    #[error("there is nothing to {verb}")]
    NothingToUndo {
        /// `undo` or `redo`.
        verb: &'static str,
    },
    /// Anything else that SQLite says.
    #[error("the database `{}` failed: {reason}", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
}

/// An error of SQLite, before it is known which file it speaks of.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct SqlError(pub(super) rusqlite::Error);

/// What the methods of readers and writers answer with.
pub type SqlResult<T> = Result<T, SqlError>;

impl SqlError {
    /// The error told of the database at `path`.
    pub fn at(self, path: impl Into<PathBuf>) -> StoreError {
        let path = path.into();
        let reason = self.0.to_string();
        match self.0.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                StoreError::Locked { path }
            }
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
            Some(ErrorCode::DiskFull) => StoreError::Full { path },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, reason },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::Unopenable { path }
            }
            Some(ErrorCode::SystemIoFailure) if self.is_about_space() => StoreError::Full { path },
            _ => StoreError::Other { path, reason },
        }
    }

    /// Whether SQLite could not write: it does not always know that the disk is full.
    fn is_about_space(&self) -> bool {
        let extended = self.0.sqlite_error().map(|error| error.extended_code);
        extended.is_some_and(|code| {
            [
                ffi::SQLITE_IOERR_WRITE,
                ffi::SQLITE_IOERR_SHMSIZE,
                ffi::SQLITE_IOERR_SHMMAP,
                ffi::SQLITE_IOERR_FSYNC,
                ffi::SQLITE_IOERR_TRUNCATE,
            ]
            .contains(&code)
        })
    }

    /// Somebody else did not let go of the file.
    pub(super) fn busy() -> Self {
        Self(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None))
    }

    /// Whether it is one of these.
    pub(super) fn is(&self, codes: &[ErrorCode]) -> bool {
        self.0.sqlite_error_code().is_some_and(|code| codes.contains(&code))
    }

    pub(super) fn is_busy(&self) -> bool {
        self.is(&[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked])
    }
}
