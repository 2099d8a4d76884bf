//! Documents as a list shows them.

use std::collections::{BTreeMap, HashMap};

use super::Reader;
use super::error::SqlResult;
use super::sql::Sql;
use crate::model::{BeadKind, DocumentId};

/// A document as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSummary {
    /// Its id.
    pub id: DocumentId,
    /// Its language.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// Its path, or the name that the user gave it.
    pub origin: String,
    /// When its text last changed, RFC 3339 in UTC.
    pub changed: String,
    /// Number of segments.
    pub segments: usize,
    /// The documents that it is aligned with.
    pub aligned_with: Vec<DocumentId>,
    /// Its beads, of all its alignments.
    pub beads: BeadCounts,
}

/// How many beads there are of each sort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BeadCounts {
    /// By kind, seen from the source of each alignment.
    pub kinds: BTreeMap<BeadKind, usize>,
    /// Beads that are less sure than the threshold asked for.
    pub doubtful: usize,
    /// Beads that wait for a person before a unit is made of them.
    pub waiting: usize,
    /// Beads that a person decided on.
    pub decided: usize,
}

impl Reader<'_> {
    /// All documents, by id. Beads with a confidence below `doubtful` are counted as such.
    ///
    /// # Errors
    /// If the database fails.
    pub fn documents(&self, doubtful: f64) -> SqlResult<Vec<DocumentSummary>> {
        let mut partners = self.partners()?;
        let mut beads = self.bead_counts(doubtful)?;
        let mut summaries = self.connection.rows(
            "SELECT id, lang, title, origin, changed,
                    (SELECT count(*) FROM segment WHERE document = document.id)
             FROM document ORDER BY id",
            [],
            |row| {
                Ok(DocumentSummary {
                    id: DocumentId(row.get(0)?),
                    lang: row.get(1)?,
                    title: row.get(2)?,
                    origin: row.get(3)?,
                    changed: row.get(4)?,
                    segments: row.get(5)?,
                    aligned_with: Vec::new(),
                    beads: BeadCounts::default(),
                })
            },
        )?;
        for summary in &mut summaries {
            summary.aligned_with = partners.remove(&summary.id).unwrap_or_default();
            summary.beads = beads.remove(&summary.id).unwrap_or_default();
        }
        Ok(summaries)
    }

    fn partners(&self) -> SqlResult<HashMap<DocumentId, Vec<DocumentId>>> {
        let pairs = self.connection.rows(
            "SELECT source, target FROM alignment ORDER BY id",
            [],
            |row| Ok((DocumentId(row.get(0)?), DocumentId(row.get(1)?))),
        )?;
        let mut partners: HashMap<DocumentId, Vec<DocumentId>> = HashMap::new();
        for (source, target) in pairs {
            partners.entry(source).or_default().push(target);
            partners.entry(target).or_default().push(source);
        }
        Ok(partners)
    }

    fn bead_counts(&self, doubtful: f64) -> SqlResult<HashMap<DocumentId, BeadCounts>> {
        let mut counts: HashMap<DocumentId, BeadCounts> = HashMap::new();
        self.connection.each(
            "SELECT source, target, source_end - source_start, target_end - target_start, count(*),
                    sum(confidence < ?1), sum(standing = 'waiting'),
                    sum(standing IN ('accepted', 'dropped'))
             FROM alignment JOIN bead ON alignment = alignment.id
             GROUP BY alignment.id, 3, 4",
            [doubtful],
            |row| {
                let mut read = || -> rusqlite::Result<()> {
                    let kind = BeadKind { source: row.get(2)?, target: row.get(3)? };
                    for document in [row.get(0)?, row.get(1)?] {
                        let counts = counts.entry(DocumentId(document)).or_default();
                        *counts.kinds.entry(kind).or_default() += row.get::<_, usize>(4)?;
                        counts.doubtful += row.get::<_, usize>(5)?;
                        counts.waiting += row.get::<_, usize>(6)?;
                        counts.decided += row.get::<_, usize>(7)?;
                    }
                    Ok(())
                };
                read().map_err(super::error::SqlError)
            },
        )?;
        Ok(counts)
    }
}
