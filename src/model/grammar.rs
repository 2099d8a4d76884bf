//! The closed lists of grammar and status, with the names that people write for them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// A name that stands for nothing in a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{name}` is no {list}: use {allowed}")]
pub struct UnknownName {
    /// What was given.
    pub name: String,
    /// What it should have been.
    pub list: &'static str,
    /// The names that are understood.
    pub allowed: &'static str,
}

macro_rules! closed_list {
    ($(#[$doc:meta])* $type:ident, $list:literal, $allowed:literal,
     $($(#[$item_doc:meta])* $item:ident = $name:literal $(| $alias:literal)*),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$item_doc])* $item),+ }

        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$item),+];

            /// The name under which it is stored and shown.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$item => $name),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name.trim().trim_end_matches('.').to_lowercase().as_str() {
                    $($name $(| $alias)* => Ok(Self::$item),)+
                    _ => Err(UnknownName {
                        name: name.to_owned(), list: $list, allowed: $allowed,
                    }),
                }
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = <String as ::serde::Deserialize>::deserialize(from)?;
                name.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}

pub(super) use closed_list;

closed_list!(
    /// Part of speech.
    PartOfSpeech, "part of speech",
    "noun, proper-noun, verb, adjective, adverb, phrase, abbreviation or other",
    /// A noun, or an expression that is used as one.
    Noun = "noun" | "n" | "nomen" | "substantiv" | "subst" | "hauptwort" | "common noun",
    /// A name.
    ProperNoun = "proper-noun" | "proper noun" | "propernoun" | "propn" | "name" | "eigenname",
    /// A verb.
    Verb = "verb" | "v" | "vb" | "zeitwort",
    /// An adjective.
    Adjective = "adjective" | "adj" | "adjektiv" | "eigenschaftswort",
    /// An adverb.
    Adverb = "adverb" | "adv",
    /// Several words that belong together.
    Phrase = "phrase" | "wendung" | "redewendung" | "idiom",
    /// An abbreviation or acronym.
    Abbreviation = "abbreviation" | "abbr" | "abk" | "abkürzung" | "acronym" | "akronym",
    /// Anything else.
    Other = "other" | "sonstige" | "sonstiges" | "andere",
);

closed_list!(
    /// Grammatical gender.
    Gender, "gender", "m, f, n or mf",
    /// Masculine.
    Masculine = "m" | "masculine" | "masc" | "mask" | "maskulin" | "maskulinum" | "männlich" | "der",
    /// Feminine.
    Feminine = "f" | "feminine" | "fem" | "feminin" | "femininum" | "weiblich" | "die",
    /// Neuter.
    Neuter = "n" | "neuter" | "neut" | "neutrum" | "sächlich" | "das",
    /// Masculine or feminine.
    Common = "mf" | "m/f" | "f/m" | "m,f" | "m, f" | "other" | "common",
);

closed_list!(
    /// Grammatical number of a term that does not have both.
    Number, "number", "singular or plural",
    /// Only the singular is used.
    Singular = "singular" | "sg" | "sing" | "einzahl",
    /// Only the plural is used.
    Plural = "plural" | "pl" | "plur" | "mehrzahl",
);

closed_list!(
    /// Whether a term is to be used.
    Status, "status", "preferred, admitted, deprecated, forbidden or proposed",
    /// The one to use.
    Preferred = "preferred" | "bevorzugt" | "approved" | "freigegeben" | "genehmigt" | "preferredterm"
        | "preferredterm-admn-sts",
    /// May be used as well.
    Admitted = "admitted" | "zugelassen" | "erlaubt" | "permitted" | "admittedterm-admn-sts",
    /// Better avoided.
    Deprecated = "deprecated" | "veraltet" | "obsolete" | "superseded" | "not recommended"
        | "deprecatedterm-admn-sts" | "supersededterm-admn-sts",
    /// Must not be used.
    Forbidden = "forbidden" | "verboten" | "prohibited" | "do not use",
    /// Not yet approved by anyone.
    Proposed = "proposed" | "vorgeschlagen" | "vorschlag" | "candidate" | "new" | "neu",
);

closed_list!(
    /// Which forms of a term count when it is looked for in a text.
    Matching, "way of matching", "forms, case or exact",
    /// All its forms.
    Forms = "forms" | "inflected" | "fuzzy" | "alle formen",
    /// All its forms, with capitals and small letters as in the term.
    Case = "case" | "case-sensitive" | "case sensitive" | "groß-/kleinschreibung",
    /// Only the term as it is written, and its further forms.
    Exact = "exact" | "genau" | "exakt",
);

closed_list!(
    /// What a concept is to another one.
    RelationKind, "relation", "broader, narrower, related, antonym, abbreviation-of or abbreviated-as",
    /// A wider meaning that includes it.
    Broader = "broader" | "oberbegriff",
    /// A narrower meaning that it includes.
    Narrower = "narrower" | "unterbegriff",
    /// Something else that belongs to the matter.
    Related = "related" | "see also" | "siehe auch",
    /// The opposite.
    Antonym = "antonym" | "opposite" | "gegenteil",
    /// What it abbreviates.
    AbbreviationOf = "abbreviation-of" | "abbreviation of" | "abkürzung von",
    /// What abbreviates it.
    AbbreviatedAs = "abbreviated-as" | "abbreviated as" | "abgekürzt als",
);

impl RelationKind {
    /// What the concept is to the other one then.
    pub fn inverse(self) -> Self {
        match self {
            Self::Broader => Self::Narrower,
            Self::Narrower => Self::Broader,
            Self::AbbreviationOf => Self::AbbreviatedAs,
            Self::AbbreviatedAs => Self::AbbreviationOf,
            Self::Related | Self::Antonym => self,
        }
    }
}

impl Status {
    /// Whether a translator may use a term of this status.
    pub fn is_permitted(self) -> bool {
        matches!(self, Self::Preferred | Self::Admitted | Self::Proposed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for status in Status::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
        for pos in PartOfSpeech::ALL {
            assert_eq!(pos.as_str().parse(), Ok(*pos));
        }
    }

    #[test]
    fn names_that_people_write_are_understood() {
        assert_eq!("Substantiv".parse(), Ok(PartOfSpeech::Noun));
        assert_eq!("Mask.".parse(), Ok(Gender::Masculine));
        assert_eq!("Fem.".parse(), Ok(Gender::Feminine));
        assert_eq!("Pl.".parse(), Ok(Number::Plural));
        assert_eq!("Verboten".parse(), Ok(Status::Forbidden));
    }
}
