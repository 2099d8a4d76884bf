//! Rules for abbreviations: those of the tables, initials, and what looks like one.

use super::candidate::Candidate;
use super::chars::is_letter;
use super::number;
use super::verdict::{
    Answer, Rule,
    Verdict::{Ends, GoesOn},
    only_before_start,
};
use super::words::{Class, LONGEST, Words};

/// An abbreviation of the tables, in one token or several: `Dr.`, `z.B.`, `i. d. R.`
pub(super) fn of_table(candidate: &Candidate, words: &Words) -> Answer {
    let several = in_several(candidate, words);
    // A capital that is none with those before it is an initial, whatever small letters are.
    if several.is_none()
        && candidate.token.starts_with(char::is_uppercase)
        && is_letter_alone(candidate.token)
    {
        return initial(candidate, words);
    }
    match several.or_else(|| in_one(candidate.token, words))? {
        _ if candidate.is_lower_next() => Some(GoesOn),
        Class::NeverFinal => Some(GoesOn),
        Class::BeforeNumber if number::is_next(candidate) => Some(GoesOn),
        Class::BeforeNumber => Some(Ends),
        Class::BehindNumber if !is_behind_number(candidate) => Some(Ends),
        // What is added in brackets belongs to the name or the hour.
        Class::Hour | Class::Company if candidate.openers.contains('(') => Some(GoesOn),
        Class::Hour if words.has(candidate.next, Class::Time) => Some(GoesOn),
        Class::Hour => Some(Ends),
        Class::Company if candidate.is_digit_next() => Some(GoesOn),
        Class::Company if words.has(candidate.next, Class::CompanyNext) => Some(GoesOn),
        Class::Company => Some(Ends),
        _ => Some(only_before_start(candidate, words)),
    }
}

/// The abbreviation that the token makes with the short ones before it.
fn in_several(candidate: &Candidate, words: &Words) -> Option<Class> {
    let mut several = String::with_capacity(LONGEST);
    several.push_str(candidate.token);
    let mut longest = None;
    for word in candidate.words_before().take(3) {
        let Some(part) = word.strip_suffix('.').filter(|part| is_short(part)) else { break };
        several.insert(0, '.');
        several.insert_str(0, part);
        longest = abbreviation_class(&several, words).or(longest);
    }
    longest
}

/// The abbreviation that the token is, or that it ends in: `Dipl.-Ing.`, `Hauptstr.`
fn in_one(token: &str, words: &Words) -> Option<Class> {
    let part = || token.rsplit(['-', '.']).next().filter(|part| part.len() > 1);
    abbreviation_class(token, words)
        .or_else(|| abbreviation_class(part()?, words))
        .or_else(|| words.is_cut_compound(token).then_some(Class::MayEnd))
}

fn abbreviation_class(word: &str, words: &Words) -> Option<Class> {
    let classes = words.classes(word);
    [
        Class::NeverFinal,
        Class::MayEnd,
        Class::BeforeNumber,
        Class::BehindNumber,
        Class::Company,
        Class::Hour,
    ]
    .into_iter()
    .find(|class| classes.has(*class))
}

fn is_short(part: &str) -> bool {
    part.len() <= 8 && part.chars().all(|char| is_letter(char) || char == '.')
}

/// A letter, as in `J. K. Rowling` and `Thomas M.`
pub(super) fn initial(candidate: &Candidate, words: &Words) -> Answer {
    let is_unit =
        matches!(candidate.token, "g" | "h" | "l" | "m" | "t") && is_behind_number(candidate);
    (is_letter_alone(candidate.token) && !is_unit).then(|| only_before_start(candidate, words))
}

/// `bundestag.de` and `bericht.pdf` are words.
pub(super) fn internet_address(candidate: &Candidate, _: &Words) -> Answer {
    let (name, domain) = candidate.token.rsplit_once('.')?;
    let is_address = name.chars().filter(|char| char.is_alphanumeric()).count() > 1
        && matches!(
            domain.to_ascii_lowercase().as_str(),
            "de" | "at" | "ch" | "eu" | "com" | "org" | "net" | "info" | "io" | "uk"
        );
    is_address.then_some(Ends)
}

/// Letters with stops between them that no table has: `E.ON`, `J.R.R.`
pub(super) fn dotted(candidate: &Candidate, words: &Words) -> Answer {
    let mut parts = candidate.token.split('.');
    let is_dotted = candidate.token.contains('.')
        && parts.all(|part| (1..=4).contains(&part.len()) && part.chars().all(is_letter));
    is_dotted.then(|| only_before_start(candidate, words))
}

/// A few letters without a vowel are an abbreviation, unless they are a unit or an acronym.
pub(super) fn without_vowel(candidate: &Candidate, words: &Words) -> Answer {
    let token = candidate.token;
    let is_abbreviation = (2..=5).contains(&token.len())
        && token.chars().skip(1).all(char::is_lowercase)
        && token.chars().all(|char| char.is_ascii_alphabetic() && !is_vowel(char));
    // `Psst.` and `Hmm.` are cries.
    let is_cry = || token.as_bytes().windows(2).any(|pair| pair[0] == pair[1]);
    let is_unit = || token.starts_with(char::is_lowercase) && is_behind_number(candidate);
    (is_abbreviation && !is_cry() && !is_unit()).then(|| only_before_start(candidate, words))
}

/// Whether any rule here takes the token for an abbreviation.
pub(super) fn is_short_form(candidate: &Candidate, words: &Words) -> bool {
    let rules: [Rule; 4] = [of_table, initial, dotted, without_vowel];
    rules.iter().any(|rule| rule(candidate, words).is_some())
}

/// Whether one of the last two letters is a vowel: abbreviations break off before the next one.
pub(super) fn ends_in_syllable(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().rev().take(2).any(is_vowel)
}

/// Whether the token is one letter, composed or not.
fn is_letter_alone(token: &str) -> bool {
    let mut chars = token.chars();
    let is_mark = |char: char| is_letter(char) && !char.is_alphabetic();
    chars.next().is_some_and(char::is_alphabetic) && chars.all(is_mark)
}

fn is_behind_number(candidate: &Candidate) -> bool {
    candidate.before().ends_with(char::is_numeric)
}

fn is_vowel(char: char) -> bool {
    matches!(char.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !char.is_ascii()
}
