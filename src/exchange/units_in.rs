//! Reading sentence pairs.

use super::cells::yes;
use super::columns::Columns;
use super::names::Field;
use super::rows::{Row, UnitRow};
use crate::model::{BadLang, Lang, Variant};

/// What a row says; nothing if it is empty.
pub(super) fn row(row: &Row<'_>, columns: &Columns) -> Result<Option<UnitRow>, String> {
    if row.is_empty() {
        return Ok(None);
    }
    let mut variants: Vec<Variant> = Vec::new();
    for column in &columns.terms {
        let Some(text) = row.owned(Some(column.at)) else { continue };
        let lang = row.lang(column)?;
        if variants.iter().any(|variant| variant.lang == lang) {
            return Err(format!("two texts in {lang}; a unit has one in each language"));
        }
        variants.push(Variant { lang, text });
    }
    if variants.is_empty() {
        return Err("neither a text nor a translation".to_owned());
    }
    if variants.len() == 1 {
        return Err("no translation".to_owned());
    }
    if let Some(tag) = row.text(columns.field(Field::SourceLanguage)) {
        let lang: Lang = tag.parse().map_err(|error: BadLang| error.to_string())?;
        let place = variants.iter().position(|variant| variant.lang == lang);
        let place =
            place.ok_or_else(|| format!("no text in {lang}, the language of the original"))?;
        variants[..=place].rotate_right(1);
    }
    Ok(Some(UnitRow {
        line: row.line(),
        id: row.text(columns.field(Field::Id)).and_then(|id| id.parse().ok()),
        variants,
        document: row.owned(columns.field(Field::Document)),
        confidence: row.text(columns.field(Field::Confidence)).map(confidence).transpose()?,
        note: row.owned(columns.field(Field::Note)),
        created: row.text(columns.field(Field::Created)).map(date).transpose()?,
        changed: row.text(columns.field(Field::Changed)).map(date).transpose()?,
        is_approved: row.text(columns.field(Field::Approved)).map_or(Ok(false), yes)?,
        place: [Field::Memory, Field::Client, Field::Project, Field::Subject]
            .map(|field| row.owned(columns.field(field))),
        properties: columns
            .properties()
            .filter_map(|(name, at)| Some((name.to_owned(), row.owned(Some(at))?)))
            .collect(),
        ..UnitRow::default()
    }))
}

/// A date or a moment as people and other tools write it, in RFC 3339 and UTC.
fn date(cell: &str) -> Result<String, String> {
    let moment: Option<jiff::Timestamp> = cell.parse().ok().or_else(|| {
        let german = || jiff::civil::Date::strptime("%d.%m.%Y", cell);
        let day: jiff::civil::Date = cell.parse().or_else(|_| german()).ok()?;
        format!("{day}T00:00:00Z").parse().ok()
    });
    let moment = moment.ok_or_else(|| format!("`{cell}` is no date: write it as 2026-01-31"))?;
    Ok(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn confidence(cell: &str) -> Result<f64, String> {
    let (digits, whole) = match cell.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (cell, 1.0),
    };
    let number: Option<f64> =
        digits.replace(',', ".").parse().ok().map(|number: f64| number / whole);
    number
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| format!("the confidence `{cell}` is no number from 0 to 1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for cell in
            ["2024-03-12", "12.03.2024", "2024-03-12T00:00:00Z", "2024-03-12T01:00:00+01:00"]
        {
            assert_eq!(date(cell).as_deref(), Ok("2024-03-12T00:00:00Z"), "{cell}");
        }
        assert!(date("gestern").is_err() && date("2024-02-30").is_err());
        assert_eq!((yes("Ja"), yes("no")), (Ok(true), Ok(false)));
        assert!(yes("vielleicht").is_err());
    }

    #[test]
    fn a_confidence_is_a_number_from_0_to_1() {
        assert_eq!(confidence("0,98"), Ok(0.98));
        assert_eq!(confidence("98 %"), Ok(0.98));
        for cell in ["1.1", "-1", "NaN", "inf", "x"] {
            assert!(confidence(cell).is_err(), "{cell}");
        }
    }
}
