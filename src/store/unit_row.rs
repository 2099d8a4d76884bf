//! Units as rows: written, read, and known again by a digest.

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;
use rusqlite::types::Type;
use rusqlite::{Row, Statement};
use serde::de::DeserializeOwned;

use super::error::{SqlError, SqlResult};
use crate::model::{
    Context, Details, DocumentId, Lang, Neighbours, Provenance, SectionId, TranslationUnit, UnitId,
    Variant,
};

/// The columns that [`unit_row`] reads.
pub(super) const FIELDS: &str =
    "id, source_lang, source, target_lang, target, document, origin, confidence,
    note, created, changed, section, approved, source_before, source_after, target_before,
    target_after, properties, details";

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
       properties, source_lang, source, target_lang, target, details, id)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
       ?20)";

/// What was last bound to a statement, so that it is not bound again with every unit.
#[derive(Default)]
pub(super) struct Bound {
    provenance: Option<Provenance>,
    langs: [Option<Lang>; 2],
}

/// Inserts the row of a unit, under an id or under the next one. Where `provenance` has no dates, it
/// was made and changed `now`, which is the same for one statement.
pub(super) fn insert(
    statement: &mut Statement<'_>,
    (id, unit): (Option<UnitId>, &TranslationUnit),
    digest: i64,
    now: &str,
    bound: &mut Bound,
) -> SqlResult<()> {
    bind_provenance(statement, &unit.provenance, now, bound)
        .and_then(|()| bind_texts(statement, &unit.variants, bound))
        .and_then(|()| statement.raw_bind_parameter(5, digest))
        .and_then(|()| statement.raw_bind_parameter(20, id.map(|id| id.0)))
        .and_then(|()| statement.raw_execute())
        .map(drop)
        .map_err(SqlError)
}

fn bind_provenance(
    statement: &mut Statement<'_>,
    provenance: &Provenance,
    now: &str,
    bound: &mut Bound,
) -> rusqlite::Result<()> {
    if bound.provenance.as_ref() == Some(provenance) {
        return Ok(());
    }
    fn date<'d>(given: &'d str, now: &'d str) -> &'d str {
        if given.is_empty() { now } else { given }
    }
    let context = &provenance.context;
    statement.raw_bind_parameter(1, provenance.document.map(|id| id.0))?;
    statement.raw_bind_parameter(2, &provenance.origin)?;
    statement.raw_bind_parameter(3, provenance.confidence)?;
    statement.raw_bind_parameter(4, &provenance.note)?;
    statement.raw_bind_parameter(6, date(&provenance.created, now))?;
    statement.raw_bind_parameter(7, date(&provenance.changed, now))?;
    statement.raw_bind_parameter(8, provenance.section.0)?;
    statement.raw_bind_parameter(9, provenance.is_approved)?;
    statement.raw_bind_parameter(10, context.source.before)?;
    statement.raw_bind_parameter(11, context.source.after)?;
    statement.raw_bind_parameter(12, context.target.before)?;
    statement.raw_bind_parameter(13, context.target.after)?;
    statement.raw_bind_parameter(14, properties_json(&provenance.properties))?;
    statement.raw_bind_parameter(19, details_json(provenance.details.as_deref()))?;
    bound.provenance = Some(provenance.clone());
    Ok(())
}

fn bind_texts(
    statement: &mut Statement<'_>,
    variants: &[Variant],
    bound: &mut Bound,
) -> rusqlite::Result<()> {
    for (at, parameter) in [(0, 15), (1, 17)] {
        let variant = variants.get(at);
        statement.raw_bind_parameter(parameter + 1, variant.map_or("", |variant| &variant.text))?;
        let lang = variant.map(|variant| &variant.lang);
        if lang.is_none() || bound.langs[at].as_ref() != lang {
            statement.raw_bind_parameter(parameter, lang.map_or("", Lang::as_str))?;
            bound.langs[at] = lang.cloned();
        }
    }
    Ok(())
}

/// Lends a text that stands in a column.
pub(super) fn lent<'r>(row: &'r Row<'_>, column: usize) -> SqlResult<&'r str> {
    row.get_ref(column)
        .and_then(|value| value.as_str().map_err(rusqlite::Error::from))
        .map_err(SqlError)
}

/// Lends a text that stands in a column, if there is one.
pub(super) fn lent_or_null<'r>(row: &'r Row<'_>, column: usize) -> SqlResult<Option<&'r str>> {
    row.get_ref(column)
        .and_then(|value| value.as_str_or_null().map_err(rusqlite::Error::from))
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
            details: details(row, 18)?,
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
    Ok(json(row, column)?.unwrap_or_default())
}

/// Details as they are stored.
pub(super) fn details_json(details: Option<&Details>) -> Option<String> {
    details.map(|details| serde_json::json!(details).to_string())
}

/// Reads details from a column.
pub(super) fn details(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Box<Details>>> {
    json(row, column)
}

fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    of_json(row.get_ref(column)?.as_str_or_null()?, column)
}

/// Reads what was lent from a column.
pub(super) fn of_json<T: DeserializeOwned>(
    json: Option<&str>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    let Some(json) = json else { return Ok(None) };
    serde_json::from_str(json).map(Some).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
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
