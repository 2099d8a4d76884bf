//! Changes of a file where it stands: contents, elements, attributes.

use std::collections::HashSet;
use std::ops::Range;

use roxmltree::{Attribute, NS_XML_URI, Node, NodeId};

use super::super::xml::{attribute, tag_length};

/// What is to stand in the place of bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) with: String,
}

/// Applies changes of a text, which do not overlap.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { range, with } in edits {
        edited.push_str(text.get(at..range.start).unwrap_or_default());
        edited.push_str(&with);
        at = range.end.max(at);
    }
    edited.push_str(&text[at..]);
    edited
}

/// Changes of a file, gathered.
pub(super) struct Edits<'f> {
    pub(super) file: &'f str,
    all: Vec<Edit>,
    /// The attributes that were set: each is once.
    set: HashSet<(NodeId, String)>,
}

impl<'f> Edits<'f> {
    pub(super) fn of(file: &'f str) -> Self {
        Self { file, all: Vec::new(), set: HashSet::new() }
    }

    pub(super) fn all(self) -> Vec<Edit> {
        self.all
    }

    /// Puts content into an element that has none but white space.
    pub(super) fn put(&mut self, node: Node<'_, '_>, xml: &str) {
        match content_range(node) {
            Some(range) => {
                let is_blank = self.file[range.clone()].trim().is_empty();
                // A comment stays.
                let range = if is_blank { range } else { range.end..range.end };
                self.all.push(Edit { range, with: xml.to_owned() });
            }
            None => {
                let end = node.range().end;
                let with = format!(">{xml}</{}>", qualified(node));
                self.all.push(Edit { range: end - "/>".len()..end, with });
            }
        }
    }

    /// Puts something in where nothing stands.
    pub(super) fn insert(&mut self, at: usize, with: String) {
        self.all.push(Edit { range: at..at, with });
    }

    /// Puts a new target behind an element, laid out as the source is.
    pub(super) fn target(
        &mut self,
        source: Node<'_, '_>,
        after: Node<'_, '_>,
        (attributes, xml): (&str, &str),
    ) {
        let before = source.prev_sibling().filter(Node::is_text);
        let layout = before.map(|node| &self.file[node.range()]).unwrap_or_default();
        let layout = if layout.trim().is_empty() { layout } else { "" };
        let prefix = qualified(source).split_once(':').map(|(prefix, _)| format!("{prefix}:"));
        let name = prefix.unwrap_or_default() + "target";
        let space = source.attribute((NS_XML_URI, "space"));
        let space = space.map(|space| attribute("xml:space", space)).unwrap_or_default();
        let with = format!("{layout}<{name}{space}{attributes}>{xml}</{name}>");
        self.insert(after.range().end, with);
    }

    /// Sets an attribute, the first time that it is to be set. One in a namespace that has no prefix
    /// there is left out.
    pub(super) fn set(
        &mut self,
        node: Node<'_, '_>,
        (space, name): (Option<&str>, &str),
        value: &str,
    ) {
        if !self.set.insert((node.id(), name.to_owned())) {
            return;
        }
        if let Some(found) = named(node, space, name) {
            self.all.push(Edit { range: found.range_value(), with: value.to_owned() });
            return;
        }
        let qualified_name = match space {
            None => name.to_owned(),
            Some(space) => match node.lookup_prefix(space) {
                Some(prefix) => format!("{prefix}:{name}"),
                None => return,
            },
        };
        let bare = node.range().start + 1 + qualified(node).len();
        let at = node.attributes().map(|found| found.range().end).max().unwrap_or(bare);
        self.insert(at, attribute(&qualified_name, value));
    }
}

/// An attribute of an element.
pub(super) fn named<'t>(
    node: Node<'t, 't>,
    space: Option<&str>,
    name: &str,
) -> Option<Attribute<'t, 't>> {
    node.attributes().find(|found| found.name() == name && found.namespace() == space)
}

/// The name of an element as it is written.
pub(super) fn qualified<'t>(node: Node<'t, 't>) -> &'t str {
    let tag = &node.document().input_text()[node.range().start + 1..node.range().end];
    let end = tag.find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>'));
    &tag[..end.unwrap_or(tag.len())]
}

/// Where the content of an element stands; nothing if it is one tag.
pub(super) fn content_range(node: Node<'_, '_>) -> Option<Range<usize>> {
    let range = node.range();
    let element = &node.document().input_text()[range.clone()];
    let start = tag_length(element);
    let end = element.rfind("</")?;
    (start <= end && start < element.len()).then(|| range.start + start..range.start + end)
}
