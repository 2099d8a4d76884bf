//! Filling the empty targets of a working document where they stand.
//!
//! Invariant: outside the targets that are filled, and the attributes that say their state, every byte
//! is as it was.

use std::collections::HashSet;

use roxmltree::{Document, Node, NodeId};

use super::super::error::ExchangeError;
use super::super::pretranslated::Filling;
use super::super::xml::{attribute, blank_doctype, tag_length};
use super::flavour::Flavour;
use super::inline::{Data, Inline};
use super::place::{Placed, StoredPair, place};
use super::read12::segments;
use super::unit::child;
use super::working::{Edit, edited};
use super::{Segment, Version, Xliff};
use crate::model::Lang;

/// A working document with its empty targets filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was filled.
    pub targets: FilledTargets,
}

/// How many targets were filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FilledTargets {
    /// All of them.
    pub all: usize,
    /// Those that lack the codes of their source.
    pub without_codes: usize,
}

impl Xliff {
    /// Fills the segments that are open: for each segment of the file what was found, if anything was.
    /// `lang` is the language of the translations.
    ///
    /// # Errors
    /// If its encoding does not give its bytes back as they came.
    pub fn fill(
        &self,
        fillings: &[Option<&Filling>],
        lang: &Lang,
    ) -> Result<Filled, ExchangeError> {
        if !self.is_exact {
            let (name, encoding) = (self.name.clone(), self.encoding.name());
            return Err(ExchangeError::OtherEncoding { name, encoding });
        }
        let (edits, targets) = self.with_tree(|root| {
            let mut filler = Filler {
                file: self,
                root,
                edits: Vec::new(),
                filled: HashSet::new(),
                targets: FilledTargets::default(),
            };
            let mut rest = fillings;
            for unit in self.segments.chunk_by(|one, next| one.places.unit == next.places.unit) {
                let (of_unit, others) = rest.split_at(unit.len().min(rest.len()));
                rest = others;
                let is_open = |segment: &Segment| segment.is_open();
                let of_unit: Vec<Option<&Filling>> = unit
                    .iter()
                    .zip(of_unit)
                    .map(|(segment, filling)| filling.filter(|_| is_open(segment)))
                    .collect();
                if of_unit.iter().any(Option::is_some) {
                    filler.unit(unit, &of_unit);
                }
            }
            if filler.targets.all > 0
                && self.version == Version::Two
                && !root.has_attribute("trgLang")
            {
                // Without it targets are not allowed.
                filler.set(root, (None, "trgLang"), lang.as_str());
            }
            (filler.edits, filler.targets)
        })?;
        let text = edited(&self.text, edits);
        if let Err(error) = Document::parse(&blank_doctype(&text)) {
            let (name, line) = (self.name.clone(), error.pos().row as usize);
            let reason = "what was filled in here does not fit".to_owned();
            return Err(ExchangeError::BadXliff { name, line, reason });
        }
        Ok(Filled { bytes: self.encoded(&text), targets })
    }
}

struct Filler<'f, 't> {
    file: &'f Xliff,
    root: Node<'t, 't>,
    edits: Vec<Edit>,
    /// The targets that were filled.
    filled: HashSet<NodeId>,
    targets: FilledTargets,
}

/// A translation that goes into a segment.
struct Put<'s> {
    segment: &'s Segment,
    score: u8,
    placed: Placed,
}

impl Put<'_> {
    fn is_exact(&self) -> bool {
        self.score >= 100 && self.placed.is_sure
    }
}

