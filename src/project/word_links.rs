//! Which words go together, by the lexicons that were learned and the shipped one.

use super::learning::learned;
use crate::align::Lexicon;
use crate::model::Lang;
use crate::store::{Reader, SqlResult};
use crate::termbase::links::Links;

/// All lexicons of a language pair, those of the user's first.
#[derive(Debug)]
pub(super) struct KnownLinks {
    learned: Vec<Lexicon>,
    shipped: Option<&'static Lexicon>,
}

impl KnownLinks {
    /// What is known of two languages.
    pub(super) fn of(reader: &Reader<'_>, from: &Lang, to: &Lang) -> SqlResult<Self> {
        Ok(Self { learned: learned(reader, from, to)?, shipped: Lexicon::shipped(from, to) })
    }

    fn all(&self) -> impl Iterator<Item = &Lexicon> {
        self.learned.iter().chain(self.shipped)
    }
}

impl Links for KnownLinks {
    fn likelihood(&self, source: &str, target: &str) -> Option<f32> {
        let likely = self.all().filter_map(|lexicon| lexicon.likelihood(source, target));
        likely.max_by(f32::total_cmp)
    }

    fn backward(&self, source: &str, target: &str) -> Option<f32> {
        let likely = self.all().filter_map(|lexicon| lexicon.backward(source, target));
        likely.max_by(f32::total_cmp)
    }

    fn likely(&self, source: &str) -> Vec<(String, bool, f32)> {
        let likely = self.all().map(|lexicon| lexicon.likely(source));
        let first = likely.into_iter().find(|likely| !likely.is_empty()).unwrap_or_default();
        let is_whole = |key: &str| key.chars().count() < Lexicon::KEY_LETTERS;
        first.into_iter().map(|(key, likely)| (key.to_owned(), is_whole(key), likely)).collect()
    }
}
