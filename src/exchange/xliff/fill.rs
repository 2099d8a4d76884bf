//! Filling the empty targets of a working document where they stand.
//!
//! Invariant: outside the targets that are filled, and the attributes that say their state, every byte
//! is as it was.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};

use super::super::error::ExchangeError;
use super::super::pretranslated::Filling;
use super::super::xml::{attribute, blank_doctype};
use super::edits::{Edit, Edits, content_range, edited, named, qualified};
use super::flavour::Flavour;
use super::inline::{Data, Inline};
use super::place::{Placed, StoredPair, place};
use super::read12::segments;
use super::unit::child;
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilledTargets {
    /// All of them.
    pub all: usize,
    /// The names of those that lack the codes of their source.
    pub without_codes: Vec<String>,
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
                edits: Edits::of(&self.text),
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
                filler.edits.set(root, (None, "trgLang"), lang.as_str());
            }
            (filler.edits.all(), filler.targets)
        })?;
        let edits = edits.into_iter().map(|edit| Edit { with: self.fitting(edit.with), ..edit });
        let text = edited(&self.text, edits.collect());
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
    edits: Edits<'f>,
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
        let without_codes = puts.iter().filter(|put| put.placed.lacks_codes);
        self.targets.without_codes.extend(without_codes.map(|put| put.segment.name()));
    }

    fn segment_of_two(&mut self, put: &Put<'_>) {
        let node = |id: Option<NodeId>| id.and_then(|id| self.node(id));
        let places = put.segment.places;
        let (source, target) = (node(places.source), node(places.target));
        let state = node(places.state);
        match (target, source) {
            (Some(target), _) => self.edits.put(target, &put.placed.xml),
            (None, Some(source)) => self.edits.target(source, source, ("", &put.placed.xml)),
            (None, None) => {}
        }
        let Some(state) = state else { return };
        if put.is_exact() {
            self.edits.set(state, (None, "state"), "translated");
        } else {
            self.edits.set(state, (None, "state"), "initial");
            self.edits.set(state, (None, "subState"), "beleg:fuzzy");
        }
    }

    fn unit_of_one(&mut self, unit: Node<'t, 't>, of_unit: &[Segment], puts: &[Put<'_>]) {
        let child = |name: &str| child(unit, self.root, name);
        let (seg_source, target) = (child("seg-source"), child("target"));
        let Some(source) = child("source").or(seg_source) else { return };
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
                    self.put_segments(puts, of_unit);
                } else {
                    self.edits.put(target, &content);
                }
                for (name, value) in &states {
                    self.edits.set(target, (None, name), value);
                }
            }
            None => {
                let states = states.iter().map(|(name, value)| attribute(name, value));
                self.edits.target(source, after, (&states.collect::<String>(), &content));
            }
        }
        self.say(unit, puts);
    }

    /// What the target of a unit is to say of its state.
    fn states(&self, of_unit: &[Segment], puts: &[Put<'_>]) -> Vec<(&'static str, &'static str)> {
        if !self.file.flavour.is_standard() {
            return Vec::new();
        }
        let put: HashSet<Option<NodeId>> =
            puts.iter().map(|put| put.segment.places.source).collect();
        let is_put = |segment: &Segment| put.contains(&segment.places.source);
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
        let Some(inner) = content_range(seg_source) else { return String::new() };
        let put: HashMap<Option<NodeId>, &str> =
            puts.iter().map(|put| (put.segment.places.source, put.placed.xml.as_str())).collect();
        let edits = segments(seg_source, self.root).filter_map(|(_, mark)| {
            let within = content_range(mark)?;
            let range = within.start - inner.start..within.end - inner.start;
            let with = put.get(&Some(mark.id())).copied().unwrap_or_default().to_owned();
            Some(Edit { range, with })
        });
        edited(&self.file.text[inner.clone()], edits.collect())
    }

    /// Puts translations into their segments of a target that has some. One that has no place there
    /// stands behind the segment before it, or before the first one.
    fn put_segments(&mut self, puts: &[Put<'_>], of_unit: &[Segment]) {
        let there = |segment: &Segment| segment.places.target.and_then(|id| self.node(id));
        let first = of_unit.iter().find_map(there);
        let mut puts = puts.iter().peekable();
        let mut last = None;
        let mut changes = Vec::new();
        for segment in of_unit {
            let place = there(segment);
            last = place.or(last);
            let Some(put) = puts.next_if(|put| put.segment.places == segment.places) else {
                continue;
            };
            changes.push((put, place, last));
        }
        for (put, place, last) in changes {
            let source = put.segment.places.source.and_then(|id| self.node(id));
            let (xml, id) = (&put.placed.xml, put.segment.id.as_deref().unwrap_or_default());
            let mark = source.map(|source| {
                let name = qualified(source);
                let kind = [attribute("mtype", "seg"), attribute("mid", id)].concat();
                format!("<{name}{kind}>{xml}</{name}>")
            });
            match (place, mark, last, first) {
                (Some(place), ..) => self.edits.put(place, xml),
                (None, Some(mark), Some(last), _) => {
                    self.edits.insert(last.range().end, format!(" {mark}"));
                }
                (None, Some(mark), None, Some(first)) => {
                    self.edits.insert(first.range().start, format!("{mark} "));
                }
                (None, ..) => {}
            }
        }
    }

    /// Says the states of segments in the words of the tool.
    fn say(&mut self, unit: Node<'t, 't>, puts: &[Put<'_>]) {
        let flavour = self.file.flavour;
        if flavour == Flavour::Trados {
            for put in puts {
                let state = put.segment.places.state.and_then(|id| self.node(id));
                for (name, value) in flavour.filled(put.score, put.placed.is_sure) {
                    state.into_iter().for_each(|state| self.edits.set(state, (None, name), &value));
                }
            }
            return;
        }
        // What is said of the whole unit holds of the worst.
        let worst = puts.iter().min_by_key(|put| (put.placed.is_sure, put.score));
        let said = worst.map(|put| flavour.filled(put.score, put.placed.is_sure));
        for (name, value) in said.into_iter().flatten() {
            // Not all versions of Phrase have it.
            let is_optional = name == "trans-origin";
            if !is_optional || named(unit, flavour.namespace(), name).is_some() {
                self.edits.set(unit, (flavour.namespace(), name), &value);
            }
        }
    }
}
