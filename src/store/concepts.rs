//! The termbase: concepts with their terms, and the keys by which they are found.

use rusqlite::{Row, params};

use super::error::{SqlError, SqlResult};
use super::sql::{Sql, differing, named};
use super::unit_row::lang;
use super::{Reader, Writer, now};
use crate::model::{Concept, ConceptId, LanguageSection, Term};

/// A key by which a concept is found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermKey {
    /// The key, computed by the caller.
    pub key: String,
    /// The kind of key; its meaning is the caller's.
    pub tier: i64,
    /// The primary language of the term.
    pub lang: String,
}

/// A concept that a key led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMatch {
    /// The concept.
    pub concept: ConceptId,
    /// The key.
    pub key: String,
    /// The primary language of the term.
    pub lang: String,
}

impl Reader<'_> {
    /// A concept with its sections and terms.
    ///
    /// # Errors
    /// If the database fails.
    pub fn concept(&self, id: ConceptId) -> SqlResult<Option<Concept>> {
        let concept = self.connection.row(
            "SELECT id, external_id, subject, definition, note, source, client, project
             FROM concept WHERE id = ?1",
            [id.0],
            concept_row,
        )?;
        let Some(mut concept) = concept else { return Ok(None) };
        concept.sections = self.connection.rows(
            "SELECT lang, definition, note FROM language_section WHERE concept = ?1 ORDER BY id",
            [id.0],
            section_row,
        )?;
        concept.terms = self.connection.rows(
            "SELECT lang, text, status, pos, gender, number, usage_note, source, context, forms,
                    matching
             FROM term WHERE concept = ?1 ORDER BY position",
            [id.0],
            term_row,
        )?;
        Ok(Some(concept))
    }

    /// The ids of all concepts, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn concept_ids(&self) -> SqlResult<Vec<ConceptId>> {
        self.connection.rows("SELECT id FROM concept ORDER BY id", [], concept_id)
    }

    /// Concepts that came or were changed at `since` (RFC 3339 in UTC, or the beginning of it) or
    /// later.
    ///
    /// # Errors
    /// If the database fails.
    pub fn concepts_changed_since(&self, since: &str) -> SqlResult<Vec<ConceptId>> {
        let sql = "SELECT id FROM concept WHERE changed >= ?1 ORDER BY id";
        self.connection.rows(sql, [since], concept_id)
    }

    /// The concepts to which other tools gave this id, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn concepts_by_external_id(&self, external: &str) -> SqlResult<Vec<ConceptId>> {
        let sql = "SELECT id FROM concept WHERE external_id = ?1 ORDER BY id";
        self.connection.rows(sql, [external], concept_id)
    }

    /// The concepts that have a key of that tier: the very key, or with `prefix` any that begins
    /// with it. At most `limit`, by key and id.
    ///
    /// # Errors
    /// If the database fails.
    pub fn concepts_by_key(
        &self,
        key: &str,
        tier: i64,
        prefix: bool,
        limit: usize,
    ) -> SqlResult<Vec<KeyMatch>> {
        let end = if prefix { format!("{key}\u{10ffff}") } else { key.to_owned() };
        self.connection.rows(
            "SELECT concept, key, lang FROM term_key
             WHERE key BETWEEN ?1 AND ?2 AND tier = ?3 ORDER BY key, concept LIMIT ?4",
            params![key, end, tier, limit as i64],
            key_match,
        )
    }

    /// The concepts that have a key of the tier `first` or a higher one, with that tier, for terms in
    /// a language (a primary subtag).
    ///
    /// # Errors
    /// If the database fails.
    pub fn concepts_by_form(
        &self,
        key: &str,
        lang: &str,
        first: i64,
    ) -> SqlResult<Vec<(i64, ConceptId)>> {
        self.connection.rows(
            "SELECT tier, concept FROM term_key
             WHERE key = ?1 AND tier >= ?2 AND lang = ?3 ORDER BY tier, concept",
            params![key, first, lang],
            |row| Ok((row.get(0)?, ConceptId(row.get(1)?))),
        )
    }

    /// Every key of a tier, for suggestions.
    ///
    /// # Errors
    /// If the database fails.
    pub fn keys_of_tier(&self, tier: i64) -> SqlResult<Vec<KeyMatch>> {
        let sql = "SELECT concept, key, lang FROM term_key WHERE tier = ?1";
        self.connection.rows(sql, [tier], key_match)
    }
}

