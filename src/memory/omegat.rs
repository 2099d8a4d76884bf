//! The three scores that OmegaT shows for a match, for those who know them.
//!
//! After OmegaT's `FuzzyMatcher` and `FindMatches` (org.omegat.core.statistics/matching, GPL; only the
//! published rule is followed here): 100 * (longest - distance) / longest, each counted in tokens: of
//! stems, of words as they stand, and of all tokens with numbers and marks. OmegaT's own tokenizers
//! part words in other ways here and there, so its figures may differ by a few.

use super::distance::Pattern;
use super::words::{Kind, Word, WordReader};

/// OmegaT's three scores, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OmegatScores {
    /// Of stems, without numbers and marks.
    pub stems: u8,
    /// Of words as they stand, without numbers and marks.
    pub words: u8,
    /// Of all tokens, with numbers and marks.
    pub all: u8,
}

/// The three scores of two texts.
pub fn omegat_scores(one: &str, other: &str, reader: &mut WordReader) -> OmegatScores {
    let (one, other) = (reader.words(one), reader.words(other));
    let score = |is_taken: fn(&Word) -> bool, key: fn(&Word) -> u64| {
        let keys = |words: &[Word]| -> Vec<u64> {
            words.iter().filter(|word| is_taken(word)).map(key).collect()
        };
        let (one, other) = (keys(&one), keys(&other));
        let longest = one.len().max(other.len());
        if longest == 0 {
            return 0;
        }
        let distance = Pattern::new(&one).distance(&other);
        ((longest - distance) * 100 / longest) as u8
    };
    let is_word = |word: &Word| word.kind == Kind::Word;
    OmegatScores {
        stems: score(is_word, |word| word.class),
        words: score(is_word, |word| word.folded),
        all: score(|_| true, |word| word.exact),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn the_three_scores_look_at_more_and_more() {
        let mut reader = WordReader::new(&Lang::german());
        let scores = omegat_scores(
            "Der Zoll steigt um 25 Prozent.",
            "Der Zölle steigt um 10 Prozent!",
            &mut reader,
        );
        assert_eq!(scores, OmegatScores { stems: 100, words: 80, all: 57 });
        let none = omegat_scores("12", "13", &mut reader);
        assert_eq!(none, OmegatScores { stems: 0, words: 0, all: 0 });
    }
}
