//! Numbers that stand on one side only.
//!
//! Numbers are compared by their value, in the notation of their language (`1.200,50`, `1,200.50`), in
//! any order. Dates and times fall into their parts. Small ones may be written out on the other side,
//! so they count only if that side has another number in their place.

use crate::model::Lang;
use crate::text::tokenize::words;

/// Up to this one numbers are often written out.
const WRITTEN_OUT: u64 = 12;

/// A number in thousandths.
type Value = u64;

const ONE: Value = 1_000;

/// Says which numbers one side has and the other has not.
pub(super) fn examine(
    (source, from): (&str, &Lang),
    (target, to): (&str, &Lang),
) -> Option<String> {
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit(source) && !has_digit(target) {
        return None;
    }
    let (of_source, of_target) = (numbers(source, from), numbers(target, to));
    let only_source = without(&of_source, &of_target);
    let only_target = without(&of_target, &of_source);
    let is_large =
        |number: &&Number| number.readings.iter().all(|value| *value > WRITTEN_OUT * ONE);
    let written = [source, target].iter().any(|text| is_written_out(text));
    let differ = !only_source.is_empty() && !only_target.is_empty();
    let lacks = only_source.iter().chain(&only_target).any(is_large);
    if !differ && !lacks || written {
        return None;
    }
    let shown = |numbers: &[&Number], lang: &Lang| {
        let texts: Vec<&str> = numbers.iter().take(4).map(|number| number.text).collect();
        (!texts.is_empty()).then(|| format!("only in {lang}: {}", texts.join(", ")))
    };
    let told: Vec<String> =
        [shown(&only_source, from), shown(&only_target, to)].into_iter().flatten().collect();
    Some(told.join("; "))
}

/// Parts of words for numbers that are hard to compare with digits: *90er* and *1990s*, *1,5 Mio.* and
/// *1,500,000*, *25* and *twenty-five*, *20 Uhr* and *8 p.m.*
const WRITTEN: [&str; 30] = [
    "mio",
    "mrd",
    "million",
    "billion",
    "milliarde",
    "hundert",
    "hundred",
    "tausend",
    "thousand",
    "dutzend",
    "dozen",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    " uhr",
    "p.m.",
    "0er",
];

fn is_written_out(text: &str) -> bool {
    let text = text.to_lowercase();
    WRITTEN.iter().any(|part| text.contains(part))
}

/// A number with the values that it may have.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number<'t> {
    text: &'t str,
    readings: Vec<Value>,
}

/// The numbers that have no counterpart on the other side.
fn without<'n, 't>(numbers: &'n [Number<'t>], others: &[Number<'_>]) -> Vec<&'n Number<'t>> {
    let mut left: Vec<&Number<'_>> = others.iter().collect();
    numbers
        .iter()
        .filter(|number| {
            let same = |other: &&Number<'_>| {
                other.readings.iter().any(|value| number.readings.contains(value))
            };
            match left.iter().position(same) {
                Some(place) => {
                    left.remove(place);
                    false
                }
                None => true,
            }
        })
        .collect()
}

fn numbers<'t>(text: &'t str, lang: &Lang) -> Vec<Number<'t>> {
    let mut found = Vec::new();
    for token in words(text) {
        let word = token.span.of(text);
        if !word.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        for part in
            word.split(|char: char| !char.is_ascii_digit() && !matches!(char, '.' | ',' | ':'))
        {
            let part = part.trim_matches(['.', ',', ':']);
            if !part.is_empty() {
                push(part, lang, &mut found);
            }
        }
    }
    found
}

/// Reads `1.200,50`, `1,200.50`, `12.03.2024`, `14:15`.
fn push<'t>(part: &'t str, lang: &Lang, found: &mut Vec<Number<'t>>) {
    let pieces: Vec<&str> = part.split(['.', ',', ':']).collect();
    let marks: Vec<char> = part.chars().filter(|char| !char.is_ascii_digit()).collect();
    if pieces.len() > 1 && !marks.contains(&':') {
        let readings = readings(&pieces, &marks, lang);
        if !readings.is_empty() {
            found.push(Number { text: part, readings });
            return;
        }
    }
    for piece in pieces {
        // A longer row of digits is a code; its end tells it from others.
        let digits = &piece[piece.len().saturating_sub(15)..];
        if let Ok(value) = digits.parse::<u64>() {
            let mut readings = vec![value * ONE];
            // 14 Uhr is 2 p.m.
            if (13..24).contains(&value) && marks.contains(&':') {
                readings.push((value - 12) * ONE);
            }
            found.push(Number { text: part, readings });
        }
    }
}

/// The values of digits with points and commas between them: by the notation of the language first,
/// by the other one too, since a translator may have left a number as it was.
fn readings(pieces: &[&str], marks: &[char], lang: &Lang) -> Vec<Value> {
    let decimal = if lang.primary() == "de" { ',' } else { '.' };
    let mut values: Vec<Value> = Vec::new();
    for decimal in [decimal, if decimal == ',' { '.' } else { ',' }] {
        let Some(value) = reading(pieces, marks, decimal) else { continue };
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

fn reading(pieces: &[&str], marks: &[char], decimal: char) -> Option<Value> {
    let point = marks.iter().position(|mark| *mark == decimal);
    if point.is_some_and(|at| at + 1 != marks.len()) {
        return None;
    }
    let (whole, fraction) = pieces.split_at(point.map_or(pieces.len(), |at| at + 1));
    let is_grouped = whole.iter().skip(1).all(|piece| piece.len() == 3);
    if !is_grouped
        || whole.first().is_none_or(|piece| piece.is_empty() || piece.len() > 3 && whole.len() > 1)
    {
        return None;
    }
    let whole: u64 = whole.concat().parse().ok().filter(|whole| *whole < u64::MAX / ONE)?;
    let fraction = fraction.first().copied().unwrap_or("");
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(whole * ONE + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str, target: &str) -> Option<String> {
        examine((source, &Lang::german()), (target, &Lang::english()))
    }

    #[test]
    fn the_same_numbers_in_other_notation_are_the_same() {
        for (source, target) in [
            ("1.200,50 Euro", "1,200.50 euros"),
            ("Am 12.03.2024 um 14:15 Uhr", "On 3/12/2024 at 2:15 p.m."),
            ("3 Fälle", "three cases"),
            ("im Jahr 1.000.000", "in the year 1,000,000"),
            ("2,5 Prozent", "2.5 percent"),
            ("Version 4.0.30319", "Version 4.0.30319"),
            ("G20 und 7. Mai", "7 May and G20"),
            ("KB2345678", "KB2345678"),
            ("der 19. Tag", "the 19th day"),
            ("100.000", "100.000"),
            ("um 20 Uhr", "at 8 p.m."),
            ("in den 90er Jahren", "in the 1990s"),
            ("25 Fälle", "twenty-five cases"),
            ("1,5 Mio. Euro", "1,500,000 euros"),
        ] {
            assert_eq!(told(source, target), None, "{source} {target}");
        }
    }

    #[test]
    fn other_numbers_are_told() {
        assert_eq!(
            told("1.200 Gäste", "1,300 guests").unwrap(),
            "only in de: 1.200; only in en: 1,300"
        );
        assert_eq!(told("3 Fälle", "4 cases").unwrap(), "only in de: 3; only in en: 4");
        assert_eq!(told("im Jahr 2024", "in that year").unwrap(), "only in de: 2024");
        assert!(told("", "25 percent").is_some());
    }
}
