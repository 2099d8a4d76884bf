//! Whether a record is sound in itself.

use std::collections::HashSet;

use super::super::unit_rows::LONGEST_TEXT;
use super::super::xml::check_bounds;
use crate::model::backup::{DatedDocument, FullAlignment, FullUnit, Record};
use crate::model::{Concept, Details, DocumentId, LARGEST_GIVEN};

/// Says what is wrong with a record.
pub(super) fn check(record: &Record) -> Result<(), String> {
    match record {
        Record::Memory(memory) => {
            named("memory", &memory.name).and_then(|()| match memory.penalty {
                0..=100 => Ok(()),
                penalty => Err(format!("the penalty {penalty} is not from 0 to 100")),
            })
        }
        Record::Section(section) => {
            number(section.id.0).and_then(|()| named("memory", &section.section.memory))
        }
        Record::Document(document) => check_document(document),
        Record::Head(head) => {
            named("file", &head.origin).and_then(|()| markup("what it says", &head.text))
        }
        Record::Unit(unit) => check_unit(unit),
        Record::Alignment(alignment) => check_alignment(alignment),
        Record::Concept(dated) => check_concept(&dated.concept).and_then(|()| {
            [&dated.created, &dated.changed].into_iter().try_for_each(|at| moment(at))
        }),
        Record::Relation(relation) if relation.concept == relation.other => {
            Err(format!("{} stands in a relation to itself", relation.other))
        }
        Record::Relation(_) => Ok(()),
    }
}

/// Whether a number of an id leaves room for others.
fn number(id: i64) -> Result<(), String> {
    if (1..=LARGEST_GIVEN).contains(&id) {
        return Ok(());
    }
    Err(format!("the number {id} of its id is not from 1 to {LARGEST_GIVEN}"))
}

/// Whether markup can be parsed without harm.
fn markup(what: &str, text: &str) -> Result<(), String> {
    check_bounds(text).map_err(|(_, reason)| format!("{what}: {reason}"))
}

fn named(what: &str, name: &str) -> Result<(), String> {
    if name.trim().is_empty() { Err(format!("the {what} has no name")) } else { Ok(()) }
}

fn moment(text: &str) -> Result<(), String> {
    // What other tools gave as a date is kept as they gave it.
    let may_be = text.len() < 64 && !text.contains(char::is_control);
    if may_be { Ok(()) } else { Err("what should be a moment is none".to_owned()) }
}

fn share(number: f64) -> Result<(), String> {
    if (0.0..=1.0).contains(&number) { Ok(()) } else { Err(format!("{number} is not from 0 to 1")) }
}

fn check_document(document: &DatedDocument) -> Result<(), String> {
    number(document.id.0)?;
    named("document", &document.origin)?;
    moment(&document.created)?;
    moment(&document.changed)?;
    let (mut end, mut paragraph) = (0, 0);
    for (number, segment) in document.segments.iter().enumerate() {
        let (start, stop, of) = *segment;
        let text = document.text.get(start..stop).filter(|text| !text.trim().is_empty());
        if start < end || of < paragraph || text.is_none() {
            return Err(format!("its segment {} is no place in its text", number + 1));
        }
        (end, paragraph) = (stop, of);
    }
    Ok(())
}

fn check_unit(FullUnit { unit, attestations, .. }: &FullUnit) -> Result<(), String> {
    if unit.variants.len() < 2 {
        return Err("a unit has at least two texts".to_owned());
    }
    if unit.variants.iter().any(|variant| variant.text.len() > LONGEST_TEXT) {
        return Err(format!("a text is longer than {} MB", LONGEST_TEXT >> 20));
    }
    unit.id.map_or(Ok(()), |id| number(id.0))?;
    unit.provenance.confidence.map_or(Ok(()), share)?;
    let elsewhere = attestations.iter().filter_map(|one| one.details.as_deref());
    let mut details = unit.provenance.details.as_deref().into_iter().chain(elsewhere);
    details.try_for_each(check_details)?;
    let of_unit = [&unit.provenance.created, &unit.provenance.changed];
    let further = attestations.iter().flat_map(|one| [&one.created, &one.changed]);
    of_unit.into_iter().chain(further).try_for_each(|at| moment(at))
}

fn check_details(details: &Details) -> Result<(), String> {
    let of_texts = details.texts.iter().flat_map(|text| {
        text.remarks.iter().map(|remark| &remark.attributes).chain([&text.attributes])
    });
    let of_unit = details.remarks.iter().map(|remark| &remark.attributes);
    for attributes in of_texts.chain(of_unit).chain([&details.attributes]) {
        let mut names = HashSet::new();
        if let Some((name, _)) = attributes.iter().find(|(name, _)| !names.insert(name)) {
            return Err(format!("the attribute `{name}` stands there twice"));
        }
    }
    let coded = details.texts.iter().filter_map(|text| text.coded.as_deref());
    coded.into_iter().try_for_each(|coded| markup("its codes", coded))
}

fn check_alignment(alignment: &FullAlignment) -> Result<(), String> {
    let FullAlignment { source, target, accept, created, beads } = alignment;
    if source == target {
        return Err(format!("{} is aligned with itself", DocumentId::to_string(source)));
    }
    share(*accept)?;
    moment(created)?;
    // Every segment is in one bead, in order; how many there are only the documents know.
    let (mut at, mut number) = ((0, 0), 0);
    for bead in beads {
        number += 1;
        share(bead.confidence)?;
        let follows = (bead.source.0, bead.target.0) == at;
        let holds = bead.source.0 <= bead.source.1 && bead.target.0 <= bead.target.1;
        if !follows || !holds {
            return Err(format!("its bead {number} does not follow the one before"));
        }
        at = (bead.source.1, bead.target.1);
    }
    Ok(())
}

fn check_concept(concept: &Concept) -> Result<(), String> {
    match concept.id {
        None => return Err("a concept needs an id".to_owned()),
        Some(id) => number(id.0)?,
    }
    if concept.terms.iter().any(|term| term.text.trim().is_empty()) {
        return Err("a term is empty".to_owned());
    }
    let mut langs: Vec<&str> = concept.sections.iter().map(|part| part.lang.as_str()).collect();
    let all = langs.len();
    langs.sort_unstable();
    langs.dedup();
    if langs.len() < all { Err("two sections in one language".to_owned()) } else { Ok(()) }
}