impl Writer<'_> {
    /// Stores a new concept, under its id if it has one that is free, with the keys of its terms.
    ///
    /// # Errors
    /// If the id is taken, or if the database fails.
    pub fn add_concept(&self, concept: &Concept, keys: &[TermKey]) -> SqlResult<ConceptId> {
        let now = now();
        self.add_concept_at(concept, keys, (&now, &now))
    }

    /// The same, made and changed at given times.
    pub(super) fn add_concept_at(
        &self,
        concept: &Concept,
        keys: &[TermKey],
        (created, changed): (&str, &str),
    ) -> SqlResult<ConceptId> {
        let Concept { external_id, subject, definition, note, source, client, project, .. } =
            concept;
        let id = self.connection.insert(
            "INSERT INTO concept (id, external_id, subject, definition, note, source, client,
                                  project, created, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                concept.id.map(|id| id.0),
                external_id,
                subject,
                definition,
                note,
                source,
                client,
                project,
                created,
                changed
            ],
        )?;
        let id = ConceptId(id);
        self.put_parts(id, &Concept::default(), concept)?;
        self.index_concept(id, keys)?;
        Ok(id)
    }

    /// Stores a concept in place of the one that has its id, if there is one. Only what differs is
    /// written: in a concept of thousands of terms, one more costs one row.
    ///
    /// # Errors
    /// If the database fails.
    pub fn put_concept(&self, id: ConceptId, concept: &Concept, keys: &[TermKey]) -> SqlResult<()> {
        let Some(before) = self.concept(id)? else { return Ok(()) };
        if !says_the_same(&before, concept) {
            let Concept { external_id, subject, definition, note, source, client, project, .. } =
                concept;
            self.connection.run(
                "UPDATE concept SET external_id = ?2, subject = ?3, definition = ?4, note = ?5,
                                    source = ?6, client = ?7, project = ?8, changed = ?9
                 WHERE id = ?1 AND (external_id, subject, definition, note, source, client,
                                    project, changed)
                                   IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    id.0,
                    external_id,
                    subject,
                    definition,
                    note,
                    source,
                    client,
                    project,
                    now()
                ],
            )?;
            self.put_parts(id, &before, concept)?;
        }
        self.index_concept(id, keys)
    }

    /// Removes a concept with all that belongs to it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_concept(&self, id: ConceptId) -> SqlResult<()> {
        for sql in [
            "DELETE FROM relation WHERE concept = ?1 OR other = ?1",
            "DELETE FROM term WHERE concept = ?1",
            "DELETE FROM language_section WHERE concept = ?1",
            "DELETE FROM term_key WHERE concept = ?1",
            "DELETE FROM concept WHERE id = ?1",
        ] {
            self.connection.run(sql, [id.0])?;
        }
        Ok(())
    }

    /// Stores the keys of a concept in place of those that it had; those that it has stay.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_concept(&self, id: ConceptId, keys: &[TermKey]) -> SqlResult<()> {
        let mut wanted: Vec<&TermKey> = keys.iter().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut wanted = wanted.into_iter().peekable();
        let (mut come, mut gone) = (Vec::new(), Vec::new());
        self.connection.each(
            "SELECT key, tier, lang FROM term_key WHERE concept = ?1 ORDER BY key, tier, lang",
            [id.0],
            |row| {
                let stored = (|| -> rusqlite::Result<_> {
                    Ok((row.get_ref(0)?.as_str()?, row.get(1)?, row.get_ref(2)?.as_str()?))
                })()
                .map_err(SqlError)?;
                while let Some(key) = wanted.next_if(|key| parts(key) < stored) {
                    come.push(key);
                }
                if wanted.next_if(|key| parts(key) == stored).is_none() {
                    gone.push((stored.0.to_owned(), stored.1, stored.2.to_owned()));
                }
                Ok(())
            },
        )?;
        for (key, tier, lang) in gone {
            self.connection.run(
                "DELETE FROM term_key WHERE key = ?1 AND tier = ?2 AND lang = ?3 AND concept = ?4",
                params![key, tier, lang, id.0],
            )?;
        }
        for TermKey { key, tier, lang } in come.into_iter().chain(wanted) {
            self.connection.run(
                "INSERT INTO term_key (key, tier, lang, concept) VALUES (?1, ?2, ?3, ?4)",
                params![key, tier, lang, id.0],
            )?;
        }
        Ok(())
    }

    /// Writes the sections and terms that are new or other than before, and takes away those that
    /// are too many.
    fn put_parts(&self, id: ConceptId, before: &Concept, concept: &Concept) -> SqlResult<()> {
        let (old, new) = (&before.sections, &concept.sections);
        // A concept has one section a language; from the first that is another, all are made anew.
        let kept = old.iter().zip(new).take_while(|(old, new)| old.lang == new.lang).count();
        for section in &old[kept..] {
            self.connection.run(
                "DELETE FROM language_section WHERE concept = ?1 AND lang = ?2",
                params![id.0, section.lang.as_str()],
            )?;
        }
        for (_, section) in differing(&old[..kept], new) {
            self.connection.run(
                "INSERT INTO language_section (concept, lang, definition, note)
                 VALUES (?1, ?2, ?3, ?4) ON CONFLICT (concept, lang)
                 DO UPDATE SET definition = excluded.definition, note = excluded.note",
                params![id.0, section.lang.as_str(), section.definition, section.note],
            )?;
        }
        if before.terms.len() > concept.terms.len() {
            let sql = "DELETE FROM term WHERE concept = ?1 AND position >= ?2";
            self.connection.run(sql, params![id.0, concept.terms.len()])?;
        }
        for (position, term) in differing(&before.terms, &concept.terms) {
            self.put_term(id, position, term)?;
        }
        Ok(())
    }

    fn put_term(&self, id: ConceptId, position: usize, term: &Term) -> SqlResult<()> {
        self.connection.run(
            "INSERT INTO term (concept, position, lang, text, status, pos, gender, number,
                               usage_note, source, context, forms, matching)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (concept, position) DO UPDATE SET
                 lang = excluded.lang, text = excluded.text, status = excluded.status,
                 pos = excluded.pos, gender = excluded.gender, number = excluded.number,
                 usage_note = excluded.usage_note, source = excluded.source,
                 context = excluded.context, forms = excluded.forms,
                 matching = excluded.matching",
            params![
                id.0,
                position,
                term.lang.as_str(),
                term.text,
                term.status.as_str(),
                term.pos.map(|pos| pos.as_str()),
                term.gender.map(|gender| gender.as_str()),
                term.number.map(|number| number.as_str()),
                term.usage_note,
                term.source,
                term.context,
                (!term.forms.is_empty()).then(|| term.forms.join("\n")),
                term.matching.as_str(),
            ],
        )
    }
}

