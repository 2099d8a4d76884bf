//! Which terms of a concept go out.

use super::losses::Losses;
use crate::model::{Concept, Lang, Status, Term};

/// What goes out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'l> {
    /// The source and the target language.
    pub(super) langs: (&'l Lang, &'l Lang),
    /// Whether proposed terms were asked for.
    pub(super) with_proposed: bool,
}

/// Which terms a program shows as what they are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    /// That a term is only proposed.
    pub(super) proposed: bool,
    /// That a term is to be avoided.
    pub(super) avoided: bool,
}

/// The terms of a concept in both languages that may be used, the best first.
pub(super) struct Usable<'c> {
    pub(super) concept: &'c Concept,
    pub(super) source: Vec<&'c Term>,
    pub(super) target: Vec<&'c Term>,
}

impl Choice<'_> {
    /// The languages of the terms of concepts: source, target, each before its regions, then others.
    pub(super) fn langs_of<'c>(&self, concepts: &[&'c Concept]) -> Vec<&'c Lang> {
        let (from, to) = self.langs;
        let terms = concepts.iter().flat_map(|concept| &concept.terms);
        let mut langs: Vec<&Lang> = terms.map(|term| &term.lang).collect();
        langs.sort_by_key(|lang| {
            let of_pair = [from, to].iter().position(|known| lang.is_same_language(known));
            (of_pair.unwrap_or(2), *lang != from && *lang != to, *lang)
        });
        langs.dedup();
        langs
    }

    /// The terms in a language that may be used, the best first. A program that `shows` that a term
    /// is proposed gets those too.
    pub(super) fn usable<'c>(
        &self,
        concept: &'c Concept,
        lang: &'c Lang,
        shows: bool,
    ) -> Vec<&'c Term> {
        let goes = |status: Status| match status {
            Status::Proposed => shows || self.with_proposed,
            status => status.is_permitted(),
        };
        let mut terms: Vec<&Term> =
            concept.terms_in(lang).filter(|term| goes(term.status)).collect();
        // Who asks for a region wants a term of another one last.
        let has_region = |lang: &Lang| lang.as_str() != lang.primary();
        terms.sort_by_key(|term| {
            let is_other = term.lang != *lang;
            (is_other && has_region(lang) && has_region(&term.lang), term.status, is_other)
        });
        terms
    }

    /// The terms that may be used in both languages; nothing if one of them has none. What is left
    /// out is counted; terms to avoid only where the program does not show them.
    pub(super) fn pair<'c>(
        &'c self,
        concept: &'c Concept,
        Shown { proposed: shows, avoided: forbids }: Shown,
        losses: &mut Losses,
    ) -> Option<Usable<'c>> {
        let (from, to) = self.langs;
        let source = self.usable(concept, from, shows);
        let target = self.usable(concept, to, shows);
        let of_pair =
            |term: &&Term| term.lang.is_same_language(from) || term.lang.is_same_language(to);
        let is_avoided = |term: &&Term| of_pair(term) && !term.status.is_permitted();
        if !forbids {
            let avoided = concept.terms.iter().filter(is_avoided).count();
            losses.add("deprecated and forbidden terms", avoided);
        }
        let is_proposed = |term: &&Term| of_pair(term) && term.status == Status::Proposed;
        if !shows && !self.with_proposed {
            losses.add("proposed terms", concept.terms.iter().filter(is_proposed).count());
        }
        if source.is_empty() || target.is_empty() {
            losses.add("concepts without a pair of terms to use", 1);
            return None;
        }
        Some(Usable { concept, source, target })
    }
}

/// Counts the terms in languages that are neither source nor target.
pub(super) fn count_others(concept: &Concept, choice: &Choice<'_>, losses: &mut Losses) {
    let (from, to) = choice.langs;
    let is_other =
        |term: &&Term| !term.lang.is_same_language(from) && !term.lang.is_same_language(to);
    losses.add("terms in other languages", concept.terms.iter().filter(is_other).count());
}
