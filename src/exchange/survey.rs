//! The first look through a file, in blocks: which encoding it is in.
//!
//! Invariant: all bytes have their say, and how they are cut into blocks has none.

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ExchangeError;
use super::kinds;
use super::source::{fill, unreadable};

/// So many bytes are looked at, or decoded, at a time: few enough to stay in the processor's cache.
pub(super) const BLOCK: usize = 1 << 18;

/// What is known of how a file is encoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Survey {
    pub(super) encoding: &'static Encoding,
    /// Whether nothing in the file said so.
    pub(super) guessed: bool,
    /// The length of its byte-order mark.
    pub(super) mark: usize,
}

impl Survey {
    /// Looks through a file.
    pub(super) fn of(
        source: &mut (impl Read + Seek),
        block: usize,
        name: &str,
    ) -> Result<Self, ExchangeError> {
        let mut look = Look { source, block, name };
        let head = look.head()?;
        if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
            return Err(look.other_encoding("UTF-32"));
        }
        let marked =
            [(UTF_8, "\u{feff}".as_bytes()), (UTF_16LE, b"\xff\xfe"), (UTF_16BE, b"\xfe\xff")];
        if let Some((encoding, mark)) = marked.into_iter().find(|(_, mark)| head.starts_with(mark))
        {
            let survey = Self { encoding, guessed: false, mark: mark.len() };
            if encoding == UTF_8 {
                look.check_utf8(mark.len())?;
            } else {
                look.check_utf16(encoding, mark.len())?;
            }
            return Ok(survey);
        }
        if let Some(what) = kinds::binary(&head, name) {
            return Err(look.not_text(what));
        }
        if seems_utf16(&head) {
            return Err(look.other_encoding("UTF-16 without a byte-order mark"));
        }
        let (encoding, guessed) = look.unmarked()?;
        Ok(Self { encoding, guessed, mark: 0 })
    }

    /// Says so if the encoding was guessed.
    pub(super) fn remark(&self) -> Option<String> {
        let encoding = self.encoding.name();
        self.guessed
            .then(|| format!("neither UTF-8 nor marked as UTF-16, so it is read as {encoding}"))
    }
}

/// Decodes a block behind those that came before; says whether it is sound.
pub(super) fn decode_block(
    decoder: &mut Decoder,
    bytes: &[u8],
    is_last: bool,
    text: &mut String,
) -> bool {
    // With this room the output is never full. No length of a block is too large to calculate it.
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    text.reserve(room.unwrap_or(bytes.len()));
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, text, is_last);
    result == DecoderResult::InputEmpty
}

/// So much of a file shows what it is.
const HEAD: usize = 4_096;

struct Look<'l, S> {
    source: &'l mut S,
    block: usize,
    name: &'l str,
}

