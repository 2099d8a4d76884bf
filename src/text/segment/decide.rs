//! Whether a sentence ends at a place: rules by name, the first that knows the answer gives it.

use super::abbreviation;
use super::candidate::{Bracket, Candidate, Stop};
use super::chars::{carries_on, is_letter};
use super::number;
use super::verdict::{
    Answer, Rule,
    Verdict::{self, Ends, GoesOn},
    is_start, is_starter, only_before_start,
};
use super::words::{Class, Words};

/// The rules for one full stop before a capital, a number or a sign, in their order.
const PERIOD: [Rule; 15] = [
    stopped_twice,
    period_in_bracket,
    attribution,
    period_in_quote,
    lone_period,
    number::list_number,
    number::date,
    number::ordinal,
    number::roman,
    number::in_bracket,
    abbreviation::of_table,
    abbreviation::initial,
    abbreviation::internet_address,
    abbreviation::dotted,
    abbreviation::without_vowel,
];

/// Whether the sentence ends at the candidate.
pub(super) fn ends_sentence(candidate: &Candidate, words: &Words) -> bool {
    let is_remark = candidate.cluster.stop == Stop::Period && candidate.openers.contains('(');
    if candidate.is_lower_next() && !is_remark {
        return is_list_letter(candidate)
            || is_name_particle(candidate, words)
            || is_quotation_by_quotation(candidate);
    }
    if candidate.openers.is_empty() && carries_on(candidate.first()) {
        return false;
    }
    let verdict = match candidate.cluster.stop {
        // Japanese marks what was said behind the quotation.
        Stop::Wide if candidate.cluster.closes_quote && candidate.first() == 'と' => GoesOn,
        Stop::Wide => Ends,
        Stop::Exclamation => exclamation(candidate, words),
        Stop::Ellipsis => ellipsis(candidate, words),
        Stop::Period => PERIOD.iter().find_map(|rule| rule(candidate, words)).unwrap_or(Ends),
    };
    verdict == Ends
}

/// One quotation ends and the next begins, though in the middle of a sentence: `… alles." "denn …`
fn is_quotation_by_quotation(candidate: &Candidate) -> bool {
    candidate.cluster.closes_quote && candidate.opens_quote()
}

/// The letter of a list, `b)`, begins an item though it is small.
fn is_list_letter(candidate: &Candidate) -> bool {
    candidate.next.len() == 1 && candidate.openers.is_empty() && candidate.ahead.starts_with(')')
}

/// A name that begins in lower case, `von der Leyen`, behind a word that is no abbreviation.
fn is_name_particle(candidate: &Candidate, words: &Words) -> bool {
    let is_capitalised = |word: &str| word.starts_with(char::is_uppercase);
    let mut ahead =
        candidate.words_ahead().skip_while(|word| matches!(*word, "der" | "den" | "la"));
    candidate.cluster.stop == Stop::Period
        && words.has(candidate.next, Class::Particle)
        && ahead.next().is_some_and(is_capitalised)
        && candidate.token.chars().all(|char| is_letter(char) && !char.is_uppercase())
        && (abbreviation::ends_in_syllable(candidate.token)
            || words.has(candidate.token, Class::Starter))
        && !words.classes(candidate.token).is_abbreviation()
}

/// `?` and `!` end a sentence, unless they stand in one: `Drei (!) Autos`.
fn exclamation(candidate: &Candidate, words: &Words) -> Verdict {
    let cluster = candidate.cluster;
    if cluster.closes_bracket && candidate.bracket == Bracket::Inside && !cluster.is_stopped_twice {
        let is_remark = candidate.token.is_empty() || words.capitalises_nouns;
        return if is_remark { only_before_start(candidate, words) } else { Ends };
    }
    let is_name = !is_start(candidate, words) || words.has(candidate.next, Class::NeverFinal);
    if cluster.closes_quote && is_name && has_speaker_next(candidate, words) {
        return GoesOn;
    }
    Ends
}

/// Whether a name and a verb of saying follow: `"Why?" John Smith asked.`
fn has_speaker_next(candidate: &Candidate, words: &Words) -> bool {
    let mut ahead = candidate.words_ahead().take(3);
    ahead.any(|word| words.has(word.trim_end_matches(['.', ',', ':']), Class::Speech))
}

/// Three stops end a sentence before a capital, unless they stand for words that were left out.
fn ellipsis(candidate: &Candidate, words: &Words) -> Verdict {
    let is_omission = candidate.token.is_empty()
        && (candidate.cluster.closes_bracket || candidate.is_first())
        && !candidate.cluster.is_stopped_twice;
    let is_number = candidate.token.is_empty() && candidate.is_digit_next();
    // `I` has a capital everywhere in a sentence.
    let is_pronoun =
        !words.capitalises_nouns && candidate.next.split(['\'', '’']).next() == Some("I");
    if is_omission || is_number || is_pronoun { GoesOn } else { Ends }
}

/// `usw.).`: the second stop is the sentence's own.
fn stopped_twice(candidate: &Candidate, _: &Words) -> Answer {
    candidate.cluster.is_stopped_twice.then_some(Ends)
}

/// A sentence in brackets ends with them; an abbreviation in brackets does not end it.
fn period_in_bracket(candidate: &Candidate, words: &Words) -> Answer {
    if !candidate.cluster.closes_bracket {
        return None;
    }
    match candidate.bracket {
        Bracket::AtStart => Some(Ends),
        Bracket::None if candidate.is_first() => Some(GoesOn),
        Bracket::None => Some(Ends),
        Bracket::Inside if abbreviation::is_short_form(candidate, words) => Some(GoesOn),
        Bracket::Inside if words.capitalises_nouns => Some(only_before_start(candidate, words)),
        Bracket::Inside => Some(Ends),
    }
}

/// A quotation that ends with a stop ends the sentence, unless all it holds is a title.
fn period_in_quote(candidate: &Candidate, words: &Words) -> Answer {
    let is_title = || words.has(candidate.token, Class::NeverFinal);
    candidate.cluster.closes_quote.then(|| if is_title() { GoesOn } else { Ends })
}

/// Whoever is quoted belongs to the quotation: `“It is over.” – John Smith`.
fn attribution(candidate: &Candidate, words: &Words) -> Answer {
    let is_attribution = candidate.cluster.closes_quote
        && candidate.has_dash()
        && !candidate.opens_quote()
        && !is_starter(candidate, words);
    is_attribution.then_some(GoesOn)
}

/// A stop behind a mark or apart is no abbreviation's.
fn lone_period(candidate: &Candidate, _: &Words) -> Answer {
    candidate.token.is_empty().then_some(Ends)
}
