//! Documents and their segments.

use super::{DocumentId, Lang, Span};

/// An article in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Absent until the document is stored.
    pub id: Option<DocumentId>,
    /// What the document is known by, together with its language: an absolute path, or the name
    /// that the user gave it.
    pub origin: String,
    /// A short name for people: the first heading or the file's name.
    pub title: String,
    /// The language of the text.
    pub lang: Lang,
    /// The text as it came, decoded, byte-order mark taken off, otherwise untouched.
    pub text: String,
    /// The encoding that the file was read in, by its usual name (`UTF-8`).
    pub encoding: String,
    /// The segments, in order, none empty, none overlapping.
    pub segments: Vec<Segment>,
}

impl Document {
    /// The text of the segment at `index`.
    ///
    /// # Panics
    /// If there is no such segment.
    pub fn segment_text(&self, index: usize) -> &str {
        self.segments[index].span.of(&self.text)
    }

    /// The texts of all segments, in order.
    pub fn segment_texts(&self) -> Vec<&str> {
        self.segments.iter().map(|segment| segment.span.of(&self.text)).collect()
    }

    /// The text of the segment at `index` as units hold it: on one line, without the line breaks of
    /// hard-wrapped text, which the document keeps.
    ///
    /// # Panics
    /// If there is no such segment.
    pub fn segment_line(&self, index: usize) -> String {
        on_one_line(self.segment_text(index))
    }

    /// The texts of all segments as units hold them, in order.
    pub fn segment_lines(&self) -> Vec<String> {
        self.segment_texts().into_iter().map(on_one_line).collect()
    }
}

fn on_one_line(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).collect();
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sentence or heading of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Segment {
    /// Where it stands in the document's text, white space round it left out.
    pub span: Span,
    /// The paragraph it belongs to, counted from 0.
    pub paragraph: usize,
}
