//! Cutting a long XML file into the elements that hold one record each.
//!
//! Invariant: everything between the containers' tags is in a piece, or is told of as a fault; and a
//! fault costs no more than the piece that it is in.

use memchr::memchr;

use super::super::error::ExchangeError;
use super::super::source::Source;
use super::super::survey::BLOCK;
use super::super::window::Window;
use super::bounds::{KINDS, LONGEST_OPENING, Token, kind, token};
use super::encoding::declared;

/// So long may an element be that holds one record, in bytes.
const LONGEST: usize = 16 << 20;

/// Which elements a format is made of.
pub(in super::super) struct Shape {
    /// The elements that hold records, or other containers.
    pub(in super::super) containers: &'static [&'static str],
    /// The elements that hold one record each, and heads.
    pub(in super::super) pieces: &'static [&'static str],
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Part {
    /// The start tag of a container.
    Container {
        /// The whole tag.
        tag: String,
        /// The line that it begins on.
        line: usize,
    },
    /// An element that holds a record.
    Piece {
        /// The whole element.
        text: String,
        /// The line that it begins on.
        line: usize,
    },
    /// Something that is no record.
    Fault {
        /// The line that it begins on.
        line: usize,
        /// What is wrong.
        reason: String,
    },
}

/// The parts of a file, in order.
pub(in super::super) struct Pieces {
    window: Window,
    shape: Shape,
    line: usize,
    /// The containers that are open.
    open: Vec<&'static str>,
    /// Whether what follows belongs to a fault that was told of.
    is_astray: bool,
    has_ended: bool,
    /// How many bytes of the text were passed.
    passed: u64,
    /// Up to where in the text, in bytes, markup of each kind is taken never to end, since some that
    /// began before does not. Else each would be looked through again.
    endless: [u64; KINDS],
}

impl Pieces {
    pub(in super::super) fn open(mut source: Source, shape: Shape) -> Result<Self, ExchangeError> {
        let (encoding, mark) = declared(&mut source)?;
        let window = Window::lenient(source, encoding, mark, BLOCK)?;
        Ok(Self {
            window,
            shape,
            line: 1,
            open: Vec::new(),
            is_astray: false,
            has_ended: false,
            passed: 0,
            endless: [0; KINDS],
        })
    }

    /// How many bytes of the file were passed.
    pub(in super::super) fn passed(&self) -> u64 {
        self.window.passed()
    }

    /// The next part; none at the end.
    pub(in super::super) fn next(&mut self) -> Result<Option<Part>, ExchangeError> {
        while !self.has_ended {
            if !self.skip_to_markup()? {
                return Ok(self.end());
            }
            let Some((kind, length)) = self.token(0)? else {
                let line = self.line;
                self.pass(1);
                let reason = "markup begins here that never ends".to_owned();
                if !std::mem::replace(&mut self.is_astray, true) {
                    return Ok(Some(Part::Fault { line, reason }));
                }
                continue;
            };
            if let Some(part) = self.take(kind, length)? {
                return Ok(Some(part));
            }
        }
        Ok(None)
    }

    /// Passes a token; answers with what it means, if that is anything.
    fn take(&mut self, kind: Token, length: usize) -> Result<Option<Part>, ExchangeError> {
        let tag = &self.window.rest()[..length];
        let (line, name) = (self.line, tag_name(tag));
        let container = self.shape.containers.iter().copied().find(|known| *known == name);
        let is_piece = self.shape.pieces.contains(&name);
        match (kind, container) {
            (Token::Start, Some(container)) => {
                let tag = tag.to_owned();
                self.open.push(container);
                self.is_astray = false;
                self.pass(length);
                Ok(Some(Part::Container { tag, line }))
            }
            (Token::Empty, Some(_)) => {
                let tag = tag.to_owned();
                self.pass(length);
                Ok(Some(Part::Container { tag, line }))
            }
            (Token::End, Some(container)) => {
                if let Some(at) = self.open.iter().rposition(|open| *open == container) {
                    self.open.truncate(at);
                }
                self.is_astray = false;
                self.pass(length);
                Ok(None)
            }
            (Token::Empty, None) if is_piece => {
                self.is_astray = false;
                Ok(Some(self.piece(length)))
            }
            (Token::Start, None) if is_piece => {
                self.is_astray = false;
                self.whole(length).map(Some)
            }
            (Token::Start | Token::Empty, None) => {
                let reason = format!("`<{name}>` is not expected here");
                self.pass(length);
                let is_told = self.is_astray;
                self.is_astray |= kind == Token::Start;
                Ok((!is_told).then_some(Part::Fault { line, reason }))
            }
            _ => {
                self.pass(length);
                Ok(None)
            }
        }
    }

