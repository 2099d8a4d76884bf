//! A full backup taken in.
//!
//! Invariant: a backup taken into an empty database makes it what the backup is of, and taking it in
//! again changes nothing. What a database has already is compared: documents by their names, units by
//! their texts, concepts as rows of a glossary; ids are kept where they are free. Nothing is changed
//! in a memory that was read-only before.

mod articles;
mod concepts;
mod units;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::ProjectError;
use super::counts::{ImportCounts, Imported, RowRemark};
use super::twins::Twins;
use crate::exchange::ExchangeError;
use crate::model::backup::{FileHead, NumberedSection, Record};
use crate::model::{ConceptId, DocumentId, Memory, Section, SectionId, UnitId};
use crate::store::{SqlError, StoreError, Writer};
use crate::termbase::merge::{OnDuplicate, Outcome};
use concepts::Waiting;

/// A record with its line, or why the file cannot be read any further.
pub type NumberedRecord = Result<(usize, Record), ExchangeError>;

/// Is told how many records are done, and may break off.
type Progress<'p> = &'p mut dyn FnMut(usize) -> ControlFlow<()>;

/// Takes records in.
pub(super) fn records(
    writer: &Writer<'_>,
    records: impl Iterator<Item = NumberedRecord>,
    on_duplicate: OnDuplicate,
    progress: Progress<'_>,
) -> Result<Imported, ProjectError> {
    let mut restoring = Restoring::new(writer, on_duplicate)?;
    for record in records {
        let (line, record) = record?;
        restoring.take(line, record, progress)?;
        if progress(restoring.counts.read).is_break() {
            return Err(ProjectError::Stopped);
        }
    }
    restoring.merge_waiting(progress)?;
    let Restoring { counts, mut remarks, .. } = restoring;
    remarks.sort_by_key(|remark| remark.line);
    Ok((counts, remarks))
}

/// What became of a record.
enum Taken {
    /// It was taken, and there may be something to know of that.
    As(Outcome, Option<String>),
    /// It cannot be taken, because of something.
    Refused(&'static str),
}

/// Where units and documents of a section go.
#[derive(Debug, Clone)]
struct Place {
    id: SectionId,
    memory: String,
    /// Whether its memory was read-only before: a lock that comes with the file is none for the file.
    is_closed: bool,
}

struct Restoring<'w> {
    writer: &'w Writer<'w>,
    on_duplicate: OnDuplicate,
    counts: ImportCounts,
    remarks: Vec<RowRemark>,
    /// Whether there were units, and concepts, before.
    has_units: bool,
    has_concepts: bool,
    /// The memories that were read-only before.
    closed: HashSet<String>,
    /// The sections that are there.
    known: HashMap<Section, SectionId>,
    /// The places here of the sections of the file.
    places: HashMap<SectionId, Place>,
    /// The ids here of what the file has.
    documents: HashMap<DocumentId, DocumentId>,
    units: HashMap<UnitId, UnitId>,
    concepts: HashMap<ConceptId, ConceptId>,
    twins: Twins,
    /// Concepts that are merged with those that are there.
    waiting: Vec<Waiting>,
}

impl<'w> Restoring<'w> {
    fn new(writer: &'w Writer<'w>, on_duplicate: OnDuplicate) -> Result<Self, ProjectError> {
        let tell = |error: SqlError| writer.at_path(error);
        let memories = writer.memories().map_err(tell)?.into_iter();
        let closed = memories.filter(|memory| memory.is_read_only).map(|memory| memory.name);
        let sections = writer.sections().map_err(tell)?.into_iter();
        let mut restoring = Self {
            writer,
            on_duplicate,
            counts: ImportCounts::default(),
            remarks: Vec::new(),
            has_units: writer.newest_unit().map_err(tell)? > 0,
            has_concepts: !writer.concept_ids().map_err(tell)?.is_empty(),
            closed: closed.collect(),
            known: sections.map(|(id, section)| (section, id)).collect(),
            places: HashMap::new(),
            documents: HashMap::new(),
            units: HashMap::new(),
            concepts: HashMap::new(),
            twins: Twins::default(),
            waiting: Vec::new(),
        };
        // The first section is that of every database.
        let main = NumberedSection { id: SectionId::MAIN, section: Section::default() };
        restoring.section(main)?;
        Ok(restoring)
    }

