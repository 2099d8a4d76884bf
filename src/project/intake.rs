//! Sentence pairs taken in, one after the other: each is new, or known from the same or another
//! origin.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use super::ProjectError;
use super::counts::{ImportCounts, Imported, Numbered, NumberedUnit, RowRemark};
use super::history::note_langs;
use super::memories::writable_section;
use crate::memory::indexing::{Analysed, Analyser, Indexer};
use crate::model::{
    Attestation, Context, Lang, Neighbours, Section, SectionId, TranslationUnit, UnitId,
};
use crate::store::{Digest, Seen, SqlError, SqlResult, Writer};

/// So many units are handed from the thread that reads them to the one that stores them at a time.
const HANDED: usize = 500;

/// So many hands may be under way.
const UNDER_WAY: usize = 8;

/// Of so many units each is looked for in the database. Of more, those are not that cannot be there:
/// to learn what is there takes as long as to look for so many.
const LOOKED_FOR: usize = 5_000;

/// A unit with its line and its keys.
struct Prepared {
    row: Numbered,
    analysed: Analysed,
    digest: Digest,
    /// Whether the digest may have been met before.
    was_seen: bool,
}

/// Units on their way to the thread that stores them, or why there are no more.
type Handed = Result<Vec<Prepared>, ProjectError>;

/// Takes sentence pairs in. They are read on another thread while those before them are stored.
pub(super) fn units(
    writer: &Writer<'_>,
    units: impl Iterator<Item = NumberedUnit> + Send,
    section: &Section,
    from: &Lang,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Imported, ProjectError> {
    let tell = |error: SqlError| writer.at_path(error);
    let mut sections = Sections::default();
    let common = sections.number(writer, section)?;
    let mut loader = writer.loader().map_err(tell)?;
    let mut indexer = Indexer::new(writer, from).map_err(tell)?;
    let analyser = indexer.analyser();
    let there = OnceLock::new();
    if writer.newest_unit().map_err(tell)? == 0 {
        there.get_or_init(Seen::new);
    }
    let (mut counts, mut remarks) = (ImportCounts::default(), Vec::new());
    let langs = thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(UNDER_WAY);
        let (stored, to_free) = mpsc::channel();
        let reading = scope.spawn(|| prepare(units, analyser, &there, sender, to_free));
        for handed in receiver {
            let mut handed: Vec<Prepared> = handed?;
            for prepared in &mut handed {
                let Prepared { row: Numbered { line, unit, section }, analysed, .. } = prepared;
                let digest = prepared.digest;
                unit.provenance.section = match section {
                    Some(own) => sections.number(writer, own)?,
                    None => common,
                };
                let is_known = prepared.was_seen && loader.is_known(digest).map_err(tell)?;
                let known = if is_known { compare(writer, unit).map_err(tell)? } else { None };
                let (count, remark) = match known {
                    Some(known) => known,
                    None => {
                        let added = loader.add(writer, unit, digest, &analysed.words);
                        indexer.add(writer, added.map_err(tell)?, analysed).map_err(tell)?;
                        ((|counts| &mut counts.new) as Count, None)
                    }
                };
                *count(&mut counts) += 1;
                remarks.extend(remark.map(|text| RowRemark { line: *line, text: text.into() }));
                counts.read += 1;
                if counts.read == LOOKED_FOR && there.get().is_none() {
                    let _ = there.set(writer.seen().map_err(tell)?);
                }
                if progress(counts.read).is_break() {
                    return Err(ProjectError::Stopped);
                }
            }
            // At the end nobody is there any more to take them.
            let _ = stored.send(handed);
        }
        Ok(reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })?;
    loader.finish().map_err(tell)?;
    indexer.finish(writer).map_err(tell)?;
    note_langs(writer, &langs).map_err(tell)?;
    Ok((counts, remarks))
}

/// The numbers of sections that were asked for.
#[derive(Default)]
struct Sections(HashMap<Section, SectionId>);

impl Sections {
    fn number(
        &mut self,
        writer: &Writer<'_>,
        section: &Section,
    ) -> Result<SectionId, ProjectError> {
        if let Some(number) = self.0.get(section) {
            return Ok(*number);
        }
        let number = writable_section(writer, section)?;
        self.0.insert(section.clone(), number);
        Ok(number)
    }
}

