//! Lexicons: which words of one language stand for which of another, and how likely.
//!
//! Words are known by their first letters, so that inflected forms meet. A lexicon is learned from
//! pairs of sentences (see [`train`]) and kept as a few bytes (see `codec.rs`).

mod codec;
mod model1;
mod train;

pub use codec::BadLexicon;
pub(super) use model1::{Model1, WordPair};
pub use train::{Keep, Lesson, Training};

use std::sync::OnceLock;

use crate::model::Lang;

/// A word is known by so many of its first letters. Five are no better, whole words are worse.
const KEY_LETTERS: usize = 6;

/// The key of a word in lower case.
pub(super) fn key(word: &str) -> &str {
    match word.char_indices().nth(KEY_LETTERS) {
        Some((end, _)) => &word[..end],
        None => word,
    }
}

/// A word in lower case as keys are made of it.
fn plain(word: &str) -> String {
    word.replace('ß', "ss")
}

fn likelihood((side, word): (&Vocabulary, &str), (far, other): (&Vocabulary, &str)) -> Option<f32> {
    let row = &side.rows[side.find(key(&plain(word)))?];
    let other = far.find(key(&plain(other)));
    let link = row.iter().find(|(to, _)| Some(*to as usize) == other);
    Some(link.map_or(0.0, |(_, likely)| *likely))
}

/// Which words of a source language stand for which of a target language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// The words of the source language.
    pub(super) source: Vocabulary,
    /// The words of the target language.
    pub(super) target: Vocabulary,
}

/// The words of one side of a lexicon.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Vocabulary {
    /// The keys, rising.
    pub(super) keys: Vec<String>,
    /// How often each occurs, as a share of all words.
    pub(super) frequencies: Vec<f32>,
    /// For each: words of the other side, and how likely they are where it stands.
    pub(super) rows: Vec<Vec<(u32, f32)>>,
}

impl Vocabulary {
    /// The word with this key.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.keys.binary_search_by(|known| known.as_str().cmp(key)).ok()
    }
}

/// The shipped lexicon, German and English. Learned from sentence pairs of Tatoeba (CC BY 2.0 FR)
/// and of Microsoft's C++ and Win32 documentation (CC BY 4.0); see `README.md` beside it.
static SHIPPED: &[u8] = include_bytes!("de-en.lexicon");

impl Lexicon {
    /// The shipped lexicon for two languages, if there is one.
    pub fn shipped(from: &Lang, to: &Lang) -> Option<&'static Self> {
        static GERMAN_ENGLISH: OnceLock<Option<Lexicon>> = OnceLock::new();
        static ENGLISH_GERMAN: OnceLock<Option<Lexicon>> = OnceLock::new();
        let decoded = || Lexicon::decode(SHIPPED).ok();
        match (from.primary(), to.primary()) {
            ("de", "en") => GERMAN_ENGLISH.get_or_init(decoded).as_ref(),
            ("en", "de") => {
                ENGLISH_GERMAN.get_or_init(|| decoded().map(Lexicon::reversed)).as_ref()
            }
            _ => None,
        }
    }

    /// The same words, the other way round.
    pub fn reversed(self) -> Self {
        Self { source: self.target, target: self.source }
    }

    /// How likely a word of the target language is where a word of the source language stands; absent
    /// if nothing is known of the source word. Both are in lower case.
    pub fn likelihood(&self, word: &str, other: &str) -> Option<f32> {
        likelihood((&self.source, word), (&self.target, other))
    }

    /// The same the other way round.
    pub fn backward(&self, word: &str, other: &str) -> Option<f32> {
        likelihood((&self.target, other), (&self.source, word))
    }

    /// The beginnings of the words of the target language that are known to stand for a word in lower
    /// case, the likeliest first: whole words, if they have fewer letters than [`Self::KEY_LETTERS`].
    pub fn likely(&self, word: &str) -> Vec<(&str, f32)> {
        let Some(row) = self.source.find(key(&plain(word))) else { return Vec::new() };
        let row = self.source.rows[row].iter();
        let mut likely: Vec<(&str, f32)> =
            row.map(|(to, likely)| (self.target.keys[*to as usize].as_str(), *likely)).collect();
        likely.sort_by(|one, other| other.1.total_cmp(&one.1));
        likely
    }

    /// So many of their first letters words are known by.
    pub const KEY_LETTERS: usize = KEY_LETTERS;

    /// How many links there are from either side.
    pub fn len(&self) -> usize {
        let links = |side: &Vocabulary| side.rows.iter().map(Vec::len).sum::<usize>();
        links(&self.source) + links(&self.target)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
