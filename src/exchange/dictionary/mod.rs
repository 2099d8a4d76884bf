//! Big public dictionaries and term banks: read whole, as rows of a glossary.
//!
//! Each keeps grammar and remarks within its terms, in brackets of several kinds; `notation` takes
//! them out.

pub mod ding;

mod dictcc;
mod iate;
mod notation;

use super::encoding::decode;
use super::error::ExchangeError;
use super::format::Format;
use super::report::Refusal;
use crate::model::{Lang, Proposal};

/// The rows of a dictionary.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// The rows.
    pub rows: Vec<Proposal>,
    /// The lines that cannot be used.
    pub refused: Vec<Refusal>,
}

/// The beginning of a file that tells its format, in bytes.
pub const TELLING: usize = 1 << 14;

/// The format of a dictionary, told by the beginning of its content.
pub fn detect(beginning: &str) -> Option<Format> {
    let first = beginning.lines().next().unwrap_or_default();
    if first.starts_with('#') && first.contains("dict.cc") {
        return Some(Format::DictCc);
    }
    if first.trim_start_matches(['\u{feff}', '"']).starts_with("E_ID") {
        return Some(Format::Iate);
    }
    let mut lines: Vec<&str> = beginning.lines().filter(|line| !line.starts_with('#')).collect();
    // The last line may be cut.
    lines.truncate(lines.len().saturating_sub(1).max(1));
    let entries = lines.iter().filter(|line| line.contains(" :: ")).count();
    // A line here and there may be broken.
    (entries > 0 && 10 * entries >= 8 * lines.len()).then_some(Format::Ding)
}

/// The usual name of a reference that a format is imported as.
pub fn usual_name(format: Format) -> Option<&'static str> {
    match format {
        Format::Ding => Some("ding"),
        Format::DictCc => Some("dict.cc"),
        Format::Iate => Some("iate"),
        _ => None,
    }
}

/// Reads a dictionary of a format, its first language as `from`, its second as `to` where it does not
/// name them.
///
/// # Errors
/// If the file cannot be decoded, or is no dictionary of that format.
pub fn read(
    bytes: &[u8],
    name: &str,
    format: Format,
    (from, to): (&Lang, &Lang),
) -> Result<Dictionary, ExchangeError> {
    let decoded = decode(bytes, name)?;
    let text = &decoded.text;
    let dictionary = match format {
        Format::DictCc => dictcc::read(text, (from, to)),
        Format::Iate => iate::read(text, name)?,
        _ => ding::read_rows(text),
    };
    if dictionary.rows.is_empty() || dictionary.refused.len() > dictionary.rows.len() {
        return Err(ExchangeError::NoDictionary { name: name.to_owned() });
    }
    Ok(dictionary)
}
