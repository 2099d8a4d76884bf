//! Units that are there already: what another one with the same texts adds to them.
//!
//! Invariant: taking in the same units again changes nothing.

use std::borrow::Cow;

use super::counts::ImportCounts;
use super::twins::Twins;
use super::united::{Other, add_missing, joined, united};
use crate::model::{Attestation, Provenance, TranslationUnit, UnitId};
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
pub(super) fn compare(
    writer: &Writer<'_>,
    twins: &mut Twins,
    unit: &TranslationUnit,
) -> SqlResult<Option<Known>> {
    let there = twins.find(writer, unit)?.and_then(|there| Some((there.id?, there)));
    let Some((id, there)) = there else {
        let remark = "not taken: the pair that was imported so was corrected here since";
        return Ok(edited(writer, unit)?.map(|id| Known {
            id,
            count: |counts| &mut counts.unchanged,
            remark: Some(remark),
        }));
    };
    let known = add_to(writer, id, &there, unit)?;
    twins.renew(writer, id, &there)?;
    Ok(Some(known))
}

/// Stores what a unit adds to one with the same texts.
pub(super) fn add_to(
    writer: &Writer<'_>,
    id: UnitId,
    known: &TranslationUnit,
    unit: &TranslationUnit,
) -> SqlResult<Known> {
    let there = &known.provenance;
    let is_finished = there.is_draft() && !unit.provenance.is_draft();
    if there.origin != unit.provenance.origin {
        let (count, remark) = attest(writer, id, unit)?;
        if is_finished {
            let mut now = there.clone();
            now.finish();
            writer.set_provenance(id, &now)?;
            return Ok(Known { id, count: |counts| &mut counts.merged, remark });
        }
        return Ok(Known { id, count, remark });
    }
    // What is finished stays so, and one word for a draft is enough.
    let mut given = Cow::Borrowed(&unit.provenance);
    if given.is_draft() {
        given.to_mut().finish();
    }
    let other = given.confidence.is_some() && given.confidence != there.confidence;
    let remark = match there.confidence {
        _ if !other => None,
        Some(_) => Some("confidence not taken: the pair is there with another one"),
        None => Some("confidence not taken: the pair is there as one that a person made"),
    };
    let mut now = there.clone();
    if is_finished {
        now.finish();
    }
    if let Some(note) = given.note.as_ref().and_then(|note| joined(there.note.as_deref(), note)) {
        now.note = Some(note);
    }
    let properties = add_missing(&mut now.properties, &given.properties);
    let united = united(now.details, &now.created, &given);
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
    let Some(known) = writer.attestation_in(id, &given.origin)? else {
        writer.put_attestation(id, &first(given))?;
        return Ok((merged, None));
    };
    let mut now = known.clone();
    if let Some(note) = given.note.as_ref().and_then(|note| joined(known.note.as_deref(), note)) {
        now.note = Some(note);
    }
    let properties = add_missing(&mut now.properties, &given.properties);
    let united = united(now.details, &now.created, given);
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
