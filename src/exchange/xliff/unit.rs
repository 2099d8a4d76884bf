//! What is common to the units of both versions.

use std::sync::Arc;

use roxmltree::Node;

use super::super::xml::texts;
use super::inline::{Data, Inline};
use super::lines::LineEnds;
use super::{File, Places, Segment, Text};
use crate::model::Lang;

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) files: Vec<File>,
    pub(super) segments: Vec<Segment>,
    pub(super) marks: usize,
    /// How many entries of glossaries it has.
    pub(super) entries: usize,
}

/// The elements that a segment is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nodes<'t> {
    pub(super) unit: Node<'t, 't>,
    /// The element, or the part of one, that holds the source text.
    pub(super) source: Option<Node<'t, 't>>,
    /// The same of the target.
    pub(super) target: Option<Node<'t, 't>>,
    /// The element that says the state, if there is one of its own.
    pub(super) state: Option<Node<'t, 't>>,
}

/// A segment of which only its texts are known, and the ids of the comments on it.
pub(super) fn segment(
    nodes: &Nodes<'_>,
    data: &Data<'_>,
    lines: &LineEnds,
    found: &mut Found,
) -> (Segment, Vec<String>) {
    let mut comments = Vec::new();
    let mut read = |node: Node<'_, '_>| -> Text {
        let inline = Inline::of(node, data);
        found.marks += inline.marks;
        comments.extend(inline.comments.iter().cloned());
        inline.text()
    };
    let source = nodes.source.map(&mut read).unwrap_or_default();
    let target = nodes.target.map(&mut read);
    let place = nodes.source.unwrap_or(nodes.unit).range().start;
    let lang = |node: Node<'_, '_>| node.attribute((roxmltree::NS_XML_URI, "lang"))?.parse().ok();
    let segment = Segment {
        line: lines.at(place),
        unit: nodes.unit.attribute("id").unwrap_or_default().to_owned(),
        id: None,
        source,
        target,
        is_locked: false,
        is_approved: false,
        is_new: false,
        state: Vec::new(),
        comments: Vec::new(),
        about: Arc::default(),
        file: found.files.len().saturating_sub(1),
        target_lang: nodes.target.and_then(lang),
        places: Places {
            unit: nodes.unit.id(),
            source: nodes.source.map(|node| node.id()),
            target: nodes.target.map(|node| node.id()),
            state: nodes.state.map(|node| node.id()),
        },
    };
    (segment, comments)
}

/// Whether an element has this name in the namespace of the format.
pub(super) fn is(node: Node<'_, '_>, root: Node<'_, '_>, name: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == name
        && node.tag_name().namespace() == root.tag_name().namespace()
}

/// The first child of this name.
pub(super) fn child<'t>(
    node: Node<'t, 't>,
    root: Node<'t, 't>,
    name: &str,
) -> Option<Node<'t, 't>> {
    node.children().find(|child| is(*child, root, name))
}

/// Whether an attribute that is inherited says `no`.
pub(super) fn is_off(node: Node<'_, '_>, name: &str) -> bool {
    node.ancestors().find_map(|node| node.attribute(name)) == Some("no")
}

/// The texts of elements, without those that are empty.
pub(super) fn notes<'t>(nodes: impl Iterator<Item = Node<'t, 't>>) -> Vec<String> {
    let notes = nodes.map(|note| texts(note).trim().to_owned());
    notes.filter(|note| !note.is_empty()).collect()
}

/// A language tag, if it is one.
pub(super) fn lang(tag: Option<&str>) -> Option<Lang> {
    tag?.parse().ok()
}

/// Whether a match that a file brings has a translation.
pub(super) fn is_proposal(found: Node<'_, '_>, root: Node<'_, '_>) -> bool {
    let target = child(found, root, "target");
    target.is_some_and(|target| !Inline::of(target, &Data::default()).plain().trim().is_empty())
}
