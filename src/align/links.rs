//! Links between the words of two texts, each with a strength from 0 to 1.

use std::collections::{HashMap, HashSet};

use super::tokens::{Text, WordKind};
use super::weights::Weights;

/// Which words of one text stand for which of the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    /// For each source word: target words, and how strongly the target word speaks for it.
    pub(super) forward: Vec<Vec<(u32, f32)>>,
    /// For each target word: source words, and how strongly the source word speaks for it.
    pub(super) backward: Vec<Vec<(u32, f32)>>,
}

/// Shorter words may be written alike by chance.
const SHORTEST_IDENTICAL: usize = 4;

/// Shorter words have too few trigrams to compare.
const SHORTEST_COGNATE: usize = 5;

/// A trigram of more words than this says too little of any of them.
const COMMON_TRIGRAM: usize = 400;

impl Links {
    /// The links that can be seen from the words themselves: the same number, mark, term or name,
    /// and words that are written alike.
    pub(super) fn of_letters(source: &Text, target: &Text, weights: &Weights) -> Self {
        let mut links = Self {
            forward: vec![Vec::new(); source.words.len()],
            backward: vec![Vec::new(); target.words.len()],
        };
        for (id, word) in source.words.iter().enumerate() {
            let Some(other) = target.find(word.kind, &word.text) else { continue };
            let strength = match word.kind {
                WordKind::Letters if word.text.chars().count() < SHORTEST_IDENTICAL => continue,
                WordKind::Letters | WordKind::Number | WordKind::Mark => weights.identical,
                WordKind::Term => weights.term,
            };
            links.add(id as u32, other, strength as f32, strength as f32);
        }
        for (one, other, strength) in cognates(source, target, weights) {
            links.add(one, other, strength, strength);
        }
        links
    }

    /// Adds a link, or makes one that is there as strong as this.
    pub(super) fn add(&mut self, source: u32, target: u32, forward: f32, backward: f32) {
        strengthen(&mut self.forward[source as usize], target, forward);
        strengthen(&mut self.backward[target as usize], source, backward);
    }
}

fn strengthen(links: &mut Vec<(u32, f32)>, to: u32, strength: f32) {
    match links.iter_mut().find(|(known, _)| *known == to) {
        Some((_, known)) => *known = known.max(strength),
        None => links.push((to, strength)),
    }
}

/// Pairs of different words that are written alike, such as *Kommission* and *commission*.
fn cognates(source: &Text, target: &Text, weights: &Weights) -> Vec<(u32, u32, f32)> {
    let mut by_trigram: HashMap<[char; 3], Vec<u32>> = HashMap::new();
    let mut sizes = vec![0; target.words.len()];
    for (id, word) in target.words.iter().enumerate() {
        if word.kind == WordKind::Letters {
            let trigrams = trigrams(&word.text);
            sizes[id] = trigrams.len();
            for trigram in trigrams {
                by_trigram.entry(trigram).or_default().push(id as u32);
            }
        }
    }
    let mut found = Vec::new();
    let mut shared: HashMap<u32, usize> = HashMap::new();
    for (id, word) in source.words.iter().enumerate() {
        if word.kind != WordKind::Letters {
            continue;
        }
        let trigrams = trigrams(&word.text);
        shared.clear();
        for trigram in &trigrams {
            let others = by_trigram.get(trigram).filter(|others| others.len() <= COMMON_TRIGRAM);
            for other in others.into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        for (other, count) in &shared {
            let dice = 2.0 * *count as f64 / (trigrams.len() + sizes[*other as usize]) as f64;
            if dice >= weights.alike && word.text != target.words[*other as usize].text {
                found.push((id as u32, *other, (weights.cognate * dice * dice) as f32));
            }
        }
    }
    found.sort_unstable_by_key(|(one, other, _)| (*one, *other));
    found
}

/// The trigrams of a word and its ends. Letters that German and English write differently in the
/// same words are made one: `k` and `z` are `c`, `j` and `y` are `i`, `w` is `v`.
fn trigrams(word: &str) -> HashSet<[char; 3]> {
    let letters: Vec<char> = std::iter::once('^')
        .chain(word.chars().flat_map(plain_letter))
        .chain(std::iter::once('$'))
        .collect();
    if letters.len() < SHORTEST_COGNATE + 2 {
        return HashSet::new();
    }
    letters.windows(3).map(|window| [window[0], window[1], window[2]]).collect()
}

fn plain_letter(letter: char) -> Option<char> {
    Some(match letter {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        'k' | 'z' => 'c',
        'y' | 'j' => 'i',
        'w' => 'v',
        _ => letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Side;
    use crate::model::Lang;

    #[test]
    fn names_numbers_and_cognates_are_linked() {
        let (german, english) = (Lang::german(), Lang::english());
        let source = Side {
            lang: &german,
            segments: &["Die Kommission tagte 2024 mit Putin in der Stadt."],
            paragraphs: &[0],
        };
        let target = Side {
            lang: &english,
            segments: &["In 2024 the commission met Putin in the city."],
            paragraphs: &[0],
        };
        let (source, target) = (Text::new(&source, &[]), Text::new(&target, &[]));
        let links = Links::of_letters(&source, &target, &Weights::first_pass());
        let linked = |word: &str, kind| -> Vec<String> {
            let id = source.find(kind, word).unwrap();
            let links = links.forward[id as usize].iter();
            links.map(|(to, _)| target.words[*to as usize].text.clone()).collect()
        };
        assert_eq!(linked("putin", WordKind::Letters), ["putin"]);
        assert_eq!(linked("2024", WordKind::Number), ["2024"]);
        assert_eq!(linked("kommission", WordKind::Letters), ["commission"]);
        assert!(linked("stadt", WordKind::Letters).is_empty());
        assert!(linked("in", WordKind::Letters).is_empty(), "too short to tell");
    }
}
