//! A full backup taken in.
//!
//! Invariant: a backup taken into an empty database makes it what the backup is of, and taking it in
//! again changes nothing. What a database has already is compared: documents by their names, units by
//! their texts, concepts as rows of a glossary; ids are kept where they are free.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::ProjectError;
use super::counts::{ImportCounts, Imported, RowRemark};
use super::known::compare;
use super::memories::writable_section;
use crate::exchange::ExchangeError;
use crate::model::backup::{
    DatedConcept, DatedDocument, FullAlignment, FullRelation, FullUnit, NumberedSection, Record,
};
use crate::model::{
    Concept, ConceptId, DocumentId, Memory, Proposal, ProposedTerm, Relation, Section, SectionId,
    TranslationUnit, UnitId,
};
use crate::store::{SqlError, StoreError, Writer};
use crate::termbase::keys::concept_keys;
use crate::termbase::merge::{self, OnDuplicate, Outcome, Speaker};

/// A record with its line, or why the file cannot be read any further.
pub type NumberedRecord = Result<(usize, Record), ExchangeError>;

/// Takes records in.
pub(super) fn records(
    writer: &Writer<'_>,
    records: impl Iterator<Item = NumberedRecord>,
    on_duplicate: OnDuplicate,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Imported, ProjectError> {
    let tell = |error: SqlError| writer.at_path(error);
    let mut restoring = Restoring {
        writer,
        on_duplicate,
        has_units: writer.newest_unit().map_err(tell)? > 0,
        has_concepts: !writer.concept_ids().map_err(tell)?.is_empty(),
        memories: HashSet::new(),
        sections: HashMap::new(),
        documents: HashMap::new(),
        units: HashMap::new(),
        concepts: HashMap::new(),
    };
    let (mut counts, mut remarks) = (ImportCounts::default(), Vec::new());
    for record in records {
        let (line, record) = record?;
        let (outcome, remark) = restoring.take(record)?;
        *match outcome {
            Outcome::New => &mut counts.new,
            Outcome::Merged => &mut counts.merged,
            Outcome::Unchanged => &mut counts.unchanged,
        } += 1;
        counts.read += 1;
        remarks.extend(remark.map(|text| RowRemark { line, text: text.into() }));
        if progress(counts.read).is_break() {
            return Err(ProjectError::Stopped);
        }
    }
    Ok((counts, remarks))
}

/// What became of a record, and what there is to know of that.
type Taken = (Outcome, Option<String>);

struct Restoring<'w> {
    writer: &'w Writer<'w>,
    on_duplicate: OnDuplicate,
    /// Whether there were units, and concepts, before.
    has_units: bool,
    has_concepts: bool,
    /// Memories that were not there before: a lock of theirs came with them.
    memories: HashSet<String>,
    /// Sections here by their numbers in the file, and the section of each.
    sections: HashMap<SectionId, (SectionId, Section)>,
    /// The ids here of what the file has; units only where they have another one.
    documents: HashMap<DocumentId, DocumentId>,
    units: HashMap<UnitId, UnitId>,
    concepts: HashMap<ConceptId, ConceptId>,
}

