//! What can go wrong with a project.

use thiserror::Error;

use crate::exchange::ExchangeError;
use crate::model::{DocumentId, Lang};
use crate::store::StoreError;

/// An error of the project.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file failed while its rows were taken in.
    #[error(transparent)]
    Reading(#[from] ExchangeError),
    /// The user stopped it; the database is as it was.
    #[error("stopped: nothing was changed")]
    Stopped,
    /// A memory may not be changed.
    #[error("the memory `{name}` is read-only")]
    ReadOnlyMemory {
        /// The memory.
        name: String,
    },
    /// A database was to be attached to itself.
    #[error("`{path}` is the database itself")]
    Itself {
        /// The file.
        path: String,
    },
    /// A unit cannot have the texts that were given.
    #[error("{id} has no text in one of the languages, or would have an empty one")]
    BadTexts {
        /// The unit.
        id: String,
    },
    /// What a check found cannot be put right without a person.
    #[error("what `{check}` found cannot be put right by itself")]
    NotByItself {
        /// The check.
        check: &'static str,
    },
    /// A unit has no text in a language.
    #[error("{id} has no text in {lang}")]
    NoTextIn {
        /// The unit.
        id: String,
        /// The language.
        lang: Lang,
    },
    /// No patterns of terms are known for a language.
    #[error("terms are extracted from German and English, not from `{lang}`")]
    NoPatterns {
        /// The language.
        lang: Lang,
    },
    /// The two languages are one.
    #[error("source and target language are both `{lang}`")]
    OneLanguage {
        /// The language.
        lang: Lang,
    },
    /// Both documents hold the same text.
    #[error("`{source_name}` and `{target_name}` hold the same text")]
    SameText {
        /// The source document.
        source_name: String,
        /// The target document.
        target_name: String,
    },
    /// Source and target were given the wrong way round.
    #[error(
        "the languages are the wrong way round: `{source_name}` is in `{target}` and \
         `{target_name}` in `{source_lang}`"
    )]
    Swapped {
        /// The source document.
        source_name: String,
        /// The target document.
        target_name: String,
        /// The language that the source should have.
        source_lang: Lang,
        /// The language that the target should have.
        target: Lang,
    },
    /// A document is in another language than it should be.
    #[error("`{name}` seems to be in `{found}`, not in `{wanted}`")]
    OtherLanguage {
        /// The document.
        name: String,
        /// The language that it seems to have.
        found: Lang,
        /// The language that it should have.
        wanted: Lang,
    },
    /// Two documents have nothing to do with each other.
    #[error("`{source_name}` and `{target_name}` do not seem to be a text and its translation")]
    Unrelated {
        /// The source document.
        source_name: String,
        /// The target document.
        target_name: String,
    },
    /// A document holds no sentence.
    #[error("`{name}` holds no sentence")]
    NoSegments {
        /// The document.
        name: String,
    },
    /// A file has become another text.
    #[error(
        "`{origin}` is stored as {id}, but of its {total} segments only {kept} are left: it seems \
         to be another text now"
    )]
    AnotherText {
        /// The document.
        origin: String,
        /// Its id.
        id: DocumentId,
        /// How many of its segments are still there.
        kept: usize,
        /// How many it had.
        total: usize,
    },
    /// A German-English dictionary was given for other languages.
    #[error("the dictionary is for German and English, not for `{from}` and `{to}`")]
    OtherDictionary {
        /// The source language.
        from: Lang,
        /// The target language.
        to: Lang,
    },
    /// A document is not aligned.
    #[error("{id} is not aligned{}", with.map(|with| format!(" with {with}")).unwrap_or_default())]
    NotAligned {
        /// The document.
        id: DocumentId,
        /// The other one that was named.
        with: Option<DocumentId>,
    },
    /// A document is aligned with several others, and none was named.
    #[error("{id} is aligned with {}", partners.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and "))]
    SeveralPartners {
        /// The document.
        id: DocumentId,
        /// The others.
        partners: Vec<DocumentId>,
    },
    /// An alignment has fewer beads.
    #[error("there is no bead {number}: the alignment has {beads}")]
    NoSuchBead {
        /// The number that was given, counted from 1.
        number: usize,
        /// How many beads there are.
        beads: usize,
    },
    /// A review does not fit the alignment.
    #[error("line {line}: {reason}")]
    BadReview {
        /// The line of the review.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A concept has no such term.
    #[error("{id} has no term `{text}`")]
    NoSuchTerm {
        /// The term that was given.
        text: String,
        /// The concept.
        id: String,
    },
    /// A concept would have a term twice.
    #[error("{id} has the term `{text}` in {lang} already")]
    TermTwice {
        /// The term.
        text: String,
        /// Its language.
        lang: Lang,
        /// The concept.
        id: String,
    },
    /// A concept would be left without terms.
    #[error("{id} would have no term left")]
    LastTerm {
        /// The concept.
        id: String,
    },
    /// A concept was named as another one than itself.
    #[error("{id} cannot be merged with, or related to, itself")]
    ToItself {
        /// The concept.
        id: String,
    },
    /// There is nothing with that id.
    #[error("there is no {kind} {id}")]
    NoSuch {
        /// The kind of thing.
        kind: &'static str,
        /// The id that was given.
        id: String,
    },
}
