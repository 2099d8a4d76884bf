//! Practice: how a term was really translated, by the sentence pairs that hold it.
//!
//! In each pair the concept's own translations are looked for first. What the other pairs have in common
//! that stands seldom elsewhere, or that a lexicon links with the words of the term, is a rendering too;
//! a pair in which nothing is sure enough counts as open.

use std::collections::{BTreeMap, BTreeSet};

use super::extract::proposing::{Witness, groups};
use super::links::Links;
use super::recognition::Recogniser;
use super::wanted::{Marked, Wanted};
use crate::model::{Concept, Lang, Span, Status, UnitId};
use crate::store::{Reader, SqlResult, WordQuery};
use crate::text::fold::fold;
use crate::text::keys::{index_key, word_keys};

/// A translation that was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendering {
    /// The translation.
    pub text: String,
    /// Its status, if the concept has it.
    pub status: Option<Status>,
    /// In how many pairs it stands.
    pub count: usize,
    /// The pair that shows it best.
    pub unit: UnitId,
    /// The text of that pair, and where the term stands in it.
    pub source: Marked,
    /// Its translation, and where the rendering stands in it.
    pub target: Marked,
}

/// Whether practice agrees with the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Nothing can be said.
    Open,
    /// What is used is approved.
    Agrees,
    /// What is used most is not approved, or something that must not be used is.
    Differs,
}

/// How a term was translated.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// How many pairs hold the term, as far as they were looked at.
    pub pairs: usize,
    /// The translations that were used, the most frequent first.
    pub renderings: Vec<Rendering>,
    /// In how many pairs none was found.
    pub open: usize,
    /// Whether that agrees with the glossary.
    pub agreement: Agreement,
}

/// So many pairs are looked at.
const LOOKED_AT: usize = 200;

/// So many renderings beside the concept's own are looked for.
const ROUNDS: usize = 6;

/// So many units that hold a group of words are counted at most.
const COUNTED: usize = 500;

/// So many groups of words are counted in the index.
const ASKED: usize = 120;

/// A pair that holds the term.
struct Pair {
    unit: UnitId,
    source: Marked,
    target: String,
    confidence: f64,
}

/// How the terms of a concept were translated, or the words of one that is no term.
///
/// # Errors
/// If the database fails.
pub fn of_concept(
    reader: &Reader<'_>,
    concept: &Concept,
    (from, to): (&Lang, &Lang),
    links: &dyn Links,
) -> SqlResult<Practice> {
    let pairs = pairs(reader, concept, from, to)?;
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let mut open: Vec<usize> = Vec::new();
    let mut recogniser = Recogniser::of_concept(concept, to);
    for (at, pair) in pairs.iter().enumerate() {
        let hits = recogniser.find(&pair.target)?;
        let mut terms: BTreeSet<usize> = BTreeSet::new();
        for hit in hits.iter().filter(|hit| !hit.by.is_of_compound() && !hit.inside) {
            if terms.insert(hit.term) {
                let term = &concept.terms[hit.term];
                let rendering = found.entry(term.text.clone()).or_default();
                rendering.status = Some(term.status);
                rendering.places.push((at, hit.spans.clone()));
            }
        }
        if terms.is_empty() {
            open.push(at);
        }
    }
    let term = concept.leading_in(from).map_or("", |term| term.text.as_str());
    let asking = Asking { reader, to, links, term, from };
    asking.find_further(&pairs, &mut open, &mut found)?;
    let mut renderings: Vec<Rendering> =
        found.into_iter().map(|(text, found)| found.rendering(text, &pairs)).collect();
    renderings.sort_by(|one, other| {
        other.count.cmp(&one.count).then_with(|| one.status.cmp(&other.status))
    });
    let agreement = match concept.terms_in(to).next() {
        Some(_) => agreement(&renderings),
        None => Agreement::Open,
    };
    Ok(Practice { pairs: pairs.len(), renderings, open: open.len(), agreement })
}

/// A rendering while it is counted: the pairs that hold it, and where.
#[derive(Default)]
struct Found {
    status: Option<Status>,
    places: Vec<(usize, Vec<Span>)>,
}

impl Found {
    fn rendering(self, text: String, pairs: &[Pair]) -> Rendering {
        // A sure and short pair shows it best; a mere heading does not.
        let rank = |(at, _): &&(usize, Vec<Span>)| {
            let pair = &pairs[*at];
            let words = pair.source.text.split_whitespace().count();
            let doubt = ((1.0 - pair.confidence) * 10.0).floor() as usize;
            (doubt, words < 5, words, pair.unit)
        };
        let (at, spans) = self.places.iter().min_by_key(rank).cloned().unwrap_or_default();
        let pair = &pairs[at];
        Rendering {
            text,
            status: self.status,
            count: self.places.len(),
            unit: pair.unit,
            source: pair.source.clone(),
            target: Marked { text: pair.target.clone(), spans },
        }
    }
}

