//! Undo and redo, the log, and the derived keys.

use std::collections::BTreeSet;

use super::{Project, ProjectError};
use crate::memory::index::unit_words;
use crate::model::{ConceptId, Lang, TranslationUnit, UnitId};
use crate::store::{Direction, LogEntry, SqlError, SqlResult, Store, StoreError, Writer};
use crate::termbase::keys::concept_keys;
use crate::text::ANALYSER_VERSION;

impl Project {
    /// Takes back the last change, or makes the last undone one again.
    ///
    /// # Errors
    /// If there is none, or if the database fails.
    pub fn step(&mut self, direction: Direction) -> Result<LogEntry, ProjectError> {
        let command = match direction {
            Direction::Undo => "undo",
            Direction::Redo => "redo",
        };
        self.store.change(command, |writer| {
            let (entry, touched) = writer.step(direction)?;
            writer.summarise(format!("{command} {}: {}", entry.number, entry.summary));
            let tell = |error: SqlError| writer.at_path(error);
            for id in &touched.units {
                index_unit(writer, *id).map_err(tell)?;
            }
            for id in &touched.concepts {
                index_concept(writer, *id).map_err(tell)?;
            }
            Ok(entry)
        })
    }

    /// The last changes, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn log(&self, limit: usize) -> Result<Vec<LogEntry>, ProjectError> {
        self.reading(|reader| reader.log(limit))
    }

    /// The languages in which there are units.
    pub(super) fn unit_langs(&self) -> Result<Vec<Lang>, ProjectError> {
        let stored = self.reading(|reader| reader.setting(UNIT_LANGS))?;
        Ok(parse_langs(stored.as_deref()).into_iter().collect())
    }
}

/// The setting that lists the languages of all units.
const UNIT_LANGS: &str = "unit_langs";

/// The setting that says which version of the program made the derived keys.
const ANALYSER: &str = "analyser";

/// Makes derived keys of another version anew.
pub(super) fn prepare(store: &mut Store) -> Result<(), ProjectError> {
    if made_by(store)?.as_deref() == Some(current().as_str()) {
        return Ok(());
    }
    Ok(reindex(store).map(drop)?)
}

/// Makes derived keys of another version anew in a database that is only to be read. Answers
/// whether they are of this version now: if the file cannot be written, it is read as it is.
pub(super) fn refresh(store: &mut Store) -> Result<bool, ProjectError> {
    // A database that is just being made has no keys yet.
    let Some(made_by) = made_by(store)? else { return Ok(true) };
    if made_by == current() {
        return Ok(true);
    }
    if !store.is_writable()? {
        return Ok(false);
    }
    match reindex(store) {
        Ok(_) => Ok(true),
        Err(StoreError::ReadOnly { .. } | StoreError::Locked { .. } | StoreError::Full { .. }) => {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

fn made_by(store: &Store) -> Result<Option<String>, StoreError> {
    store.reading(|reader| reader.setting(ANALYSER))
}

fn current() -> String {
    ANALYSER_VERSION.to_string()
}

/// Makes all derived keys anew, unless another process did so in the meantime. Answers whether it
/// did.
pub(super) fn reindex(store: &mut Store) -> Result<bool, StoreError> {
    store.change("reindex", |writer| {
        let work = || -> SqlResult<bool> {
            if writer.setting(ANALYSER)?.as_deref() == Some(current().as_str()) {
                return Ok(false);
            }
            writer.clear_unit_words()?;
            for id in writer.unit_ids(None)? {
                if let Some(unit) = writer.unit(id)? {
                    index_new_unit(writer, id, &unit)?;
                }
            }
            for id in writer.concept_ids()? {
                index_concept(writer, id)?;
            }
            writer.set_setting(ANALYSER, &current())?;
            Ok(true)
        };
        work().map_err(|error| writer.at_path(error))
    })
}

/// Stores a new unit, with its words in the index.
pub(super) fn add_unit(writer: &Writer<'_>, unit: &TranslationUnit) -> SqlResult<UnitId> {
    let id = writer.add_unit(unit)?;
    index_new_unit(writer, id, unit)?;
    Ok(id)
}

/// Indexes a unit that is not in the index yet.
fn index_new_unit(writer: &Writer<'_>, id: UnitId, unit: &TranslationUnit) -> SqlResult<()> {
    note_langs(writer, unit)?;
    writer.index_new_unit(id, &unit_words(unit))
}

/// Indexes a unit as it stands, or takes it out of the index if it is gone.
fn index_unit(writer: &Writer<'_>, id: UnitId) -> SqlResult<()> {
    let unit = writer.unit(id)?;
    if let Some(unit) = &unit {
        note_langs(writer, unit)?;
    }
    writer.index_unit(id, unit.as_ref().map(unit_words).as_ref())
}

fn index_concept(writer: &Writer<'_>, id: ConceptId) -> SqlResult<()> {
    let keys = writer.concept(id)?.as_ref().map(concept_keys).unwrap_or_default();
    writer.index_concept(id, &keys)
}

/// Adds the languages of a unit to those known. Nearly always they are known already, so that is
/// seen without parsing anything.
fn note_langs(writer: &Writer<'_>, unit: &TranslationUnit) -> SqlResult<()> {
    let stored = writer.setting(UNIT_LANGS)?.unwrap_or_default();
    let is_known = |lang: &Lang| stored.split(' ').any(|tag| tag == lang.primary());
    if unit.variants.iter().all(|variant| is_known(&variant.lang)) {
        return Ok(());
    }
    let mut known = parse_langs(Some(&stored));
    known.extend(unit.variants.iter().filter_map(|variant| variant.lang.primary().parse().ok()));
    let tags: Vec<&str> = known.iter().map(Lang::as_str).collect();
    writer.set_setting(UNIT_LANGS, &tags.join(" "))
}

fn parse_langs(stored: Option<&str>) -> BTreeSet<Lang> {
    stored.unwrap_or("").split_whitespace().filter_map(|tag| tag.parse().ok()).collect()
}
