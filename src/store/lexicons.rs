//! Lexicons that were learned, and the pairs that they are learned from.

use rusqlite::params;

use super::error::SqlResult;
use super::sql::{Sql, named};
use super::unit_row::lent;
use super::{Reader, Writer, now};
use crate::model::{Lang, Lexical};

/// A stored lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconRecord {
    /// Its source and target language: primary subtags.
    pub langs: (String, String),
    /// What it was learned from.
    pub origin: Lexical,
    /// The number of the last unit when it was learned.
    pub newest: i64,
    /// When it was learned, RFC 3339 in UTC.
    pub learned: String,
    /// The lexicon, as its maker wrote it.
    pub bytes: Vec<u8>,
}

impl Reader<'_> {
    /// The lexicons of two languages, in either direction.
    ///
    /// # Errors
    /// If the database fails.
    pub fn lexicons(&self, one: &Lang, other: &Lang) -> SqlResult<Vec<LexiconRecord>> {
        self.connection.rows(
            "SELECT source, target, origin, newest, learned, bytes FROM lexicon
             WHERE (source, target) IN (VALUES (?1, ?2), (?2, ?1)) ORDER BY origin DESC",
            [one.primary(), other.primary()],
            |row| {
                Ok(LexiconRecord {
                    langs: (row.get(0)?, row.get(1)?),
                    origin: named(row, 2)?,
                    newest: row.get(3)?,
                    learned: row.get(4)?,
                    bytes: row.get(5)?,
                })
            },
        )
    }

    /// The number of the last unit, 0 if there is none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn newest_unit(&self) -> SqlResult<i64> {
        let sql = "SELECT coalesce(max(id), 0) FROM unit";
        Ok(self.connection.row(sql, [], |row| row.get(0))?.unwrap_or_default())
    }

    /// How many pairs of texts there are in two languages.
    ///
    /// # Errors
    /// If the database fails.
    pub fn count_pairs(&self, one: &Lang, other: &Lang) -> SqlResult<usize> {
        let mut found = 0;
        self.each_pair((one, other), 1, |_, _| found += 1)?;
        Ok(found)
    }

    /// Takes the pairs of texts in two languages, of every `step`th unit.
    ///
    /// # Errors
    /// If the database fails.
    pub fn each_pair(
        &self,
        (one, other): (&Lang, &Lang),
        step: usize,
        mut take: impl FnMut(&str, &str),
    ) -> SqlResult<()> {
        let is_in = |tag: &str, lang: &Lang| tag.split('-').next() == Some(lang.primary());
        let step = step.max(1) as i64;
        let mut pair = |(tag, text): (&str, &str), (other_tag, other_text): (&str, &str)| {
            if is_in(tag, one) && is_in(other_tag, other) {
                take(text, other_text);
            } else if is_in(tag, other) && is_in(other_tag, one) {
                take(other_text, text);
            }
        };
        // Each is looked up on its own: to pass over all between them would take far longer.
        let sql = "WITH RECURSIVE taken (id) AS
                     (SELECT ?1 UNION ALL SELECT id + ?1 FROM taken WHERE id < ?2)
                   SELECT source_lang, source, target_lang, target
                   FROM taken CROSS JOIN unit ON unit.id = taken.id";
        self.connection.each(sql, [step, self.newest_unit()?], |row| {
            pair((lent(row, 0)?, lent(row, 1)?), (lent(row, 2)?, lent(row, 3)?));
            Ok(())
        })?;
        // Pairs of which one text at least is beyond the first two.
        self.connection.each(
            "SELECT first.lang, first.text, second.lang, second.text FROM
               (SELECT unit, position, lang, text FROM variant WHERE unit % ?1 = 0) second JOIN
               (SELECT id AS unit, 0 AS position, source_lang AS lang, source AS text FROM unit
                UNION ALL SELECT id, 1, target_lang, target FROM unit
                UNION ALL SELECT unit, position, lang, text FROM variant) first
             ON first.unit = second.unit AND first.position < second.position",
            [step],
            |row| {
                pair((lent(row, 0)?, lent(row, 1)?), (lent(row, 2)?, lent(row, 3)?));
                Ok(())
            },
        )
    }
}

impl Writer<'_> {
    /// Stores a lexicon in place of the one of the same languages and origin. It is derived: the
    /// journal knows nothing of it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_lexicon(
        &self,
        (source, target): (&Lang, &Lang),
        origin: Lexical,
        newest: i64,
        bytes: &[u8],
    ) -> SqlResult<()> {
        self.forget_lexicons(source, target, Some(origin))?;
        self.connection.run(
            "INSERT INTO lexicon (source, target, origin, newest, learned, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![source.primary(), target.primary(), origin.as_str(), newest, now(), bytes],
        )
    }

    /// Removes the lexicons of two languages, in either direction, or those of one origin.
    ///
    /// # Errors
    /// If the database fails.
    pub fn forget_lexicons(
        &self,
        one: &Lang,
        other: &Lang,
        origin: Option<Lexical>,
    ) -> SqlResult<()> {
        self.kept.set(true);
        self.connection.run(
            "DELETE FROM lexicon WHERE (source, target) IN (VALUES (?1, ?2), (?2, ?1))
               AND (?3 IS NULL OR origin = ?3)",
            params![one.primary(), other.primary(), origin.map(Lexical::as_str)],
        )
    }
}
