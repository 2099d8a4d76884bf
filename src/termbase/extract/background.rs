//! How often words stand in general German and English, and what is known of them from that: which
//! gender a German noun has, whether an English word is rather a noun or a verb.
//!
//! The table is an fst of words behind the tag of their language. `README.md` beside it says what it
//! was counted from.

use std::sync::LazyLock;

use fst::{IntoStreamer, Map, Streamer};

use crate::model::{Gender, Lang};

static TABLE: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!("background.fst").as_slice()).ok());

/// How many words of either language the table was counted from; what is not in it counts as less
/// than one of them.
pub const SIZE: f64 = 300_000.0;

/// What is not in the table is taken to stand so often in as many words as it was counted from.
const UNSEEN: f64 = 0.3;

/// Steps of a frequency to a power of two.
const STEPS: f64 = 8.0;

/// What is known of a word from the words before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// A masculine noun.
    Masculine,
    /// A feminine noun.
    Feminine,
    /// A neuter noun.
    Neuter,
    /// A noun that hardly ever has an article, as names have none.
    Bare,
    /// An English noun or adjective.
    Noun,
    /// An English verb.
    Verb,
}

impl Trait {
    const ALL: [Self; 6] =
        [Self::Masculine, Self::Feminine, Self::Neuter, Self::Bare, Self::Noun, Self::Verb];
}

/// The share that a word has of all words, the share that was counted of it, and what is known of it,
/// as the table has them.
pub fn pack(share: f64, counted: f64, character: Option<Trait>) -> u64 {
    let byte = |share: f64| {
        (-share.max(f64::MIN_POSITIVE).log2() * STEPS).round().clamp(0.0, 255.0) as u64
    };
    let place = character.and_then(|one| Trait::ALL.iter().position(|other| *other == one));
    byte(share) | place.map_or(0, |place| place as u64 + 1) << 8 | byte(counted) << 16
}

fn value(lang: &Lang, word: &str) -> Option<u64> {
    TABLE.as_ref()?.get([lang.primary(), word].concat())
}

fn share_of(byte: u64) -> f64 {
    (-((byte & 0xff) as f64) / STEPS).exp2()
}

/// The share that a word has of all words of general language; of one that is not known, what it may
/// have at most. German nouns are asked for with their capital, other words in lower case.
pub fn share(lang: &Lang, word: &str) -> f64 {
    value(lang, word).map_or(UNSEEN / SIZE, share_of)
}

/// The share that was counted of a form, without what its family tells of the word: by it forms of a
/// word are compared.
pub fn counted(lang: &Lang, word: &str) -> f64 {
    value(lang, word).map_or(0.0, |value| share_of(value >> 16)).max(UNSEEN / SIZE)
}

/// Whether the table has a word.
pub fn knows(lang: &Lang, word: &str) -> bool {
    value(lang, word).is_some()
}

/// What is known of a word.
pub fn character(lang: &Lang, word: &str) -> Option<Trait> {
    let place = (value(lang, word)? >> 8 & 0xff) as usize;
    Trait::ALL.get(place.checked_sub(1)?).copied()
}

/// The gender of a German noun.
pub fn gender(word: &str) -> Option<Gender> {
    match character(&Lang::german(), word)? {
        Trait::Masculine => Some(Gender::Masculine),
        Trait::Feminine => Some(Gender::Feminine),
        Trait::Neuter => Some(Gender::Neuter),
        _ => None,
    }
}

/// The most frequent words that begin so, the most frequent first.
pub fn beginning(lang: &Lang, start: &str, limit: usize) -> Vec<(String, f64)> {
    let Some(table) = TABLE.as_ref() else { return Vec::new() };
    let start = [lang.primary(), start].concat();
    let mut end = start.clone().into_bytes();
    // UTF-8 has no such byte, so that all that begins so comes before.
    end.push(0xff);
    let mut stream = table.range().ge(&start).lt(&end).into_stream();
    let mut found = Vec::new();
    while let Some((word, value)) = stream.next() {
        let word = word.get(lang.primary().len()..).map(String::from_utf8_lossy);
        found.extend(word.map(|word| (word.into_owned(), share_of(value))));
    }
    found.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    found.truncate(limit);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_words_are_frequent_and_have_their_gender() {
        let (german, english) = (Lang::german(), Lang::english());
        assert!(share(&german, "Haus") > 20.0 * share(&german, "Beistandspakt"));
        assert!(share(&english, "house") > 20.0 * share(&english, "multipolarity"));
        assert_eq!(gender("Haus"), Some(Gender::Neuter));
        assert_eq!(gender("Frage"), Some(Gender::Feminine));
        assert_eq!(gender("Film"), Some(Gender::Masculine));
        assert_eq!(character(&english, "go"), Some(Trait::Verb));
        assert_eq!(beginning(&english, "guaran", 1)[0].0, "guarantee");
        assert!(beginning(&english, "xyzxyz", 5).is_empty());
    }
}
