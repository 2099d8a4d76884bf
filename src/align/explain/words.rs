//! The words of a bead: which go together, and what each adds to the score.
//!
//! Invariant: what the words of a side add is that side's part of the score; what linked words add
//! is shared out among their links.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::Serialize;

use crate::align::facts::Facts;
use crate::align::links::Links;
use crate::align::score::{self, Other, Own};
use crate::align::terms::name_in;
use crate::align::tokens::{self, Text, Word as Entry, WordKind};
use crate::align::{Basis, Cues, Side, Weights};
use crate::model::Bead;

/// A word of a bead.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The word as it stands where the bead has it first; a term as the glossary has it.
    pub text: String,
    /// How often the bead has it.
    pub count: u32,
    /// What it adds to the score, in nats.
    pub gain: f64,
    /// Whether it is a term of the glossary.
    pub is_term: bool,
    /// Whether the lexicon names words of the other language for it.
    pub is_known: bool,
    /// Whether a word of the other side speaks for it.
    pub is_linked: bool,
}

/// Two words of a bead that go together.
#[derive(Debug, Clone, PartialEq)]
pub struct WordLink {
    /// The source word.
    pub source: String,
    /// The target word.
    pub target: String,
    /// How strongly they speak for each other, from 0 to 1.
    pub strength: f64,
    /// What the link adds to the score, in nats: its share of what its two words add.
    pub gain: f64,
    /// Where it comes from.
    pub origin: LinkOrigin,
}

/// Where a link between two words comes from; if from several, the one that makes it strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkOrigin {
    /// The program's lexicon.
    Lexicon,
    /// What the user's own pairs and dictionaries taught.
    Own,
    /// A first pass over the same texts.
    Learned,
    /// Both are written the same.
    Same,
    /// They are written alike.
    Alike,
    /// They are the same number.
    Number,
    /// They are the same mark.
    Mark,
    /// They are terms of one concept of the glossary.
    Term,
}

/// One side of an alignment, read.
pub(super) struct Reading<'a> {
    pub(super) side: &'a Side<'a>,
    pub(super) text: &'a Text,
    pub(super) facts: &'a Facts,
}

/// The words of both sides of a bead, and their links.
#[derive(Default)]
pub(super) struct Found {
    pub(super) source: Vec<Word>,
    pub(super) target: Vec<Word>,
    pub(super) links: Vec<WordLink>,
}

/// The words of a bead. Those of one with an empty side do not count.
pub(super) fn of_bead(
    bead: &Bead,
    (source, target): (&Reading<'_>, &Reading<'_>),
    links: &Links,
    (cues, basis): (&Cues, Basis),
    weights: &Weights,
) -> Found {
    if !bead.is_pair() {
        return Found::default();
    }
    let names = |reading: &Reading<'_>, range, of: fn(usize, &Cues) -> &[String]| {
        forms(reading, range, |term| of(term, cues))
    };
    let of_source = names(source, &bead.source, |term, cues| &cues.terms[term].source);
    let of_target = names(target, &bead.target, |term, cues| &cues.terms[term].target);
    let there = heard((source, &bead.source), (target, &bead.target), &links.forward, weights);
    let back = heard((target, &bead.target), (source, &bead.source), &links.backward, weights);
    let letters = Links::of_letters(source.text, target.text, weights);
    let mut found = Vec::new();
    for (one, heard_one) in &there {
        for (other, heard_other) in &back {
            let forward = strength(&links.forward[*one as usize], *other);
            let backward = strength(&links.backward[*other as usize], *one);
            let strongest = forward.max(backward);
            if strongest <= 0.0 {
                continue;
            }
            let seen = strength(&letters.forward[*one as usize], *other) >= strongest;
            // The user's are asked only for words that the program's lexicon does not have.
            let is_known =
                source.facts.is_known[*one as usize] || target.facts.is_known[*other as usize];
            let taught = match basis {
                Basis::Texts => LinkOrigin::Learned,
                Basis::Shipped if is_known => LinkOrigin::Lexicon,
                Basis::Shipped | Basis::Own => LinkOrigin::Own,
            };
            found.push(WordLink {
                source: of_source.get(one).cloned().unwrap_or_default(),
                target: of_target.get(other).cloned().unwrap_or_default(),
                strength: f64::from(strongest),
                gain: heard_one.share(forward, heard_other.count)
                    + heard_other.share(backward, heard_one.count),
                origin: origin(
                    &source.text.words[*one as usize],
                    &target.text.words[*other as usize],
                    if seen { None } else { Some(taught) },
                ),
            });
        }
    }
    found.sort_by(|one, other| other.gain.total_cmp(&one.gain));
    Found {
        source: words(&there, &of_source, source),
        target: words(&back, &of_target, target),
        links: found,
    }
}