impl Restoring<'_> {
    fn take(&mut self, record: Record) -> Result<Taken, ProjectError> {
        match record {
            Record::Memory(memory) => self.memory(&memory),
            Record::Section(section) => self.section(&section),
            Record::Document(document) => self.document(*document),
            Record::Head(head) => {
                let there = self.writer.file_head(&head.origin).map_err(|e| self.at(e))?;
                Ok(match there {
                    None => {
                        self.writer
                            .put_file_head(&head.origin, &head.text)
                            .map_err(|error| self.at(error))?;
                        (Outcome::New, None)
                    }
                    Some(there) => said(there == head.text, "the file's head is there as another"),
                })
            }
            Record::Unit(unit) => self.unit(*unit),
            Record::Alignment(alignment) => self.alignment(*alignment),
            Record::Concept(concept) => self.concept(*concept),
            Record::Relation(relation) => self.relation(relation),
        }
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
            return Ok((Outcome::Unchanged, None));
        }
        if found.is_some() && !is_fresh {
            return Ok(said(false, "the memory is there with another penalty or lock"));
        }
        self.writer.put_memory(memory).map_err(|error| self.at(error))?;
        self.memories.insert(memory.name.clone());
        Ok((if found.is_some() { Outcome::Merged } else { Outcome::New }, None))
    }

    fn section(&mut self, given: &NumberedSection) -> Result<Taken, ProjectError> {
        let sections = self.writer.sections().map_err(|error| self.at(error))?;
        let there = sections.into_iter().find(|(_, section)| *section == given.section);
        let (id, outcome) = match there {
            Some((id, _)) => (id, Outcome::Unchanged),
            None => {
                let id = self.writer.restore_section(given).map_err(|error| self.at(error))?;
                (id, Outcome::New)
            }
        };
        self.sections.insert(given.id, (id, given.section.clone()));
        Ok((outcome, None))
    }

    fn document(&mut self, mut given: DatedDocument) -> Result<Taken, ProjectError> {
        let there = self.writer.document_by_origin(&given.origin, &given.lang);
        if let Some(there) = there.map_err(|error| self.at(error))? {
            let segments = there.segments.iter();
            let is_same = there.text == given.text
                && segments
                    .map(|segment| (segment.span.start, segment.span.end, segment.paragraph))
                    .eq(given.segments.iter().copied());
            if is_same && let Some(id) = there.id {
                self.documents.insert(given.id, id);
            }
            return Ok(said(is_same, "a document of that name is there with another text"));
        }
        given.section = self.section_of(given.section);
        let id = self.writer.restore_document(&given).map_err(|error| self.at(error))?;
        self.documents.insert(given.id, id);
        Ok((Outcome::New, (id != given.id).then(|| format!("{} is {id} here", given.id))))
    }

    fn section_of(&self, given: SectionId) -> SectionId {
        self.sections.get(&given).map(|(id, _)| *id).unwrap_or_default()
    }

    fn unit(&mut self, mut given: FullUnit) -> Result<Taken, ProjectError> {
        let provenance = &mut given.unit.provenance;
        let in_file = provenance.section;
        provenance.section = self.section_of(in_file);
        provenance.document = provenance.document.and_then(|id| self.documents.get(&id).copied());
        let before = given.unit.id;
        if self.has_units {
            if let Some(taken) = self.known_unit(&given)? {
                return Ok(taken);
            }
            let section = self.sections.get(&in_file).map(|(_, section)| section);
            if let Some(section) = section.filter(|one| !self.memories.contains(&one.memory)) {
                writable_section(self.writer, section)?;
            }
        }
        let id = self.writer.restore_unit(&given).map_err(|error| self.at(error))?;
        if let Some(before) = before.filter(|before| *before != id) {
            self.units.insert(before, id);
        }
        Ok((Outcome::New, None))
    }

    /// What becomes of a unit that is there already; nothing if it is not.
    fn known_unit(&mut self, given: &FullUnit) -> Result<Option<Taken>, ProjectError> {
        let writer = self.writer;
        let tell = |error: SqlError| writer.at_path(error);
        if let Some(id) = given.unit.id
            && let Some(there) = writer.unit(id).map_err(tell)?
            && writer.full_unit(there).map_err(tell)? == *given
        {
            return Ok(Some((Outcome::Unchanged, None)));
        }
        let mut counts = ImportCounts::default();
        let Some((count, mut remark)) = compare(writer, &given.unit).map_err(tell)? else {
            return Ok(None);
        };
        *count(&mut counts) += 1;
        for attestation in &given.attestations {
            let unit = attested(&given.unit, attestation);
            if let Some((count, further)) = compare(writer, &unit).map_err(tell)? {
                *count(&mut counts) += 1;
                remark = remark.or(further);
            }
        }
        let same = writer.units_with(&given.unit.variants).map_err(tell)?;
        let section = given.unit.provenance.section;
        let found = same.iter().find(|unit| unit.provenance.section == section);
        if let (Some(before), Some(now)) = (given.unit.id, found.and_then(|unit| unit.id)) {
            self.units.insert(before, now);
        }
        let outcome = if counts.merged > 0 { Outcome::Merged } else { Outcome::Unchanged };
        Ok(Some((outcome, remark.map(str::to_owned))))
    }

    fn alignment(&mut self, mut given: FullAlignment) -> Result<Taken, ProjectError> {
        let writer = self.writer;
        let tell = |error: SqlError| writer.at_path(error);
        let here = |id| self.documents.get(&id).copied();
        let (Some(source), Some(target)) = (here(given.source), here(given.target)) else {
            return Ok(said(false, "the alignment is of documents that were not taken"));
        };
        (given.source, given.target) = (source, target);
        for bead in &mut given.beads {
            let unit = bead.unit.map(|id| self.units.get(&id).copied().unwrap_or(id));
            let is_there = unit.map(|id| writer.unit(id)).transpose().map_err(tell)?.flatten();
            bead.unit = unit.filter(|_| is_there.is_some());
        }
        let turned = writer.full_alignment(target, source).map_err(tell)?;
        if let Some(there) = writer.full_alignment(source, target).map_err(tell)?.or(turned) {
            return Ok(said(there == given, "the documents are aligned in another way here"));
        }
        let ends = given.beads.last().map_or((0, 0), |bead| (bead.source.1, bead.target.1));
        let count = |id| -> Result<usize, ProjectError> {
            let document = writer.document(id).map_err(tell)?;
            Ok(document.map_or(0, |document| document.segments.len()))
        };
        if ends != (count(source)?, count(target)?) {
            return Ok(said(false, "the beads are not those of the segments of its documents"));
        }
        writer.restore_alignment(&given).map_err(tell)?;
        Ok((Outcome::New, None))
    }

    fn concept(&mut self, given: DatedConcept) -> Result<Taken, ProjectError> {
        let writer = self.writer;
        let tell = |error: SqlError| writer.at_path(error);
        let Some(before) = given.concept.id else { return Ok((Outcome::Unchanged, None)) };
        let there = writer.concept(before).map_err(tell)?;
        if there.as_ref() == Some(&given.concept) {
            self.concepts.insert(before, before);
            return Ok((Outcome::Unchanged, None));
        }
        if !self.has_concepts {
            let keys = concept_keys(&given.concept);
            if there.is_some() {
                return Ok(said(false, "its id stands there twice"));
            }
            writer.restore_concept(&given, &keys).map_err(tell)?;
            self.concepts.insert(before, before);
            return Ok((Outcome::New, None));
        }
        let proposal = proposal(given.concept);
        if proposal.terms.is_empty() {
            return Ok(said(false, "a concept without terms is not merged with others"));
        }
        let how = (Speaker::Table, self.on_duplicate);
        let merged = merge::merge(writer, &[&proposal], how, &mut |_| ()).map_err(tell)?;
        let Some(merged) = merged.into_iter().next() else { return Ok((Outcome::Unchanged, None)) };
        self.concepts.insert(before, merged.concept);
        let remarks = (!merged.remarks.is_empty()).then(|| merged.remarks.join("; "));
        Ok((merged.outcome, remarks))
    }

    fn relation(&mut self, given: FullRelation) -> Result<Taken, ProjectError> {
        let here = |id| self.concepts.get(&id).copied();
        let (Some(concept), Some(other)) = (here(given.concept), here(given.other)) else {
            return Ok(said(false, "the relation is of concepts that were not taken"));
        };
        let relation = Relation { kind: given.kind, other };
        let there = self.writer.relations(concept).map_err(|error| self.at(error))?;
        if there.contains(&relation) {
            return Ok((Outcome::Unchanged, None));
        }
        if concept == other {
            return Ok(said(false, "both concepts of the relation are one here"));
        }
        self.writer.relate(concept, &relation).map_err(|error| self.at(error))?;
        Ok((Outcome::New, None))
    }
}

