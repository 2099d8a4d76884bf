//! The paragraphs of a document as they are found.

use super::super::excerpt::trimmed;
use super::Document;
use crate::model::Span;

/// Collects paragraphs.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    text: String,
    paragraphs: Vec<Span>,
}

impl Blocks {
    /// Adds a paragraph, if there is anything in it. White space round it is left out.
    pub(super) fn push(&mut self, paragraph: &str) {
        let inner = trimmed(paragraph, 0, paragraph.len()).of(paragraph);
        if inner.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(inner);
        self.paragraphs.push(Span::new(start, self.text.len()));
    }

    /// The document that the paragraphs are.
    pub(super) fn finish(self, title: Option<String>) -> Document {
        let Self { text, paragraphs } = self;
        Document { text, paragraphs, title, encoding: "UTF-8", ..Document::default() }
    }
}

/// Adds text as a page shows it, where white space of any length is one space.
pub(super) fn push_flowing(to: &mut String, text: &str) {
    for char in text.chars() {
        if !matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            to.push(char);
        } else if !to.ends_with([' ', '\n', '\t']) {
            to.push(' ');
        }
    }
}
