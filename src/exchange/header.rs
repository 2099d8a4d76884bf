//! What the first row of a table is: its header, or a first entry.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::columns::Columns;
use super::names::{self, Langs, Name, Side};
use crate::model::Lang;

/// Whether a first row names columns rather than holding a first entry.
pub(super) fn is_header(row: &StringRecord, langs: Langs<'_>) -> bool {
    let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let different: BTreeSet<String> = cells.iter().map(|cell| cell.to_lowercase()).collect();
    if cells.is_empty() || different.len() < 2 {
        return false;
    }
    let columns = Columns::of_header(row, langs);
    let has_two = columns.languages() > 1;
    // A glossary may begin with `Quelle;source`: a header of these would leave nothing to read.
    match said_twice(row, langs) {
        Some(Name::Side(Side::SourceTerm | Side::Translation)) if cells.len() == 2 => return false,
        Some(Name::Side(_)) if !has_two => return false,
        // Of `Wortart;part of speech` one is a German noun, of `note;remark` none.
        Some(Name::Field(_)) if !has_two && is_capital(cells[0]) != is_capital(cells[1]) => {
            return false;
        }
        _ => {}
    }
    if has_two {
        return true;
    }
    // Or with `Deutsch;German`.
    if columns.terms.len() > 1 && columns.fields.is_empty() {
        return false;
    }
    let known = cells.iter().filter(|cell| names::parse(cell, langs).is_some()).count();
    let is_code = |cell: &&str| {
        [langs.0, langs.1].iter().any(|lang| lang.as_str().eq_ignore_ascii_case(cell))
    };
    known * 2 > cells.len() || cells.iter().any(is_code)
}

fn is_capital(cell: &str) -> bool {
    cell.starts_with(char::is_uppercase)
}

/// What both of the first two cells say, if it is the same.
fn said_twice(row: &StringRecord, langs: Langs<'_>) -> Option<Name> {
    let [first, second] = [0, 1].map(|at| names::parse(row.get(at)?, langs));
    first.filter(|first| second.as_ref() == Some(first))
}

/// The languages of the first row of a table that has no header, but in each row a source text, a
/// target text and their two languages, as DeepL takes and gives glossaries.
pub(super) fn own_langs(rows: &[StringRecord], langs: Langs<'_>) -> Option<[Lang; 2]> {
    let mut rows = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let first = rows.next()?;
    let own = langs_of(first, langs)?;
    let (mut all, mut alike) = (0, 0);
    for row in rows {
        all += 1;
        alike += usize::from(langs_of(row, langs).is_some());
    }
    let is_named = |at: usize| first.get(at).and_then(|cell| names::parse(cell, langs)).is_some();
    let fits = if all == 0 { !(is_named(0) && is_named(1)) } else { alike * 5 >= all * 4 };
    fits.then_some(own)
}

/// The two languages behind two texts.
fn langs_of(row: &StringRecord, langs: Langs<'_>) -> Option<[Lang; 2]> {
    let cell = |at: usize| row.get(at).map(str::trim).filter(|cell| !cell.is_empty());
    let lang = |at| names::language_in(cell(at)?, langs);
    let (source, target) = (lang(2)?, lang(3)?);
    let is_pair = cell(0).is_some() && cell(1).is_some() && !source.is_same_language(&target);
    is_pair.then_some([source, target])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> StringRecord {
        StringRecord::from(cells.to_vec())
    }

    fn is_header(cells: &[&str]) -> bool {
        super::is_header(&row(cells), (&Lang::german(), &Lang::english()))
    }

    #[test]
    fn a_first_entry_is_no_header() {
        for row in [
            &["Zoll", "duty"][..],
            &["Deutsch", "German"],
            &["Bank", "bank", "note"],
            &["Status", "status"],
            &["Quelle", "source"],
            &["Quelle", "source", "Wasser"],
            &["Wortart", "part of speech"],
            &["Übersetzung", "translation"],
            &["Quelltext", "source text"],
        ] {
            assert!(!is_header(row), "{row:?}");
        }
        for row in [
            &["de", "en"][..],
            &["Term", "Definition"],
            &["note", "remark"],
            &["de", "ingles"],
            &["fr", "es"],
            &["Quelle", "Ziel"],
            &["note", "remark", "source", "target"],
            &["Begriff", "Term"],
            &["Quelle", "source", "Ziel"],
        ] {
            assert!(is_header(row), "{row:?}");
        }
    }

    #[test]
    fn rows_with_their_own_languages_are_told_from_a_header() {
        let own = |rows: &[&[&str]]| {
            let rows: Vec<StringRecord> = rows.iter().map(|cells| row(cells)).collect();
            own_langs(&rows, (&Lang::german(), &Lang::english()))
                .map(|langs| langs.map(|lang| lang.to_string()).join("-"))
        };
        let duty = &["Zoll", "duty", "DE", "EN-US"][..];
        for (rows, langs) in [
            (&[duty][..], Some("de-en-US")),
            (&[duty, &["gate", "Tor", "en", "de"]], Some("de-en-US")),
            (&[&["term", "Benennung", "en", "de"], duty], Some("en-de")),
            (&[duty, duty, duty, duty, duty, &["Tor", "gate"]], Some("de-en-US")),
            (&[&["note", "remark", "de", "en"]], None),
            (&[&["note", "remark", "de", "en"], &["", "x", "Der Zoll ist hoch.", "High."]], None),
            (&[&["Zoll", "duty", "de", "de"]], None),
            (&[&["Zoll", "duty", "is", "no"]], None),
            (&[&["Zoll", "", "de", "en"]], None),
            (&[], None),
        ] {
            assert_eq!(own(rows).as_deref(), langs, "{rows:?}");
        }
    }
}
