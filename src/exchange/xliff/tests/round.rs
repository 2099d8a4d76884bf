//! What is written comes back.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;

use super::super::super::content::{Content, Reading};
use super::super::super::report::ExportReport;
use super::super::super::rows::UnitRow;
use super::super::super::source::Source;
use super::super::super::tests::all_units;
use super::super::{write_units_2, write_units_12};
use super::coded;
use crate::model::{
    Context, Details, Lang, Neighbours, Provenance, Section, SectionId, TextDetails,
    TranslationUnit, UnitId, Variant,
};

fn written(units: &[TranslationUnit], is_two: bool) -> (String, ExportReport) {
    let (from, to) = (Lang::german(), Lang::english());
    let section =
        Section { client: "ACME".to_owned(), subject: "law".to_owned(), ..Section::default() };
    let sections = HashMap::from([(SectionId(7), section)]);
    let mut out = Vec::new();
    let write = if is_two { write_units_2 } else { write_units_12 };
    let report = write(&mut out, units, &sections, (&from, &to)).unwrap();
    (String::from_utf8(out).unwrap(), report)
}

fn read(text: &str) -> Vec<UnitRow> {
    let (from, to) = (Lang::german(), Lang::english());
    let source = Source::of(text.as_bytes().to_vec(), "x").unwrap();
    let (_, content) = Content::open(source, &Reading::new((&from, &to))).unwrap();
    let Content::Units(rows) = content else { panic!("terms") };
    let (rows, refused) = all_units(rows);
    assert!(refused.is_empty(), "{refused:?}\n{text}");
    rows
}

/// A text with its codes.
fn text() -> impl Strategy<Value = (String, Option<String>)> {
    let word = || "[a-zäß&<>\"' ]{0,4}[a-z][\u{a0}\t\n\r!]?";
    let coded = (word(), word(), word(), 0..6).prop_map(|(one, two, three, kind)| {
        let escaped = |text: &str| super::super::super::xml::escaped(text);
        let around = |open: &str, close: &str| {
            format!("{}{open}{}{close}{}", escaped(&one), escaped(&two), escaped(&three))
        };
        let coded = match kind {
            0 => around("<bpt i=\"1\" x=\"3\">&lt;b&gt;</bpt>", "<ept i=\"1\">&lt;/b&gt;</ept>"),
            1 => around("<bpt i=\"1\" type=\"cf\"/>", "<ept i=\"1\"/>"),
            2 => around("<it pos=\"begin\" x=\"2\">{</it>", "<it pos=\"end\" x=\"4\"/>"),
            3 => around("<ph x=\"1\"/>", "<ph type=\"x-a\">&lt;br/&gt;</ph>"),
            4 => around("<hi type=\"x\">", "</hi>"),
            _ => around(
                "<bpt i=\"1\" x=\"1\"/><bpt i=\"2\" x=\"2\"/>",
                "<ept i=\"1\"/><ept i=\"2\"/>",
            ),
        };
        (format!("{one}{two}{three}"), Some(coded))
    });
    let plain = "[a-zäß&<>\"'\\]\u{a0}\t\n\r]{0,10}[a-z]".prop_map(|text: String| (text, None));
    prop_oneof![coded, plain]
}

fn unit() -> impl Strategy<Value = TranslationUnit> {
    let name = prop::sample::select(vec![
        "x-Origin",
        "mq:status",
        "state",
        "subState",
        "state-qualifier",
        "Odd",
        "linenumber",
    ]);
    let value = prop::sample::select(vec![
        "",
        "TM",
        "needs-l10n",
        "signed-off",
        "initial",
        "reviewed",
        "a:b",
        "exact-match",
        " x\n",
    ]);
    let said = (
        prop::collection::btree_map(name, value, 0..3),
        prop::option::of("[a-z&<]{1,5}( [a-z]{1,4})?"),
        prop::option::of(0.0..=1.0),
        any::<bool>(),
        prop::option::of(any::<i64>()),
    );
    let origin = prop::sample::select(vec!["", "a.txt", "b \"&<.docx"]);
    let lang = prop::sample::select(vec!["en", "en-GB", "fr"]);
    let section = prop::sample::select(vec![0, 7]);
    (text(), text(), said, origin, lang, section).prop_map(
        |(source, target, said, origin, lang, section)| {
            let (properties, note, confidence, is_approved, before) = said;
            let variant = |lang: &str, text: &str| Variant {
                lang: lang.parse().unwrap(),
                text: text.to_owned(),
            };
            let coded = |coded: Option<String>| TextDetails { coded, ..TextDetails::default() };
            let variants = vec![variant("de", &source.0), variant(lang, &target.0)];
            let texts = vec![coded(source.1), coded(target.1)];
            let properties: BTreeMap<String, String> = properties
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            TranslationUnit {
                id: None,
                variants,
                provenance: Provenance {
                    origin: origin.to_owned(),
                    confidence,
                    note,
                    is_approved,
                    properties,
                    section: SectionId(section),
                    created: "2024-01-02T03:04:05Z".to_owned(),
                    changed: "2025-01-02T03:04:05Z".to_owned(),
                    context: Context {
                        source: Neighbours { before, after: None },
                        ..Context::default()
                    },
                    details: Details { texts, ..Details::default() }.if_any(),
                    ..Provenance::default()
                },
            }
        },
    )
}

