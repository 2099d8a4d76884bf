//! Reading XLIFF 2.x.

use std::sync::Arc;

use roxmltree::Node;

use super::super::xml::texts;
use super::inline::Data;
use super::lines::LineEnds;
use super::unit::{Found, Nodes, child, is, is_off, is_proposal, lang, notes, segment};
use super::{About, File};

const MATCHES: &str = "urn:oasis:names:tc:xliff:matches:2.0";
const GLOSSARY: &str = "urn:oasis:names:tc:xliff:glossary:2.0";
const METADATA: &str = "urn:oasis:names:tc:xliff:metadata:2.0";

/// Reads all units.
pub(super) fn read<'t>(root: Node<'t, 't>, lines: &LineEnds) -> Found {
    let mut found = Found::default();
    for file in root.children().filter(|node| is(*node, root, "file")) {
        found.files.push(File {
            original: file.attribute("original").map(str::to_owned),
            source: lang(root.attribute("srcLang")),
            target: lang(root.attribute("trgLang")),
        });
        for unit in file.descendants().filter(|node| is(*node, root, "unit")) {
            read_unit(root, unit, lines, &mut found);
        }
    }
    found
}

fn read_unit<'t>(root: Node<'t, 't>, unit: Node<'t, 't>, lines: &LineEnds, found: &mut Found) {
    let data = data(root, unit);
    let all = child(unit, root, "notes").into_iter().flat_map(|all| all.children());
    let about = Arc::new(About {
        notes: notes(all.filter(|node| is(*node, root, "note"))),
        properties: properties(unit),
        proposals: proposals(root, unit),
    });
    let entries = unit.descendants().filter(|node| node.has_tag_name((GLOSSARY, "glossEntry")));
    found.entries += entries.count();
    for node in unit.children().filter(|node| is(*node, root, "segment")) {
        let child = |name: &str| child(node, root, name);
        let nodes =
            Nodes { unit, source: child("source"), target: child("target"), state: Some(node) };
        let (mut segment, _) = segment(&nodes, &data, lines, found);
        segment.id = node.attribute("id").map(str::to_owned);
        segment.is_locked = is_off(unit, "translate");
        let state = node.attribute("state");
        segment.is_approved = matches!(state, Some("reviewed" | "final"));
        segment.is_new = matches!(state, None | Some("initial"));
        let usual = |state: &&str| !matches!(*state, "translated" | "final");
        let said = [("state", state.filter(usual)), ("subState", node.attribute("subState"))];
        let said = said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        segment.state = said.map(|(name, value)| (name, value.to_owned())).collect();
        segment.about = Arc::clone(&about);
        found.segments.push(segment);
    }
}

/// What the codes of a unit refer to.
fn data<'t>(root: Node<'t, 't>, unit: Node<'t, 't>) -> Data<'t> {
    let all = child(unit, root, "originalData").into_iter().flat_map(|all| all.children());
    let all = all.filter(|node| is(*node, root, "data"));
    let all = all.filter_map(|node| Some((node.attribute("id")?, texts(node))));
    Data::new(all.collect(), unit.range().len())
}

/// The metadata of a unit.
fn properties(unit: Node<'_, '_>) -> Vec<(String, String)> {
    let all = unit.children().filter(|node| node.has_tag_name((METADATA, "metadata")));
    let all = all.flat_map(|all| all.descendants());
    let all = all.filter(|node| node.has_tag_name((METADATA, "meta")));
    all.filter_map(|node| Some((node.attribute("type")?.to_owned(), texts(node)))).collect()
}

/// How many matches the file brings for a unit.
fn proposals(root: Node<'_, '_>, unit: Node<'_, '_>) -> usize {
    let all = unit.children().filter(|node| node.has_tag_name((MATCHES, "matches")));
    let all = all.flat_map(|all| all.children());
    let all = all.filter(|node| node.has_tag_name((MATCHES, "match")));
    all.filter(|node| is_proposal(*node, root)).count()
}
