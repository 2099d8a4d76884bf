//! Terms of the glossary as cues: where a term stands on one side and its translation on the other,
//! the two are likely to belong together.

use std::collections::BTreeSet;

use super::{Lexicon, Side};
use crate::model::{Bead, Lang};
use crate::text::finder::Finder;

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
            let names = self.terms.iter().enumerate().flat_map(|(number, term)| {
                terms(term).iter().map(move |name| (number, name.as_str()))
            });
            let finder = Finder::new(names, side.lang);
            let find = |segment: &&str| -> Vec<usize> {
                let found: BTreeSet<usize> =
                    finder.find(segment, side.lang).into_iter().map(|(term, _)| term).collect();
                found.into_iter().collect()
            };
            side.segments.iter().map(find).collect()
        };
        (find(source, &|term| &term.source), find(target, &|term| &term.target))
    }
}

/// The first of a concept's names that occurs in one of the segments.
pub(super) fn name_in<'n>(names: &'n [String], segments: &[&str], lang: &Lang) -> Option<&'n str> {
    let finder = Finder::new(names.iter().map(String::as_str).enumerate(), lang);
    let found = segments.iter().flat_map(|segment| finder.find(segment, lang));
    found.map(|(name, _)| name).min().map(|name| names[name].as_str())
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
