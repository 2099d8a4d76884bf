//! Reading the rows of a glossary.

use std::str::FromStr;

use super::cells::yes;
use super::columns::{Columns, TermColumn};
use super::names::{Attribute, Field};
use super::rows::{Record, Row, TermRow};
use crate::model::{
    Gender, LanguageSection, Matching, Number, Proposal, ProposedTerm, Status, UnknownName,
};

/// Longer cells are no terms, in characters.
const LONGEST_TERM: usize = 1_000;

/// What a row says; nothing if it is empty.
pub(super) fn row(row: &Row<'_>, columns: &Columns) -> Result<Option<TermRow>, String> {
    if row.is_empty() {
        return Ok(None);
    }
    let mut terms: Vec<ProposedTerm> = Vec::new();
    for column in &columns.terms {
        let parts = synonyms(row, column, columns);
        let parts = parts.iter().map(|record| Row { record }).collect::<Vec<_>>();
        let parts = if parts.is_empty() { std::slice::from_ref(row) } else { &parts };
        for row in parts {
            let Some(text) = row.text(Some(column.at)) else { continue };
            let term = term(row, text, column, columns)?;
            // A repeated column holds synonyms, and often the same one.
            if !terms.iter().any(|known| known.lang == term.lang && known.text == term.text) {
                terms.push(term);
            }
        }
    }
    let id = row.owned(columns.field(Field::Id));
    let Some(first) = terms.first() else {
        return Err("neither a term nor a translation".to_owned());
    };
    let is_pair = terms.iter().any(|term| !term.lang.is_same_language(&first.lang));
    if !is_pair && id.is_none() {
        return Err(format!(
            "no translation, only `{}` in {}: a row without an `id` needs two languages",
            short(&first.text),
            first.lang
        ));
    }
    let field = |field| row.owned(columns.field(field));
    let proposal = Proposal {
        id,
        external_id: field(Field::ExternalId),
        subject: field(Field::Subject),
        definition: field(Field::Definition),
        note: field(Field::Note),
        source: field(Field::Source),
        client: field(Field::Client),
        project: field(Field::Project),
        sections: sections(row, columns),
        terms,
    };
    Ok(Some(TermRow { line: row.line(), proposal }))
}

/// A row for each of the terms in a cell that holds several, with what the row says of it.
fn synonyms(row: &Row<'_>, column: &TermColumn, columns: &Columns) -> Vec<Record> {
    let cells = &row.record.cells;
    let cell = |at: usize| cells.get(at).unwrap_or("");
    let terms = cell(column.at).split('|').count();
    if !columns.hold_synonyms || terms < 2 {
        return Vec::new();
    }
    let of_terms = |at: usize| at == column.at || column.speaks_in(at);
    let record = |term: usize| {
        // What is said once holds for the first.
        let cell = |at: usize| match of_terms(at) {
            true => cell(at).split('|').nth(term).unwrap_or(""),
            false => cell(at),
        };
        Record { line: row.line(), cells: (0..cells.len()).map(cell).collect() }
    };
    (0..terms).map(record).collect()
}

fn term(
    row: &Row<'_>,
    text: &str,
    column: &TermColumn,
    columns: &Columns,
) -> Result<ProposedTerm, String> {
    if let Some(reason) = too_long(text) {
        return Err(reason);
    }
    let choice = Choices { row, column, columns };
    let mut term = ProposedTerm::new(row.lang(column)?, text);
    term.status = match row.text(column.attribute(Attribute::Forbidden)).map(yes).transpose()? {
        Some(true) => Some(Status::Forbidden),
        _ => choice.of(Attribute::Status)?,
    };
    term.pos = choice.of(Attribute::Pos)?;
    term.number = choice.of(Attribute::Number)?;
    // Dictionaries put the plural in place of a gender.
    match choice.of::<Gender>(Attribute::Gender) {
        Ok(gender) => term.gender = gender,
        Err(reason) => {
            let plural: Result<Option<Number>, String> = choice.of(Attribute::Gender);
            term.number = Some(plural.ok().flatten().ok_or(reason)?);
        }
    }
    term.usage_note = row.owned(column.attribute(Attribute::Note));
    term.source = row.owned(column.attribute(Attribute::Source));
    term.context = row.owned(column.attribute(Attribute::Context));
    let matching = row.text(column.attribute(Attribute::Matching));
    term.matching = match matching.filter(|cell| cell.contains(';')) {
        Some(cell) => Some(of_memoq(cell)),
        None => choice.of(Attribute::Matching)?,
    };
    let forms = row.text(column.attribute(Attribute::Forms)).unwrap_or_default().split('|');
    let forms = forms.map(|form| form.split_whitespace().collect::<Vec<_>>().join(" "));
    term.forms = forms.filter(|form| !form.is_empty()).collect();
    Ok(term)
}

/// What memoQ says of how a term is found, such as `CaseSense;Exact`.
fn of_memoq(cell: &str) -> Matching {
    let says = |word: &str| cell.split(';').any(|part| part.trim().eq_ignore_ascii_case(word));
    match (says("Exact"), says("CaseSense")) {
        (true, _) => Matching::Exact,
        (false, true) => Matching::Case,
        (false, false) => Matching::Forms,
    }
}

/// Reads cells that hold an item of a closed list.
struct Choices<'r> {
    row: &'r Row<'r>,
    column: &'r TermColumn,
    columns: &'r Columns,
}

impl Choices<'_> {
    fn of<T: FromStr<Err = UnknownName>>(&self, attribute: Attribute) -> Result<Option<T>, String> {
        let at = self.column.attribute(attribute);
        let Some(cell) = self.row.text(at).filter(|cell| !matches!(*cell, "-" | "–" | "—"))
        else {
            return Ok(None);
        };
        cell.parse().map(Some).map_err(|mut unknown: UnknownName| {
            unknown.name = short(cell);
            format!("{}: {unknown}", self.columns.name(at.unwrap_or_default()))
        })
    }
}

fn sections(row: &Row<'_>, columns: &Columns) -> Vec<LanguageSection> {
    let mut sections: Vec<LanguageSection> = Vec::new();
    for (lang, attribute, at) in &columns.sections {
        let Some(text) = row.owned(Some(*at)) else { continue };
        let known = sections.iter().position(|section| section.lang == *lang);
        let place = known.unwrap_or_else(|| {
            sections.push(LanguageSection { lang: lang.clone(), definition: None, note: None });
            sections.len() - 1
        });
        match attribute {
            Attribute::Definition => sections[place].definition = Some(text),
            _ => sections[place].note = Some(text),
        }
    }
    sections
}

/// Why a text is no term, if it is too long for one.
pub(super) fn too_long(text: &str) -> Option<String> {
    text.chars().nth(LONGEST_TERM).map(|_| {
        format!(
            "`{}` is longer than {LONGEST_TERM} characters: no term, rather a text",
            short(text)
        )
    })
}

/// The beginning of a cell, to name it by.
pub(super) fn short(cell: &str) -> String {
    let mut shown: String = cell.chars().take(40).collect();
    if shown.len() < cell.len() {
        shown.push('…');
    }
    shown
}
