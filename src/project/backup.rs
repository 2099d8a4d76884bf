//! A full backup handed out: every record, in the order in which it can be taken in again.

use super::{Project, ProjectError, Selection};
use crate::exchange::jsonl::BackupWriter;
use crate::exchange::{ExchangeError, ExportReport, Loss};
use crate::model::Concept;
use crate::model::backup::{FullUnit, NumberedSection, Record};
use crate::store::{Reader, SqlError, SqlResult};

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
        let langs = reader.languages().map_err(tell)?;
        let mut writer = BackupWriter::new(out, reader.schema().map_err(tell)?, langs)?;
        let mut write = |record: Record| writer.record(&record);
        let mut lost = Vec::new();
        match extent {
            Extent::Everything => {
                write_memories(reader, &mut write, tell)?;
                for id in reader.document_ids().map_err(tell)? {
                    if let Some(document) = reader.dated_document(id).map_err(tell)? {
                        write(Record::Document(Box::new(document)))?;
                    }
                }
                write_heads(reader, &mut write, tell)?;
                let mut failed = Ok(());
                reader
                    .each_unit(|unit| -> SqlResult<()> {
                        if failed.is_ok() {
                            failed = write(Record::Unit(Box::new(reader.full_unit(unit)?)));
                        }
                        Ok(())
                    })
                    .map_err(tell)?;
                failed?;
                for (source, target) in reader.alignment_pairs().map_err(tell)? {
                    if let Some(full) = reader.full_alignment(source, target).map_err(tell)? {
                        write(Record::Alignment(Box::new(full)))?;
                    }
                }
                write_concepts(reader, reader.concept_ids().map_err(tell)?, &mut write, tell)?;
                let references = reader.references().map_err(tell)?.len();
                lost.extend(Loss::of("references, which `beleg import` makes anew", references));
                let attached = reader.attached().map_err(tell)?.len();
                lost.extend(Loss::of("attached databases", attached));
            }
            Extent::Terms(selection) => {
                let mut concepts = self.concepts(selection)?;
                concepts.sort_by_key(|concept| concept.id);
                let ids = concepts.iter().filter_map(|concept| concept.id).collect();
                let mut chosen = concepts.iter().peekable();
                let mut narrowed = |record: Record| {
                    write(match record {
                        Record::Concept(mut dated) => {
                            // Terms that were not chosen are left out.
                            let next = chosen.next_if(|one: &&Concept| one.id == dated.concept.id);
                            if let Some(concept) = next {
                                dated.concept = concept.clone();
                            }
                            Record::Concept(dated)
                        }
                        record => record,
                    })
                };
                write_concepts(reader, ids, &mut narrowed, tell)?;
            }
            Extent::Units(selection) => {
                write_memories(reader, &mut write, tell)?;
                write_heads(reader, &mut write, tell)?;
                let mut last = None;
                let mut of_documents = 0;
                // A unit stands there once for every origin.
                for unit in self.units(selection)? {
                    if unit.id == last {
                        continue;
                    }
                    last = unit.id;
                    let mut full: FullUnit = reader.full_unit(unit).map_err(tell)?;
                    of_documents += usize::from(full.unit.provenance.document.take().is_some());
                    write(Record::Unit(Box::new(full)))?;
                }
                lost.extend(Loss::of("documents of units", of_documents));
            }
        }
        Ok(ExportReport { written: writer.written(), lost })
    }
}

/// Writes a record.
type Write<'w> = &'w mut dyn FnMut(Record) -> Result<(), ExchangeError>;

fn write_memories(
    reader: &Reader<'_>,
    write: Write<'_>,
    tell: impl Fn(SqlError) -> ProjectError,
) -> Result<(), ProjectError> {
    for memory in reader.memories().map_err(&tell)? {
        write(Record::Memory(memory))?;
    }
    for (id, section) in reader.sections().map_err(&tell)? {
        write(Record::Section(NumberedSection { id, section }))?;
    }
    Ok(())
}

fn write_heads(
    reader: &Reader<'_>,
    write: Write<'_>,
    tell: impl Fn(SqlError) -> ProjectError,
) -> Result<(), ProjectError> {
    for head in reader.file_heads().map_err(tell)? {
        write(Record::Head(head))?;
    }
    Ok(())
}

/// Writes concepts, and the relations between them.
fn write_concepts(
    reader: &Reader<'_>,
    ids: Vec<crate::model::ConceptId>,
    write: Write<'_>,
    tell: impl Fn(SqlError) -> ProjectError,
) -> Result<(), ProjectError> {
    for id in &ids {
        if let Some(concept) = reader.dated_concept(*id).map_err(&tell)? {
            write(Record::Concept(Box::new(concept)))?;
        }
    }
    for relation in reader.full_relations().map_err(&tell)? {
        let is_there = |id| ids.binary_search(id).is_ok();
        if is_there(&relation.concept) && is_there(&relation.other) {
            write(Record::Relation(relation))?;
        }
    }
    Ok(())
}
