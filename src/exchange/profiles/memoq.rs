//! A term base of memoQ: a row an entry, semicolons, a header in which the columns of a term are
//! repeated for each synonym, languages by their full names. What the columns hold is told by their
//! names, so that those that nothing would stand in are left out.

use super::choice::{Choice, Shown};
use super::lang_names;
use super::losses::{Losses, Part};
use super::table::Table;
use crate::model::{Concept, Lang, Matching, Term};

/// A language, with the columns that it needs.
struct Section<'c> {
    lang: &'c Lang,
    name: String,
    /// How many terms an entry has at most.
    terms: usize,
}

/// What is said of an entry, with the name of its column.
type Field = (&'static str, fn(&Concept) -> Option<String>);

const FIELDS: [Field; 5] = [
    ("Entry_ID", |concept| concept.id.map(|id| id.0.to_string())),
    ("Entry_Subject", |concept| concept.subject.clone()),
    ("Entry_ClientID", |concept| concept.client.clone()),
    ("Entry_ProjectID", |concept| concept.project.clone()),
    ("Entry_Note", |concept| concept.note.clone()),
];

pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let mut table = Table::default();
    let mut losses = Losses::default();
    let is_kept =
        |concept: &&Concept| choice.pair(concept, Shown::default(), &mut losses).is_some();
    let kept: Vec<&Concept> = concepts.iter().filter(is_kept).collect();
    table.losses = losses;
    let sections = sections(&kept, choice, &mut table.losses);
    let is_said = |(_, say): &&Field| kept.iter().any(|concept| say(concept).is_some());
    let fields: Vec<&Field> = FIELDS.iter().filter(is_said).collect();
    let mut header: Vec<String> = fields.iter().map(|(name, _)| (*name).to_owned()).collect();
    for Section { name, terms, .. } in &sections {
        header.push(format!("{name}_Def"));
        for _ in 0..*terms {
            header.extend([name.clone(), "Term_Info".to_owned(), "Term_Example".to_owned()]);
        }
    }
    table.rows.push(header);
    for concept in &kept {
        let mut row: Vec<String> =
            fields.iter().map(|(_, say)| say(concept).unwrap_or_default()).collect();
        let mut defined = 0;
        for Section { lang, terms, .. } in &sections {
            let definition = definition(concept, lang, choice);
            defined += usize::from(definition.is_some());
            row.push(definition.unwrap_or_default().to_owned());
            let of_lang = choice.usable(concept, lang, false);
            let of_lang: Vec<&Term> = of_lang.into_iter().filter(|t| t.lang == **lang).collect();
            for place in 0..*terms {
                row.extend(of_lang.get(place).map_or_else(Default::default, |term| cells(term)));
            }
        }
        table.rows.push(row);
        table.losses.add("definitions", Part::Definition.count(concept) - defined);
        table.losses.add_parts(concept, LEFT);
    }
    table.written = kept.len();
    table
}

/// What a row says nothing of.
const LEFT: &[Part] = &[
    Part::LangNote,
    Part::UsageNote,
    Part::Source,
    Part::TermSource,
    Part::Grammar,
    Part::Forms,
    Part::ExternalId,
];

/// The languages of the concepts: source, target, and then others.
fn sections<'c>(
    concepts: &[&'c Concept],
    choice: &Choice<'c>,
    losses: &mut Losses,
) -> Vec<Section<'c>> {
    let mut sections = Vec::new();
    for lang in choice.langs_of(concepts) {
        let usable = |concept: &Concept| {
            choice.usable(concept, lang, false).iter().filter(|term| term.lang == *lang).count()
        };
        let counts = concepts.iter().map(|concept| usable(concept));
        let Some((language, region)) = lang_names::of(lang) else {
            losses.add("terms in languages that have no name in memoQ", counts.sum());
            continue;
        };
        let Some(terms) = counts.max().filter(|most| *most > 0) else { continue };
        let region = region.map(|region| format!("_{}", region.replace(' ', "_")));
        let name = format!("{language}{}", region.unwrap_or_default());
        sections.push(Section { lang, name, terms });
    }
    sections
}

/// The definition in a language. That of the whole entry stands with the source language.
fn definition<'c>(concept: &'c Concept, lang: &Lang, choice: &Choice<'_>) -> Option<&'c str> {
    let mut of_lang = concept.sections.iter().filter(|section| section.lang == *lang);
    let own = of_lang.find_map(|section| section.definition.as_deref());
    own.or_else(|| concept.definition.as_deref().filter(|_| lang == choice.langs.0))
}

fn cells(term: &Term) -> [String; 3] {
    let info = match term.matching {
        Matching::Forms => "CasePermissive;HalfPrefix",
        Matching::Case => "CaseSense;HalfPrefix",
        Matching::Exact => "CaseSense;Exact",
    };
    [term.text.clone(), info.to_owned(), term.context.clone().unwrap_or_default()]
}
