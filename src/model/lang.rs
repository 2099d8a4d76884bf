//! Languages as BCP 47 tags.

use std::fmt;
use std::str::FromStr;

use oxilangtag::LanguageTag;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::iso639;

/// A language, as a well-formed BCP 47 tag in its usual case (`de`, `en-GB`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

/// A text that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is no language tag: write `de`, `en` or `en-GB`")]
pub struct BadLang {
    /// What was given.
    pub text: String,
}

impl Lang {
    /// German, `de`.
    pub fn german() -> Self {
        Self("de".to_owned())
    }

    /// English, `en`.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region or script: `de` of `de-AT`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether both are the same language, whatever their regions.
    pub fn is_same_language(&self, other: &Self) -> bool {
        self.primary() == other.primary()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Lang {
    type Err = BadLang;

    /// Reads a tag in any case, with `-` or `_` between its parts. A language has its shortest code,
    /// as BCP 47 wants it: `deu-AT` is `de-AT`.
    fn from_str(text: &str) -> Result<Self, BadLang> {
        let bad = || BadLang { text: text.to_owned() };
        let tag =
            LanguageTag::parse_and_normalize(&text.trim().replace('_', "-")).map_err(|_| bad())?;
        let primary = tag.primary_language();
        if !(2..=3).contains(&primary.len()) {
            return Err(bad());
        }
        match iso639::two_letters(primary) {
            Some(short) => Ok(Self(format!("{short}{}", &tag.as_str()[primary.len()..]))),
            None => Ok(Self(tag.into_inner())),
        }
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_case() {
        assert_eq!("DE_at".parse::<Lang>().unwrap().as_str(), "de-AT");
        assert_eq!("en-us".parse::<Lang>().unwrap().primary(), "en");
    }

    #[test]
    fn a_language_has_its_shortest_code() {
        for (text, tag) in [
            ("deu", "de"),
            ("GER_at", "de-AT"),
            ("eng-US", "en-US"),
            ("fre", "fr"),
            ("fra-Latn-CA", "fr-Latn-CA"),
            ("nds", "nds"),
            ("gsw-CH", "gsw-CH"),
        ] {
            assert_eq!(text.parse::<Lang>().unwrap().as_str(), tag, "{text}");
        }
    }

    #[test]
    fn names_and_rubbish_are_no_tags() {
        for text in ["", "German", "d", "de--AT", "x-klingon", "de AT", "deutsch"] {
            assert!(text.parse::<Lang>().is_err(), "{text}");
        }
    }
}
