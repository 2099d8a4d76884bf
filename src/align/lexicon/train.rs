//! Training: a lexicon from pairs of sentences.
//!
//! IBM model 1 in both directions; what is kept are the links that tell most, by the expected gain
//! √f·p·ln(p/f) that a link brings where its word stands. The square root takes the edge off the
//! subject of the pairs: what is everywhere there need not be frequent elsewhere.

use std::collections::HashMap;

use super::model1::{Model1, WordPair};
use super::{Lexicon, Vocabulary};
use crate::align::tokens::letter_keys;
use crate::model::Lang;

/// A pair of sentences to learn from, and how often it counts.
#[derive(Debug, Clone, Copy)]
pub struct Lesson<'t> {
    /// The sentence in the source language.
    pub source: &'t str,
    /// Its translation.
    pub target: &'t str,
    /// How often it counts.
    pub weight: f32,
}

/// Longer sentences teach little and cost much.
const LONGEST: usize = 40;

/// Rounds of expectation maximisation.
const ROUNDS: usize = 5;

/// A word that occurs less often is not kept.
const RAREST: f32 = 2.0;

/// Which of the learned links are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keep {
    /// The most links.
    pub links: usize,
    /// Less likely links are not kept.
    pub likely: f32,
    /// Nor are those that are less likely than this in the other direction.
    pub agreed: f32,
}

impl Keep {
    /// What is kept of many pairs of many authors: nothing is asked of the other direction.
    pub fn of_many(links: usize) -> Self {
        Self { links, likely: 0.02, agreed: 0.0 }
    }

    /// What is kept of a dictionary.
    pub fn of_dictionary() -> Self {
        Self { links: 200_000, likely: 0.1, agreed: 0.0 }
    }

    /// What is kept of a user's pairs, which may be few. Without agreement, of 1,139 pairs, the
    /// words that happen to stand together made strict F1 fall from 0.988 to 0.917 (own lexicon
    /// alone, development documents without the pairs learned from).
    pub fn of_few() -> Self {
        Self { links: 20_000, likely: 0.02, agreed: 0.05 }
    }
}

/// So many links of a word are kept at most.
const LINKS_PER_WORD: usize = 5;

/// Pairs that are being learned from.
#[derive(Debug)]
pub struct Training<'l> {
    langs: (&'l Lang, &'l Lang),
    source: Counted,
    target: Counted,
    pairs: Vec<WordPair>,
}

/// The words of one side, with how often they occur.
#[derive(Debug, Default)]
struct Counted {
    ids: HashMap<String, u32>,
    counts: Vec<f32>,
}