/// The words of segments as they are shown.
fn forms<'n>(
    Reading { side, text, .. }: &Reading<'_>,
    segments: &Range<usize>,
    names: impl Fn(usize) -> &'n [String],
) -> HashMap<u32, String> {
    let mut forms = HashMap::new();
    for segment in &side.segments[segments.clone()] {
        for (span, kind, word) in tokens::words(segment, side.lang) {
            let id = text.find(kind, &word);
            id.map(|id| forms.entry(id).or_insert_with(|| span.of(segment).to_owned()));
        }
    }
    for (word, _) in segments.clone().flat_map(|segment| text.counted(segment)) {
        let entry = &text.words[*word as usize];
        if let (WordKind::Term, Ok(term)) = (entry.kind, entry.text.parse()) {
            let name = name_in(names(term), &side.segments[segments.clone()], side.lang);
            forms.insert(*word, name.unwrap_or_default().to_owned());
        }
    }
    forms
}

/// What a bead has of a word.
struct Heard {
    count: u32,
    /// How strongly words of the other side speak for it in all.
    strength: f32,
    gain: f64,
}

impl Heard {
    /// What a link adds, by the share that it has in what speaks for the word.
    fn share(&self, strength: f32, count: u32) -> f64 {
        if self.strength <= 0.0 {
            return 0.0;
        }
        self.gain * f64::from(strength * count as f32 / self.strength)
    }
}

/// The words of segments with what a window of the other text adds by them, as the score has it.
fn heard(
    (own, segments): (&Reading<'_>, &Range<usize>),
    (other, window): (&Reading<'_>, &Range<usize>),
    links: &[Vec<(u32, f32)>],
    weights: &Weights,
) -> BTreeMap<u32, Heard> {
    let own = Own { text: own.text, facts: own.facts, links };
    let other = Other { text: other.text, facts: other.facts };
    let mut there: HashMap<u32, u32> = HashMap::new();
    for (word, count) in window.clone().flat_map(|segment| other.text.counted(segment)) {
        *there.entry(*word).or_default() += count;
    }
    let mut all: BTreeMap<u32, Heard> = BTreeMap::new();
    for segment in segments.clone() {
        let gains = score::gains(own, segment, other, window, weights);
        for ((word, count), gain) in own.text.counted(segment).iter().zip(gains) {
            let speakers = own.links[*word as usize].iter();
            let strength = speakers
                .filter_map(|(speaker, strength)| Some(*there.get(speaker)? as f32 * strength))
                .sum();
            let heard = all.entry(*word).or_insert(Heard { count: 0, strength, gain: 0.0 });
            heard.count += count;
            heard.gain += 0.5 * weights.words * gain;
        }
    }
    all
}

fn strength(links: &[(u32, f32)], to: u32) -> f32 {
    links.iter().find(|(known, _)| *known == to).map_or(0.0, |(_, strength)| *strength)
}

/// Where the link of two words comes from, if not from their letters then whence it was `taught`.
fn origin(one: &Entry, other: &Entry, taught: Option<LinkOrigin>) -> LinkOrigin {
    match one.kind {
        WordKind::Number => LinkOrigin::Number,
        WordKind::Mark => LinkOrigin::Mark,
        WordKind::Term => LinkOrigin::Term,
        WordKind::Letters if one.text == other.text => taught.unwrap_or(LinkOrigin::Same),
        WordKind::Letters => taught.unwrap_or(LinkOrigin::Alike),
    }
}

/// The words as they are shown, those that add least first.
fn words(
    heard: &BTreeMap<u32, Heard>,
    forms: &HashMap<u32, String>,
    Reading { text, facts, .. }: &Reading<'_>,
) -> Vec<Word> {
    let mut words: Vec<Word> = heard
        .iter()
        .map(|(word, heard)| Word {
            text: forms.get(word).cloned().unwrap_or_default(),
            count: heard.count,
            gain: heard.gain,
            is_term: text.words[*word as usize].kind == WordKind::Term,
            is_known: facts.is_known[*word as usize],
            is_linked: heard.strength > 0.0,
        })
        .collect();
    words.sort_by(|one, other| one.gain.total_cmp(&other.gain));
    words
}
