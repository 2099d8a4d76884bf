//! Matches of texts, and the indexes that find them.

use super::{Project, ProjectError};
use crate::memory::indexing::{self, LOWEST};
use crate::memory::matching::{Asked, Match, Matcher, Options};
use crate::memory::omegat::{OmegatScores, omegat_scores};
use crate::memory::scope::Chosen;
use crate::memory::score::{Change, Reasons, reasons};
use crate::memory::words::WordReader;
use crate::model::{Scope, UnitId};
use crate::store::{MatchIndex, Reader, SqlError, SqlResult};

/// How matches are looked for.
#[derive(Debug, Clone)]
pub struct MatchQuery {
    /// The lowest score, 1 to 101.
    pub threshold: u8,
    /// How many matches of each text to return at most.
    pub limit: usize,
    /// Which units are looked at.
    pub scope: Scope,
    /// Whether every unit is compared, index or not.
    pub exhaustive: bool,
}

impl Default for MatchQuery {
    fn default() -> Self {
        Self { threshold: LOWEST, limit: 5, scope: Scope::default(), exhaustive: false }
    }
}

/// Why a unit has its score as a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The score, 0 to 100.
    pub score: u8,
    /// The text of the unit.
    pub source: String,
    /// How many words the longer text has.
    pub words: usize,
    /// What differs.
    pub changes: Vec<Change>,
    /// The scores that OmegaT would show.
    pub omegat: OmegatScores,
}

/// What serves the matches of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// The index.
    ByIndex,
    /// Every unit is compared, since the index serves from a higher threshold.
    From(u8),
    /// Every unit is compared, since there is no index.
    Without,
}

impl Project {
    /// What serves matches in the source language from a threshold.
    ///
    /// # Errors
    /// If the database fails.
    pub fn served(&self, threshold: u8) -> Result<Served, ProjectError> {
        let index = self.reading(|reader| reader.match_index(self.langs.from.primary()))?;
        Ok(match index {
            Some(index) if index.lowest <= threshold => Served::ByIndex,
            Some(index) => Served::From(index.lowest),
            None => Served::Without,
        })
    }

    /// Finds the matches of texts one after the other, as of one moment, and hands out those of each
    /// as soon as they are there; `take` answers whether to go on.
    ///
    /// # Errors
    /// If the database fails, or whatever `take` answers with.
    pub fn matches<E: From<ProjectError>>(
        &self,
        query: &MatchQuery,
        asked: &[Asked<'_>],
        mut take: impl FnMut(usize, Vec<Match>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        self.reading(|reader| {
            let mut matcher = self.matcher(&reader, query)?;
            for (index, asked) in asked.iter().enumerate() {
                if let Err(error) = take(index, matcher.find(asked)?) {
                    failed = Some(error);
                    break;
                }
            }
            Ok(())
        })
        .map_err(E::from)?;
        failed.map_or(Ok(()), Err)
    }

    /// Why a unit has its score as a match of a text in the source language.
    ///
    /// # Errors
    /// If there is no such unit, if it has no text in that language, or if the database fails.
    pub fn explain_match(&self, asked: &str, id: UnitId) -> Result<Explained, ProjectError> {
        let from = &self.langs.from;
        let none = || ProjectError::NoSuch { kind: "sentence pair", id: id.to_string() };
        let unit = self.unit(id)?.ok_or_else(none)?;
        let source = unit
            .text_in(from)
            .ok_or_else(|| ProjectError::NoTextIn { id: id.to_string(), lang: from.clone() })?;
        let mut words = WordReader::new(from);
        let Reasons { score, words: count, changes } = reasons(asked, source, &mut words);
        let omegat = omegat_scores(asked, source, &mut words);
        Ok(Explained { score, source: source.to_owned(), words: count, changes, omegat })
    }

    pub(super) fn matcher<'r, 'c>(
        &self,
        reader: &'r Reader<'c>,
        query: &MatchQuery,
    ) -> SqlResult<Matcher<'r, 'c>> {
        let options = Options {
            from: self.langs.from.clone(),
            to: self.langs.to.clone(),
            threshold: query.threshold,
            limit: query.limit,
            chosen: Chosen::of(reader, &query.scope)?,
            exhaustive: query.exhaustive,
        };
        Matcher::new(reader, options)
    }

    /// The indexes of matches.
    ///
    /// # Errors
    /// If the database fails.
    pub fn match_indexes(&self) -> Result<Vec<MatchIndex>, ProjectError> {
        self.reading(|reader| reader.match_indexes())
    }

    /// How many bytes the index of matches of a language (a primary subtag) takes, and how many
    /// postings it has.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_size(&self, lang: &str) -> Result<(usize, usize), ProjectError> {
        self.reading(|reader| reader.index_size(lang))
    }

    /// Makes the index of matches in a language (a primary subtag), which then serves from the
    /// threshold `lowest`.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn build_index(&mut self, lang: &str, lowest: u8) -> Result<(), ProjectError> {
        self.store.change("index", |writer| {
            let built = indexing::build_index(writer, lang, lowest);
            built.map_err(|error: SqlError| ProjectError::from(writer.at_path(error)))
        })
    }

    /// Whether the database can be written.
    ///
    /// # Errors
    /// If it fails.
    pub fn is_writable(&self) -> Result<bool, ProjectError> {
        Ok(self.store.is_writable()?)
    }
}
