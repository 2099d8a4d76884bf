//! The index of the words of all units.

use rusqlite::params;

use super::error::SqlResult;
use super::sql::Sql;
use super::{Reader, Writer};
use crate::model::UnitId;

/// The words of a unit as the caller folded them: keys separated by spaces, made of ASCII letters,
/// digits, `_` and characters outside ASCII only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitWords {
    /// The words as they stand.
    pub forms: String,
    /// Their stems, one for each form.
    pub stems: String,
}

/// Which words to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordColumn {
    /// The words as they stand.
    Forms,
    /// Their stems.
    Stems,
}

/// A question to the index of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordQuery {
    /// These keys one after the other; without keys, true of no unit.
    Phrase {
        /// Where to look.
        column: WordColumn,
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
            Self::Phrase { column, keys, prefix } => {
                let column = match column {
                    WordColumn::Forms => "forms",
                    WordColumn::Stems => "stems",
                };
                let phrase = keys.join(" ").replace('"', "\"\"");
                Some(format!("{column} : \"{phrase}\"{}", if *prefix { " *" } else { "" }))
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

impl Writer<'_> {
    /// Indexes the words of a unit in place of those that were indexed before; without words, it
    /// takes the unit out of the index.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_unit(&self, id: UnitId, words: Option<&UnitWords>) -> SqlResult<()> {
        self.connection.run("DELETE FROM unit_words WHERE rowid = ?1", [id.0])?;
        words.map_or(Ok(()), |words| self.index_new_unit(id, words))
    }

    /// Indexes the words of a unit that is not in the index yet.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_new_unit(&self, id: UnitId, words: &UnitWords) -> SqlResult<()> {
        let UnitWords { forms, stems } = words;
        self.connection.run(
            "INSERT INTO unit_words (rowid, forms, stems) VALUES (?1, ?2, ?3)",
            params![id.0, forms, stems],
        )
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
            column: WordColumn::Forms,
            keys: key.split_whitespace().map(str::to_owned).collect(),
            prefix: false,
        }
    }

    #[test]
    fn questions_nest_and_empty_ones_are_true_of_nothing() {
        let (any, all) = (WordQuery::Any, WordQuery::All);
        let question = all(vec![any(vec![phrase("a"), phrase("b \" c")]), phrase("d")]);
        let expected = r#"((forms : "a" OR forms : "b "" c") AND forms : "d")"#;
        assert_eq!(question.render().as_deref(), Some(expected));
        assert_eq!(any(vec![phrase(""), phrase("d")]).render(), phrase("d").render());
        for empty in
            [phrase(""), any(Vec::new()), all(Vec::new()), all(vec![phrase("a"), phrase("")])]
        {
            assert_eq!(empty.render(), None);
        }
    }
}