impl<'t> Filler<'_, 't> {
    fn node(&self, id: NodeId) -> Option<Node<'t, 't>> {
        self.root.document().get_node(id)
    }

    fn unit(&mut self, segments: &[Segment], fillings: &[Option<&Filling>]) {
        let mut puts: Vec<Put<'_>> = Vec::new();
        for (segment, filling) in segments.iter().zip(fillings) {
            let source = segment.places.source.and_then(|id| self.node(id));
            let is_free = segment.places.target.is_none_or(|target| self.filled.insert(target));
            if let (Some(filling), Some(source), true) = (filling, source, is_free) {
                let [coded_source, coded_target] = filling.coded.each_ref().map(Option::as_deref);
                let pair = StoredPair { target: &filling.target, coded_source, coded_target };
                let inline = Inline::of(source, &Data::default());
                let placed = place(&inline, &self.file.text, &pair);
                puts.push(Put { segment, score: filling.score, placed });
            }
        }
        let Some(unit) = segments.first().and_then(|first| self.node(first.places.unit)) else {
            return;
        };
        match self.file.version {
            Version::Two => puts.iter().for_each(|put| self.segment_of_two(put)),
            Version::One => self.unit_of_one(unit, segments, &puts),
        }
        self.targets.all += puts.len();
        self.targets.without_codes += puts.iter().filter(|put| put.placed.lacks_codes).count();
    }

    fn segment_of_two(&mut self, put: &Put<'_>) {
        let node = |id: Option<NodeId>| id.and_then(|id| self.node(id));
        let places = put.segment.places;
        let (source, target) = (node(places.source), node(places.target));
        let state = node(places.state);
        match (target, source) {
            (Some(target), _) => self.put(target, &put.placed.xml),
            (None, Some(source)) => self.insert(source, source, "", &put.placed.xml),
            (None, None) => {}
        }
        let Some(state) = state else { return };
        if put.is_exact() {
            self.set(state, (None, "state"), "translated");
        } else {
            self.set(state, (None, "state"), "initial");
            self.set(state, (None, "subState"), "beleg:fuzzy");
        }
    }

    fn unit_of_one(&mut self, unit: Node<'t, 't>, of_unit: &[Segment], puts: &[Put<'_>]) {
        let child = |name: &str| child(unit, self.root, name);
        let (Some(source), seg_source, target) =
            (child("source"), child("seg-source"), child("target"))
        else {
            return;
        };
        let after = seg_source.unwrap_or(source);
        let states = self.states(of_unit, puts);
        let is_segmented = of_unit.iter().any(|segment| segment.id.is_some());
        let has_segments =
            target.is_some_and(|target| segments(target, self.root).next().is_some());
        let content = match (seg_source, puts) {
            (Some(seg_source), _) if is_segmented => self.built(seg_source, puts),
            (_, [put, ..]) => put.placed.xml.clone(),
            _ => return,
        };
        match target {
            Some(target) => {
                if is_segmented && has_segments {
                    puts.iter().for_each(|put| self.put_segment(put, of_unit));
                } else {
                    self.put(target, &content);
                }
                for (name, value) in &states {
                    self.set(target, (None, name), value);
                }
            }
            None => {
                let states = states.iter().map(|(name, value)| attribute(name, value));
                self.insert(source, after, &states.collect::<String>(), &content);
            }
        }
        for put in puts {
            self.say(unit, put);
        }
    }

    /// What the target of a unit is to say of its state.
    fn states(&self, of_unit: &[Segment], puts: &[Put<'_>]) -> Vec<(&'static str, &'static str)> {
        if !self.file.flavour.is_standard() {
            return Vec::new();
        }
        let is_put =
            |segment: &Segment| puts.iter().any(|put| put.segment.places == segment.places);
        let was_there = of_unit.iter().any(|segment| !segment.is_untranslated());
        let is_left = of_unit.iter().any(|segment| segment.is_open() && !is_put(segment));
        let is_fuzzy = puts.iter().any(|put| !put.is_exact());
        // The first version knows no qualifiers.
        let qualifier = |value| {
            let is_known = self.root.attribute("version") != Some("1.0") && !was_there;
            is_known.then_some(("state-qualifier", value))
        };
        let said = match (is_left, is_fuzzy) {
            (true, _) if was_there => return Vec::new(),
            (true, _) => ("needs-translation", None),
            (false, true) => ("needs-review-translation", qualifier("fuzzy-match")),
            (false, false) if was_there => return Vec::new(),
            (false, false) => ("translated", qualifier("exact-match")),
        };
        [Some(("state", said.0)), said.1].into_iter().flatten().collect()
    }

    /// The content of a target, made of the segmented source: its segments hold what is put in, or
    /// nothing.
    fn built(&self, seg_source: Node<'t, 't>, puts: &[Put<'_>]) -> String {
        let inner = inner(seg_source);
        let edits = segments(seg_source, self.root).filter_map(|(_, mark)| {
            let of_mark = puts.iter().find(|put| put.segment.places.source == Some(mark.id()));
            let within = content_range(mark)?;
            let range = within.start - inner.start..within.end - inner.start;
            let with = of_mark.map(|put| put.placed.xml.clone()).unwrap_or_default();
            Some(Edit { range, with })
        });
        edited(&self.file.text[inner.clone()], edits.collect())
    }

    /// Puts a translation into its segment of a target that has some.
    fn put_segment(&mut self, put: &Put<'_>, of_unit: &[Segment]) {
        if let Some(mark) = put.segment.places.target.and_then(|id| self.node(id)) {
            self.put(mark, &put.placed.xml);
            return;
        }
        // Its place is behind the last segment before it that is there, or before the first one.
        let own = of_unit.iter().position(|segment| segment.places == put.segment.places);
        let (before, after) = of_unit.split_at(own.unwrap_or(0));
        let there = |segment: &Segment| segment.places.target.and_then(|id| self.node(id));
        let (Some(source), Some(id)) =
            (put.segment.places.source.and_then(|id| self.node(id)), &put.segment.id)
        else {
            return;
        };
        let name = qualified(source);
        let kind = [attribute("mtype", "seg"), attribute("mid", id)].concat();
        let mark = format!("<{name}{kind}>{}</{name}>", put.placed.xml);
        let edit = match before.iter().rev().find_map(there) {
            Some(last) => Some((last.range().end, format!(" {mark}"))),
            None => {
                after.iter().find_map(there).map(|next| (next.range().start, format!("{mark} ")))
            }
        };
        self.edits.extend(edit.map(|(at, with)| Edit { range: at..at, with }));
    }

    /// Says the state of a segment in the words of its tool.
    fn say(&mut self, unit: Node<'t, 't>, put: &Put<'_>) {
        let flavour = self.file.flavour;
        let state = put.segment.places.state.and_then(|id| self.node(id));
        for (name, value) in flavour.filled(put.score, put.placed.is_sure) {
            match (flavour, state) {
                (Flavour::Trados, Some(state)) => self.set(state, (None, name), &value),
                (Flavour::Trados, None) | (Flavour::Plain, _) => {}
                (Flavour::MemoQ | Flavour::Phrase, _) => {
                    self.set(unit, (flavour.namespace(), name), &value);
                }
            }
        }
    }

    /// Puts content into an element that has none but white space.
    fn put(&mut self, node: Node<'t, 't>, xml: &str) {
        match content_range(node) {
            Some(range) => {
                let is_blank = self.file.text[range.clone()].trim().is_empty();
                // A comment stays.
                let range = if is_blank { range } else { range.end..range.end };
                self.edits.push(Edit { range, with: xml.to_owned() });
            }
            None => {
                let end = node.range().end;
                let with = format!(">{xml}</{}>", qualified(node));
                self.edits.push(Edit { range: end - "/>".len()..end, with });
            }
        }
    }

    /// Puts a new target behind an element, laid out as the source is.
    fn insert(&mut self, source: Node<'t, 't>, after: Node<'t, 't>, attributes: &str, xml: &str) {
        let before = source.prev_sibling().filter(|node| node.is_text());
        let layout = before.map(|node| &self.file.text[node.range()]).unwrap_or_default();
        let layout = if layout.trim().is_empty() { layout } else { "" };
        let name = qualified(source);
        let name = format!("{}target", name.strip_suffix("source").unwrap_or_default());
        let space = source.attribute((roxmltree::NS_XML_URI, "space"));
        let space = space.map(|space| attribute("xml:space", space)).unwrap_or_default();
        let with = format!("{layout}<{name}{space}{attributes}>{xml}</{name}>");
        let at = after.range().end;
        self.edits.push(Edit { range: at..at, with });
    }

    /// Sets an attribute. One in a namespace that has no prefix there is left out.
    fn set(&mut self, node: Node<'t, 't>, (space, name): (Option<&str>, &str), value: &str) {
        let is_it = |found: &roxmltree::Attribute<'_, '_>| {
            found.name() == name && found.namespace() == space
        };
        if let Some(found) = node.attributes().find(is_it) {
            let range = found.range_value();
            self.edits.push(Edit { range, with: value.to_owned() });
            return;
        }
        if name == "trans-origin" {
            // Not all versions of Phrase have it.
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
        self.edits.push(Edit { range: at..at, with: attribute(&qualified_name, value) });
    }
}

/// The name of an element as it is written.
fn qualified<'t>(node: Node<'t, 't>) -> &'t str {
    let tag = &node.document().input_text()[node.range().start + 1..node.range().end];
    let end = tag.find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>'));
    &tag[..end.unwrap_or(tag.len())]
}

/// Where the content of an element stands; nothing if it is one tag.
fn content_range(node: Node<'_, '_>) -> Option<std::ops::Range<usize>> {
    let range = node.range();
    let element = &node.document().input_text()[range.clone()];
    let start = tag_length(element);
    let end = element.rfind("</")?;
    (start <= end && start < element.len()).then(|| range.start + start..range.start + end)
}

/// Where the content of an element stands; nowhere in it if it is one tag.
fn inner(node: Node<'_, '_>) -> std::ops::Range<usize> {
    content_range(node).unwrap_or(node.range().end..node.range().end)
}
