//! Units corrected by hand: one, or all that a filter names.

use std::collections::HashSet;

use super::memories::writable_section;
use super::{Project, ProjectError};
use crate::memory::scope::Chosen;
use crate::model::{
    Memory, Provenance, Section, SectionId, TranslationUnit, UnitEdit, UnitFilter, UnitId, Variant,
};
use crate::store::{SqlError, SqlResult, Writer};

/// A unit before and after a correction.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    /// As it was.
    pub before: TranslationUnit,
    /// As it is.
    pub after: TranslationUnit,
}

impl Project {
    /// The units that a filter names, in the order of their ids.
    ///
    /// # Errors
    /// If the database fails.
    pub fn units_that(&self, filter: &UnitFilter) -> Result<Vec<UnitId>, ProjectError> {
        self.reading(|reader| {
            let chosen = Chosen::of(&reader, &filter.scope)?;
            let mut found = Vec::new();
            reader.each_unit(|unit| -> SqlResult<()> {
                if chosen.holds(unit.provenance.section) && filter.covers(&unit) {
                    found.extend(unit.id);
                }
                Ok(())
            })?;
            Ok(found)
        })
    }

    /// Stores a pair that a person made. Answers whether it is new; one that is there is approved.
    ///
    /// # Errors
    /// If its memory is read-only, or if the database fails.
    pub fn add_pair(
        &mut self,
        variants: Vec<Variant>,
        note: Option<String>,
        section: &Section,
    ) -> Result<(UnitId, bool), ProjectError> {
        let name = variants.first().map(|variant| variant.text.clone()).unwrap_or_default();
        self.change(&format!("add {name}"), |writer| {
            let section = writable_section(writer, section)?;
            let stored = || -> SqlResult<(UnitId, bool)> {
                let there = writer.units_with(&variants)?.into_iter();
                let mut there = there.filter(|unit| unit.provenance.section == section);
                if let Some(TranslationUnit { id: Some(id), provenance, .. }) = there.next() {
                    let note = note.clone().or_else(|| provenance.note.clone());
                    let now = Provenance { is_approved: true, note, ..provenance.clone() };
                    if now != provenance {
                        writer.set_provenance(id, &now)?;
                    }
                    return Ok((id, false));
                }
                let provenance = Provenance {
                    origin: BY_HAND.to_owned(),
                    is_approved: true,
                    note: note.clone(),
                    section,
                    ..Provenance::default()
                };
                let unit = TranslationUnit { id: None, variants: variants.clone(), provenance };
                Ok((writer.add_unit(&unit)?, true))
            };
            let (id, is_new) = stored().map_err(|error: SqlError| writer.at_path(error))?;
            writer.summarise(format!("{} {id}", if is_new { "new" } else { "approved" }));
            Ok((id, is_new))
        })
    }

    /// Corrects units, in one change, and answers with those that are other now. What they were is
    /// remembered, so that importing it again reverts nothing. A trial changes nothing.
    ///
    /// # Errors
    /// If there is no such unit, if it has no text in a language or would have an empty one, if its
    /// memory is read-only, or if the database fails; then nothing is changed.
    pub fn edit_units(
        &mut self,
        ids: &[UnitId],
        edit: &UnitEdit,
        trial: bool,
    ) -> Result<Vec<Edited>, ProjectError> {
        let command = match ids {
            [id] => format!("edit {id}"),
            ids => format!("edit {} pairs", ids.len()),
        };
        self.change(&command, |writer| {
            if trial {
                writer.keep_nothing();
            }
            let closed = closed_sections(writer)?;
            let mut edited = Vec::new();
            for id in ids {
                let named = || id.to_string();
                let tell = |error: SqlError| writer.at_path(error);
                let before = writer
                    .unit(*id)
                    .map_err(tell)?
                    .ok_or_else(|| ProjectError::NoSuch { kind: "sentence pair", id: named() })?;
                refuse_closed(&closed, before.provenance.section)?;
                let mut after =
                    edit.apply(&before).ok_or_else(|| ProjectError::BadTexts { id: named() })?;
                if let Some(memory) = &edit.memory {
                    after.provenance.section = moved(writer, before.provenance.section, memory)?;
                }
                if after == before {
                    continue;
                }
                let store = || -> SqlResult<()> {
                    if after.variants != before.variants {
                        writer.set_texts(&after)?;
                    }
                    if after.provenance != before.provenance {
                        writer.set_provenance(*id, &after.provenance)?;
                    }
                    Ok(())
                };
                store().map_err(tell)?;
                edited.push(Edited { before, after });
            }
            writer.summarise(format!("{} pairs corrected", edited.len()));
            Ok(edited)
        })
    }
}

/// The origin of pairs that a person typed.
const BY_HAND: &str = "by hand";

/// The sections of memories that may not be changed, with the memories' names.
pub(super) fn closed_sections(
    writer: &Writer<'_>,
) -> Result<Vec<(SectionId, String)>, ProjectError> {
    let tell = |error: SqlError| writer.at_path(error);
    let closed: HashSet<String> = writer
        .memories()
        .map_err(tell)?
        .into_iter()
        .filter(|memory: &Memory| memory.is_read_only)
        .map(|memory| memory.name)
        .collect();
    let sections = writer.sections().map_err(tell)?.into_iter();
    let of_closed = sections.filter(|(_, section)| closed.contains(&section.memory));
    Ok(of_closed.map(|(id, section)| (id, section.memory)).collect())
}

/// Refuses a change of a unit in a memory that may not be changed.
pub(super) fn refuse_closed(
    closed: &[(SectionId, String)],
    section: SectionId,
) -> Result<(), ProjectError> {
    match closed.iter().find(|(id, _)| *id == section) {
        Some((_, name)) => Err(ProjectError::ReadOnlyMemory { name: name.clone() }),
        None => Ok(()),
    }
}

/// The section of another memory that says the same of client, project and subject.
fn moved(writer: &Writer<'_>, section: SectionId, memory: &str) -> Result<SectionId, ProjectError> {
    let sections = writer.sections().map_err(|error: SqlError| writer.at_path(error))?;
    let said = sections.into_iter().find(|(id, _)| *id == section);
    let said = said.map(|(_, section)| section).unwrap_or_default();
    writable_section(writer, &Section { memory: memory.to_owned(), ..said })
}
