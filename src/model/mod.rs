//! The vocabulary: plain records, one word for one thing.
//!
//! A [`Document`] is an article in one language, kept with its text as it came. Its [`Segment`]s
//! are sentences and headings, given as [`Span`]s of that text. A [`Bead`] links segments of a
//! source to segments of a target document, with a confidence; once stored it has a [`Standing`],
//! which says whether a person has decided on it.
//!
//! A [`TranslationUnit`] is a text and its translations, its [`Variant`]s, with the [`Provenance`]
//! that says where they come from, and with the [`Details`] that another tool gave it. It belongs to
//! a [`Section`] of a [`Memory`]; an [`Attestation`] says where else it was met.
//!
//! A [`Concept`] is one meaning; its [`Term`]s are the words for it, in as many languages as there
//! are. A [`Proposal`] is an entry that may become one, or become part of one; a [`ConceptEdit`]
//! corrects one. All concepts of a database are its termbase; a glossary is a flat list of them, a
//! file.

pub mod backup;
mod bead;
mod concept;
pub mod details;
mod document;
mod draft;
mod edit;
mod finding;
mod grammar;
mod id;
mod iso639;
mod lang;
mod lexical;
mod memory;
mod proposal;
mod rate;
mod span;
mod standing;
mod unit;
mod unit_edit;

pub use bead::{Bead, BeadKind};
pub use concept::{Concept, LanguageSection, Relation, Term};
pub use details::{Details, Remark, TextDetails};
pub use document::{Document, Segment};
pub use edit::{Amend, ConceptEdit, TermEdit};
pub use finding::{Finding, Rule, Severity};
pub use grammar::{Gender, Matching, Number, PartOfSpeech, RelationKind, Status, UnknownName};
pub use id::{AnyId, BadId, ConceptId, DocumentId, LARGEST_GIVEN, NoId, UnitId};
pub use lang::{BadLang, Lang};
pub use lexical::Lexical;
pub use memory::{Attached, Memory, Scope, Section, SectionId};
pub use proposal::{Proposal, ProposedTerm};
pub use rate::RateRow;
pub use span::Span;
pub use standing::Standing;
pub use unit::{
    Attestation, BETWEEN_NOTES, Context, Neighbours, Provenance, TranslationUnit, Variant,
};
pub use unit_edit::{UnitEdit, UnitFilter};
