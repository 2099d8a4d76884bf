//! Relations between concepts.

use rusqlite::params;

use super::error::SqlResult;
use super::sql::{Sql, named};
use super::{Reader, Writer};
use crate::model::{ConceptId, Relation, RelationKind};

/// The kinds that are stored; the others are these, seen from the other concept.
fn is_stored(kind: RelationKind) -> bool {
    !matches!(kind, RelationKind::Narrower | RelationKind::AbbreviatedAs)
}

impl Reader<'_> {
    /// The relations of a concept, as it sees them, by kind and the other's number.
    ///
    /// # Errors
    /// If the database fails.
    pub fn relations(&self, id: ConceptId) -> SqlResult<Vec<Relation>> {
        let mut relations = self.connection.rows(
            "SELECT kind, other FROM relation WHERE concept = ?1",
            [id.0],
            |row| Ok(Relation { kind: named(row, 0)?, other: ConceptId(row.get(1)?) }),
        )?;
        relations.extend(self.connection.rows(
            "SELECT kind, concept FROM relation WHERE other = ?1",
            [id.0],
            |row| {
                let kind: RelationKind = named(row, 0)?;
                Ok(Relation { kind: kind.inverse(), other: ConceptId(row.get(1)?) })
            },
        )?);
        relations.sort_unstable_by_key(|relation| (relation.kind, relation.other));
        relations.dedup();
        Ok(relations)
    }
}

impl Reader<'_> {
    /// The concepts of every relation.
    ///
    /// # Errors
    /// If the database fails.
    pub fn all_relations(&self) -> SqlResult<Vec<(ConceptId, ConceptId)>> {
        self.connection.rows("SELECT concept, other FROM relation", [], |row| {
            Ok((ConceptId(row.get(0)?), ConceptId(row.get(1)?)))
        })
    }
}

impl Writer<'_> {
    /// Puts two concepts into a relation; one that stands stays.
    ///
    /// # Errors
    /// If the database fails.
    pub fn relate(&self, id: ConceptId, relation: &Relation) -> SqlResult<()> {
        let (from, kind, to) = stored(id, relation);
        if self.relations(id)?.contains(relation) {
            return Ok(());
        }
        let sql = "INSERT INTO relation (concept, kind, other) VALUES (?1, ?2, ?3)";
        self.connection.run(sql, params![from.0, kind.as_str(), to.0])
    }

    /// Ends a relation between two concepts, from whichever side it is seen.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unrelate(&self, id: ConceptId, relation: &Relation) -> SqlResult<()> {
        let (from, kind, to) = stored(id, relation);
        let sql = "DELETE FROM relation WHERE kind = ?2 AND
                     (concept = ?1 AND other = ?3 OR concept = ?3 AND other = ?1 AND ?4)";
        let both_ways = kind == kind.inverse();
        self.connection.run(sql, params![from.0, kind.as_str(), to.0, both_ways])
    }
}

/// A relation as it is stored.
fn stored(id: ConceptId, relation: &Relation) -> (ConceptId, RelationKind, ConceptId) {
    if is_stored(relation.kind) {
        (id, relation.kind, relation.other)
    } else {
        (relation.other, relation.kind.inverse(), id)
    }
}