    /// The element whose start tag has so many bytes.
    fn whole(&mut self, length: usize) -> Result<Part, ExchangeError> {
        let line = self.line;
        let piece = tag_name(&self.window.rest()[..length]).to_owned();
        let mut at = length;
        loop {
            let Some(start) = self.find_markup(at)? else {
                self.pass_all();
                self.has_ended = true;
                let reason = format!("the file ends within this `<{piece}>`: it was cut off");
                return Ok(Part::Fault { line, reason });
            };
            if start > LONGEST {
                self.pass(start);
                self.is_astray = true;
                let reason = format!("longer than {} MB, so it is not read", LONGEST >> 20);
                return Ok(Part::Fault { line, reason });
            }
            let Some((kind, length)) = self.token(start)? else {
                at = start + 1;
                continue;
            };
            let name = tag_name(&self.window.rest()[start..start + length]);
            let is_next = kind == Token::Start && self.shape.pieces.contains(&name);
            let ends_all = kind == Token::End && self.shape.containers.contains(&name);
            if kind == Token::End && name == piece {
                return Ok(self.piece(start + length));
            }
            if is_next || ends_all {
                self.pass(start);
                let reason = format!("`<{piece}>` is never closed");
                return Ok(Part::Fault { line, reason });
            }
            at = start + length;
        }
    }

    fn piece(&mut self, length: usize) -> Part {
        let (text, line) = (self.window.rest()[..length].to_owned(), self.line);
        self.pass(length);
        Part::Piece { text, line }
    }

    /// What there is to say at the end of the file.
    fn end(&mut self) -> Option<Part> {
        self.has_ended = true;
        let open = self.open.first()?;
        let reason = format!("the file ends without `</{open}>`: it was cut off");
        Some(Part::Fault { line: self.line, reason })
    }

    /// Passes what is no markup, and says whether any follows.
    fn skip_to_markup(&mut self) -> Result<bool, ExchangeError> {
        loop {
            let rest = self.window.rest();
            let (passed, found) =
                memchr(b'<', rest.as_bytes()).map_or((rest.len(), false), |at| (at, true));
            self.pass(passed);
            if found {
                return Ok(true);
            }
            if !self.window.more()? {
                return Ok(false);
            }
        }
    }

    /// Where markup begins, at or behind a place in the rest.
    fn find_markup(&mut self, mut from: usize) -> Result<Option<usize>, ExchangeError> {
        loop {
            let rest = self.window.rest().as_bytes();
            if let Some(at) = memchr(b'<', &rest[from.min(rest.len())..]) {
                return Ok(Some(from + at));
            }
            from = rest.len();
            if !self.window.more()? {
                return Ok(None);
            }
        }
    }

    /// The token at a place in the rest; none if it never ends.
    fn token(&mut self, at: usize) -> Result<Option<(Token, usize)>, ExchangeError> {
        while self.window.rest().len() - at < LONGEST_OPENING && self.window.more()? {}
        let begins = self.passed + at as u64;
        let kind = kind(&self.window.rest().as_bytes()[at..]);
        if kind.is_some_and(|kind| begins < self.endless[kind]) {
            return Ok(None);
        }
        loop {
            let rest = self.window.rest().as_bytes();
            if let Some(token) = token(&rest[at..]) {
                return Ok(Some(token));
            }
            let looked_through = self.passed + rest.len() as u64;
            if rest.len() - at > LONGEST || !self.window.more()? {
                if let Some(kind) = kind {
                    self.endless[kind] = looked_through;
                }
                return Ok(None);
            }
        }
    }

