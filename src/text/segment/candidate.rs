//! What stands round a place where a sentence may end.
//!
//! Invariant: whatever the text holds, describing a place costs a bounded time.

use super::chars::{is_dash, is_letter, is_opener, is_quote};

/// Longer tokens before a stop, in characters, are no abbreviation and no number.
const LONGEST_TOKEN: usize = 48;

/// Wider gaps between words, in characters, are not looked across.
const LONGEST_GAP: usize = 64;

/// How far ahead the text is looked at, in characters.
const AHEAD: usize = 48;

/// More marks than these do not stand before a sentence.
const MOST_OPENERS: usize = 8;

/// A run of stops, with the closing marks behind it, as the scanner found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Where the first stop stands.
    pub(super) start: usize,
    /// The end of the last stop or closing mark.
    pub(super) end: usize,
    /// Which stops these are.
    pub(super) stop: Stop,
    /// Whether a quotation mark closes behind the stop.
    pub(super) closes_quote: bool,
    /// Whether a bracket closes behind the stop.
    pub(super) closes_bracket: bool,
    /// Whether another stop follows the closing marks, as in `usw.).`
    pub(super) is_stopped_twice: bool,
}

/// The kinds of stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// One full stop, which abbreviations and ordinals have too.
    Period,
    /// `…`, `...` or `. . .`
    Ellipsis,
    /// `!` and `?`, any number of them.
    Exclamation,
    /// A stop of a script that writes no spaces.
    Wide,
}

/// Where the bracket that closes behind the stop was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// No bracket is open.
    None,
    /// The segment began with it.
    AtStart,
    /// The segment had begun before.
    Inside,
}

/// A place where a sentence may end, and what stands round it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'t> {
    /// The stop, with the marks that close behind it.
    pub(super) cluster: Cluster,
    /// What stands before the stop up to white space or an opening mark.
    pub(super) token: &'t str,
    /// The text of the segment before the token.
    left: &'t str,
    /// The bracket that is open at the stop.
    pub(super) bracket: Bracket,
    /// The marks before the next word.
    pub(super) openers: &'t str,
    /// The next word, or the next character if that is no letter or digit; empty at the end.
    pub(super) next: &'t str,
    /// What follows the next word, cut off.
    pub(super) ahead: &'t str,
}

impl<'t> Candidate<'t> {
    /// Describes the cluster in a segment that begins at `start`; the next one would begin at
    /// `next`.
    pub(super) fn new(
        text: &'t str,
        start: usize,
        cluster: Cluster,
        bracket: Bracket,
        next: usize,
    ) -> Self {
        let (left, token) = split_token(&text[start..cluster.start]);
        let (openers, rest) = split_openers(cut(&text[next..]));
        let (next, ahead) = rest.split_at(word_length(rest));
        Self { cluster, token, left, bracket, openers, next, ahead }
    }

    /// The words before the token, nearest first, each with its own stop.
    pub(super) fn words_before(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let mut left = self.left;
        std::iter::from_fn(move || {
            let trimmed = trim_end(left);
            let (rest, word) = split_token(trimmed);
            left = rest;
            (!word.is_empty()).then_some(word)
        })
    }

    /// The word before the token, with its own stop; empty if there is none.
    pub(super) fn before(&self) -> &'t str {
        self.words_before().next().unwrap_or_default()
    }

    /// Whether the token is the first of its segment, but for marks.
    pub(super) fn is_first(&self) -> bool {
        self.left.len() <= MOST_OPENERS * 4
            && self.left.chars().all(|char| char.is_whitespace() || is_opener(char))
    }

    /// The first character of what follows.
    pub(super) fn first(&self) -> char {
        self.next.chars().next().unwrap_or(' ')
    }

    /// Whether what follows begins with a small letter; a name as `eBay` does not count.
    pub(super) fn is_lower_next(&self) -> bool {
        let mut chars = self.next.chars();
        chars.next().is_some_and(char::is_lowercase)
            && !chars.next().is_some_and(char::is_uppercase)
    }

    /// Whether what follows begins with a letter that is not small.
    pub(super) fn is_upper_next(&self) -> bool {
        self.first().is_alphabetic() && !self.is_lower_next()
    }

    /// Whether a number follows.
    pub(super) fn is_digit_next(&self) -> bool {
        self.first().is_numeric()
    }

    /// Whether a quotation begins with what follows.
    pub(super) fn opens_quote(&self) -> bool {
        self.openers.chars().any(is_quote)
    }

    /// The mark that stands before the token, if it is no letter or digit.
    pub(super) fn mark_before(&self) -> Option<char> {
        self.left.trim_end().chars().next_back().filter(|char| !char.is_alphanumeric())
    }

    /// Whether a dash stands before what follows.
    pub(super) fn has_dash(&self) -> bool {
        self.openers.chars().any(is_dash)
    }

    /// The words behind the next one, as far as they are looked at.
    pub(super) fn words_ahead(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.ahead.split_whitespace()
    }
}

/// Parts the last token off: what stands behind the last white space or mark that opens.
fn split_token(text: &str) -> (&str, &str) {
    let mut start = text.len();
    for (at, char) in text.char_indices().rev().take(LONGEST_TOKEN) {
        if char.is_whitespace() || parts_tokens(char) {
            break;
        }
        start = at;
    }
    let token = text[start..].trim_start_matches(is_opener);
    text.split_at(text.len() - token.len())
}

/// Whether a token begins behind the character. Apostrophes and hyphens are parts of words.
fn parts_tokens(char: char) -> bool {
    let is_inner = matches!(char, '\'' | '’' | '‘' | '-');
    !is_inner && (is_quote(char) || is_dash(char) || matches!(char, '(' | '[' | '{' | '/'))
}

/// The text without white space and opening marks at its end.
fn trim_end(text: &str) -> &str {
    let mut end = text.len();
    for (at, char) in text.char_indices().rev().take(LONGEST_GAP) {
        if !char.is_whitespace() && !is_opener(char) {
            break;
        }
        end = at;
    }
    &text[..end]
}

/// Parts off the marks before the next word, with the white space between them.
fn split_openers(text: &str) -> (&str, &str) {
    let end = text
        .char_indices()
        .enumerate()
        .find(|(count, (_, char))| {
            *count == MOST_OPENERS || !(is_opener(*char) || char.is_whitespace())
        })
        .map_or(text.len(), |(_, (at, _))| at);
    text.split_at(end)
}

/// The length of the word that the text begins with, or of its first character.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let is_inner = at > 0
            && matches!(char, '-' | '\'' | '’')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(is_inner || is_letter(char) || char.is_numeric()) {
            break;
        }
        end = at + char.len_utf8();
    }
    if end > 0 { end } else { text.chars().next().map_or(0, char::len_utf8) }
}

/// The beginning of a text, as far as it is looked at.
fn cut(text: &str) -> &str {
    text.char_indices().nth(AHEAD).map_or(text, |(at, _)| &text[..at])
}
