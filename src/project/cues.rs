//! What the database knows of two documents before they are aligned.

use std::collections::{BTreeSet, HashSet};

use super::decisions::Decisions;
use super::learning::learned;
use super::{Project, ProjectError};
use crate::align::{Cues, TermCue};
use crate::model::{Concept, ConceptId, Document, Lang};
use crate::store::{Reader, SqlResult};
use crate::termbase::keys::Tier;
use crate::text::keys::word_keys;

impl Project {
    /// What is known beforehand: the glossary's terms that occur in the source, with their
    /// translations, the lexicons, and what a person decided about these documents.
    ///
    /// # Errors
    /// If the database fails.
    pub fn cues(&self, source: &Document, target: &Document) -> Result<Cues, ProjectError> {
        let (terms, decided, learned) = self.reading(|reader| {
            let names = |concept: &Concept, lang: &Lang| {
                concept.terms_in(lang).map(|term| term.text.clone()).collect()
            };
            let terms = concepts_in(&reader, source)?
                .iter()
                .map(|concept| TermCue {
                    source: names(concept, &source.lang),
                    target: names(concept, &target.lang),
                })
                .collect();
            let learned = learned(&reader, &source.lang, &target.lang)?;
            Ok((terms, Decisions::read(&reader, source, target)?.decided(), learned))
        })?;
        Ok(Cues { terms, decided, learned, ..Cues::shipped(&source.lang, &target.lang) })
    }
}

/// The concepts of which a term may occur in a document: all words of it do, wherever they stand.
pub(super) fn concepts_in(reader: &Reader<'_>, document: &Document) -> SqlResult<Vec<Concept>> {
    let mut stems: HashSet<String> = HashSet::new();
    for text in document.segment_texts() {
        stems.extend(word_keys(text, &document.lang).into_iter().map(|keys| keys.stem));
    }
    let keys = reader.keys_of_tier(Tier::Inflected.number())?;
    let ids: BTreeSet<ConceptId> = keys
        .into_iter()
        .filter(|found| found.lang == document.lang.primary())
        .filter(|found| found.key.split(' ').all(|stem| stems.contains(stem)))
        .map(|found| found.concept)
        .collect();
    let mut concepts = Vec::new();
    for id in ids {
        concepts.extend(reader.concept(id)?);
    }
    Ok(concepts)
}
