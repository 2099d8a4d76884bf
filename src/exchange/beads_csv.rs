//! The beads of an alignment as a table: a row a bead, in order, one-sided ones included.
//!
//! Columns: `bead`, `kind`, `confidence`, `doubtful`, `standing`, `unit`, the numbers of the source and
//! target segments from 1, and the two texts under their languages.

use std::io::Write;

use super::cells::{Dialect, Writer};
use super::error::ExchangeError;
use super::page::{AlignedDocument, PageText};
use super::report::ExportReport;

/// Writes the beads of an aligned document. Alignments with several others may be of several
/// languages, so each is a table of its own.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_beads(
    out: &mut dyn Write,
    document: &AlignedDocument,
    dialect: Dialect,
) -> Result<ExportReport, ExchangeError> {
    let mut writer = Writer::new(out, dialect)?;
    let AlignedDocument { source, target, beads } = document;
    let (from, to) = (source.lang.as_str(), target.lang.as_str());
    let numbers = [from, to].map(|lang| format!("{lang}_segments"));
    writer.row([
        "bead",
        "kind",
        "confidence",
        "doubtful",
        "standing",
        "unit",
        &numbers[0],
        &numbers[1],
        from,
        to,
    ])?;
    for (number, bead) in (1..).zip(beads) {
        let side = |texts: &[PageText]| -> (String, String) {
            let numbers: Vec<String> = texts.iter().map(|text| text.number.to_string()).collect();
            let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
            (numbers.join(" "), texts.join(" "))
        };
        let (source, target) = (side(&bead.source), side(&bead.target));
        writer.row([
            number.to_string().as_str(),
            &bead.kind().to_string(),
            &dialect.number(bead.confidence),
            if bead.is_doubtful { "yes" } else { "no" },
            bead.standing.as_str(),
            bead.unit.as_deref().unwrap_or_default(),
            &source.0,
            &target.0,
            &source.1,
            &target.1,
        ])?;
    }
    Ok(ExportReport { written: beads.len(), lost: writer.finish()? })
}
