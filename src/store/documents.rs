//! Documents with their segments, and the alignments between them.

use rusqlite::{Row, params};

use super::error::SqlResult;
use super::sql::{Sql, differing, named};
use super::{Reader, Writer, now};
use crate::model::{Bead, Document, DocumentId, Lang, Segment, Span, Standing, UnitId};

/// A stored alignment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlignmentRecord {
    /// Its number within the store.
    pub number: i64,
    /// The source document.
    pub source: DocumentId,
    /// The target document.
    pub target: DocumentId,
    /// Beads that are less sure wait for a person before a unit is made of them.
    pub accept: f64,
}

/// A bead with the unit that was made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredBead {
    /// The bead.
    pub bead: Bead,
    /// Its unit; absent where one side is empty, and where its standing keeps none.
    pub unit: Option<UnitId>,
    /// How it came to stand.
    pub standing: Standing,
}

impl Reader<'_> {
    /// The document of that origin and language.
    ///
    /// # Errors
    /// If the database fails.
    pub fn document_by_origin(&self, origin: &str, lang: &Lang) -> SqlResult<Option<Document>> {
        let sql = "SELECT id FROM document WHERE origin = ?1 AND lang = ?2";
        let id = self.connection.row(sql, [origin, lang.as_str()], |row| row.get(0))?;
        id.map_or(Ok(None), |id| self.document(DocumentId(id)))
    }

    /// The document with its segments.
    ///
    /// # Errors
    /// If the database fails.
    pub fn document(&self, id: DocumentId) -> SqlResult<Option<Document>> {
        let sql = "SELECT id, origin, title, lang, text, encoding FROM document WHERE id = ?1";
        let Some(mut document) = self.connection.row(sql, [id.0], document_row)? else {
            return Ok(None);
        };
        document.segments = self.segments(id)?;
        Ok(Some(document))
    }

    fn segments(&self, id: DocumentId) -> SqlResult<Vec<Segment>> {
        self.connection.rows(
            "SELECT span_start, span_end, paragraph FROM segment
             WHERE document = ?1 ORDER BY position",
            [id.0],
            |row| Ok(Segment { span: Span::new(row.get(0)?, row.get(1)?), paragraph: row.get(2)? }),
        )
    }

    /// The alignments in which a document stands on either side.
    ///
    /// # Errors
    /// If the database fails.
    pub fn alignments_of(&self, document: DocumentId) -> SqlResult<Vec<AlignmentRecord>> {
        self.connection.rows(
            "SELECT id, source, target, accept FROM alignment WHERE source = ?1 OR target = ?1 ORDER BY id",
            [document.0],
            alignment_row,
        )
    }

    /// The alignment of two documents, in this direction.
    ///
    /// # Errors
    /// If the database fails.
    pub fn alignment(
        &self,
        source: DocumentId,
        target: DocumentId,
    ) -> SqlResult<Option<AlignmentRecord>> {
        let sql =
            "SELECT id, source, target, accept FROM alignment WHERE source = ?1 AND target = ?2";
        self.connection.row(sql, [source.0, target.0], alignment_row)
    }

    /// The beads of an alignment, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn beads(&self, alignment: AlignmentRecord) -> SqlResult<Vec<StoredBead>> {
        self.connection.rows(
            "SELECT source_start, source_end, target_start, target_end, confidence, unit, standing
             FROM bead WHERE alignment = ?1 ORDER BY position",
            [alignment.number],
            |row| {
                let bead = Bead {
                    source: row.get(0)?..row.get(1)?,
                    target: row.get(2)?..row.get(3)?,
                    confidence: row.get(4)?,
                };
                let unit = row.get::<_, Option<i64>>(5)?.map(UnitId);
                Ok(StoredBead { bead, unit, standing: named(row, 6)? })
            },
        )
    }
}

