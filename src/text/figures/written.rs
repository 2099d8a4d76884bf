//! Numbers and months that are written out.

use super::{Figure, FigureKind, Found, ONE, Unit, dates};
use crate::model::{Lang, Span};
use crate::text::tokenize::{TokenKind, words};

/// The numbers that are written out in a text.
pub(super) fn read(text: &str, lang: &Lang) -> Vec<Figure> {
    let is_german = lang.primary() == "de";
    if !is_german && lang.primary() != "en" {
        return Vec::new();
    }
    let mut figures: Vec<Figure> = Vec::new();
    for token in words(text).filter(|token| token.kind == TokenKind::Word) {
        let word = token.span.of(text);
        let lower = word.to_lowercase();
        let found = dates::read(text, token.span, &lower, is_german);
        let found = found.or_else(|| if is_german { german(&lower) } else { english(&lower) });
        let found = found.or_else(|| roman(word)).or_else(|| {
            let before = before(text, token.span.start);
            magnitude(&lower, &before, is_german)
        });
        let Some((value, kind)) = found else { continue };
        // A year and a half are 18 months.
        let before = before(text, token.span.start);
        let is_year_and_half = lower == "half" && before.ends_with("year and a");
        let (value, kind) = if is_year_and_half { (18 * ONE, kind) } else { (value, kind) };
        // twenty-five
        if let Some(last) = figures.last_mut() {
            let between = &text[last.span.end..token.span.start];
            let tens = last.values[0];
            let adds = tens % (10 * ONE) == 0 && (20 * ONE..100 * ONE).contains(&tens);
            if between == "-" && adds && value < 10 * ONE && value > 0 {
                last.values[0] += value;
                last.span = Span::new(last.span.start, token.span.end);
                continue;
            }
        }
        let unit = Unit::None;
        figures.push(Figure {
            span: token.span,
            values: vec![value],
            loose: Vec::new(),
            kind,
            unit,
        });
    }
    figures
}

