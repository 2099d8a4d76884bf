//! Term extraction: which words and groups of words of texts are likely terms.
//!
//! Candidates are what the patterns of a language let stand as a term: in German nouns, nouns with
//! adjectives before them and nouns with a genitive; in English nouns with nouns and adjectives before
//! them. Forms of one term are counted together under its lemma. What ranks them is how much they are
//! a unit, by the C-value (Frantzi, Ananiadou, Mima: *Automatic recognition of multi-word terms*,
//! 2000), and how much they are of these texts and not of language in general, by the log-likelihood
//! ratio (Dunning: *Accurate methods for the statistics of surprise and coincidence*, 1993).
//!
//! Texts are taken in one by one and not kept; what remains of them are counts. Invariant: the span
//! of an example lies in the text of its place.

pub mod background;
pub mod proposing;

mod articles;
mod composing;
mod counting;
mod english;
mod gender;
mod german;
mod groups;
mod lemma;
mod lists;
mod merging;
mod naming;
mod pieces;
mod ranking;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::model::{Gender, Lang, Number, PartOfSpeech, Span};
use counting::Tally;
use merging::merged;
use ranking::ranked;

/// A likely term.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The term as a dictionary has it.
    pub term: String,
    /// Noun, proper noun, abbreviation, or a phrase of several words.
    pub pos: PartOfSpeech,
    /// The gender of a German noun, where it can be told.
    pub gender: Option<Gender>,
    /// The number, if it is used in one only.
    pub number: Option<Number>,
    /// How often it stands in the texts.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
    /// How much speaks for it.
    pub score: f64,
    /// The noun that a compound or phrase is a kind of.
    pub head: Option<String>,
    /// The forms that were met, the most frequent first.
    pub forms: Vec<String>,
    /// Where it stands in a sentence that shows it well.
    pub example: Example,
}

/// Where an example stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The place of the text, as whoever took the text in named it.
    pub place: u64,
    /// The candidate in that text.
    pub span: Span,
}

/// Takes texts in and finds likely terms.
#[derive(Debug)]
pub struct Extractor {
    lang: Lang,
    tally: Tally,
}

impl Extractor {
    /// An extractor of terms in a language; absent if its patterns are not known.
    pub fn new(lang: &Lang) -> Option<Self> {
        let is_known = matches!(lang.primary(), "de" | "en");
        is_known.then(|| Self { lang: lang.clone(), tally: Tally::default() })
    }

    /// Takes a text in: a sentence or heading of a document, to be found again at `place`.
    pub fn note(&mut self, text: &str, document: u32, place: u64) {
        let pieces = pieces::read(text, &self.lang);
        let words = pieces.iter().filter(|piece| piece.is_word()).count();
        let found = match self.lang.primary() {
            "de" => german::occurrences(text, &pieces),
            _ => english::occurrences(text, &pieces),
        };
        self.tally.note(found, words, document, place);
    }

    /// The likely terms that were met at least `min_count` times, the likeliest first.
    pub fn finish(self, min_count: usize) -> Vec<Candidate> {
        let words = self.tally.words();
        let terms = merged(self.tally, &self.lang, min_count.max(1));
        ranked(terms, &self.lang, words, min_count.max(1))
    }
}