impl Counted {
    fn words(&mut self, text: &str, lang: &Lang, weight: f32) -> Vec<u32> {
        let mut words: Vec<u32> = letter_keys(text, lang)
            .map(|key| {
                let next = self.ids.len() as u32;
                let id = *self.ids.entry(key).or_insert(next);
                if id == next {
                    self.counts.push(0.0);
                }
                self.counts[id as usize] += weight;
                id
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

impl<'l> Training<'l> {
    /// Begins to learn from pairs of two languages.
    pub fn new(from: &'l Lang, to: &'l Lang) -> Self {
        Self {
            langs: (from, to),
            source: Counted::default(),
            target: Counted::default(),
            pairs: Vec::new(),
        }
    }

    /// Takes a pair in.
    pub fn add(&mut self, lesson: Lesson<'_>) {
        let source = self.source.words(lesson.source, self.langs.0, lesson.weight);
        let target = self.target.words(lesson.target, self.langs.1, lesson.weight);
        if (1..=LONGEST).contains(&source.len()) && (1..=LONGEST).contains(&target.len()) {
            self.pairs.push(WordPair { firsts: source, seconds: target, weight: lesson.weight });
        }
    }

    /// How many pairs were taken in.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether no pair was taken in.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Learns, and keeps the links that tell most. `progress` is told how much is done, from 0 to 1.
    pub fn finish(mut self, keep: &Keep, progress: &mut dyn FnMut(f64)) -> Lexicon {
        for pair in &mut self.pairs {
            pair.firsts.retain(|word| self.source.counts[*word as usize] >= RAREST);
            pair.seconds.retain(|word| self.target.counts[*word as usize] >= RAREST);
        }
        let there = Model1::train(&self.pairs, ROUNDS, &mut |share| progress(share / 2.0));
        for pair in &mut self.pairs {
            std::mem::swap(&mut pair.firsts, &mut pair.seconds);
        }
        let back = Model1::train(&self.pairs, ROUNDS, &mut |share| progress((1.0 + share) / 2.0));
        let (source, target) = (Side::new(self.source), Side::new(self.target));
        let mut kept = source.best_links((&there, &back), &target, keep, false);
        kept.extend(target.best_links((&back, &there), &source, keep, true));
        kept.sort_by(|one, other| {
            let place = |link: &Link| (link.backward, link.from, link.to);
            other.gain.total_cmp(&one.gain).then_with(|| place(one).cmp(&place(other)))
        });
        kept.truncate(keep.links);
        lexicon(source, target, &kept)
    }
}

/// A link that may be kept.
struct Link {
    /// Whether it leads from the target language to the source language.
    backward: bool,
    from: u32,
    to: u32,
    likely: f32,
    /// What it is expected to tell.
    gain: f32,
}

/// The words of one side, numbered as they were met.
struct Side {
    keys: Vec<String>,
    frequencies: Vec<f32>,
}

impl Side {
    fn new(counted: Counted) -> Self {
        let all: f32 = counted.counts.iter().sum::<f32>().max(1.0);
        let frequencies = counted.counts.iter().map(|count| count / all).collect();
        let mut keys = vec![String::new(); counted.ids.len()];
        for (key, id) in counted.ids {
            keys[id as usize] = key;
        }
        Self { keys, frequencies }
    }

    /// The likeliest links of each word, but for those to the same word: these are seen without a
    /// lexicon.
    fn best_links(
        &self,
        (model, reverse): (&Model1, &Model1),
        other: &Self,
        keep: &Keep,
        backward: bool,
    ) -> Vec<Link> {
        let mut links = Vec::new();
        for from in 0..self.keys.len() as u32 {
            let mut row: Vec<(u32, f32)> = model
                .row(from)
                .filter(|(to, likely)| {
                    *likely >= keep.likely
                        && self.keys[from as usize] != other.keys[*to as usize]
                        && (keep.agreed == 0.0 || reverse.probability(*to, from) >= keep.agreed)
                })
                .collect();
            row.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            row.truncate(LINKS_PER_WORD);
            links.extend(row.into_iter().map(|(to, likely)| {
                let (own, others) =
                    (self.frequencies[from as usize], other.frequencies[to as usize]);
                let gain = own.sqrt() * likely * (likely / others).max(1.0001).ln();
                Link { backward, from, to, likely, gain }
            }));
        }
        links
    }
}

/// The lexicon of the links, its words in the order of their keys.
fn lexicon(source: Side, target: Side, links: &[Link]) -> Lexicon {
    let mut used = (vec![false; source.keys.len()], vec![false; target.keys.len()]);
    for link in links {
        let (one, other) = if link.backward { (link.to, link.from) } else { (link.from, link.to) };
        used.0[one as usize] = true;
        used.1[other as usize] = true;
    }
    let (mut source, of_source) = vocabulary(source, &used.0);
    let (mut target, of_target) = vocabulary(target, &used.1);
    for Link { backward, from, to, likely, .. } in links {
        let (rows, from, to) = if *backward {
            (&mut target.rows, of_target[*from as usize], of_source[*to as usize])
        } else {
            (&mut source.rows, of_source[*from as usize], of_target[*to as usize])
        };
        rows[from as usize].push((to, *likely));
    }
    for row in source.rows.iter_mut().chain(&mut target.rows) {
        row.sort_unstable_by_key(|(to, _)| *to);
    }
    Lexicon { source, target }
}

/// The used words in the order of their keys, and where each word went.
fn vocabulary(side: Side, used: &[bool]) -> (Vocabulary, Vec<u32>) {
    let mut words: Vec<(String, usize)> = side
        .keys
        .into_iter()
        .enumerate()
        .filter(|(id, _)| used[*id])
        .map(|(id, key)| (key, id))
        .collect();
    words.sort_unstable();
    let mut places = vec![0; used.len()];
    let mut vocabulary = Vocabulary::default();
    for (place, (key, id)) in words.into_iter().enumerate() {
        places[id] = place as u32;
        vocabulary.keys.push(key);
        vocabulary.frequencies.push(side.frequencies[id]);
        vocabulary.rows.push(Vec::new());
    }
    (vocabulary, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_keep_together_are_linked() {
        let (german, english) = (Lang::german(), Lang::english());
        let mut training = Training::new(&german, &english);
        for (source, target) in [
            ("das Haus", "the house"),
            ("das Buch", "the book"),
            ("ein Buch", "a book"),
            ("Häuser und Bücher", "houses and books"),
            ("ein Haus", "a house"),
            ("im Januar 2024", "in January 2024"),
        ] {
            training.add(Lesson { source, target, weight: 1.0 });
        }
        let lexicon = training.finish(&Keep::of_many(100), &mut |_| ());
        let best = |word: &str| {
            let row = &lexicon.source.rows[lexicon.source.find(word)?];
            let (to, _) = row.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
            Some(lexicon.target.keys[*to as usize].clone())
        };
        assert_eq!(best("haus").as_deref(), Some("house"));
        assert_eq!(best("buch").as_deref(), Some("book"));
        assert_eq!(lexicon.source.find("2024"), None);
        assert_eq!(lexicon.source.find("im"), None, "seen once");
    }

    #[test]
    fn the_number_of_links_is_kept_to() {
        let (german, english) = (Lang::german(), Lang::english());
        let mut training = Training::new(&german, &english);
        for _ in 0..3 {
            training.add(Lesson {
                source: "das Haus steht",
                target: "the house stands",
                weight: 1.0,
            });
        }
        assert_eq!(training.finish(&Keep::of_many(4), &mut |_| ()).len(), 4);
    }
}
