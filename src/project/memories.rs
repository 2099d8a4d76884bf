//! Memories: where units go, and which are looked at.

use super::{Project, ProjectError};
use crate::model::{Memory, Section, SectionId};
use crate::store::{MemorySummary, SqlError, Writer};

impl Project {
    /// All memories with what is in them.
    ///
    /// # Errors
    /// If the database fails.
    pub fn memories(&self) -> Result<Vec<MemorySummary>, ProjectError> {
        self.reading(|reader| reader.memory_summaries())
    }

    /// All sections of memories, by number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn sections(&self) -> Result<Vec<(SectionId, Section)>, ProjectError> {
        self.reading(|reader| reader.sections())
    }

    /// Makes a memory, or says of one that is there whether it may be changed, and what its penalty
    /// is. What is absent stays as it is.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_memory(
        &mut self,
        name: &str,
        is_read_only: Option<bool>,
        penalty: Option<u8>,
    ) -> Result<Memory, ProjectError> {
        self.change(&format!("memories {name}"), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let there = writer.memories().map_err(tell)?.into_iter();
            let memory =
                there.into_iter().find(|memory| memory.name == name).unwrap_or_else(|| Memory {
                    name: name.to_owned(),
                    is_read_only: false,
                    penalty: 0,
                });
            let memory = Memory {
                is_read_only: is_read_only.unwrap_or(memory.is_read_only),
                penalty: penalty.unwrap_or(memory.penalty),
                ..memory
            };
            writer.put_memory(&memory).map_err(tell)?;
            writer.summarise(format!("memory `{name}`"));
            Ok(memory)
        })
    }
}

/// The number of a section that units may be put into.
pub(super) fn writable_section(
    writer: &Writer<'_>,
    section: &Section,
) -> Result<SectionId, ProjectError> {
    let tell = |error: SqlError| writer.at_path(error);
    let is_closed = |memory: &Memory| memory.name == section.memory && memory.is_read_only;
    if writer.memories().map_err(tell)?.iter().any(is_closed) {
        return Err(ProjectError::ReadOnlyMemory { name: section.memory.clone() });
    }
    Ok(writer.section(section).map_err(tell)?)
}
