//! Ids as people type them: a letter for the kind of thing, then a number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A text that is no id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is no id of a {kind}: such ids look like `{letter}12`")]
pub struct BadId {
    /// What was given.
    pub text: String,
    /// What it should have named.
    pub kind: &'static str,
    /// The letter such ids begin with.
    pub letter: char,
}

/// The largest number of an id that a file may bring: there is room to go on counting.
pub const LARGEST_GIVEN: i64 = 999_999_999;

macro_rules! id {
    ($name:ident, $letter:literal, $kind:literal) => {
        #[doc = concat!("The id of a ", $kind, ", shown as `", $letter, "12`.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let bad = || BadId { text: text.to_owned(), kind: $kind, letter: $letter };
                let digits = text.strip_prefix($letter).ok_or_else(bad)?;
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(bad());
                }
                digits.parse().ok().filter(|id| *id > 0).map(Self).ok_or_else(bad)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

id!(DocumentId, 'd', "document");
id!(UnitId, 'u', "translation unit");
id!(ConceptId, 'c', "concept");

/// The id of anything that is stored; the letter tells the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnyId {
    /// A document.
    Document(DocumentId),
    /// A translation unit.
    Unit(UnitId),
    /// A concept.
    Concept(ConceptId),
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(id) => id.fmt(f),
            Self::Unit(id) => id.fmt(f),
            Self::Concept(id) => id.fmt(f),
        }
    }
}

/// A text that is no id of anything.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{text}` is no id: ids look like c12 (a concept), u3 (a sentence pair) or d1 (a document)"
)]
pub struct NoId {
    /// What was given.
    pub text: String,
}

impl FromStr for AnyId {
    type Err = NoId;

    fn from_str(text: &str) -> Result<Self, NoId> {
        let document = text.parse().map(Self::Document);
        document
            .or_else(|_| text.parse().map(Self::Unit))
            .or_else(|_| text.parse().map(Self::Concept))
            .map_err(|_: BadId| NoId { text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_they_are_shown() {
        assert_eq!("c12".parse(), Ok(ConceptId(12)));
        assert_eq!(UnitId(7).to_string(), "u7");
        for text in ["d1", "u2", "c3"] {
            assert_eq!(text.parse::<AnyId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "c", "12", "d12", "c-1", "c+1", "c0", "c99999999999999999999"] {
            assert!(text.parse::<ConceptId>().is_err(), "{text}");
        }
        for text in ["", "x1", "Devisen", "1"] {
            assert!(text.parse::<AnyId>().is_err(), "{text}");
        }
    }
}
