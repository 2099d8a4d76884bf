//! XLIFF 1.2 and 2.x, as it is and as Trados, memoQ and Phrase write it: working documents, whose
//! targets are filled where they stand.
//!
//! Invariant: a file is read whole or refused with its line, since half a working document is none;
//! and what is filled changes nothing but empty targets and what is said of their state. Deleted text
//! of tracked changes is no text.

mod codes;
mod edits;
mod fill;
mod flavour;
mod inline;
mod lines;
mod outgoing;
mod pairs;
mod place;
mod read12;
mod read2;
mod said;
mod stored;
#[cfg(test)]
mod tests;
mod unit;
mod unkept;
mod working;
mod write12;
mod write2;

use std::sync::Arc;

use roxmltree::{Document, Node, NodeId};

pub use codes::{CodeGap, code_gap};
pub use fill::{Filled, FilledTargets};
pub use pairs::article;
pub(super) use pairs::open;
pub use write2::write_units as write_units_2;
pub use write12::{write_text, write_units as write_units_12};

use super::format::Format;
use crate::model::Lang;
use unkept::Unkept;

/// A working document.
#[derive(Debug)]
pub struct Xliff {
    /// The name to speak of it by.
    name: String,
    /// The text as it came, without its byte-order mark.
    text: String,
    encoding: &'static encoding_rs::Encoding,
    /// The byte-order mark.
    mark: Vec<u8>,
    /// Whether its encoding gives its bytes back as they came.
    is_exact: bool,
    version: Version,
    flavour: flavour::Flavour,
    /// The texts that were translated.
    files: Vec<File>,
    /// The segments, in order.
    pub segments: Vec<Segment>,
    /// How many marked spans, such as comments and terms, the texts have.
    marks: usize,
    /// How many entries its glossaries have.
    entries: usize,
    /// What else its pairs do not keep.
    unkept: Unkept,
}

/// Whether a name is one that a tool gives to working documents of its own alone.
pub fn is_of_tool(name: &str) -> bool {
    let name = name.to_lowercase();
    [".sdlxliff", ".mqxliff", ".mxliff"].iter().any(|ending| name.ends_with(ending))
}

/// The format that the tag of a root says.
pub(super) fn format_of(tag: &str) -> Format {
    let element = format!("{}/>", tag.trim_end_matches(['/', '>']));
    let tree = Document::parse(&element);
    match tree.map_or(Version::One, |tree| Version::of(tree.root_element())) {
        Version::One => Format::Xliff,
        Version::Two => Format::Xliff2,
    }
}

/// Which of the two formats of this name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// 1.0 to 1.2.
    One,
    /// 2.0 and later.
    Two,
}

impl Version {
    fn of(root: Node<'_, '_>) -> Self {
        let namespace = root.tag_name().namespace().unwrap_or_default();
        let said = root.attribute("version").unwrap_or_default();
        let is_two = namespace.starts_with("urn:oasis:names:tc:xliff:document:2")
            || (namespace.is_empty() && said.starts_with('2'));
        if is_two { Self::Two } else { Self::One }
    }
}

/// A text within a working document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct File {
    /// What was translated.
    original: Option<String>,
    source: Option<Lang>,
    target: Option<Lang>,
}

/// How long a globally unique identifier is, written out.
const GUID: usize = 36;

/// A segment of a working document.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// The unit that it belongs to, by its id.
    pub unit: String,
    /// Its id in its unit, if it has one.
    pub id: Option<String>,
    /// The source text.
    pub source: Text,
    /// The translation; absent if it has none.
    pub target: Option<Text>,
    /// Whether it must not be changed.
    pub is_locked: bool,
    /// Whether a person vouched for the translation.
    pub is_approved: bool,
    /// Whether nobody has begun with it, as far as its state says.
    pub is_new: bool,
    /// What is said of its state: where its translation comes from, how well that fits.
    pub state: Vec<(String, String)>,
    /// Comments on it.
    pub comments: Vec<Arc<str>>,
    /// What is said of its unit.
    pub about: Arc<About>,
    file: usize,
    /// The language that the target itself names.
    target_lang: Option<Lang>,
    places: Places,
}

/// What a file says of a unit, which may have many segments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Notes on it.
    pub notes: Vec<String>,
    /// What else is said of it, by its name.
    pub properties: Vec<(String, String)>,
    /// How many matches the file brings with it.
    pub proposals: usize,
}

/// A text with its inline codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text alone.
    pub plain: String,
    /// With its codes, as the content of a `seg` of TMX; absent if it has none.
    pub coded: Option<String>,
}

/// Where in the tree a segment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Places {
    unit: NodeId,
    source: Option<NodeId>,
    target: Option<NodeId>,
    /// The element that says the state, where that is not the unit or the target.
    state: Option<NodeId>,
}

impl Segment {
    /// What its tool calls it.
    pub fn name(&self) -> String {
        match &self.id {
            // To Trados a unit is a number that no person sees.
            Some(id) if self.unit.len() == GUID => format!("segment {id}"),
            Some(id) if *id != self.unit => format!("unit {}, segment {id}", self.unit),
            _ => format!("unit {}", self.unit),
        }
    }

    /// Whether it has no translation yet and may get one.
    pub fn is_open(&self) -> bool {
        let is_settled = self.is_locked || self.is_approved;
        !is_settled && self.is_untranslated() && !self.source.plain.trim().is_empty()
    }

    /// Whether the source stands in the place of its translation, and nobody has begun with it.
    pub fn is_copy(&self) -> bool {
        self.is_new && self.target.as_ref() == Some(&self.source)
    }

    /// Whether it has no translation.
    pub fn is_untranslated(&self) -> bool {
        self.target
            .as_ref()
            .is_none_or(|target| target.plain.trim().is_empty() && target.coded.is_none())
    }
}