impl<S: Read + Seek> Look<'_, S> {
    fn head(&mut self) -> Result<Vec<u8>, ExchangeError> {
        let mut head = vec![0; HEAD];
        let start = self.source.seek(SeekFrom::Start(0));
        let filled = start.and_then(|_| fill(self.source, &mut head));
        head.truncate(filled.map_err(|error| unreadable(self.name, error))?);
        Ok(head)
    }

    /// Shows all bytes behind the mark, and which block is the last. No block but the last ends
    /// within a character of UTF-8.
    fn through(
        &mut self,
        mark: usize,
        mut see: impl FnMut(&[u8], bool) -> ControlFlow<()>,
    ) -> Result<(), ExchangeError> {
        let unreadable = |error| unreadable(self.name, error);
        self.source.seek(SeekFrom::Start(mark as u64)).map_err(unreadable)?;
        let mut buffer = vec![0; self.block + LONGEST_CHAR];
        let mut kept = 0;
        loop {
            let wanted = &mut buffer[kept..][..self.block];
            let read = fill(self.source, wanted).map_err(unreadable)?;
            let (is_last, filled) = (read < self.block, kept + read);
            let end = if is_last { filled } else { whole_chars(&buffer[..filled]) };
            if see(&buffer[..end], is_last).is_break() || is_last {
                return Ok(());
            }
            buffer.copy_within(end..filled, 0);
            kept = filled - end;
        }
    }

    fn check_utf8(&mut self, mark: usize) -> Result<(), ExchangeError> {
        let mut is_valid = true;
        self.through(mark, |block, _| {
            is_valid = std::str::from_utf8(block).is_ok();
            if is_valid { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if is_valid {
            return Ok(());
        }
        let line = self.faults(mark)?.first.unwrap_or(1);
        Err(self.broken(UTF_8, line))
    }

    fn check_utf16(
        &mut self,
        encoding: &'static Encoding,
        mark: usize,
    ) -> Result<(), ExchangeError> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::new();
        let (mut line, mut is_sound, mut has_zero) = (1, true, false);
        self.through(mark, |block, is_last| {
            text.clear();
            is_sound = decode_block(&mut decoder, block, is_last, &mut text);
            line += memchr::memchr_iter(b'\n', text.as_bytes()).count();
            has_zero |= text.contains('\0');
            if is_sound { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if !is_sound {
            return Err(self.broken(encoding, line));
        }
        if has_zero { Err(self.not_text("a binary file")) } else { Ok(()) }
    }

    /// The encoding of a file without a mark, and whether it was guessed.
    fn unmarked(&mut self) -> Result<(&'static Encoding, bool), ExchangeError> {
        let mut marks = Marks::default();
        let (mut is_utf8, mut is_cut) = (true, false);
        self.through(0, |block, is_last| {
            marks.see(block);
            if is_utf8 && let Err(error) = std::str::from_utf8(block) {
                is_utf8 = false;
                is_cut = is_last && error.error_len().is_none();
            }
            if marks.has_zero { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if marks.are_of_binary() {
            return Err(self.not_text("a binary file"));
        }
        if is_utf8 {
            return Ok((UTF_8, false));
        }
        let faults = self.faults(0)?;
        if faults.are_in_utf8(is_cut) {
            return Err(self.broken(UTF_8, faults.first.unwrap_or(1)));
        }
        Ok((WINDOWS_1252, true))
    }

    fn faults(&mut self, mark: usize) -> Result<Faults, ExchangeError> {
        let mut faults = Faults { line: 1, ..Faults::default() };
        self.through(mark, |block, _| {
            faults.see(block);
            ControlFlow::Continue(())
        })?;
        Ok(faults)
    }

    fn broken(&self, encoding: &'static Encoding, line: usize) -> ExchangeError {
        let encoding = encoding.name();
        ExchangeError::BrokenEncoding { name: self.name.to_owned(), encoding, line }
    }

    fn other_encoding(&self, encoding: &'static str) -> ExchangeError {
        ExchangeError::OtherEncoding { name: self.name.to_owned(), encoding }
    }

    fn not_text(&self, what: &'static str) -> ExchangeError {
        ExchangeError::NotText { name: self.name.to_owned(), what }
    }
}

/// So many bytes has a character of UTF-8 at most.
const LONGEST_CHAR: usize = 4;

/// Where the last character begins, which may go on in the next block.
fn whole_chars(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(LONGEST_CHAR);
    let last = bytes[from..].iter().rposition(|byte| byte & 0xc0 != 0x80);
    last.map_or(bytes.len(), |last| from + last)
}

/// What tells a text from other files.
#[derive(Default)]
struct Marks {
    all: usize,
    controls: usize,
    has_zero: bool,
}

impl Marks {
    fn see(&mut self, bytes: &[u8]) {
        let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1a | 0x1b);
        self.all += bytes.len();
        // Few enough to be counted in a byte, many at a time.
        for part in bytes.chunks(255) {
            let controls: u8 = part.iter().map(|byte| u8::from(is_control(*byte))).sum();
            self.controls += usize::from(controls);
        }
        self.has_zero |= memchr::memchr(0, bytes).is_some();
    }

    /// Whether there is a zero byte, or more control characters than a text would have.
    fn are_of_binary(&self) -> bool {
        self.has_zero || self.controls * 20 > self.all
    }
}

/// So many characters of a broken UTF-8 file are whole for each byte that is not. In a Windows-1252
/// text nearly every letter outside of ASCII stands between ASCII ones and is such a byte: what
/// looks like UTF-8 in it are a few letters before a mark (`ß` before `“`).
const WHOLE_FOR_BROKEN: usize = 4;

/// What speaks for and against UTF-8 in a file that is not valid as such.
#[derive(Default)]
struct Faults {
    /// Characters outside of ASCII that are whole, and those among them that a text would have.
    whole: usize,
    usual: usize,
    /// Bytes that belong to no character.
    broken: usize,
    /// The line of the first of them.
    first: Option<usize>,
    line: usize,
}

impl Faults {
    fn see(&mut self, bytes: &[u8]) {
        for chunk in bytes.utf8_chunks() {
            let others = chunk.valid().chars().filter(|char| !char.is_ascii());
            self.whole += others.clone().count();
            // In Windows-1252 these would be `Ã`, `Â` or `â€` and a mark, which no text has.
            self.usual += others
                .filter(|char| matches!(char, '\u{80}'..='\u{ff}' | '\u{2010}'..='\u{203f}'))
                .count();
            self.line += memchr::memchr_iter(b'\n', chunk.valid().as_bytes()).count();
            if !chunk.invalid().is_empty() {
                self.first = self.first.or(Some(self.line));
                self.broken += chunk.invalid().len();
            }
        }
    }

    /// Whether the file was clearly meant to be in UTF-8; `is_cut` if only its end is missing.
    fn are_in_utf8(&self, is_cut: bool) -> bool {
        self.whole >= 2 && self.whole >= WHOLE_FOR_BROKEN * self.broken || is_cut && self.usual > 0
    }
}

/// Whether every other byte of the beginning is mostly zero, as in Latin text in UTF-16.
fn seems_utf16(head: &[u8]) -> bool {
    let pairs = head.len() / 2;
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    pairs >= 4 && even.max(odd) * 10 >= pairs * 7 && even.min(odd) * 20 <= pairs
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn told(bytes: &[u8], block: usize) -> Result<(&'static str, bool, usize), String> {
        Survey::of(&mut Cursor::new(bytes), block, "x")
            .map(|survey| (survey.encoding.name(), survey.guessed, survey.mark))
            .map_err(|error| error.to_string())
    }

    proptest! {
        #[test]
        fn blocks_change_nothing(
            text in "(ä|ß“|🦀|a|\n|\u{ad}|€){0,24}",
            spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
            cut in any::<prop::sample::Index>(),
            coding in 0..5,
            block in 1..20usize,
        ) {
            let utf16 = || text.encode_utf16().flat_map(u16::to_le_bytes);
            let mut bytes = match coding {
                0 => text.clone().into_bytes(),
                1 => format!("\u{feff}{text}").into_bytes(),
                2 => [0xff, 0xfe].into_iter().chain(utf16()).collect(),
                3 => utf16().collect(),
                _ => WINDOWS_1252.encode(&text).0.into_owned(),
            };
            for (place, byte) in spoilt {
                if !bytes.is_empty() {
                    let place = place.index(bytes.len());
                    bytes[place] = byte;
                }
            }
            bytes.truncate(bytes.len() - cut.index(bytes.len().min(4) + 1));
            prop_assert_eq!(told(&bytes, block), told(&bytes, BLOCK));
        }
    }
}
