//! How words begin, to tell words apart without stemming them.
//!
//! Folding and stemming leave the first two letters of a word, but for umlauts, which lose their dots
//! or their `e`. So words that begin otherwise are of different classes. An umlaut at the beginning is
//! two letters when it is spelled out, and then what comes behind it may be an ending.

/// The first two letters of words, as far as they are plain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Beginnings {
    seen: Vec<u64>,
    /// Whether a word begins in a way that says nothing: then any word may be like it.
    has_unclear: bool,
}

const LETTERS: usize = 26;

impl Beginnings {
    /// The beginnings of these words.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut beginnings =
            Self { seen: vec![0; (LETTERS * LETTERS).div_ceil(64)], has_unclear: false };
        for word in words {
            match place(word) {
                Some(place) => beginnings.seen[place / 64] |= 1 << (place % 64),
                None => beginnings.has_unclear = true,
            }
        }
        beginnings
    }

    /// Whether a word may be of the class of one of these.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        self.has_unclear
            || place(word).is_none_or(|place| self.seen[place / 64] & 1 << (place % 64) != 0)
    }
}

/// A number for the first two letters, `y` as the `i` that a stemmer may put for it (*dying*, *die*);
/// none where they say nothing: digits, other scripts, `ae` that may be an umlaut.
fn place(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let (initial, second) = (chars.next()?, plain(chars.next()?)?);
    let first = plain(initial)?;
    let second = if second == b'y' { b'i' } else { second };
    let is_spelled_out = matches!(first, b'a' | b'o' | b'u') && second == b'e';
    // In English the stem of both *Ös* and *Öing* is *oe*.
    let may_be_ending = !initial.is_ascii() && matches!(second, b'e' | b'i' | b's');
    (!is_spelled_out && !may_be_ending)
        .then(|| usize::from(first - b'a') * LETTERS + usize::from(second - b'a'))
}

fn plain(char: char) -> Option<u8> {
    match char {
        'a'..='z' | 'A'..='Z' => Some(char.to_ascii_lowercase() as u8),
        'ä' | 'Ä' => Some(b'a'),
        'ö' | 'Ö' => Some(b'o'),
        'ü' | 'Ü' => Some(b'u'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::memory::words::WordReader;
    use crate::model::Lang;

    proptest! {
        #[test]
        fn words_of_a_class_begin_alike(
            word in "[a-zA-ZäöüÄÖÜß]{1,5}",
            one in "(e|en|s|es|ing|ed|ies|ung|er){0,1}",
            other in "(e|en|s|es|ing|ed|ies|ung|er){0,1}",
            spelled_out in any::<bool>(),
        ) {
            let (one, mut other) = (format!("{word}{one}"), format!("{word}{other}"));
            if spelled_out {
                other = other.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
            }
            for lang in [Lang::german(), Lang::english()] {
                let mut reader = WordReader::new(&lang);
                let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
                reader.classes(&one, &mut of_one);
                reader.classes(&other, &mut of_other);
                if of_one == of_other {
                    let beginnings = Beginnings::of([one.as_str()].into_iter());
                    prop_assert!(beginnings.may_hold(&other), "{} {}", one, other);
                }
            }
        }
    }

    #[test]
    fn other_beginnings_are_told_apart() {
        let beginnings = Beginnings::of(["Vertrag", "Häuser"].into_iter());
        assert!(beginnings.may_hold("verlangt") && beginnings.may_hold("Haus"));
        assert!(
            beginnings.may_hold("12") && beginnings.may_hold("Жизнь") && beginnings.may_hold("a")
        );
        assert!(!beginnings.may_hold("Zoll") && !beginnings.may_hold("vor"));
        assert!(Beginnings::of(["dying"].into_iter()).may_hold("die"));
        assert!(Beginnings::of(["Ös"].into_iter()).may_hold("Öing"));
        assert!(Beginnings::of(["aehnlich"].into_iter()).may_hold("Zoll"));
    }
}
