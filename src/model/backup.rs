//! The records of a full backup: what people made, each with its id and its dates.

use serde::{Deserialize, Serialize};

use super::{
    Attestation, Concept, ConceptId, DocumentId, Lang, Memory, RelationKind, Section, SectionId,
    Standing, TranslationUnit, UnitId,
};

/// Something that a database keeps. What is referred to comes before what refers to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A memory.
    Memory(Memory),
    /// A section of a memory.
    Section(NumberedSection),
    /// A document.
    Document(Box<DatedDocument>),
    /// What a file says of all its units.
    Head(FileHead),
    /// A translation unit.
    Unit(Box<FullUnit>),
    /// An alignment of two documents.
    Alignment(Box<FullAlignment>),
    /// A concept.
    Concept(Box<DatedConcept>),
    /// A relation between two concepts.
    Relation(FullRelation),
}

/// A section with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedSection {
    /// Its number.
    pub id: SectionId,
    /// The section.
    #[serde(flatten)]
    pub section: Section,
}

/// A document with its segments, its section and its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedDocument {
    /// Its id.
    pub id: DocumentId,
    /// The language of the text.
    pub lang: Lang,
    /// What it is known by, together with its language.
    pub origin: String,
    /// A short name for people.
    pub title: String,
    /// The encoding that its file was read in.
    pub encoding: String,
    /// When it was stored, RFC 3339 in UTC.
    pub created: String,
    /// When it was last changed, RFC 3339 in UTC.
    pub changed: String,
    /// The section that its units go to.
    pub section: SectionId,
    /// The text.
    pub text: String,
    /// The segments, in order: first byte, the byte behind the last, and the paragraph, from 0.
    pub segments: Vec<(usize, usize, usize)>,
}

/// The head of a file that units came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHead {
    /// The origin of the units.
    pub origin: String,
    /// What it says.
    pub text: String,
}

/// A translation unit with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FullUnit {
    /// The unit.
    #[serde(flatten)]
    pub unit: TranslationUnit,
    /// The digests of the texts that it had before a person edited it, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<i64>,
    /// Where else it was met, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attestations: Vec<Attestation>,
}

/// An alignment with its beads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FullAlignment {
    /// The source document.
    pub source: DocumentId,
    /// The target document.
    pub target: DocumentId,
    /// Beads that are less sure wait for a person before a unit is made of them, from 0 to 1.
    pub accept: f64,
    /// When it was made, RFC 3339 in UTC.
    pub created: String,
    /// The beads, in order.
    pub beads: Vec<FullBead>,
}

/// A bead with its standing and its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FullBead {
    /// The source segments: the first, and the one behind the last.
    pub source: (usize, usize),
    /// The target segments.
    pub target: (usize, usize),
    /// How sure the aligner is, from 0 to 1.
    pub confidence: f64,
    /// How it came to stand.
    pub standing: Standing,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// A concept with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedConcept {
    /// The concept.
    #[serde(flatten)]
    pub concept: Concept,
    /// When it was made, RFC 3339 in UTC.
    pub created: String,
    /// When it was last changed, RFC 3339 in UTC.
    pub changed: String,
}

/// A relation with the concept that it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FullRelation {
    /// The concept.
    pub concept: ConceptId,
    /// What the other one is to it.
    pub kind: RelationKind,
    /// The other concept.
    pub other: ConceptId,
}
