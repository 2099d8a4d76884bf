//! Writing a glossary as a table.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;

use super::cells::{Dialect, Writer};
use super::error::ExchangeError;
use super::names::{self, Attribute, Langs};
use super::report::{ExportReport, Loss};
use crate::model::{Concept, Lang, LanguageSection, Matching, Status, Term};

/// Writes concepts as a table, in their order.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_terms(
    out: &mut dyn Write,
    concepts: &[Concept],
    from: &Lang,
    to: &Lang,
    dialect: Dialect,
) -> Result<ExportReport, ExchangeError> {
    let columns = columns(concepts, (from, to));
    let mut writer = Writer::new(out, dialect)?;
    writer.row(columns.iter().map(|(name, _)| name.as_str()))?;
    let mut written = 0;
    for concept in concepts {
        let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
        let rows = rows(concept);
        written += usize::from(!rows.is_empty());
        for (number, terms) in rows.into_iter().enumerate() {
            let row = Row { concept, id: &id, leads: number == 0, terms };
            writer.row(columns.iter().map(|(_, column)| row.cell(column)))?;
        }
    }
    let mut lost = writer.finish()?;
    lost.extend(Loss::of("concepts without terms", concepts.len() - written));
    Ok(ExportReport { written, lost })
}

/// What a column holds.
enum Column {
    Id,
    ExternalId,
    Subject,
    Definition,
    Note,
    Source,
    Client,
    Project,
    Text(Lang),
    Of(Lang, Attribute),
}

/// What can be said of a term, in the order of columns.
const ATTRIBUTES: [Attribute; 10] = [
    Attribute::Pos,
    Attribute::Gender,
    Attribute::Number,
    Attribute::Note,
    Attribute::Definition,
    Attribute::ConceptNote,
    Attribute::Source,
    Attribute::Context,
    Attribute::Forms,
    Attribute::Matching,
];

/// The columns that the concepts need, with their names.
fn columns(concepts: &[Concept], langs: Langs<'_>) -> Vec<(String, Column)> {
    let (from, to) = langs;
    let text = |lang: &Lang| (names::of_language(lang, langs), Column::Text(lang.clone()));
    let of = |lang: &Lang, attribute| {
        let name = format!("{}_{}", names::of_language(lang, langs), suffix(attribute));
        (name, Column::Of(lang.clone(), attribute))
    };
    let named = |name: &str, column| (name.to_owned(), column);
    let mut columns = vec![
        named("id", Column::Id),
        named("subject", Column::Subject),
        text(from),
        of(from, Attribute::Pos),
        of(from, Attribute::Gender),
        of(from, Attribute::Number),
        of(from, Attribute::Status),
        text(to),
        of(to, Attribute::Status),
        named("definition", Column::Definition),
        named("note", Column::Note),
        named("source", Column::Source),
    ];
    if concepts.iter().any(|concept| concept.external_id.is_some()) {
        columns.push(named("external_id", Column::ExternalId));
    }
    if concepts.iter().any(|concept| concept.client.is_some()) {
        columns.push(named("client", Column::Client));
    }
    if concepts.iter().any(|concept| concept.project.is_some()) {
        columns.push(named("project", Column::Project));
    }
    for (place, attribute) in ATTRIBUTES.into_iter().enumerate() {
        for lang in [from, to] {
            let always = place < 3 && lang == from;
            if !always && is_needed(concepts, lang, attribute) {
                columns.push(of(lang, attribute));
            }
        }
    }
    let further: BTreeSet<&Lang> = concepts
        .iter()
        .flat_map(|concept| {
            let of_terms = concept.terms.iter().map(|term| &term.lang);
            of_terms.chain(concept.sections.iter().map(|section| &section.lang))
        })
        .filter(|lang| *lang != from && *lang != to)
        .collect();
    for lang in further {
        columns.extend([text(lang), of(lang, Attribute::Status)]);
        let needed = ATTRIBUTES.into_iter().filter(|wanted| is_needed(concepts, lang, *wanted));
        columns.extend(needed.map(|attribute| of(lang, attribute)));
    }
    columns
}

