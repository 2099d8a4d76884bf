//! Sentences on a terminal: wrapped, with the words marked that matter.

use std::borrow::Cow;

use textwrap::{Options, WordSplitter};

use super::output::{Look, Printer, harmless};
use crate::model::Span;

/// Stand for the ends of a mark while lines are broken. Both are of Unicode's private area, and
/// taken out of the text itself first.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The text with the spans marked, broken into lines that fit behind `indent` columns. With colour
/// the marked words are bold, without it they stand in brackets.
pub(super) fn marked(out: &Printer, text: &str, spans: &[Span], indent: usize) -> Vec<String> {
    let text = with_marks(text, spans);
    let width = out.width().saturating_sub(indent).max(20);
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    let mut inside = false;
    textwrap::wrap(&text, options).iter().map(|line| show_marks(out, line, &mut inside)).collect()
}

/// The text broken into lines that fit behind `indent` columns.
pub(super) fn plain(out: &Printer, text: &str, indent: usize) -> Vec<String> {
    marked(out, text, &[], indent)
}

/// Puts the marks in. Everything else is made harmless.
fn with_marks(text: &str, spans: &[Span]) -> String {
    let mut marked = String::with_capacity(text.len() + 6 * spans.len());
    let mut at = 0;
    for span in spans {
        marked.push_str(&unmarked(&text[at..span.start]));
        marked.push(OPEN);
        marked.push_str(&unmarked(span.of(text)));
        marked.push(CLOSE);
        at = span.end;
    }
    marked.push_str(&unmarked(&text[at..]));
    marked
}

/// A text made harmless and without what stands for marks.
fn unmarked(text: &str) -> Cow<'_, str> {
    let text = harmless(text);
    // The first byte of both, which few texts have.
    let may_mark = text.as_bytes().contains(&0xee);
    if may_mark { Cow::Owned(text.replace([OPEN, CLOSE], "\u{fffd}")) } else { text }
}

/// Shows the marks of a line; one that goes on in the next is closed and opened again.
fn show_marks(out: &Printer, line: &str, inside: &mut bool) -> String {
    if !out.has_color() {
        return line.replace(OPEN, "[").replace(CLOSE, "]");
    }
    let mut shown = String::new();
    for piece in line.split_inclusive([OPEN, CLOSE]) {
        let text = piece.trim_end_matches([OPEN, CLOSE]);
        shown.push_str(&if *inside { out.look(Look::Strong, text) } else { text.to_owned() });
        *inside = match piece.chars().last() {
            Some(OPEN) => true,
            Some(CLOSE) => false,
            _ => *inside,
        };
    }
    shown
}
