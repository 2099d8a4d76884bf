//! Where else units were met, and what their texts were before a person edited them.

use rusqlite::{Row, params};

use super::error::SqlResult;
use super::sql::Sql;
use super::unit_row::{Digest, details, details_json, digest, properties, properties_json};
use super::{Reader, Writer};
use crate::model::{Attestation, UnitId, Variant};

/// The columns that [`attestation`] reads.
const FIELDS: &str = "origin, note, properties, created, changed, details";

fn attestation(row: &Row<'_>) -> rusqlite::Result<Attestation> {
    Ok(Attestation {
        origin: row.get(0)?,
        note: row.get(1)?,
        properties: properties(row, 2)?,
        created: row.get(3)?,
        changed: row.get(4)?,
        details: details(row, 5)?,
    })
}

impl Reader<'_> {
    /// The further origins of a unit, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn attestations(&self, unit: UnitId) -> SqlResult<Vec<Attestation>> {
        let sql = format!("SELECT {FIELDS} FROM attestation WHERE unit = ?1 ORDER BY id");
        self.connection.rows(&sql, [unit.0], attestation)
    }

    /// What one further origin says of a unit.
    ///
    /// # Errors
    /// If the database fails.
    pub fn attestation_in(&self, unit: UnitId, origin: &str) -> SqlResult<Option<Attestation>> {
        let sql = format!("SELECT {FIELDS} FROM attestation WHERE unit = ?1 AND origin = ?2");
        self.connection.row(&sql, params![unit.0, origin], attestation)
    }

    /// Whether any unit was met in more than one place.
    ///
    /// # Errors
    /// If the database fails.
    pub fn has_attestations(&self) -> SqlResult<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM attestation)";
        Ok(self.connection.row(sql, [], |row| row.get(0))?.unwrap_or_default())
    }

    /// How often a unit was met: its own origin, and the further ones.
    ///
    /// # Errors
    /// If the database fails.
    pub fn uses_of(&self, unit: UnitId) -> SqlResult<usize> {
        let sql = "SELECT 1 + count(*) FROM attestation WHERE unit = ?1";
        Ok(self.connection.row(sql, [unit.0], |row| row.get(0))?.unwrap_or(1))
    }

    /// The digests of the texts that a unit had before a person edited it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn former_texts(&self, unit: UnitId) -> SqlResult<Vec<Digest>> {
        let sql = "SELECT digest FROM former_text WHERE unit = ?1 ORDER BY id";
        self.connection.rows(sql, [unit.0], |row| row.get(0).map(Digest))
    }

    /// The unit whose texts were exactly these before a person edited it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit_that_was(&self, variants: &[Variant]) -> SqlResult<Option<UnitId>> {
        let sql = "SELECT unit FROM former_text WHERE digest = ?1 ORDER BY id DESC LIMIT 1";
        self.connection.row(sql, [digest(variants)], |row| row.get(0).map(UnitId))
    }
}

impl Writer<'_> {
    /// Notes texts, by their digests, that a unit had before a person edited it. Answers whether one
    /// was not known.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_former_texts(&self, unit: UnitId, digests: &[i64]) -> SqlResult<bool> {
        if digests.is_empty() {
            return Ok(false);
        }
        let known = self.former_texts(unit)?;
        let mut is_any_new = false;
        for digest in digests.iter().filter(|digest| !known.contains(&Digest(**digest))) {
            let sql = "INSERT INTO former_text (unit, digest) VALUES (?1, ?2)";
            self.connection.run(sql, params![unit.0, digest])?;
            is_any_new = true;
        }
        Ok(is_any_new)
    }

    /// Stores a further origin of a unit, in place of what that origin said before.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_attestation(&self, unit: UnitId, attestation: &Attestation) -> SqlResult<()> {
        let now = self.now();
        let date = |given: &str| if given.is_empty() { now.clone() } else { given.to_owned() };
        let Attestation { origin, note, properties, created, changed, details } = attestation;
        self.connection.run(
            "INSERT INTO attestation (unit, origin, note, properties, created, changed, details)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (unit, origin) DO UPDATE SET note = excluded.note,
               properties = excluded.properties, created = excluded.created,
               changed = excluded.changed, details = excluded.details",
            params![
                unit.0,
                origin,
                note,
                properties_json(properties),
                date(created),
                date(changed),
                details_json(details.as_deref())
            ],
        )
    }
}
