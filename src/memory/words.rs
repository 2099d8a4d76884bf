//! The words of a text as the matcher sees them: each has a class, and words of one class count as
//! almost equal. Numbers and everything with a digit are one class, other words have the class of
//! their stem.
//!
//! Invariant: a text has at least one word. One that is made of marks alone counts as a single word.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hasher;

use fnv::FnvHasher;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::{Lang, Span};
use crate::text::fold::fold;
use crate::text::keys::{atom, index_key};
use crate::text::stem::Stemmer;
use crate::text::tokenize::{TokenKind, tokenize};

/// The class of a word.
pub(super) type Class = u64;

/// The class of numbers and of whatever else has a digit in it.
const PLACEABLE: &str = "#";

/// The keys of a word that is like none of those it is compared with.
pub(super) const UNLIKE: u64 = 0;

/// What a token is to the matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word without a digit.
    Word,
    /// A number, a date, or a word with a digit: it is put in its place, not translated.
    Placeable,
    /// A mark.
    Mark,
}

/// A token with the keys that it is compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Of the composed text.
    pub(super) exact: u64,
    /// Of the text without case, and with umlauts spelled out.
    pub(super) folded: u64,
    pub(super) class: Class,
}

/// The keys of one word.
#[derive(Debug, Clone)]
struct Keys {
    kind: Kind,
    exact: u64,
    folded: u64,
    class: Class,
    /// The stem for an index of words, marked with its language.
    stem: Box<str>,
}

/// So many words are remembered; in a million sentences most occur again and again.
const REMEMBERED: usize = 60_000;

/// Reads the words of texts in one language, and remembers their keys.
#[derive(Debug)]
pub struct WordReader {
    lang: Lang,
    stemmer: Stemmer,
    remembered: HashMap<Box<str>, Keys, fnv::FnvBuildHasher>,
    class_of_placeables: Class,
}

impl WordReader {
    /// A reader for a language.
    pub fn new(lang: &Lang) -> Self {
        Self {
            lang: lang.clone(),
            stemmer: Stemmer::new(lang),
            remembered: HashMap::default(),
            class_of_placeables: hash(PLACEABLE),
        }
    }

    /// The classes of a text's words, in order.
    pub(super) fn classes(&mut self, text: &str, classes: &mut Vec<Class>) {
        classes.clear();
        self.each_keys(text, |keys| classes.push(keys.class));
        if classes.is_empty() {
            classes.push(of_marks(text));
        }
    }

    /// Appends the stems of a text for an index of words, and collects the classes of its words.
    pub(super) fn index(&mut self, text: &str, stems: &mut String, classes: &mut Vec<Class>) {
        classes.clear();
        self.each_keys(text, |keys| {
            stems.push_str(&keys.stem);
            stems.push(' ');
            classes.push(keys.class);
        });
        if classes.is_empty() {
            classes.push(of_marks(text));
        }
    }

    fn each_keys(&mut self, text: &str, mut take: impl FnMut(&Keys)) {
        for token in tokenize(text).filter(|token| token.is_word_like()) {
            take(self.keys(token.span.of(text), token.kind));
        }
    }

    /// All tokens of a text; if there are only marks, one word that is all of them.
    pub(super) fn words(&mut self, text: &str) -> Vec<Word> {
        self.words_like(text, |_| true)
    }

    /// All tokens of a text to compare with words of which `may_be` tells whether a word may be like
    /// one of them: what cannot be is not looked into.
    pub(super) fn words_like(&mut self, text: &str, may_be: impl Fn(&str) -> bool) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 5);
        for token in tokenize(text) {
            let (span, part) = (token.span, token.span.of(text));
            let has_digit = || part.contains(|char: char| char.is_numeric());
            if token.kind == TokenKind::Word && !may_be(part) && !has_digit() {
                let (kind, key) = (Kind::Word, UNLIKE);
                words.push(Word { span, kind, exact: key, folded: key, class: key });
            } else if token.is_word_like() {
                let Keys { kind, exact, folded, class, .. } = *self.keys(part, token.kind);
                words.push(Word { span, kind, exact, folded, class });
            } else {
                let exact = hash(part);
                words.push(Word { span, kind: Kind::Mark, exact, folded: exact, class: exact });
            }
        }
        if words.iter().all(|word| word.kind == Kind::Mark) {
            let class = of_marks(text);
            let start = words.first().map_or(0, |word| word.span.start);
            let end = words.last().map_or(0, |word| word.span.end);
            let span = Span::new(start, end);
            return vec![Word { span, kind: Kind::Word, exact: class, folded: class, class }];
        }
        words
    }

    fn keys(&mut self, word: &str, kind: TokenKind) -> &Keys {
        if self.remembered.len() >= REMEMBERED && !self.remembered.contains_key(word) {
            self.remembered.clear();
        }
        // Looked up twice where it is new: an entry would need the word to own it each time.
        if !self.remembered.contains_key(word) {
            let keys = self.make(word, kind);
            self.remembered.insert(word.into(), keys);
        }
        &self.remembered[word]
    }

    fn make(&self, word: &str, token: TokenKind) -> Keys {
        let is_placeable = word.contains(|char: char| char.is_numeric());
        let form = fold(word);
        let stem = match token {
            TokenKind::Word => atom(&self.stemmer.stem(word)),
            TokenKind::Number | TokenKind::Mark => atom(&form),
        };
        let class = if is_placeable { self.class_of_placeables } else { hash(&stem) };
        Keys {
            kind: if is_placeable { Kind::Placeable } else { Kind::Word },
            exact: if is_nfc(word) { hash(word) } else { hash(&word.nfc().collect::<String>()) },
            folded: hash(&form),
            class,
            stem: index_key(&self.lang, &stem).into(),
        }
    }
}

