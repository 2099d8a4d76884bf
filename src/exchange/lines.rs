//! The lines of a file, one by one, however long it is.
//!
//! Invariant: only `\n` ends a line, with a `\r` before it or not, as other tools count them: U+2028
//! and its like do not.

use super::error::ExchangeError;
use super::window::Window;

/// A line may be so long, in bytes.
const LONGEST: usize = 8 << 20;

/// Reads lines.
pub(super) struct Lines {
    window: Window,
    line: usize,
}

/// A line with its number, from 1; without its text if it is too long to be kept.
pub(super) type Line = (usize, Option<String>);

impl Lines {
    pub(super) fn new(window: Window) -> Self {
        Self { window, line: 0 }
    }

    /// How many bytes of the file were passed.
    pub(super) fn passed(&self) -> u64 {
        self.window.passed()
    }

    /// The next line; none at the end. What follows the last line end is a line if it holds
    /// anything.
    pub(super) fn next(&mut self) -> Result<Option<Line>, ExchangeError> {
        let (mut looked, mut is_long) = (0, false);
        loop {
            let rest = self.window.rest();
            if let Some(found) = memchr::memchr(b'\n', &rest.as_bytes()[looked..]) {
                let length = looked + found;
                let text = rest[..length].strip_suffix('\r').unwrap_or(&rest[..length]);
                let text = (!is_long).then(|| text.to_owned());
                self.window.pass(length + 1);
                self.line += 1;
                return Ok(Some((self.line, text)));
            }
            looked = rest.len();
            if looked > LONGEST {
                self.window.pass(looked);
                (looked, is_long) = (0, true);
            }
            if self.window.more()? {
                continue;
            }
            let rest = self.window.rest();
            if rest.is_empty() && !is_long {
                return Ok(None);
            }
            let text = (!is_long).then(|| rest.to_owned());
            self.window.pass(rest.len());
            self.line += 1;
            return Ok(Some((self.line, text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::super::survey::Survey;
    use super::*;

    fn lines(text: &str, block: usize) -> Vec<Line> {
        let mut source = Source::of(text.as_bytes().to_vec(), "x").unwrap();
        let survey = Survey::of(&mut source, block, "x").unwrap();
        let mut lines = Lines::new(Window::open(source, &survey, block).unwrap());
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn only_line_feeds_end_lines() {
        let wanted = ["a\u{2028}b", "", "c\rd", "ä"];
        for block in [4, 5, 1_000] {
            let read = lines("a\u{2028}b\r\n\nc\rd\nä", block);
            let texts: Vec<&str> = read.iter().filter_map(|(_, text)| text.as_deref()).collect();
            assert_eq!(texts, wanted);
            assert_eq!(read.last().map(|(line, _)| *line), Some(4));
            assert_eq!(lines("a\nb\n", block).len(), 2);
        }
        assert_eq!(lines("", 4), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed() {
        let text = format!("a\n{}\nb\n{}", "x".repeat(20 << 20), "y".repeat(9 << 20));
        let read = lines(&text, 1 << 18);
        assert_eq!(
            read.iter().map(|(_, text)| text.is_some()).collect::<Vec<_>>(),
            [true, false, true, false]
        );
    }
}