fn says_the_same(one: &Concept, other: &Concept) -> bool {
    fn fields(concept: &Concept) -> [Option<&str>; 7] {
        let Concept { external_id, subject, definition, note, source, client, project, .. } =
            concept;
        [external_id, subject, definition, note, source, client, project].map(Option::as_deref)
    }
    fields(one) == fields(other) && one.sections == other.sections && one.terms == other.terms
}

fn parts(key: &TermKey) -> (&str, i64, &str) {
    (&key.key, key.tier, &key.lang)
}

fn concept_id(row: &Row<'_>) -> rusqlite::Result<ConceptId> {
    row.get(0).map(ConceptId)
}

fn key_match(row: &Row<'_>) -> rusqlite::Result<KeyMatch> {
    Ok(KeyMatch { concept: ConceptId(row.get(0)?), key: row.get(1)?, lang: row.get(2)? })
}

fn concept_row(row: &Row<'_>) -> rusqlite::Result<Concept> {
    Ok(Concept {
        id: Some(ConceptId(row.get(0)?)),
        external_id: row.get(1)?,
        subject: row.get(2)?,
        definition: row.get(3)?,
        note: row.get(4)?,
        source: row.get(5)?,
        client: row.get(6)?,
        project: row.get(7)?,
        sections: Vec::new(),
        terms: Vec::new(),
    })
}

fn section_row(row: &Row<'_>) -> rusqlite::Result<LanguageSection> {
    Ok(LanguageSection { lang: lang(row, 0)?, definition: row.get(1)?, note: row.get(2)? })
}

fn term_row(row: &Row<'_>) -> rusqlite::Result<Term> {
    Ok(Term {
        lang: lang(row, 0)?,
        text: row.get(1)?,
        status: named(row, 2)?,
        pos: optional_name(row, 3)?,
        gender: optional_name(row, 4)?,
        number: optional_name(row, 5)?,
        usage_note: row.get(6)?,
        source: row.get(7)?,
        context: row.get(8)?,
        forms: row
            .get::<_, Option<String>>(9)?
            .iter()
            .flat_map(|forms| forms.lines())
            .map(str::to_owned)
            .collect(),
        matching: named(row, 10)?,
    })
}

fn optional_name<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: std::str::FromStr<Err = crate::model::UnknownName>,
{
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => named(row, column).map(Some),
    }
}
