//! Which units are looked at, and what their memories take off their scores.

use std::collections::HashMap;

use crate::model::{Memory, Scope, Section, SectionId};
use crate::store::{Reader, SqlResult};

/// The sections of a database that a scope covers, with their penalties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The penalties of those that are covered; absent if all are covered and have none.
    penalties: Option<HashMap<SectionId, u8>>,
}

impl Chosen {
    /// The sections that `scope` covers.
    ///
    /// # Errors
    /// If the database fails.
    pub fn of(reader: &Reader<'_>, scope: &Scope) -> SqlResult<Self> {
        let memories = reader.memories()?;
        if scope.is_everything() && memories.iter().all(|memory| memory.penalty == 0) {
            return Ok(Self::default());
        }
        let penalty = |section: &Section| {
            let of = |memory: &&Memory| memory.name == section.memory;
            memories.iter().find(of).map_or(0, |memory| memory.penalty)
        };
        let sections = reader.sections()?.into_iter();
        let covered = sections.filter(|(_, section)| scope.covers(section));
        Ok(Self { penalties: Some(covered.map(|(id, section)| (id, penalty(&section))).collect()) })
    }

    /// Whether units of a section are looked at.
    pub fn holds(&self, section: SectionId) -> bool {
        self.penalty(section).is_some()
    }

    /// What is taken off the scores of a section; absent if its units are not looked at.
    pub fn penalty(&self, section: SectionId) -> Option<u8> {
        self.penalties.as_ref().map_or(Some(0), |penalties| penalties.get(&section).copied())
    }
}
