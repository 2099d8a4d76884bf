//! A concept as a person sees it.

use super::error::CliError;
use super::output::{Look, Printer};
use super::render::{marked, plain};
use crate::model::{Concept, Gender, Lang, Matching, Number, PartOfSpeech, Span, Status, Term};
use crate::project::{LangPair, Related};
use crate::termbase::by::By;
use crate::termbase::lookup::Entry;
use crate::text::inflect::citation::{article, plural, shortened};

/// Shows a concept to a person.
pub(super) fn print_concept(
    out: &mut Printer,
    typed: &str,
    entry: &Entry,
    langs: &LangPair,
) -> Result<(), CliError> {
    let Entry { concept, by } = entry;
    let mut head: Vec<String> = concept.id.iter().map(ToString::to_string).collect();
    head.extend(concept.subject.clone());
    head.extend(concept.client.as_ref().map(|client| format!("for {client}")));
    head.extend(concept.project.as_ref().map(|project| format!("in {project}")));
    head.extend(concept.source.as_ref().map(|source| format!("source: {source}")));
    let way = match by {
        By::Exact => None,
        By::Spelling => Some("found by its spelling"),
        By::Inflected => Some("found by its form"),
        By::Discontinuous => Some("found by its parts"),
        By::CompoundHead => Some("the last part of"),
        By::CompoundModifier => Some("a part of"),
        By::Prefix => Some("found by its beginning"),
        By::Typo => Some("close to"),
    };
    head.extend(way.map(|way| format!("{way}: {typed}")));
    for line in plain(out, &head.join(" · "), 0) {
        out.line(out.look(Look::Faint, &line))?;
    }
    for lang in languages(concept, langs) {
        for term in concept.terms.iter().filter(|term| term.lang == lang) {
            print_term(out, term)?;
        }
    }
    for (label, text) in [("definition", &concept.definition), ("note", &concept.note)] {
        if let Some(text) = text {
            print_labelled(out, label, text)?;
        }
    }
    for section in &concept.sections {
        for text in [&section.definition, &section.note].into_iter().flatten() {
            print_labelled(out, section.lang.as_str(), text)?;
        }
    }
    Ok(())
}

/// The languages of a concept: the project's first, then the others.
fn languages(concept: &Concept, langs: &LangPair) -> Vec<Lang> {
    let mut tags: Vec<Lang> = concept.terms.iter().map(|term| term.lang.clone()).collect();
    tags.sort_by_key(|lang| {
        (!lang.is_same_language(&langs.from), !lang.is_same_language(&langs.to), lang.clone())
    });
    tags.dedup();
    tags
}

fn print_term(out: &mut Printer, term: &Term) -> Result<(), CliError> {
    let citation = citation(term);
    let mut details: Vec<String> = Vec::new();
    match &citation {
        // The article and the plural say it.
        Some(_) => {}
        None => {
            let grammar: Vec<&str> = [
                term.pos.map(PartOfSpeech::as_str),
                term.gender.map(Gender::as_str),
                term.number.map(Number::as_str),
            ]
            .into_iter()
            .flatten()
            .collect();
            details.extend((!grammar.is_empty()).then(|| grammar.join(", ")));
        }
    }
    details.extend((term.status != Status::Preferred).then(|| term.status.to_string()));
    details.extend(term.usage_note.clone());
    if term.matching != Matching::Forms {
        details.push(format!("found as: {}", term.matching));
    }
    if !term.forms.is_empty() {
        details.push(format!("also found as: {}", term.forms.join(", ")));
    }
    let mut line = citation.unwrap_or_else(|| term.text.clone());
    let bold = Span::new(0, term.text.len());
    if !details.is_empty() {
        line.push_str(&format!("  ({})", details.join("; ")));
    }
    let spans: &[Span] = if out.has_color() { &[bold] } else { &[] };
    for (row, line) in marked(out, &line, spans, 8).iter().enumerate() {
        let lang = if row == 0 { term.lang.as_str() } else { "" };
        out.line(format!("  {lang:<5} {line}").trim_end())?;
    }
    Ok(())
}

/// A German noun as dictionaries name it: *Beistandsklausel, die; Pl. -n*.
pub(super) fn citation(term: &Term) -> Option<String> {
    let is_noun = term.pos.is_none_or(|pos| pos == PartOfSpeech::Noun);
    if term.lang.primary() != "de" || !is_noun {
        return None;
    }
    let text = &term.text;
    match (term.number, term.gender) {
        (Some(Number::Plural), _) if term.pos.is_some() => Some(format!("{text}, die (Pl.)")),
        (Some(Number::Singular), Some(gender)) => {
            Some(format!("{text}, {}; o. Pl.", article(gender)))
        }
        (None, Some(gender)) => {
            let plural = plural(text, gender).map(|plural| shortened(text, &plural));
            let plural = plural.map_or(String::new(), |plural| format!("; Pl. {plural}"));
            Some(format!("{text}, {}{plural}", article(gender)))
        }
        _ => None,
    }
}

/// Shows the relations of a concept.
pub(super) fn print_relations(out: &mut Printer, relations: &[Related]) -> Result<(), CliError> {
    for Related { relation, name } in relations {
        print_labelled(out, relation.kind.as_str(), &format!("{name} ({})", relation.other))?;
    }
    Ok(())
}

fn print_labelled(out: &mut Printer, label: &str, text: &str) -> Result<(), CliError> {
    for line in plain(out, &format!("{label}: {text}"), 8) {
        out.line(format!("        {line}"))?;
    }
    Ok(())
}
