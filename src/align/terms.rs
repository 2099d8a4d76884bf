//! Terms of the glossary as cues: where a term stands on one side and its translation on the other,
//! the two are likely to belong together.

use std::collections::{BTreeSet, HashMap};

use super::{Lexicon, Side};
use crate::model::{Bead, Lang};
use crate::text::keys::word_keys;
use crate::text::pattern::{Pattern, Strictness};

/// What is known beforehand about which words go together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cues {
    /// Terms of the glossary.
    pub terms: Vec<TermCue>,
    /// The program's own lexicon of the two languages.
    pub shipped: Option<&'static Lexicon>,
    /// Lexicons learned from the user's pairs and dictionaries. Beside the program's own they are
    /// asked only for words that it does not have; without it, the first is the base.
    pub learned: Vec<Lexicon>,
    /// Beads that a person decided on, in order: they are left as they are.
    pub decided: Vec<Bead>,
}

/// The terms of a concept in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermCue {
    /// Its terms in the source language.
    pub source: Vec<String>,
    /// Its terms in the target language.
    pub target: Vec<String>,
}

impl Cues {
    /// What the program itself knows of two languages: its shipped lexicon, if there is one.
    pub fn shipped(from: &Lang, to: &Lang) -> Self {
        Self { shipped: Lexicon::shipped(from, to), ..Self::default() }
    }

    /// The lexicon to go by, and the others.
    pub(super) fn lexicons(&self) -> Option<(&Lexicon, &[Lexicon])> {
        match (self.shipped, self.learned.split_first()) {
            (Some(shipped), _) => Some((shipped, &self.learned)),
            (None, learned) => learned,
        }
    }

    /// For each segment of both sides, the terms that occur in it, as indices of `terms`.
    pub(super) fn places(
        &self,
        source: &Side<'_>,
        target: &Side<'_>,
    ) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        if self.terms.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let find = |side: &Side<'_>, terms: &dyn Fn(&TermCue) -> &Vec<String>| {
            let finder = Finder::new(self.terms.iter().map(terms), side.lang);
            side.segments.iter().map(|segment| finder.find(segment, side.lang)).collect()
        };
        (find(source, &|term| &term.source), find(target, &|term| &term.target))
    }
}

/// Terms by the stem of their first word.
struct Finder {
    by_first_stem: HashMap<String, Vec<(usize, Pattern)>>,
}

impl Finder {
    fn new<'t>(terms: impl Iterator<Item = &'t Vec<String>>, lang: &Lang) -> Self {
        let mut by_first_stem: HashMap<String, Vec<(usize, Pattern)>> = HashMap::new();
        for (index, names) in terms.enumerate() {
            for name in names {
                let Some(pattern) = Pattern::new(name, lang, Strictness::Stem, false) else {
                    continue;
                };
                let first = pattern.stems().next().unwrap_or_default().to_owned();
                by_first_stem.entry(first).or_default().push((index, pattern));
            }
        }
        Self { by_first_stem }
    }

    fn find(&self, segment: &str, lang: &Lang) -> Vec<usize> {
        let words = word_keys(segment, lang);
        let mut found = BTreeSet::new();
        for at in 0..words.len() {
            for (term, pattern) in self.by_first_stem.get(&words[at].stem).into_iter().flatten() {
                let behind = at + pattern.stems().count();
                if words.get(at..behind).is_some_and(|window| pattern.matches(window)) {
                    found.insert(*term);
                }
            }
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_terms_are_found_on_both_sides() {
        let cues = Cues {
            terms: vec![TermCue {
                source: vec!["Beistandsklausel".to_owned()],
                target: vec!["mutual assistance clause".to_owned()],
            }],
            ..Cues::default()
        };
        let (german, english) = (Lang::german(), Lang::english());
        let source = Side {
            lang: &german,
            segments: &["Der Vertrag.", "Die Beistandsklauseln."],
            paragraphs: &[0, 0],
        };
        let target = Side {
            lang: &english,
            segments: &["The mutual assistance clauses.", "Mutual assistance."],
            paragraphs: &[0, 0],
        };
        let (in_source, in_target) = cues.places(&source, &target);
        assert_eq!(in_source, [vec![], vec![0]]);
        assert_eq!(in_target, [vec![0], vec![]]);
    }
}