    fn pass(&mut self, bytes: usize) {
        let passed = &self.window.rest().as_bytes()[..bytes];
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.window.pass(bytes);
        self.passed += bytes as u64;
    }

    fn pass_all(&mut self) {
        self.pass(self.window.rest().len());
    }
}

/// The name in the tag that a text begins with, without a prefix.
pub(in super::super) fn tag_name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>'));
    let name = &inner[..end.unwrap_or(inner.len())];
    name.split_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let source = Source::of(text.as_bytes().to_vec(), "x").unwrap();
        let shape = Shape { containers: &["tmx", "body"], pieces: &["header", "tu"] };
        let mut pieces = Pieces::open(source, shape).unwrap();
        let mut told = Vec::new();
        while let Some(part) = pieces.next().unwrap() {
            told.push(match part {
                Part::Container { tag, line } => format!("{line} {tag}"),
                Part::Piece { text, line } => format!("{line}: {}", text.replace('\n', "|")),
                Part::Fault { line, reason } => format!("{line}! {reason}"),
            });
        }
        told
    }

    #[test]
    fn records_are_cut_out_with_their_lines() {
        let text = "<?xml?><!DOCTYPE tmx [<!ENTITY a '<tu>'>]>\n<tmx version='1.4'>\n<header/><body>\n\
                    <!-- <tu> --><tu a='>'>\n<tuv><![CDATA[</tu>]]></tuv></tu>\n<tu\n/></body></tmx>";
        assert_eq!(
            parts(text),
            [
                "2 <tmx version='1.4'>",
                "3: <header/>",
                "3 <body>",
                "4: <tu a='>'>|<tuv><![CDATA[</tu>]]></tuv></tu>",
                "6: <tu|/>"
            ]
        );
    }

    #[test]
    fn a_fault_costs_its_own_record() {
        let around = |inner: &str| format!("<tmx><body>\n{inner}\n<tu>b</tu>\n</body></tmx>");
        for (inner, told) in [
            ("<tu>a<seg></tuv>", "2! `<tu>` is never closed"),
            ("<xu><tuv>a</tuv></tu>", "2! `<xu>` is not expected here"),
            ("<tu>a</tv>", "2! `<tu>` is never closed"),
        ] {
            let parts = parts(&around(inner));
            assert_eq!(parts[2..], [told.to_owned(), "3: <tu>b</tu>".to_owned()], "{inner}");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_says_so() {
        let text = "<tmx><body>\n<tu>a</tu>\n<tu>b</tu></body></tmx>";
        for length in 0..text.len() {
            let parts = parts(&text[..length]);
            let is_told = parts.last().is_some_and(|part| part.contains("cut off"));
            assert!(is_told || length < "<tmx>".len(), "{length}: {parts:?}");
        }
    }

    #[test]
    fn markup_that_never_ends_is_looked_through_once() {
        for open in ["<!--", "<![CDATA[", "<?", "<!["] {
            let never = open.repeat(1 << 18);
            for file in [
                format!("<tmx><body>\n{never}</body></tmx>"),
                format!("<tmx><body>\n<tu>{never}</tu>\n</body></tmx>"),
            ] {
                let parts = parts(&file);
                assert!(parts.len() <= 4 && parts[2].starts_with("2"), "{open}");
            }
        }
        // What is no markup then costs itself alone.
        assert_eq!(parts("<tmx><body><!-- <tu>a</tu><!-- --></body></tmx>").len(), 2);
        let told = parts("<tmx><body><? <tu>a</tu><!-- ? --></body></tmx>");
        assert_eq!(told[2..], ["1! markup begins here that never ends", "1: <tu>a</tu>"]);
    }

    #[test]
    fn a_record_beyond_the_bound_is_passed_over() {
        let long = format!("<tu>{}</tu>", "<a/>\n".repeat(LONGEST / 5 + 10));
        let told = parts(&format!("<tmx><body>{long}<tu>b</tu></body></tmx>"));
        assert_eq!(told.len(), 4);
        assert!(told[2].starts_with("1! longer than 16 MB"), "{}", told[2]);
        assert!(told[3].ends_with(": <tu>b</tu>"), "{}", told[3]);
    }
}
