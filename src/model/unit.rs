//! Translation units.

use super::{DocumentId, Lang, UnitId};

/// A text and its translations.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationUnit {
    /// Absent until the unit is stored.
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
}

/// The text of a translation unit in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The language.
    pub lang: Lang,
    /// The text as it came.
    pub text: String,
}

/// Where a translation unit comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provenance {
    /// The source document, if the unit was aligned.
    pub document: Option<DocumentId>,
    /// A name for people: the document's title, or the file that was imported.
    pub origin: String,
    /// How sure the alignment is, from 0 to 1; absent for units that a person made.
    pub confidence: Option<f64>,
    /// When the unit was made, RFC 3339 in UTC.
    pub created: String,
    /// When it was last changed, RFC 3339 in UTC.
    pub changed: String,
    /// A note of the user's.
    pub note: Option<String>,
}