impl Writer<'_> {
    /// Stores a document with its segments; one with an id replaces what was stored under it. Only
    /// what differs is written.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_document(&self, document: &Document) -> SqlResult<DocumentId> {
        let Document { origin, title, lang, text, encoding, .. } = document;
        let (id, before) = match document.id {
            None => {
                let id = self.connection.insert(
                    "INSERT INTO document (origin, title, lang, text, encoding, created, changed)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
                    params![origin, title, lang.as_str(), text, encoding, now()],
                )?;
                (DocumentId(id), Vec::new())
            }
            Some(id) => {
                self.connection.run(
                    "UPDATE document SET origin = ?2, title = ?3, lang = ?4, text = ?5,
                                         encoding = ?6, changed = ?7
                     WHERE id = ?1 AND (origin, title, lang, text, encoding)
                                       IS NOT (?2, ?3, ?4, ?5, ?6)",
                    params![id.0, origin, title, lang.as_str(), text, encoding, now()],
                )?;
                (id, self.segments(id)?)
            }
        };
        if before.len() > document.segments.len() {
            let sql = "DELETE FROM segment WHERE document = ?1 AND position >= ?2";
            self.connection.run(sql, params![id.0, document.segments.len()])?;
        }
        for (position, Segment { span, paragraph }) in differing(&before, &document.segments) {
            self.connection.run(
                "INSERT INTO segment (document, position, span_start, span_end, paragraph)
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (document, position)
                 DO UPDATE SET span_start = excluded.span_start, span_end = excluded.span_end,
                               paragraph = excluded.paragraph",
                params![id.0, position, span.start, span.end, paragraph],
            )?;
        }
        Ok(id)
    }

    /// Stores the beads of an alignment in place of those that it had, and the confidence from which
    /// units are made of them. Only what differs is written.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_alignment(
        &self,
        source: DocumentId,
        target: DocumentId,
        accept: f64,
        beads: &[StoredBead],
    ) -> SqlResult<()> {
        let (alignment, before) = match self.alignment(source, target)? {
            Some(record) => {
                let sql = "UPDATE alignment SET accept = ?2 WHERE id = ?1 AND accept IS NOT ?2";
                self.connection.run(sql, params![record.number, accept])?;
                (record.number, self.beads(record)?)
            }
            None => {
                let sql = "INSERT INTO alignment (source, target, accept, created)
                           VALUES (?1, ?2, ?3, ?4)";
                let row = params![source.0, target.0, accept, now()];
                (self.connection.insert(sql, row)?, Vec::new())
            }
        };
        if before.len() > beads.len() {
            let sql = "DELETE FROM bead WHERE alignment = ?1 AND position >= ?2";
            self.connection.run(sql, params![alignment, beads.len()])?;
        }
        for (position, StoredBead { bead, unit, standing }) in differing(&before, beads) {
            let (source, target) = (&bead.source, &bead.target);
            self.connection.run(
                "INSERT INTO bead (alignment, position, source_start, source_end, target_start,
                                   target_end, confidence, unit, standing)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (alignment, position)
                 DO UPDATE SET source_start = excluded.source_start,
                     source_end = excluded.source_end, target_start = excluded.target_start,
                     target_end = excluded.target_end, confidence = excluded.confidence,
                     unit = excluded.unit, standing = excluded.standing",
                params![
                    alignment,
                    position,
                    source.start,
                    source.end,
                    target.start,
                    target.end,
                    bead.confidence,
                    unit.map(|unit| unit.0),
                    standing.as_str(),
                ],
            )?;
        }
        Ok(())
    }

    /// Removes an alignment and its beads; the units stay.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_alignment(&self, alignment: AlignmentRecord) -> SqlResult<()> {
        self.connection.run("DELETE FROM bead WHERE alignment = ?1", [alignment.number])?;
        self.connection.run("DELETE FROM alignment WHERE id = ?1", [alignment.number])
    }

    /// Removes a document that no alignment and no unit refers to any more.
    ///
    /// # Errors
    /// If something still refers to it, or if the database fails.
    pub fn remove_document(&self, id: DocumentId) -> SqlResult<()> {
        self.connection.run("DELETE FROM segment WHERE document = ?1", [id.0])?;
        self.connection.run("DELETE FROM document WHERE id = ?1", [id.0])
    }
}

fn alignment_row(row: &Row<'_>) -> rusqlite::Result<AlignmentRecord> {
    Ok(AlignmentRecord {
        number: row.get(0)?,
        source: DocumentId(row.get(1)?),
        target: DocumentId(row.get(2)?),
        accept: row.get(3)?,
    })
}

fn document_row(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: Some(DocumentId(row.get(0)?)),
        origin: row.get(1)?,
        title: row.get(2)?,
        lang: super::unit_row::lang(row, 3)?,
        text: row.get(4)?,
        encoding: row.get(5)?,
        segments: Vec::new(),
    })
}
