//! Units that are there already: what another one with the same texts adds to them.
//!
//! Invariant: taking in the same units again changes nothing.

use super::counts::ImportCounts;
use super::united::{Other, add_missing, joined, united};
use crate::model::{
    Attestation, Context, Details, Neighbours, Provenance, TranslationUnit, UnitId,
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
        let (count, remark) = attest(writer, id, unit)?;
        return Ok(Known { id, count, remark });
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
    let properties = add_missing(&mut now.properties, &given.properties);
    let united = united(now.details, given);
    let remark = remark.or_else(|| Other { properties, ..united.other }.told());
    now.details = united.details;
    if united.takes_date {
        now.created.clone_from(&given.created);
    }
    now.is_approved |= given.is_approved;
    if now == *there {
        return Ok(Known { id, count: |counts| &mut counts.unchanged, remark });
    }
    writer.set_provenance(id, &now)?;
    Ok(Known { id, count: |counts| &mut counts.merged, remark })
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
fn attest(
    writer: &Writer<'_>,
    id: UnitId,
    unit: &TranslationUnit,
) -> SqlResult<(Count, Option<&'static str>)> {
    let given = &unit.provenance;
    let merged: Count = |counts| &mut counts.merged;
    let known = writer.attestations(id)?.into_iter().find(|one| one.origin == given.origin);
    let Some(known) = known else {
        writer.put_attestation(id, &first(given))?;
        return Ok((merged, None));
    };
    let mut now = known.clone();
    if let Some(note) = given.note.as_ref().and_then(|note| joined(known.note.as_deref(), note)) {
        now.note = Some(note);
    }
    let properties = add_missing(&mut now.properties, &given.properties);
    let united = united(now.details, given);
    let remark = Other { properties, ..united.other }.told();
    now.details = united.details;
    if united.takes_date {
        now.created.clone_from(&given.created);
    }
    if now == known {
        return Ok((|counts| &mut counts.unchanged, remark));
    }
    now.changed.clear();
    writer.put_attestation(id, &now)?;
    Ok((merged, remark))
}

/// What a file that was not met before says of a unit.
fn first(given: &Provenance) -> Attestation {
    Attestation {
        origin: given.origin.clone(),
        note: given.note.clone(),
        properties: given.properties.clone(),
        created: given.created.clone(),
        changed: given.changed.clone(),
        details: given.details.clone(),
    }
}
