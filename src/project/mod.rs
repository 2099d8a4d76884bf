//! A project: one open database and a language pair. It joins the engines, and keeps the derived
//! keys in step with the texts.

mod alignments;
mod articles;
mod auditing;
mod backup;
mod best;
mod briefing;
mod checking;
mod concept_work;
mod consulting;
mod counts;
mod cues;
mod decisions;
mod doctor;
mod editing;
mod error;
mod explain;
mod extraction;
mod glossary;
mod history;
mod import;
mod intake;
mod known;
mod learning;
mod leverage;
mod lookup;
mod marking;
mod matches;
mod memories;
mod page;
mod pairs;
mod pretranslation;
mod purge;
mod references;
mod removal;
mod restore;
mod review;
mod tally;
#[cfg(test)]
mod tests;
mod twins;
mod unit_editing;
mod united;
mod word_links;

use std::path::Path;

pub use alignments::{Alignment, Change, Keeping, check_related, link};
pub use articles::{article, check_languages, check_texts};
pub use auditing::{Audit, Deviation};
pub use backup::Extent;
pub use briefing::BriefQuery;
pub use checking::{Bitext, BitextPair, check_without_terms};
pub use concept_work::Related;
pub use consulting::{Consulted, Located};
pub use counts::{ImportCounts, Imported, Numbered, NumberedUnit, RowRemark};
pub use doctor::{Diagnosis, Finding};
pub use error::ProjectError;
pub use extraction::{ExtractQuery, Extracted, Extraction, Shown};
pub use glossary::{Added, Homonym, Selection};
pub use import::{Batch, Rows};
pub use learning::{FEWEST_PAIRS, Learned, MOST_PAIRS, MOST_UNASKED};
pub use leverage::{LeverageQuery, Leveraged};
pub use lookup::{Answer, Answered, Found};
pub use marking::Taken;
pub use matches::{Explained, MatchQuery, Served};
pub use memories::Volume;
pub use purge::Purge;
pub use removal::Removed;
pub use restore::NumberedRecord;
pub use review::{Reviewed, sheet};
pub use unit_editing::Edited;

use crate::model::Lang;
use crate::store::{Access, Counts, DocumentSummary, Reader, SqlError, SqlResult, Store, Writer};

/// The source and target language that a command works with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LangPair {
    /// The source language.
    pub from: Lang,
    /// The target language.
    pub to: Lang,
}

impl Default for LangPair {
    fn default() -> Self {
        Self { from: Lang::german(), to: Lang::english() }
    }
}

/// Languages that the user gave; what is absent is taken from the database, else German to English.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenLangs {
    /// The source language.
    pub from: Option<Lang>,
    /// The target language.
    pub to: Option<Lang>,
}

/// An open database and a language pair.
#[derive(Debug)]
pub struct Project {
    store: Store,
    langs: LangPair,
    stale: bool,
}

impl Project {
    /// Opens the database at `path`. One that is written remembers the first languages that it was
    /// given. Derived keys of another version of the program are made anew, also to be read; where
    /// that cannot be, [`has_stale_keys`](Self::has_stale_keys) says so.
    ///
    /// # Errors
    /// If the database cannot be opened, or if both languages are one.
    pub fn open(path: &Path, access: Access, given: &GivenLangs) -> Result<Self, ProjectError> {
        // A wrong pair is told before a database is made for it.
        given.or(LangPair::default())?;
        let mut store = Store::open(path, access)?;
        let remembered = store.reading(|reader| reader.languages())?;
        let langs = given
            .or(remembered.map_or_else(LangPair::default, |(from, to)| LangPair { from, to }))?;
        let stale = match access {
            Access::Write => {
                history::prepare(&mut store)?;
                false
            }
            Access::Read => !history::refresh(&mut store)?,
        };
        Ok(Self { store, langs, stale })
    }

    /// An empty database that is gone when the program ends, to try something in.
    ///
    /// # Errors
    /// If both languages are one, or if SQLite fails.
    pub fn scratch(given: &GivenLangs) -> Result<Self, ProjectError> {
        let mut store = Store::scratch()?;
        let langs = given.or(LangPair::default())?;
        history::prepare(&mut store)?;
        Ok(Self { store, langs, stale: false })
    }

    /// The file of the database.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The languages.
    pub fn langs(&self) -> &LangPair {
        &self.langs
    }

    /// Whether the derived keys are of another version of the program and could not be made anew,
    /// since the file cannot be written: then not all may be found.
    pub fn has_stale_keys(&self) -> bool {
        self.stale
    }

    /// Runs a change of the user's. The first one makes the database remember its languages.
    fn change<T>(
        &mut self,
        command: &str,
        change: impl FnOnce(&Writer<'_>) -> Result<T, ProjectError>,
    ) -> Result<T, ProjectError> {
        let langs = self.langs.clone();
        self.change_in(&langs, command, change)
    }

    /// Runs a change in a database that works with these languages.
    fn change_in<T>(
        &mut self,
        LangPair { from, to }: &LangPair,
        command: &str,
        change: impl FnOnce(&Writer<'_>) -> Result<T, ProjectError>,
    ) -> Result<T, ProjectError> {
        self.store.change(command, |writer| {
            let remembered = writer.remember_languages(from, to);
            let tell = |error: SqlError| writer.at_path(error);
            remembered.map_err(tell)?;
            let value = change(writer)?;
            history::index_units(writer, from, &mut |_| {}).map_err(tell)?;
            Ok(value)
        })
    }

    /// All documents.
    ///
    /// # Errors
    /// If the database fails.
    pub fn documents(&self) -> Result<Vec<DocumentSummary>, ProjectError> {
        self.reading(|reader| reader.documents(crate::align::DOUBTFUL))
    }

    /// How much the database holds.
    ///
    /// # Errors
    /// If the database fails.
    pub fn counts(&self) -> Result<Counts, ProjectError> {
        self.reading(|reader| reader.counts())
    }

    /// Copies the database to a new file.
    ///
    /// # Errors
    /// If the target exists or cannot be written.
    pub fn backup(&self, target: &Path) -> Result<(), ProjectError> {
        Ok(self.store.backup(target)?)
    }

    /// Reads as of one moment.
    fn reading<T>(&self, read: impl FnOnce(Reader<'_>) -> SqlResult<T>) -> Result<T, ProjectError> {
        Ok(self.store.reading(read)?)
    }
}

impl GivenLangs {
    /// The given languages, with what is absent taken from `rest`: `--from en` alone turns a pair
    /// of German and English round.
    ///
    /// # Errors
    /// If both are one language.
    pub fn or(&self, rest: LangPair) -> Result<LangPair, ProjectError> {
        let (from, to) = match (self.from.clone(), self.to.clone()) {
            (Some(from), Some(to)) => (from, to),
            (Some(from), None) if from == rest.to => (from, rest.from),
            (None, Some(to)) if to == rest.from => (rest.to, to),
            (from, to) => (from.unwrap_or(rest.from), to.unwrap_or(rest.to)),
        };
        if from == to {
            return Err(ProjectError::OneLanguage { lang: from });
        }
        Ok(LangPair { from, to })
    }
}
