//! The German words of which compounds are made, and what stands between them.

use std::collections::HashSet;
use std::sync::LazyLock;

use fst::Map;

/// The word is a noun, in some form.
pub const NOUN: u64 = 1;

/// The word is written with a small letter.
pub const LOWER: u64 = 2;

/// Forms of German words in lower case, with what they are. Where they come from, README.md beside it
/// says.
static WORDS: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!("words.fst").as_slice()).ok());

/// Endings that look like nouns: no compound ends in them.
const NO_HEADS: &str = include_str!("no_heads.txt");

/// Prefixes and fragments that look like nouns: no compound begins with them.
const NO_MODIFIERS: &str = include_str!("no_modifiers.txt");

/// What makes compounds and is no noun.
const PREFIXES: [&str; 16] = [
    "haupt", "außen", "innen", "sonder", "mindest", "nah", "fern", "nord", "süd", "ost", "west",
    "mittel", "vize", "öko", "bio", "euro",
];

/// Names that make compounds.
const NAMES: [&str; 1] = ["europa"];

fn kinds(word: &str) -> u64 {
    WORDS.as_ref().and_then(|words| words.get(word)).unwrap_or_default()
}

/// Whether a word in lower case is written with a small letter in some form.
pub fn is_lower(word: &str) -> bool {
    kinds(word) & LOWER != 0
}

/// Whether a word in lower case is a noun in some form.
pub fn is_noun(word: &str) -> bool {
    kinds(word) & NOUN != 0
}

static HEADLESS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NO_HEADS.lines().collect());

static MODIFIERLESS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| NO_MODIFIERS.lines().collect());

/// Whether a compound may end in it.
pub(super) fn is_head(word: &str) -> bool {
    let is_known = || is_noun(word) || word.contains('ß') && is_noun(&word.replace('ß', "ss"));
    word.len() > 2 && is_known() && !HEADLESS.contains(word)
}

/// What it costs that a compound begins with it, in tenths of a part; absent if none may. `length` is
/// how many characters it has.
pub(super) fn modifier_cost(word: &str, length: usize) -> Option<usize> {
    let without = |link: &str| word.strip_suffix(link);
    let is_noun_with = |links: &[&str]| links.iter().any(|link| without(link).is_some_and(is_noun));
    let with = |ending: &str| [word, ending].concat();
    let cost = if is_noun(word) {
        0
    } else if without("s").is_some_and(|word| !word.ends_with('e') && is_noun(word)) {
        1
    } else if length > 4 && is_noun_with(&["en", "er", "ns", "es"]) || is_noun_with(&["n", "e"]) {
        2
    } else if length > 3 && is_noun(&with("e")) || PREFIXES.contains(&word) || NAMES.contains(&word)
    {
        3
    } else if is_lower(word) && is_lower(&with("e")) && is_lower(&with("em")) {
        4
    } else if is_verb_stem(word) {
        5
    } else if without("e").is_some_and(is_verb_stem) {
        6
    } else {
        return None;
    };
    (!MODIFIERLESS.contains(word)).then_some(cost)
}

fn is_verb_stem(word: &str) -> bool {
    word.chars().count() > 2
        && is_lower(&format!("{word}en"))
        && ["t", "et"].iter().any(|ending| is_lower(&format!("{word}{ending}")))
}
