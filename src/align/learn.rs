//! Word links learned from the texts themselves: which words of the beads of a first pass go
//! together. What is learned are the beginnings of words, by IBM model 1 in both directions.

use std::collections::HashMap;

use super::lexicon::{Model1, WordPair, key};
use super::links::Links;
use super::tokens::{Text, WordKind};
use crate::model::Bead;

/// Rounds of expectation maximisation.
const ROUNDS: usize = 5;

/// Beads that are less sure teach nothing.
const SURE: f64 = 0.7;

/// Words of more than this share of the beads are everywhere and say nothing.
const COMMON: f64 = 0.25;

/// Weaker links than this are dropped.
const WEAKEST: f32 = 0.15;

/// Learned links are worth this much of what the model says: it saw few examples.
const TRUST: f32 = 0.6;

/// Adds to `links` what the beads teach.
pub(super) fn learn(links: &mut Links, source: &Text, target: &Text, beads: &[Bead]) {
    let of_source = Keys::new(source);
    let of_target = Keys::new(target);
    let mut pairs: Vec<WordPair> = beads
        .iter()
        .filter(|bead| bead.is_pair() && bead.confidence >= SURE)
        .map(|bead| {
            let side = |keys: &Keys, text: &Text, range: &std::ops::Range<usize>| {
                keys.of_segments(text, range)
            };
            WordPair {
                firsts: side(&of_source, source, &bead.source),
                seconds: side(&of_target, target, &bead.target),
                weight: 1.0,
            }
        })
        .collect();
    keep_informative(&mut pairs, |pair| &mut pair.firsts);
    keep_informative(&mut pairs, |pair| &mut pair.seconds);
    let there = Model1::train(&pairs, ROUNDS, &mut |_| ());
    pairs.iter_mut().for_each(|pair| std::mem::swap(&mut pair.firsts, &mut pair.seconds));
    let back = Model1::train(&pairs, ROUNDS, &mut |_| ());
    for (one, other, backward) in there.iter() {
        // Both directions have to agree that two words go together.
        let (forward, backward) = (back.probability(other, one) * TRUST, backward * TRUST);
        if forward.min(backward) < WEAKEST {
            continue;
        }
        for from in of_source.words(one) {
            for to in of_target.words(other) {
                links.add(*from, *to, forward, backward);
            }
        }
    }
}

/// The beginnings of a text's words.
struct Keys {
    of_word: Vec<Option<u32>>,
    words: Vec<Vec<u32>>,
}

impl Keys {
    fn new(text: &Text) -> Self {
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut keys = Self { of_word: Vec::new(), words: Vec::new() };
        for (word, entry) in text.words.iter().enumerate() {
            let key = (entry.kind == WordKind::Letters).then(|| {
                let next = ids.len() as u32;
                *ids.entry(key(&entry.text).to_owned()).or_insert(next)
            });
            if let Some(key) = key {
                if keys.words.len() == key as usize {
                    keys.words.push(Vec::new());
                }
                keys.words[key as usize].push(word as u32);
            }
            keys.of_word.push(key);
        }
        keys
    }

    fn words(&self, key: u32) -> &[u32] {
        &self.words[key as usize]
    }

    fn of_segments(&self, text: &Text, segments: &std::ops::Range<usize>) -> Vec<u32> {
        let words = segments.clone().flat_map(|segment| text.counted(segment));
        let mut keys: Vec<u32> =
            words.filter_map(|(word, _)| self.of_word[*word as usize]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Keeps the keys that occur in more than one pair, but not in too many.
fn keep_informative(pairs: &mut [WordPair], side: impl Fn(&mut WordPair) -> &mut Vec<u32>) {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for pair in pairs.iter_mut() {
        for key in side(pair) {
            *counts.entry(*key).or_default() += 1;
        }
    }
    let most = (COMMON * pairs.len() as f64).ceil() as usize;
    for pair in pairs {
        side(pair).retain(|key| (2..=most).contains(&counts[key]));
    }
}
