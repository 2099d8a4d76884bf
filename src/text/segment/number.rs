//! Rules for numbers with a full stop: ordinals, dates, numbers of lists.

use super::candidate::{Bracket, Candidate};
use super::chars::is_opener;
use super::verdict::{
    Answer,
    Verdict::{Ends, GoesOn},
    is_start, only_before_start,
};
use super::words::{Class, Words};

/// The number or letter of an item, `1.` or `II.` or `a.` or `§ 4.`, belongs to the item.
pub(super) fn list_number(candidate: &Candidate, words: &Words) -> Answer {
    let token = candidate.token;
    let is_number = token.split('.').all(|part| (1..=3).contains(&part.len()) && is_digits(part));
    let is_letter = token.len() == 1 && token.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !(is_number || is_letter || is_roman(token)) {
        return None;
    }
    if candidate.is_first() || candidate.words_before().take(2).eq(["§"]) {
        return Some(GoesOn);
    }
    // A list begins or goes on in the sentence: `drei Punkte: 1. Handel, 2. Energie`.
    match candidate.mark_before()? {
        ':' => matches!(token, "1" | "I" | "A" | "a").then_some(GoesOn),
        mark => {
            let goes_on = is_number && (mark == ',' || is_opener(mark));
            goes_on.then(|| only_before_start(candidate, words))
        }
    }
}

/// A date without its year: `am 31.12. Danach` ends, `am 31.12. 2019` does not.
pub(super) fn date(candidate: &Candidate, words: &Words) -> Answer {
    let (day, month) = candidate.token.split_once('.')?;
    if ![day, month].iter().all(|part| part.len() <= 2 && is_digits(part)) {
        return None;
    }
    Some(if candidate.is_digit_next() { only_before_start(candidate, words) } else { Ends })
}

/// An ordinal goes on; a cardinal ends: `der 18. Gipfel`, `Das war 1989. Danach`.
pub(super) fn ordinal(candidate: &Candidate, words: &Words) -> Answer {
    // Of a range as `1.-3.` the last number counts.
    let number = candidate.token.rsplit('-').next()?;
    if !words.has_ordinals || number.len() > 4 || !is_digits(number) {
        return None;
    }
    let is_year = number.len() == 4;
    if candidate.is_digit_next() {
        return Some(if number.len() <= 2 { GoesOn } else { Ends });
    }
    if number.len() <= 2 && words.has(candidate.next, Class::Month) {
        return Some(GoesOn);
    }
    if !is_year && words.is_ordinal_noun(candidate.next) {
        return Some(GoesOn);
    }
    if is_counted(candidate, words) {
        return Some(if is_citation_next(candidate, words) { GoesOn } else { Ends });
    }
    has_cue(candidate, words, is_year).then(|| only_before_start(candidate, words))
}

/// Whether the word before counts: `Nr. 3`, `Platz 1`.
fn is_counted(candidate: &Candidate, words: &Words) -> bool {
    words.has(candidate.before().trim_end_matches('.'), Class::Counted)
}

/// Whether the citation of a law goes on: `Abs. 1. Nr. 3`.
fn is_citation_next(candidate: &Candidate, words: &Words) -> bool {
    candidate.first() == '§' || words.has(candidate.next, Class::Citation)
}

/// Whether the words before make the number an ordinal: `der 3.`, `12. 3.`, `der 1. und 2.`
fn has_cue(candidate: &Candidate, words: &Words, is_year: bool) -> bool {
    let mut before = candidate.words_before();
    let mut word = before.next().unwrap_or_default();
    // Small cardinals are written as words, those behind names (`Apollo 8`) apart.
    let is_small = candidate.token.len() == 1 && word.chars().all(char::is_lowercase);
    if matches!(word, "und" | "oder" | "bis" | "sowie") {
        word = before.next().unwrap_or_default();
        return is_small || is_ordinal(word);
    }
    let class = if is_year { Class::Article } else { Class::OrdinalCue };
    is_ordinal(word) || is_small || words.has(word, class)
}

fn is_ordinal(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|number| number.len() <= 3 && is_digits(number))
}

/// Rulers and parts have roman ordinals: `Wilhelm II. Deutscher Kaiser`, `im XX. Jahrhundert`.
pub(super) fn roman(candidate: &Candidate, words: &Words) -> Answer {
    if !words.has_ordinals || !is_roman(candidate.token) {
        return None;
    }
    // Behind an acronym it is a cardinal: `SGB XII`.
    let is_acronym = candidate.before().chars().filter(|char| char.is_uppercase()).count() > 1;
    let is_cardinal = is_acronym || is_counted(candidate, words);
    Some(if is_cardinal { Ends } else { only_before_start(candidate, words) })
}

/// A number inside a bracket seldom ends a sentence there.
pub(super) fn in_bracket(candidate: &Candidate, words: &Words) -> Answer {
    let is_inside = candidate.bracket == Bracket::Inside && words.has_ordinals;
    (is_inside && is_digits(candidate.token) && !is_start(candidate, words)).then_some(GoesOn)
}

/// Whether a number follows, or what counts like one: `Art. II`, `Fig. B`.
pub(super) fn is_next(candidate: &Candidate) -> bool {
    let next = candidate.next;
    let is_letter = next.len() == 1 && next.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_word = matches!(next, "A" | "I") && candidate.ahead.starts_with(char::is_whitespace);
    let is_single = is_letter && !is_word;
    let is_roman = is_roman(next) && !is_word;
    candidate.is_digit_next() || candidate.first() == '§' || is_single || is_roman
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text is a roman number; `C`, `D` and `M` alone are letters.
fn is_roman(text: &str) -> bool {
    !matches!(text, "" | "C" | "D" | "M")
        && text.len() <= 7
        && text.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}