/// The pairs that hold a term of the concept in the source language.
fn pairs(reader: &Reader<'_>, concept: &Concept, from: &Lang, to: &Lang) -> SqlResult<Vec<Pair>> {
    let mut wanted = Wanted::terms(concept, from);
    let mut pairs = Vec::new();
    for id in reader.units_with_words(&wanted.query(), 2 * LOOKED_AT)? {
        let Some(unit) = reader.unit(id)? else { continue };
        let (Some(source), Some(target)) = (unit.text_in(from), unit.text_in(to)) else { continue };
        let (source, _) = wanted.mark(source)?;
        if !source.spans.is_empty() {
            let confidence = unit.provenance.confidence.unwrap_or(1.0);
            pairs.push(Pair { unit: id, source, target: target.to_owned(), confidence });
        }
        if pairs.len() == LOOKED_AT {
            break;
        }
    }
    Ok(pairs)
}

/// What is asked of the memory for renderings that the glossary does not have.
struct Asking<'a> {
    reader: &'a Reader<'a>,
    from: &'a Lang,
    to: &'a Lang,
    links: &'a dyn Links,
    term: &'a str,
}

impl Asking<'_> {
    /// Finds what open pairs have in common, rendering by rendering.
    fn find_further(
        &self,
        pairs: &[Pair],
        open: &mut Vec<usize>,
        found: &mut BTreeMap<String, Found>,
    ) -> SqlResult<()> {
        if self.term.is_empty() || !matches!(self.to.primary(), "en" | "de") {
            return Ok(());
        }
        self.find_same(pairs, open, found);
        for _ in 0..ROUNDS {
            if open.is_empty() {
                break;
            }
            let mut witness = Witness::new(self.term, self.from);
            open.iter().for_each(|at| witness.note(&pairs[*at].target, self.to));
            let mut elsewhere: BTreeMap<String, f64> = BTreeMap::new();
            for key in witness.narrow().into_iter().take(ASKED) {
                let count = self.units_with(&key)?;
                elsewhere.insert(key, count);
            }
            let elsewhere = |key: &str| elsewhere.get(key).copied().unwrap_or_default();
            let proposals = witness.proposals(self.links, &elsewhere, 1.0, self.to);
            let Some(best) = proposals.into_iter().next() else { break };
            let keys = groups(&best.text, self.to);
            let Some(key) = keys.keys().max_by_key(|key| key.len()) else { break };
            let before = open.len();
            open.retain(|at| {
                let target = &pairs[*at].target;
                let Some(written) = groups(target, self.to).remove(key) else { return true };
                let span = target.to_lowercase().find(&written.to_lowercase());
                let span = span.filter(|_| target.to_lowercase().len() == target.len());
                let spans = span.map(|start| Span::new(start, start + written.len()));
                let rendering = found.entry(best.text.clone()).or_default();
                rendering.places.push((*at, spans.into_iter().collect()));
                false
            });
            if open.len() == before {
                break;
            }
        }
        Ok(())
    }

    /// Finds the term itself in translations: *Dollar*, *dollars*.
    fn find_same(
        &self,
        pairs: &[Pair],
        open: &mut Vec<usize>,
        found: &mut BTreeMap<String, Found>,
    ) {
        let own = fold(self.term);
        if own.contains(' ') {
            return;
        }
        open.retain(|at| {
            let target = &pairs[*at].target;
            let keys = word_keys(target, self.to);
            let same = keys.iter().find(|word| {
                word.form.strip_suffix('s').unwrap_or(&word.form) == own || word.form == own
            });
            let Some(same) = same else { return true };
            let span = same.token.span;
            let written = span.of(target);
            let text = if same.form == own { written } else { written.trim_end_matches('s') };
            found.entry(text.to_owned()).or_default().places.push((*at, vec![span]));
            false
        });
    }

    /// How many units of the memory hold a group of words, as far as they are counted.
    fn units_with(&self, key: &str) -> SqlResult<f64> {
        let keys = word_keys(key, self.to).into_iter();
        let keys: Vec<String> = keys.map(|word| index_key(self.to, &word.stem)).collect();
        let phrase = WordQuery::Phrase { keys, prefix: false };
        Ok(self.reader.units_with_words(&phrase, COUNTED)?.len() as f64)
    }
}

/// Whether what is used agrees with the glossary.
fn agreement(renderings: &[Rendering]) -> Agreement {
    let permitted = |rendering: &&Rendering| rendering.status.is_some_and(Status::is_permitted);
    let approved: usize = renderings.iter().filter(permitted).map(|one| one.count).sum();
    let all: usize = renderings.iter().map(|one| one.count).sum();
    let is_banned = |one: &Rendering| one.status.is_some_and(|status| !status.is_permitted());
    if all == 0 {
        Agreement::Open
    } else if renderings.iter().any(is_banned) || 2 * approved < all {
        Agreement::Differs
    } else {
        Agreement::Agrees
    }
}
