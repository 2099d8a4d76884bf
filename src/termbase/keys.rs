//! The keys by which a term is found, tier by tier from the strictest to the loosest.

use unicode_normalization::UnicodeNormalization;

use super::expansion::Expansion;
use crate::model::{Concept, Lang, Term};
use crate::store::TermKey;
use crate::text::fold::fold_term;
use crate::text::keys::word_keys;

/// The version of the keys that this module computes. When that of a database differs, its keys are
/// made anew.
pub const KEYS_VERSION: i64 = 2;

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

/// What kind of form leads to a term in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormKind {
    /// A noun, which German writes with a capital.
    Noun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// A word that is written as it may be.
    Other,
    /// The first word of several.
    First,
    /// The finite form of a verb whose other part stands at the end of the clause.
    Finite,
}

impl FormKind {
    /// Every kind, in the order of their numbers.
    const ALL: [Self; 6] =
        [Self::Noun, Self::Verb, Self::Adjective, Self::Other, Self::First, Self::Finite];

    /// The number of the first kind; the others follow.
    pub const FIRST: i64 = 3;

    /// The number under which the store keeps it.
    fn tier(self) -> i64 {
        Self::FIRST + self as i64
    }

    /// The kind of a number.
    pub fn of_tier(tier: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.tier() == tier)
    }
}

/// The forms by which a term is recognised in a text, folded, with what kind of form each is.
pub fn forms_of(term: &Term) -> impl Iterator<Item = (String, FormKind)> {
    let lang = &term.lang;
    Expansion::all_of(term).into_iter().flat_map(move |expansion| {
        let Expansion { class, words, joined, apart, .. } = expansion;
        let of_class = FormKind::of_class(class, lang);
        let kind = if words.len() > 1 { FormKind::First } else { of_class };
        let whole = words.into_iter().next().into_iter().flatten().map(move |form| (form, kind));
        let joined = joined.into_iter().map(move |form| (form, of_class));
        let finite = apart.into_iter().flat_map(|(_, finite)| finite);
        whole.chain(joined).chain(finite.map(|form| (form, FormKind::Finite)))
    })
}

fn form_keys(term: &Term) -> impl Iterator<Item = TermKey> {
    let lang = term.lang.primary();
    forms_of(term).map(move |(key, kind)| TermKey { key, tier: kind.tier(), lang: lang.to_owned() })
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
        .chain(concept.terms.iter().flat_map(form_keys))
        .filter(|key| !key.key.is_empty())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