fn suffix(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Pos => "pos",
        Attribute::Gender => "gender",
        Attribute::Number => "number",
        Attribute::Status => "status",
        Attribute::Note => "note",
        Attribute::Source => "source",
        Attribute::Context => "context",
        Attribute::Forms => "forms",
        Attribute::Matching => "matching",
        Attribute::Definition => "definition",
        Attribute::ConceptNote => "concept_note",
        Attribute::Forbidden => "forbidden",
    }
}

fn is_needed(concepts: &[Concept], lang: &Lang, attribute: Attribute) -> bool {
    concepts.iter().any(|concept| {
        let of_term = |term: &Term| term.lang == *lang && said(term, attribute).is_some();
        concept.terms.iter().any(of_term) || said_in(concept, lang, attribute).is_some()
    })
}

fn said(term: &Term, attribute: Attribute) -> Option<Cow<'_, str>> {
    let said = match attribute {
        Attribute::Pos => term.pos.map(|pos| pos.as_str()),
        Attribute::Gender => term.gender.map(|gender| gender.as_str()),
        Attribute::Number => term.number.map(|number| number.as_str()),
        Attribute::Status => Some(term.status.as_str()),
        Attribute::Note => term.usage_note.as_deref(),
        Attribute::Source => term.source.as_deref(),
        Attribute::Context => term.context.as_deref(),
        Attribute::Forms if term.forms.is_empty() => None,
        Attribute::Forms => return Some(Cow::Owned(term.forms.join("|"))),
        Attribute::Matching => Some(term.matching)
            .filter(|matching| *matching != Matching::Forms)
            .map(|matching| matching.as_str()),
        Attribute::Definition | Attribute::ConceptNote | Attribute::Forbidden => None,
    };
    said.map(Cow::Borrowed)
}

fn said_in<'c>(concept: &'c Concept, lang: &Lang, attribute: Attribute) -> Option<&'c str> {
    let said = |section: &'c LanguageSection| match attribute {
        Attribute::Definition => section.definition.as_deref(),
        Attribute::ConceptNote => section.note.as_deref(),
        _ => None,
    };
    concept.sections.iter().find(|section| section.lang == *lang).and_then(said)
}

/// The terms of a concept, row by row: the leading ones of all languages, then each of the others.
fn rows(concept: &Concept) -> Vec<Vec<&Term>> {
    let mut leading: Vec<&Term> = Vec::new();
    for term in &concept.terms {
        match leading.iter_mut().find(|lead| lead.lang.is_same_language(&term.lang)) {
            None => leading.push(term),
            Some(lead) => {
                if lead.status != Status::Preferred && term.status == Status::Preferred {
                    *lead = term;
                }
            }
        }
    }
    let is_other = |term: &&Term| !leading.iter().any(|lead| std::ptr::eq(*lead, *term));
    let others: Vec<Vec<&Term>> =
        concept.terms.iter().filter(is_other).map(|term| vec![term]).collect();
    let first = (!leading.is_empty()).then_some(leading);
    first.into_iter().chain(others).collect()
}

/// A row to be written.
struct Row<'c> {
    concept: &'c Concept,
    id: &'c str,
    /// Whether it also says what there is to say of the concept.
    leads: bool,
    terms: Vec<&'c Term>,
}

