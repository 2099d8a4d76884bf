//! ZIP archives, read member by member into memory.
//!
//! Invariant: no member is written anywhere and no name is a path of this machine; and what an
//! archive says of its sizes is not believed: what comes out is counted.

use std::io::{self, Read, Seek, Write};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::ExchangeError;
use super::source::Source;

/// So many bytes may come out of an archive in all.
const LARGEST: u64 = 1 << 30;

/// A member may become so many times longer than it is in the archive: deflate makes text about
/// five times shorter, and tables seldom more than fifty times.
const EXPANSION: u64 = 100;

/// A member of so many bytes harms nobody, however short it was made.
const HARMLESS: u64 = 1 << 20;

/// An archive may have so many members.
const MEMBERS: usize = 10_000;

/// What the bytes of an archive begin with; the second is one without members.
pub(super) const MAGIC: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Whether a file begins as a ZIP archive does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

/// An archive.
pub(super) struct Zip<R> {
    name: String,
    archive: ZipArchive<R>,
    members: Vec<String>,
    /// How many bytes the archive itself has.
    length: u64,
    /// How many bytes may still come out of it.
    left: u64,
}

impl Zip<Source> {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it cannot be read, is none, or has too many members.
    pub(super) fn open(source: Source) -> Result<Self, ExchangeError> {
        let (name, length) = (source.name().to_owned(), source.length());
        Self::over(source, name, length)
    }
}

impl<'s> Zip<&'s mut Source> {
    /// Opens an archive that is not given away.
    ///
    /// # Errors
    /// If it cannot be read, is none, or has too many members.
    pub(super) fn within(source: &'s mut Source) -> Result<Self, ExchangeError> {
        let (name, length) = (source.name().to_owned(), source.length());
        Self::over(source, name, length)
    }
}

impl<R: Read + Seek> Zip<R> {
    fn over(bytes: R, name: String, length: u64) -> Result<Self, ExchangeError> {
        let archive = ZipArchive::new(bytes).map_err(|error| told(&name, error))?;
        if archive.len() > MEMBERS {
            return Err(ExchangeError::TooMany { name, most: MEMBERS });
        }
        let members = (0..archive.len()).map(|at| match archive.name_for_index(at) {
            Some(Ok(member)) => member.into_owned(),
            _ => String::new(),
        });
        let members = members.collect();
        Ok(Self { name, archive, members, length, left: LARGEST })
    }

    /// The name to speak of it by.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The names of the members, in the order of the archive. They are names and nothing else: any
    /// of them may be `../../x`.
    pub(super) fn members(&self) -> &[String] {
        &self.members
    }

    /// Checks that the members are sound and none is too large, for who reads them in another way.
    /// Of pictures, which may be of one colour and damaged, only that all of it is not too large.
    ///
    /// # Errors
    /// If one is not.
    pub(super) fn check(&mut self, is_picture: fn(&str) -> bool) -> Result<(), ExchangeError> {
        for at in 0..self.members.len() {
            let is_picture = is_picture(&self.members[at]);
            let expansion = if is_picture { u64::MAX } else { EXPANSION };
            match self.unpack(at, expansion, &mut io::sink()) {
                Err(ExchangeError::BadArchive { .. }) if is_picture => {}
                checked => checked?,
            }
        }
        Ok(())
    }

    /// The bytes of the first member of a name; nothing if there is none.
    ///
    /// # Errors
    /// If it is encrypted, damaged or too large.
    pub(super) fn read(&mut self, member: &str) -> Result<Option<Vec<u8>>, ExchangeError> {
        let at = self.members.iter().position(|known| known == member);
        at.map(|at| self.read_at(at)).transpose()
    }

    /// The bytes of the member at a place.
    ///
    /// # Errors
    /// If it is encrypted, damaged or too large.
    pub(super) fn read_at(&mut self, at: usize) -> Result<Vec<u8>, ExchangeError> {
        let mut bytes = Vec::new();
        self.unpack(at, EXPANSION, &mut bytes)?;
        Ok(bytes)
    }

    /// Unpacks a member that may become so many times longer.
    fn unpack(
        &mut self,
        at: usize,
        expansion: u64,
        to: &mut impl Write,
    ) -> Result<(), ExchangeError> {
        let shown = self.members.get(at).map_or("?", String::as_str);
        let mut file = self.archive.by_index(at).map_err(|error| told(&self.name, error))?;
        let packed = file.compressed_size().min(self.length);
        let by_expansion = packed.saturating_mul(expansion).max(HARMLESS);
        let most = by_expansion.min(self.left);
        let read = io::copy(&mut file.by_ref().take(most + 1), to);
        let (name, member) = (self.name.clone(), shown.to_owned());
        let length = read.map_err(|error| ExchangeError::BadArchive {
            name: name.clone(),
            reason: format!("`{member}`: {error}"),
        })?;
        if length > most {
            return Err(if most == self.left {
                ExchangeError::TooLarge { name, most: LARGEST >> 30 }
            } else {
                ExchangeError::Expands { name, member, most: EXPANSION }
            });
        }
        self.left -= length;
        Ok(())
    }
}

