//! Translation units and their variants.

use rusqlite::params;

use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::unit_row::{FIELDS, details_json, digest, lang, properties_json, unit_row};
use super::{Reader, Writer, now};
use crate::model::{Context, DocumentId, Provenance, TranslationUnit, UnitId, Variant};

/// The position of the first text that has no column in the unit's own row.
const FURTHER: usize = 2;

impl Reader<'_> {
    /// A unit with its variants.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit(&self, id: UnitId) -> SqlResult<Option<TranslationUnit>> {
        let sql = format!("SELECT {FIELDS} FROM unit WHERE id = ?1");
        let unit = self.connection.row(&sql, [id.0], unit_row)?;
        unit.map(|unit| self.with_further(unit)).transpose()
    }

    /// The ids of all units, or of those of one document, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit_ids(&self, document: Option<DocumentId>) -> SqlResult<Vec<UnitId>> {
        let Some(document) = document else {
            let sql = "SELECT id FROM unit ORDER BY id";
            return self.connection.rows(sql, [], |row| row.get(0).map(UnitId));
        };
        self.connection.rows(
            "SELECT DISTINCT unit FROM alignment JOIN bead ON alignment = alignment.id
             WHERE ?1 IN (source, target) AND unit IS NOT NULL ORDER BY unit",
            [document.0],
            |row| row.get(0).map(UnitId),
        )
    }

    /// The units with exactly these variants in this order, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn units_with(&self, variants: &[Variant]) -> SqlResult<Vec<TranslationUnit>> {
        let sql = format!(
            "SELECT {FIELDS} FROM unit_digest CROSS JOIN unit ON unit.id = unit_digest.unit
             WHERE unit_digest.digest = ?1 ORDER BY unit_digest.unit"
        );
        let mut found = Vec::new();
        for unit in self.connection.rows(&sql, [digest(variants)], unit_row)? {
            let unit = self.with_further(unit)?;
            if unit.variants == variants {
                found.push(unit);
            }
        }
        Ok(found)
    }

    /// Takes every unit, in the order of their ids, without holding them all; after an error none.
    ///
    /// # Errors
    /// If the database fails, or whatever `take` answers with.
    pub fn each_unit<E: From<SqlError>>(
        &self,
        mut take: impl FnMut(TranslationUnit) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("SELECT {FIELDS} FROM unit ORDER BY id");
        self.connection
            .each_until(&sql, [], |row| take(self.with_further(unit_row(row).map_err(SqlError)?)?))
    }

    fn with_further(&self, mut unit: TranslationUnit) -> SqlResult<TranslationUnit> {
        unit.variants.extend(self.connection.rows(
            "SELECT lang, text FROM variant WHERE unit = ?1 ORDER BY position",
            [unit.id.map(|id| id.0)],
            |row| Ok(Variant { lang: lang(row, 0)?, text: row.get(1)? }),
        )?);
        Ok(unit)
    }
}

impl Writer<'_> {
    /// Stores a new unit of at least two variants. Where `provenance` has no dates, it was made and
    /// changed now.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_unit(&self, unit: &TranslationUnit) -> SqlResult<UnitId> {
        self.add_unit_as(None, unit)
    }

    /// Notes by which digest a unit is known again.
    pub(super) fn note_digest(&self, id: UnitId) -> SqlResult<()> {
        let sql = "INSERT OR IGNORE INTO unit_digest (digest, unit)
                   SELECT digest, id FROM unit WHERE id = ?1";
        self.connection.run(sql, [id.0])
    }

    pub(super) fn add_further(&self, id: UnitId, variants: &[Variant]) -> SqlResult<()> {
        for (position, variant) in variants.iter().enumerate().skip(FURTHER) {
            self.connection.run(
                "INSERT INTO variant (unit, position, lang, text) VALUES (?1, ?2, ?3, ?4)",
                params![id.0, position, variant.lang.as_str(), variant.text],
            )?;
        }
        Ok(())
    }

    /// Stores other texts of a unit, and remembers by a digest what they were.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_texts(&self, unit: &TranslationUnit) -> SqlResult<()> {
        let Some(id) = unit.id else { return Ok(()) };
        let [first, second, ..] = unit.variants.as_slice() else { return Ok(()) };
        self.connection.run(
            "INSERT INTO former_text (unit, digest) SELECT id, digest FROM unit WHERE id = ?1",
            [id.0],
        )?;
        self.connection.run(
            "UPDATE unit SET source_lang = ?2, source = ?3, target_lang = ?4, target = ?5,
               digest = ?6, changed = ?7 WHERE id = ?1",
            params![
                id.0,
                first.lang.as_str(),
                first.text,
                second.lang.as_str(),
                second.text,
                digest(&unit.variants),
                now()
            ],
        )?;
        self.connection.run("DELETE FROM variant WHERE unit = ?1", [id.0])?;
        self.add_further(id, &unit.variants)?;
        self.unindexed.borrow_mut().changed.insert(id);
        self.note_stale()
    }

    /// Stores what is said of a unit besides its texts, its document and when it was changed, which is
    /// now.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_provenance(&self, id: UnitId, provenance: &Provenance) -> SqlResult<()> {
        self.connection.run(
            "UPDATE unit SET note = ?2, approved = ?3, section = ?4, properties = ?5, details = ?6,
               created = ?7, changed = ?8 WHERE id = ?1",
            params![
                id.0,
                provenance.note,
                provenance.is_approved,
                provenance.section.0,
                properties_json(&provenance.properties),
                details_json(provenance.details.as_deref()),
                provenance.created,
                now()
            ],
        )
    }

    /// Stores a new confidence of a unit's alignment, its neighbours, and that a person accepted it,
    /// where that is not what is there.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_aligned(
        &self,
        id: UnitId,
        confidence: f64,
        context: &Context,
        is_approved: bool,
    ) -> SqlResult<()> {
        self.connection.run(
            "UPDATE unit SET confidence = ?2, source_before = ?3, source_after = ?4,
               target_before = ?5, target_after = ?6, approved = max(approved, ?7)
             WHERE id = ?1 AND (confidence, source_before, source_after, target_before,
               target_after, approved) IS NOT (?2, ?3, ?4, ?5, ?6, max(approved, ?7))",
            params![
                id.0,
                confidence,
                context.source.before,
                context.source.after,
                context.target.before,
                context.target.after,
                is_approved
            ],
        )
    }

    /// Makes a unit one that no document and no alignment stands behind any more.
    ///
    /// # Errors
    /// If the database fails.
    pub fn release_unit(&self, id: UnitId) -> SqlResult<()> {
        let sql = "UPDATE unit SET document = NULL, confidence = NULL WHERE id = ?1";
        self.connection.run(sql, [id.0])
    }

    /// Removes a unit with all that hangs on it, and its words from the index; the beads that led
    /// to it keep none from now on.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_unit(&self, id: UnitId) -> SqlResult<()> {
        for sql in [
            "UPDATE bead SET unit = NULL, standing =
               CASE WHEN standing = 'accepted' THEN 'dropped' ELSE 'removed' END WHERE unit = ?1",
            "DELETE FROM unit_words WHERE rowid = ?1",
            "DELETE FROM variant WHERE unit = ?1",
            "DELETE FROM attestation WHERE unit = ?1",
            "DELETE FROM former_text WHERE unit = ?1",
            "DELETE FROM unit WHERE id = ?1",
        ] {
            self.connection.run(sql, [id.0])?;
        }
        self.note_stale()
    }
}
