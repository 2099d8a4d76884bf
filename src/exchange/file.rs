//! Files: opened or read whole, and written whole or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::error::ExchangeError;

/// Reads a file.
///
/// # Errors
/// If it is missing, a folder or unreadable.
pub fn read_file(path: &Path) -> Result<Vec<u8>, ExchangeError> {
    check_no_folder(path)?;
    fs::read(path).map_err(|error| unreadable(path, error))
}

/// Opens a file to read it.
///
/// # Errors
/// If it is missing, a folder or unreadable.
pub(super) fn open(path: &Path) -> Result<File, ExchangeError> {
    check_no_folder(path)?;
    File::open(path).map_err(|error| unreadable(path, error))
}

/// Windows and Unix answer to reading a folder with errors that do not say so.
fn check_no_folder(path: &Path) -> Result<(), ExchangeError> {
    if path.is_dir() { Err(ExchangeError::Folder { path: shown(path) }) } else { Ok(()) }
}

fn unreadable(path: &Path, source: io::Error) -> ExchangeError {
    match source.kind() {
        ErrorKind::NotFound => ExchangeError::Missing { path: shown(path) },
        _ => ExchangeError::Unreadable { path: shown(path), source },
    }
}

/// Lets `write` write a file beside `path`, and puts it in the place of `path` when all is written.
///
/// The permissions of a file that was there are kept. A link stays, and what it points to is
/// replaced. What is no file, such as `/dev/null` or a pipe, is written to as it is.
///
/// # Errors
/// If the file cannot be written, or if `write` fails; then nothing has changed.
pub fn write_beside<T, E: From<ExchangeError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let there = fs::metadata(path).ok();
    match &there {
        Some(there) if there.is_dir() => {
            return Err(ExchangeError::Folder { path: shown(path) }.into());
        }
        Some(there) if !there.is_file() => {
            let device = File::options().write(true).open(path);
            return through(device.map_err(|error| unwritable(path, error))?, path, write)
                .map(|(written, _)| written);
        }
        Some(there) if there.permissions().readonly() => {
            return Err(ExchangeError::Protected { path: shown(path) }.into());
        }
        _ => {}
    }
    let target = followed(path);
    let temporary = create_beside(&target, path)?;
    let _unfinished = Unfinished::note(&temporary);
    let (written, temporary) = through(temporary, path, write)?;
    settle(temporary, &target, there.map(|there| there.permissions()))
        .map_err(|error| unwritable(path, error))?;
    Ok(written)
}

/// The files that are being written beside their targets.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what has been written beside its target and is not whole: for a program that is about to be
/// stopped.
pub fn discard_unfinished() {
    for path in unfinished().drain(..) {
        // Who stops the program cannot be told any more.
        let _ = fs::remove_file(path);
    }
}

/// A file that is unfinished as long as this is there.
struct Unfinished(PathBuf);

impl Unfinished {
    fn note(file: &NamedTempFile) -> Self {
        unfinished().push(file.path().to_owned());
        Self(file.path().to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        unfinished().retain(|path| *path != self.0);
    }
}

fn create_beside(target: &Path, path: &Path) -> Result<NamedTempFile, ExchangeError> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(ExchangeError::FolderMissing { path: shown(path), folder: shown(folder) });
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".beleg-");
    // Without this a new file could be read by its owner alone. The umask still applies.
    #[cfg(unix)]
    let everyone = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(everyone);
    builder.tempfile_in(folder).map_err(|error| unwritable(path, error))
}