fn told(name: &str, error: ZipError) -> ExchangeError {
    let name = name.to_owned();
    let reason = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            return ExchangeError::Locked { name };
        }
        ZipError::CompressionMethodNotSupported(_) => {
            "it is compressed in another way than by deflate".to_owned()
        }
        error => error.to_string(),
    };
    ExchangeError::BadArchive { name, reason }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn packed(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>) -> Result<Zip<Source>, ExchangeError> {
        Zip::open(Source::of(bytes, "x.zip").unwrap())
    }

    #[test]
    fn members_are_read_whatever_their_names_look_like() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let bytes =
                packed(&[("../../etc/x", b"Zoll"), ("C:\\y", b"duty"), ("leer", b"")], method);
            assert!(is_zip(&bytes));
            let mut zip = open(bytes).unwrap();
            assert_eq!(zip.members().len(), 3);
            assert_eq!(zip.read("../../etc/x").unwrap().unwrap(), b"Zoll");
            assert_eq!(zip.read_at(1).unwrap(), b"duty");
            assert_eq!(zip.read("leer").unwrap().unwrap(), b"");
            assert_eq!(zip.read("etc/x").unwrap(), None);
        }
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        let zeros = vec![0; 30 << 20];
        let mut zip = open(packed(&[("x", &zeros)], CompressionMethod::Deflated)).unwrap();
        let error = zip.read_at(0).unwrap_err().to_string();
        assert!(error.contains("more than 100 times") && error.contains("`x`"), "{error}");
        // As long as it is short it may be what it likes.
        let short = &zeros[..1 << 20];
        let mut zip = open(packed(&[("x", short)], CompressionMethod::Deflated)).unwrap();
        assert_eq!(zip.read_at(0).unwrap().len(), short.len());
    }

    #[test]
    fn sizes_that_an_archive_says_are_not_believed() {
        let zeros = vec![0; 30 << 20];
        let mut bytes = packed(&[("x", &zeros)], CompressionMethod::Deflated);
        // The length of the unpacked member, in both headers.
        let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
        assert_eq!(places.len(), 2);
        for place in places {
            bytes[place..place + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
        assert!(open(bytes).unwrap().read_at(0).is_err());
    }

    #[test]
    fn every_member_is_checked_whatever_its_name() {
        let is_picture = |name: &str| name.starts_with("media/");
        let (zeros, method) = (vec![0; 4 << 20], CompressionMethod::Deflated);
        for (name, is_sound) in [("a.xml", false), ("a.dat", false), ("media/a.xml", true)] {
            let mut zip = open(packed(&[("b.xml", b"x"), (name, &zeros)], method)).unwrap();
            assert_eq!(zip.check(is_picture).is_ok(), is_sound, "{name}");
        }
        let mut zip = open(packed(&[("media/a.xml", &zeros)], method)).unwrap();
        zip.left = 1 << 20;
        assert!(zip.check(is_picture).is_err());
    }

    #[test]
    fn all_members_together_have_a_bound() {
        let bytes = packed(&[("a", b"12345"), ("b", b"12345")], CompressionMethod::Stored);
        let mut zip = open(bytes).unwrap();
        zip.left = 7;
        zip.read_at(0).unwrap();
        let error = zip.read_at(1).unwrap_err().to_string();
        assert!(error.contains("more than 1 GB"), "{error}");
    }

    #[test]
    fn so_many_members_are_no_delivery() {
        let names: Vec<String> = (0..=MEMBERS).map(|at| at.to_string()).collect();
        let members: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
        let error = open(packed(&members, CompressionMethod::Stored)).err().unwrap().to_string();
        assert!(error.contains("more than 10000 files"), "{error}");
    }

    #[test]
    fn what_is_locked_or_damaged_is_told() {
        let bytes = packed(&[("x", b"Zoll und Verzollung")], CompressionMethod::Stored);
        // The flag of encryption, in both headers.
        let mut locked = bytes.clone();
        let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        locked[6] |= 1;
        locked[central + 8] |= 1;
        let error = open(locked).unwrap().read_at(0).unwrap_err().to_string();
        assert!(error.contains("password"), "{error}");
        let mut damaged = bytes.clone();
        let place = memchr::memmem::find(&bytes, b"Zoll").unwrap();
        damaged[place] = b'T';
        let error = open(damaged).unwrap().read_at(0).unwrap_err().to_string();
        assert!(error.contains("damaged"), "{error}");
        for length in 0..bytes.len() {
            if let Ok(mut zip) = open(bytes[..length].to_vec()) {
                let _ = zip.read("x");
            }
        }
    }
}
