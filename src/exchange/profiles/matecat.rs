//! A glossary of MateCat: a row a pair of terms, first what is said of the concept, then for each
//! language, a tag with a country, the term, notes and an example under repeated names. A row that
//! is marked as forbidden warns of its translation.

use super::choice::{Choice, Shown, count_others};
use super::losses::Part;
use super::table::Table;
use crate::model::{Concept, Lang, Status, Term};

pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let (from, to) = choice.langs;
    let mut table = Table::default();
    let header = ["Forbidden", "Domain", "Subdomain", "Definition"].map(str::to_owned);
    let of_lang = |lang| [locale(lang), "Notes".to_owned(), "Example of use".to_owned()];
    table.rows.push(header.into_iter().chain(of_lang(from)).chain(of_lang(to)).collect());
    for concept in concepts {
        let losses = &mut table.losses;
        let Some(usable) = choice.pair(concept, SHOWN, losses) else { continue };
        count_others(concept, choice, losses);
        let row = |is_forbidden: bool, source: &Term, target: &Term| {
            let said = |field: &Option<String>| field.clone().unwrap_or_default();
            let forbidden = if is_forbidden { "TRUE" } else { "" }.to_owned();
            let subject = said(&concept.subject);
            let head = [forbidden, subject, String::new(), said(&concept.definition)];
            let cells =
                |term: &Term| [term.text.clone(), said(&term.usage_note), said(&term.context)];
            head.into_iter().chain(cells(source)).chain(cells(target)).collect::<Vec<String>>()
        };
        for source in &usable.source {
            table.rows.extend(usable.target.iter().map(|target| row(false, source, target)));
        }
        let avoided = |lang| {
            let of_lang = concept.terms_in(lang).filter(|term| !term.status.is_permitted());
            of_lang.collect::<Vec<&Term>>()
        };
        for target in avoided(to) {
            table.rows.push(row(true, usable.source[0], target));
            let is_softened = target.status == Status::Deprecated;
            losses.add("deprecated terms, written as forbidden", usize::from(is_softened));
        }
        losses.add("deprecated and forbidden terms of the source language", avoided(from).len());
        losses.add_parts(concept, LEFT);
        let definitions =
            Part::Definition.count(concept) - usize::from(concept.definition.is_some());
        losses.add("definitions in one language", definitions);
        table.written += 1;
    }
    table
}

const SHOWN: Shown = Shown { proposed: false, avoided: true };

/// What a row says nothing of.
const LEFT: &[Part] = &[
    Part::Note,
    Part::LangNote,
    Part::Source,
    Part::TermSource,
    Part::Grammar,
    Part::Forms,
    Part::Matching,
    Part::Place,
    Part::ExternalId,
];

/// A language with a country: MateCat knows no other.
fn locale(lang: &Lang) -> String {
    const COUNTRIES: &[(&str, &str)] = &[
        ("de", "DE"),
        ("en", "GB"),
        ("fr", "FR"),
        ("es", "ES"),
        ("it", "IT"),
        ("pt", "PT"),
        ("nl", "NL"),
        ("pl", "PL"),
        ("cs", "CZ"),
        ("da", "DK"),
        ("sv", "SE"),
        ("nb", "NO"),
        ("ru", "RU"),
        ("uk", "UA"),
        ("tr", "TR"),
        ("ja", "JP"),
    ];
    let country = COUNTRIES.iter().find(|(known, _)| *known == lang.as_str());
    country.map_or_else(|| lang.to_string(), |(_, country)| format!("{lang}-{country}"))
}
