//! Units of any kind go out and come in the same.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::content::{Content, Reading};
use super::super::source::Source;
use super::super::tests::all_units;
use super::super::{Format, UnitRow};
use super::{Common, Writer, inline};
use crate::model::{
    Context, Details, Lang, Neighbours, Provenance, Remark, Section, TextDetails, TranslationUnit,
    Variant,
};

/// Text that XML can hold, with something to see.
fn text() -> impl Strategy<Value = String> {
    "[a-zÄß<>&\"' ]{0,6}[A-Zäöü€🦀][A-Zäöü€🦀\t]{0,4}[a-z \r\n]{0,4}"
}

fn attributes(names: &'static [&'static str]) -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::btree_map(prop::sample::select(names), text(), 0..3)
        .prop_map(|map| map.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
}

fn remark() -> impl Strategy<Value = Remark> {
    let kind = prop::option::of(prop::sample::select(vec!["x-a", "x-b", "q"]));
    (kind, attributes(&["xml:lang", "o-encoding"]), text()).prop_map(|(kind, attributes, text)| {
        Remark { kind: kind.map(str::to_owned), attributes, text }
    })
}

/// A text with its codes, or without.
fn content() -> impl Strategy<Value = (String, Option<String>)> {
    let coded = (
        text(),
        text(),
        prop::sample::select(vec![
            "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>",
            "<ph x=\"2\"/>",
            "<hi type=\"x\">Teil</hi>",
            "<ph>a<sub>b <it pos=\"end\"/></sub></ph>",
        ]),
    );
    let coded = coded.prop_map(|(before, after, code)| {
        let coded =
            super::super::xml::escaped(&before) + code + &super::super::xml::escaped(&after);
        (inline::plain(&coded).unwrap(), Some(coded))
    });
    prop_oneof![text().prop_map(|text| (text, None)), coded]
}

fn said_of_text() -> impl Strategy<Value = (String, TextDetails)> {
    let of_text = attributes(&["datatype", "usagecount", "creationid"]);
    (content(), of_text, prop::collection::vec(remark(), 0..3)).prop_map(
        |((text, coded), attributes, remarks)| (text, TextDetails { attributes, remarks, coded }),
    )
}

prop_compose! {
    fn unit()(
        texts in prop::collection::vec(said_of_text(), 2..5),
        attributes in attributes(&["tuid", "datatype", "changeid", "lastusagedate"]),
        properties in prop::collection::btree_map("x-[c-f]", text(), 0..3),
        remarks in prop::collection::vec(remark(), 0..4),
        note in prop::option::of("[a-z;]{1,8}"),
        digests in prop::option::of((any::<Option<i64>>(), any::<Option<i64>>())),
        confidence in prop::option::of(0.0..=1.0),
        is_approved in any::<bool>(),
    ) -> TranslationUnit {
        let langs = ["de", "en-GB", "fr", "de-AT"];
        let variants = texts.iter().zip(langs).map(|((text, _), lang)| Variant {
            lang: lang.parse().unwrap(),
            text: text.clone(),
        });
        let variants: Vec<Variant> = variants.collect();
        // A property without further attributes that stands alone is one of the unit's own.
        let remarks: Vec<Remark> =
            remarks.into_iter().filter(|remark| remark.kind.is_some() && !remark.attributes.is_empty()).collect();
        let texts: Vec<TextDetails> = texts.into_iter().map(|(_, said)| said).collect();
        let texts = if texts.iter().all(|said| *said == TextDetails::default()) { Vec::new() } else { texts };
        let around = |(before, after)| Neighbours { before, after };
        TranslationUnit {
            id: None,
            variants,
            provenance: Provenance {
                origin: "Vertrag".to_owned(),
                confidence,
                created: "2020-05-21T01:02:03Z".to_owned(),
                changed: "2021-05-21T01:02:03Z".to_owned(),
                note,
                is_approved,
                context: Context {
                    source: digests.map(around).unwrap_or_default(),
                    target: Neighbours::default(),
                },
                properties,
                details: Details { attributes, remarks, texts }.if_any(),
                ..Provenance::default()
            },
        }
    }
}

