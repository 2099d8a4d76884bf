//! Word patterns: one or more words in a row, and where a text holds them.

use super::keys::{WordKeys, index_key, word_keys};
use super::umlaut::may_be_forms;
use crate::model::{Lang, Span};

/// How strictly the words of a pattern are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Equal but for case and spelling of umlauts.
    Form,
    /// Inflected forms as well.
    Stem,
}

/// Words that must stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    words: Vec<WordKeys>,
    /// Whether the last word may go on.
    pub prefix: bool,
    /// How the words are compared.
    pub strictness: Strictness,
}

/// Keys of stems that stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndexPhrase {
    /// The keys.
    pub keys: Vec<String>,
    /// Whether the last key may be the beginning of a stem.
    pub prefix: bool,
}

/// No suffix that a stemmer takes off is longer, in characters (`-lichkeiten` goes in parts).
const LONGEST_SUFFIX: usize = 9;

/// No stemmer leaves less of a longer word, in bytes.
const SHORTEST_STEM: usize = 2;

/// What a stemmer puts in the place of what it takes off: `currency` becomes `currenci`, `hoping`
/// `hope`.
const STEM_ENDS: [&str; 3] = ["", "i", "e"];

/// A folded word with its umlauts as the stemmer leaves them.
fn stripped(form: &str) -> String {
    form.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

impl Pattern {
    /// The pattern of the words in `text`, as words of `lang`; absent if there are none.
    pub fn new(text: &str, lang: &Lang, strictness: Strictness, prefix: bool) -> Option<Self> {
        let words = word_keys(text, lang);
        (!words.is_empty()).then_some(Self { words, prefix, strictness })
    }

    /// The stems of the words.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.stem.as_str())
    }

    /// What an index of stems is asked for, of the first `most` words: a text that holds the pattern
    /// holds one of these phrases.
    pub fn index_phrases(&self, lang: &Lang, most: usize) -> Vec<IndexPhrase> {
        let taken = &self.words[..self.words.len().min(most)];
        let mut keys: Vec<String> = taken.iter().map(|word| index_key(lang, &word.stem)).collect();
        let is_whole = taken.len() == self.words.len();
        let Some(last) = taken.last().filter(|_| self.prefix && is_whole) else {
            return vec![IndexPhrase { keys, prefix: false }];
        };
        let of_last = keys.pop().unwrap_or_default();
        let phrase = |key: String, prefix| {
            let keys = keys.iter().cloned().chain([key]).collect();
            IndexPhrase { keys, prefix }
        };
        let without_umlauts = stripped(&last.form);
        let mut phrases = vec![phrase(of_last, false)];
        // A form that goes on from the prefix has a stem that does, or one that ends within it.
        for beginning in [last.form.as_str(), without_umlauts.as_str()] {
            phrases.push(phrase(index_key(lang, beginning), true));
            let cuts = beginning.char_indices().rev().map(|(at, _)| at).take(LONGEST_SUFFIX);
            for cut in cuts.filter(|cut| *cut >= SHORTEST_STEM) {
                for end in STEM_ENDS {
                    let key = format!("{}{end}", &beginning[..cut]);
                    phrases.push(phrase(index_key(lang, &key), false));
                }
            }
        }
        phrases.sort();
        phrases.dedup();
        phrases
    }

    /// Where the words stand in a text, from the first word to the last; none overlap.
    pub fn find(&self, text: &[WordKeys]) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        while at + self.words.len() <= text.len() {
            let window = &text[at..at + self.words.len()];
            if self.matches(window) {
                let end = window[window.len() - 1].token.span.end;
                found.push(Span::new(window[0].token.span.start, end));
                at += self.words.len();
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether these words are the pattern's, no more and no fewer.
    pub fn matches(&self, words: &[WordKeys]) -> bool {
        let last = self.words.len() - 1;
        words.len() == self.words.len()
            && self.words.iter().zip(words).enumerate().all(|(index, (wanted, word))| {
                if index == last && self.prefix {
                    word.form.starts_with(wanted.form.as_str())
                } else {
                    word.form == wanted.form
                        || (self.strictness == Strictness::Stem
                            && word.stem == wanted.stem
                            && may_be_forms(word, wanted))
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(pattern: &str, prefix: bool, text: &'t str) -> Vec<&'t str> {
        let german = Lang::german();
        let pattern = Pattern::new(pattern, &german, Strictness::Stem, prefix).unwrap();
        pattern.find(&word_keys(text, &german)).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn inflected_words_in_a_row_are_found() {
        let text = "Sie wollen die Errichtung einer multipolaren Welt, keine Weltmacht.";
        assert_eq!(found("multipolare Welt", false, text), ["multipolaren Welt"]);
        assert_eq!(found("Welt", true, text), ["Welt", "Weltmacht"]);
        assert!(found("Welt multipolar", false, text).is_empty());
        assert_eq!(found("fordern", false, "Sie fördern Öl, sie fordern Zoll."), ["fordern"]);
    }

    #[test]
    fn strict_patterns_take_no_other_form() {
        let german = Lang::german();
        let pattern = Pattern::new("Vertrag", &german, Strictness::Form, false).unwrap();
        assert!(pattern.find(&word_keys("die Verträge", &german)).is_empty());
        assert_eq!(pattern.find(&word_keys("der VERTRAG", &german)).len(), 1);
    }

    #[test]
    fn marks_alone_make_no_pattern() {
        assert_eq!(Pattern::new("– »!« 🙂", &Lang::german(), Strictness::Stem, true), None);
    }
}
