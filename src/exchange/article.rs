//! Articles: text, Markdown and documents, with their paragraphs and a title.

use super::documents::{self, Document};
use super::encoding::{Decoded, decode};
use super::error::ExchangeError;
use super::excerpt::{title, trimmed};
use super::format::Format;
use super::{kinds, markdown};
use crate::model::{Segment, Span};

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The text as it came, byte-order mark taken off, otherwise untouched.
    pub text: String,
    /// The encoding by its usual name (`UTF-8`).
    pub encoding: &'static str,
    /// Whether the encoding was guessed.
    pub guessed: bool,
    /// A name for people: the first heading, else the first line if it is short, else the file's
    /// name.
    pub title: String,
    /// What a person should know of how it was read.
    pub remarks: Vec<String>,
    /// The paragraphs: in order, none empty, none overlapping, white space round them left out.
    pub paragraphs: Vec<Span>,
}

/// Reads an article; `name` is the file's, and tells Markdown by its ending. Documents of Word and
/// LibreOffice, books and pages are told by their content; `text` is then what they show.
///
/// Paragraphs end at lines of white space; in a text without such lines each line is one. In
/// Markdown they are the blocks of text: headings, list items, quotations, cells. Code, comments,
/// front matter and link definitions are no text.
///
/// # Errors
/// If the file is empty, holds no text, or is no text at all.
pub fn read(bytes: &[u8], name: &str) -> Result<Article, ExchangeError> {
    let document = match documents::read(bytes, name)? {
        None if documents::seems_page(bytes, name) => Some(documents::read_page(bytes, name)),
        document => document,
    };
    if let Some(document) = document {
        return of_document(document, name);
    }
    let (text, encoding, guessed) = open(bytes, name)?;
    let (heading, paragraphs) = if Format::by_extension(name) == Some(Format::Markdown) {
        let blocks = markdown::blocks(&text);
        (blocks.heading, blocks.paragraphs)
    } else {
        (None, paragraphs(&text))
    };
    let Some(first) = paragraphs.first() else {
        return Err(ExchangeError::NoText { name: name.to_owned() });
    };
    let title = heading.or_else(|| headline(first.of(&text))).unwrap_or_else(|| file_name(name));
    Ok(Article { text, encoding, guessed, title, remarks: Vec::new(), paragraphs })
}

fn of_document(document: Document, name: &str) -> Result<Article, ExchangeError> {
    let Document { text, paragraphs, title, encoding, guessed, remarks } = document;
    let Some(first) = paragraphs.first() else {
        return Err(ExchangeError::NoText { name: name.to_owned() });
    };
    let title = title.or_else(|| headline(first.of(&text))).unwrap_or_else(|| file_name(name));
    Ok(Article { text, encoding, guessed, title, remarks, paragraphs })
}

/// Reads an article that holds a segment a line. An empty line, if there are any, ends a paragraph;
/// without any all segments are one paragraph.
///
/// # Errors
/// If the file is empty, or is no text at all.
pub fn read_segmented(bytes: &[u8], name: &str) -> Result<(Article, Vec<Segment>), ExchangeError> {
    let (text, encoding, guessed) = open(bytes, name)?;
    // Other programs count lines by these alone, so U+2028 and its like must not add any.
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    let mut segments: Vec<Segment> = Vec::new();
    let mut paragraphs: Vec<Span> = Vec::new();
    let (mut at, mut parted) = (0, true);
    for line in text.split(line_end) {
        let span = trimmed(&text, at, at + line.len());
        at += line.len() + 1;
        if span.is_empty() {
            parted = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !parted => last.end = span.end,
            _ => paragraphs.push(span),
        }
        parted = false;
        segments.push(Segment { span, paragraph: paragraphs.len() - 1 });
    }
    let first = segments.first().and_then(|segment| headline(segment.span.of(&text)));
    let title = first.unwrap_or_else(|| file_name(name));
    Ok((Article { text, encoding, guessed, title, remarks: Vec::new(), paragraphs }, segments))
}

fn open(bytes: &[u8], name: &str) -> Result<(String, &'static str, bool), ExchangeError> {
    let decoded = decode(bytes, name)?;
    if decoded.is_blank() {
        return Err(ExchangeError::Empty { name: name.to_owned() });
    }
    if Format::by_extension(name) != Some(Format::Markdown)
        && let Some(what) = kinds::markup(&decoded.text)
    {
        return Err(ExchangeError::NotText { name: name.to_owned(), what });
    }
    let Decoded { text, encoding, guessed } = decoded;
    Ok((text.into_owned(), encoding, guessed))
}

/// The paragraphs of a plain text.
fn paragraphs(text: &str) -> Vec<Span> {
    let (mut lines, mut blocks): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut parted = true;
    for (start, end, ends_paragraph) in (Lines { text, at: 0 }) {
        let line = trimmed(text, start, end);
        if line.is_empty() {
            parted = true;
            continue;
        }
        match blocks.last_mut() {
            Some(last) if !parted => last.end = line.end,
            _ => blocks.push(line),
        }
        parted = ends_paragraph;
        lines.push(line);
    }
    if blocks.len() > 1 { blocks } else { lines }
}

