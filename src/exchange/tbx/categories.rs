//! What the dialects have categories for, and the values of these.

use super::super::entry::Meaning;
use crate::model::{Gender, Number, PartOfSpeech, Status};

/// A dialect that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// TBX-Min of 2019.
    Min,
    /// TBX-Basic of 2019.
    Basic,
    /// TBX-Linguist of 2019.
    Linguist,
    /// TBX-Default of 2008, which many older tools alone read.
    Default2008,
}

/// How the categories of the dialects of 2019 are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As attributes: `<termNote type="partOfSpeech">`.
    Dca,
    /// As elements: `<min:partOfSpeech>`.
    Dct,
}

/// Elements that a file is made of.
pub(super) struct Elements {
    pub(super) entry: &'static str,
    pub(super) lang: &'static str,
    pub(super) term: &'static str,
}

/// Something that a dialect may have a category for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    Subject,
    Client,
    Project,
    Source,
    Definition,
    Context,
    Status,
    Pos,
    Gender,
    Number,
    Type,
}

impl Style {
    /// The name in the root element.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Dca => "dca",
            Self::Dct => "dct",
        }
    }
}

impl Dialect {
    /// The name in the root element.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Min => "TBX-Min",
            Self::Basic => "TBX-Basic",
            Self::Linguist => "TBX-Linguist",
            Self::Default2008 => "TBX",
        }
    }

    pub(super) fn elements(self) -> Elements {
        match self {
            Self::Default2008 => Elements { entry: "termEntry", lang: "langSet", term: "tig" },
            _ => Elements { entry: "conceptEntry", lang: "langSec", term: "termSec" },
        }
    }

    /// Whether it has a category.
    pub(super) fn has(self, category: Category) -> bool {
        self >= category.module()
    }

    /// The part of speech and the type of a term, and whether they do not say all.
    pub(super) fn pos(
        self,
        pos: PartOfSpeech,
    ) -> (Option<&'static str>, Option<&'static str>, bool) {
        let has_types = self.has(Category::Type);
        let phrase = if self == Self::Default2008 { "phraseologicalUnit" } else { "phrase" };
        match pos {
            PartOfSpeech::Noun => (Some("noun"), None, false),
            PartOfSpeech::Verb => (Some("verb"), None, false),
            PartOfSpeech::Adjective => (Some("adjective"), None, false),
            PartOfSpeech::Adverb => (Some("adverb"), None, false),
            PartOfSpeech::Other => (Some("other"), None, false),
            PartOfSpeech::ProperNoun if self == Self::Default2008 => {
                (Some("properNoun"), None, false)
            }
            PartOfSpeech::ProperNoun => (Some("noun"), None, true),
            PartOfSpeech::Phrase if has_types => (None, Some(phrase), false),
            PartOfSpeech::Abbreviation if has_types => (None, Some("abbreviation"), false),
            PartOfSpeech::Phrase | PartOfSpeech::Abbreviation => (Some("other"), None, true),
        }
    }

    pub(super) fn gender(self, gender: Gender) -> &'static str {
        match gender {
            Gender::Masculine => "masculine",
            Gender::Feminine => "feminine",
            Gender::Neuter => "neuter",
            Gender::Common if self == Self::Default2008 => "otherGender",
            Gender::Common => "other",
        }
    }
}

/// The nearest status of the standard, and whether it does not say all.
pub(super) fn status(status: Status) -> (Option<&'static str>, bool) {
    match status {
        Status::Preferred => (Some("preferredTerm-admn-sts"), false),
        Status::Admitted => (Some("admittedTerm-admn-sts"), false),
        Status::Deprecated => (Some("deprecatedTerm-admn-sts"), false),
        Status::Forbidden => (Some("deprecatedTerm-admn-sts"), true),
        Status::Proposed => (None, true),
    }
}

pub(super) fn number(number: Number) -> &'static str {
    match number {
        Number::Singular => "singular",
        Number::Plural => "plural",
    }
}

impl Category {
    /// The element that holds it in the style DCA, and its name.
    pub(super) fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::Subject => ("descrip", "subjectField"),
            Self::Client => ("admin", "customerSubset"),
            Self::Project => ("admin", "projectSubset"),
            Self::Source => ("admin", "source"),
            Self::Definition => ("descrip", "definition"),
            Self::Context => ("descrip", "context"),
            Self::Status => ("termNote", "administrativeStatus"),
            Self::Pos => ("termNote", "partOfSpeech"),
            Self::Gender => ("termNote", "grammaticalGender"),
            Self::Number => ("termNote", "grammaticalNumber"),
            Self::Type => ("termNote", "termType"),
        }
    }

    /// What it says.
    pub(super) fn meaning(self) -> Meaning {
        match self {
            Self::Subject => Meaning::Subject,
            Self::Client => Meaning::Client,
            Self::Project => Meaning::Project,
            Self::Source => Meaning::Source,
            Self::Definition => Meaning::Definition,
            Self::Context => Meaning::Context,
            Self::Status => Meaning::Status,
            Self::Pos => Meaning::Pos,
            Self::Gender => Meaning::Gender,
            Self::Number => Meaning::Number,
            Self::Type => Meaning::Type,
        }
    }

    /// The smallest dialect that has it, which is also the name of its module.
    fn module(self) -> Dialect {
        match self {
            Self::Subject | Self::Client | Self::Status | Self::Pos => Dialect::Min,
            Self::Number => Dialect::Linguist,
            _ => Dialect::Basic,
        }
    }

    /// The prefix of its name in the style DCT.
    pub(super) fn prefix(self) -> &'static str {
        match self.module() {
            Dialect::Min => "min",
            Dialect::Basic => "basic",
            Dialect::Linguist | Dialect::Default2008 => "ling",
        }
    }
}
