//! Numbers in digits.

use super::{Figure, FigureKind, ONE, Unit, Value};
use crate::model::{Lang, Span};

/// The numbers in digits of a text.
pub(super) fn read(text: &str, lang: &Lang) -> Vec<Figure> {
    let mut figures = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = (at..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) {
        let mut end = start;
        while end < bytes.len() {
            if bytes[end].is_ascii_digit() {
                end += 1;
                continue;
            }
            let Some(length) = separator(text, start, end) else { break };
            end += length;
        }
        push(text, Span::new(start, end), lang, &mut figures);
        at = end;
    }
    figures
}

/// The length of what parts two groups of digits at a place, if they are one number.
fn separator(text: &str, start: usize, at: usize) -> Option<usize> {
    let char = text[at..].chars().next()?;
    let length = char.len_utf8();
    let digits = text[at + length..].bytes().take_while(u8::is_ascii_digit).count();
    let is_grouped = digits == 3 && at - start <= 3;
    let parts = match char {
        '.' | ',' | ':' => digits > 0,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => is_grouped,
        _ => false,
    };
    parts.then_some(length)
}

/// Reads `1.200,50`, `1,200.50`, `12.03.2024`, `14:15`.
fn push(text: &str, span: Span, lang: &Lang, figures: &mut Vec<Figure>) {
    let part = span.of(text);
    if part.contains(':') {
        let mut start = span.start;
        for piece in part.split_inclusive(':') {
            let end = start + piece.trim_end_matches(':').len();
            let is_minute = start > span.start && &text[start..end] == "00";
            let before = figures.len();
            push(text, Span::new(start, end), lang, figures);
            if is_minute && let Some(figure) = figures.get_mut(before) {
                figure.kind = FigureKind::Hint;
            }
            start += piece.len();
        }
        return;
    }
    let is_mark = |char: char| !char.is_ascii_digit();
    let pieces: Vec<&str> = part.split(is_mark).collect();
    let marks: Vec<char> = part.chars().filter(|char| is_mark(*char)).collect();
    let is_time = matches!(pieces.as_slice(), [hour, minute] if hour.len() < 3 && minute.len() == 2)
        && marks == ['.']
        && is_hour(&text[span.end..]);
    let is_date = marks.iter().all(|mark| *mark == '.')
        && match pieces.as_slice() {
            [_, month, _] => month.len() < 3,
            [day, month] => day.len() < 3 && month.len() < 3 && is_short_date(text, span),
            _ => false,
        };
    if pieces.len() > 1 && !is_date && !is_time {
        let values = readings(&pieces, &marks, lang);
        if !values.is_empty() {
            figures.push(figure(span, values));
            return;
        }
    }
    let mut start = span.start;
    for piece in part.split_inclusive(is_mark) {
        let digits = piece.trim_end_matches(is_mark);
        // A longer row of digits is a code; its end tells it from others.
        let last = &digits[digits.len().saturating_sub(15)..];
        if let Ok(value) = last.parse::<u64>() {
            let place = Span::new(start, start + digits.len());
            let figure = figure(place, vec![value.saturating_mul(ONE)]);
            // The full hour is said without its minutes.
            let is_full = digits == "00" && start > span.start;
            let kind = if is_full { FigureKind::Hint } else { FigureKind::Digits };
            // 1.1.26
            let is_short_year =
                is_date && pieces.len() == 3 && digits.len() == 2 && !piece.ends_with('.');
            let loose = if is_short_year {
                vec![(1900 + value) * ONE, (2000 + value) * ONE]
            } else {
                figure.loose.clone()
            };
            figures.push(Figure { kind, loose, ..figure });
        }
        start += piece.len();
    }
}

/// Whether what stands behind a number makes it an hour.
fn is_hour(rest: &str) -> bool {
    let rest = rest.trim_start().to_lowercase();
    ["uhr", "a.m", "p.m", "am", "pm", "h "].iter().any(|hour| rest.starts_with(hour))
}

/// Whether digits stand as a German date does that says no year: *am 12.3.*
fn is_short_date(text: &str, span: Span) -> bool {
    const BEFORE: [&str; 9] = ["am", "vom", "zum", "bis", "den", "dem", "seit", "der", "ab"];
    let before = text[..span.start].split_whitespace().next_back().unwrap_or_default();
    text[span.end..].starts_with('.') && BEFORE.contains(&before.to_lowercase().as_str())
}

fn figure(span: Span, mut values: Vec<Value>) -> Figure {
    let loose = values.split_off(1);
    Figure { span, values, loose, kind: FigureKind::Digits, unit: Unit::None }
}

/// The values of digits with marks between them: in the notation of the language first, then in the
/// other one, since a translator may have left a number as it was.
fn readings(pieces: &[&str], marks: &[char], lang: &Lang) -> Vec<Value> {
    let (own, other) = if lang.primary() == "de" { (',', '.') } else { ('.', ',') };
    let mut values: Vec<Value> = Vec::new();
    for decimal in [own, other] {
        let value = reading(pieces, marks, decimal).filter(|value| !values.contains(value));
        values.extend(value);
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
    (whole * ONE).checked_add(thousandths)
}
