//! A full backup as text: JSON lines, an object a record, of everything that people made.
//!
//! The first line says what the file is, in which version, and which languages the database works
//! with: `{"beleg":1,"from":"de","to":"en"}`. Every other line is one record under the name
//! of its kind, as in `{"concept":{…}}`. What is referred to stands before what refers to it.
//! Invariant: a record that is handed out is sound in itself, whatever the file holds.

mod check;
mod read;
mod write;

use serde::{Deserialize, Serialize};

pub use read::BackupRows;
pub use write::BackupWriter;

pub(super) use read::{is_head, open};

use crate::model::Lang;

/// The version of the format.
const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// The version of the format.
    beleg: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Lang>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<Lang>,
}
