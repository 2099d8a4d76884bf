//! Writing a sheet.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::super::error::ExchangeError;
use super::super::report::Loss;
use super::LONGEST;

/// So many rows has a sheet of Excel.
const ROWS: u32 = 1_048_576;

/// So many columns.
const COLUMNS: usize = 16_384;

/// How wide a column is, in characters: wide enough for its name, and no wider than is legible.
const WIDTHS: (usize, usize) = (9, 60);

/// A sheet in the making: its first row is the header.
pub(in super::super) struct Sheet {
    sheet: Worksheet,
    header: Format,
    cell: Format,
    rows: u32,
    /// How wide each column is to be, in characters.
    widths: Vec<usize>,
    /// Cells that are cut.
    cut: usize,
    /// Rows for which there is no room.
    beyond: usize,
    /// Cells with a text for which there is no room.
    aside: usize,
}

impl Default for Sheet {
    fn default() -> Self {
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        let header = text
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0xDDE6F0))
            .set_border_bottom(FormatBorder::Thin);
        Self {
            sheet: Worksheet::new(),
            header,
            cell: text.set_text_wrap(),
            rows: 0,
            widths: Vec::new(),
            cut: 0,
            beyond: 0,
            aside: 0,
        }
    }
}

impl Sheet {
    /// Writes a row of texts.
    pub(in super::super) fn row(&mut self, cells: &[String]) -> Result<(), ExchangeError> {
        if self.rows == ROWS {
            self.beyond += 1;
            return Ok(());
        }
        let format = if self.rows == 0 { &self.header } else { &self.cell };
        let (cells, aside) = cells.split_at(cells.len().min(COLUMNS));
        self.aside += aside.iter().filter(|text| !text.is_empty()).count();
        self.widths.resize(self.widths.len().max(cells.len()), WIDTHS.0);
        for ((column, text), width) in (0..).zip(cells).zip(&mut self.widths) {
            *width = (*width).max(text.chars().take(WIDTHS.1).count());
            let kept = beginning(text);
            self.cut += usize::from(kept.len() < text.len());
            // An empty one would be nothing but a format.
            if !kept.is_empty() {
                let wrote = self.sheet.write_string_with_format(self.rows, column, kept, format);
                wrote.map_err(output)?;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes the workbook, and says what has no room in it.
    pub(in super::super) fn finish(
        mut self,
        out: &mut dyn Write,
    ) -> Result<Vec<Loss>, ExchangeError> {
        let last = (0..).zip(&self.widths).map(|(column, _)| column).last();
        if let (Some(last_column), Some(last_row)) = (last, self.rows.checked_sub(1)) {
            for (column, width) in (0..=last_column).zip(&self.widths) {
                // Of the size of a column 1 is a character, and its edges need room too.
                let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
                self.sheet.set_column_width(column, width).map_err(output)?;
            }
            self.sheet.set_freeze_panes(1, 0).map_err(output)?;
            self.sheet.autofilter(0, 0, last_row, last_column).map_err(output)?;
            let numbers = IgnoreError::NumberStoredAsText;
            let ignored = self.sheet.ignore_error_range(0, 0, last_row, last_column, numbers);
            ignored.map_err(output)?;
        }
        let mut workbook = Workbook::new();
        workbook.push_worksheet(self.sheet);
        let bytes = workbook.save_to_buffer().map_err(output)?;
        out.write_all(&bytes).map_err(|source| ExchangeError::Output { source })?;
        let cut = Loss::of("ends of texts longer than 32767 characters", self.cut);
        let beyond = Loss::of("rows beyond the 1048576 of a sheet", self.beyond);
        let aside = Loss::of("cells beyond the 16384 columns of a sheet", self.aside);
        Ok([cut, beyond, aside].into_iter().flatten().collect())
    }
}

/// As much of a text as a cell holds.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let fits = text.char_indices().find(|(_, char)| {
        units += char.len_utf16();
        units > LONGEST
    });
    fits.map_or(text, |(end, _)| &text[..end])
}

fn output(error: XlsxError) -> ExchangeError {
    let source = match error {
        XlsxError::IoError(source) => source,
        other => io::Error::other(other.to_string()),
    };
    ExchangeError::Output { source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_has_no_room_for_is_told() {
        let mut sheet = Sheet::default();
        let mut row = vec!["x".to_owned(); COLUMNS + 3];
        row[COLUMNS + 1].clear();
        sheet.row(&row).unwrap();
        let lost = sheet.finish(&mut Vec::new()).unwrap();
        assert_eq!(lost, [Loss { what: "cells beyond the 16384 columns of a sheet", count: 2 }]);
    }
}
