//! Memories and their sections.

use rusqlite::params;

use super::error::SqlResult;
use super::sql::Sql;
use super::{Reader, Writer};
use crate::model::{DocumentId, Memory, Section, SectionId, UnitId};

/// A memory with the number of its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemorySummary {
    /// The memory.
    pub memory: Memory,
    /// Its sections, each with its number and the number of its units.
    pub sections: Vec<(SectionId, Section, usize)>,
}

impl MemorySummary {
    /// How many units it has.
    pub fn units(&self) -> usize {
        self.sections.iter().map(|(_, _, units)| units).sum()
    }
}

impl Reader<'_> {
    /// All memories, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn memories(&self) -> SqlResult<Vec<Memory>> {
        let sql = "SELECT name, read_only, penalty FROM memory ORDER BY name";
        self.connection.rows(sql, [], |row| {
            Ok(Memory { name: row.get(0)?, is_read_only: row.get(1)?, penalty: row.get(2)? })
        })
    }

    /// All sections, by number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn sections(&self) -> SqlResult<Vec<(SectionId, Section)>> {
        self.connection.rows(
            "SELECT section.id, name, client, project, subject
             FROM section JOIN memory ON memory.id = memory ORDER BY section.id",
            [],
            |row| {
                let section = Section {
                    memory: row.get(1)?,
                    client: row.get(2)?,
                    project: row.get(3)?,
                    subject: row.get(4)?,
                };
                Ok((SectionId(row.get(0)?), section))
            },
        )
    }

    /// The section that a document was given to.
    ///
    /// # Errors
    /// If the database fails.
    pub fn section_of(&self, document: DocumentId) -> SqlResult<SectionId> {
        let sql = "SELECT section FROM document WHERE id = ?1";
        let id = self.connection.row(sql, [document.0], |row| row.get(0))?;
        Ok(id.map_or(SectionId::MAIN, SectionId))
    }

    /// All memories with what is in them. It counts every unit.
    ///
    /// # Errors
    /// If the database fails.
    pub fn memory_summaries(&self) -> SqlResult<Vec<MemorySummary>> {
        let counts: Vec<(i64, usize)> = self.connection.rows(
            "SELECT section, count(*) FROM unit GROUP BY section",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let sections = self.sections()?;
        let of_memory = |memory: Memory| {
            let of = sections.iter().filter(|(_, section)| section.memory == memory.name);
            let counted = of.map(|(id, section)| {
                let count = counts.iter().find(|(section, _)| *section == id.0);
                (*id, section.clone(), count.map_or(0, |(_, count)| *count))
            });
            MemorySummary { sections: counted.collect(), memory }
        };
        Ok(self.memories()?.into_iter().map(of_memory).collect())
    }
}

impl Writer<'_> {
    /// The number of a section, which is made if it is missing, and so is its memory.
    ///
    /// # Errors
    /// If the database fails.
    pub fn section(&self, section: &Section) -> SqlResult<SectionId> {
        let Section { memory, client, project, subject } = section;
        let values = params![self.memory_number(memory)?, client, project, subject];
        let there = self.connection.row(
            "SELECT id FROM section
             WHERE memory = ?1 AND client = ?2 AND project = ?3 AND subject = ?4",
            values,
            |row| row.get(0),
        )?;
        if let Some(id) = there {
            return Ok(SectionId(id));
        }
        let sql = "INSERT INTO section (memory, client, project, subject) VALUES (?1, ?2, ?3, ?4)";
        self.connection.insert(sql, values).map(SectionId)
    }

    /// The number of a memory, which is made if it is missing.
    pub(super) fn memory_number(&self, name: &str) -> SqlResult<i64> {
        let named = "SELECT id FROM memory WHERE name = ?1";
        match self.connection.row(named, [name], |row| row.get(0))? {
            Some(number) => Ok(number),
            None => self.connection.insert("INSERT INTO memory (name) VALUES (?1)", [name]),
        }
    }

    /// Stores whether a memory may be changed, and its penalty. It is made if it is missing.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_memory(&self, memory: &Memory) -> SqlResult<()> {
        self.connection.run(
            "INSERT INTO memory (name, read_only, penalty) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE
             SET read_only = excluded.read_only, penalty = excluded.penalty",
            params![memory.name, memory.is_read_only, memory.penalty],
        )
    }

    /// Gives a unit to a section.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_unit_section(&self, unit: UnitId, section: SectionId) -> SqlResult<()> {
        let sql = "UPDATE unit SET section = ?2 WHERE id = ?1 AND section <> ?2";
        self.connection.run(sql, [unit.0, section.0])
    }

    /// Gives a document to a section.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_document_section(&self, document: DocumentId, section: SectionId) -> SqlResult<()> {
        let sql = "UPDATE document SET section = ?2 WHERE id = ?1 AND section <> ?2";
        self.connection.run(sql, [document.0, section.0])
    }
}
