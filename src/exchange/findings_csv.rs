//! Findings about sentence pairs as a table: `id, check, message, source, target`.

use std::io::Write;

use super::cells::{Dialect, Writer};
use super::error::ExchangeError;
use crate::model::UnitId;

/// A finding with the texts of its pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The pair.
    pub unit: UnitId,
    /// The name of the check.
    pub check: &'static str,
    /// What may be wrong.
    pub message: String,
    /// The source text.
    pub source: String,
    /// The translation.
    pub target: String,
}

/// Writes findings, in their order.
///
/// # Errors
/// If `out` cannot be written.
pub fn write(out: &mut dyn Write, rows: &[Row], dialect: Dialect) -> Result<(), ExchangeError> {
    let mut writer = Writer::new(out, dialect)?;
    writer.row(["id", "check", "message", "source", "target"])?;
    for Row { unit, check, message, source, target } in rows {
        writer.row([unit.to_string().as_str(), check, message, source, target])?;
    }
    writer.finish().map(drop)
}
