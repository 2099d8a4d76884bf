//! What could not be read, and what could not be written.

use serde::Serialize;

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The line that it, or its fault, begins on, from 1.
    pub line: usize,
    /// Why.
    pub reason: String,
}

/// What an export wrote, and what it could not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportReport {
    /// How many concepts or units were written.
    pub written: usize,
    /// What the format cannot hold.
    pub lost: Vec<Loss>,
}

/// Something that a format cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What it is, in the plural.
    pub what: &'static str,
    /// How often it occurred.
    pub count: usize,
}

impl Loss {
    /// So many of something; nothing if there are none.
    pub fn of(what: &'static str, count: usize) -> Option<Self> {
        (count > 0).then_some(Self { what, count })
    }
}

/// So many of something; nothing if there are none.
pub(super) fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}
