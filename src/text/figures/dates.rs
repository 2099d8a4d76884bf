//! Names of months and weekdays.

use super::{FigureKind, Found, ONE, Value};
use crate::model::Span;

/// Weekdays count from here, where no number is.
const WEEKDAYS_FROM: Value = 1 << 62;

/// What January is called in Austria.
const JAENNER: &str = "jänner";

const MONTHS: [[&str; 12]; 2] = [
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
];

/// Whether a word is the name of a month, in German or English, in whatever case.
pub fn is_month(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower == JAENNER || MONTHS.iter().flatten().any(|month| *month == lower)
}

const WEEKDAYS: [[&str; 7]; 2] = [
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
];

/// These are other words as well.
const AMBIGUOUS: [&str; 3] = ["may", "march", "mar"];

/// The month or weekday that a word names.
pub(super) fn read(text: &str, span: Span, lower: &str, is_german: bool) -> Found {
    if !span.of(text).starts_with(char::is_uppercase) && !is_german {
        return None;
    }
    let side = usize::from(!is_german);
    let weekday = WEEKDAYS[side].iter().position(|day| lower.starts_with(day));
    let weekday = weekday.or_else(|| lower.starts_with("sonnabend").then_some(5));
    if let Some(day) = weekday {
        return Some((WEEKDAYS_FROM + day as u64, FigureKind::Date));
    }
    let is_dated = || {
        let is_digit = |char: &char| char.is_ascii_digit();
        let after = text[span.end..].chars().take(3).any(|char| is_digit(&char));
        after || text[..span.start].chars().rev().take(4).any(|char| char.is_ascii_digit())
    };
    let month = MONTHS[side].iter().position(|month| {
        let abbreviates = lower.chars().count() == 3 || lower == "sept";
        lower == *month
            || (abbreviates && month.starts_with(lower) && is_dated())
            || (lower == JAENNER && *month == "januar")
    })?;
    let kind =
        if AMBIGUOUS.contains(&lower) && !is_dated() { FigureKind::Hint } else { FigureKind::Date };
    Some(((month as u64 + 1) * ONE, kind))
}
