//! Evidence: the sentence pairs that prove a translation.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use crate::model::{Concept, Lang, Span, TranslationUnit, UnitId};
use crate::store::{Reader, SqlResult, WordQuery};
use crate::text::keys::{WordKeys, word_keys};
use crate::text::pattern::{Pattern, Strictness};

/// So many candidates are looked at for the best examples.
const CANDIDATES: usize = 500;

/// The index is asked for at most so many words of a term.
const ASKED_WORDS: usize = 32;

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

/// A text and the places of terms in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The places, in order.
    pub spans: Vec<Span>,
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
    let source = patterns(concept, langs.0);
    let target = patterns(concept, langs.1);
    collect(reader, &source, &target, langs, limit)
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
    let prefix = words.ends_with('*');
    let pattern = |lang: &Lang| {
        let pattern = Pattern::new(words, lang, Strictness::Stem, prefix);
        pattern.into_iter().map(|pattern| Wanted { pattern, permitted: true }).collect::<Vec<_>>()
    };
    collect(reader, &pattern(langs.0), &pattern(langs.1), langs, limit)
}

/// A term to look for.
struct Wanted {
    pattern: Pattern,
    /// Whether it may be used. What may not is looked for too: that it was used is worth knowing.
    permitted: bool,
}

/// The concept's terms in one language.
fn patterns(concept: &Concept, lang: &Lang) -> Vec<Wanted> {
    let wanted = concept.terms_in(lang).filter_map(|term| {
        let pattern = Pattern::new(&term.text, lang, Strictness::Stem, false)?;
        Some(Wanted { pattern, permitted: term.status.is_permitted() })
    });
    wanted.collect()
}

fn collect(
    reader: &Reader<'_>,
    source: &[Wanted],
    target: &[Wanted],
    langs: (&Lang, &Lang),
    limit: usize,
) -> SqlResult<Vec<Evidence>> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let mut evidence = Vec::new();
    for id in candidates(reader, source, target, langs)? {
        let Some(unit) = reader.unit(id)? else { continue };
        let (Some(source_text), Some(target_text)) = (unit.text_in(langs.0), unit.text_in(langs.1))
        else {
            continue;
        };
        let (source, good_source) = mark(source_text, source, langs.0);
        let (target, good_target) = mark(target_text, target, langs.1);
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
fn candidates(
    reader: &Reader<'_>,
    source: &[Wanted],
    target: &[Wanted],
    langs: (&Lang, &Lang),
) -> SqlResult<Vec<UnitId>> {
    let ways = |wanted: &[Wanted], lang: &Lang, all: bool| {
        let asked = wanted.iter().filter(|wanted| all || wanted.permitted);
        WordQuery::Any(asked.map(|wanted| way(&wanted.pattern, lang)).collect())
    };
    let both = |all| WordQuery::All(vec![ways(source, langs.0, all), ways(target, langs.1, all)]);
    let questions =
        [both(false), both(true), ways(source, langs.0, true), ways(target, langs.1, true)];
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

fn way(pattern: &Pattern, lang: &Lang) -> WordQuery {
    let phrases = pattern.index_phrases(lang, ASKED_WORDS).into_iter();
    WordQuery::Any(
        phrases
            .map(|phrase| WordQuery::Phrase { keys: phrase.keys, prefix: phrase.prefix })
            .collect(),
    )
}

/// Marks the terms in a text; where two overlap, the one that begins first, then the longer. Says
/// also whether one that is permitted is among them.
fn mark(text: &str, wanted: &[Wanted], lang: &Lang) -> (Marked, bool) {
    let keys: Vec<WordKeys> = word_keys(text, lang);
    let found = |wanted: &Wanted| -> Vec<(Span, bool)> {
        let spans = wanted.pattern.find(&keys).into_iter();
        spans.map(|span| (span, wanted.permitted)).collect()
    };
    let mut spans: Vec<(Span, bool)> = wanted.iter().flat_map(found).collect();
    spans.sort_by_key(|(span, permitted)| (span.start, Reverse((span.end, *permitted))));
    let mut end = 0;
    spans.retain(|(span, _)| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    let permitted = spans.iter().any(|(_, permitted)| *permitted);
    let spans = spans.into_iter().map(|(span, _)| span).collect();
    (Marked { text: text.to_owned(), spans }, permitted)
}
