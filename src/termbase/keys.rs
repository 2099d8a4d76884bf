//! The keys by which a term is found, tier by tier from the strictest to the loosest.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Concept, Lang};
use crate::store::TermKey;
use crate::text::fold::fold_term;
use crate::text::keys::word_keys;

/// A kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The term letter by letter.
    Exact,
    /// Equal but for case, umlauts spelled out, `ß` and hyphens.
    Spelling,
    /// Equal stems.
    Inflected,
}

impl Tier {
    /// Every tier, the strictest first.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Spelling, Self::Inflected];

    /// The number under which the store keeps it.
    pub fn number(self) -> i64 {
        match self {
            Self::Exact => 0,
            Self::Spelling => 1,
            Self::Inflected => 2,
        }
    }
}

/// The key of a term in one tier, as a term of `lang`.
pub fn key(term: &str, lang: &Lang, tier: Tier) -> String {
    match tier {
        Tier::Exact => term.trim().nfc().collect(),
        Tier::Spelling => fold_term(term),
        Tier::Inflected => {
            let stems: Vec<String> =
                word_keys(term, lang).into_iter().map(|keys| keys.stem).collect();
            stems.join(" ")
        }
    }
}

/// All keys of all terms of a concept.
pub fn concept_keys(concept: &Concept) -> Vec<TermKey> {
    let mut keys: Vec<TermKey> = concept
        .terms
        .iter()
        .flat_map(|term| {
            Tier::ALL.map(|tier| TermKey {
                key: key(&term.text, &term.lang, tier),
                tier: tier.number(),
                lang: term.lang.primary().to_owned(),
            })
        })
        .filter(|key| !key.key.is_empty())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
