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
    /// What the letters of the words tell.
    pub(super) fn of_letters(source: &Text, target: &Text, weights: &Weights) -> Self {
        Self {
            links: Links::of_letters(source, target, weights),
            source: Facts::new(source, weights),
            target: Facts::new(target, weights),
        }
    }

    /// Adds what a lexicon says of the words, and of those for which it has nothing, what others
    /// say: beside a lexicon of many pairs, one of few makes known words worse.
    pub(super) fn consult(
        &mut self,
        (base, others): (&Lexicon, &[Lexicon]),
        source: &Text,
        target: &Text,
    ) {
        let of_source = Entries::new(source, &base.source, &[]);
        let of_target = Entries::new(target, &base.target, &[]);
        of_source.note(&mut self.source);
        of_target.note(&mut self.target);
        self.link(&of_source, &of_target);
        for lexicon in others {
            let of_source = Entries::new(source, &lexicon.source, &self.source.is_known);
            let of_target = Entries::new(target, &lexicon.target, &self.target.is_known);
            self.link(&of_source, &of_target);
        }
    }

    /// Which share of the running words is known, of the text of which less is.
    pub(super) fn share_known(&self, source: &Text, target: &Text) -> f64 {
        let share = |text: &Text, facts: &Facts| {
            let words = text.words.iter().zip(&facts.is_known);
            let (mut all, mut known) = (0, 0);
            for (word, is_known) in words.filter(|(word, _)| word.kind == WordKind::Letters) {
                all += word.count;
                known += if *is_known { word.count } else { 0 };
            }
            f64::from(known) / f64::from(all.max(1))
        };
        share(source, &self.source).min(share(target, &self.target))
    }

    fn link(&mut self, of_source: &Entries<'_>, of_target: &Entries<'_>) {
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
    /// Looks the words up, but for those that are known already.
    fn new(text: &Text, vocabulary: &'l Vocabulary, is_known: &[bool]) -> Self {
        let mut words = vec![Vec::new(); vocabulary.keys.len()];
        let mut entries = Vec::new();
        for (word, entry) in (0..).zip(&text.words) {
            if entry.kind == WordKind::Letters
                && !is_known.get(word as usize).is_some_and(|is_known| *is_known)
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
