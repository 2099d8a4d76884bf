//! Words that are spelled with `ß` in one place and with `ss` in another, and decomposed characters.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::Lang;
use crate::text::spelling::TWO_WORDS;
use crate::text::tokenize::words;

/// More words that `ß` and `ss` tell apart, or that are mostly written in one way.
const DIFFERENT: [&str; 6] = ["russ", "massstab", "fliesse", "schlossen", "genosse", "genossen"];

/// How often words with one of both are spelled in either way, by the spelling with `ss`.
#[derive(Debug, Default)]
pub(super) struct Spellings(HashMap<Box<str>, (u32, u32)>);

/// The word in small letters with `ss`, and whether it had `ß`; none if it has neither.
fn key(word: &str) -> Option<(String, bool)> {
    let has_eszett = word.contains(['ß', 'ẞ']);
    if !has_eszett && !word.contains("ss") {
        return None;
    }
    // In capitals `ss` is the usual spelling of both.
    if !has_eszett && word.chars().all(|char| !char.is_lowercase()) {
        return None;
    }
    Some((word.to_lowercase().replace('ß', "ss"), has_eszett))
}

impl Spellings {
    pub(super) fn note(&mut self, text: &str) {
        if !text.contains("ss") && !text.contains(['ß', 'ẞ']) {
            return;
        }
        for (key, has_eszett) in words(text).filter_map(|token| key(token.span.of(text))) {
            let counts = self.0.entry(key.into()).or_default();
            *(if has_eszett { &mut counts.0 } else { &mut counts.1 }) += 1;
        }
    }

    pub(super) fn settle(&mut self) {
        self.0.retain(|key, (eszett, double)| {
            *eszett > 0
                && *double > 0
                && !(TWO_WORDS.contains(&key.as_ref()) || DIFFERENT.contains(&key.as_ref()))
        });
    }

    pub(super) fn examine(&self, text: &str) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        words(text).find_map(|token| {
            let word = token.span.of(text);
            let (key, has_eszett) = key(word)?;
            let (eszett, double) = self.0.get(key.as_str())?;
            let (own, others) = if has_eszett { (eszett, double) } else { (double, eszett) };
            let other = if has_eszett { "ss" } else { "ß" };
            (own < others).then(|| format!("`{word}` is mostly spelled with `{other}` here"))
        })
    }
}

/// Says so if a text holds letters whose accents are characters of their own.
pub(super) fn decomposed(text: &str, lang: &Lang) -> Option<String> {
    if text.is_ascii() || is_nfc(text) {
        return None;
    }
    let composed = text.nfc().count();
    (composed < text.chars().count())
        .then(|| format!("the text in {lang} has decomposed characters (o and ¨ for ö)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_spelling_is_told() {
        let mut spellings = Spellings::default();
        for text in ["daß es", "dass es", "Dass es", "STRASSE", "Straße", "Maße", "Masse", "Fluss"]
        {
            spellings.note(text);
        }
        spellings.settle();
        assert!(spellings.examine("Daß er kommt").unwrap().contains("`Daß`"));
        for text in ["dass er kommt", "STRASSE", "die Masse", "die Maße", "der Fluss"] {
            assert_eq!(spellings.examine(text), None, "{text}");
        }
    }

    #[test]
    fn decomposed_umlauts_are_told() {
        assert!(decomposed("Zo\u{308}lle", &Lang::german()).is_some());
        assert!(decomposed("Zölle", &Lang::german()).is_none());
    }
}
