//! What a program cannot hold, counted.

use super::super::report::Loss;
use crate::model::{Concept, Matching, Term};

/// What does not fit on one line.
pub(super) const LINE_BREAKS: &str = "line breaks and control characters";

/// Losses in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Losses(Vec<Loss>);

impl Losses {
    pub(super) fn add(&mut self, what: &'static str, count: usize) {
        match self.0.iter_mut().find(|loss| loss.what == what) {
            Some(loss) => loss.count += count,
            None => self.0.extend(Loss::of(what, count)),
        }
    }

    pub(super) fn into_vec(self) -> Vec<Loss> {
        self.0
    }

    /// Counts what there is of these parts in a concept.
    pub(super) fn add_parts(&mut self, concept: &Concept, parts: &[Part]) {
        for part in parts {
            self.add(part.name(), part.count(concept));
        }
    }
}

/// Something that may be said of a concept or its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Subject,
    Definition,
    Note,
    /// Notes on a concept in one language.
    LangNote,
    UsageNote,
    Source,
    TermSource,
    Context,
    Grammar,
    Forms,
    Matching,
    /// Client and project.
    Place,
    ExternalId,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Subject => "subjects",
            Self::Definition => "definitions",
            Self::Note => "notes",
            Self::LangNote => "notes on one language",
            Self::UsageNote => "usage notes",
            Self::Source => "sources",
            Self::TermSource => "sources of terms",
            Self::Context => "example sentences",
            Self::Grammar => "terms' parts of speech, genders and numbers",
            Self::Forms => "terms' further forms",
            Self::Matching => "terms' ways of matching",
            Self::Place => "clients and projects",
            Self::ExternalId => "ids of other tools",
        }
    }

    pub(super) fn count(self, concept: &Concept) -> usize {
        let said = |field: &Option<String>| usize::from(field.is_some());
        let terms = |is: fn(&Term) -> bool| concept.terms.iter().filter(|term| is(term)).count();
        let sections = concept.sections.iter();
        match self {
            Self::Subject => said(&concept.subject),
            Self::Definition => {
                said(&concept.definition)
                    + sections.filter(|section| section.definition.is_some()).count()
            }
            Self::Note => said(&concept.note),
            Self::LangNote => sections.filter(|section| section.note.is_some()).count(),
            Self::UsageNote => terms(|term| term.usage_note.is_some()),
            Self::Source => said(&concept.source),
            Self::TermSource => terms(|term| term.source.is_some()),
            Self::Context => terms(|term| term.context.is_some()),
            Self::Grammar => {
                terms(|term| term.pos.is_some() || term.gender.is_some() || term.number.is_some())
            }
            Self::Forms => terms(|term| !term.forms.is_empty()),
            Self::Matching => terms(|term| term.matching != Matching::Forms),
            Self::Place => said(&concept.client) + said(&concept.project),
            Self::ExternalId => said(&concept.external_id),
        }
    }
}
