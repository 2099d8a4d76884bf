//! Reading XLIFF 1.2.
//!
//! A `trans-unit` is a segment, or has several, which are marked in its `seg-source` and its target.

use std::collections::HashMap;
use std::sync::Arc;

use roxmltree::Node;

use super::super::xml::texts;
use super::flavour::{Flavour, State};
use super::inline::Data;
use super::lines::LineEnds;
use super::unit::{Found, Nodes, child, is, is_off, is_proposal, lang, notes, segment};
use super::{About, File};
use crate::model::BETWEEN_NOTES;

/// Reads all units.
pub(super) fn read<'t>(root: Node<'t, 't>, flavour: Flavour, lines: &LineEnds) -> Found {
    let mut found = Found::default();
    let comments = comments(root, flavour);
    for file in root.children().filter(|node| is(*node, root, "file")) {
        found.files.push(File {
            original: file.attribute("original").map(str::to_owned),
            source: lang(file.attribute("source-language")),
            target: lang(file.attribute("target-language")),
        });
        for unit in file.descendants().filter(|node| is(*node, root, "trans-unit")) {
            Unit { root, unit, flavour, comments: &comments }.read(lines, &mut found);
        }
    }
    found
}

struct Unit<'t, 'c> {
    root: Node<'t, 't>,
    unit: Node<'t, 't>,
    flavour: Flavour,
    comments: &'c HashMap<&'t str, Arc<str>>,
}

impl<'t> Unit<'t, '_> {
    fn read(&self, lines: &LineEnds, found: &mut Found) {
        let child = |name: &str| child(self.unit, self.root, name);
        let (source, target) = (child("source"), child("target"));
        let is_locked = is_off(self.unit, "translate");
        let has_text = |target: Node<'_, '_>| !texts(target).trim().is_empty();
        let of_target: HashMap<&str, Node<'t, 't>> =
            target.map(|target| segments(target, self.root).collect()).unwrap_or_default();
        let marked: Vec<(&str, Node<'t, 't>)> = match child("seg-source") {
            // A target of one piece goes with the whole source.
            Some(_) if of_target.is_empty() && target.is_some_and(has_text) => Vec::new(),
            Some(source) => segments(source, self.root).collect(),
            None => Vec::new(),
        };
        let states = self.states();
        let parts: Vec<(Option<&str>, Nodes<'t>)> = if marked.is_empty() {
            let state = states.values().next().copied().filter(|_| states.len() == 1);
            vec![(None, Nodes { unit: self.unit, source, target, state })]
        } else {
            let parts = marked.into_iter().map(|(id, source)| {
                let (target, state) = (of_target.get(id).copied(), states.get(id).copied());
                (Some(id), Nodes { unit: self.unit, source: Some(source), target, state })
            });
            parts.collect()
        };
        let about = Arc::new(About {
            notes: self.notes(),
            properties: self.contexts(),
            proposals: self.proposals(),
        });
        for (id, nodes) in parts {
            let (mut segment, mut comments) = segment(&nodes, &Data::default(), lines, found);
            let State { is_locked: is_barred, is_approved, is_new, said } =
                self.flavour.state(self.unit, target, nodes.state);
            segment.id = id.map(str::to_owned);
            segment.is_locked = is_locked || is_barred;
            segment.is_approved = is_approved;
            segment.is_new = is_new;
            segment.state = said;
            comments.sort();
            comments.dedup();
            let said = comments.iter().filter_map(|id| self.comments.get(id.as_str()));
            segment.comments = said.map(Arc::clone).collect();
            segment.about = Arc::clone(&about);
            if segment.target_lang.is_none() {
                let said =
                    |node: Node<'_, '_>| lang(node.attribute((roxmltree::NS_XML_URI, "lang")));
                segment.target_lang = target.and_then(said);
            }
            found.segments.push(segment);
        }
    }

    /// The elements in which Trados says the states of segments, by the ids of those.
    fn states(&self) -> HashMap<&'t str, Node<'t, 't>> {
        if self.flavour != Flavour::Trados {
            return HashMap::new();
        }
        let is = |node: &Node<'_, '_>, name: &str| {
            node.tag_name().name() == name
                && node.tag_name().namespace() == self.flavour.namespace()
        };
        let all = self.unit.children().filter(|node| is(node, "seg-defs"));
        let all = all.flat_map(|all| all.children()).filter(|node| is(node, "seg"));
        all.filter_map(|node| Some((node.attribute("id")?, node))).collect()
    }

    fn notes(&self) -> Vec<String> {
        let of_memoq = self.unit.descendants().filter(|node| {
            self.flavour == Flavour::MemoQ
                && node.tag_name().name() == "comment"
                && node.tag_name().namespace() == self.flavour.namespace()
        });
        let own = self.unit.children().filter(|node| is(*node, self.root, "note"));
        notes(own.chain(of_memoq))
    }

    /// What is said of where the unit stands, and by Beleg of anything else.
    fn contexts(&self) -> Vec<(String, String)> {
        let groups = self.unit.children().filter(|node| is(*node, self.root, "context-group"));
        let contexts = groups.flat_map(|group| group.children());
        let contexts = contexts.filter(|node| is(*node, self.root, "context"));
        contexts
            .filter_map(|node| Some((node.attribute("context-type")?.to_owned(), texts(node))))
            .collect()
    }

    /// How many matches the file brings for the unit.
    fn proposals(&self) -> usize {
        let all = self.unit.children().filter(|node| is(*node, self.root, "alt-trans"));
        all.filter(|node| is_proposal(*node, self.root)).count()
    }
}

/// The marked segments of a source or target, with their ids.
pub(super) fn segments<'t>(
    container: Node<'t, 't>,
    root: Node<'t, 't>,
) -> impl Iterator<Item = (&'t str, Node<'t, 't>)> {
    let is_segment =
        move |node: Node<'t, 't>| is(node, root, "mrk") && node.attribute("mtype") == Some("seg");
    // What stands in a segment is none of its own.
    let is_within = move |node: Node<'t, 't>| {
        let above = node.ancestors().skip(1);
        above.take_while(|above| above.id() != container.id()).any(is_segment)
    };
    let all = container.descendants().filter(move |node| is_segment(*node) && !is_within(*node));
    all.filter_map(|node| Some((node.attribute("mid")?, node)))
}

/// The comments that Trados keeps apart from the texts, by their ids.
fn comments<'t>(root: Node<'t, 't>, flavour: Flavour) -> HashMap<&'t str, Arc<str>> {
    if flavour != Flavour::Trados {
        return HashMap::new();
    }
    let all = root.descendants().filter(|node| node.tag_name().name() == "cmt-def");
    let text = |node: Node<'t, 't>| {
        let comments = node.descendants().filter(|node| node.tag_name().name() == "Comment");
        let comments: Vec<String> = comments.map(|node| texts(node).trim().to_owned()).collect();
        Some((node.attribute("id")?, Arc::from(comments.join(BETWEEN_NOTES))))
    };
    all.filter_map(text).filter(|(_, comment): &(&str, Arc<str>)| !comment.is_empty()).collect()
}
