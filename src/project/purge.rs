//! A client's right to have everything deleted.

use super::history::note_langs;
use super::unit_editing::{closed_sections, refuse_closed};
use super::{Project, ProjectError};
use crate::memory::indexing;
use crate::model::{Scope, Section, SectionId};
use crate::store::{Purged, SqlError};

/// The setting that says whether what was deleted may still stand in the file.
const UNFINISHED: &str = "purge_unfinished";

/// What a purge would delete, or deleted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purge {
    /// The sections, each with the number of its units.
    pub sections: Vec<(Section, usize)>,
    /// How much it came to; absent if nothing was deleted.
    pub purged: Option<Purged>,
    /// Whether the journal holds something of it, or what an earlier purge deleted may still stand in
    /// the file.
    pub unfinished: bool,
    /// Copies of the database beside it, which may still hold it.
    pub copies: Vec<String>,
}

impl Project {
    /// What a purge of a scope would delete.
    ///
    /// # Errors
    /// If the database fails.
    pub fn to_purge(&self, scope: &Scope) -> Result<Purge, ProjectError> {
        let memories = self.memories()?.into_iter();
        let sections = memories.flat_map(|memory| memory.sections);
        let covered = sections.filter(|(_, section, _)| scope.covers(section));
        let unfinished = self.reading(|reader| {
            // What was undone is in no section any more, but stands in the journal.
            let named = [&scope.memories, &scope.clients, &scope.projects, &scope.subjects];
            for name in named.into_iter().flatten() {
                if reader.journal_mentions(name)? {
                    return Ok(true);
                }
            }
            Ok(reader.setting(UNFINISHED)?.as_deref() == Some("yes"))
        })?;
        Ok(Purge {
            unfinished,
            sections: covered.map(|(_, section, units)| (section, units)).collect(),
            ..Purge::default()
        })
    }

    /// Deletes all units and documents of a scope for good, and the journal with them: what it held
    /// of others cannot be undone any more either. The file is written anew, so that nothing of it is
    /// left there.
    ///
    /// # Errors
    /// If a memory is read-only, if others are using the database, or if it fails.
    pub fn purge(&mut self, scope: &Scope) -> Result<Purge, ProjectError> {
        let mut purge = self.to_purge(scope)?;
        let from = self.langs.from.clone();
        let purged = self.store.change("purge", |writer| {
            let tell = |error: SqlError| ProjectError::from(writer.at_path(error));
            let closed = closed_sections(writer)?;
            let sections = writer.sections().map_err(tell)?.into_iter();
            let covered: Vec<SectionId> =
                sections.filter(|(_, section)| scope.covers(section)).map(|(id, _)| id).collect();
            covered.iter().try_for_each(|section| refuse_closed(&closed, *section))?;
            let purged = writer.purge_sections(&covered).map_err(tell)?;
            let langs = indexing::rebuild(writer, &from).map_err(tell)?;
            note_langs(writer, &langs).map_err(tell)?;
            writer.set_setting(UNFINISHED, "yes").map_err(tell)?;
            Ok::<_, ProjectError>(purged)
        })?;
        purge.purged = Some(purged);
        purge.copies = self.store.vacuum()?;
        self.store.change("purge", |writer| {
            let done = writer.set_setting(UNFINISHED, "no");
            done.map_err(|error| ProjectError::from(writer.at_path(error)))
        })?;
        Ok(purge)
    }
}