impl Row<'_> {
    fn cell(&self, column: &Column) -> Cow<'_, str> {
        let concept = self.concept;
        let cell = match column {
            Column::Id => Some(self.id),
            Column::ExternalId => concept.external_id.as_deref().filter(|_| self.leads),
            Column::Subject => concept.subject.as_deref(),
            Column::Text(lang) => self.term(lang).map(|term| term.text.as_str()),
            Column::Of(lang, attribute) => {
                let of_term = self.term(lang).and_then(|term| said(term, *attribute));
                let of_concept = || said_in(concept, lang, *attribute).filter(|_| self.leads);
                return of_term.or_else(|| of_concept().map(Cow::Borrowed)).unwrap_or_default();
            }
            Column::Client => concept.client.as_deref(),
            Column::Project => concept.project.as_deref(),
            Column::Definition => concept.definition.as_deref().filter(|_| self.leads),
            Column::Note => concept.note.as_deref().filter(|_| self.leads),
            Column::Source => concept.source.as_deref().filter(|_| self.leads),
        };
        Cow::Borrowed(cell.unwrap_or(""))
    }

    fn term(&self, lang: &Lang) -> Option<&Term> {
        self.terms.iter().copied().find(|term| term.lang == *lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ConceptId, Gender};

    fn written(concepts: &[Concept], dialect: Dialect) -> String {
        let mut out = Vec::new();
        write_terms(&mut out, concepts, &Lang::german(), &Lang::english(), dialect).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn term(lang: &str, text: &str, status: Status) -> Term {
        Term { status, ..Term::new(lang.parse().unwrap(), text) }
    }

    #[test]
    fn the_preferred_pair_leads_and_every_further_term_has_a_row() {
        let mut depreciation = term("en", "depreciation", Status::Admitted);
        depreciation.usage_note = Some("by market forces".to_owned());
        let concept = Concept {
            id: Some(ConceptId(12)),
            subject: Some("economy".to_owned()),
            definition: Some("loss, of value".to_owned()),
            terms: vec![
                term("de", "Währungsabwertung", Status::Admitted),
                Term {
                    gender: Some(Gender::Feminine),
                    ..term("de", "Abwertung", Status::Preferred)
                },
                depreciation,
                term("en", "devaluation", Status::Preferred),
                term("no", "devaluering", Status::Preferred),
            ],
            ..Concept::default()
        };
        let concepts = [concept];
        assert_eq!(
            written(&concepts, Dialect::Csv),
            "id,subject,de,de_pos,de_gender,de_number,de_status,en,en_status,definition,note,\
             source,en_note,lang_no,lang_no_status\n\
             c12,economy,Abwertung,,f,,preferred,devaluation,preferred,\"loss, of value\",,,,\
             devaluering,preferred\n\
             c12,economy,Währungsabwertung,,,,admitted,,,,,,,,\n\
             c12,economy,,,,,,depreciation,admitted,,,,by market forces,,\n"
        );
    }

    #[test]
    fn excel_gets_what_it_opens() {
        let terms =
            vec![term("de", "-fach", Status::Preferred), term("en", "a;b", Status::Preferred)];
        let concept = Concept { id: Some(ConceptId(1)), terms, ..Concept::default() };
        let table = written(&[concept], Dialect::ExcelDe);
        assert!(table.starts_with("\u{feff}id;subject;de;"), "{table}");
        assert!(
            table.ends_with("source\r\nc1;;'-fach;;;;preferred;\"a;b\";preferred;;;\r\n"),
            "{table}"
        );
    }

    #[test]
    fn what_is_lost_is_counted() {
        let concept = Concept {
            id: Some(ConceptId(1)),
            note: Some(" a ".to_owned()),
            terms: vec![term("de", "Zoll", Status::Preferred)],
            ..Concept::default()
        };
        let concepts = [concept, Concept::default()];
        let (german, english) = (Lang::german(), Lang::english());
        let report =
            write_terms(&mut Vec::new(), &concepts, &german, &english, Dialect::Csv).unwrap();
        assert_eq!(report.written, 1);
        let lost: Vec<(&str, usize)> =
            report.lost.iter().map(|loss| (loss.what, loss.count)).collect();
        assert_eq!(lost, [("white space at the ends of cells", 1), ("concepts without terms", 1)]);
    }
}