/// The lines of a text without their ends, and whether the end ends a paragraph too.
///
/// A form feed is white space: pages end amid paragraphs.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = (usize, usize, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let rest = &self.text[start..];
        let is_end = |char| matches!(char, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let Some((length, char)) = rest.char_indices().find(|(_, char)| is_end(*char)) else {
            self.at = self.text.len();
            return Some((start, self.text.len(), false));
        };
        let after = &rest[length + char.len_utf8()..];
        // Text that went through Windows twice has \r\r\n.
        let more = if char == '\r' { carriage_return(after) } else { 0 };
        self.at = start + length + char.len_utf8() + more;
        Some((start, start + length, char == '\u{2029}'))
    }
}

/// How many bytes behind a `\r` belong to the same line end.
fn carriage_return(after: &str) -> usize {
    let bytes = after.as_bytes();
    match (bytes.first(), bytes.get(1)) {
        (Some(b'\n'), _) => 1,
        (Some(b'\r'), Some(b'\n')) => 2,
        _ => 0,
    }
}

/// Headlines are hardly longer, in characters.
const LONGEST_HEADLINE: usize = 120;
/// The first line of wrapped text is hardly shorter, in characters.
const SHORTEST_WRAPPED: usize = 60;

/// The title that a first paragraph gives, if it begins with a headline.
fn headline(paragraph: &str) -> Option<String> {
    let line = paragraph.lines().next()?;
    let longest = if line.len() == paragraph.len() { LONGEST_HEADLINE } else { SHORTEST_WRAPPED };
    (line.chars().nth(longest).is_none()).then(|| title(line)).filter(|title| !title.is_empty())
}

fn file_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let article = read(text.as_bytes(), "x.txt").unwrap();
        article.paragraphs.iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn paragraphs_end_at_blank_lines() {
        assert_eq!(texts("A\nB\n\nC"), ["A\nB", "C"]);
        assert_eq!(texts("\n A\r\nB \r\n\u{a0}\t\r\n\r\nC\r\n"), ["A\r\nB", "C"]);
        assert_eq!(texts("A\u{2028}B\u{2029}C\n"), ["A\u{2028}B", "C"]);
        assert_eq!(texts("A\rB\r\rC"), ["A\rB", "C"]);
    }

    #[test]
    fn without_blank_lines_each_line_is_one() {
        assert_eq!(texts("A\nB\nC\n\n"), ["A", "B", "C"]);
        assert_eq!(texts("\n\n\tA\u{85}B"), ["A", "B"]);
        assert_eq!(texts("A\r\r\nB\r\r\n"), ["A", "B"]);
    }

    #[test]
    fn a_page_may_end_amid_a_paragraph() {
        assert_eq!(texts("A\n\nB\n\u{c}C\n\n\u{c}\n\nD"), ["A", "B\n\u{c}C", "D"]);
    }

    #[test]
    fn titles_are_headlines_or_names() {
        let title = |text: &str| read(text.as_bytes(), "some/where/x.de.txt").unwrap().title;
        assert_eq!(title("Der  Pakt\n\nEin Satz."), "Der Pakt");
        assert_eq!(title(&"Wort ".repeat(22)), format!("{}…", "Wort ".repeat(16).trim()));
        assert_eq!(title(&"Ein langer Absatz. ".repeat(20)), "x.de.txt");
        let wrapped =
            "Ein Absatz, der umbrochen ist, und zwar nach etwa siebzig Zeichen,\nwie üblich.\n\nB";
        assert_eq!(title(wrapped), "x.de.txt");
    }

    #[test]
    fn segmented_lines_are_segments() {
        let read = |text: &str| {
            let (article, segments) = read_segmented(text.as_bytes(), "x").unwrap();
            segments
                .iter()
                .map(|segment| (segment.span.of(&article.text).to_owned(), segment.paragraph))
                .collect::<Vec<_>>()
        };
        let one = |text: &str, paragraph| (text.to_owned(), paragraph);
        assert_eq!(read("A. B.\r\n C \r\n"), [one("A. B.", 0), one("C", 0)]);
        assert_eq!(read("\nA\nB\n\n\nC\n"), [one("A", 0), one("B", 0), one("C", 1)]);
        assert_eq!(read("A\u{2028}B\nC"), [one("A\u{2028}B", 0), one("C", 0)]);
    }

    #[test]
    fn what_holds_no_text_is_an_error() {
        for (bytes, name, word) in [
            (&b""[..], "x.txt", "empty"),
            (b" \n\t\xc2\xa0\n", "x.txt", "empty"),
            (b"\xef\xbb\xbf", "x.txt", "empty"),
            (b"```\ncode\n```\n", "x.md", "no text"),
            (b"{\\rtf1 x}", "x.txt", "RTF"),
            (b"<html><script>x</script>", "x.txt", "no text"),
        ] {
            let error = read(bytes, name).unwrap_err().to_string();
            assert!(error.contains(word) && error.contains(name), "{error}");
        }
    }

    #[test]
    fn long_lines_take_linear_time() {
        let line = "Wort, ".repeat(2_000_000);
        let started = std::time::Instant::now();
        assert_eq!(read(line.as_bytes(), "x.txt").unwrap().paragraphs.len(), 1);
        assert_eq!(read(line.as_bytes(), "x.md").unwrap().paragraphs.len(), 1);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
