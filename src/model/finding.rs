//! What a check found in a translation.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::Span;
use super::grammar::{UnknownName, closed_list};

closed_list!(
    /// What is checked.
    Rule, "rule",
    "term-missing, term-forbidden, number, omission, addition, inconsistent, untranslated, bracket, \
     quote, doubled or code",
    /// The approved translation of a term is not there.
    TermMissing = "term-missing",
    /// A term is there that must not be used.
    TermForbidden = "term-forbidden",
    /// A number or a date differs.
    Number = "number",
    /// Something was left out.
    Omission = "omission",
    /// Something was added.
    Addition = "addition",
    /// The same text is translated in different ways.
    Inconsistent = "inconsistent",
    /// The text is still in its own language.
    Untranslated = "untranslated",
    /// A bracket is not closed, or was not opened.
    Bracket = "bracket",
    /// A quotation is not closed, or was not opened.
    Quote = "quote",
    /// Something stands there twice.
    Doubled = "doubled",
    /// An inline code was lost or added.
    Code = "code",
);

impl Rule {
    /// What is found by it.
    pub fn about(self) -> &'static str {
        match self {
            Self::TermMissing => "the approved translation of a term is not there",
            Self::TermForbidden => "a forbidden or deprecated term is used",
            Self::Number => "a number or a date differs",
            Self::Omission => "something was left out",
            Self::Addition => "something was added",
            Self::Inconsistent => "the same text is translated in different ways",
            Self::Untranslated => "the text was not translated",
            Self::Bracket => "a bracket lacks its partner",
            Self::Quote => "a quotation mark lacks its partner",
            Self::Doubled => "something stands there twice",
            Self::Code => "an inline code was lost or added",
        }
    }
}

closed_list!(
    /// How much a finding matters.
    Severity, "severity", "error, warning or note",
    /// Worth knowing.
    Note = "note",
    /// Likely wrong.
    Warning = "warning",
    /// Wrong, as far as can be told.
    Error = "error",
);

/// Something that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// The segment of the source, counted from 0; of what was added the one before it.
    pub segment: usize,
    /// The source text.
    pub source: String,
    /// The translation.
    pub target: String,
    /// Where it is in the source text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Where it is in the translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_span: Option<Span>,
    /// What it is about, in a word: the term, the number.
    pub what: String,
    /// The finding in a sentence.
    pub message: String,
}
