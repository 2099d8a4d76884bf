//! The index of the words of all units.

use rusqlite::params;

use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::unit_row::lent;
use super::{Reader, Writer};
use crate::model::{SectionId, UnitId};

/// A question to the index of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordQuery {
    /// These keys one after the other; without keys, true of no unit.
    Phrase {
        /// The keys.
        keys: Vec<String>,
        /// Whether the last key may be the beginning of a word.
        prefix: bool,
    },
    /// Every one of these; of none, true of no unit.
    All(Vec<WordQuery>),
    /// At least one of these.
    Any(Vec<WordQuery>),
}

impl WordQuery {
    /// The question as FTS5 wants it; absent if it is true of no unit.
    fn render(&self) -> Option<String> {
        match self {
            Self::Phrase { keys, .. } if keys.is_empty() => None,
            Self::Phrase { keys, prefix } => {
                let phrase = keys.join(" ").replace('"', "\"\"");
                Some(format!("\"{phrase}\"{}", if *prefix { " *" } else { "" }))
            }
            Self::All(parts) => {
                let parts: Option<Vec<String>> = parts.iter().map(Self::render).collect();
                joined(parts.unwrap_or_default(), " AND ")
            }
            Self::Any(parts) => joined(parts.iter().filter_map(Self::render).collect(), " OR "),
        }
    }
}

fn joined(mut parts: Vec<String>, with: &str) -> Option<String> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(format!("({})", parts.join(with))),
    }
}

impl Reader<'_> {
    /// The first `limit` units that a question is true of, in order of their ids.
    ///
    /// # Errors
    /// If the database fails.
    pub fn units_with_words(&self, query: &WordQuery, limit: usize) -> SqlResult<Vec<UnitId>> {
        let Some(expression) = query.render() else { return Ok(Vec::new()) };
        self.connection.rows(
            "SELECT rowid FROM unit_words WHERE unit_words MATCH ?1 ORDER BY rowid LIMIT ?2",
            params![expression, limit as i64],
            |row| row.get(0).map(UnitId),
        )
    }
}

/// A unit that a question is true of, as far as it takes to rank it.
#[derive(Debug, Clone, Copy)]
pub struct WordHit<'r> {
    /// The unit.
    pub unit: UnitId,
    /// The section of a memory that it belongs to.
    pub section: SectionId,
    /// Whether a person vouched for it.
    pub is_approved: bool,
    /// How sure its alignment is, from 0 to 1.
    pub confidence: Option<f64>,
    /// Its first two texts.
    pub texts: [&'r str; 2],
}

impl Reader<'_> {
    /// Lends the first `limit` units behind `after` that a question is true of, in order of their
    /// ids.
    ///
    /// # Errors
    /// If the database fails.
    pub fn each_with_words(
        &self,
        query: &WordQuery,
        after: UnitId,
        limit: usize,
        mut take: impl FnMut(WordHit<'_>),
    ) -> SqlResult<()> {
        let Some(expression) = query.render() else { return Ok(()) };
        self.connection.each(
            "SELECT unit.id, section, approved, confidence, source, target
             FROM unit_words CROSS JOIN unit ON unit.id = unit_words.rowid
             WHERE unit_words MATCH ?1 AND unit_words.rowid > ?2
             ORDER BY unit_words.rowid LIMIT ?3",
            params![expression, after.0, limit as i64],
            |row| {
                let fields = || Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
                let (unit, section, is_approved, confidence) = fields().map_err(SqlError)?;
                let texts = [lent(row, 4)?, lent(row, 5)?];
                let (unit, section) = (UnitId(unit), SectionId(section));
                take(WordHit { unit, section, is_approved, confidence, texts });
                Ok(())
            },
        )
    }
}

impl Writer<'_> {
    /// Indexes the words of a unit in place of those that were indexed before; without words, it
    /// takes the unit out of the index. Words are keys separated by spaces, made of ASCII letters,
    /// digits, `_` and characters outside ASCII only.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_unit(&self, id: UnitId, words: Option<&str>) -> SqlResult<()> {
        self.connection.run("DELETE FROM unit_words WHERE rowid = ?1", [id.0])?;
        words.map_or(Ok(()), |words| self.index_new_unit(id, words))
    }

    /// Indexes the words of a unit that is not in the index yet.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_new_unit(&self, id: UnitId, words: &str) -> SqlResult<()> {
        let sql = "INSERT INTO unit_words (rowid, words) VALUES (?1, ?2)";
        self.connection.run(sql, params![id.0, words])
    }

    /// Empties the index.
    ///
    /// # Errors
    /// If the database fails.
    pub fn clear_unit_words(&self) -> SqlResult<()> {
        self.connection.run("INSERT INTO unit_words (unit_words) VALUES ('delete-all')", [])?;
        self.kept.set(true);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(key: &str) -> WordQuery {
        WordQuery::Phrase {
            keys: key.split_whitespace().map(str::to_owned).collect(),
            prefix: false,
        }
    }

    #[test]
    fn questions_nest_and_empty_ones_are_true_of_nothing() {
        let (any, all) = (WordQuery::Any, WordQuery::All);
        let question = all(vec![any(vec![phrase("a"), phrase("b \" c")]), phrase("d")]);
        let expected = r#"(("a" OR "b "" c") AND "d")"#;
        assert_eq!(question.render().as_deref(), Some(expected));
        assert_eq!(any(vec![phrase(""), phrase("d")]).render(), phrase("d").render());
        for empty in
            [phrase(""), any(Vec::new()), all(Vec::new()), all(vec![phrase("a"), phrase("")])]
        {
            assert_eq!(empty.render(), None);
        }
    }
}
