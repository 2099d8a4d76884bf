//! Sentence pairs through every format.

use std::collections::HashMap;

use beleg::exchange::{Dialect, ExportReport, Format, tmx, units_csv, xliff};
use beleg::model::{
    Context, Details, Lang, Provenance, Remark, Section, TextDetails, TranslationUnit, Variant,
};
use beleg::project::{Extent, Numbered, Project, Rows, Selection};
use proptest::prelude::*;

use super::{import, import_file, scratch};

/// A format, and how units look that went through it.
struct Channel {
    name: &'static str,
    format: Format,
    write: fn(&mut Vec<u8>, &[TranslationUnit], &Project) -> ExportReport,
    holds: fn(TranslationUnit) -> TranslationUnit,
}

const CHANNELS: &[Channel] = &[
    Channel { name: "csv", format: Format::Csv, write: csv::<0>, holds: of_table },
    Channel { name: "tsv", format: Format::Tsv, write: csv::<1>, holds: of_table },
    Channel { name: "csv for Excel", format: Format::Csv, write: csv::<2>, holds: of_table },
    Channel { name: "xlsx", format: Format::Xlsx, write: csv::<3>, holds: of_table },
    Channel { name: "jsonl", format: Format::Jsonl, write: jsonl, holds: all },
    Channel { name: "tmx", format: Format::Tmx, write: tmx, holds: all },
    Channel { name: "xliff", format: Format::Xliff, write: xliff, holds: of_working_document },
    Channel { name: "xliff 2", format: Format::Xliff2, write: xliff2, holds: of_working_document },
];

fn csv<const DIALECT: usize>(
    out: &mut Vec<u8>,
    units: &[TranslationUnit],
    project: &Project,
) -> ExportReport {
    let dialect = [Dialect::Csv, Dialect::Tsv, Dialect::ExcelDe, Dialect::Xlsx][DIALECT];
    units_csv::write_units(out, units, &HashMap::new(), langs(project), dialect).expect("memory")
}

fn tmx(out: &mut Vec<u8>, units: &[TranslationUnit], project: &Project) -> ExportReport {
    let mut common = tmx::Common::default();
    units.iter().for_each(|unit| common.note(unit));
    let mut writer = tmx::Writer::begin(out, &common, langs(project).0).expect("memory");
    for unit in units {
        writer.unit(unit, &Section::default()).expect("memory");
    }
    writer.end().expect("memory")
}

fn xliff(out: &mut Vec<u8>, units: &[TranslationUnit], project: &Project) -> ExportReport {
    xliff::write_units_12(out, units, &HashMap::new(), langs(project)).expect("memory")
}

fn xliff2(out: &mut Vec<u8>, units: &[TranslationUnit], project: &Project) -> ExportReport {
    xliff::write_units_2(out, units, &HashMap::new(), langs(project)).expect("memory")
}

fn jsonl(out: &mut Vec<u8>, _: &[TranslationUnit], project: &Project) -> ExportReport {
    let all = Selection::default();
    project.write_backup(out, Extent::Units(&all)).expect("memory")
}

/// The languages of a database, as formats take them.
fn langs(project: &Project) -> (&Lang, &Lang) {
    (&project.langs().from, &project.langs().to)
}

fn all(unit: TranslationUnit) -> TranslationUnit {
    unit
}

/// Cells are trimmed, and tables hold no neighbours and nothing of other tools.
fn of_table(mut unit: TranslationUnit) -> TranslationUnit {
    unit.provenance.context = Context::default();
    unit.provenance.details = None;
    unit
}

/// A working document is in two languages, and has no properties with attributes.
fn of_working_document(mut unit: TranslationUnit) -> TranslationUnit {
    unit.variants.truncate(2);
    unit.provenance.details = unit.provenance.details.and_then(|mut details| {
        details.texts.truncate(2);
        details.remarks.clear();
        details.if_any()
    });
    unit
}

fn text() -> impl Strategy<Value = String> {
    // What XML and tables trip over, with something to see at both ends.
    "[A-ZÄa-zß<&\"'=]([a-zöü \t\n\"';,|&<>]{0,12}[.!?a-z🦀])?"
}

fn coded() -> impl Strategy<Value = Option<String>> {
    prop::option::of(Just("Satz <ph x=\"1\">&lt;br&gt;</ph>mit <hi>Code</hi>".to_owned()))
}

prop_compose! {
    fn unit(number: usize)(
        texts in prop::collection::vec(text(), 2..4),
        note in prop::option::of("[a-z]{1,5} [a-z;,]{1,5}[a-z]"),
        confidence in prop::option::of((0..=100_u8).prop_map(|percent| f64::from(percent) / 100.0)),
        is_approved in any::<bool>(),
        properties in prop::collection::btree_map("x-[a-c]", "[a-z<&]{1,6}", 0..3),
        coded in coded(),
        remark in prop::option::of(text()),
    ) -> TranslationUnit {
        let mut variants: Vec<Variant> = texts
            .iter()
            .zip(["de", "en", "fr"])
            .map(|(text, lang)| Variant {
                lang: lang.parse().expect("a tag"),
                text: format!("{number} {text}"),
            })
            .collect();
        let mut details = Details::default();
        if let Some(coded) = coded {
            variants[0].text = format!("{number} Satz mit Code");
            details.texts = vec![TextDetails::default(); variants.len()];
            details.texts[0].coded = Some(format!("{number} {coded}"));
        }
        if let Some(text) = remark {
            let kind = Some("x-said".to_owned());
            let attributes = vec![("xml:lang".to_owned(), "en".to_owned())];
            details.remarks.push(Remark { kind, attributes, text });
        }
        TranslationUnit {
            id: None,
            variants,
            provenance: Provenance {
                origin: "Vertrag".to_owned(),
                confidence,
                created: "2024-03-12T10:15:00Z".to_owned(),
                changed: "2024-04-01T08:00:00Z".to_owned(),
                note,
                is_approved,
                properties,
                details: details.if_any(),
                ..Provenance::default()
            },
        }
    }
}

fn units() -> impl Strategy<Value = Vec<TranslationUnit>> {
    (0..4_usize).prop_flat_map(|count| (0..=count).map(unit).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_a_format_holds_comes_back(units in units()) {
        let mut project = scratch();
        let rows = units.into_iter().enumerate().map(|(line, unit)| Ok(Numbered { line, unit, section: None }));
        import(&mut project, Rows::Units(Box::new(rows)));
        let stored = project.units(&Selection::default()).expect("units");
        for Channel { name, format, write, holds } in CHANNELS {
            let mut out = Vec::new();
            let report = write(&mut out, &stored, &project);
            // A backup counts the memories too that units belong to.
            prop_assert!(report.written >= stored.len(), "{}", name);
            let there = import_file(out, *format).units(&Selection::default()).expect("units");
            let wanted: Vec<TranslationUnit> = stored.iter().cloned().map(holds).collect();
            let plain = |unit: TranslationUnit| TranslationUnit { id: None, ..unit };
            let there: Vec<TranslationUnit> = there.into_iter().map(plain).collect();
            let wanted: Vec<TranslationUnit> = wanted.into_iter().map(plain).collect();
            prop_assert_eq!(&there, &wanted, "{}", name);
            let is_whole = wanted.iter().zip(&stored).all(|(one, other)| {
                one.provenance == other.provenance && one.variants == other.variants
            });
            prop_assert!(is_whole || !report.lost.is_empty(), "{} loses in silence", name);
            prop_assert!(!is_whole || report.lost.is_empty(), "{} tells of {:?}", name, report.lost);
        }
    }
}