fn key(row: &UnitRow) -> String {
    format!("{row:?}")
}

proptest! {
    #[test]
    fn units_come_back(units in prop::collection::vec(unit(), 1..5)) {
        for is_two in [false, true] {
            let (text, report) = written(&units, is_two);
            if !is_two {
                prop_assert!(report.lost.is_empty(), "{:?}", report.lost);
            }
            let first = &units[0].variants[1].lang;
            let is_kept = |unit: &&TranslationUnit| !is_two || unit.variants[1].lang.is_same_language(first);
            let kept: Vec<&TranslationUnit> = units.iter().filter(is_kept).collect();
            prop_assert_eq!(report.written, kept.len());
            let mut read: Vec<String> = read(&text).into_iter().map(|row| key(&UnitRow { line: 0, ..row })).collect();
            let mut expected: Vec<String> = kept
                .into_iter()
                .map(|unit| {
                    let said = &unit.provenance;
                    let mut variants = unit.variants.clone();
                    if is_two {
                        variants[1].lang = first.clone();
                    }
                    let is_labelled = said.section == SectionId(7);
                    let label = |text: &str| is_labelled.then(|| text.to_owned());
                    let row = UnitRow {
                        id: None,
                        line: 0,
                        variants,
                        document: Some(said.origin.clone()).filter(|origin| !origin.is_empty()),
                        confidence: said.confidence,
                        note: said.note.clone(),
                        created: Some(said.created.clone()),
                        changed: Some(said.changed.clone()),
                        is_approved: said.is_approved,
                        place: [None, label("ACME"), None, label("law")],
                        properties: said.properties.clone(),
                        context: said.context,
                        details: said.details.clone(),
                    };
                    key(&row)
                })
                .collect();
            // Those of one file stand together.
            read.sort();
            expected.sort();
            prop_assert_eq!(read, expected, "{}", text);
        }
    }
}

fn pair(texts: &[(&str, &str)]) -> TranslationUnit {
    let variants = texts
        .iter()
        .map(|(lang, text)| Variant { lang: lang.parse().unwrap(), text: (*text).to_owned() });
    let provenance =
        Provenance { created: "2024-01-02T03:04:05Z".to_owned(), ..Provenance::default() };
    TranslationUnit { id: Some(UnitId(3)), variants: variants.collect(), provenance }
}

#[test]
fn what_cannot_be_held_is_told() {
    let mut three = pair(&[("fr", "C"), ("de", "A"), ("en", "B\u{7}")]);
    let coded = Some("edited <ph/>".to_owned());
    three.provenance.details = Details {
        attributes: vec![
            ("usagecount".to_owned(), "3".to_owned()),
            ("creationdate".to_owned(), String::new()),
            ("srclang".to_owned(), "*all*".to_owned()),
        ],
        texts: vec![TextDetails::default(), TextDetails { coded, ..TextDetails::default() }],
        ..Details::default()
    }
    .if_any();
    three.provenance.properties.insert("two words".to_owned(), "x".to_owned());
    let told = |is_two| {
        let units = [
            three.clone(),
            pair(&[("de", "A"), ("en-GB", "B")]),
            pair(&[("de", "A"), ("fr", "B")]),
        ];
        let (text, report) = written(&units, is_two);
        let lost: Vec<String> =
            report.lost.iter().map(|loss| format!("{} {}", loss.count, loss.what)).collect();
        (read(&text).len(), report.written, lost)
    };
    assert_eq!(
        told(false),
        (
            3,
            3,
            vec![
                "1 texts in a third language".to_owned(),
                "1 attributes, notes and properties of TMX".to_owned(),
                "1 texts with codes that were edited without them".to_owned(),
                "1 properties whose names XLIFF does not allow".to_owned(),
                "1 texts with control characters, which XML does not have".to_owned(),
            ]
        )
    );
    let (read, written, lost) = told(true);
    assert_eq!((read, written), (2, 2));
    assert_eq!(lost[0], "1 pairs in other languages");
    assert!(lost.contains(&"1 regions of languages".to_owned()), "{lost:?}");
}

#[test]
fn an_empty_export_is_a_file_too() {
    for is_two in [false, true] {
        let (text, report) = written(&[], is_two);
        assert_eq!(report.written, 0);
        assert!(roxmltree::Document::parse(&text).is_ok(), "{text}");
    }
}

#[test]
fn texts_within_codes_are_kept_in_the_first_version() {
    let mut unit = pair(&[("de", "A"), ("en", "B")]);
    let with_sub = "A<ph x=\"1\">&lt;img alt='<sub>Bild</sub>'&gt;</ph>";
    let coded_text = TextDetails { coded: Some(with_sub.to_owned()), ..TextDetails::default() };
    unit.provenance.details = Details { texts: vec![coded_text], ..Details::default() }.if_any();
    let units = [unit];
    let (text, report) = written(&units, false);
    assert!(report.lost.is_empty(), "{:?}", report.lost);
    assert_eq!(coded(&read(&text)[0], 0), Some(with_sub));
    let (text, report) = written(&units, true);
    assert_eq!(report.lost[0].what, "kinds and texts within inline codes");
    assert_eq!(coded(&read(&text)[0], 0), Some("A<ph x=\"1\">&lt;img alt='Bild'&gt;</ph>"));
}
