//! Rows that were refused as a table: `file, line, reason`.

use std::io::Write;

use super::cells::{Dialect, Writer};
use super::error::ExchangeError;
use super::report::Refusal;

/// Writes refused rows with the names of their files, in their order.
///
/// # Errors
/// If `out` cannot be written.
pub fn write(
    out: &mut dyn Write,
    rows: &[(String, Refusal)],
    dialect: Dialect,
) -> Result<(), ExchangeError> {
    let mut writer = Writer::new(out, dialect)?;
    writer.row(["file", "line", "reason"])?;
    for (file, Refusal { line, reason }) in rows {
        writer.row([file, &line.to_string(), reason])?;
    }
    writer.finish().map(drop)
}
