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
    /// By its beginning.
    Prefix,
}
