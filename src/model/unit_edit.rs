//! Corrections of translation units, and which ones they are made in.

use super::{Amend, Lang, Scope, TranslationUnit, Variant};

/// Which units are meant: those that all of it is true of. What is absent asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitFilter {
    /// The memories, clients, projects and subjects.
    pub scope: Scope,
    /// The document or file that the unit comes from.
    pub origin: Option<String>,
    /// A part of a text, letter by letter.
    pub text: Option<String>,
    /// The language of that text.
    pub lang: Option<Lang>,
    /// Whether a person vouched for it.
    pub is_approved: Option<bool>,
    /// Changed then or later: RFC 3339 in UTC, or the beginning of it.
    pub since: Option<String>,
    /// Changed before then.
    pub before: Option<String>,
}

impl UnitFilter {
    /// Whether a unit is meant, as far as it says so itself; its section is not looked at.
    pub fn covers(&self, unit: &TranslationUnit) -> bool {
        let provenance = &unit.provenance;
        let holds = |variant: &Variant| {
            self.lang.as_ref().is_none_or(|lang| lang.is_same_language(&variant.lang))
                && self.text.as_ref().is_none_or(|text| variant.text.contains(text))
        };
        self.origin.as_ref().is_none_or(|origin| provenance.origin == *origin)
            && unit.variants.iter().any(holds)
            && self.is_approved.is_none_or(|approved| provenance.is_approved == approved)
            && self.since.as_ref().is_none_or(|since| provenance.changed >= *since)
            && self.before.as_ref().is_none_or(|before| provenance.changed < *before)
    }
}

/// Corrections of units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitEdit {
    /// New texts, each in place of the one in its language.
    pub texts: Vec<(Lang, String)>,
    /// A stretch of text to put another one in place of, wherever it stands, in one language or all.
    pub replace: Option<(Option<Lang>, String, String)>,
    /// The note.
    pub note: Amend<String>,
    /// Whether a person vouches for the pair. Absent: yes, if a text changes.
    pub is_approved: Option<bool>,
    /// The memory to move it to.
    pub memory: Option<String>,
}

impl UnitEdit {
    /// The unit as it is to be, but for its memory. Answers with nothing if a text in one of the
    /// languages is missing, or would be empty.
    pub fn apply(&self, unit: &TranslationUnit) -> Option<TranslationUnit> {
        let mut edited = unit.clone();
        for (lang, text) in &self.texts {
            let exact = edited.variants.iter().position(|variant| variant.lang == *lang);
            let near =
                || edited.variants.iter().position(|variant| variant.lang.is_same_language(lang));
            let place = exact.or_else(near)?;
            edited.variants[place].text.clone_from(text);
        }
        if let Some((lang, old, new)) = &self.replace {
            for variant in &mut edited.variants {
                if lang.as_ref().is_none_or(|lang| lang.is_same_language(&variant.lang)) {
                    variant.text = variant.text.replace(old, new);
                }
            }
        }
        if edited.variants.iter().any(|variant| variant.text.trim().is_empty()) {
            return None;
        }
        self.note.apply(&mut edited.provenance.note);
        let is_other = edited.variants != unit.variants;
        edited.provenance.is_approved =
            self.is_approved.unwrap_or(unit.provenance.is_approved || is_other);
        Some(edited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Provenance;

    fn unit() -> TranslationUnit {
        let variant = |lang: Lang, text: &str| Variant { lang, text: text.to_owned() };
        let variants = vec![
            variant("de-AT".parse().unwrap(), "Der Zoll steigt."),
            variant(Lang::english(), "The tariff rises."),
        ];
        TranslationUnit { id: None, variants, provenance: Provenance::default() }
    }

    #[test]
    fn texts_are_found_by_their_language_and_vouched_for() {
        let texts = vec![(Lang::german(), "Der Zoll fällt.".to_owned())];
        let edited = UnitEdit { texts, ..UnitEdit::default() }.apply(&unit()).unwrap();
        assert_eq!(edited.variants[0].text, "Der Zoll fällt.");
        assert!(edited.provenance.is_approved);
        let french = vec![("fr".parse().unwrap(), "x".to_owned())];
        assert_eq!(UnitEdit { texts: french, ..UnitEdit::default() }.apply(&unit()), None);
        let empty = vec![(Lang::english(), " ".to_owned())];
        assert_eq!(UnitEdit { texts: empty, ..UnitEdit::default() }.apply(&unit()), None);
    }

    #[test]
    fn a_stretch_is_replaced_in_one_language() {
        let replace = Some((Some(Lang::english()), "tariff".to_owned(), "duty".to_owned()));
        let edit = UnitEdit { replace, is_approved: Some(false), ..UnitEdit::default() };
        let edited = edit.apply(&unit()).unwrap();
        assert_eq!(edited.variants[1].text, "The duty rises.");
        assert!(!edited.provenance.is_approved);
        let filter = UnitFilter {
            text: Some("tariff".to_owned()),
            lang: Some(Lang::english()),
            ..UnitFilter::default()
        };
        assert!(filter.covers(&unit()) && !filter.covers(&edited));
    }
}
