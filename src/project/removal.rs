//! Removal of what is not wanted any more.

use super::tally::let_go;
use super::unit_editing::{closed_sections, refuse_closed};
use super::{Project, ProjectError};
use crate::model::{AnyId, ConceptId, DocumentId, UnitId};
use crate::store::{SqlError, SqlResult, Writer};

/// Something that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// What it was.
    pub id: AnyId,
    /// A name for people: the first term, the source text, or the title.
    pub name: String,
    /// How many sentence pairs went with it.
    pub pairs: usize,
    /// The documents that went with it.
    pub documents: Vec<DocumentId>,
}

/// So many things are named in the journal.
const TOLD: usize = 10;

impl Project {
    /// Removes concepts, sentence pairs and documents, in one change. A document goes with its
    /// pairs, but for those that have a note, and with the documents that it alone is aligned with. Answers with what was removed;
    /// what went with another thing is told there.
    ///
    /// # Errors
    /// If there is nothing with one of the ids, or if the database fails; then nothing is removed.
    pub fn remove(&mut self, ids: &[AnyId]) -> Result<Vec<Removed>, ProjectError> {
        let names: Vec<String> = ids.iter().take(TOLD).map(ToString::to_string).collect();
        let more = if ids.len() > TOLD { " …" } else { "" };
        self.change(&format!("remove {}{more}", names.join(" ")), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            for id in ids {
                let there = match *id {
                    AnyId::Concept(id) => writer.concept(id).map_err(tell)?.is_some(),
                    AnyId::Unit(id) => writer.unit(id).map_err(tell)?.is_some(),
                    AnyId::Document(id) => writer.document(id).map_err(tell)?.is_some(),
                };
                if !there {
                    return Err(no_such(*id));
                }
            }
            let closed = closed_sections(writer)?;
            for id in ids {
                let section = match *id {
                    AnyId::Unit(id) => {
                        writer.unit(id).map_err(tell)?.map(|unit| unit.provenance.section)
                    }
                    AnyId::Document(id) => Some(writer.section_of(id).map_err(tell)?),
                    AnyId::Concept(_) => None,
                };
                section.map_or(Ok(()), |section| refuse_closed(&closed, section))?;
            }
            let mut removed: Vec<Removed> = Vec::new();
            for id in ids {
                // Absent is what was named twice, or went with a document that was named too.
                let one = match *id {
                    AnyId::Concept(id) => remove_concept(writer, id),
                    AnyId::Unit(id) => remove_unit(writer, id),
                    AnyId::Document(id) => remove_document(writer, id),
                };
                removed.extend(one.map_err(tell)?);
            }
            let told: Vec<String> =
                removed.iter().take(TOLD).map(|one| format!("{} `{}`", one.id, one.name)).collect();
            let more = removed.len().saturating_sub(TOLD);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            writer.summarise(format!("removed {}{more}", told.join(", ")));
            Ok(removed)
        })
    }
}

fn no_such(id: AnyId) -> ProjectError {
    let kind = match id {
        AnyId::Concept(_) => "concept",
        AnyId::Unit(_) => "sentence pair",
        AnyId::Document(_) => "document",
    };
    ProjectError::NoSuch { kind, id: id.to_string() }
}

fn remove_concept(writer: &Writer<'_>, id: ConceptId) -> SqlResult<Option<Removed>> {
    let Some(concept) = writer.concept(id)? else { return Ok(None) };
    writer.remove_concept(id)?;
    let name = concept.terms.into_iter().next().map(|term| term.text).unwrap_or_default();
    Ok(Some(Removed { id: AnyId::Concept(id), name, pairs: 0, documents: Vec::new() }))
}

fn remove_unit(writer: &Writer<'_>, id: UnitId) -> SqlResult<Option<Removed>> {
    let Some(unit) = writer.unit(id)? else { return Ok(None) };
    writer.remove_unit(id)?;
    let name = unit.variants.into_iter().next().map(|variant| variant.text).unwrap_or_default();
    Ok(Some(Removed { id: AnyId::Unit(id), name, pairs: 1, documents: Vec::new() }))
}

fn remove_document(writer: &Writer<'_>, id: DocumentId) -> SqlResult<Option<Removed>> {
    let Some(document) = writer.document(id)? else { return Ok(None) };
    let (mut pairs, mut documents) = (0, Vec::new());
    for record in writer.alignments_of(id)? {
        let units: Vec<UnitId> =
            writer.beads(record)?.iter().filter_map(|stored| stored.unit).collect();
        writer.remove_alignment(record)?;
        for unit in units {
            pairs += usize::from(let_go(writer, unit)?);
        }
        let other = if record.source == id { record.target } else { record.source };
        if writer.alignments_of(other)?.is_empty() {
            writer.remove_document(other)?;
            documents.push(other);
        }
    }
    writer.remove_document(id)?;
    Ok(Some(Removed { id: AnyId::Document(id), name: document.title, pairs, documents }))
}
