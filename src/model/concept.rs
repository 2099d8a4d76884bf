//! Concepts and terms.

use serde::{Deserialize, Serialize};

use super::{ConceptId, Gender, Lang, Matching, Number, PartOfSpeech, RelationKind, Status};

/// One meaning, with the words for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Concept {
    /// Absent until the concept is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ConceptId>,
    /// The id that another tool gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Subject field, such as `politics`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What the concept is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// Anything else worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the entry comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The client for whom alone it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The project in which alone it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// What is said of the concept in one language only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<LanguageSection>,
    /// The terms; within a language the first preferred one leads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

impl Concept {
    /// The terms in `lang` or one of its regions, in order.
    pub fn terms_in<'c>(&'c self, lang: &'c Lang) -> impl Iterator<Item = &'c Term> {
        self.terms.iter().filter(move |term| term.lang.is_same_language(lang))
    }

    /// The term that leads in `lang`: the first preferred one, else the first.
    pub fn leading_in<'c>(&'c self, lang: &'c Lang) -> Option<&'c Term> {
        let mut preferred = self.terms_in(lang).filter(|term| term.status == Status::Preferred);
        preferred.next().or_else(|| self.terms_in(lang).next())
    }
}

/// That a concept stands in a relation to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What the other one is to the concept.
    pub kind: RelationKind,
    /// The other concept.
    pub other: ConceptId,
}

/// What is said of a concept in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageSection {
    /// The language.
    pub lang: Lang,
    /// The definition in that language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// A note on the concept in that language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A designation of a concept in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The language.
    pub lang: Lang,
    /// The term as it came.
    pub text: String,
    /// Whether it is to be used.
    pub status: Status,
    /// Part of speech.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pos: Option<PartOfSpeech>,
    /// Grammatical gender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Grammatical number, if it is not both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// When to use it, and when not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage_note: Option<String>,
    /// Where the term comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// A sentence that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Further forms in which it is found, which no rule makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// Which of its forms count.
    pub matching: Matching,
}

impl Term {
    /// A preferred term of which nothing more is known.
    pub fn new(lang: Lang, text: impl Into<String>) -> Self {
        Self {
            lang,
            text: text.into(),
            status: Status::Preferred,
            pos: None,
            gender: None,
            number: None,
            usage_note: None,
            source: None,
            context: None,
            forms: Vec::new(),
            matching: Matching::Forms,
        }
    }
}
