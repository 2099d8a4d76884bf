//! Glossaries through every format.

use beleg::exchange::{Dialect, ExportReport, Format, tbx, terms_csv};
use beleg::model::{
    Concept, Gender, Lang, LanguageSection, Matching, Number, PartOfSpeech, Proposal, ProposedTerm,
    Status, Term,
};
use beleg::project::{Extent, Project, Rows, Selection};
use proptest::prelude::*;

use super::{import, import_file, scratch};

/// A format, and how concepts look that went through it.
struct Channel {
    name: &'static str,
    format: Format,
    write: fn(&mut Vec<u8>, &[Concept], &Project) -> ExportReport,
    holds: fn(Concept) -> Concept,
}

const CHANNELS: &[Channel] = &[
    Channel { name: "csv", format: Format::Csv, write: csv::<0>, holds: all },
    Channel { name: "tsv", format: Format::Tsv, write: csv::<1>, holds: all },
    Channel { name: "csv for Excel", format: Format::Csv, write: csv::<2>, holds: all },
    Channel { name: "xlsx", format: Format::Xlsx, write: csv::<3>, holds: all },
    Channel { name: "jsonl", format: Format::Jsonl, write: jsonl, holds: all },
    Channel { name: "tbx basic", format: Format::Tbx, write: tbx::<0>, holds: all },
    Channel { name: "tbx basic dct", format: Format::Tbx, write: tbx::<1>, holds: all },
    Channel { name: "tbx min", format: Format::Tbx, write: tbx::<2>, holds: all },
    Channel { name: "tbx linguist", format: Format::Tbx, write: tbx::<3>, holds: all },
    Channel { name: "tbx of 2008", format: Format::Tbx, write: tbx::<4>, holds: all },
];

fn jsonl(out: &mut Vec<u8>, _: &[Concept], project: &Project) -> ExportReport {
    let all = Selection::default();
    project.write_backup(out, Extent::Terms(&all)).expect("memory")
}

fn tbx<const KIND: usize>(
    out: &mut Vec<u8>,
    concepts: &[Concept],
    project: &Project,
) -> ExportReport {
    let kind = [
        (tbx::Dialect::Basic, tbx::Style::Dca),
        (tbx::Dialect::Basic, tbx::Style::Dct),
        (tbx::Dialect::Min, tbx::Style::Dca),
        (tbx::Dialect::Linguist, tbx::Style::Dca),
        (tbx::Dialect::Default2008, tbx::Style::Dca),
    ];
    tbx::write_terms(out, concepts, &project.langs().from, kind[KIND]).expect("memory")
}

fn csv<const DIALECT: usize>(
    out: &mut Vec<u8>,
    concepts: &[Concept],
    project: &Project,
) -> ExportReport {
    let langs = project.langs();
    let dialect = [Dialect::Csv, Dialect::Tsv, Dialect::ExcelDe, Dialect::Xlsx][DIALECT];
    terms_csv::write_terms(out, concepts, &langs.from, &langs.to, dialect).expect("memory")
}

fn all(concept: Concept) -> Concept {
    concept
}

/// The concept without its id, its terms by language, in each the leading one first: so they stand
/// in a glossary, whose first row holds the leading terms.
fn plain(concept: Concept) -> Concept {
    let leads = |term: &Term| concept.leading_in(&term.lang) == Some(term);
    let mut terms = concept.terms.clone();
    terms.sort_by_key(|term| (term.lang.clone(), !leads(term)));
    Concept { id: None, terms, ..concept }
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of("[A-Za-zäß=<&]([a-z \"',;&<>\n]{0,10}[a-z.])?")
}

prop_compose! {
    fn term(lang: &'static str, number: usize)(
        text in "[A-ZÄ][a-zß<&']{1,8}",
        status in prop::sample::select(Status::ALL),
        pos in prop::option::of(prop::sample::select(PartOfSpeech::ALL)),
        gender in prop::option::of(prop::sample::select(Gender::ALL)),
        grammatical in prop::option::of(prop::sample::select(Number::ALL)),
        usage_note in maybe(),
        source in maybe(),
        context in maybe(),
        forms in prop::collection::vec("[a-zä]{2,6}", 0..3),
        matching in prop::option::of(prop::sample::select(Matching::ALL)),
    ) -> ProposedTerm {
        // The number keeps concepts apart.
        let text = format!("{text}{number}{lang}");
        ProposedTerm {
            status: Some(status),
            pos,
            gender,
            number: grammatical,
            usage_note,
            source,
            context,
            forms,
            matching,
            ..ProposedTerm::new(lang.parse().expect("a tag"), text)
        }
    }
}

prop_compose! {
    fn proposal(number: usize)(
        first in term("de", number),
        second in term("en", number),
        third in prop::option::of(term("de", number + 100)),
        said in (maybe(), maybe(), maybe(), maybe()),
        whose in (prop::option::of("[A-Z]{1,4}"), prop::option::of("[a-z]{1,4}")),
        section in prop::option::of(maybe()),
    ) -> Proposal {
        let (subject, definition, note, source) = said;
        let sections = section.flatten().map(|definition| LanguageSection {
            lang: Lang::english(),
            definition: Some(definition),
            note: None,
        });
        Proposal {
            external_id: Some(format!("X-{number}")),
            subject,
            definition,
            note,
            source,
            client: whose.0,
            project: whose.1,
            sections: sections.into_iter().collect(),
            terms: [Some(first), Some(second), third].into_iter().flatten().collect(),
            ..Proposal::default()
        }
    }
}

fn proposals() -> impl Strategy<Value = Vec<Proposal>> {
    (0..4_usize).prop_flat_map(|count| (0..=count).map(proposal).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_a_format_holds_comes_back(proposals in proposals()) {
        let mut project = scratch();
        import(&mut project, Rows::Terms(proposals.into_iter().enumerate().collect()));
        let stored = project.concepts(&Selection::default()).expect("concepts");
        for Channel { name, format, write, holds } in CHANNELS {
            let mut out = Vec::new();
            let report = write(&mut out, &stored, &project);
            prop_assert_eq!(report.written, stored.len(), "{}", name);
            let there = import_file(out, *format).concepts(&Selection::default()).expect("concepts");
            let there: Vec<Concept> = there.into_iter().map(plain).collect();
            let wanted: Vec<Concept> = stored.iter().cloned().map(holds).map(plain).collect();
            prop_assert_eq!(&there, &wanted, "{}", name);
            let is_whole = wanted.iter().zip(&stored).all(|(one, other)| *one == plain(other.clone()));
            prop_assert!(is_whole || !report.lost.is_empty(), "{} loses in silence", name);
            prop_assert!(!is_whole || report.lost.is_empty(), "{} tells of {:?}", name, report.lost);
        }
    }
}