/// Reads units and hands them on. What was stored is freed here, since the thread that stores has
/// more to do. Answers with the languages of all texts, as primary subtags.
fn prepare(
    units: impl Iterator<Item = NumberedUnit>,
    mut analyser: Analyser,
    there: &OnceLock<Seen>,
    hand_on: SyncSender<Handed>,
    to_free: Receiver<Vec<Prepared>>,
) -> Vec<String> {
    let mut seen = Seen::new();
    let mut handed = Vec::with_capacity(HANDED);
    for unit in units {
        match unit {
            Ok(row) => {
                let (analysed, digest) =
                    (analyser.analyse(&row.unit), Digest::of(&row.unit.variants));
                let may_be_there = there.get().is_none_or(|there| there.may_hold(digest));
                let was_seen = seen.note(digest) || may_be_there;
                handed.push(Prepared { row, analysed, digest, was_seen });
            }
            Err(error) => {
                // If nobody listens any more, the import has been stopped anyway.
                let _ = hand_on.send(Err(error));
                return Vec::new();
            }
        }
        if handed.len() == HANDED {
            to_free.try_iter().for_each(drop);
            let full = std::mem::replace(&mut handed, Vec::with_capacity(HANDED));
            if hand_on.send(Ok(full)).is_err() {
                return Vec::new();
            }
        }
    }
    let _ = hand_on.send(Ok(handed));
    analyser.langs().map(str::to_owned).collect()
}

type Count = fn(&mut ImportCounts) -> &mut usize;

/// Stores what a unit adds to the one that is there; nothing if there is none. Answers where that is
/// to be counted, and what was not taken.
fn compare(
    writer: &Writer<'_>,
    unit: &TranslationUnit,
) -> SqlResult<Option<(Count, Option<&'static str>)>> {
    let is_same = |known: &TranslationUnit| {
        known.provenance.section == unit.provenance.section
            && agree(&known.provenance.context, &unit.provenance.context)
    };
    let known: Vec<TranslationUnit> =
        writer.units_with(&unit.variants)?.into_iter().filter(is_same).collect();
    let of_origin = |known: &&TranslationUnit| known.provenance.origin == unit.provenance.origin;
    let Some(known) = known.iter().find(of_origin).or(known.first()) else {
        let remark = "not taken: the pair that was imported so was corrected here since";
        let unchanged: Count = |counts| &mut counts.unchanged;
        return Ok(was_edited(writer, unit)?.then_some((unchanged, Some(remark))));
    };
    add_to(writer, known, unit).map(Some)
}

/// Stores what a unit adds to one with the same texts.
fn add_to(
    writer: &Writer<'_>,
    known: &TranslationUnit,
    unit: &TranslationUnit,
) -> SqlResult<(Count, Option<&'static str>)> {
    let Some(id) = known.id else { return Ok((|counts| &mut counts.unchanged, None)) };
    let (there, given) = (&known.provenance, &unit.provenance);
    if there.origin != given.origin {
        return Ok((attest(writer, id, unit)?, None));
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
    now.properties.extend(given.properties.clone());
    now.is_approved |= given.is_approved;
    if now == *there {
        return Ok((|counts| &mut counts.unchanged, remark));
    }
    writer.set_provenance(id, &now)?;
    Ok((|counts| &mut counts.merged, remark))
}

/// Whether the neighbours of two units with the same texts are the same, as far as they are known.
fn agree(one: &Context, other: &Context) -> bool {
    let sides = |one: Neighbours, other: Neighbours| {
        one.are_unknown() || other.are_unknown() || one == other
    };
    sides(one.source, other.source) && sides(one.target, other.target)
}

/// Whether a unit had these texts, in the same section, before a person corrected it.
fn was_edited(writer: &Writer<'_>, unit: &TranslationUnit) -> SqlResult<bool> {
    let Some(id) = writer.unit_that_was(&unit.variants)? else { return Ok(false) };
    let there = writer.unit(id)?;
    Ok(there.is_some_and(|there| there.provenance.section == unit.provenance.section))
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
    properties.extend(given.properties.clone());
    let is_known =
        known.as_ref().is_some_and(|known| known.note == note && known.properties == properties);
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
