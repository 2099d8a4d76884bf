//! Tokens: words, numbers and the marks between them.
//!
//! Invariant: tokens do not overlap, come in order, and together with the white space between them
//! tile the text.

use unicode_normalization::char::is_combining_mark;

use crate::model::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A run of letters, with digits in it if there are any (`Kim`, `G20`).
    Word,
    /// A number, with its inner separators (`1.200,50`, `12:30`).
    Number,
    /// Any other character that is not white space.
    Mark,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Whether the token is a word or a number.
    pub fn is_word_like(&self) -> bool {
        self.kind != TokenKind::Mark
    }
}

/// The tokens of a text, in order.
pub fn tokenize(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// The words and numbers of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Token> + '_ {
    tokenize(text).filter(Token::is_word_like)
}

/// Iterator over the tokens of a text; see [`tokenize`].
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(|char: char| !char.is_whitespace())?;
        let rest = &self.text[start..];
        let first = rest.chars().next()?;
        let (length, kind) = if is_word_char(first) {
            word_or_number(rest)
        } else {
            (first.len_utf8(), TokenKind::Mark)
        };
        self.at = start + length;
        Some(Token { span: Span::new(start, self.at), kind })
    }
}

fn word_or_number(rest: &str) -> (usize, TokenKind) {
    let mut only_digits = true;
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if is_word_char(char) {
            only_digits &= char.is_ascii_digit();
        } else {
            let parts_digits = only_digits && matches!(char, '.' | ',' | ':');
            if !parts_digits || !chars.peek().is_some_and(|(_, next)| next.is_ascii_digit()) {
                break;
            }
        }
        end = at + char.len_utf8();
    }
    (end, if only_digits { TokenKind::Number } else { TokenKind::Word })
}

fn is_word_char(char: char) -> bool {
    char.is_alphanumeric()
        || char == '\u{ad}'
        || char == '\u{200d}'
        || (!char.is_ascii() && is_combining_mark(char))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        tokenize(text).map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks_stand_apart() {
        assert_eq!(
            texts("Weiß-Blau-Rot: 1.200,50 Euro (G20)."),
            ["Weiß", "-", "Blau", "-", "Rot", ":", "1.200,50", "Euro", "(", "G20", ")", "."]
        );
    }

    #[test]
    fn a_number_ends_before_the_full_stop() {
        assert_eq!(texts("um 12:30. Dann"), ["um", "12:30", ".", "Dann"]);
    }

    #[test]
    fn combining_marks_stay_in_their_word() {
        assert_eq!(texts("Pjo\u{308}ngjang ruft"), ["Pjo\u{308}ngjang", "ruft"]);
    }

    proptest! {
        #[test]
        fn tokens_tile_the_text(text in "\\PC{0,60}") {
            let mut at = 0;
            for token in tokenize(&text) {
                prop_assert!(text[at..token.span.start].chars().all(char::is_whitespace));
                prop_assert!(!token.span.is_empty());
                at = token.span.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