fn row(unit: &TranslationUnit) -> UnitRow {
    let provenance = unit.provenance.clone();
    UnitRow {
        variants: unit.variants.clone(),
        document: Some(provenance.origin),
        confidence: provenance.confidence,
        note: provenance.note,
        created: Some(provenance.created),
        changed: Some(provenance.changed),
        is_approved: provenance.is_approved,
        properties: provenance.properties,
        context: provenance.context,
        details: provenance.details,
        place: [None, Some("ACME & Co".to_owned()), None, None],
        ..UnitRow::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn units_go_out_and_come_in(units in prop::collection::vec(unit(), 1..5)) {
        let (german, english) = (Lang::german(), Lang::english());
        let section = Section { client: "ACME & Co".to_owned(), ..Section::default() };
        let mut out = Vec::new();
        let mut common = Common::default();
        units.iter().for_each(|unit| common.note(unit));
        let mut writer = Writer::begin(&mut out, &common, &german).unwrap();
        for unit in &units {
            writer.unit(unit, &section).unwrap();
        }
        prop_assert_eq!(writer.end().unwrap().lost, vec![]);
        let source = Source::of(out, "x").unwrap();
        let opened = Content::open(source, &Reading::new((&german, &english))).unwrap();
        let (Format::Tmx, Content::Units(rows)) = opened else { panic!("no memory") };
        let (rows, refused) = all_units(rows);
        prop_assert_eq!(refused, vec![]);
        let wanted: Vec<UnitRow> = units.iter().map(row).collect();
        let got: Vec<UnitRow> = rows.into_iter().map(|row| UnitRow { line: 0, ..row }).collect();
        prop_assert_eq!(got, wanted);
    }

    #[test]
    fn nothing_panics_and_all_is_counted(
        cut in 0..2_000_usize,
        flips in prop::collection::vec((0..2_000_usize, any::<u8>()), 0..4),
        repairs in any::<bool>(),
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (at, byte) in flips {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(cut.max(60));
        let (german, english) = (Lang::german(), Lang::english());
        let reading = Reading { format: Some(Format::Tmx), repairs, ..Reading::new((&german, &english)) };
        if let Ok((_, Content::Units(rows))) = Content::open(Source::of(bytes, "x").unwrap(), &reading) {
            let (read, refused) = all_units(rows);
            prop_assert!(read.len() + refused.len() > 0);
        }
    }
}

const SAMPLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header \
    srclang=\"de\"><note>n</note></header><body>\n<tu tuid=\"1\"><prop type=\"a\">b</prop><tuv \
    xml:lang=\"de\"><seg>Der <bpt i=\"1\">&lt;b></bpt>Pakt<ept i=\"1\"/></seg></tuv><tuv \
    xml:lang=\"en\"><seg>The pact &amp; <![CDATA[<x>]]></seg></tuv></tu>\n<!-- c --><tu><tuv \
    xml:lang=\"de\"><seg>Zölle</seg></tuv><tuv xml:lang=\"en\"><seg>duties</seg></tuv></tu>\n\
    </body></tmx>";

#[test]
fn a_unit_may_have_very_many_properties() {
    let properties: String =
        (0..50_000).map(|number| format!("<prop type=\"x-{number}\">v</prop>")).collect();
    let text = format!(
        "<tmx><body><tu>{properties}<tuv xml:lang='de'><seg>a</seg></tuv><tuv xml:lang='en'><seg>b\
         </seg></tuv></tu></body></tmx>"
    );
    let (german, english) = (Lang::german(), Lang::english());
    let source = Source::of(text.into_bytes(), "x").unwrap();
    let Ok((_, Content::Units(mut rows))) =
        Content::open(source, &Reading::new((&german, &english)))
    else {
        panic!("no memory")
    };
    assert_eq!(rows.next().unwrap().unwrap().unwrap().properties.len(), 50_000);
}

#[test]
fn properties_are_read_whatever_their_number() {
    // So many properties of one name are a list, and stay where they stood.
    let property = |text: &str| format!("<prop type=\"x\">{text}</prop>");
    let text = format!(
        "<tmx><body><tu>{}{}<tuv xml:lang='de'><seg>a</seg></tuv><tuv xml:lang='en'><seg>b</seg>\
         </tuv></tu></body></tmx>",
        property("1"),
        property("1")
    );
    let (german, english) = (Lang::german(), Lang::english());
    let source = Source::of(text.into_bytes(), "x").unwrap();
    let Ok((_, Content::Units(mut rows))) =
        Content::open(source, &Reading::new((&german, &english)))
    else {
        panic!("no memory")
    };
    let row = rows.next().unwrap().unwrap().unwrap();
    assert_eq!(row.properties, BTreeMap::new());
    assert_eq!(row.details.unwrap().remarks.len(), 2);
}
