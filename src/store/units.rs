//! Translation units and their variants.

use std::hash::Hasher;

use fnv::FnvHasher;
use rusqlite::types::Type;
use rusqlite::{Row, params};

use super::error::SqlResult;
use super::sql::Sql;
use super::{Reader, Writer, now};
use crate::model::{DocumentId, Lang, Provenance, TranslationUnit, UnitId, Variant};

const FIELDS: &str = "id, document, origin, confidence, note, created, changed";

impl Reader<'_> {
    /// A unit with its variants.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit(&self, id: UnitId) -> SqlResult<Option<TranslationUnit>> {
        let sql = format!("SELECT {FIELDS} FROM unit WHERE id = ?1");
        let unit = self.connection.row(&sql, [id.0], unit_row)?;
        unit.map(|unit| self.with_variants(unit)).transpose()
    }

    /// The ids of all units, or of those of one document, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit_ids(&self, document: Option<DocumentId>) -> SqlResult<Vec<UnitId>> {
        self.connection.rows(
            "SELECT id FROM unit WHERE ?1 IS NULL
                OR id IN (SELECT unit FROM alignment JOIN bead ON alignment = alignment.id
                          WHERE ?1 IN (source, target))
             ORDER BY id",
            [document.map(|id| id.0)],
            |row| row.get(0).map(UnitId),
        )
    }

    /// A unit with exactly these variants in this order, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit_with(&self, variants: &[Variant]) -> SqlResult<Option<TranslationUnit>> {
        let sql = format!("SELECT {FIELDS} FROM unit WHERE digest = ?1 ORDER BY id");
        for unit in self.connection.rows(&sql, [digest(variants)], unit_row)? {
            let unit = self.with_variants(unit)?;
            if unit.variants == variants {
                return Ok(Some(unit));
            }
        }
        Ok(None)
    }

    fn with_variants(&self, mut unit: TranslationUnit) -> SqlResult<TranslationUnit> {
        unit.variants = self.connection.rows(
            "SELECT lang, text FROM variant WHERE unit = ?1 ORDER BY position",
            [unit.id.map(|id| id.0)],
            |row| Ok(Variant { lang: lang(row, 0)?, text: row.get(1)? }),
        )?;
        Ok(unit)
    }
}

impl Writer<'_> {
    /// Stores a new unit. The caller indexes its words.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_unit(&self, unit: &TranslationUnit) -> SqlResult<UnitId> {
        let Provenance { document, origin, confidence, note, .. } = &unit.provenance;
        let id = self.connection.insert(
            "INSERT INTO unit (document, origin, confidence, note, digest, created, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
            params![
                document.map(|id| id.0),
                origin,
                confidence,
                note,
                digest(&unit.variants),
                now()
            ],
        )?;
        for (position, variant) in unit.variants.iter().enumerate() {
            self.connection.run(
                "INSERT INTO variant (unit, position, lang, text) VALUES (?1, ?2, ?3, ?4)",
                params![id, position, variant.lang.as_str(), variant.text],
            )?;
        }
        Ok(UnitId(id))
    }

    /// Stores a new confidence of a unit's alignment, if it is another one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_confidence(&self, id: UnitId, confidence: f64) -> SqlResult<()> {
        self.connection.run(
            "UPDATE unit SET confidence = ?2 WHERE id = ?1 AND confidence IS NOT ?2",
            params![id.0, confidence],
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

    /// Stores a note with a unit.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_unit_note(&self, id: UnitId, note: &str) -> SqlResult<()> {
        self.connection.run(
            "UPDATE unit SET note = ?2, changed = ?3 WHERE id = ?1",
            params![id.0, note, now()],
        )
    }

    /// Removes a unit, and its words from the index; the beads that led to it keep none from now on.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_unit(&self, id: UnitId) -> SqlResult<()> {
        for sql in [
            "UPDATE bead SET unit = NULL, standing =
               CASE WHEN standing = 'accepted' THEN 'dropped' ELSE 'removed' END WHERE unit = ?1",
            "DELETE FROM unit_words WHERE rowid = ?1",
            "DELETE FROM variant WHERE unit = ?1",
            "DELETE FROM unit WHERE id = ?1",
        ] {
            self.connection.run(sql, [id.0])?;
        }
        Ok(())
    }
}

/// Ends each text that is hashed; no byte of UTF-8 is it.
const END: u8 = 0xff;

/// A hash of languages and texts. It stands in the file, so it is fixed for good: FNV-1a of bytes
/// that are spelled out here.
fn digest(variants: &[Variant]) -> i64 {
    let mut hasher = FnvHasher::default();
    for variant in variants {
        for text in [variant.lang.as_str(), &variant.text] {
            hasher.write(text.as_bytes());
            hasher.write(&[END]);
        }
    }
    hasher.finish().cast_signed()
}

fn unit_row(row: &Row<'_>) -> rusqlite::Result<TranslationUnit> {
    Ok(TranslationUnit {
        id: Some(UnitId(row.get(0)?)),
        variants: Vec::new(),
        provenance: Provenance {
            document: row.get::<_, Option<i64>>(1)?.map(DocumentId),
            origin: row.get(2)?,
            confidence: row.get(3)?,
            note: row.get(4)?,
            created: row.get(5)?,
            changed: row.get(6)?,
        },
    })
}

/// Reads a language tag from a column.
pub(super) fn lang(row: &Row<'_>, column: usize) -> rusqlite::Result<Lang> {
    row.get::<_, String>(column)?.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a, as its authors wrote it down.
    fn fnv(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn digests_stay_as_they_are_in_stored_files() {
        let variant = |lang: Lang, text: &str| Variant { lang, text: text.to_owned() };
        let pair = [variant(Lang::german(), "Öl"), variant(Lang::english(), "oil")];
        let bytes = [b"de\xff\xc3\x96l\xff".as_slice(), b"en\xffoil\xff"].concat();
        assert_eq!(digest(&pair), fnv(&bytes).cast_signed());
        assert_eq!(digest(&pair), 5_551_033_393_189_438_984);
    }
}
