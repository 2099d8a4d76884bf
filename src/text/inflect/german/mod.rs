//! German inflection by rule, without a dictionary.

mod adjective;
pub mod citation;
mod noun;
mod verb;
mod vowels;

pub(super) use adjective::{ENDINGS, forms as adjective, forms_of_declined as declined_adjective};
pub(super) use noun::forms as noun;

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::text::fold::fold;

/// Articles, pronouns, prepositions, auxiliaries and the like: a form of a term that is spelled so is
/// hardly ever that term.
const CLOSED_CLASS: &str = include_str!("closed_class.txt");

static CLOSED: LazyLock<HashSet<String>> =
    LazyLock::new(|| CLOSED_CLASS.lines().map(fold).collect());

static PREFIXES: LazyLock<HashSet<String>> =
    LazyLock::new(|| verb::prefixes().iter().map(|prefix| fold(prefix)).collect());

/// Whether a folded word is a prefix of verbs that may stand apart.
pub(super) fn is_separable_prefix(form: &str) -> bool {
    PREFIXES.contains(form)
}

/// Whether a folded word is of a closed class.
pub(super) fn is_closed_class(form: &str) -> bool {
    CLOSED.contains(form)
}

/// All forms of a verb in lower case: those of one word, and for each prefix that may stand apart the
/// finite forms.
pub(super) fn verb(verb: &str) -> (BTreeSet<String>, Vec<(String, BTreeSet<String>)>) {
    let forms = verb::forms(verb);
    (forms.whole, forms.apart)
}
