//! Concepts of a backup, and how they are related.

use std::ops::ControlFlow;

use super::{Progress, Restoring, Taken, said};
use crate::model::backup::{DatedConcept, FullRelation};
use crate::model::{ConceptId, Proposal, Relation};
use crate::project::ProjectError;
use crate::store::SqlError;
use crate::termbase::keys::concept_keys;
use crate::termbase::merge::{self, Outcome, Speaker};

/// A concept that is to be merged.
pub(super) struct Waiting {
    line: usize,
    /// Its id in the file.
    id: ConceptId,
    proposal: Proposal,
}

impl Restoring<'_> {
    /// Takes a concept; nothing is answered for one that waits for the others.
    pub(super) fn concept(
        &mut self,
        line: usize,
        given: DatedConcept,
    ) -> Result<Option<Taken>, ProjectError> {
        let writer = self.writer;
        let tell = |error: SqlError| writer.at_path(error);
        let Some(id) = given.concept.id else {
            return Ok(Some(Taken::Refused("a concept needs an id")));
        };
        let there = writer.concept(id).map_err(tell)?;
        if !self.has_concepts {
            if let Some(there) = there {
                return Ok(Some(match there == given.concept {
                    true => Taken::As(Outcome::Unchanged, None),
                    false => Taken::Refused("its id stands there twice"),
                }));
            }
            let keys = concept_keys(&given.concept);
            writer.restore_concept(&given, &keys).map_err(tell)?;
            self.concepts.insert(id, id);
            return Ok(Some(Taken::As(Outcome::New, None)));
        }
        if given.concept.terms.is_empty() {
            let is_same = there.as_ref() == Some(&given.concept);
            if is_same {
                self.concepts.insert(id, id);
            }
            return Ok(Some(said(is_same, "a concept without terms is not merged with others")));
        }
        self.waiting.push(Waiting { line, id, proposal: given.concept.into() });
        Ok(None)
    }

    /// Merges the concepts that wait, all at once: what an id of one means decides where another
    /// goes.
    pub(super) fn merge_waiting(&mut self, progress: Progress<'_>) -> Result<(), ProjectError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let proposals: Vec<&Proposal> = waiting.iter().map(|one| &one.proposal).collect();
        let how = (Speaker::Table, self.on_duplicate);
        let before = self.counts.read;
        let mut flow = ControlFlow::Continue(());
        let mut tell_progress = |done: usize| {
            if flow.is_continue() {
                flow = progress(before + done);
            }
        };
        let merged = merge::merge(self.writer, &proposals, how, &mut tell_progress)
            .map_err(|error| self.at(error))?;
        if flow.is_break() {
            return Err(ProjectError::Stopped);
        }
        for (Waiting { line, id, .. }, merged) in waiting.into_iter().zip(merged) {
            self.concepts.insert(id, merged.concept);
            let remarks = (!merged.remarks.is_empty()).then(|| merged.remarks.join("; "));
            self.note(line, Taken::As(merged.outcome, remarks));
        }
        Ok(())
    }

    pub(super) fn relation(&mut self, given: FullRelation) -> Result<Taken, ProjectError> {
        let here = |id| self.concepts.get(&id).copied();
        let (Some(concept), Some(other)) = (here(given.concept), here(given.other)) else {
            return Ok(Taken::Refused("the relation is of concepts that were not taken"));
        };
        let relation = Relation { kind: given.kind, other };
        let there = self.writer.relations(concept).map_err(|error| self.at(error))?;
        if there.contains(&relation) {
            return Ok(Taken::As(Outcome::Unchanged, None));
        }
        if concept == other {
            return Ok(said(false, "both concepts of the relation are one here"));
        }
        self.writer.relate(concept, &relation).map_err(|error| self.at(error))?;
        Ok(Taken::As(Outcome::New, None))
    }
}
