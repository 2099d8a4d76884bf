//! A window that slides over the text of a file, so that only a part of it is in memory.
//!
//! Invariant: what was not passed yet stays in the window, however much more is read.

use std::io::{Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult, Encoding};

use super::error::ExchangeError;
use super::source::{Source, fill, unreadable};
use super::survey::{Survey, decode_block};

/// A window grows by at most so many bytes at once.
const LARGEST_STEP: usize = 1 << 21;

/// The part of a text that is looked at.
pub(super) struct Window {
    text: String,
    at: usize,
    /// How many bytes of the file were read.
    read: u64,
    feed: Option<Feed>,
}

/// Where further text comes from.
struct Feed {
    source: Source,
    decoder: Decoder,
    buffer: Vec<u8>,
    /// Whether bytes that cannot be decoded are no error.
    is_lenient: bool,
}

/// Stands for bytes that cannot be decoded: no character, so no text holds it.
pub(super) const BROKEN: char = '\u{ffff}';

impl Window {
    /// A window at the beginning of a file, behind its byte-order mark. It reads so many bytes of
    /// the file at a time.
    pub(super) fn open(
        mut source: Source,
        survey: &Survey,
        block: usize,
    ) -> Result<Self, ExchangeError> {
        let mark = survey.mark as u64;
        let start = source.seek(SeekFrom::Start(mark));
        start.map_err(|error| unreadable(source.name(), error))?;
        let decoder = survey.encoding.new_decoder_without_bom_handling();
        let feed = Feed { source, decoder, buffer: vec![0; block], is_lenient: false };
        Ok(Self { text: String::new(), at: 0, read: mark, feed: Some(feed) })
    }

    /// A window at the beginning of a file in which [`BROKEN`] stands for bytes that cannot be
    /// decoded.
    pub(super) fn lenient(
        source: Source,
        encoding: &'static Encoding,
        mark: usize,
        block: usize,
    ) -> Result<Self, ExchangeError> {
        let mut window = Self::open(source, &Survey { encoding, guessed: false, mark }, block)?;
        if let Some(feed) = &mut window.feed {
            feed.is_lenient = true;
        }
        Ok(window)
    }

    /// A window that shows a whole text.
    pub(super) fn whole(text: String) -> Self {
        Self { text, at: 0, read: 0, feed: None }
    }

    /// The text that was not passed yet, as far as it was read.
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Whether nothing follows the rest.
    pub(super) fn has_ended(&self) -> bool {
        self.feed.is_none()
    }

    /// How many bytes of the file were passed; in an encoding other than UTF-8 about so many.
    pub(super) fn passed(&self) -> u64 {
        self.read.saturating_sub(self.rest().len() as u64)
    }

    /// Passes so many bytes of the text.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Reads on, and says whether there was more: at least a block, and the more the longer the
    /// rest is, so that looking through it again each time takes linear time.
    pub(super) fn more(&mut self) -> Result<bool, ExchangeError> {
        self.text.drain(..self.at);
        self.at = 0;
        let before = self.text.len();
        let wanted = before + before.clamp(1, LARGEST_STEP);
        while self.text.len() < wanted
            && let Some(feed) = &mut self.feed
        {
            let read = feed.read_into(&mut self.text)?;
            self.read += read as u64;
            if read < feed.buffer.len() {
                self.feed = None;
            }
        }
        Ok(self.text.len() > before)
    }
}

impl Feed {
    fn read_into(&mut self, text: &mut String) -> Result<usize, ExchangeError> {
        let name = self.source.name().to_owned();
        let read =
            fill(&mut self.source, &mut self.buffer).map_err(|error| unreadable(&name, error))?;
        let is_last = read < self.buffer.len();
        if self.is_lenient {
            decode_leniently(&mut self.decoder, &self.buffer[..read], is_last, text);
            return Ok(read);
        }
        // All of it was sound when it was looked through.
        if decode_block(&mut self.decoder, &self.buffer[..read], is_last, text) {
            Ok(read)
        } else {
            Err(ExchangeError::Changed { name })
        }
    }
}

fn decode_leniently(decoder: &mut Decoder, mut bytes: &[u8], is_last: bool, text: &mut String) {
    loop {
        let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
        text.reserve(room.unwrap_or(bytes.len()));
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, is_last);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::Malformed(..) => text.push(BROKEN),
            DecoderResult::OutputFull => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;

    #[test]
    fn a_file_that_became_another_is_an_error() {
        let survey = Survey { encoding: UTF_8, guessed: false, mark: 0 };
        let source = Source::of(b"Zoll\n\xe4".to_vec(), "x").unwrap();
        let mut window = Window::open(source, &survey, 4).unwrap();
        assert!(window.more().unwrap());
        assert_eq!(window.rest(), "Zoll");
        let error = window.more().unwrap_err().to_string();
        assert_eq!(error, "`x` was changed while it was read");
    }

    #[test]
    fn a_lenient_window_marks_what_cannot_be_decoded() {
        let bytes = b"\xffZ\xc3\xb6lle\xe4 \xc3";
        for block in 1..10 {
            let source = Source::of(bytes.to_vec(), "x").unwrap();
            let mut window = Window::lenient(source, UTF_8, 0, block).unwrap();
            while window.more().unwrap() {}
            assert_eq!(window.rest(), "\u{ffff}Zölle\u{ffff} \u{ffff}");
        }
    }
}
