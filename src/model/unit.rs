//! Translation units.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Details, DocumentId, Lang, SectionId, UnitId};

/// What stands between notes where they are one text.
pub const BETWEEN_NOTES: &str = "; ";

/// A text and its translations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TranslationUnit {
    /// Absent until the unit is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<UnitId>,
    /// The text in each language, at least two, the source language of the unit first.
    pub variants: Vec<Variant>,
    /// Where the unit comes from.
    pub provenance: Provenance,
}

impl TranslationUnit {
    /// The text in `lang`: of the very tag if there is one, else of the same language.
    pub fn text_in(&self, lang: &Lang) -> Option<&str> {
        let exact = self.variants.iter().find(|variant| variant.lang == *lang);
        exact
            .or_else(|| self.variants.iter().find(|variant| variant.lang.is_same_language(lang)))
            .map(|variant| variant.text.as_str())
    }

    /// The unit as another place has it where it was met.
    pub fn met_in(self, place: Attestation) -> Self {
        let Attestation { origin, note, properties, created, changed, details } = place;
        let provenance = Provenance {
            document: None,
            origin,
            confidence: None,
            note,
            properties,
            created,
            changed,
            details,
            ..self.provenance
        };
        Self { provenance, ..self }
    }
}

/// The text of a translation unit in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Variant {
    /// The language.
    pub lang: Lang,
    /// The text as it came.
    pub text: String,
}

/// Where a translation unit comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// The source document, if the unit was aligned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// A name for people: the document's title, or the file that was imported.
    pub origin: String,
    /// How sure the alignment is, from 0 to 1; absent for units that a person made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// When the unit was made, RFC 3339 in UTC.
    pub created: String,
    /// When it was last changed, RFC 3339 in UTC.
    pub changed: String,
    /// A note of the user's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The section of a memory that the unit belongs to.
    pub section: SectionId,
    /// Whether a person vouched for the pair.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_approved: bool,
    /// The texts that stand around it in its document.
    #[serde(default, skip_serializing_if = "Context::is_unknown")]
    pub context: Context,
    /// What else came with the unit, by its name there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub properties: BTreeMap<String, String>,
    /// What else its file says of the unit and of its texts, their inline codes among it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Box<Details>>,
}

/// The neighbours of a unit's texts in their documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Context {
    /// Around the first text.
    #[serde(default, skip_serializing_if = "Neighbours::are_unknown")]
    pub source: Neighbours,
    /// Around the second.
    #[serde(default, skip_serializing_if = "Neighbours::are_unknown")]
    pub target: Neighbours,
}

/// Digests of the texts before and after another one; absent where they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Neighbours {
    /// The text before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// The text after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
}

impl Context {
    /// Whether nothing is known of either side.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

impl Neighbours {
    /// Whether nothing is known of them.
    pub fn are_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// Where else a unit was met.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attestation {
    /// A name for people: a document's title, or the file that was imported.
    pub origin: String,
    /// A note that came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What else came with it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub properties: BTreeMap<String, String>,
    /// When it was made, RFC 3339 in UTC.
    pub created: String,
    /// When it was last changed, RFC 3339 in UTC.
    pub changed: String,
    /// What else the file there says of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Box<Details>>,
}
