//! What the rules say, and the proof that most of them ask for: the word that follows.

use super::candidate::Candidate;
use super::words::{Class, Words};
use Verdict::{Ends, GoesOn};

/// What a rule says, if it says anything.
pub(super) type Answer = Option<Verdict>;

/// Whether the sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The next word begins another sentence.
    Ends,
    /// The next word belongs to the sentence.
    GoesOn,
}

/// A rule for one full stop.
pub(super) type Rule = fn(&Candidate, &Words) -> Answer;

/// Whether the next word proves that a sentence starts.
pub(super) fn is_start(candidate: &Candidate, words: &Words) -> bool {
    candidate.is_upper_next() && is_starter(candidate, words) && !candidate.has_dash()
}

/// [`Ends`] only if the next word proves that a sentence starts.
pub(super) fn only_before_start(candidate: &Candidate, words: &Words) -> Verdict {
    if is_start(candidate, words) { Ends } else { GoesOn }
}

/// Whether the next word is one of those that begin sentences.
pub(super) fn is_starter(candidate: &Candidate, words: &Words) -> bool {
    let word = candidate.next;
    let is_initial = word.len() == 1 && candidate.ahead.starts_with('.');
    let is_number = is_numbered(candidate, words);
    // A word all in capitals is an acronym (`IT`), but for `I` and `A`.
    let is_acronym = word.chars().nth(1).is_some_and(char::is_uppercase);
    let stem = || word.split(['\'', '’']).next().unwrap_or_default();
    !is_acronym
        && !is_initial
        && !is_number
        && (words.has(word, Class::Starter) || words.has(stem(), Class::Starter))
}

/// Whether what follows is an abbreviation with its number: `No. 5`, which is no `No`.
fn is_numbered(candidate: &Candidate, words: &Words) -> bool {
    words.has(candidate.next, Class::BeforeNumber)
        && candidate
            .ahead
            .strip_prefix(". ")
            .is_some_and(|ahead| ahead.starts_with(char::is_numeric))
}
