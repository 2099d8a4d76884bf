//! What holds for any input: nothing panics, spans are sound, and what is written comes back.

use std::collections::HashMap;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    Content, Dialect, Format, Reading, Refusal, Source, TableKind, UnitRow, UnitRows, article,
    terms_csv, units_csv,
};
use crate::model::{
    Concept, ConceptId, Gender, Lang, LanguageSection, Matching, Number, PartOfSpeech, Provenance,
    Span, Status, Term, TranslationUnit, Variant,
};

const DIALECTS: [Dialect; 4] = [Dialect::Csv, Dialect::Tsv, Dialect::ExcelDe, Dialect::Xlsx];

fn langs() -> (Lang, Lang) {
    (Lang::german(), Lang::english())
}

fn are_sound(spans: &[Span], text: &str) -> bool {
    let ends = spans.iter().flat_map(|span| [span.start, span.end]);
    ends.is_sorted()
        && spans.iter().all(|span| {
            text.get(span.start..span.end)
                .is_some_and(|inner| !inner.is_empty() && inner.trim() == inner)
        })
}

/// Texts that are trying for a table: with separators, quotes, marks and line breaks.
fn cell() -> impl Strategy<Value = String> {
    let tricky = "['\"=+@;,|\ta-cä\r\n -]{0,8}";
    prop_oneof![tricky, "\\PC{0,10}", "[a-z]{1,6} [a-z]{1,6}"]
        .prop_map(|text: String| text.trim().to_owned())
}

fn full_cell() -> impl Strategy<Value = String> {
    cell().prop_filter("a term", |text| !text.is_empty())
}

fn maybe_cell() -> impl Strategy<Value = Option<String>> {
    cell().prop_map(|text| Some(text).filter(|text| !text.is_empty()))
}

fn term(lang: &'static str) -> impl Strategy<Value = Term> {
    let grammar = (
        prop::sample::select(Status::ALL),
        prop::option::of(prop::sample::select(PartOfSpeech::ALL)),
        prop::option::of(prop::sample::select(Gender::ALL)),
        prop::option::of(prop::sample::select(Number::ALL)),
    );
    // A form is words with single spaces between them.
    let forms = prop::collection::vec("[a-zäß]{1,5}( [A-Z]{1,3})?", 0..3);
    let finding = (forms, prop::sample::select(Matching::ALL));
    (full_cell(), grammar, maybe_cell(), maybe_cell(), maybe_cell(), finding).prop_map(
        move |(text, grammar, usage_note, source, context, (forms, matching))| {
            let (status, pos, gender, number) = grammar;
            Term {
                lang: lang.parse().expect("a tag"),
                text,
                status,
                pos,
                gender,
                number,
                usage_note,
                source,
                context,
                forms,
                matching,
            }
        },
    )
}

fn concept() -> impl Strategy<Value = Concept> {
    let more = (maybe_cell(), maybe_cell(), maybe_cell(), maybe_cell());
    let of_concept = (maybe_cell(), maybe_cell(), maybe_cell(), maybe_cell(), more);
    (of_concept, prop::collection::vec(prop_oneof![term("de"), term("en"), term("no")], 0..3))
        .prop_flat_map(|((subject, definition, note, source, others), more)| {
            let (external_id, of_section, client, project) = others;
            (term("de"), term("en")).prop_map(move |(de, en)| Concept {
                id: Some(ConceptId(1)),
                external_id: external_id.clone(),
                subject: subject.clone(),
                definition: definition.clone(),
                note: note.clone(),
                source: source.clone(),
                client: client.clone(),
                project: project.clone(),
                sections: of_section
                    .iter()
                    .map(|text| LanguageSection {
                        lang: Lang::english(),
                        definition: Some(text.clone()),
                        note: Some(text.clone()),
                    })
                    .collect(),
                terms: [de, en].into_iter().chain(more.clone()).collect(),
            })
        })
}

