//! Entries on their way into the termbase.

use super::{Concept, Gender, Lang, LanguageSection, Matching, Number, PartOfSpeech, Status, Term};

/// What a row of a glossary says; what it leaves open is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// The id in the file.
    pub id: Option<String>,
    /// The id that another tool gave the entry, where the file keeps it beside its own.
    pub external_id: Option<String>,
    /// Subject field.
    pub subject: Option<String>,
    /// Definition of the concept.
    pub definition: Option<String>,
    /// Note on the concept, or on the term if the concept has another.
    pub note: Option<String>,
    /// Source of the entry.
    pub source: Option<String>,
    /// The client for whom alone it holds.
    pub client: Option<String>,
    /// The project in which alone it holds.
    pub project: Option<String>,
    /// What is said in one language only.
    pub sections: Vec<LanguageSection>,
    /// The terms of the row; the first is the one that the row is about.
    pub terms: Vec<ProposedTerm>,
}

/// A term of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedTerm {
    /// The language.
    pub lang: Lang,
    /// The term.
    pub text: String,
    /// Its status.
    pub status: Option<Status>,
    /// Part of speech.
    pub pos: Option<PartOfSpeech>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Option<Number>,
    /// When to use it.
    pub usage_note: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// A sentence that shows it.
    pub context: Option<String>,
    /// Further forms in which it is found.
    pub forms: Vec<String>,
    /// Which of its forms count.
    pub matching: Option<Matching>,
}

impl ProposedTerm {
    /// A term of which nothing more is known.
    pub fn new(lang: Lang, text: impl Into<String>) -> Self {
        Self {
            lang,
            text: text.into(),
            status: None,
            pos: None,
            gender: None,
            number: None,
            usage_note: None,
            source: None,
            context: None,
            forms: Vec::new(),
            matching: None,
        }
    }
}

impl From<Concept> for Proposal {
    fn from(concept: Concept) -> Self {
        Self {
            id: concept.id.map(|id| id.to_string()),
            external_id: concept.external_id,
            subject: concept.subject,
            definition: concept.definition,
            note: concept.note,
            source: concept.source,
            client: concept.client,
            project: concept.project,
            sections: concept.sections,
            terms: concept.terms.into_iter().map(ProposedTerm::from).collect(),
        }
    }
}

impl From<Term> for ProposedTerm {
    fn from(term: Term) -> Self {
        Self {
            lang: term.lang,
            text: term.text,
            status: Some(term.status),
            pos: term.pos,
            gender: term.gender,
            number: term.number,
            usage_note: term.usage_note,
            source: term.source,
            context: term.context,
            forms: term.forms,
            matching: Some(term.matching),
        }
    }
}