/// That a record changed nothing, since it is there already or else because of something.
fn said(is_same: bool, otherwise: &str) -> Taken {
    (Outcome::Unchanged, (!is_same).then(|| format!("not taken: {otherwise}")))
}

/// A unit as another origin has it.
fn attested(unit: &TranslationUnit, attestation: &crate::model::Attestation) -> TranslationUnit {
    let mut unit = unit.clone();
    let provenance = &mut unit.provenance;
    provenance.document = None;
    provenance.confidence = None;
    provenance.origin.clone_from(&attestation.origin);
    provenance.note.clone_from(&attestation.note);
    provenance.properties.clone_from(&attestation.properties);
    provenance.created.clone_from(&attestation.created);
    provenance.changed.clone_from(&attestation.changed);
    provenance.details.clone_from(&attestation.details);
    unit
}

/// A concept as a row of a glossary.
fn proposal(concept: Concept) -> Proposal {
    let term = |term: crate::model::Term| ProposedTerm {
        lang: term.lang,
        text: term.text,
        status: Some(term.status),
        pos: term.pos,
        gender: term.gender,
        number: term.number,
        usage_note: term.usage_note,
        source: term.source,
        context: term.context,
        forms: term.forms,
        matching: Some(term.matching),
    };
    Proposal {
        id: concept.id.map(|id| id.to_string()),
        external_id: concept.external_id,
        subject: concept.subject,
        definition: concept.definition,
        note: concept.note,
        source: concept.source,
        client: concept.client,
        project: concept.project,
        sections: concept.sections,
        terms: concept.terms.into_iter().map(term).collect(),
    }
}
