//! A termbase of MultiTerm: the table that its Glossary Converter makes one of, with the definition
//! that MultiTerm wants beside its own XML. A row an entry; the names of the columns say to which
//! level they belong (`>>E<<` the entry, `>>L<<` a language, `>>I<<` what is said in it, `>>T<<` what
//! is said of its terms); synonyms and what is said of each of them stand in one cell with `|`
//! between them.

use super::choice::Choice;
use super::lang_names;
use super::losses::{LINE_BREAKS, Losses, Part};
use super::table::{Table, on_one_line};
use crate::model::{Concept, Lang, LanguageSection, Term};

type OfConcept = (&'static str, fn(&Concept) -> Option<&str>);
type OfSection = (&'static str, fn(&LanguageSection) -> Option<&str>);
type OfTerm = (&'static str, fn(&Term) -> Option<&str>);

const OF_CONCEPT: [OfConcept; 6] = [
    (">>E<<Subject", |concept| concept.subject.as_deref()),
    (">>E<<Definition", |concept| concept.definition.as_deref()),
    (">>E<<Note", |concept| concept.note.as_deref()),
    (">>E<<Source", |concept| concept.source.as_deref()),
    (">>E<<Client", |concept| concept.client.as_deref()),
    (">>E<<Project", |concept| concept.project.as_deref()),
];

const OF_SECTION: [OfSection; 2] = [
    (">>I<<Definition", |section| section.definition.as_deref()),
    (">>I<<Note", |section| section.note.as_deref()),
];

const OF_TERM: [OfTerm; 7] = [
    (">>T<<Status", |term| Some(term.status.as_str())),
    (">>T<<Part of Speech", |term| term.pos.map(|pos| pos.as_str())),
    (">>T<<Gender", |term| term.gender.map(|gender| gender.as_str())),
    (">>T<<Number", |term| term.number.map(|number| number.as_str())),
    (">>T<<Usage Note", |term| term.usage_note.as_deref()),
    (">>T<<Context", |term| term.context.as_deref()),
    (">>T<<Source", |term| term.source.as_deref()),
];

/// A language, with what is said in it by any concept.
struct Columns<'c> {
    lang: &'c Lang,
    name: String,
    of_section: Vec<&'static OfSection>,
    of_term: Vec<&'static OfTerm>,
}

pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let mut table = Table::default();
    let is_kept = |concept: &&Concept| !concept.terms.is_empty();
    let kept: Vec<&Concept> = concepts.iter().filter(is_kept).collect();
    let langs = columns(&kept, choice, &mut table.losses);
    let is_said = |(_, say): &&OfConcept| kept.iter().any(|concept| say(concept).is_some());
    let of_concept: Vec<&OfConcept> = OF_CONCEPT.iter().filter(is_said).collect();
    let mut header: Vec<String> = of_concept.iter().map(|(name, _)| (*name).to_owned()).collect();
    for Columns { name, of_section, of_term, .. } in &langs {
        header.push(format!(">>L<<{name}"));
        header.extend(of_section.iter().map(|(name, _)| (*name).to_owned()));
        header.extend(of_term.iter().map(|(name, _)| (*name).to_owned()));
    }
    table.rows.push(header);
    for concept in &kept {
        let said = of_concept.iter().map(|(_, say)| say(concept).unwrap_or_default().to_owned());
        let mut row: Vec<String> = said.collect();
        for columns in &langs {
            columns.add_cells(concept, &mut row, &mut table.losses);
        }
        table.rows.push(row);
        table.losses.add_parts(concept, &[Part::Forms, Part::Matching, Part::ExternalId]);
    }
    table.losses.add("concepts without terms", concepts.len() - kept.len());
    table.written = kept.len();
    table
}

fn columns<'c>(
    concepts: &[&'c Concept],
    choice: &Choice<'c>,
    losses: &mut Losses,
) -> Vec<Columns<'c>> {
    let mut all = Vec::new();
    for lang in choice.langs_of(concepts) {
        let terms = || concepts.iter().flat_map(|concept| &concept.terms);
        let terms = || terms().filter(|term| term.lang == *lang);
        let Some((language, region)) = lang_names::of(lang) else {
            losses.add("terms in languages that have no name in MultiTerm", terms().count());
            continue;
        };
        let region = region.map(|region| format!(" ({region})"));
        let sections = || concepts.iter().flat_map(|concept| &concept.sections);
        let sections = || sections().filter(|section| section.lang == *lang);
        all.push(Columns {
            lang,
            name: format!("{language}{}", region.unwrap_or_default()),
            of_section: OF_SECTION
                .iter()
                .filter(|(_, say)| sections().any(|section| say(section).is_some()))
                .collect(),
            of_term: OF_TERM
                .iter()
                .filter(|(_, say)| terms().any(|term| say(term).is_some()))
                .collect(),
        });
    }
    all
}

impl Columns<'_> {
    fn add_cells(&self, concept: &Concept, row: &mut Vec<String>, losses: &mut Losses) {
        let terms: Vec<&Term> =
            concept.terms.iter().filter(|term| term.lang == *self.lang).collect();
        let mut joined = |said: &dyn for<'t> Fn(&'t Term) -> &'t str| {
            let said = terms.iter().map(|term| {
                let (text, changed) = on_one_line(said(term));
                losses.add(LINE_BREAKS, usize::from(changed));
                losses.add("bars within terms and what is said of them", text.matches('|').count());
                text.replace('|', "/")
            });
            let said: Vec<String> = said.collect();
            let says_nothing = said.iter().all(String::is_empty);
            if says_nothing { String::new() } else { said.join("|") }
        };
        row.push(joined(&|term| &term.text));
        let section = concept.sections.iter().find(|section| section.lang == *self.lang);
        let of_section = self.of_section.iter().map(|(_, say)| section.and_then(say));
        row.extend(of_section.map(|said| said.unwrap_or_default().to_owned()));
        row.extend(
            self.of_term.iter().map(|(_, say)| joined(&|term| say(term).unwrap_or_default())),
        );
    }
}
