//! Corrections of what the termbase says.

use super::{Gender, Lang, Matching, Number, PartOfSpeech, Status};

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Amend<T> {
    /// It stays.
    #[default]
    Keep,
    /// It is emptied.
    Clear,
    /// It says this from now on.
    Set(T),
}

impl<T: Clone> Amend<T> {
    /// Applies the correction.
    pub fn apply(&self, field: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value.clone()),
        }
    }
}

/// Corrections of a concept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConceptEdit {
    /// Subject field.
    pub subject: Amend<String>,
    /// Definition.
    pub definition: Amend<String>,
    /// Note.
    pub note: Amend<String>,
    /// Source.
    pub source: Amend<String>,
    /// The client for whom alone it holds.
    pub client: Amend<String>,
    /// The project in which alone it holds.
    pub project: Amend<String>,
    /// Corrections of its terms.
    pub term: Option<TermEdit>,
    /// The texts of terms that are to go.
    pub drop: Vec<String>,
}

/// Corrections of a term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermEdit {
    /// The term as it is.
    pub text: String,
    /// Its language, where another language has the same word.
    pub lang: Option<Lang>,
    /// How it is to be written.
    pub rename: Option<String>,
    /// Status.
    pub status: Option<Status>,
    /// Part of speech.
    pub pos: Amend<PartOfSpeech>,
    /// Gender.
    pub gender: Amend<Gender>,
    /// Number.
    pub number: Amend<Number>,
    /// When to use it.
    pub usage_note: Amend<String>,
    /// Further forms in which it is found.
    pub forms: Option<Vec<String>>,
    /// Which of its forms count.
    pub matching: Option<Matching>,
}
