//! Copying a database to a new file, whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::raw::c_int;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tempfile::TempPath;

use super::error::{SqlError, SqlResult, StoreError};
use super::waiting::Wait;

/// What to do if the target is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IfThere {
    Refuse,
    Replace,
}

/// Copies the database to `target` while others go on reading and writing. The copy grows under a
/// name of its own beside the target and is given that name when it is complete.
pub(super) fn copy(
    source: &Connection,
    target: &Path,
    if_there: IfThere,
) -> Result<(), StoreError> {
    let refused = |error: io::Error| StoreError::Uncreatable {
        path: target.to_owned(),
        reason: error.to_string(),
    };
    let exists = || StoreError::Exists { path: target.to_owned() };
    if if_there == IfThere::Refuse && fs::symlink_metadata(target).is_ok() {
        return Err(exists());
    }
    let growing = beside(target).map_err(refused)?;
    fill(source, &growing).map_err(|error| error.at(target))?;
    OpenOptions::new()
        .write(true)
        .open(&growing)
        .and_then(|file| file.sync_all())
        .map_err(refused)?;
    match if_there {
        IfThere::Replace => growing.persist(target).map_err(|failed| refused(failed.error))?,
        IfThere::Refuse => match growing.persist_noclobber(target) {
            Ok(()) => {}
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(exists());
            }
            // Not every file system can rename without replacing; none was there a moment ago.
            Err(failed) => failed.path.persist(target).map_err(|failed| refused(failed.error))?,
        },
    }
    sync_folder(target);
    Ok(())
}

/// An empty file beside `target`, gone when it is dropped.
fn beside(target: &Path) -> io::Result<TempPath> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = target.file_name().unwrap_or_default();
    tempfile::Builder::new()
        .prefix(name)
        .suffix(".part")
        .make_in(folder.unwrap_or(Path::new(".")), |path| File::create_new(path))
        .map(|file| file.into_temp_path())
}

/// Copies all pages in one step, as of one moment: in several, whatever another process writes
/// would make it begin anew. A write-ahead log lets others write meanwhile.
fn fill(source: &Connection, target: &Path) -> SqlResult<()> {
    let mut copy = Connection::open(target).map_err(SqlError)?;
    let backup = Backup::new(source, &mut copy).map_err(SqlError)?;
    let mut wait = Wait::new();
    loop {
        match backup.step(c_int::MAX).map_err(SqlError)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if !wait.pause() => {
                return Err(SqlError::busy());
            }
            _ => {}
        }
    }
}

/// Makes the new name last. Where a folder cannot be synced, it lasts as others do.
fn sync_folder(target: &Path) {
    if cfg!(unix) {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let _ = File::open(folder.map_or(PathBuf::from("."), Path::to_owned))
            .and_then(|folder| folder.sync_all());
    }
}
