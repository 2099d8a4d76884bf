//! Units that are there already: what another one with the same texts adds to them.
//!
//! Invariant: taking in the same units again changes nothing.

use std::collections::BTreeMap;

use super::counts::ImportCounts;
use crate::model::{
    Attestation, Context, Details, Neighbours, Provenance, Remark, TextDetails, TranslationUnit,
    UnitId,
};
use crate::store::{SqlResult, Writer};

/// The count that a unit belongs to.
pub(super) type Count = fn(&mut ImportCounts) -> &mut usize;

/// A unit that is there, and what another one did to it.
pub(super) struct Known {
    pub(super) id: UnitId,
    /// Where the other one is to be counted.
    pub(super) count: Count,
    /// What was not taken of it.
    pub(super) remark: Option<&'static str>,
}

/// Stores what a unit adds to the one that is there; nothing if there is none.
pub(super) fn compare(writer: &Writer<'_>, unit: &TranslationUnit) -> SqlResult<Option<Known>> {
    let is_same = |known: &TranslationUnit| {
        known.provenance.section == unit.provenance.section
            && agree(&known.provenance.context, &unit.provenance.context)
            && are_one(&known.provenance, &unit.provenance)
    };
    let known: Vec<TranslationUnit> =
        writer.units_with(&unit.variants)?.into_iter().filter(is_same).collect();
    let nearness = |known: &&TranslationUnit| {
        let (there, given) = (&known.provenance, &unit.provenance);
        (there.origin == given.origin, there.details == given.details)
    };
    // Of equally near ones the oldest.
    let Some(known) = known.iter().rev().max_by_key(nearness) else {
        let remark = "not taken: the pair that was imported so was corrected here since";
        return Ok(edited(writer, unit)?.map(|id| Known {
            id,
            count: |counts| &mut counts.unchanged,
            remark: Some(remark),
        }));
    };
    let Some(id) = known.id else { return Ok(None) };
    add_to(writer, id, known, unit).map(Some)
}

/// Stores what a unit adds to one with the same texts.
pub(super) fn add_to(
    writer: &Writer<'_>,
    id: UnitId,
    known: &TranslationUnit,
    unit: &TranslationUnit,
) -> SqlResult<Known> {
    let (there, given) = (&known.provenance, &unit.provenance);
    if there.origin != given.origin {
        return Ok(Known { id, count: attest(writer, id, unit)?, remark: None });
    }
    let other = given.confidence.is_some() && given.confidence != there.confidence;
    let remark = match there.confidence {
        _ if !other => None,
        Some(_) => Some("confidence not taken: the pair is there with another one"),
        None => Some("confidence not taken: the pair is there as one that a person made"),
    };
    let mut now = there.clone();
    if let Some(note) = given.note.as_ref().and_then(|note| joined(there.note.as_deref(), note)) {
        now.note = Some(note);
    }
    let is_other = add_missing(&mut now.properties, &given.properties);
    let remark = remark.or(is_other.then_some(OTHER_PROPERTIES));
    now.details = united(now.details, given.details.as_deref());
    now.is_approved |= given.is_approved;
    if now == *there {
        return Ok(Known { id, count: |counts| &mut counts.unchanged, remark });
    }
    writer.set_provenance(id, &now)?;
    Ok(Known { id, count: |counts| &mut counts.merged, remark })
}

/// What is said of a pair whose properties are there with other values.
const OTHER_PROPERTIES: &str = "properties not taken: the pair is there with others of their names";

/// Adds what is not there; says whether something is there that says otherwise.
fn add_missing(there: &mut BTreeMap<String, String>, given: &BTreeMap<String, String>) -> bool {
    let mut is_other = false;
    for (name, text) in given {
        is_other |= there.entry(name.clone()).or_insert_with(|| text.clone()) != text;
    }
    is_other
}

/// Whether two units with the same texts can be one: their codes do not differ, and in one file
/// neither do their ids there and the contexts that they name.
fn are_one(there: &Provenance, given: &Provenance) -> bool {
    let nothing = Details::default();
    let [one, other] = [there, given].map(|side| side.details.as_deref().unwrap_or(&nothing));
    let mut codes = one.texts.iter().zip(&other.texts);
    let differ = |one: Option<&str>, other: Option<&str>| {
        one.zip(other).is_some_and(|(one, other)| one != other)
    };
    if codes.any(|(one, other)| differ(one.coded.as_deref(), other.coded.as_deref())) {
        return false;
    }
    if there.origin != given.origin {
        return true;
    }
    let [here, there] =
        [(there, one), (given, other)].map(|(side, details)| contexts(side, details));
    !differ(one.attribute("tuid"), other.attribute("tuid"))
        && (here.is_empty() || there.is_empty() || here == there)
}

