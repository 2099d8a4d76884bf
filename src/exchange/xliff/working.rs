//! Reading a working document whole, and giving its bytes back.

use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use roxmltree::{Document, Error, Node};

use super::super::error::ExchangeError;
use super::super::source::{Source, unreadable};
use super::super::xml::{blank_doctype, check_bounds, declared, label, whole_fault};
use super::flavour::Flavour;
use super::lines::LineEnds;
use super::unit::Found;
use super::unkept::Unkept;
use super::{Version, Xliff, read2, read12};

/// So long may a working document be, in bytes.
const LONGEST: u64 = 512 << 20;

impl Xliff {
    /// Reads a working document.
    ///
    /// # Errors
    /// If it cannot be read, is too long, ill-formed, or no XLIFF.
    pub fn read(mut source: Source) -> Result<Self, ExchangeError> {
        let name = source.name().to_owned();
        if source.length() > LONGEST {
            let reason = format!("longer than {} MB, which is too long to be read", LONGEST >> 20);
            return Err(ExchangeError::BadXliff { name, line: 1, reason });
        }
        let (encoding, mark) = declared(&mut source)?;
        let mut bytes = Vec::new();
        let start = source.seek(SeekFrom::Start(0));
        let read = start.and_then(|_| source.read_to_end(&mut bytes));
        read.map_err(|error| unreadable(&name, error))?;
        let (mark, content) = bytes.split_at(mark.min(bytes.len()));
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(content);
        let Some(text) = decoded.map(std::borrow::Cow::into_owned) else {
            let line = broken_line(encoding, content);
            return Err(ExchangeError::BrokenEncoding { name, encoding: encoding.name(), line });
        };
        if text.trim().is_empty() {
            return Err(ExchangeError::Empty { name });
        }
        let file = Self {
            name,
            text,
            encoding,
            mark: mark.to_vec(),
            is_exact: true,
            version: Version::One,
            flavour: Flavour::Plain,
            files: Vec::new(),
            segments: Vec::new(),
            marks: 0,
            entries: 0,
            unkept: Unkept::default(),
        };
        let (version, flavour, found, unkept) = file.with_tree(|root| {
            let version = Version::of(root);
            let flavour = Flavour::of(root);
            let lines = LineEnds::new(&file.text);
            let (found, unit) = match version {
                Version::One => (read12::read(root, flavour, &lines), "trans-unit"),
                Version::Two => (read2::read(root, &lines), "unit"),
            };
            (version, flavour, found, Unkept::of(root, unit))
        })?;
        let is_exact = file.encoded(&file.text) == bytes;
        let Found { files, segments, marks, entries } = found;
        if segments.is_empty() {
            return Err(ExchangeError::NoUnits { name: file.name });
        }
        Ok(Self { is_exact, version, flavour, files, segments, marks, entries, unkept, ..file })
    }

    /// The name to speak of it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Parses the text and hands out its root.
    pub(super) fn with_tree<T>(
        &self,
        read: impl FnOnce(Node<'_, '_>) -> T,
    ) -> Result<T, ExchangeError> {
        let bad = |line: usize, reason: String| ExchangeError::BadXliff {
            name: self.name.clone(),
            line,
            reason,
        };
        if let Err((at, reason)) = check_bounds(&self.text) {
            return Err(bad(LineEnds::new(&self.text).at(at), reason));
        }
        let text = blank_doctype(&self.text);
        let tree = Document::parse(&text)
            .map_err(|error: Error| bad(error.pos().row as usize, whole_fault(&error)))?;
        let root = tree.root_element();
        if root.tag_name().name() != "xliff" {
            return Err(bad(1, format!("its root is `{}`, not `xliff`", root.tag_name().name())));
        }
        Ok(read(root))
    }

    /// New content as it may stand in this file: what stands for `ISO-8859-1` in a browser has letters
    /// more than that, which other tools would take for control characters.
    pub(super) fn fitting(&self, xml: String) -> String {
        let is_ascii_compatible = self.encoding != UTF_8
            && self.encoding != UTF_16LE
            && self.encoding != UTF_16BE
            && !xml.is_ascii();
        if !is_ascii_compatible {
            return xml;
        }
        let label = label(self.text.as_bytes()).unwrap_or_default().to_ascii_lowercase();
        let is_of_windows =
            [b"windows".as_slice(), b"cp", b"x-cp"].iter().any(|start| label.starts_with(start));
        let is_ascii = label.ends_with(b"ascii");
        let may_stand = |char: char| {
            let mut buffer = [0; 4];
            let (bytes, _, _) = self.encoding.encode(char.encode_utf8(&mut buffer));
            let is_control = matches!(*bytes, [0x80..=0x9f]);
            char.is_ascii() || !(is_ascii || is_control && !is_of_windows)
        };
        let mut fitting = String::with_capacity(xml.len());
        for char in xml.chars() {
            match may_stand(char) {
                true => fitting.push(char),
                false => fitting.push_str(&format!("&#{};", u32::from(char))),
            }
        }
        fitting
    }

    /// The bytes of a text as those of this file are.
    pub(super) fn encoded(&self, text: &str) -> Vec<u8> {
        let mut bytes = self.mark.clone();
        if self.encoding == UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if self.encoding == UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else if self.encoding == UTF_8 {
            bytes.extend_from_slice(text.as_bytes());
        } else {
            // What the encoding lacks becomes a reference, which is XML too.
            bytes.extend_from_slice(&self.encoding.encode(text).0);
        }
        bytes
    }
}

/// The line of the first bytes that are no text.
fn broken_line(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut line = 1;
    let mut text = String::with_capacity(1 << 12);
    let mut rest = bytes;
    loop {
        text.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        line += memchr::memchr_iter(b'\n', text.as_bytes()).count();
        rest = &rest[read..];
        if result != encoding_rs::DecoderResult::OutputFull || read == 0 && text.is_empty() {
            return line;
        }
    }
}
