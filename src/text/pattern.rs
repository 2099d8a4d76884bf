//! Word patterns: one or more words in a row, and where a text holds them.

use super::keys::{WordKeys, word_keys};
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

impl Pattern {
    /// The pattern of the words in `text`, as words of `lang`; absent if there are none.
    pub fn new(text: &str, lang: &Lang, strictness: Strictness, prefix: bool) -> Option<Self> {
        let words = word_keys(text, lang);
        (!words.is_empty()).then_some(Self { words, prefix, strictness })
    }

    /// The folded words.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.form.as_str())
    }

    /// The stems of the words.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.stem.as_str())
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
