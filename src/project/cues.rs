//! What the database knows of two documents before they are aligned.

use std::collections::{BTreeSet, HashSet};

use super::decisions::Decisions;
use super::learning::learned;
use super::{Project, ProjectError};
use crate::align::{Cues, TermCue};
use crate::model::{ConceptId, Document};
use crate::termbase::keys::Tier;
use crate::text::keys::word_keys;

impl Project {
    /// What is known beforehand: the glossary's terms that occur in the source, with their
    /// translations, the lexicons, and what a person decided about these documents.
    ///
    /// # Errors
    /// If the database fails.
    pub fn cues(&self, source: &Document, target: &Document) -> Result<Cues, ProjectError> {
        let mut stems: HashSet<String> = HashSet::new();
        for text in source.segment_texts() {
            stems.extend(word_keys(text, &source.lang).into_iter().map(|keys| keys.stem));
        }
        // Where exactly a term stands, the aligner looks itself; here it is enough that all its
        // words occur.
        let (terms, decided, learned) = self.reading(|reader| {
            let keys = reader.keys_of_tier(Tier::Inflected.number())?;
            let concepts: BTreeSet<ConceptId> = keys
                .into_iter()
                .filter(|found| found.lang == source.lang.primary())
                .filter(|found| found.key.split(' ').all(|stem| stems.contains(stem)))
                .map(|found| found.concept)
                .collect();
            let mut terms = Vec::new();
            for id in concepts {
                let Some(concept) = reader.concept(id)? else { continue };
                let names = |lang| concept.terms_in(lang).map(|term| term.text.clone()).collect();
                terms.push(TermCue { source: names(&source.lang), target: names(&target.lang) });
            }
            let learned = learned(&reader, &source.lang, &target.lang)?;
            Ok((terms, Decisions::read(&reader, source, target)?.decided(), learned))
        })?;
        Ok(Cues { terms, decided, learned, ..Cues::shipped(&source.lang, &target.lang) })
    }
}