/// How many words these tokens count as.
pub(super) fn count(words: &[Word]) -> usize {
    words.iter().filter(|word| word.kind != Kind::Mark).count()
}

/// The class of a text without words.
fn of_marks(text: &str) -> Class {
    let mut hasher = FnvHasher::default();
    for char in text.nfc().filter(|char| !char.is_whitespace()) {
        hasher.write(char.encode_utf8(&mut [0; 4]).as_bytes());
    }
    mix(hasher.finish())
}

/// A hash that stands in files, so it is fixed for a version of the analyser.
fn hash(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    mix(hasher.finish())
}

/// Spreads the bits: FNV's high ones, which the index takes, vary little in short words.
fn mix(mut hash: u64) -> u64 {
    for _ in 0..2 {
        hash ^= hash >> 32;
        hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    }
    hash ^ (hash >> 32)
}

/// A digest of a text that stands next to another one. Equal texts have equal digests, composed or
/// not; the absence of a text has one too.
pub fn neighbour(text: Option<&str>) -> i64 {
    hash(&plain(text.unwrap_or_default())).cast_signed()
}

/// Whether two texts are the same: but for white space at their ends, and whether accents are
/// composed.
pub fn same_text(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    one == other || (!one.is_ascii() || !other.is_ascii()) && one.nfc().eq(other.nfc())
}

/// A text as all that are the same have it: composed, without white space at its ends.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<Class> {
        let mut classes = Vec::new();
        WordReader::new(&Lang::german()).classes(text, &mut classes);
        classes
    }

    #[test]
    fn forms_and_spellings_of_a_word_are_one_class() {
        assert_eq!(classes("Die Verträge"), classes("die VERTRAEGE!"));
        assert_eq!(classes("der Vertrag"), classes("Der Vertra\u{308}ge"));
        assert_ne!(classes("Vertrag"), classes("Vertreter"));
    }

    #[test]
    fn whatever_has_a_digit_is_one_class() {
        assert_eq!(classes("am 12.03.2024 um 12:30"), classes("am 1 um G20"));
    }

    #[test]
    fn marks_alone_are_one_word() {
        assert_eq!(classes("* * *"), classes("***"));
        assert_eq!(classes("").len(), 1);
        assert_ne!(classes("…"), classes("***"));
        let words = WordReader::new(&Lang::german()).words(" *** ");
        assert_eq!((words.len(), words[0].span, count(&words)), (1, Span::new(1, 4), 1));
    }

    #[test]
    fn classes_are_those_of_the_words() {
        let mut reader = WordReader::new(&Lang::german());
        for text in ["Der Zoll (2024) stieg – um 3,5 %!", "–", "Straße, Strasse"] {
            let of_words: Vec<Class> = reader
                .words(text)
                .iter()
                .filter(|word| word.kind != Kind::Mark)
                .map(|word| word.class)
                .collect();
            assert_eq!(of_words, classes(text), "{text}");
        }
    }

    #[test]
    fn composed_texts_are_the_same_as_decomposed_ones() {
        assert!(same_text(" Zölle", "Zo\u{308}lle\n") && !same_text("Zölle", "Zolle"));
        assert_eq!(plain(" Zölle"), plain("Zo\u{308}lle\n"));
        assert_eq!(neighbour(Some("Zölle")), neighbour(Some("Zo\u{308}lle ")));
        assert_ne!(neighbour(None), neighbour(Some("Zoll")));
    }
}
