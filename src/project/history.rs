//! Undo and redo, the log, and the derived keys.

use std::collections::BTreeSet;

use super::{Project, ProjectError, references};
use crate::memory::indexing;
use crate::model::{ConceptId, Lang};
use crate::store::{
    Direction, LogEntry, Reader, SqlError, SqlResult, Store, StoreError, Unindexed, Writer,
};
use crate::termbase::keys::{KEYS_VERSION, concept_keys};
use crate::text::ANALYSER_VERSION;

/// The share of the time of an undo that the indexes of units take.
const INDEXING: f64 = 0.5;

impl Project {
    /// Takes back the last change, or makes the last undone one again. `progress` is told how much is
    /// done, from 0 to 1.
    ///
    /// # Errors
    /// If there is none, or if the database fails.
    pub fn step(
        &mut self,
        direction: Direction,
        progress: &mut dyn FnMut(f64),
    ) -> Result<LogEntry, ProjectError> {
        let command = match direction {
            Direction::Undo => "undo",
            Direction::Redo => "redo",
        };
        let from = self.langs.from.clone();
        self.store.change(command, |writer| {
            let (entry, touched) =
                writer.step(direction, &mut |share| progress(share * (1.0 - INDEXING)))?;
            writer.summarise(format!("{command} {}: {}", entry.number, entry.summary));
            let tell = |error: SqlError| writer.at_path(error);
            index_units(writer, &from, &mut |share| progress(1.0 - INDEXING * (1.0 - share)))
                .map_err(tell)?;
            for id in &touched.concepts {
                index_concept(writer, *id).map_err(tell)?;
            }
            references::index_entries(writer, &touched.entries).map_err(tell)?;
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

    /// The languages in which there are, or were, units.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit_langs(&self) -> Result<Vec<Lang>, ProjectError> {
        let stored = self.reading(|reader| reader.setting(UNIT_LANGS))?;
        Ok(parse_langs(stored.as_deref()).into_iter().collect())
    }
}

/// The setting that lists the languages of all units.
const UNIT_LANGS: &str = "unit_langs";

/// Settings that say by which version of the program something derived was made: what belongs to
/// units, and the keys of concepts.
const DERIVED: [(&str, i64); 2] = [("analyser", ANALYSER_VERSION), ("term_keys", KEYS_VERSION)];

/// Makes what is derived anew where another version made it.
pub(super) fn prepare(store: &mut Store) -> Result<(), ProjectError> {
    if store.reading(|reader| stale(&reader))?.is_empty() {
        return Ok(());
    }
    Ok(reindex(store).map(drop)?)
}

/// Makes what is derived anew in a database that is only to be read. Answers whether it is of this
/// version now: if the file cannot be written, it is read as it is.
pub(super) fn refresh(store: &mut Store) -> Result<bool, ProjectError> {
    // A database that is just being made has nothing derived yet.
    let (made_by, stale) =
        store.reading(|reader| Ok((reader.setting(DERIVED[0].0)?, stale(&reader)?)))?;
    if made_by.is_none() || stale.is_empty() {
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

/// The settings that are of another version.
fn stale(reader: &Reader<'_>) -> SqlResult<Vec<&'static str>> {
    let mut stale = Vec::new();
    for (setting, version) in DERIVED {
        if reader.setting(setting)? != Some(version.to_string()) {
            stale.push(setting);
        }
    }
    Ok(stale)
}

/// Makes what is derived anew where it is of another version, unless another process did so in the
/// meantime. Answers whether it did.
pub(super) fn reindex(store: &mut Store) -> Result<bool, StoreError> {
    store.change("reindex", |writer| {
        let work = || -> SqlResult<bool> {
            let stale = stale(writer)?;
            let [(of_units, _), _] = DERIVED;
            if stale.contains(&of_units) {
                let from = writer.languages()?.map_or_else(Lang::german, |(from, _)| from);
                note_langs(writer, &indexing::rebuild(writer, &from)?)?;
            }
            // Keys of concepts are made of folded words and stems too.
            if !stale.is_empty() {
                for id in writer.concept_ids()? {
                    index_concept(writer, id)?;
                }
                references::reindex(writer)?;
            }
            for (setting, version) in DERIVED {
                writer.set_setting(setting, &version.to_string())?;
            }
            Ok(!stale.is_empty())
        };
        work().map_err(|error| writer.at_path(error))
    })
}

/// Puts the units that came or changed into the indexes.
pub(super) fn index_units(
    writer: &Writer<'_>,
    from: &Lang,
    progress: &mut dyn FnMut(f64),
) -> SqlResult<()> {
    let Unindexed { new, changed } = writer.take_unindexed();
    if new.is_empty() && changed.is_empty() {
        return Ok(());
    }
    note_langs(writer, &indexing::refresh(writer, &new, &changed, from, progress)?)
}

fn index_concept(writer: &Writer<'_>, id: ConceptId) -> SqlResult<()> {
    let keys = writer.concept(id)?.as_ref().map(concept_keys).unwrap_or_default();
    writer.index_concept(id, &keys)
}

/// Adds languages of units to those known.
pub(super) fn note_langs(writer: &Writer<'_>, langs: &[String]) -> SqlResult<()> {
    let stored = writer.setting(UNIT_LANGS)?;
    let mut known = parse_langs(stored.as_deref());
    let before = known.len();
    known.extend(langs.iter().filter_map(|lang| lang.parse().ok()));
    if known.len() == before {
        return Ok(());
    }
    let tags: Vec<&str> = known.iter().map(Lang::as_str).collect();
    writer.set_setting(UNIT_LANGS, &tags.join(" "))
}

fn parse_langs(stored: Option<&str>) -> BTreeSet<Lang> {
    stored.unwrap_or("").split_whitespace().filter_map(|tag| tag.parse().ok()).collect()
}
