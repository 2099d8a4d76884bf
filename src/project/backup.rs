//! A full backup handed out: every record, in the order in which it can be taken in again.

use std::collections::HashSet;

use super::{Project, ProjectError, Selection};
use crate::exchange::jsonl::BackupWriter;
use crate::exchange::{ExportReport, Loss};
use crate::model::backup::{DatedConcept, FullUnit, NumberedSection, Record};
use crate::store::{Reader, SqlError};

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent<'s> {
    /// Everything that people made.
    Everything,
    /// The selected concepts, and the relations between them.
    Terms(&'s Selection),
    /// The selected units with their sections, and what their files say of them.
    Units(&'s Selection),
}

impl Project {
    /// Writes a backup.
    ///
    /// # Errors
    /// If it cannot be written, or if the database fails.
    pub fn write_backup(
        &self,
        out: &mut dyn std::io::Write,
        extent: Extent<'_>,
    ) -> Result<ExportReport, ProjectError> {
        // As of one moment: a reading within this one is of the same.
        let mut written = None;
        self.reading(|reader| {
            written = Some(self.write_from(&reader, out, extent));
            Ok(())
        })?;
        written.unwrap_or_else(|| Ok(ExportReport::default()))
    }

    fn write_from(
        &self,
        reader: &Reader<'_>,
        out: &mut dyn std::io::Write,
        extent: Extent<'_>,
    ) -> Result<ExportReport, ProjectError> {
        let tell = |error: SqlError| ProjectError::from(error.at(self.path()));
        let mut writer = BackupWriter::new(out, reader.languages().map_err(tell)?)?;
        let mut write = |record: Record| Ok(writer.record(&record)?);
        let lost = match extent {
            Extent::Everything => self.write_everything(reader, &mut write),
            Extent::Terms(selection) => self.write_terms(reader, selection, &mut write),
            Extent::Units(selection) => self.write_units(reader, selection, &mut write),
        }?;
        Ok(ExportReport { written: writer.written(), lost: lost.into_iter().flatten().collect() })
    }

    fn write_everything(&self, reader: &Reader<'_>, write: Write<'_>) -> Lost {
        let tell = |error: SqlError| ProjectError::from(error.at(self.path()));
        for memory in reader.memories().map_err(tell)? {
            write(Record::Memory(memory))?;
        }
        for (id, section) in reader.sections().map_err(tell)? {
            write(Record::Section(NumberedSection { id, section }))?;
        }
        for id in reader.document_ids().map_err(tell)? {
            if let Some(document) = reader.dated_document(id).map_err(tell)? {
                write(Record::Document(Box::new(document)))?;
            }
        }
        for head in reader.file_heads().map_err(tell)? {
            write(Record::Head(head))?;
        }
        self.each_full_unit(reader, &Selection::default(), |unit| write(Record::Unit(unit)))?;
        for (source, target) in reader.alignment_pairs().map_err(tell)? {
            if let Some(full) = reader.full_alignment(source, target).map_err(tell)? {
                write(Record::Alignment(Box::new(full)))?;
            }
        }
        for id in reader.concept_ids().map_err(tell)? {
            if let Some(concept) = reader.dated_concept(id).map_err(tell)? {
                write(Record::Concept(Box::new(concept)))?;
            }
        }
        for relation in reader.full_relations().map_err(tell)? {
            write(Record::Relation(relation))?;
        }
        let references = reader.references().map_err(tell)?.len();
        let attached = reader.attached().map_err(tell)?.len();
        Ok(vec![
            Loss::of("references, which `beleg import` makes anew", references),
            Loss::of("attached databases", attached),
        ])
    }

    fn write_terms(&self, reader: &Reader<'_>, selection: &Selection, write: Write<'_>) -> Lost {
        let tell = |error: SqlError| ProjectError::from(error.at(self.path()));
        let mut chosen = HashSet::new();
        let mut concepts = self.concepts(selection)?;
        concepts.sort_by_key(|concept| concept.id);
        for concept in concepts {
            let Some(id) = concept.id else { continue };
            chosen.insert(id);
            if let Some(dated) = reader.dated_concept(id).map_err(tell)? {
                // Terms that were not chosen are left out.
                write(Record::Concept(Box::new(DatedConcept { concept, ..dated })))?;
            }
        }
        let mut left_out = 0;
        for relation in reader.full_relations().map_err(tell)? {
            match [relation.concept, relation.other].map(|id| chosen.contains(&id)) {
                [true, true] => write(Record::Relation(relation))?,
                [false, false] => {}
                _ => left_out += 1,
            }
        }
        Ok(vec![Loss::of("relations to concepts that are not in the file", left_out)])
    }

    fn write_units(&self, reader: &Reader<'_>, selection: &Selection, write: Write<'_>) -> Lost {
        let tell = |error: SqlError| ProjectError::from(error.at(self.path()));
        // What does not concern the units is not named, other clients least of all.
        let (mut used, mut origins) = (HashSet::new(), HashSet::new());
        self.each_unit(selection, |unit| {
            used.insert(unit.provenance.section);
            if !origins.contains(&unit.provenance.origin) {
                origins.insert(unit.provenance.origin);
            }
            Ok::<(), ProjectError>(())
        })?;
        let mut sections = reader.sections().map_err(tell)?;
        sections.retain(|(id, _)| used.contains(id));
        for memory in reader.memories().map_err(tell)? {
            if sections.iter().any(|(_, section)| section.memory == memory.name) {
                write(Record::Memory(memory))?;
            }
        }
        for (id, section) in sections {
            write(Record::Section(NumberedSection { id, section }))?;
        }
        for head in reader.file_heads().map_err(tell)? {
            if origins.contains(&head.origin) {
                write(Record::Head(head))?;
            }
        }
        let mut of_documents = 0;
        self.each_full_unit(reader, selection, |mut unit| {
            of_documents += usize::from(unit.unit.provenance.document.take().is_some());
            write(Record::Unit(unit))
        })?;
        Ok(vec![Loss::of("documents of units", of_documents)])
    }

    /// Hands out the selected units with all that hangs on them.
    fn each_full_unit(
        &self,
        reader: &Reader<'_>,
        selection: &Selection,
        mut take: impl FnMut(Box<FullUnit>) -> Result<(), ProjectError>,
    ) -> Result<(), ProjectError> {
        let tell = |error: SqlError| ProjectError::from(error.at(self.path()));
        let mut last = None;
        self.each_unit(selection, |unit| {
            // It stands there once for every origin, its own first.
            if unit.id == last {
                return Ok(());
            }
            last = unit.id;
            take(Box::new(reader.full_unit(unit).map_err(tell)?))
        })
    }
}

/// What could not be written.
type Lost = Result<Vec<Option<Loss>>, ProjectError>;

/// Writes a record.
type Write<'w> = &'w mut dyn FnMut(Record) -> Result<(), ProjectError>;