    fn take(
        &mut self,
        line: usize,
        record: Record,
        progress: Progress<'_>,
    ) -> Result<(), ProjectError> {
        let taken = match record {
            Record::Memory(memory) => self.memory(&memory)?,
            Record::Section(section) => self.section(section)?,
            Record::Document(document) => self.document(*document)?,
            Record::Head(head) => self.head(&head)?,
            Record::Unit(unit) => self.unit(*unit)?,
            Record::Alignment(alignment) => self.alignment(*alignment)?,
            Record::Concept(concept) => match self.concept(line, *concept)? {
                Some(taken) => taken,
                None => return Ok(()),
            },
            Record::Relation(relation) => {
                self.merge_waiting(progress)?;
                self.relation(relation)?
            }
        };
        self.note(line, taken);
        Ok(())
    }

    /// Counts what became of a record.
    fn note(&mut self, line: usize, taken: Taken) {
        let (count, remark) = match taken {
            Taken::As(Outcome::New, remark) => (&mut self.counts.new, remark),
            Taken::As(Outcome::Merged, remark) => (&mut self.counts.merged, remark),
            Taken::As(Outcome::Unchanged, remark) => (&mut self.counts.unchanged, remark),
            Taken::Refused(reason) => {
                self.counts.refused += 1;
                self.counts.read += 1;
                let text = reason.into();
                self.remarks.push(RowRemark { line, text, is_refusal: true });
                return;
            }
        };
        *count += 1;
        self.counts.read += 1;
        let remark = remark.map(|text| RowRemark { line, text: text.into(), is_refusal: false });
        self.remarks.extend(remark);
    }

    fn at(&self, error: SqlError) -> StoreError {
        self.writer.at_path(error)
    }

    fn memory(&mut self, memory: &Memory) -> Result<Taken, ProjectError> {
        let there = self.writer.memories().map_err(|error| self.at(error))?;
        let untouched = Memory { is_read_only: false, penalty: 0, ..memory.clone() };
        let found = there.into_iter().find(|known| known.name == memory.name);
        // A new database has `main` already.
        let is_fresh = !self.has_units && found.as_ref().is_none_or(|known| *known == untouched);
        if found.as_ref() == Some(memory) {
            return Ok(Taken::As(Outcome::Unchanged, None));
        }
        if found.is_some() && !is_fresh {
            return Ok(said(false, "the memory is there with another penalty or lock"));
        }
        self.writer.put_memory(memory).map_err(|error| self.at(error))?;
        Ok(Taken::As(if found.is_some() { Outcome::Merged } else { Outcome::New }, None))
    }

    fn section(&mut self, given: NumberedSection) -> Result<Taken, ProjectError> {
        let (id, outcome) = match self.known.get(&given.section) {
            Some(id) => (*id, Outcome::Unchanged),
            None => {
                let id = self.writer.restore_section(&given).map_err(|error| self.at(error))?;
                (id, Outcome::New)
            }
        };
        let memory = given.section.memory.clone();
        let place = Place { id, is_closed: self.closed.contains(&memory), memory };
        self.places.insert(given.id, place);
        self.known.insert(given.section, id);
        Ok(Taken::As(outcome, None))
    }

    fn head(&mut self, head: &FileHead) -> Result<Taken, ProjectError> {
        let there = self.writer.file_head(&head.origin).map_err(|error| self.at(error))?;
        if let Some(there) = there {
            return Ok(said(there == head.text, "the file's head is there as another"));
        }
        let put = self.writer.put_file_head(&head.origin, &head.text);
        put.map_err(|error| self.at(error))?;
        Ok(Taken::As(Outcome::New, None))
    }
}

impl Place {
    /// Fails if something would be changed where nothing may be.
    fn allow(&self, outcome: Outcome) -> Result<(), ProjectError> {
        if self.is_closed && outcome != Outcome::Unchanged {
            return Err(ProjectError::ReadOnlyMemory { name: self.memory.clone() });
        }
        Ok(())
    }
}

/// That a record changed nothing, since it is there already or else because of what is there.
fn said(is_same: bool, otherwise: &str) -> Taken {
    Taken::As(Outcome::Unchanged, (!is_same).then(|| format!("not taken: {otherwise}")))
}

/// What is said of a unit or a document that goes nowhere.
const NO_SECTION: Taken = Taken::Refused("its section does not stand before it in the file");
