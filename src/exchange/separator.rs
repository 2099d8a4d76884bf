//! Which character parts the cells of a table.

use super::names::{self, Langs};
use crate::model::Lang;

/// A character that parts cells, always ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Separator(pub(super) u8);

impl Separator {
    pub(super) const TAB: Self = Self(b'\t');
    /// When two fit equally well, the one that is rarer in cells goes first.
    pub(super) const ALL: [Self; 4] = [Self::TAB, Self(b';'), Self(b','), Self(b'|')];

    fn place(byte: u8) -> Option<usize> {
        Self::ALL.iter().position(|separator| separator.0 == byte)
    }
}

/// The separator that a first line `sep=;` declares, and the length of that line with its end.
pub(super) fn declared(text: &str) -> Option<(Separator, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let inner = line.trim_matches('"');
    let [_, _, _, b'=', byte] = inner.as_bytes() else { return None };
    if !inner.get(..3)?.eq_ignore_ascii_case("sep") || !byte.is_ascii() || *byte == b'"' {
        return None;
    }
    let rest = &text[line.len()..];
    let end = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    Some((Separator(*byte), line.len() + end))
}

/// The separator of a text that is clearly a table, whatever its name.
pub(super) fn of_table(text: &str) -> Option<Separator> {
    if let Some((separator, _)) = declared(text) {
        return Some(separator);
    }
    let (german, english) = (Lang::german(), Lang::english());
    let best = best(text, (&german, &english))?;
    // A sentence with a comma is no table yet.
    let telling = best.lines > 1 || best.separator != Separator(b',');
    (best.names > 1 || best.share >= 0.8 && telling).then_some(best.separator)
}

/// The separator that fits a table best; none if it has but one column.
pub(super) fn guess(text: &str, langs: Langs<'_>) -> Option<Separator> {
    best(text, langs).map(|fit| fit.separator)
}

/// How well a separator fits.
struct Fit {
    separator: Separator,
    /// How many cells of the first line are names of columns.
    names: usize,
    /// The share of lines that have the usual number of cells.
    share: f64,
    lines: usize,
}

/// So many lines are looked at.
const SAMPLE: usize = 100;

fn best(text: &str, langs: Langs<'_>) -> Option<Fit> {
    // Comments stand in glossaries of OmegaT.
    let is_comment = |line: &str| line.starts_with('#') && count(line) == [0; 4];
    let tells = |line: &&str| !line.trim().is_empty() && !is_comment(line);
    let lines: Vec<&str> = text.split(['\r', '\n']).filter(tells).take(SAMPLE).collect();
    let counts: Vec<[usize; 4]> = lines.iter().map(|line| count(line)).collect();
    let first = lines.first()?;
    let mut best: Option<Fit> = None;
    for (place, separator) in Separator::ALL.into_iter().enumerate() {
        let counts = counts.iter().map(|count| count[place]);
        // No text has tabs in its lines, and many a glossary leaves the last cells of a line out.
        let is_tab = separator == Separator::TAB;
        let counts = counts.map(|count| if is_tab { count.min(1) } else { count });
        let Some(share) = share(counts) else { continue };
        let cells = first.split(char::from(separator.0));
        let known = cells.filter(|cell| names::parse(cell, langs).is_some()).count();
        let names = if known > 1 { known } else { 0 };
        let fit = Fit { separator, names, share, lines: lines.len() };
        if best.as_ref().is_none_or(|best| (fit.names, fit.share) > (best.names, best.share)) {
            best = Some(fit);
        }
    }
    best
}

/// The share of lines that have the usual number of separators; none if no line has any.
fn share(counts: impl Iterator<Item = usize> + Clone) -> Option<f64> {
    let mut sorted: Vec<usize> = counts.clone().filter(|count| *count > 0).collect();
    sorted.sort_unstable();
    let usual = sorted.chunk_by(PartialEq::eq).map(<[usize]>::len).max()?;
    Some(usual as f64 / counts.count() as f64)
}

/// How often each separator stands in a line outside of quoted cells.
fn count(line: &str) -> [usize; 4] {
    let bytes = line.as_bytes();
    let (mut counts, mut at, mut cell_starts) = ([0; 4], 0, true);
    while let Some(byte) = bytes.get(at) {
        if cell_starts
            && *byte == b'"'
            && let Some(end) = quoted_end(bytes, at)
        {
            at = end;
            cell_starts = false;
            continue;
        }
        let place = Separator::place(*byte);
        if let Some(place) = place {
            counts[place] += 1;
        }
        cell_starts = place.is_some();
        at += 1;
    }
    counts
}

/// The place behind the quote that closes the one at `open`, if a separator or the end follows.
fn quoted_end(bytes: &[u8], open: usize) -> Option<usize> {
    let close = closing_quote(bytes, open)?;
    let ends = bytes.get(close + 1).is_none_or(|byte| Separator::place(*byte).is_some());
    ends.then_some(close + 1)
}

/// The place of the quote that closes the one at `open`; doubled quotes are skipped.
pub(super) fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> Option<char> {
        let (german, english) = (Lang::german(), Lang::english());
        guess(text, (&german, &english)).map(|separator| char::from(separator.0))
    }

    #[test]
    fn the_separator_is_told_by_what_stands_in_every_line() {
        for (text, separator) in [
            ("de,en\nZoll,duty\n", Some(',')),
            ("de;en\nZoll;duty, tariff, custom\n", Some(';')),
            ("Zoll; Maut\tduty, toll\nTor\tgate, door\n", Some('\t')),
            ("# Glossary\nZoll, der\tduty\tnote\nTor, das\tgate\n", Some('\t')),
            ("\"Zoll; Maut\",duty\n\"Tor; Tür\",gate\n", Some(',')),
            ("Zoll|duty\nTor|gate\n", Some('|')),
            ("5\" Rohr,pipe\nTor,gate\n", Some(',')),
            ("de,en,note\nZoll,duty,\"a;b;c\nd;e;f\ng;h;i\nj;k;l\"\n", Some(',')),
            ("Zölle;customs duties", Some(';')),
            ("Zoll\nTor\n", None),
            ("", None),
        ] {
            assert_eq!(guessed(text), separator, "{text}");
        }
    }

    #[test]
    fn excel_may_declare_it() {
        assert_eq!(declared("sep=;\r\nde"), Some((Separator(b';'), 7)));
        assert_eq!(declared("\"SEP=,\"\nde"), Some((Separator(b','), 8)));
        assert_eq!(declared("sep=\t"), Some((Separator(b'\t'), 5)));
        assert_eq!(declared("sep=ä\n"), None);
        assert_eq!(declared("separat=x\n"), None);
    }
}
