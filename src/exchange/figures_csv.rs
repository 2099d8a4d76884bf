//! Figures as a table for a spreadsheet.

use std::io::Write;

use super::cells::{Dialect, Writer};
use super::error::ExchangeError;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A text.
    Text(String),
    /// A count.
    Count(usize),
    /// A number, to be told to two decimals.
    Number(f64),
}

impl Figure {
    fn cell(&self, dialect: Dialect) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => dialect.number((number * 100.0).round() / 100.0),
        }
    }
}

/// Writes rows under a header.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_figures<const COLUMNS: usize>(
    out: &mut dyn Write,
    header: [&str; COLUMNS],
    rows: &[[Figure; COLUMNS]],
    dialect: Dialect,
) -> Result<(), ExchangeError> {
    let mut writer = Writer::new(out, dialect)?;
    writer.row(header)?;
    for row in rows {
        let cells = row.each_ref().map(|figure| figure.cell(dialect));
        writer.row(cells.iter().map(String::as_str))?;
    }
    writer.finish().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_german_excel_takes_the_numbers_for_numbers() {
        let row = [Figure::Text("a;b".to_owned()), Figure::Count(12), Figure::Number(1.005_9)];
        let write = |dialect| {
            let mut out = Vec::new();
            write_figures(&mut out, ["x", "y", "z"], std::slice::from_ref(&row), dialect).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(write(Dialect::Csv), "x,y,z\na;b,12,1.01\n");
        assert_eq!(write(Dialect::ExcelDe), "\u{feff}x;y;z\r\n\"a;b\";12;1,01\r\n");
    }
}
