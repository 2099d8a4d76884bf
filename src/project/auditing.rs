//! Where practice does not agree with the glossary.

use super::word_links::KnownLinks;
use super::{Project, ProjectError};
use crate::model::{Concept, ConceptId, Status};
use crate::termbase::practice::{Agreement, Practice, of_concept};

/// A concept that is translated otherwise than the glossary says.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation {
    /// The concept.
    pub concept: Concept,
    /// How its terms were translated.
    pub practice: Practice,
}

/// What an audit came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audit {
    /// How many concepts have a term in the pairs.
    pub practised: usize,
    /// Those that are translated otherwise, in which most pairs are concerned first.
    pub deviations: Vec<Deviation>,
}

impl Project {
    /// Holds the concepts, or all, against the sentence pairs: those that are translated otherwise in
    /// at least `fewest` pairs are told. `progress` is told how many concepts are done, and of how many.
    ///
    /// # Errors
    /// If there is no such concept, or if the database fails.
    pub fn audit(
        &self,
        ids: &[ConceptId],
        fewest: usize,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Audit, ProjectError> {
        for id in ids {
            self.concept(*id)?;
        }
        let langs = (&self.langs().from, &self.langs().to);
        self.reading(|reader| {
            let links = KnownLinks::of(&reader, langs.0, langs.1)?;
            let ids = if ids.is_empty() { reader.concept_ids()? } else { ids.to_vec() };
            let mut audit = Audit::default();
            for (done, id) in ids.iter().enumerate() {
                progress(done, ids.len());
                let Some(concept) = reader.concept(*id)? else { continue };
                let is_bilingual = concept.terms_in(langs.0).next().is_some()
                    && concept.terms_in(langs.1).next().is_some();
                if !is_bilingual {
                    continue;
                }
                let practice = of_concept(&reader, &concept, langs, &links)?;
                audit.practised += usize::from(practice.pairs > 0);
                if practice.agreement == Agreement::Differs && unapproved(&practice) >= fewest {
                    audit.deviations.push(Deviation { concept, practice });
                }
            }
            audit.deviations.sort_by_key(|one| std::cmp::Reverse(unapproved(&one.practice)));
            Ok(audit)
        })
    }
}

/// In how many pairs something is used that is not approved.
fn unapproved(practice: &Practice) -> usize {
    let others =
        practice.renderings.iter().filter(|one| !one.status.is_some_and(Status::is_permitted));
    others.map(|one| one.count).sum()
}
