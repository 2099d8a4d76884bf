//! Lists in one paragraph: items that begin a sentence though no stop stands before them.

use super::chars::is_bullet;

/// The list that a paragraph is, and the marker of its next item.
#[derive(Debug)]
pub(super) enum List {
    /// Items behind bullets.
    Bullets,
    /// Items `1.`, `2)` or `3.)`; the number of the next one and what stands behind it.
    Numbers(u32, &'static str),
    /// Items `a)` or `b.`; the letter of the next one and what stands behind it.
    Letters(u8, &'static str),
}

/// What may stand behind a number or letter, the longest first.
const SUFFIXES: [&str; 3] = [".)", ".", ")"];

impl List {
    /// The list that a paragraph is, if it begins with the first marker of one.
    pub(super) fn of(paragraph: &str) -> Option<Self> {
        if paragraph.starts_with(is_bullet) {
            return Some(Self::Bullets);
        }
        let (first, rest) = paragraph.split_at_checked(1)?;
        let suffix = SUFFIXES.into_iter().find(|suffix| rest.starts_with(suffix))?;
        let is_apart = rest[suffix.len()..].starts_with(char::is_whitespace);
        match first.as_bytes() {
            b"1" if is_apart => Some(Self::Numbers(2, suffix)),
            b"a" if is_apart => Some(Self::Letters(b'b', suffix)),
            _ => None,
        }
    }

    /// Where the next item begins, if the mark at `at` is or ends its marker. Where ordinals are
    /// written alike, `2.` is a marker only in a new line.
    pub(super) fn next_item(&self, text: &str, at: usize, has_ordinals: bool) -> Option<usize> {
        let (before, rest) = text.split_at(at);
        let (marker, suffix) = match self {
            Self::Bullets => {
                let is_item = rest.starts_with(is_bullet) && before.ends_with(char::is_whitespace);
                return is_item.then_some(at);
            }
            Self::Numbers(number, suffix) => (number.to_string(), *suffix),
            Self::Letters(letter, suffix) => (char::from(*letter).to_string(), *suffix),
        };
        let before = before.strip_suffix(&marker)?;
        let rest = rest.strip_prefix(suffix)?;
        let is_ambiguous = has_ordinals && suffix == ".";
        let is_apart =
            before.ends_with(|char: char| char == '\n' || (!is_ambiguous && char.is_whitespace()));
        (is_apart && rest.starts_with(char::is_whitespace)).then_some(before.len())
    }

    /// Counts on to the item after the next.
    pub(super) fn advance(&mut self) {
        match self {
            Self::Bullets => {}
            Self::Numbers(number, _) => *number += 1,
            Self::Letters(letter, _) => *letter = (*letter + 1).min(b'z'),
        }
    }
}
