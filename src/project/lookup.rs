//! Look-up: terms with their evidence, and the concordance.

use super::{Project, ProjectError};
use crate::memory::concordance::{self, Options, Query};
use crate::memory::scope::Chosen;
use crate::model::{Lang, Scope};
use crate::termbase::evidence::{self, Evidence};
use crate::termbase::lookup::{self, Entry};
use crate::text::pattern::Strictness;

pub use crate::memory::concordance::Found;

/// What the database says of a term.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The concepts, each with the sentence pairs that prove it.
    pub entries: Vec<(Entry, Vec<Evidence>)>,
    /// If there is no concept: the sentence pairs that hold the words.
    pub pairs: Vec<Evidence>,
    /// If there is no concept: the terms that come closest.
    pub suggestions: Vec<String>,
}

impl Project {
    /// Looks a term up, from either language, with at most `examples` sentence pairs.
    ///
    /// # Errors
    /// If the database fails.
    pub fn term(&self, typed: &str, examples: usize) -> Result<Answer, ProjectError> {
        let langs = [self.langs().from.clone(), self.langs().to.clone()];
        let pair = (&langs[0], &langs[1]);
        self.reading(|reader| {
            let mut answer = Answer::default();
            for entry in lookup::look_up(&reader, typed, &langs)? {
                let proof = evidence::of_concept(&reader, &entry.concept, pair, examples)?;
                answer.entries.push((entry, proof));
            }
            if answer.entries.is_empty() {
                // Whether the pairs hold the word is part of the answer, so one is always sought.
                answer.pairs = evidence::of_words(&reader, typed, pair, examples.max(1))?;
                answer.suggestions = lookup::suggest(&reader, typed, &langs)?;
            }
            Ok(answer)
        })
    }

    /// Finds the units that hold all the words, in `langs` or in any language.
    ///
    /// # Errors
    /// If the database fails.
    pub fn find(
        &self,
        query: &Query,
        langs: Vec<Lang>,
        strictness: Strictness,
        limit: usize,
        scope: &Scope,
    ) -> Result<Found, ProjectError> {
        let langs = if langs.is_empty() { self.unit_langs()? } else { langs };
        self.reading(|reader| {
            let chosen = Chosen::of(&reader, scope)?;
            concordance::find(&reader, query, &Options { langs, strictness, limit, chosen })
        })
    }
}
