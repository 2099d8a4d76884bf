//! Lexicons learned from the pairs of the database and from dictionaries.

use super::{Project, ProjectError};
use crate::align::{Keep, Lesson, Lexicon, Training};
use crate::exchange::dictionary::ding::DingEntry;
use crate::model::{Lang, Lexical};
use crate::store::{LexiconRecord, Reader, SqlError, SqlResult, Writer};

/// Fewer pairs teach nothing: of 300, a lexicon has half the words of a text of the same kind.
pub const FEWEST_PAIRS: usize = 300;

/// More pairs are not learned from, but every second, third … of them: with 100,000 the training
/// needs some 250 MB.
pub const MOST_PAIRS: usize = 100_000;

/// So many are learned from when nobody asked for it: nobody should have to wait for it either.
pub const MOST_UNASKED: usize = 10_000;

/// By so much the last unit's number must have grown before a lexicon is learned anew by itself.
const GROWTH: f64 = 1.5;

/// What was learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Learned {
    /// The pairs, or entries of a dictionary, that there are; of a large memory, as many as there may
    /// be.
    pub found: usize,
    /// Those that were learned from.
    pub used: usize,
    /// The links that were kept.
    pub links: usize,
}

impl Project {
    /// Learns which words go together from the pairs in the two languages, and stores that. Of fewer
    /// than [`FEWEST_PAIRS`] nothing is learned, and no more than `most` are learned from. `progress` is told how much is done, from 0 to 1;
    /// until the end nothing is stored.
    ///
    /// # Errors
    /// If the database fails.
    pub fn learn(
        &mut self,
        most: usize,
        progress: &mut dyn FnMut(f64),
    ) -> Result<Learned, ProjectError> {
        let langs = self.langs().clone();
        let (from, to) = (&langs.from, &langs.to);
        let newest = self.reading(|reader| reader.newest_unit())?;
        // To count the pairs of a large memory takes as long as to learn from some of them.
        let found = match usize::try_from(newest).unwrap_or_default() {
            newest if newest > 2 * most => newest,
            _ => self.reading(|reader| reader.count_pairs(from, to))?,
        };
        let mut training = Training::new(from, to);
        if found >= FEWEST_PAIRS {
            let step = found.div_ceil(most.max(1));
            self.reading(|reader| {
                reader.each_pair((from, to), step, |source, target| {
                    training.add(Lesson { source, target, weight: 1.0 });
                })
            })?;
        }
        let used = training.len();
        let lexicon = training.finish(&Keep::of_few(), progress);
        self.keep_lexicon(Lexical::Pairs, newest, &lexicon)?;
        Ok(Learned { found, used, links: lexicon.len() })
    }

    /// Learns from a German-English dictionary.
    ///
    /// # Errors
    /// If the project's languages are others, or if the database fails.
    pub fn learn_dictionary(
        &mut self,
        entries: &[DingEntry],
        progress: &mut dyn FnMut(f64),
    ) -> Result<Learned, ProjectError> {
        let langs = self.langs().clone();
        let is_turned = match (langs.from.primary(), langs.to.primary()) {
            ("de", "en") => false,
            ("en", "de") => true,
            _ => return Err(ProjectError::OtherDictionary { from: langs.from, to: langs.to }),
        };
        let mut training = Training::new(&langs.from, &langs.to);
        for DingEntry { german, english } in entries {
            let (german, english) = (german.join(" "), english.join(" "));
            let (source, target) = if is_turned { (english, german) } else { (german, english) };
            // What a dictionary says once is no accident.
            training.add(Lesson { source: &source, target: &target, weight: 2.0 });
        }
        let used = training.len();
        let lexicon = training.finish(&Keep::of_dictionary(), progress);
        self.keep_lexicon(Lexical::Dictionary, 0, &lexicon)?;
        Ok(Learned { found: entries.len(), used, links: lexicon.len() })
    }

    fn keep_lexicon(
        &mut self,
        origin: Lexical,
        newest: i64,
        lexicon: &Lexicon,
    ) -> Result<(), ProjectError> {
        let (from, to) = (self.langs.from.clone(), self.langs.to.clone());
        self.store.change("learn", |writer: &Writer<'_>| {
            writer
                .put_lexicon((&from, &to), origin, newest, &lexicon.encode())
                .map_err(|error: SqlError| writer.at_path(error).into())
        })
    }

    /// Forgets what was learned of the two languages.
    ///
    /// # Errors
    /// If the database fails.
    pub fn forget_lexicons(&mut self) -> Result<(), ProjectError> {
        let (from, to) = (self.langs.from.clone(), self.langs.to.clone());
        self.store.change("learn --forget", |writer: &Writer<'_>| {
            writer
                .forget_lexicons(&from, &to, None)
                .map_err(|error: SqlError| writer.at_path(error).into())
        })
    }

    /// Whether the database has grown by half since it was learned from.
    ///
    /// # Errors
    /// If the database fails.
    pub fn has_much_to_learn(&self) -> Result<bool, ProjectError> {
        self.reading(|reader| {
            let newest = reader.newest_unit()?;
            if newest < FEWEST_PAIRS as i64 {
                return Ok(false);
            }
            let stored = reader.lexicons(&self.langs.from, &self.langs.to)?;
            let mut learned = stored.iter().filter(|stored| stored.origin == Lexical::Pairs);
            Ok(learned.all(|stored| newest as f64 >= GROWTH * stored.newest as f64))
        })
    }
}

/// What was learned of two languages, from the pairs first.
pub(super) fn learned(reader: &Reader<'_>, from: &Lang, to: &Lang) -> SqlResult<Vec<Lexicon>> {
    let records = reader.lexicons(from, to)?;
    let read = |LexiconRecord { langs, bytes, .. }: &LexiconRecord| {
        // One of another version is of no use, and is made anew in time.
        let lexicon = Lexicon::decode(bytes).ok().filter(|lexicon| !lexicon.is_empty())?;
        Some(if langs.0 == from.primary() { lexicon } else { lexicon.reversed() })
    };
    Ok(records.iter().filter_map(read).collect())
}
