//! Cells: how a text is put into one and taken out, in each dialect.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. For Excel such a
//! cell is written with a `'` before it, and so is one that begins with a tab or a carriage return,
//! which hide what follows. So that import can take the mark off again, a cell that itself begins
//! with `'`s and then one of these characters gets one more `'`, in every dialect: import takes
//! exactly one `'` off such a cell and is thereby the exact inverse. For the same reason a tab or a
//! carriage return at the beginning is marked everywhere: import trims cells.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::error::ExchangeError;
use super::report::Loss;
use super::xlsx::Sheet;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Commas, UTF-8, LF.
    Csv,
    /// Tabs, UTF-8, LF.
    Tsv,
    /// For an Excel with German settings: semicolons, UTF-8 with a byte-order mark, CRLF, and no
    /// cell that could be a formula.
    ExcelDe,
    /// A workbook whose cells are texts to Excel, whatever they hold.
    Xlsx,
}

impl Dialect {
    fn separator(self) -> u8 {
        match self {
            Self::Csv | Self::Xlsx => b',',
            Self::Tsv => b'\t',
            Self::ExcelDe => b';',
        }
    }

    /// What stands in the cell for `text`.
    pub(super) fn cell(self, text: &str) -> String {
        let inner = text.trim_start_matches('\'');
        let is_marked = inner.len() < text.len();
        let is_blank = inner.starts_with(['\t', '\r']);
        if inner.starts_with(FORMULA) && (is_marked || is_blank || self == Self::ExcelDe) {
            format!("'{text}")
        } else {
            text.to_owned()
        }
    }

    /// A number from 0 to 1. An Excel with German settings would take `0.5` for a text or a date.
    pub(super) fn number(self, number: f64) -> String {
        match self {
            Self::ExcelDe => number.to_string().replace('.', ","),
            _ => number.to_string(),
        }
    }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text of a cell: trimmed, and without the mark of the export.
pub(super) fn text(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(unmarked) if unmarked.trim_start_matches('\'').starts_with(FORMULA) => unmarked,
        _ => cell,
    }
}

/// What a cell says that holds yes or no.
pub(super) fn yes(cell: &str) -> Result<bool, String> {
    match cell.to_lowercase().as_str() {
        "yes" | "ja" | "true" | "wahr" | "1" | "x" | "j" | "y" => Ok(true),
        "no" | "nein" | "false" | "falsch" | "0" | "n" => Ok(false),
        _ => Err(format!("`{cell}` says neither yes nor no")),
    }
}

/// A table in the making.
pub(super) struct Writer<'w> {
    out: Out<'w>,
    dialect: Dialect,
    /// Cells that will not be read back as they are.
    spoiled: usize,
}

enum Out<'w> {
    Text(Box<csv::Writer<&'w mut dyn Write>>),
    Sheet(Box<Sheet>, &'w mut dyn Write),
}

impl<'w> Writer<'w> {
    pub(super) fn new(out: &'w mut dyn Write, dialect: Dialect) -> Result<Self, ExchangeError> {
        if dialect == Dialect::Xlsx {
            let out = Out::Sheet(Box::default(), out);
            return Ok(Self { out, dialect, spoiled: 0 });
        }
        let excel = dialect == Dialect::ExcelDe;
        if excel {
            out.write_all("\u{feff}".as_bytes())
                .map_err(|source| ExchangeError::Output { source })?;
        }
        let terminator = if excel { Terminator::CRLF } else { Terminator::Any(b'\n') };
        let out = WriterBuilder::new()
            .delimiter(dialect.separator())
            .terminator(terminator)
            .from_writer(out);
        Ok(Self { out: Out::Text(Box::new(out)), dialect, spoiled: 0 })
    }

    pub(super) fn row(
        &mut self,
        cells: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), ExchangeError> {
        let mut row = Vec::new();
        for cell in cells {
            let cell = cell.as_ref();
            // A zero byte would make the file a binary one to everybody who reads it.
            let written = self.dialect.cell(cell).replace('\0', "");
            self.spoiled += usize::from(text(&written) != cell);
            row.push(written);
        }
        match &mut self.out {
            Out::Text(out) => out.write_record(&row).map_err(output),
            Out::Sheet(sheet, _) => sheet.row(&row),
        }
    }

    /// Ends the table, and says what was lost in its cells.
    pub(super) fn finish(self) -> Result<Vec<Loss>, ExchangeError> {
        let mut lost = match self.out {
            Out::Text(mut out) => {
                out.flush().map_err(|source| ExchangeError::Output { source })?;
                Vec::new()
            }
            Out::Sheet(sheet, out) => sheet.finish(out)?,
        };
        lost.extend(Loss::of("white space at the ends of cells", self.spoiled));
        Ok(lost)
    }
}

fn output(error: csv::Error) -> ExchangeError {
    let source = match error.into_kind() {
        csv::ErrorKind::Io(source) => source,
        other => std::io::Error::other(format!("{other:?}")),
    };
    ExchangeError::Output { source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_would_take_for_a_formula_is_marked() {
        for (given, plain, excel) in [
            ("-fach", "-fach", "'-fach"),
            ("=1+1", "=1+1", "'=1+1"),
            ("'-fach", "''-fach", "''-fach"),
            ("''@x", "'''@x", "'''@x"),
            ("'tis", "'tis", "'tis"),
            ("'", "'", "'"),
            ("a-b", "a-b", "a-b"),
            ("\tx", "'\tx", "'\tx"),
        ] {
            assert_eq!(Dialect::Csv.cell(given), plain);
            assert_eq!(Dialect::Tsv.cell(given), plain);
            assert_eq!(Dialect::ExcelDe.cell(given), excel);
            assert_eq!((text(plain), text(excel)), (given, given));
        }
    }
}
