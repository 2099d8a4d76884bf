//! Proposals: what a term may be called in the other language.
//!
//! Of sentence pairs that hold the term, the groups of words are counted that stand in their
//! translations; what stands there, and seldom elsewhere, is likely its translation (Dice). A
//! dictionary of word links tells chance from meaning where pairs are few, and where there is none
//! puts a translation together word by word.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

pub use super::groups::groups;

use super::composing::composed;
use super::groups::{Group, INNER, contains, written};
use super::lemma::is_german_noun;
use crate::model::Lang;
use crate::termbase::links::Links;
use crate::text::compound;

/// A likely translation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The translation.
    pub text: String,
    /// How many of the pairs that hold the term hold it; of many, an estimate.
    pub count: usize,
    /// What it comes from.
    pub by: Origin,
}

/// What a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Sentence pairs.
    Pairs,
    /// A lexicon of word links.
    Lexicon,
}

/// So many groups of words are looked at for a term.
const LOOKED_AT: usize = 400;

/// A weaker association is none.
const WEAKEST: f64 = 0.2;

/// So many proposals are made.
const MOST: usize = 3;

/// Below this share of the best, what is not as good is not worth showing.
const BESIDE: f64 = 0.7;

/// A group that is so often a part of a longer one is nothing by itself.
const NEARLY: f64 = 0.75;

/// A link is plausible from this likelihood on.
const LIKELY: f32 = 0.1;

/// What is known of a term and of its translations in the pairs that hold it.
#[derive(Debug, Default)]
pub struct Witness {
    /// The words of the term in lower case, compounds in parts.
    parts: Vec<String>,
    pairs: usize,
    groups: HashMap<String, Group>,
}

impl Witness {
    /// A witness for a term in a language, who has seen nothing yet.
    pub fn new(term: &str, lang: &Lang) -> Self {
        Self { parts: parts(term, lang), ..Self::default() }
    }

    /// Takes in the translation of a text that holds the term.
    pub fn note(&mut self, target: &str, lang: &Lang) {
        self.pairs += 1;
        for (key, written) in groups(target, lang) {
            let group = self.groups.entry(key).or_default();
            group.count += 1;
            *group.written.entry(written).or_default() += 1;
        }
    }

    /// Keeps the groups that are most likely translations, and answers with their keys.
    pub fn narrow(&mut self) -> HashSet<String> {
        let mut keys: Vec<(&String, usize)> =
            self.groups.iter().map(|(key, group)| (key, group.count)).collect();
        let least = if self.pairs > 4 { 2 } else { 1 };
        keys.retain(|(_, count)| *count >= least);
        keys.sort_by(|one, other| {
            other
                .1
                .cmp(&one.1)
                .then_with(|| one.0.len().cmp(&other.0.len()))
                .then(one.0.cmp(other.0))
        });
        // Of few pairs all stand equally often: none is left out unseen.
        let most = if self.pairs > 4 { LOOKED_AT } else { usize::MAX };
        let kept: HashSet<String> =
            keys.into_iter().take(most).map(|(key, _)| key.clone()).collect();
        self.groups.retain(|key, _| kept.contains(key));
        kept
    }

    /// The likely translations. `elsewhere` says how many pairs of all hold a group; `scale` how many
    /// pairs stand behind each that was noted.
    pub fn proposals(
        &self,
        links: &dyn Links,
        elsewhere: &dyn Fn(&str) -> f64,
        scale: f64,
        target: &Lang,
    ) -> Vec<Proposal> {
        let mut found: Vec<(f64, f64, &str, &Group)> = Vec::new();
        let pairs = self.pairs as f64 * scale;
        for (key, group) in &self.groups {
            let together = group.count as f64 * scale;
            let dice = 2.0 * together / (pairs + elsewhere(key).max(together));
            let support = self.support(group, links);
            let words = key.split(' ').filter(|word| !INNER.contains(word)).count() as f64;
            let longer = (words - self.parts.len() as f64).abs();
            let score = dice * (-0.2 * longer).exp() * (0.35 + support.unwrap_or(0.25));
            let is_proven = match support {
                None => group.count > 2 && dice >= 0.5,
                Some(support) if group.count == 1 => support >= 0.6 && longer < 1.5,
                Some(support) if group.count == 2 => support >= 0.45,
                Some(support) => support >= 0.25 || dice >= 0.5,
            };
            if dice >= WEAKEST && is_proven {
                found.push((score, dice, key, group));
            }
        }
        self.drop_fragments(&mut found);
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.2.cmp(other.2)));
        let best = found.first().map_or(0.0, |found| found.0);
        let mut proposals: Vec<Proposal> = Vec::new();
        let mut taken: Vec<&str> = Vec::new();
        for (score, _, key, group) in found {
            let overlaps = |other: &&str| contains(key, other) || contains(other, key);
            if score < BESIDE * best || taken.iter().any(overlaps) {
                continue;
            }
            taken.push(key);
            let count = (group.count as f64 * scale) as usize;
            proposals.push(Proposal {
                text: written(key, group, target),
                count,
                by: Origin::Pairs,
            });
            if proposals.len() == MOST {
                break;
            }
        }
        proposals
    }

    /// Leaves out what is nearly always a part of a longer group that may be the translation as well.
    fn drop_fragments(&self, found: &mut Vec<(f64, f64, &str, &Group)>) {
        let most = self.parts.len() + 1;
        let whole: Vec<(String, f64, usize)> = found
            .iter()
            .filter(|found| (2..=most).contains(&found.2.split(' ').count()) && found.3.count > 1)
            .map(|found| (found.2.to_owned(), found.1, found.3.count))
            .collect();
        found.retain(|(_, dice, key, group)| {
            !whole.iter().any(|(longer, of_longer, count)| {
                longer.len() > key.len()
                    && contains(longer, key)
                    && *count as f64 >= NEARLY * group.count as f64
                    && *of_longer >= NEARLY * dice
            })
        });
    }

    /// How well the words of a group are accounted for by those of the term and the other way round,
    /// from 0 to 1; absent if nothing is known of the term's words.
    fn support(&self, group: &Group, links: &dyn Links) -> Option<f64> {
        let most = group
            .written
            .iter()
            .max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
        let written = most.map(|(written, _)| written.to_lowercase()).unwrap_or_default();
        let words: Vec<&str> = written.split(' ').filter(|word| !INNER.contains(word)).collect();
        let mut linked = HashSet::new();
        let (mut there, mut known) = (0.0, 0.0);
        for part in &self.parts {
            let mut best = None::<f64>;
            for (place, word) in words.iter().enumerate() {
                let forward = links.likelihood(part, word);
                let strength =
                    forward.unwrap_or(0.0).max(links.backward(part, word).unwrap_or(0.0));
                let alike = alike(part, word);
                if strength >= LIKELY || alike {
                    linked.insert(place);
                }
                let own = if alike || strength >= LIKELY { 1.0 } else { 0.0 };
                if forward.is_some() || own > 0.0 {
                    best = Some(best.unwrap_or(0.0).max(own));
                }
            }
            if let Some(best) = best {
                there += best;
                known += 1.0;
            }
        }
        if known == 0.0 {
            return None;
        }
        let back = linked.len() as f64 / words.len().max(1) as f64;
        Some(there / known * back)
    }

    /// A translation put together word by word, where each is known well enough.
    pub fn composed(&self, links: &dyn Links, langs: (&Lang, &Lang)) -> Option<Proposal> {
        let text = composed(&self.parts, links, langs)?;
        Some(Proposal { text, count: 0, by: Origin::Lexicon })
    }
}

