//! TMX 1.4b, levels 1 and 2: translation memories of every tool.
//!
//! A unit keeps what its file says of it at each level: attributes, notes and properties of the unit
//! and of each text, and the inline codes of the texts. Search and matching see the texts without
//! codes. Invariant: what was read and is written again is the same, but for the order of a unit's
//! properties, the case of language tags, and what TMX 1.4 does not allow.
//!
//! Properties of our own begin with `x-beleg-`; `client`, `project` and `subject` are those that
//! memoQ writes.

mod dates;
mod head;
mod inline;
mod read;
#[cfg(test)]
mod tests;
mod unit;
mod write;

pub(super) use read::open;
pub(super) use unit::{context, written_context};
pub use write::{Common, Writer};

use crate::model::details::{CHANGED, CREATED, TRANSLATED};

/// Names of properties that say where a unit belongs, in the order of
/// [`UnitRow::place`](super::UnitRow::place).
const PLACE: [&str; 4] = ["x-beleg-memory", "client", "project", "subject"];

/// The name of the property that holds the document of a unit.
const DOCUMENT: &str = "x-beleg-document";

/// The name of the property that says how sure an alignment is.
pub(super) const CONFIDENCE: &str = "x-beleg-confidence";

/// The name of the property that says that a person vouched for the unit.
const APPROVED: &str = "x-beleg-approved";

/// The name of the property that holds the digests of the texts around a unit.
pub(super) const CONTEXT: &str = "x-beleg-context";

/// Attributes of a `tu` that TMX 1.4 allows, but for those that have a place of their own.
const OF_UNIT: &[&str] = &[
    "tuid",
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    CREATED,
    "creationid",
    CHANGED,
    "segtype",
    "changeid",
    "o-tmf",
    TRANSLATED,
];

/// Attributes of a `tuv` that TMX 1.4 allows, but for its language.
const OF_TEXT: &[&str] = &[
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    CREATED,
    "creationid",
    CHANGED,
    "o-tmf",
    "changeid",
];