/// Runs `write` on a buffered `out`. If `out` failed, the error names the file.
fn through<T, E: From<ExchangeError>, W: Write>(
    out: W,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<(T, W), E> {
    let mut out = Watched { out: BufWriter::new(out), failed: None };
    let written = write(&mut out);
    let flushed = if written.is_ok() { out.flush() } else { Ok(()) };
    let Watched { out, failed } = out;
    let failed = failed.or(flushed.err());
    let (out, _) = out.into_parts();
    match failed {
        Some(error) => Err(unwritable(path, error).into()),
        None => written.map(|written| (written, out)),
    }
}

/// Remembers the error of a writer, which whoever writes may have wrapped beyond recognition.
struct Watched<W: Write> {
    out: W,
    failed: Option<io::Error>,
}

impl<W: Write> Watched<W> {
    fn watch<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            if error.kind() != ErrorKind::Interrupted {
                self.failed = Some(again(error));
            }
        })
    }
}

impl<W: Write> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.watch(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.watch(result)
    }
}

/// An `io::Error` cannot be cloned.
fn again(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(
        || io::Error::new(error.kind(), error.to_string()),
        io::Error::from_raw_os_error,
    )
}

fn settle(
    temporary: NamedTempFile,
    target: &Path,
    permissions: Option<Permissions>,
) -> io::Result<()> {
    if let Some(permissions) = permissions {
        // Some network drives keep none; the content matters more.
        let _ = temporary.as_file().set_permissions(permissions);
    }
    temporary.as_file().sync_all()?;
    temporary.persist(target).map(drop).map_err(|failed| failed.error)
}

/// So many links are followed; then they are taken for a circle.
const LINKS: usize = 40;

/// What a path points to; unlike `canonicalize` also if that is not there yet.
fn followed(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&target) else { break };
        target = target.parent().map_or(next.clone(), |folder| folder.join(&next));
    }
    target
}

fn unwritable(path: &Path, source: io::Error) -> ExchangeError {
    let path = shown(path);
    // What went wrong with the file beside the target is told of the target: its name says nothing.
    let names_other_file = source.raw_os_error().is_none() && source.get_ref().is_some();
    let source = if names_other_file { io::Error::from(source.kind()) } else { source };
    // Windows refuses to replace a file that another program has open.
    let in_use = cfg!(windows) && source.kind() == ErrorKind::PermissionDenied
        || source.kind() == ErrorKind::ResourceBusy;
    if in_use {
        ExchangeError::InUse { path, source }
    } else {
        ExchangeError::Unwritable { path, source }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, text: &str) -> Result<(), ExchangeError> {
        write_beside(path, |out| {
            out.write_all(text.as_bytes()).map_err(|source| ExchangeError::Output { source })
        })
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_failure_leaves_the_target_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        put(&path, "before").unwrap();
        let failed: Result<(), ExchangeError> = write_beside(&path, |out| {
            let _ = out.write_all(b"half");
            Err(ExchangeError::Empty { name: "y".to_owned() })
        });
        assert_eq!(failed.unwrap_err().to_string(), "`y` is empty");
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(names(folder.path()), ["x.csv"]);
    }

    #[test]
    fn places_that_cannot_be_written_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = put(folder.path(), "x").unwrap_err().to_string();
        assert!(error.contains("folder"), "{error}");
        let error = put(&folder.path().join("no/x.csv"), "x").unwrap_err().to_string();
        assert!(error.contains("there is no folder"), "{error}");
        let path = folder.path().join("x.csv");
        put(&path, "x").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = put(&path, "y").unwrap_err().to_string();
        assert!(error.contains("write-protected"), "{error}");
    }

    #[test]
    fn places_that_cannot_be_read_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_file(folder.path()).unwrap_err().to_string();
        assert!(error.ends_with("is a folder, not a file"), "{error}");
        let error = read_file(&folder.path().join("x.csv")).unwrap_err().to_string();
        assert!(error.starts_with("there is no file") && error.contains("x.csv"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_permissions_and_devices_stay_what_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("x.csv"), folder.path().join("link.csv"));
        symlink("x.csv", &link).unwrap();
        put(&link, "first").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        put(&link, "second").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        put(Path::new("/dev/null"), "x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_named() {
        let error = put(Path::new("/dev/full"), "x").unwrap_err().to_string();
        assert!(error.starts_with("`/dev/full` cannot be written: "), "{error}");
    }
}
