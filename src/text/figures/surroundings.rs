//! What stands around a number and changes its value: words of magnitude, times of day, centuries,
//! units of measure.

use super::{Figure, FigureKind, ONE, Unit, Value};
use crate::model::Lang;
use crate::text::tokenize::words;

const GERMAN_SIZES: [(&str, u64); 15] = [
    ("trillion", 1_000_000_000_000_000_000),
    ("trillionen", 1_000_000_000_000_000_000),
    ("mio", 1_000_000),
    ("million", 1_000_000),
    ("millionen", 1_000_000),
    ("mrd", 1_000_000_000),
    ("milliarde", 1_000_000_000),
    ("milliarden", 1_000_000_000),
    ("bio", 1_000_000_000_000),
    ("billion", 1_000_000_000_000),
    ("billionen", 1_000_000_000_000),
    ("tausend", 1_000),
    ("hundert", 100),
    ("dutzend", 12),
    ("tsd", 1_000),
];

const ENGLISH_SIZES: [(&str, u64); 15] = [
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mln", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
    ("thousand", 1_000),
    ("k", 1_000),
    ("hundred", 100),
    ("dozen", 12),
    ("score", 20),
];

/// Translators convert these.
const METRIC: [&str; 26] = [
    "km",
    "kilometer",
    "kilometern",
    "kilometres",
    "kilometers",
    "meter",
    "metern",
    "metres",
    "meters",
    "m",
    "cm",
    "zentimeter",
    "zentimetern",
    "mm",
    "kg",
    "kilo",
    "kilogramm",
    "kilogrammes",
    "gramm",
    "tonnen",
    "grad",
    "celsius",
    "liter",
    "litern",
    "hektar",
    "quadratmeter",
];
const IMPERIAL: [&str; 24] = [
    "mile",
    "miles",
    "feet",
    "foot",
    "ft",
    "inch",
    "inches",
    "yard",
    "yards",
    "pound",
    "pounds",
    "lb",
    "lbs",
    "stone",
    "fahrenheit",
    "acre",
    "acres",
    "gallon",
    "gallons",
    "ounce",
    "ounces",
    "mph",
    "f",
    "degrees",
];

/// Gives figures the values that their surroundings tell.
pub(super) fn apply(text: &str, lang: &Lang, figures: &mut [Figure]) {
    let is_german = lang.primary() == "de";
    let sizes: &[(&str, u64)] = match lang.primary() {
        "de" => &GERMAN_SIZES,
        "en" => &ENGLISH_SIZES,
        _ => return,
    };
    // Backwards, so that the first number of a range learns magnitude and unit of the second.
    let mut next: Option<(usize, u64)> = None;
    let mut unit: Option<(usize, Unit)> = None;
    for place in (0..figures.len()).rev() {
        let figure = &mut figures[place];
        let start = figure.span.start;
        if matches!(figure.kind, FigureKind::Hint | FigureKind::Date) {
            next = None;
            continue;
        }
        let size = size(text, figure, sizes);
        let of_range = next.filter(|(at, _)| is_range(&text[figure.span.end..*at]));
        match (size, of_range) {
            (Some((size, end)), _) => {
                multiply(figure, size);
                // Behind digits `m` may also be metres.
                if size > 1 && text[figure.span.end..end].len() == 1 {
                    figure.loose.extend(figure.values.iter().map(|value| value / size));
                }
                figure.span.end = end;
                next = Some((start, size));
            }
            (None, Some((_, size))) => {
                let values = figure.values.iter().map(|value| value.saturating_mul(size));
                figure.loose.extend(values.collect::<Vec<_>>());
                next = None;
            }
            (None, None) => next = None,
        }
        add_half(text, figure);
        read_behind(text, is_german, figure);
        read_before(text, figure);
        let of_range = unit.take().filter(|(at, _)| is_range(&text[figure.span.end..*at]));
        if let Some((_, of_range)) = of_range.filter(|_| figure.unit == Unit::None) {
            figure.unit = of_range;
        }
        unit = (figure.unit != Unit::None).then_some((start, figure.unit));
    }
}