/// The contexts that tools write as properties: `x-Context` of Trados, `x-context-pre` of memoQ.
fn contexts<'p>(provenance: &'p Provenance, details: &'p Details) -> Vec<(&'p str, &'p str)> {
    let of_remarks = details
        .remarks
        .iter()
        .filter_map(|remark| Some((remark.kind.as_deref()?, remark.text.as_str())));
    let properties = provenance.properties.iter();
    let all = properties.map(|(name, text)| (name.as_str(), text.as_str())).chain(of_remarks);
    all.filter(|(name, _)| name.to_lowercase().starts_with("x-context")).collect()
}

/// What two files say of a unit: what the first does not say is taken from the second.
fn united(there: Option<Box<Details>>, given: Option<&Details>) -> Option<Box<Details>> {
    let Some(given) = given else { return there };
    let Some(mut there) = there else { return Some(Box::new(given.clone())) };
    add_names(&mut there.attributes, &given.attributes);
    add_remarks(&mut there.remarks, &given.remarks);
    if there.texts.len() < given.texts.len() {
        there.texts.resize(given.texts.len(), TextDetails::default());
    }
    for (there, given) in there.texts.iter_mut().zip(&given.texts) {
        add_names(&mut there.attributes, &given.attributes);
        add_remarks(&mut there.remarks, &given.remarks);
        there.coded = there.coded.take().or_else(|| given.coded.clone());
    }
    Some(there)
}

fn add_names(there: &mut Vec<(String, String)>, given: &[(String, String)]) {
    for (name, value) in given {
        if !there.iter().any(|(known, _)| known == name) {
            there.push((name.clone(), value.clone()));
        }
    }
}

fn add_remarks(there: &mut Vec<Remark>, given: &[Remark]) {
    for remark in given {
        if !there.contains(remark) {
            there.push(remark.clone());
        }
    }
}

/// Whether the neighbours of two units with the same texts are the same, as far as they are known.
fn agree(one: &Context, other: &Context) -> bool {
    let sides = |one: Neighbours, other: Neighbours| {
        one.are_unknown() || other.are_unknown() || one == other
    };
    sides(one.source, other.source) && sides(one.target, other.target)
}

/// The unit that had these texts, in the same section, before a person corrected it.
fn edited(writer: &Writer<'_>, unit: &TranslationUnit) -> SqlResult<Option<UnitId>> {
    let Some(id) = writer.unit_that_was(&unit.variants)? else { return Ok(None) };
    let there = writer.unit(id)?;
    let is_one = |there: &TranslationUnit| there.provenance.section == unit.provenance.section;
    Ok(there.filter(is_one).and(Some(id)))
}

/// Notes that a unit was met in another origin too.
fn attest(writer: &Writer<'_>, id: UnitId, unit: &TranslationUnit) -> SqlResult<Count> {
    let given = &unit.provenance;
    let known = writer.attestations(id)?.into_iter().find(|one| one.origin == given.origin);
    let note = match (known.as_ref().and_then(|known| known.note.clone()), &given.note) {
        (Some(there), Some(note)) => joined(Some(&there), note).or(Some(there)),
        (there, note) => there.or_else(|| note.clone()),
    };
    let mut properties = known.as_ref().map(|known| known.properties.clone()).unwrap_or_default();
    add_missing(&mut properties, &given.properties);
    let there = known.as_ref().and_then(|known| known.details.clone());
    let details = united(there, given.details.as_deref());
    let is_known = known.as_ref().is_some_and(|known| {
        known.note == note && known.properties == properties && known.details == details
    });
    if is_known {
        return Ok(|counts| &mut counts.unchanged);
    }
    let dates = known.map_or_else(
        || (given.created.clone(), given.changed.clone()),
        |known| (known.created, String::new()),
    );
    writer.put_attestation(
        id,
        &Attestation {
            origin: given.origin.clone(),
            note,
            properties,
            created: dates.0,
            changed: dates.1,
            details,
        },
    )?;
    Ok(|counts| &mut counts.merged)
}

/// What stands between two notes of a unit.
const BETWEEN_NOTES: &str = "; ";

/// The notes with another one, unless it is among them.
fn joined(notes: Option<&str>, note: &str) -> Option<String> {
    let Some(notes) = notes else { return Some(note.to_owned()) };
    let mut known: Vec<&str> = notes.split(BETWEEN_NOTES).collect();
    let before = known.len();
    for part in note.split(BETWEEN_NOTES) {
        if !known.contains(&part) {
            known.push(part);
        }
    }
    (known.len() > before).then(|| known.join(BETWEEN_NOTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_once() {
        assert_eq!(joined(None, "a; b").as_deref(), Some("a; b"));
        assert_eq!(joined(Some("a"), "b").as_deref(), Some("a; b"));
        assert_eq!(joined(Some("a; b"), "b; c").as_deref(), Some("a; b; c"));
        for note in ["a", "b", "a; b", "b; a"] {
            assert_eq!(joined(Some("a; b"), note), None);
        }
    }
}
