//! How far a term may be from what stands in the text, and for whom it is looked for.

use super::by::By;
use super::judging::Refusal;
use crate::model::Concept;

/// How far a term may be from what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// As it is spelled: no other forms, no parts of compounds.
    Strict,
    /// In all its forms, and as a part of compounds.
    #[default]
    Forms,
    /// In all its forms, whatever the case, and where the form is rather another word.
    Loose,
}

impl Reach {
    /// Whether what was found so counts.
    pub(super) fn takes(self, by: By) -> bool {
        self != Self::Strict || matches!(by, By::Exact | By::Spelling)
    }

    /// Whether a form counts in spite of this.
    pub(super) fn forgives(self, refusal: Refusal) -> bool {
        self == Self::Loose && !matches!(refusal, Refusal::OtherWords | Refusal::NoEnd)
    }
}

/// For whom terms are looked for. A concept of another client or project does not count then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audience {
    /// The client; if it is absent, the concepts of all count.
    pub client: Option<String>,
    /// The project; if it is absent, the concepts of all count.
    pub project: Option<String>,
}

impl Audience {
    /// Whether a concept holds for it.
    pub fn heeds(&self, concept: &Concept) -> bool {
        let fits = |of_concept: &Option<String>, wanted: &Option<String>| match (of_concept, wanted)
        {
            (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
            _ => true,
        };
        fits(&concept.client, &self.client) && fits(&concept.project, &self.project)
    }
}

/// What is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// How far a term may be from what stands there.
    pub reach: Reach,
    /// For whom.
    pub audience: Audience,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_for_others_does_not_count() {
        let of = |client: Option<&str>| Concept {
            client: client.map(str::to_owned),
            ..Concept::default()
        };
        let acme = Audience { client: Some("acme".to_owned()), project: None };
        assert!(acme.heeds(&of(None)) && acme.heeds(&of(Some("ACME"))));
        assert!(!acme.heeds(&of(Some("Globex"))));
        assert!(Audience::default().heeds(&of(Some("Globex"))));
    }
}
