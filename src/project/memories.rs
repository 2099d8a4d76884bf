//! Memories: where units go, and which are looked at.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Project, ProjectError};
use crate::model::{Memory, Section, SectionId};
use crate::store::{Health, MemorySummary, SqlError, SqlResult, Writer};

/// How much text there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// Texts.
    pub texts: usize,
    /// Words, parted by white space.
    pub words: usize,
    /// Characters, with spaces.
    pub characters: usize,
}

impl Project {
    /// All memories with what is in them.
    ///
    /// # Errors
    /// If the database fails.
    pub fn memories(&self) -> Result<Vec<MemorySummary>, ProjectError> {
        self.reading(|reader| reader.memory_summaries())
    }

    /// How the file is.
    ///
    /// # Errors
    /// If the database fails.
    pub fn health(&self) -> Result<Health, ProjectError> {
        self.reading(|reader| reader.health())
    }

    /// How much text there is in each language, by its tag. It reads every unit.
    ///
    /// # Errors
    /// If the database fails.
    pub fn volumes(&self) -> Result<BTreeMap<String, Volume>, ProjectError> {
        self.reading(|reader| {
            let mut volumes: BTreeMap<String, Volume> = BTreeMap::new();
            let has_further = reader.has_further_texts()?;
            reader.lend_units(has_further, |unit| {
                for (tag, text) in unit.texts() {
                    if !volumes.contains_key(tag) {
                        volumes.insert(tag.to_owned(), Volume::default());
                    }
                    let Some(volume) = volumes.get_mut(tag) else { continue };
                    volume.texts += 1;
                    volume.words += text.split_whitespace().count();
                    volume.characters += text.chars().count();
                }
            })?;
            Ok(volumes)
        })
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

/// A section with what it does not say taken from another one.
pub(super) fn section_beside(
    writer: &Writer<'_>,
    there: SectionId,
    section: &Section,
) -> SqlResult<Section> {
    let there = writer.sections()?.into_iter().find(|(id, _)| *id == there);
    let there = there.map(|(_, there)| there).unwrap_or_default();
    let said = |said: &str, there: String| if said.is_empty() { there } else { said.to_owned() };
    Ok(Section {
        memory: said(&section.memory, there.memory),
        client: said(&section.client, there.client),
        project: said(&section.project, there.project),
        subject: said(&section.subject, there.subject),
    })
}