/// A word of magnitude behind a number, with where it ends.
fn size(text: &str, figure: &Figure, sizes: &[(&str, u64)]) -> Option<(u64, usize)> {
    let rest = &text[figure.span.end..];
    let word = words(rest).next()?;
    let gap = &rest[..word.span.start];
    if !matches!(gap, "" | " " | "-" | "\u{a0}" | "\u{202f}") {
        return None;
    }
    let lower = word.span.of(rest).to_lowercase();
    let known = sizes.iter().find(|(name, _)| *name == lower)?;
    // A single letter is one only at the number itself.
    let is_one = lower.len() > 1 || gap.is_empty();
    is_one.then_some((known.1, figure.span.end + word.span.end))
}

/// Four *and a half*.
fn add_half(text: &str, figure: &mut Figure) {
    let rest = near(text, figure.span.end).to_lowercase();
    let mut rest = rest.trim_start_matches([' ', '-']).split([' ', '-']);
    if [rest.next(), rest.next(), rest.next()] == [Some("and"), Some("a"), Some("half")] {
        let values = figure.values.iter().map(|value| value.saturating_add(ONE / 2));
        figure.loose.extend(values.collect::<Vec<_>>());
    }
}

/// What stands right behind a place.
fn near(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.char_indices().nth(NEAR).map_or(rest, |(end, _)| &rest[..end])
}

fn multiply(figure: &mut Figure, size: u64) {
    for value in figure.values.iter_mut().chain(&mut figure.loose) {
        *value = value.saturating_mul(size);
    }
}

fn is_range(between: &str) -> bool {
    let between = between.trim();
    ["bis", "und", "oder", "to", "and", "or", "–", "-", "—", "bis zu", ","].contains(&between)
}

/// So far behind a number stands what belongs to it, in characters.
const NEAR: usize = 60;

/// What stands behind a number: hours, decades, centuries, units.
fn read_behind(text: &str, is_german: bool, figure: &mut Figure) {
    let rest = near(text, figure.span.end);
    let value = figure.values[0];
    let mut behind =
        words(rest).map(|token| (token.span.start, token.span.of(rest).to_lowercase()));
    let first = behind.next();
    let second = behind.next().map(|(_, word)| word).unwrap_or_default();
    let Some((gap, word)) = first else { return };
    let is_near = gap <= 3;
    if value > 12 * ONE && value <= 24 * ONE && is_german {
        figure.loose.push(value - 12 * ONE);
    }
    // 0.15 Uhr is 12.15 a.m.
    if value == 0 && is_german {
        figure.loose.push(12 * ONE);
    }
    if !is_german && value <= 12 * ONE {
        let afternoon = ["p", "pm", "p.m"].contains(&word.as_str())
            || rest.contains("p.m.")
            || rest.contains("pm")
            || rest.contains("in the evening")
            || rest.contains("afternoon");
        if afternoon {
            figure.loose.push(value + 12 * ONE);
        }
    }
    if !is_near {
        return;
    }
    match word.as_str() {
        // the 90er, the 1990s
        "er" | "ern" | "iger" | "s" if value < 100 * ONE => {
            figure.loose.extend([value + 1900 * ONE, value + 2000 * ONE, value + 1800 * ONE]);
        }
        "er" | "ern" | "s" => figure.loose.push(value % (100 * ONE)),
        "jahrhundert" | "jahrhunderts" | "jahrhunderten" | "jh" | "century" => {
            figure.loose.push(value.saturating_sub(ONE) * 100);
        }
        _ => {}
    }
    let measures = [word.as_str(), second.as_str()];
    figure.unit = if measures.iter().any(|word| IMPERIAL.contains(word)) {
        Unit::Imperial
    } else if METRIC.contains(&measures[0]) || METRIC.contains(&measures[1]) {
        Unit::Metric
    } else {
        Unit::None
    };
}

/// What stands before a number: `’68`, `2015/16`.
fn read_before(text: &str, figure: &mut Figure) {
    let before = &text[..figure.span.start];
    let length = figure.span.end - figure.span.start;
    let value: Value = figure.values[0];
    let Some(mark) = before.chars().next_back() else { return };
    let digits = before.trim_end_matches(mark).chars().rev().take_while(char::is_ascii_digit);
    let digits = digits.count();
    let is_year = matches!(mark, '’' | '\'' | '‘')
        || (matches!(mark, '/' | '-' | '–') && (digits == 4 || digits == 2));
    if length == 2 && is_year {
        figure.loose.extend([value + 1900 * ONE, value + 2000 * ONE]);
    }
}
