//! One entry of a termbase.

use roxmltree::{NS_XML_URI, Node};

use super::super::entry::{Entry, Level, Meaning, lang, unwrapped};
use super::super::names::Langs;
use super::labels;
use crate::model::Lang;

/// How the entries of a file are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'l> {
    pub(super) langs: Langs<'l>,
    /// Whether the file is one of ours, in which no white space stands that is no part of a text.
    pub(super) is_ours: bool,
}

/// An entry as the file has it, and its id.
pub(super) fn record(node: Node<'_, '_>, manner: Manner<'_>) -> (Entry, Option<String>) {
    let mut record = Record { entry: Entry::default(), manner };
    record.children(node, Level::Entry);
    let id = node.attribute("id").map(str::trim).filter(|id| !id.is_empty());
    (record.entry, id.map(str::to_owned))
}

struct Record<'l> {
    entry: Entry,
    manner: Manner<'l>,
}

impl Record<'_> {
    fn children(&mut self, node: Node<'_, '_>, level: Level<'_>) {
        for child in node.children().filter(Node::is_element) {
            match (child.tag_name().name(), level) {
                ("langSet" | "langSec" | "langGroup" | "langGrp", Level::Entry) => {
                    self.language(child);
                }
                ("tig" | "ntig" | "termSec" | "termGroup" | "termGrp", Level::Lang(lang)) => {
                    self.term(child, lang);
                }
                ("term", Level::Term(_)) => {}
                ("descripGrp" | "adminGrp" | "termNoteGrp" | "termGrp" | "noteGrp", _) => {
                    self.children(child, level)
                }
                ("transacGrp" | "transac" | "transacNote" | "date", _) => {
                    self.entry.lose("transaction");
                }
                ("ref" | "xref" | "crossReference" | "externalCrossReference" | "xGraphic", _) => {
                    self.entry.lose("cross-reference");
                }
                ("note", _) => self.note(child, level),
                _ => self.said(child, level),
            }
        }
    }

    fn language(&mut self, node: Node<'_, '_>) {
        let Some(lang) = self.own_lang(node) else {
            let tag = tag(node).unwrap_or_default();
            self.entry.lose(&format!("language `{tag}`"));
            return;
        };
        self.children(node, Level::Lang(&lang));
    }

    fn term(&mut self, node: Node<'_, '_>, lang: &Lang) {
        let is_term = |node: &Node<'_, '_>| node.tag_name().name() == "term";
        let Some(term) = node.descendants().find(is_term) else {
            self.entry.lose("term without a text");
            return;
        };
        let text = text(term);
        let text = if self.manner.is_ours {
            text
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        // What is said of an empty term is said of nothing.
        if let Some(place) = self.entry.term(lang, &text) {
            self.children(node, Level::Term(place));
        }
    }

    fn note(&mut self, node: Node<'_, '_>, level: Level<'_>) {
        let own = self.own_lang(node).filter(|_| matches!(level, Level::Entry));
        let level = own.as_ref().map_or(level, Level::Lang);
        let is_value = |node: &Node<'_, '_>| node.tag_name().name() == "noteValue";
        let mut is_keyed = false;
        for value in node.descendants().filter(is_value) {
            is_keyed = true;
            let key = value.prev_sibling_element().map(text).unwrap_or_default();
            let text = self.cleaned(value);
            let note = if key.trim().is_empty() { text } else { format!("{}: {text}", key.trim()) };
            self.put_note(level, &note);
        }
        if !is_keyed {
            let note = self.cleaned(node);
            self.put_note(level, &note);
        }
    }

    fn put_note(&mut self, level: Level<'_>, note: &str) {
        if note.trim().is_empty() {
            return;
        }
        let taken = labels::split(note).is_some_and(|(meaning, text)| {
            !text.trim().is_empty() && self.entry.correct(level, meaning, text)
        });
        if !taken && !self.entry.put(level, Meaning::Note, note) {
            self.entry.lose("note");
        }
    }

    /// Takes a category of either style.
    fn said(&mut self, node: Node<'_, '_>, level: Level<'_>) {
        let element = node.tag_name().name();
        let is_general =
            matches!(element, "admin" | "adminNote" | "descrip" | "descripNote" | "termNote");
        let kind = node.attribute("type").filter(|_| is_general);
        let own = self.own_lang(node).filter(|_| matches!(level, Level::Entry));
        let level = own.as_ref().map_or(level, Level::Lang);
        let text = self.cleaned(node);
        self.entry.say(level, kind.unwrap_or(element), &text, self.manner.langs);
    }

    fn cleaned(&self, node: Node<'_, '_>) -> String {
        let text = text(node);
        if self.manner.is_ours { text } else { unwrapped(&text) }
    }

    fn own_lang(&self, node: Node<'_, '_>) -> Option<Lang> {
        lang(tag(node)?, self.manner.langs)
    }
}

fn tag<'n>(node: Node<'n, '_>) -> Option<&'n str> {
    node.attribute((NS_XML_URI, "lang")).or_else(|| node.attribute("lang"))
}

/// The text of an element and of the elements in it, without codes of other programs.
fn text(node: Node<'_, '_>) -> String {
    let is_code = |node: Node<'_, '_>| matches!(node.tag_name().name(), "bpt" | "ept" | "ph");
    node.descendants()
        .filter(|child| child.is_text() && !child.parent_element().is_some_and(is_code))
        .filter_map(|child| child.text())
        .collect()
}
