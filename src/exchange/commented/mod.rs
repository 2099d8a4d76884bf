//! Glossaries parted by tabs in which lines that begin with `#` are comments: those of OmegaT, and
//! UTX. Quotes are characters like any other.
//!
//! They are read as the tables that they are once the comments are gone. Invariant: a row keeps the
//! line that it has in the file.

mod omegat;
mod utx;

use std::io::{Read, Seek, SeekFrom};

use super::content::{Content, Reading, TermTable};
use super::encoding::decode;
use super::error::ExchangeError;
use super::format::Format;
use super::layout::TableKind;
use super::source::{Source, unreadable};
use super::table;

pub(super) use omegat::{is_glossary, open as open_omegat};
pub(super) use utx::{is_utx, open as open_utx};

/// The text of a file, and what to say of its encoding.
fn text(mut source: Source) -> Result<(String, Vec<String>), ExchangeError> {
    let name = source.name().to_owned();
    let mut bytes = Vec::new();
    let start = source.seek(SeekFrom::Start(0));
    let read = start.and_then(|_| source.read_to_end(&mut bytes));
    read.map_err(|error| unreadable(&name, error))?;
    let decoded = decode(&bytes, &name)?;
    let told = decoded.guessed.then(|| {
        format!("neither UTF-8 nor marked as UTF-16, so it is read as {}", decoded.encoding)
    });
    Ok((decoded.text.into_owned(), told.into_iter().collect()))
}

/// A row of a table as TSV with quotes.
fn quoted<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let cells = cells.into_iter().map(|cell| format!("\"{}\"", cell.trim().replace('"', "\"\"")));
    cells.collect::<Vec<_>>().join("\t")
}

/// Reads the table of a header and the lines below it; lines that are empty are none.
fn table(
    header: &str,
    lines: &[String],
    name: &str,
    reading: &Reading<'_>,
) -> Result<TermTable, ExchangeError> {
    let source = Source::of(format!("{header}\n{}", lines.join("\n")).into_bytes(), name)?;
    let (format, kind) = (Some(Format::Tsv), Some(TableKind::Terms));
    let (_, content) = table::open(source, &Reading { format, kind, ..*reading })?;
    let Content::Terms(mut table) = content else {
        return Err(ExchangeError::NoTable { name: name.to_owned() });
    };
    // The header has no line of its own.
    table.rows.iter_mut().for_each(|row| row.line = row.line.saturating_sub(1));
    table.refused.iter_mut().for_each(|row| row.line = row.line.saturating_sub(1));
    Ok(table)
}