const GERMAN_UNITS: [(&str, u64); 12] = [
    ("ein", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwölf", 12),
];

const GERMAN_TENS: [(&str, u64); 8] = [
    ("zwanzig", 20),
    ("dreißig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];

const GERMAN_TEENS: [(&str, u64); 7] = [
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];

/// What hints at a number without being one: a part of a whole counts in percent.
const GERMAN_HINTS: [(&str, u64); 19] = [
    ("beide", 2),
    ("doppelt", 2),
    ("verdoppel", 2),
    ("paar", 2),
    ("erst", 1),
    ("dritt", 3),
    ("siebt", 7),
    ("hälfte", 50),
    ("halb", 50),
    ("drittel", 33),
    ("viertel", 25),
    ("fünftel", 20),
    ("zehntel", 10),
    ("dutzend", 12),
    ("hunderte", 100),
    ("tausende", 1_000),
    ("keine", 0),
    ("null", 0),
    ("woche", 7),
];

fn german(word: &str) -> Found {
    if word == "anderthalb" || word == "eineinhalb" {
        return Some((ONE + ONE / 2, FigureKind::Word));
    }
    let word = word.replace("dreissig", "dreißig");
    let (value, rest) =
        german_number(&word).map_or((0, word.as_str()), |(value, rest)| (value, rest));
    if value > 1 || (value == 1 && rest == "s") {
        return match rest {
            "" => Some((value * ONE, FigureKind::Word)),
            "einhalb" => Some((value * ONE + ONE / 2, FigureKind::Word)),
            _ => Some((value * ONE, FigureKind::Hint)),
        };
    }
    let says_one = ["mal", "jähr", "prozent", "tägig", "stündig", "monat", "woch", "eurostück"];
    if value == 1 && (says_one.iter().any(|says| rest.starts_with(says)) || rest == "ser") {
        return Some((ONE, FigureKind::Hint));
    }
    let hint = GERMAN_HINTS.iter().find(|(beginning, _)| word.starts_with(beginning));
    hint.map(|(_, value)| (value * ONE, FigureKind::Hint))
}

/// A number at the beginning of a word, and what follows it.
fn german_number(word: &str) -> Option<(u64, &str)> {
    let (mut total, mut rest) = (0, word);
    for (name, size) in [("tausend", 1_000), ("hundert", 100)] {
        let before = below_hundred(rest).filter(|(_, after)| after.starts_with(name));
        let (count, after) = match before {
            Some((count, after)) => (count, after),
            None if rest.starts_with(name) => (1, rest),
            None => continue,
        };
        total += count * size;
        rest = &after[name.len()..];
    }
    let end = below_hundred(rest);
    if let Some((value, after)) = end {
        (total, rest) = (total + value, after);
    }
    (total > 0).then_some((total, rest))
}

fn below_hundred(word: &str) -> Option<(u64, &str)> {
    let find = |table: &[(&str, u64)], word: &str| -> Option<(u64, usize)> {
        table
            .iter()
            .filter(|(name, _)| word.starts_with(name))
            .max_by_key(|(name, _)| name.len())
            .map(|(name, value)| (*value, name.len()))
    };
    if let Some((value, length)) = find(&GERMAN_TEENS, word).or_else(|| find(&GERMAN_TENS, word)) {
        return Some((value, &word[length..]));
    }
    let (value, length) = find(&GERMAN_UNITS, word)?;
    let rest = &word[length..];
    if let Some(after) = rest.strip_prefix("und")
        && let Some((tens, length)) = find(&GERMAN_TENS, after)
    {
        return Some((tens + value, &after[length..]));
    }
    Some((value, rest))
}

const ENGLISH: [(&str, u64, FigureKind); 77] = [
    ("thirteenth", 13, FigureKind::Hint),
    ("fourteenth", 14, FigureKind::Hint),
    ("fifteenth", 15, FigureKind::Hint),
    ("sixteenth", 16, FigureKind::Hint),
    ("seventeenth", 17, FigureKind::Hint),
    ("eighteenth", 18, FigureKind::Hint),
    ("nineteenth", 19, FigureKind::Hint),
    ("twentieth", 20, FigureKind::Hint),
    ("thirtieth", 30, FigureKind::Hint),
    ("fiftieth", 50, FigureKind::Hint),
    ("hundredth", 100, FigureKind::Hint),
    ("noon", 12, FigureKind::Hint),
    ("midday", 12, FigureKind::Hint),
    ("midnight", 0, FigureKind::Hint),
    ("fortnight", 14, FigureKind::Hint),
    ("two", 2, FigureKind::Word),
    ("three", 3, FigureKind::Word),
    ("four", 4, FigureKind::Word),
    ("five", 5, FigureKind::Word),
    ("six", 6, FigureKind::Word),
    ("seven", 7, FigureKind::Word),
    ("eight", 8, FigureKind::Word),
    ("nine", 9, FigureKind::Word),
    ("ten", 10, FigureKind::Word),
    ("eleven", 11, FigureKind::Word),
    ("twelve", 12, FigureKind::Word),
    ("thirteen", 13, FigureKind::Word),
    ("fourteen", 14, FigureKind::Word),
    ("fifteen", 15, FigureKind::Word),
    ("sixteen", 16, FigureKind::Word),
    ("seventeen", 17, FigureKind::Word),
    ("eighteen", 18, FigureKind::Word),
    ("nineteen", 19, FigureKind::Word),
    ("twenty", 20, FigureKind::Word),
    ("thirty", 30, FigureKind::Word),
    ("forty", 40, FigureKind::Word),
    ("fifty", 50, FigureKind::Word),
    ("sixty", 60, FigureKind::Word),
    ("seventy", 70, FigureKind::Word),
    ("eighty", 80, FigureKind::Word),
    ("ninety", 90, FigureKind::Word),
    ("twenties", 20, FigureKind::Hint),
    ("thirties", 30, FigureKind::Hint),
    ("forties", 40, FigureKind::Hint),
    ("fifties", 50, FigureKind::Hint),
    ("sixties", 60, FigureKind::Hint),
    ("seventies", 70, FigureKind::Hint),
    ("eighties", 80, FigureKind::Hint),
    ("nineties", 90, FigureKind::Hint),
    ("one", 1, FigureKind::Hint),
    ("once", 1, FigureKind::Hint),
    ("first", 1, FigureKind::Hint),
    ("single", 1, FigureKind::Hint),
    ("both", 2, FigureKind::Hint),
    ("twice", 2, FigureKind::Hint),
    ("second", 2, FigureKind::Hint),
    ("double", 2, FigureKind::Hint),
    ("doubled", 2, FigureKind::Hint),
    ("pair", 2, FigureKind::Hint),
    ("couple", 2, FigureKind::Hint),
    ("third", 3, FigureKind::Hint),
    ("triple", 3, FigureKind::Hint),
    ("fourth", 4, FigureKind::Hint),
    ("fifth", 5, FigureKind::Hint),
    ("sixth", 6, FigureKind::Hint),
    ("seventh", 7, FigureKind::Hint),
    ("eighth", 8, FigureKind::Hint),
    ("ninth", 9, FigureKind::Hint),
    ("tenth", 10, FigureKind::Hint),
    ("eleventh", 11, FigureKind::Hint),
    ("twelfth", 12, FigureKind::Hint),
    ("half", 50, FigureKind::Hint),
    ("quarter", 25, FigureKind::Hint),
    ("dozen", 12, FigureKind::Hint),
    ("week", 7, FigureKind::Hint),
    ("no", 0, FigureKind::Hint),
    ("zero", 0, FigureKind::Hint),
];

fn english(word: &str) -> Found {
    let known = ENGLISH.iter().find(|(name, ..)| *name == word);
    known.map(|(_, value, kind)| (value * ONE, *kind))
}

/// The end of what stands before a place, in lower case.
fn before(text: &str, at: usize) -> String {
    const FAR: usize = 12;
    let start = text[..at].char_indices().rev().nth(FAR).map_or(0, |(start, _)| start);
    text[start..at].trim_end().to_lowercase()
}

/// A million that no number counts: *eine Million*, *half a million*.
fn magnitude(word: &str, before: &str, is_german: bool) -> Found {
    let size: u64 = match word {
        "million" => 1_000_000,
        "milliarde" => 1_000_000_000,
        "billion" if is_german => 1_000_000_000_000,
        "billion" => 1_000_000_000,
        "trillion" if !is_german => 1_000_000_000_000,
        "hundred" | "hundert" => 100,
        "thousand" | "tausend" => 1_000,
        _ => return None,
    };
    let is_half = ["halbe", "halben", "half a"].iter().any(|half| before.ends_with(half));
    Some((size * ONE / if is_half { 2 } else { 1 }, FigureKind::Hint))
}

/// Roman numbers of kings, popes and world wars.
fn roman(word: &str) -> Found {
    const ROMAN: [&str; 13] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"];
    let place = ROMAN.iter().position(|number| *number == word)?;
    Some((((place + 1) as u64) * ONE, FigureKind::Hint))
}
