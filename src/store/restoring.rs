//! Records of a backup, read and written with their ids and dates.

use rusqlite::params;

use super::error::{SqlError, SqlResult};
use super::sql::{Sql, named};
use super::unit_row::{Bound, INSERT, digest, insert};
use super::{Digest, Reader, StoredBead, TermKey, Writer};
use crate::model::backup::{
    DatedConcept, DatedDocument, FileHead, FullAlignment, FullBead, FullRelation, FullUnit,
    NumberedSection,
};
use crate::model::{
    Bead, ConceptId, Document, DocumentId, Section, SectionId, Segment, Span, TranslationUnit,
    UnitId,
};

impl Reader<'_> {
    /// A document with its section and its dates.
    ///
    /// # Errors
    /// If the database fails.
    pub fn dated_document(&self, id: DocumentId) -> SqlResult<Option<DatedDocument>> {
        let Some(document) = self.document(id)? else { return Ok(None) };
        let sql = "SELECT section, created, changed FROM document WHERE id = ?1";
        let more = self
            .connection
            .row(sql, [id.0], |row| Ok((SectionId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        let Document { lang, origin, title, encoding, text, segments, .. } = document;
        let segment = |segment: Segment| (segment.span.start, segment.span.end, segment.paragraph);
        let segments = segments.into_iter().map(segment).collect();
        Ok(more.map(|(section, created, changed)| DatedDocument {
            id,
            lang,
            origin,
            title,
            encoding,
            created,
            changed,
            section,
            text,
            segments,
        }))
    }

    /// The ids of all documents, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn document_ids(&self) -> SqlResult<Vec<DocumentId>> {
        let sql = "SELECT id FROM document ORDER BY id";
        self.connection.rows(sql, [], |row| row.get(0).map(DocumentId))
    }

    /// The heads of all files, in the order in which they came.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file_heads(&self) -> SqlResult<Vec<FileHead>> {
        self.connection.rows("SELECT origin, head FROM file_head ORDER BY id", [], |row| {
            Ok(FileHead { origin: row.get(0)?, text: row.get(1)? })
        })
    }

    /// A unit with all that hangs on it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn full_unit(&self, unit: TranslationUnit) -> SqlResult<FullUnit> {
        let Some(id) = unit.id else {
            return Ok(FullUnit { unit, former: Vec::new(), attestations: Vec::new() });
        };
        let former = self.former_texts(id)?.into_iter().map(|Digest(number)| number).collect();
        Ok(FullUnit { unit, former, attestations: self.attestations(id)? })
    }

    /// The source and the target document of every alignment, in the order in which they were made.
    ///
    /// # Errors
    /// If the database fails.
    pub fn alignment_pairs(&self) -> SqlResult<Vec<(DocumentId, DocumentId)>> {
        let sql = "SELECT source, target FROM alignment ORDER BY id";
        self.connection.rows(sql, [], |row| Ok((DocumentId(row.get(0)?), DocumentId(row.get(1)?))))
    }

    /// The alignment of two documents with its beads and its date.
    ///
    /// # Errors
    /// If the database fails.
    pub fn full_alignment(
        &self,
        source: DocumentId,
        target: DocumentId,
    ) -> SqlResult<Option<FullAlignment>> {
        let Some(record) = self.alignment(source, target)? else { return Ok(None) };
        let sql = "SELECT created FROM alignment WHERE id = ?1";
        let created = self.connection.row(sql, [record.number], |row| row.get(0))?;
        let bead = |StoredBead { bead, unit, standing }: StoredBead| FullBead {
            source: (bead.source.start, bead.source.end),
            target: (bead.target.start, bead.target.end),
            confidence: bead.confidence,
            standing,
            unit,
        };
        let beads = self.beads(record)?.into_iter().map(bead).collect();
        Ok(Some(FullAlignment {
            source,
            target,
            accept: record.accept,
            created: created.unwrap_or_default(),
            beads,
        }))
    }

    /// A concept with its dates.
    ///
    /// # Errors
    /// If the database fails.
    pub fn dated_concept(&self, id: ConceptId) -> SqlResult<Option<DatedConcept>> {
        let sql = "SELECT created, changed FROM concept WHERE id = ?1";
        let dates = self.connection.row(sql, [id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let concept = self.concept(id)?;
        Ok(concept.zip(dates).map(|(concept, (created, changed))| DatedConcept {
            concept,
            created,
            changed,
        }))
    }

    /// All relations as they are stored, in the order in which they were made.
    ///
    /// # Errors
    /// If the database fails.
    pub fn full_relations(&self) -> SqlResult<Vec<FullRelation>> {
        self.connection.rows("SELECT concept, kind, other FROM relation ORDER BY id", [], |row| {
            Ok(FullRelation {
                concept: ConceptId(row.get(0)?),
                kind: named(row, 1)?,
                other: ConceptId(row.get(2)?),
            })
        })
    }
}

impl Writer<'_> {
    /// Stores a section that is not there, under its number if that is free. Its memory is made if it
    /// is missing.
    ///
    /// # Errors
    /// If it is there, or if the database fails.
    pub fn restore_section(
        &self,
        NumberedSection { id, section }: &NumberedSection,
    ) -> SqlResult<SectionId> {
        let Section { memory, client, project, subject } = section;
        let memory = self.memory_number(memory)?;
        let id = self.free("SELECT 1 FROM section WHERE id = ?1", Some(id.0))?;
        let sql = "INSERT INTO section (id, memory, client, project, subject)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let number = self.connection.insert(sql, params![id, memory, client, project, subject])?;
        Ok(SectionId(number))
    }

    /// A number if it is given and `sql` finds nothing under it.
    fn free(&self, sql: &str, number: Option<i64>) -> SqlResult<Option<i64>> {
        let Some(number) = number else { return Ok(None) };
        let taken: Option<i64> = self.connection.row(sql, [number], |row| row.get(0))?;
        Ok(taken.is_none().then_some(number))
    }

    /// Stores a document with its dates, under its id if that is free.
    ///
    /// # Errors
    /// If there is one of its origin and language, or if the database fails.
    pub fn restore_document(&self, given: &DatedDocument) -> SqlResult<DocumentId> {
        let DatedDocument {
            lang, origin, title, encoding, created, changed, section, text, ..
        } = given;
        let id = self.free("SELECT 1 FROM document WHERE id = ?1", Some(given.id.0))?;
        let id = DocumentId(self.connection.insert(
            "INSERT INTO document (id, origin, title, lang, text, encoding, created, changed, section)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                id,
                origin,
                title,
                lang.as_str(),
                text,
                encoding,
                created,
                changed,
                section.0
            ],
        )?);
        let segments = given.segments.iter().map(|(start, end, paragraph)| Segment {
            span: Span { start: *start, end: *end },
            paragraph: *paragraph,
        });
        self.put_document(&Document {
            id: Some(id),
            origin: origin.clone(),
            title: title.clone(),
            lang: lang.clone(),
            text: text.clone(),
            encoding: encoding.clone(),
            segments: segments.collect(),
        })
    }

    /// Stores a unit with all that hangs on it, under its id if that is free.
    ///
    /// # Errors
    /// If the database fails.
    pub fn restore_unit(
        &self,
        FullUnit { unit, former, attestations }: &FullUnit,
    ) -> SqlResult<UnitId> {
        let id = self.free("SELECT 1 FROM unit WHERE id = ?1", unit.id.map(|id| id.0))?;
        let id = self.add_unit_as(id.map(UnitId), unit)?;
        self.add_former_texts(id, former)?;
        for attestation in attestations {
            self.put_attestation(id, attestation)?;
        }
        Ok(id)
    }

    /// Stores a new unit under an id, which must be free, or under the next one.
    pub(super) fn add_unit_as(
        &self,
        id: Option<UnitId>,
        unit: &TranslationUnit,
    ) -> SqlResult<UnitId> {
        let mut statement = self.connection.prepare_cached(INSERT).map_err(SqlError)?;
        let (digest, now) = (digest(&unit.variants), self.now());
        insert(&mut statement, (id, unit), digest, &now, &mut Bound::default())?;
        let id = UnitId(self.connection.last_insert_rowid());
        self.note_digest(id)?;
        self.add_further(id, &unit.variants)?;
        self.unindexed.borrow_mut().new.push(id);
        Ok(id)
    }

    /// Stores an alignment of documents that have none yet, with its date.
    ///
    /// # Errors
    /// If the database fails.
    pub fn restore_alignment(&self, given: &FullAlignment) -> SqlResult<()> {
        let FullAlignment { source, target, accept, created, beads } = given;
        self.connection.run(
            "INSERT INTO alignment (source, target, accept, created) VALUES (?1, ?2, ?3, ?4)",
            params![source.0, target.0, accept, created],
        )?;
        let beads = beads.iter().map(|bead| StoredBead {
            bead: Bead {
                source: bead.source.0..bead.source.1,
                target: bead.target.0..bead.target.1,
                confidence: bead.confidence,
            },
            unit: bead.unit,
            standing: bead.standing,
        });
        self.put_alignment(*source, *target, *accept, &beads.collect::<Vec<StoredBead>>())
    }

    /// Stores a new concept with its dates, under its id if it has one, which must be free.
    ///
    /// # Errors
    /// If the id is taken, or if the database fails.
    pub fn restore_concept(&self, given: &DatedConcept, keys: &[TermKey]) -> SqlResult<ConceptId> {
        self.add_concept_at(&given.concept, keys, (&given.created, &given.changed))
    }
}