/// The words of a term in lower case, compounds in their parts.
fn parts(term: &str, lang: &Lang) -> Vec<String> {
    let lower = term.to_lowercase();
    let words = lower.split([' ', '-', '‐', '‑', '–']).filter(|word| !word.is_empty());
    let mut parts = Vec::new();
    for word in words.filter(|word| !matches!(*word, "der" | "des" | "of" | "the")) {
        if lang.primary() == "de" && is_german_noun(word) {
            parts.extend(compound::parts(word).into_iter().map(|part| word[part].to_owned()));
        } else {
            parts.push(word.to_owned());
        }
    }
    parts
}

/// Whether two words are written nearly alike: *Sanktion* and *sanction*.
fn alike(one: &str, other: &str) -> bool {
    one == other
        || one.chars().count() > 4
            && other.chars().count() > 4
            && strsim::normalized_levenshtein(one, other) >= 0.7
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(&'static [(&'static str, &'static str)]);

    impl Links for Known {
        fn likelihood(&self, source: &str, target: &str) -> Option<f32> {
            let of_source = || self.0.iter().filter(|(word, _)| *word == source);
            of_source().next()?;
            Some(if of_source().any(|(_, other)| *other == target) { 0.5 } else { 0.0 })
        }

        fn backward(&self, source: &str, target: &str) -> Option<f32> {
            self.likelihood(source, target)
        }

        fn likely(&self, source: &str) -> Vec<(String, bool, f32)> {
            let links = self.0.iter().filter(|(word, _)| *word == source);
            links.map(|(_, other)| ((*other).to_owned(), true, 0.5)).collect()
        }
    }

    #[test]
    fn what_stands_in_all_pairs_and_not_elsewhere_is_the_translation() {
        let (german, english) = (Lang::german(), Lang::english());
        let mut witness = Witness::new("Beistandsklausel", &german);
        for target in [
            "The mutual assistance clause is new.",
            "Nobody had read the mutual assistance clause.",
            "Two mutual assistance clauses were struck out.",
        ] {
            witness.note(target, &english);
        }
        witness.narrow();
        let known = Known(&[("klausel", "clause"), ("beistands", "assistance")]);
        let proposals = witness.proposals(&known, &|_| 0.0, 1.0, &english);
        assert_eq!(proposals[0].text, "mutual assistance clause");
        assert_eq!((proposals[0].count, proposals[0].by), (3, Origin::Pairs));
    }

    #[test]
    fn one_pair_proves_only_what_the_lexicon_knows() {
        let english = Lang::english();
        let mut witness = Witness::new("Zoll", &Lang::german());
        witness.note("Nobody likes the tariff here.", &english);
        witness.narrow();
        assert!(witness.proposals(&Known(&[("zoll", "duty")]), &|_| 0.0, 1.0, &english).is_empty());
        let proposals = witness.proposals(&Known(&[("zoll", "tariff")]), &|_| 0.0, 1.0, &english);
        assert_eq!(proposals[0].text, "tariff");
    }

    #[test]
    fn compounds_are_put_together_word_by_word() {
        let known = Known(&[("bank", "bank"), ("konto", "account")]);
        let langs = (&Lang::german(), &Lang::english());
        let composed = |term| Witness::new(term, langs.0).composed(&known, langs);
        assert_eq!(composed("Bankkonto").unwrap().text, "bank account");
        assert_eq!(composed("Kreditkonto"), None);
    }
}
