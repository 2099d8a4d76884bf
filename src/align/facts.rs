//! What lexicons know of the words of a text.

use super::lexicon::{Lexicon, Vocabulary, key};
use super::links::Links;
use super::tokens::{Text, WordKind};
use super::weights::Weights;

/// What is known of each word of a text.
#[derive(Debug)]
pub(super) struct Facts {
    /// How frequent it is held to be.
    pub(super) frequencies: Vec<f64>,
    /// Whether a lexicon names words of the other side for it, so that it says something if none of
    /// them is there.
    pub(super) is_known: Vec<bool>,
    /// How likely it stands for a word that no lexicon names.
    pub(super) leftover: Vec<f32>,
}

impl Facts {
    /// What can be said of the words of a text without a lexicon.
    fn new(text: &Text, weights: &Weights) -> Self {
        let all = text.token_count(0, text.len()).max(1) as f64;
        let own = |count: u32| weights.own_frequency * f64::from(count) / all;
        Self {
            frequencies: text.words.iter().map(|word| own(word.count) + weights.rarest).collect(),
            is_known: vec![false; text.words.len()],
            leftover: vec![1.0; text.words.len()],
        }
    }
}

/// What is known of two texts.
#[derive(Debug)]
pub(super) struct Knowledge {
    /// Which words of the one stand for which of the other.
    pub(super) links: Links,
    /// The words of the source.
    pub(super) source: Facts,
    /// The words of the target.
    pub(super) target: Facts,
}

impl Knowledge {
    /// What the letters of the words tell, and what lexicons say of them.
    pub(super) fn new(
        source: &Text,
        target: &Text,
        lexicons: &[&Lexicon],
        weights: &Weights,
    ) -> Self {
        let mut knowledge = Self {
            links: Links::of_letters(source, target, weights),
            source: Facts::new(source, weights),
            target: Facts::new(target, weights),
        };
        for lexicon in lexicons {
            knowledge.consult(lexicon, source, target);
        }
        knowledge
    }

    fn consult(&mut self, lexicon: &Lexicon, source: &Text, target: &Text) {
        let of_source = Entries::new(source, &lexicon.source);
        let of_target = Entries::new(target, &lexicon.target);
        of_source.note(&mut self.source);
        of_target.note(&mut self.target);
        for (one, row) in of_source.rows() {
            for (other, likely) in row {
                for to in &of_target.words[*other as usize] {
                    self.links.add(one, *to, 0.0, *likely);
                }
            }
        }
        for (other, row) in of_target.rows() {
            for (one, likely) in row {
                for from in &of_source.words[*one as usize] {
                    self.links.add(*from, other, *likely, 0.0);
                }
            }
        }
    }
}

/// Where the words of a text stand in a vocabulary.
struct Entries<'l> {
    vocabulary: &'l Vocabulary,
    /// For each word of the text that it has: the word and its entry.
    entries: Vec<(u32, usize)>,
    /// For each entry: the words of the text.
    words: Vec<Vec<u32>>,
}

impl<'l> Entries<'l> {
    fn new(text: &Text, vocabulary: &'l Vocabulary) -> Self {
        let mut words = vec![Vec::new(); vocabulary.keys.len()];
        let mut entries = Vec::new();
        for (word, entry) in (0..).zip(&text.words) {
            if entry.kind == WordKind::Letters
                && let Some(at) = vocabulary.find(key(&entry.text))
            {
                entries.push((word, at));
                words[at].push(word);
            }
        }
        Self { vocabulary, entries, words }
    }

    fn rows(&self) -> impl Iterator<Item = (u32, &'l [(u32, f32)])> + '_ {
        self.entries.iter().map(|(word, at)| (*word, self.vocabulary.rows[*at].as_slice()))
    }

    fn note(&self, facts: &mut Facts) {
        for (word, at) in &self.entries {
            let word = *word as usize;
            let row = &self.vocabulary.rows[*at];
            let frequency = f64::from(self.vocabulary.frequencies[*at]);
            facts.frequencies[word] = facts.frequencies[word].max(frequency);
            facts.is_known[word] |= !row.is_empty();
            let named: f32 = row.iter().map(|(_, likely)| likely).sum();
            facts.leftover[word] = facts.leftover[word].min((1.0 - named).max(0.0));
        }
    }
}
