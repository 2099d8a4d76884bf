//! The scanner: one pass over a paragraph, from one place where a sentence may end to the next.
//!
//! Invariant: the scanner never goes back, so that its time is linear.

use std::ops::Range;

use super::candidate::{Bracket, Candidate, Cluster, Stop};
use super::chars::{
    is_closer, is_closing_bracket, is_detached_closer, is_quote, is_stop, is_wide_stop, only_opens,
};
use super::decide::ends_sentence;
use super::list::List;
use super::words::Words;

/// How far back, in bytes, the beginning of a quotation is looked for.
const QUOTATION: usize = 256;

/// Iterator over the sentences of a paragraph.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    words: &'static Words,
    /// Where the sentence begins.
    start: usize,
    /// How far the text has been read.
    at: usize,
    /// Where the outermost bracket that is open stands, and how many are.
    open: Option<usize>,
    depth: usize,
    /// The list that the paragraph is.
    list: Option<List>,
}

impl Iterator for Scanner<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.start;
        if start == self.text.len() {
            return None;
        }
        let end = self.read_sentence();
        self.start = end + white_space(&self.text[end..]);
        self.at = self.at.max(self.start);
        self.open = None;
        self.depth = 0;
        Some(start..end)
    }
}

impl<'t> Scanner<'t> {
    /// The scanner at the beginning of a paragraph.
    pub(super) fn new(text: &'t str, words: &'static Words) -> Self {
        let text = text.trim_end();
        let start = white_space(text);
        let list = List::of(&text[start..]);
        Self { text, words, start, at: start, open: None, depth: 0, list }
    }

    /// Reads on to the end of the sentence.
    fn read_sentence(&mut self) -> usize {
        while let Some((at, char)) = self.next_mark() {
            if let Some(end) = self.end_before_item(at) {
                return end;
            }
            if is_stop(char) || is_wide_stop(char) {
                let cluster = self.cluster(at);
                self.at = cluster.end;
                if self.is_end(cluster) {
                    return cluster.end;
                }
                let closed = self.text[at..cluster.end].chars().filter(|c| is_closing_bracket(*c));
                closed.for_each(|_| self.close_bracket());
            } else {
                self.at = at + char.len_utf8();
                match char {
                    '(' | '[' => self.open_bracket(at),
                    ')' | ']' => self.close_bracket(),
                    _ => {}
                }
            }
        }
        self.text.len()
    }

    /// The next character that may matter, and where it stands.
    fn next_mark(&self) -> Option<(usize, char)> {
        let bytes = &self.text.as_bytes()[self.at..];
        let at = self.at + bytes.iter().position(|byte| MAY_MATTER[usize::from(*byte)])?;
        Some((at, self.text[at..].chars().next()?))
    }

    /// Whether the sentence ends with the cluster.
    fn is_end(&self, cluster: Cluster) -> bool {
        let rest = &self.text[cluster.end..];
        let space = white_space(rest);
        if space == rest.len() {
            return true;
        }
        if space == 0 && cluster.stop != Stop::Wide && !rest.starts_with(only_opens) {
            return false;
        }
        let bracket = match self.open {
            None => Bracket::None,
            Some(at) if self.is_at_start(at) => Bracket::AtStart,
            Some(_) => Bracket::Inside,
        };
        let next = cluster.end + space;
        let candidate = Candidate::new(self.text, self.start, cluster, bracket, next);
        ends_sentence(&candidate, self.words)
    }

    /// The run of stops that begins at `start`, with the marks that close behind it.
    fn cluster(&self, start: usize) -> Cluster {
        let (length, stop) = stops(&self.text[start..]);
        let mut cluster = Cluster {
            start,
            end: start + length,
            stop,
            closes_quote: false,
            closes_bracket: false,
            is_stopped_twice: false,
        };
        loop {
            let rest = &self.text[cluster.end..];
            let Some(char) = rest.chars().next() else { break };
            let opens = stop == Stop::Wide && matches!(char, '“' | '‘');
            if is_closer(char) && !opens {
                cluster.closes_quote |= is_quote(char);
                cluster.closes_bracket |= is_closing_bracket(char);
                cluster.end += char.len_utf8();
            } else if let Some(length) = footnote(rest).or_else(|| self.detached_quote(cluster.end))
            {
                cluster.closes_quote |= !rest.starts_with('[');
                cluster.end += length;
            } else if is_stop(char) && (cluster.closes_quote || cluster.closes_bracket) {
                cluster.is_stopped_twice = true;
                cluster.end += char.len_utf8();
            } else {
                break;
            }
        }
        cluster
    }

    /// Whether nothing but quotation marks, a few of them, stands before the place.
    fn is_at_start(&self, at: usize) -> bool {
        at - self.start <= 8 && self.text[self.start..at].chars().all(is_quote)
    }

    /// The end of the sentence if the mark at `at` belongs to the marker of another item of a list.
    fn end_before_item(&mut self, at: usize) -> Option<usize> {
        let list = self.list.as_mut()?;
        let item = list.next_item(self.text, at, self.words.has_ordinals)?;
        list.advance();
        (item > self.start).then(|| {
            self.at = item;
            self.text[..item].trim_end().len()
        })
    }

    /// The length of a quotation mark between white space at `at`, if it closes.
    fn detached_quote(&self, at: usize) -> Option<usize> {
        let mut chars = self.text[at..].chars();
        let space = chars.next().filter(|char| char.is_whitespace())?;
        let quote = chars.next().filter(|char| is_detached_closer(*char))?;
        let is_apart = chars.next().is_none_or(char::is_whitespace);
        let closes = || quote != '"' || self.has_open_quote(at);
        (is_apart && closes()).then(|| space.len_utf8() + quote.len_utf8())
    }

    /// Whether a straight quotation mark is open before the place.
    fn has_open_quote(&self, at: usize) -> bool {
        let before = self.text[self.start..at].bytes().rev().take(QUOTATION);
        before.filter(|byte| *byte == b'"').count() % 2 == 1
    }

    fn open_bracket(&mut self, at: usize) {
        self.open.get_or_insert(at);
        self.depth += 1;
    }

    fn close_bracket(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.open = None;
        }
    }
}

/// The bytes that a mark of interest begins with.
static MAY_MATTER: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b".!?()[]\xd8\xdb\xe0\xe2\xe3\xef";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// The length of the white space that a text begins with.
fn white_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The length and kind of the run of stops that a text begins with.
fn stops(text: &str) -> (usize, Stop) {
    let mut end = 0;
    let mut periods = 0;
    let mut stop = Stop::Period;
    for char in text.chars() {
        match char {
            '.' => periods += 1,
            '…' => periods += 3,
            '！' | '？' | '。' | '｡' => stop = Stop::Wide,
            _ if is_stop(char) && stop == Stop::Period => stop = Stop::Exclamation,
            _ if is_stop(char) => {}
            _ => break,
        }
        end += char.len_utf8();
    }
    if stop != Stop::Period {
        return (end, stop);
    }
    while spaced_period(&text[end..]) {
        end += 2;
        periods += 1;
    }
    (end, if periods > 1 { Stop::Ellipsis } else { Stop::Period })
}

/// Whether an ellipsis written with spaces, `. . .`, goes on.
fn spaced_period(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(" .") else { return false };
    rest.chars().next().is_none_or(|char| char.is_whitespace() || is_closer(char) || char == '.')
}

/// The length of the mark of a footnote, `[12]`, that a text begins with.
fn footnote(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('[')?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && rest[digits..].starts_with(']')).then_some(digits + 2)
}
