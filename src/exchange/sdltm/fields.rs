//! The fields that users give their units, and what else stands in tables of its own.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::super::error::ExchangeError;
use super::database::{Database, text};

/// So many units may have so many values together.
const MOST: usize = 100_000;

/// A value may be so long, in bytes.
const LONGEST: usize = 1 << 16;

/// The fields of a memory.
pub(super) struct Fields {
    /// The tables that are there, as queries.
    queries: Vec<String>,
    /// The names by which TMX has the fields.
    names: HashMap<i64, String>,
    /// The values to choose from, with their fields.
    choices: HashMap<i64, (i64, String)>,
}

/// Properties by the ids of their units, and how many cannot be kept.
pub(super) type Found = (HashMap<i64, Vec<(String, String)>>, usize);

/// Tables of values: the columns that they need, what says which property it is (the number of a
/// field, the number of a value to choose, or its name), and its value as TMX has it.
const TABLES: [(&str, &[&str], &str, &str); 6] = [
    ("string_attributes", &["attribute_id", "value"], "attribute_id", "value"),
    ("numeric_attributes", &["attribute_id", "value"], "attribute_id", "value"),
    (
        "date_attributes",
        &["attribute_id", "value"],
        "attribute_id",
        "coalesce(strftime('%Y%m%dT%H%M%SZ', value), value)",
    ),
    ("picklist_attributes", &["picklist_value_id"], "picklist_value_id", "NULL"),
    (
        "translation_unit_contexts",
        &["left_source_context", "left_target_context"],
        "'x-Context'",
        "left_source_context || ', ' || left_target_context",
    ),
    ("translation_unit_idcontexts", &["idcontext"], "'x-IdContext'", "idcontext"),
];

impl Fields {
    pub(super) fn of(database: &Database) -> Result<Self, ExchangeError> {
        let mut queries = Vec::new();
        for (table, needed, field, value) in TABLES {
            if !has(database, table, &[&["translation_unit_id"], needed].concat())? {
                continue;
            }
            queries.push(format!(
                "SELECT translation_unit_id, {field}, \
                 CASE WHEN octet_length({value}) <= {LONGEST} THEN {value} END FROM {table} \
                 WHERE translation_unit_id BETWEEN ?1 AND ?2 ORDER BY translation_unit_id, 2, 3 \
                 LIMIT {}",
                MOST + 1
            ));
        }
        let mut fields = Self { queries, names: HashMap::new(), choices: HashMap::new() };
        if has(database, "attributes", &["id", "name", "type"])? {
            let sql = format!(
                "SELECT id, name, type FROM attributes WHERE octet_length(name) <= {LONGEST} \
                 LIMIT {MOST}"
            );
            let named = database.rows(&sql, &[], |row| {
                let name = text(row, 1)?.unwrap_or_default();
                Ok((row.get(0)?, format!("x-{name}:{}", kind(row.get(2)?))))
            })?;
            fields.names = named.into_iter().collect();
        }
        if has(database, "picklist_values", &["id", "attribute_id", "value"])? {
            let sql = format!(
                "SELECT id, attribute_id, value FROM picklist_values \
                 WHERE octet_length(value) <= {LONGEST} LIMIT {MOST}"
            );
            let chosen = database.rows(&sql, &[], |row| {
                Ok((row.get(0)?, (row.get(1)?, text(row, 2)?.unwrap_or_default())))
            })?;
            fields.choices = chosen.into_iter().collect();
        }
        Ok(fields)
    }

    /// The properties of units.
    pub(super) fn of_units(
        &self,
        database: &Database,
        ids: &RangeInclusive<i64>,
    ) -> Result<Found, ExchangeError> {
        let (mut found, mut lost): Found = (HashMap::new(), 0);
        for query in &self.queries {
            let rows = database.rows(query, &[ids.start(), ids.end()], |row| {
                Ok((row.get::<_, i64>(0)?, text(row, 1)?, text(row, 2)?))
            })?;
            if rows.len() > MOST {
                return Err(ExchangeError::BadDatabase {
                    name: database.name().to_owned(),
                    reason: format!("a few hundred units have more than {MOST} values"),
                });
            }
            for (unit, field, value) in rows {
                let Some(field) = field else { continue };
                match self.property(&field, value) {
                    Some(property) => found.entry(unit).or_default().push(property),
                    None => lost += 1,
                }
            }
        }
        Ok((found, lost))
    }

    /// The name and the value of a property; nothing if either is missing, or too long.
    fn property(&self, field: &str, value: Option<String>) -> Option<(String, String)> {
        let Ok(number) = field.parse::<i64>() else { return Some((field.to_owned(), value?)) };
        if let Some(value) = value {
            return Some((self.names.get(&number)?.clone(), value));
        }
        let (field, value) = self.choices.get(&number)?;
        Some((self.names.get(field)?.clone(), value.clone()))
    }
}

/// Whether a table has such columns.
fn has(database: &Database, table: &str, columns: &[&str]) -> Result<bool, ExchangeError> {
    let there = database.columns(table)?;
    Ok(columns.iter().all(|column| there.iter().any(|known| known == column)))
}

/// What Trados calls the type of a field in TMX.
fn kind(number: i64) -> &'static str {
    match number {
        1 => "SingleString",
        3 => "DateTime",
        4 => "SinglePicklist",
        5 => "MultiplePicklist",
        6 => "Integer",
        _ => "MultipleString",
    }
}
