//! Keys of words for an index: folded, without a character that would part them, and marked with
//! their language (`de_vertrag`).

use super::stem::Stemmer;
use super::tokenize::{Token, TokenKind, words};
use crate::model::Lang;

/// A word of a text with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordKeys {
    /// The word and its place.
    pub token: Token,
    /// The folded form.
    pub form: String,
    /// The folded stem; of a number the form.
    pub stem: String,
    /// Whether the word begins with a capital.
    pub is_capitalised: bool,
}

/// The words and numbers of a text with their keys, in order.
pub fn word_keys(text: &str, lang: &Lang) -> Vec<WordKeys> {
    let stemmer = Stemmer::new(lang);
    words(text)
        .map(|token| {
            let word = token.span.of(text);
            let form = atom(&super::fold::fold(word));
            let stem = match token.kind {
                TokenKind::Word => atom(&stemmer.stem(word)),
                TokenKind::Number | TokenKind::Mark => form.clone(),
            };
            WordKeys { token, form, stem, is_capitalised: word.starts_with(char::is_uppercase) }
        })
        .collect()
}

/// The key under which a word of this language stands in an index of all languages.
pub fn index_key(lang: &Lang, key: &str) -> String {
    format!("{}_{key}", lang.primary())
}

/// A key without white space and ASCII marks, so that it stays one word in any index.
pub fn atom(key: &str) -> String {
    let part = |char: char| {
        char.is_whitespace() || char.is_control() || (char.is_ascii() && !char.is_alphanumeric())
    };
    key.chars().map(|char| if part(char) { '_' } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_nothing_that_parts_them() {
        let keys = word_keys("1.200,50 Verträge ½ ﷺ", &Lang::german());
        let forms: Vec<&str> = keys.iter().map(|keys| keys.form.as_str()).collect();
        assert_eq!(forms[..2], ["1_200_50", "vertraege"]);
        assert!(forms.iter().all(|form| !form.contains(char::is_whitespace)));
        assert_eq!(keys[1].stem, "vertrag");
    }
}