/// The terms of a language in the order in which the table gives them: the leading one first.
fn in_order<'t>(terms: impl Iterator<Item = &'t Term>) -> Vec<Term> {
    let mut terms: Vec<Term> = terms.cloned().collect();
    if let Some(lead) = terms.iter().position(|term| term.status == Status::Preferred) {
        terms[..=lead].rotate_right(1);
    }
    terms
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn no_text_makes_reading_panic(
        text in "(\\PC|[\"',;|\t\r\n#>*`_\\[\\]()!-]|de|en|\u{2028}|\u{85}|\u{c}){0,60}"
    ) {
        read_all(text.as_bytes());
        let utf16 = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes));
        read_all(&utf16.collect::<Vec<u8>>());
    }

    #[test]
    fn every_row_is_read_or_refused(
        rows in prop::collection::vec("[a-c',x -]{0,8}(;[a-c',x -]{0,8})?", 1..12), has_header: bool
    ) {
        let text = format!("{}\n{}\n", if has_header { "de;en" } else { "x;y" }, rows.join("\n"));
        // Without quotes each line that holds something is a row. Without a header a comma may part
        // the cells, and then it alone is nothing.
        let with = |nothing: &str| {
            let holds = |row: &&String| row.contains(|char| !nothing.contains(char));
            rows.iter().filter(holds).count()
        };
        let (read, refused) = read_rows(&text);
        let all = read.len() + refused.len();
        if has_header {
            prop_assert_eq!(all, with("; "));
        } else {
            prop_assert!((with(",; ")..=with(" ")).contains(&(all - 1)), "{all}");
        }
        prop_assert!(read.iter().chain(&refused).all(|line| *line <= rows.len() + 1));
    }

    #[test]
    fn a_quote_costs_no_row_but_its_own(
        rows in prop::collection::vec("[a-cx]{1,3};[a-cx]{1,3}|[a-c\";x]{0,6}", 1..12), has_header: bool
    ) {
        let text = format!("{}\n{}\n", if has_header { "de;en" } else { "x;y" }, rows.join("\n"));
        let (read, refused) = read_rows(&text);
        let lines: Vec<usize> = read.iter().chain(&refused).copied().collect();
        let different: BTreeSet<usize> = lines.iter().copied().collect();
        prop_assert_eq!(different.len(), lines.len(), "a line is told twice: {:?}", lines);
        // A cell in quotes may take in the lines up to the quote that closes it.
        let mut quotes = 0;
        for (number, row) in rows.iter().enumerate() {
            let is_pair = !row.contains('"') && row.split(';').count() == 2
                && row.split(';').all(|cell| !cell.is_empty());
            let after = rows[number + 1..].iter().any(|row| row.contains('"'));
            if is_pair && (quotes == 0 || !after || !has_header) {
                prop_assert!(read.contains(&(number + 2)), "{row} in line {} of {read:?}", number + 2);
            }
            quotes += row.matches('"').count();
        }
    }

    #[test]
    fn concepts_come_back(concept in concept()) {
        let (from, to) = langs();
        for dialect in DIALECTS {
            let mut out = Vec::new();
            let concepts = std::slice::from_ref(&concept);
            let report = terms_csv::write_terms(&mut out, concepts, &from, &to, dialect).unwrap();
            prop_assert!(report.lost.is_empty(), "{:?}", report.lost);
            let kind = Some(TableKind::Terms);
            let format = if dialect == Dialect::Xlsx { Format::Xlsx } else { Format::Csv };
            let source = Source::of(out, "x").unwrap();
            let read = Content::open(source, &reading((&from, &to), Some(format), kind)).unwrap();
            let (_, Content::Terms(table)) = read else { panic!("units") };
            prop_assert!(table.refused.is_empty(), "{:?}", table.refused);
            prop_assert!(table.remarks.is_empty(), "{:?}", table.remarks);
            let first = &table.rows[0].proposal;
            prop_assert_eq!(first.id.as_deref(), Some("c1"));
            prop_assert_eq!(&first.external_id, &concept.external_id);
            prop_assert_eq!(&first.subject, &concept.subject);
            prop_assert_eq!(&first.definition, &concept.definition);
            prop_assert_eq!(&first.note, &concept.note);
            prop_assert_eq!(&first.source, &concept.source);
            prop_assert_eq!(&first.client, &concept.client);
            prop_assert_eq!(&first.project, &concept.project);
            prop_assert_eq!(&first.sections, &concept.sections);
            for lang in ["de", "en", "no"] {
                let lang: Lang = lang.parse().unwrap();
                let expected = in_order(concept.terms.iter().filter(|term| term.lang == lang));
                let read: Vec<Term> = table
                    .rows
                    .iter()
                    .flat_map(|row| row.proposal.terms.clone())
                    .filter(|term| term.lang == lang)
                    .map(|term| Term {
                        lang: term.lang,
                        text: term.text,
                        status: term.status.unwrap(),
                        pos: term.pos,
                        gender: term.gender,
                        number: term.number,
                        usage_note: term.usage_note,
                        source: term.source,
                        context: term.context,
                        forms: term.forms,
                        matching: term.matching.unwrap_or(Matching::Forms),
                    })
                    .collect();
                prop_assert_eq!(read, expected);
            }
        }
    }

    #[test]
    fn units_come_back(
        texts in prop::collection::vec((full_cell(), full_cell(), cell(), maybe_cell(), prop::option::of(0.0..=1.0)), 1..5)
    ) {
        let (from, to) = langs();
        let units: Vec<TranslationUnit> = texts
            .into_iter()
            .map(|(de, en, origin, note, confidence)| TranslationUnit {
                id: None,
                variants: vec![
                    Variant { lang: from.clone(), text: de },
                    Variant { lang: to.clone(), text: en },
                ],
                provenance: Provenance { origin, note, confidence, ..Provenance::default() },
            })
            .collect();
        for dialect in DIALECTS {
            let mut out = Vec::new();
            let report = units_csv::write_units(&mut out, &units, &HashMap::new(), (&from, &to), dialect).unwrap();
            prop_assert!(report.lost.is_empty(), "{:?}", report.lost);
            let source = Source::of(out, "x").unwrap();
            let format = if dialect == Dialect::Xlsx { Format::Xlsx } else { Format::Csv };
            let read = Content::open(source, &reading((&from, &to), Some(format), None)).unwrap();
            let (_, Content::Units(read)) = read else { panic!("terms") };
            let (rows, refused) = all_units(read);
            prop_assert!(refused.is_empty(), "{:?}", refused);
            for (row, unit) in rows.iter().zip(&units) {
                prop_assert_eq!(&row.variants, &unit.variants);
                prop_assert_eq!(row.document.as_deref().unwrap_or(""), &unit.provenance.origin);
                prop_assert_eq!(&row.note, &unit.provenance.note);
                prop_assert_eq!(row.confidence, unit.provenance.confidence);
            }
            prop_assert_eq!(rows.len(), units.len());
        }
    }
}

