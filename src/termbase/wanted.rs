//! What is looked for in the pairs: the terms of a concept in every form, or words as they were typed.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::expansion::Expansion;
use super::recognition::Recogniser;
use crate::model::{Concept, Lang, Span};
use crate::store::{SqlResult, WordQuery};
use crate::text::keys::{index_key, word_keys};
use crate::text::pattern::{Pattern, Strictness};

/// A text and the places of terms in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The places, in order.
    pub spans: Vec<Span>,
}

/// The index is asked for at most so many words of a term.
const ASKED_WORDS: usize = 32;

/// What is looked for in one language.
pub struct Wanted {
    lang: Lang,
    terms: Option<Recogniser<'static, 'static>>,
    /// What is looked for by stems, and whether it may be used.
    patterns: Vec<(Pattern, bool)>,
    /// What to ask the index of words, and whether that may be used. What may not is looked for too:
    /// that it was used is worth knowing.
    pub(super) ways: Vec<(WordQuery, bool)>,
}

impl Wanted {
    /// The terms of a concept.
    pub fn terms(concept: &Concept, lang: &Lang) -> Self {
        let terms = || concept.terms_in(lang);
        if !matches!(lang.primary(), "de" | "en") {
            // No rules of inflection are known: stems have to do.
            let patterns = terms().filter_map(|term| {
                let pattern = Pattern::new(&term.text, lang, Strictness::Stem, false)?;
                Some((pattern, term.status.is_permitted()))
            });
            return Self::patterns(patterns.collect(), lang);
        }
        let ways = terms().flat_map(|term| {
            let ways = Expansion::all_of(term).into_iter();
            ways.map(|expansion| (way(&expansion, lang), term.status.is_permitted()))
        });
        Self {
            lang: lang.clone(),
            terms: Some(Recogniser::of_concept(concept, lang)),
            patterns: Vec::new(),
            ways: ways.collect(),
        }
    }

    /// What leads to the units that may hold it.
    pub fn query(&self) -> WordQuery {
        WordQuery::Any(self.ways.iter().map(|(way, _)| way.clone()).collect())
    }

    /// The language.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Words as they were typed; a `*` at the end lets the last one go on.
    pub(super) fn words(words: &str, lang: &Lang) -> Self {
        let pattern = Pattern::new(words, lang, Strictness::Stem, words.ends_with('*'));
        Self::patterns(pattern.into_iter().map(|pattern| (pattern, true)).collect(), lang)
    }

    fn patterns(patterns: Vec<(Pattern, bool)>, lang: &Lang) -> Self {
        let ways = patterns.iter().map(|(pattern, permitted)| {
            let phrases = pattern.index_phrases(lang, ASKED_WORDS).into_iter();
            let phrases = phrases
                .map(|phrase| WordQuery::Phrase { keys: phrase.keys, prefix: phrase.prefix });
            (WordQuery::Any(phrases.collect()), *permitted)
        });
        Self { ways: ways.collect(), lang: lang.clone(), terms: None, patterns }
    }

    /// Marks what is looked for in a text; where two overlap, the one that begins first, then the
    /// longer. Says also whether one that is permitted is among them.
    ///
    /// # Errors
    /// If the database fails.
    pub fn mark(&mut self, text: &str) -> SqlResult<(Marked, bool)> {
        let mut spans: Vec<(Span, bool)> = Vec::new();
        if let Some(terms) = &mut self.terms {
            // A part of a compound proves nothing of the term itself.
            for hit in terms.find(text)?.into_iter().filter(|hit| !hit.by.is_of_compound()) {
                let permitted = hit.concept.terms[hit.term].status.is_permitted();
                spans.extend(hit.spans.iter().map(|span| (*span, permitted)));
            }
        } else {
            let keys = word_keys(text, &self.lang);
            for (pattern, permitted) in &self.patterns {
                spans.extend(pattern.find(&keys).into_iter().map(|span| (span, *permitted)));
            }
        }
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
        Ok((Marked { text: text.to_owned(), spans }, permitted))
    }
}

/// What to ask the index of words for a term: it knows stems only, so for those of every form.
fn way(expansion: &Expansion, lang: &Lang) -> WordQuery {
    let Expansion { text, words, joined, apart, .. } = expansion;
    let stems = |forms: &BTreeSet<String>| {
        let keys = forms.iter().flat_map(|form| word_keys(form, lang)).map(|keys| keys.stem);
        let keys: BTreeSet<String> = keys.collect();
        let phrase =
            |key: &String| WordQuery::Phrase { keys: vec![index_key(lang, key)], prefix: false };
        WordQuery::Any(keys.iter().map(phrase).collect())
    };
    // As it is written, in older spelling too.
    let written = Pattern::new(text, lang, Strictness::Stem, false);
    let written = written.into_iter().flat_map(|pattern| pattern.index_phrases(lang, ASKED_WORDS));
    let mut ways: Vec<WordQuery> =
        written.map(|phrase| WordQuery::Phrase { keys: phrase.keys, prefix: false }).collect();
    ways.push(WordQuery::All(words.iter().take(ASKED_WORDS).map(stems).collect()));
    if !joined.is_empty() {
        ways.push(stems(joined));
    }
    ways.extend(apart.iter().map(|(prefix, finite)| {
        let prefix = prefix.iter().map(|word| stems(&BTreeSet::from([word.clone()])));
        WordQuery::All(prefix.chain([stems(finite)]).collect())
    }));
    WordQuery::Any(ways)
}
