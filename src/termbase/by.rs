//! How a term was found.

use serde::Serialize;

/// How a term was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Letter by letter.
    Exact,
    /// By an equal spelling.
    Spelling,
    /// By another form of the word.
    Inflected,
    /// By parts that stand apart, as in *steht … auf*.
    Discontinuous,
    /// As the last part of a compound: *Klausel* in *Vertragsklausel*.
    CompoundHead,
    /// As a part of a compound before the last: *Vertrag* in *Vertragsklausel*.
    CompoundModifier,
    /// By its beginning.
    Prefix,
    /// By a spelling that differs by a few letters.
    Typo,
}

impl By {
    /// Whether it is a part of a compound that was found, not the term itself.
    pub fn is_of_compound(self) -> bool {
        matches!(self, Self::CompoundHead | Self::CompoundModifier)
    }
}
