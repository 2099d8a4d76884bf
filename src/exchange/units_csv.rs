//! Sentence pairs as tables.
//!
//! Columns, in the order of the export: `id`, the source and the target language (`de`, `en`),
//! `document`, `confidence`, `note`, and then further languages where a unit has them. A region
//! stands in the column of its language if no unit has that. Where the order of the columns is not
//! that of translation, `translated_from` names the language of the original. Then come `created`
//! and `changed`, and where any unit has them `approved`, `memory`, `client`, `project`, `subject`
//! and a column for each property. Ids belong to the database and are not read back: units are known
//! by their texts.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;

use super::cells::{Dialect, Writer};
use super::columns::rank;
use super::error::ExchangeError;
use super::names::{self, Langs};
use super::report::{ExportReport, Loss};
use crate::model::{Lang, Section, SectionId, TranslationUnit};

/// Writes units as a table, in their order.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_units(
    out: &mut dyn Write,
    units: &[TranslationUnit],
    sections: &HashMap<SectionId, Section>,
    (from, to): Langs<'_>,
    dialect: Dialect,
) -> Result<ExportReport, ExchangeError> {
    let langs = (from, to);
    let fallback = Section::default();
    let section =
        |unit: &TranslationUnit| sections.get(&unit.provenance.section).unwrap_or(&fallback);
    let says_section = units.iter().any(|unit| *section(unit) != fallback);
    let says_approved = units.iter().any(|unit| unit.provenance.is_approved);
    let named: BTreeSet<&str> = units
        .iter()
        .flat_map(|unit| unit.provenance.properties.keys())
        .map(String::as_str)
        .collect();
    let (properties, unnameable): (Vec<&str>, Vec<&str>) = named
        .into_iter()
        .partition(|name| names::parse(name, langs).is_none() && name.trim() == *name);
    let (first, second) = (standing_in(units, from), standing_in(units, to));
    let further: BTreeSet<&Lang> = units
        .iter()
        .flat_map(|unit| unit.variants.iter().map(|variant| &variant.lang))
        .filter(|lang| *lang != first && *lang != second)
        .collect();
    let orders: Vec<Order> = units.iter().map(|unit| Order::of(unit, langs)).collect();
    let says_from = orders.iter().any(|order| *order != Order::OfColumns);

    let mut header = vec!["id".to_owned(), names::of_language(first, langs)];
    header.push(names::of_language(second, langs));
    header.extend(["document", "confidence", "note"].map(str::to_owned));
    header.extend(further.iter().map(|lang| names::of_language(lang, langs)));
    header.extend(says_from.then(|| "translated_from".to_owned()));
    header.extend(["created", "changed"].map(str::to_owned));
    header.extend(says_approved.then(|| "approved".to_owned()));
    if says_section {
        header.extend(["memory", "client", "project", "subject"].map(str::to_owned));
    }
    header.extend(properties.iter().map(|name| (*name).to_owned()));

    let mut writer = Writer::new(out, dialect)?;
    writer.row(header.iter().map(String::as_str))?;
    let mut doubled = 0;
    for (unit, order) in units.iter().zip(&orders) {
        let id = unit.id.map(|id| id.to_string()).unwrap_or_default();
        let confidence = unit.provenance.confidence.map(|number| dialect.number(number));
        let text = |lang: &Lang| {
            let variant = unit.variants.iter().find(|variant| variant.lang == *lang);
            variant.map_or("", |variant| variant.text.as_str())
        };
        let mut row = vec![id.as_str(), text(first), text(second), unit.provenance.origin.as_str()];
        row.extend(
            [confidence.as_deref(), unit.provenance.note.as_deref()].map(Option::unwrap_or_default),
        );
        row.extend(further.iter().map(|lang| text(lang)));
        let original = unit.variants.first().filter(|_| *order != Order::OfColumns);
        row.extend(says_from.then(|| original.map_or("", |variant| variant.lang.as_str())));
        let provenance = &unit.provenance;
        row.extend([provenance.created.as_str(), &provenance.changed]);
        row.extend(says_approved.then_some(if provenance.is_approved { "yes" } else { "" }));
        let Section { memory, client, project, subject } = section(unit);
        if says_section {
            row.extend([memory, client, project, subject].map(String::as_str));
        }
        let property = |name: &&str| provenance.properties.get(*name).map_or("", String::as_str);
        row.extend(properties.iter().map(property));
        writer.row(row)?;
        let different: BTreeSet<&Lang> =
            unit.variants.iter().map(|variant| &variant.lang).collect();
        doubled += unit.variants.len() - different.len();
    }
    let mut lost = writer.finish()?;
    lost.extend(Loss::of("second texts in a language", doubled));
    let lost_properties = units
        .iter()
        .flat_map(|unit| unit.provenance.properties.keys())
        .filter(|name| unnameable.contains(&name.as_str()));
    lost.extend(Loss::of("properties named like a column", lost_properties.count()));
    let details = units.iter().filter_map(|unit| unit.provenance.details.as_deref());
    let detailed = details.filter(|details| details.says_anything()).count();
    lost.extend(Loss::of("codes and details of other tools", detailed));
    let mixed = orders.iter().filter(|order| **order == Order::Mixed).count();
    lost.extend(Loss::of("orders of more than two languages", mixed));
    Ok(ExportReport { written: units.len(), lost })
}

