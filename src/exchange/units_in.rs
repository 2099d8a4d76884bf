//! Reading sentence pairs.

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
        if variants.iter().any(|variant| variant.lang == column.lang) {
            return Err(format!("two texts in {}; a unit has one in each language", column.lang));
        }
        variants.push(Variant { lang: column.lang.clone(), text });
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
        variants,
        document: row.owned(columns.field(Field::Document)),
        confidence: row.text(columns.field(Field::Confidence)).map(confidence).transpose()?,
        note: row.owned(columns.field(Field::Note)),
    }))
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
    fn a_confidence_is_a_number_from_0_to_1() {
        assert_eq!(confidence("0,98"), Ok(0.98));
        assert_eq!(confidence("98 %"), Ok(0.98));
        for cell in ["1.1", "-1", "NaN", "inf", "x"] {
            assert!(confidence(cell).is_err(), "{cell}");
        }
    }
}
