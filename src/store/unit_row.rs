//! Units as rows: written, read, and known again by a digest.

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;
use rusqlite::types::Type;
use rusqlite::{Row, Statement, params};

use super::error::{SqlError, SqlResult};
use crate::model::{
    Context, DocumentId, Lang, Neighbours, Provenance, SectionId, TranslationUnit, UnitId, Variant,
};

/// The columns that [`unit_row`] reads.
pub(super) const FIELDS: &str =
    "id, source_lang, source, target_lang, target, document, origin, confidence,
    note, created, changed, section, approved, source_before, source_after, target_before,
    target_after, properties";

/// A hash of a unit's texts by which it is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub(super) i64);

impl Digest {
    /// The digest of these texts.
    pub fn of(variants: &[Variant]) -> Self {
        Self(digest(variants))
    }
}

pub(super) const INSERT: &str =
    "INSERT INTO unit (document, origin, confidence, note, digest, created, changed,
       section, approved, source_before, source_after, target_before, target_after,
       properties, source_lang, source, target_lang, target)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

/// Inserts the row of a unit. Where `provenance` has no dates, it was made and changed `now`.
pub(super) fn insert(
    statement: &mut Statement<'_>,
    unit: &TranslationUnit,
    digest: i64,
    now: &str,
) -> SqlResult<()> {
    let provenance @ Provenance { context, .. } = &unit.provenance;
    fn date<'d>(given: &'d str, now: &'d str) -> &'d str {
        if given.is_empty() { now } else { given }
    }
    let text = |at: usize| {
        let variant = unit.variants.get(at);
        variant.map_or(("", ""), |variant| (variant.lang.as_str(), variant.text.as_str()))
    };
    let ((source_lang, source), (target_lang, target)) = (text(0), text(1));
    statement
        .execute(params![
            provenance.document.map(|id| id.0),
            provenance.origin,
            provenance.confidence,
            provenance.note,
            digest,
            date(&provenance.created, now),
            date(&provenance.changed, now),
            provenance.section.0,
            provenance.is_approved,
            context.source.before,
            context.source.after,
            context.target.before,
            context.target.after,
            properties_json(&provenance.properties),
            source_lang,
            source,
            target_lang,
            target,
        ])
        .map(drop)
        .map_err(SqlError)
}

/// Lends a text that stands in a column.
pub(super) fn lent<'r>(row: &'r Row<'_>, column: usize) -> SqlResult<&'r str> {
    row.get_ref(column)
        .and_then(|value| value.as_str().map_err(rusqlite::Error::from))
        .map_err(SqlError)
}

/// Ends each text that is hashed; no byte of UTF-8 is it.
const END: u8 = 0xff;

/// A hash of languages and texts. It stands in the file, so it is fixed for good: FNV-1a of bytes
/// that are spelled out here.
pub(super) fn digest(variants: &[Variant]) -> i64 {
    let mut hasher = FnvHasher::default();
    for variant in variants {
        for text in [variant.lang.as_str(), &variant.text] {
            hasher.write(text.as_bytes());
            hasher.write(&[END]);
        }
    }
    hasher.finish().cast_signed()
}

/// Reads a unit, but for texts beyond the first two.
pub(super) fn unit_row(row: &Row<'_>) -> rusqlite::Result<TranslationUnit> {
    let variant = |column: usize| {
        Ok::<_, rusqlite::Error>(Variant { lang: lang(row, column)?, text: row.get(column + 1)? })
    };
    let neighbours = |column: usize| {
        Ok::<_, rusqlite::Error>(Neighbours {
            before: row.get(column)?,
            after: row.get(column + 1)?,
        })
    };
    Ok(TranslationUnit {
        id: Some(UnitId(row.get(0)?)),
        variants: vec![variant(1)?, variant(3)?],
        provenance: Provenance {
            document: row.get::<_, Option<i64>>(5)?.map(DocumentId),
            origin: row.get(6)?,
            confidence: row.get(7)?,
            note: row.get(8)?,
            created: row.get(9)?,
            changed: row.get(10)?,
            section: SectionId(row.get(11)?),
            is_approved: row.get(12)?,
            context: Context { source: neighbours(13)?, target: neighbours(15)? },
            properties: properties(row, 17)?,
        },
    })
}

/// Properties as they are stored; nothing if there are none.
pub(super) fn properties_json(properties: &BTreeMap<String, String>) -> Option<String> {
    (!properties.is_empty()).then(|| serde_json::json!(properties).to_string())
}

/// Reads properties from a column.
pub(super) fn properties(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<BTreeMap<String, String>> {
    let json: Option<String> = row.get(column)?;
    json.map_or(Ok(BTreeMap::new()), |json| {
        serde_json::from_str(&json).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
        })
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
