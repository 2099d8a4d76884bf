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

    /// How surely two words in lower case stand for each other, from 0 to 1: the likelier of both
    /// directions.
    pub fn strength(&self, source: &str, target: &str) -> f32 {
        let (source, target) = (self.source.find(key(source)), self.target.find(key(target)));
        let (Some(source), Some(target)) = (source, target) else { return 0.0 };
        let likely = |row: &[(u32, f32)], other: usize| {
            row.iter().find(|(id, _)| *id as usize == other).map_or(0.0, |(_, likely)| *likely)
        };
        let forward = likely(&self.source.rows[source], target);
        forward.max(likely(&self.target.rows[target], source))
    }

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
