//! Which words go together, by the shipped lexicon and those that were learned.

use super::learning::learned;
use crate::align::Lexicon;
use crate::model::Lang;
use crate::store::{Reader, SqlResult};
use crate::termbase::links::WordLinks;

/// All lexicons of a language pair.
#[derive(Debug)]
pub(super) struct KnownLinks {
    shipped: Option<&'static Lexicon>,
    learned: Vec<Lexicon>,
}

impl KnownLinks {
    /// What is known of two languages.
    pub(super) fn of(reader: &Reader<'_>, from: &Lang, to: &Lang) -> SqlResult<Self> {
        let shipped = Lexicon::shipped(from, to);
        Ok(Self { shipped, learned: learned(reader, from, to)? })
    }
}

impl WordLinks for KnownLinks {
    fn strength(&self, source: &str, target: &str) -> f32 {
        let (source, target) = (source.to_lowercase(), target.to_lowercase());
        let all = self.shipped.into_iter().chain(&self.learned);
        let both = all.flat_map(|lexicon| {
            [lexicon.likelihood(&source, &target), lexicon.backward(&source, &target)]
        });
        both.flatten().fold(0.0, f32::max)
    }
}