/// The language of the units that stands in the column of `lang`: itself, or one of its regions if
/// no unit has it.
fn standing_in<'u>(units: &'u [TranslationUnit], lang: &'u Lang) -> &'u Lang {
    let langs = || units.iter().flat_map(|unit| &unit.variants).map(|variant| &variant.lang);
    if langs().any(|found| found == lang) {
        return lang;
    }
    langs().filter(|found| found.is_same_language(lang)).min().unwrap_or(lang)
}

/// How the languages of a unit are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As they are read back.
    OfColumns,
    /// As they are read back but for the first.
    FirstApart,
    /// In no way that is read back.
    Mixed,
}

impl Order {
    fn of(unit: &TranslationUnit, langs: Langs<'_>) -> Self {
        let order: Vec<(u8, &Lang)> = unit
            .variants
            .iter()
            .map(|variant| (rank(&variant.lang, langs), &variant.lang))
            .collect();
        if order.is_sorted() {
            Self::OfColumns
        } else if order.get(1..).is_some_and(<[_]>::is_sorted) {
            Self::FirstApart
        } else {
            Self::Mixed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{all_units, reading};
    use super::super::{Content, Format, Refusal, Source, TableKind, UnitRow};
    use super::*;
    use crate::model::{Details, Provenance, UnitId, Variant};

    #[derive(Debug)]
    struct Table {
        rows: Vec<UnitRow>,
        refused: Vec<Refusal>,
        remarks: Vec<String>,
    }

    fn table(text: &str, kind: Option<TableKind>) -> Table {
        let (german, english) = (Lang::german(), Lang::english());
        let source = Source::of(text.as_bytes().to_vec(), "x.csv").unwrap();
        match Content::open(source, &reading((&german, &english), Some(Format::Csv), kind)) {
            Ok((_, Content::Units(units))) => {
                let remarks = units.remarks().to_vec();
                let (rows, refused) = all_units(units);
                Table { rows, refused, remarks }
            }
            other => panic!("{other:?}"),
        }
    }

    fn unit(texts: &[(&str, &str)], confidence: Option<f64>) -> TranslationUnit {
        let variant = |(lang, text): &(&str, &str)| Variant {
            lang: lang.parse().unwrap(),
            text: (*text).to_owned(),
        };
        TranslationUnit {
            id: Some(UnitId(7)),
            variants: texts.iter().map(variant).collect(),
            provenance: Provenance {
                origin: "Der Pakt".to_owned(),
                confidence,
                ..Default::default()
            },
        }
    }

    #[test]
    fn units_go_out_and_in() {
        let units = [
            unit(&[("de", "Ein Satz."), ("en", "A sentence.")], Some(0.5)),
            unit(&[("en", "Two."), ("de", "Zwei.")], None),
            unit(&[("en", "Three."), ("de", "Drei."), ("fr", "Trois.")], Some(1.0)),
            unit(&[("de-AT", "Vier."), ("en", "Four.")], None),
        ];
        let (german, english) = (Lang::german(), Lang::english());
        for dialect in [Dialect::Csv, Dialect::Tsv, Dialect::ExcelDe] {
            let mut out = Vec::new();
            let report =
                write_units(&mut out, &units, &HashMap::new(), (&german, &english), dialect)
                    .unwrap();
            assert_eq!((report.written, report.lost.len()), (4, 0));
            let table = table(&String::from_utf8(out).unwrap(), None);
            assert_eq!((table.refused.len(), table.remarks.len()), (0, 0), "{table:?}");
            for (row, unit) in table.rows.iter().zip(&units) {
                assert_eq!(row.variants, unit.variants);
                assert_eq!(row.document.as_deref(), Some("Der Pakt"));
                assert_eq!(row.confidence, unit.provenance.confidence);
            }
        }
    }

    #[test]
    fn a_mark_of_ours_is_no_detail_of_another_tool() {
        let lost = |details: Details| {
            let mut unit = unit(&[("de", "Ein Satz."), ("en", "A sentence.")], None);
            unit.provenance.details = details.if_any();
            let langs = (&Lang::german(), &Lang::english());
            let (sections, mut out) = (HashMap::new(), Vec::new());
            write_units(&mut out, &[unit], &sections, langs, Dialect::Csv).unwrap().lost
        };
        let mut marked = Details::default();
        marked.mark_undated();
        assert_eq!(lost(marked.clone()), []);
        marked.attributes.push(("tuid".to_owned(), "1".to_owned()));
        assert_eq!(lost(marked)[0].count, 1);
    }

    #[test]
    fn long_rows_are_units_and_bad_ones_are_refused() {
        let table = table(
            "de,en,Farbe\nDas ist ein langer Satz hier.,This is one long sentence here.,\n\
             Das ist ein Satz ohne Übersetzung.,,\n",
            None,
        );
        assert_eq!((table.rows.len(), table.refused[0].line), (1, 3));
        assert!(table.remarks[0].contains("taken for sentence pairs"), "{:?}", table.remarks);
    }
}
