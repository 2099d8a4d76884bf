//! Where the bytes of a file come from. It is read twice, so what cannot go back is kept first.

use std::fmt;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::error::ExchangeError;
use super::file;

/// So much of a stream is kept in memory; more goes into a temporary file.
const IN_MEMORY: usize = 1 << 20;

/// So much of a stream is read at once.
const AT_ONCE: usize = 1 << 16;

/// Bytes that can be read more than once, and the name to speak of them by.
pub struct Source {
    name: String,
    bytes: Box<dyn Rewindable>,
    length: u64,
    path: Option<PathBuf>,
}

trait Rewindable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Rewindable for T {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Source {
    /// Opens a file. A pipe that has a path is kept as a stream is.
    ///
    /// # Errors
    /// If it is missing, a folder or unreadable.
    pub fn open(path: &Path) -> Result<Self, ExchangeError> {
        let name = path.display().to_string();
        let mut file = file::open(path)?;
        let about = file.metadata().map_err(|source| unreadable(&name, source))?;
        if !about.is_file() {
            return Self::keep(&mut file, &name);
        }
        let path = Some(path.to_owned());
        Ok(Self { path, ..Self::new(file, &name)? })
    }

    /// Keeps a stream, such as stdin, in memory or in a temporary file that has no name and is
    /// gone when the program ends.
    ///
    /// # Errors
    /// If the stream cannot be read or the temporary file cannot be written.
    pub fn keep(stream: &mut dyn Read, name: &str) -> Result<Self, ExchangeError> {
        let mut kept = SpooledTempFile::new(IN_MEMORY);
        let mut buffer = vec![0; AT_ONCE];
        loop {
            let read = fill(stream, &mut buffer).map_err(|source| unreadable(name, source))?;
            if read == 0 {
                return Self::new(kept, name);
            }
            kept.write_all(&buffer[..read])
                .map_err(|source| ExchangeError::Unkept { name: name.to_owned(), source })?;
        }
    }

    /// Bytes that are in memory.
    ///
    /// # Errors
    /// None that could happen; they are those of a file.
    pub fn of(bytes: Vec<u8>, name: &str) -> Result<Self, ExchangeError> {
        Self::new(Cursor::new(bytes), name)
    }

    pub(super) fn new(
        mut bytes: impl Read + Seek + Send + 'static,
        name: &str,
    ) -> Result<Self, ExchangeError> {
        let length = bytes.seek(SeekFrom::End(0)).map_err(|source| unreadable(name, source))?;
        Ok(Self { name: name.to_owned(), bytes: Box::new(bytes), length, path: None })
    }

    /// The name to speak of it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the bytes are, if they are a file.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// How many bytes there are.
    pub fn length(&self) -> u64 {
        self.length
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// Reads until the buffer is full or nothing is left, and answers with how much was read.
pub(super) fn fill(from: &mut (impl Read + ?Sized), buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Whether a file begins with one of these.
pub(super) fn starts_with_any(
    source: &mut Source,
    beginnings: &[&[u8]],
) -> Result<bool, ExchangeError> {
    let name = source.name().to_owned();
    let mut head = vec![0; beginnings.iter().map(|beginning| beginning.len()).max().unwrap_or(0)];
    let start = source.seek(SeekFrom::Start(0));
    let read = start.and_then(|_| fill(source, &mut head));
    head.truncate(read.map_err(|error| unreadable(&name, error))?);
    Ok(beginnings.iter().any(|beginning| head.starts_with(beginning)))
}

pub(super) fn unreadable(name: &str, source: io::Error) -> ExchangeError {
    ExchangeError::Unreadable { path: name.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_kept_whatever_its_length() {
        for length in [0, 5, AT_ONCE, 3 * IN_MEMORY + 1] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let mut source = Source::keep(&mut bytes.as_slice(), "stdin").unwrap();
            assert_eq!(source.length(), length as u64);
            for _ in 0..2 {
                let mut again = Vec::new();
                source.seek(SeekFrom::Start(0)).unwrap();
                source.read_to_end(&mut again).unwrap();
                assert_eq!(again, bytes);
            }
        }
    }

    struct Failing;

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("it broke"))
        }
    }

    #[test]
    fn a_stream_that_breaks_is_named() {
        let error = Source::keep(&mut Failing, "stdin").unwrap_err().to_string();
        assert_eq!(error, "`stdin` cannot be read: it broke");
    }
}