pub(super) fn reading<'l>(
    langs: (&'l Lang, &'l Lang),
    format: Option<Format>,
    kind: Option<TableKind>,
) -> Reading<'l> {
    Reading { format, kind, ..Reading::new(langs) }
}

/// The rows that can be used and those that cannot.
pub(super) fn all_units(rows: UnitRows) -> (Vec<UnitRow>, Vec<Refusal>) {
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for row in rows {
        match row.unwrap() {
            Ok(row) => read.push(row),
            Err(refusal) => refused.push(refusal),
        }
    }
    (read, refused)
}

/// The lines of the rows that are read as terms, and of those that are refused.
fn read_rows(text: &str) -> (Vec<usize>, Vec<usize>) {
    let (from, to) = langs();
    let (bytes, kind) = (text.as_bytes().to_vec(), Some(TableKind::Terms));
    let source = Source::of(bytes, "x").unwrap();
    let read = Content::open(source, &reading((&from, &to), Some(Format::Csv), kind)).unwrap();
    let (_, Content::Terms(table)) = read else { panic!("units") };
    let read = table.rows.iter().map(|row| row.line);
    (read.collect(), table.refused.iter().map(|row| row.line).collect())
}

fn read_all(bytes: &[u8]) {
    let (from, to) = langs();
    for name in ["x.txt", "x.md"] {
        if let Ok(article) = article::read(bytes, name) {
            assert!(are_sound(&article.paragraphs, &article.text), "{article:?}");
            assert!(article.title.chars().count() <= 81 && !article.title.is_empty());
        }
        if let Ok((article, segments)) = article::read_segmented(bytes, name) {
            let spans: Vec<Span> = segments.iter().map(|segment| segment.span).collect();
            assert!(are_sound(&spans, &article.text), "{article:?}");
            assert!(are_sound(&article.paragraphs, &article.text), "{article:?}");
        }
    }
    for name in ["x", "x.csv"] {
        for format in [None, Some(Format::Csv), Some(Format::Tsv)] {
            for kind in [None, Some(TableKind::Terms), Some(TableKind::Units)] {
                let source = Source::of(bytes.to_vec(), name).unwrap();
                if let Ok((_, Content::Units(rows))) =
                    Content::open(source, &reading((&from, &to), format, kind))
                {
                    all_units(rows);
                }
            }
        }
    }
}
