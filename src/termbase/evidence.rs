//! Evidence: the sentence pairs that prove a translation.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use crate::model::{Concept, Lang, TranslationUnit, UnitId};
use crate::store::{Reader, SqlResult, WordQuery};

pub use super::wanted::Marked;
use super::wanted::Wanted;

/// So many candidates are looked at for the best examples.
const CANDIDATES: usize = 500;

/// A pair of sentences that holds a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The unit.
    pub unit: TranslationUnit,
    /// The text in the first language asked for, and where the concept's terms stand in it.
    pub source: Marked,
    /// The same of the second language.
    pub target: Marked,
}

/// The sentence pairs that hold a term of the concept in either language. Those that show a term on
/// both sides come first, permitted terms before others, then the surer alignments, then the shorter
/// sentences.
///
/// # Errors
/// If the database fails.
pub fn of_concept(
    reader: &Reader<'_>,
    concept: &Concept,
    langs: (&Lang, &Lang),
    limit: usize,
) -> SqlResult<Vec<Evidence>> {
    let (source, target) = (Wanted::terms(concept, langs.0), Wanted::terms(concept, langs.1));
    collect(reader, source, target, langs, limit)
}

/// The sentence pairs that hold the words themselves, in either language.
///
/// # Errors
/// If the database fails.
pub fn of_words(
    reader: &Reader<'_>,
    words: &str,
    langs: (&Lang, &Lang),
    limit: usize,
) -> SqlResult<Vec<Evidence>> {
    let (source, target) = (Wanted::words(words, langs.0), Wanted::words(words, langs.1));
    collect(reader, source, target, langs, limit)
}

fn collect(
    reader: &Reader<'_>,
    mut source: Wanted,
    mut target: Wanted,
    langs: (&Lang, &Lang),
    limit: usize,
) -> SqlResult<Vec<Evidence>> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let mut evidence = Vec::new();
    for id in candidates(reader, &source, &target)? {
        let Some(unit) = reader.unit(id)? else { continue };
        let (Some(source_text), Some(target_text)) = (unit.text_in(langs.0), unit.text_in(langs.1))
        else {
            continue;
        };
        let (source, good_source) = source.mark(source_text)?;
        let (target, good_target) = target.mark(target_text)?;
        let shown = [&source, &target].iter().filter(|side| !side.spans.is_empty()).count();
        if shown > 0 {
            let good = usize::from(good_source) + usize::from(good_target);
            let found = Evidence { source, target, unit };
            evidence.push((rank(&found, shown, good), found));
        }
    }
    evidence.sort_by(|one, other| one.0.partial_cmp(&other.0).unwrap_or(Ordering::Equal));
    Ok(evidence.into_iter().take(limit).map(|(_, found)| found).collect())
}

/// Units that may hold the terms: first those that hold permitted ones on both sides, then any on
/// both sides, then those that hold one on either. However many older ones show one side, none
/// that shows both is crowded out by them.
fn candidates(reader: &Reader<'_>, source: &Wanted, target: &Wanted) -> SqlResult<Vec<UnitId>> {
    let ways = |wanted: &Wanted, all: bool| {
        let asked = wanted.ways.iter().filter(|(_, permitted)| all || *permitted);
        WordQuery::Any(asked.map(|(way, _)| way.clone()).collect())
    };
    let both = |all| WordQuery::All(vec![ways(source, all), ways(target, all)]);
    let questions = [both(false), both(true), ways(source, true), ways(target, true)];
    let (mut seen, mut ids) = (BTreeSet::new(), Vec::new());
    for question in questions {
        if ids.len() < CANDIDATES {
            let found = reader.units_with_words(&question, CANDIDATES)?;
            ids.extend(found.into_iter().filter(|id| seen.insert(*id)));
        }
    }
    ids.truncate(CANDIDATES);
    Ok(ids)
}

/// What orders evidence: one-sided after two-sided, terms not to be used after others, doubtful
/// after sure, long after short. A heading or fragment says less than a sentence, so very short
/// texts come late too.
fn rank(
    evidence: &Evidence,
    shown: usize,
    permitted: usize,
) -> (Reverse<(usize, usize)>, f64, bool, usize, i64) {
    let confidence = evidence.unit.provenance.confidence.unwrap_or(1.0);
    let doubt = ((1.0 - confidence) * 10.0).floor();
    let words = evidence.source.text.split_whitespace().count();
    let id = evidence.unit.id.map_or(0, |id| id.0);
    (Reverse((shown, permitted)), doubt, words < 5, words, id)
}
