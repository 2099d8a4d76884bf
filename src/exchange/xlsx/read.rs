//! Reading the sheets of a workbook: every cell as the text that it shows, as far as the file says
//! so.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read, Seek};

use calamine::{Cell, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::LONGEST;

/// The texts of a sheet may have so many bytes in all, what it takes to keep them counted in. A text
/// that is in the file once may stand in any number of cells.
const LARGEST: usize = 1 << 30;

/// So many bytes it takes to keep a cell, and a row.
const KEEPING: usize = 64;
const KEEPING_ROW: usize = 512;

/// An open workbook.
pub(in super::super) struct Workbook<S: Read + Seek> {
    inner: Xlsx<BufReader<S>>,
    /// The largest that a sheet may be, in bytes.
    largest: usize,
}

/// A sheet of a workbook, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct SheetName {
    pub(in super::super) name: String,
    pub(in super::super) is_hidden: bool,
}

/// What stands in a sheet.
#[derive(Debug, Default)]
pub(in super::super) struct SheetText {
    /// The rows that are not empty.
    pub(in super::super) rows: Vec<SheetRow>,
    /// Cells that Excel does not know as texts, by what they are and their column: how many, and the
    /// number of the first row.
    pub(in super::super) others: BTreeMap<(Kind, usize), (usize, usize)>,
}

/// What a cell is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Kind {
    Number,
    /// A date or a time.
    Date,
    /// A formula that came to nothing.
    Error,
}

/// A row with its number, from 1, and its cells that are not empty, by their columns, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct SheetRow {
    pub(in super::super) line: usize,
    pub(in super::super) cells: BTreeMap<usize, String>,
    /// The columns of the cells that are full, so that their texts may have been cut. These are not
    /// among the others.
    pub(in super::super) full: BTreeSet<usize>,
}

impl SheetRow {
    fn put(&mut self, column: usize, text: String) {
        if text.len() >= LONGEST && text.encode_utf16().count() >= LONGEST {
            self.full.insert(column);
        } else {
            self.cells.insert(column, text);
        }
    }
}

impl<S: Read + Seek> Workbook<S> {
    /// Opens a workbook, if it is sound. That it is not too large the caller has checked.
    pub(in super::super) fn open(bytes: S) -> Result<Self, String> {
        let inner = Xlsx::new(BufReader::new(bytes)).map_err(|error| error.to_string())?;
        Ok(Self { inner, largest: LARGEST })
    }

    /// The sheets with cells, in their order, those first that are shown.
    pub(in super::super) fn sheets(&self) -> Vec<SheetName> {
        let all = self.inner.sheets_metadata().iter();
        let all = all.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| SheetName {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        });
        let (shown, hidden): (Vec<_>, Vec<_>) = all.partition(|sheet| !sheet.is_hidden);
        shown.into_iter().chain(hidden).collect()
    }

    /// What stands in the first so many rows of a sheet that are not empty.
    pub(in super::super) fn read(&mut self, name: &str, most: usize) -> Result<SheetText, String> {
        let mut text = SheetText::default();
        let mut spent = 0;
        let merged = self.inner.merge_cells_by_sheet_name(name);
        let merged = merged.map_err(|error| error.to_string())?;
        let mut cells =
            self.inner.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
        while let Some((cell, style)) =
            cells.next_cell_with_style_id().map_err(|error| error.to_string())?
        {
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let Some(shown) = shown(&cell, format.map(|format| format.format_code.as_str())) else {
                continue;
            };
            let (row, column) = cell.get_position();
            let (line, column) = (row as usize + 1, column as usize);
            if let Some(kind) = shown.kind {
                text.others.entry((kind, column)).or_insert((0, line)).0 += 1;
            }
            if shown.text.is_empty() {
                continue;
            }
            let is_new = text.rows.last().is_none_or(|last| last.line != line);
            if is_new && text.rows.len() == most {
                break;
            }
            spent += shown.text.len() + KEEPING + if is_new { KEEPING_ROW } else { 0 };
            if spent > self.largest {
                return Err(format!("its sheet `{name}` holds more than {} GB", LARGEST >> 30));
            }
            match text.rows.last_mut() {
                Some(last) if last.line == line => last.put(column, shown.text),
                Some(last) if last.line > line => {
                    return Err(format!(
                        "row {line} of its sheet `{name}` follows row {}",
                        last.line
                    ));
                }
                _ => {
                    let mut row = SheetRow { line, ..SheetRow::default() };
                    row.put(column, shown.text);
                    text.rows.push(row);
                }
            }
        }
        drop(cells);
        fill_down(&mut text.rows, &merged, self.largest.saturating_sub(spent))
            .ok_or_else(|| format!("its sheet `{name}` holds more than {} GB", LARGEST >> 30))?;
        Ok(text)
    }
}

/// What a cell shows.
struct Shown {
    text: String,
    kind: Option<Kind>,
}

/// What a cell shows; nothing if it is empty. The code is that of its number format.
fn shown(cell: &Cell<DataRef<'_>>, code: Option<&str>) -> Option<Shown> {
    let of = |text: String, kind| Some(Shown { text, kind });
    match cell.get_value() {
        DataRef::Empty => None,
        DataRef::String(text) => of(text.clone(), None),
        DataRef::SharedString(text) => of((*text).to_owned(), None),
        DataRef::Bool(is) => of(if *is { "TRUE" } else { "FALSE" }.to_owned(), None),
        DataRef::Int(number) => of(number.to_string(), Some(Kind::Number)),
        DataRef::Float(number) => of(number_text(*number, code), Some(Kind::Number)),
        DataRef::DateTime(moment) => of(date_text(moment), Some(Kind::Date)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            of(text.clone(), Some(Kind::Date))
        }
        DataRef::Error(_) => of(String::new(), Some(Kind::Error)),
    }
}

/// A number, with the zeros before it that a format such as `000` shows.
fn number_text(number: f64, code: Option<&str>) -> String {
    let plain = number.to_string();
    let digits = code.filter(|code| code.len() <= 32 && code.bytes().all(|byte| byte == b'0'));
    match digits {
        Some(digits) if plain.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{plain:0>width$}", width = digits.len())
        }
        _ => plain,
    }
}

/// A date, or a moment if it is not the beginning of a day.
fn date_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// Lets the text of merged cells stand in each row that they cover, but not in further columns: a
/// heading over both languages is no pair. Nothing if that would be more than there is room for.
fn fill_down(rows: &mut [SheetRow], merged: &[Dimensions], room: usize) -> Option<()> {
    let mut spent = 0;
    for Dimensions { start: (first, column), end: (last, _) } in merged {
        let (first, last) = (*first as usize + 1, *last as usize + 1);
        let column = *column as usize;
        let from = rows.partition_point(|row| row.line < first);
        let Some(text) = rows.get(from).filter(|row| row.line == first) else { continue };
        let Some(text) = text.cells.get(&column).cloned() else { continue };
        for row in rows.iter_mut().skip(from + 1).take_while(|row| row.line <= last) {
            spent += text.len() + KEEPING;
            if spent > room {
                return None;
            }
            row.cells.entry(column).or_insert_with(|| text.clone());
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Written, Worksheet};

    use super::*;

    fn opened(sheets: Vec<Worksheet>) -> Workbook<Cursor<Vec<u8>>> {
        let mut workbook = Written::new();
        for sheet in sheets {
            workbook.push_worksheet(sheet);
        }
        Workbook::open(Cursor::new(workbook.save_to_buffer().unwrap())).unwrap()
    }

    fn rows(text: &SheetText) -> Vec<(usize, Vec<(usize, String)>)> {
        let row = |row: &SheetRow| {
            row.cells.iter().map(|(at, text)| (*at, text.clone())).collect::<Vec<_>>()
        };
        text.rows.iter().map(|of| (of.line, row(of))).collect()
    }

    fn row(line: usize, cells: &[(usize, &str)]) -> (usize, Vec<(usize, String)>) {
        (line, cells.iter().map(|(at, text)| (*at, (*text).to_owned())).collect())
    }

    #[test]
    fn cells_are_what_they_show() {
        let mut sheet = Worksheet::new();
        sheet.write_string(0, 0, "007").unwrap();
        sheet.write_number(0, 1, 7).unwrap();
        sheet.write_number_with_format(0, 2, 7, &Format::new().set_num_format("000")).unwrap();
        sheet.write_number(0, 3, 1.5).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
        let format = Format::new().set_num_format("d. mmm");
        sheet.write_datetime_with_format(2, 0, &date, &format).unwrap();
        sheet.write_boolean(2, 1, true).unwrap();
        let text = opened(vec![sheet]).read("Sheet1", 10).unwrap();
        assert_eq!(
            rows(&text),
            [
                row(1, &[(0, "007"), (1, "7"), (2, "007"), (3, "1.5")]),
                row(3, &[(0, "2026-02-01"), (1, "TRUE")]),
            ]
        );
        assert_eq!(text.others.get(&(Kind::Date, 0)), Some(&(1, 3)));
        assert_eq!(text.others.get(&(Kind::Number, 3)), Some(&(1, 1)));
        assert_eq!(text.others.len(), 4);
    }

    #[test]
    fn merged_cells_hold_in_every_row_and_in_no_other_column() {
        let mut sheet = Worksheet::new();
        let plain = Format::new();
        sheet.merge_range(0, 0, 2, 0, "Zoll", &plain).unwrap();
        sheet.merge_range(3, 0, 3, 1, "Handel", &plain).unwrap();
        for (row, text) in [(0, "duty"), (1, "tariff"), (2, "customs")] {
            sheet.write_string(row, 1, text).unwrap();
        }
        let text = opened(vec![sheet]).read("Sheet1", 10).unwrap();
        assert_eq!(
            rows(&text),
            [
                row(1, &[(0, "Zoll"), (1, "duty")]),
                row(2, &[(0, "Zoll"), (1, "tariff")]),
                row(3, &[(0, "Zoll"), (1, "customs")]),
                row(4, &[(0, "Handel")]),
            ]
        );
    }

    #[test]
    fn hidden_sheets_come_last() {
        let mut hidden = Worksheet::new();
        hidden.set_name("alt").unwrap().set_hidden(true);
        let mut shown = Worksheet::new();
        shown.set_name("neu").unwrap();
        shown.set_active(true);
        let names = opened(vec![hidden, shown]).sheets();
        let names: Vec<(&str, bool)> =
            names.iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect();
        assert_eq!(names, [("neu", false), ("alt", true)]);
    }

    #[test]
    fn a_text_in_many_cells_is_counted_in_each() {
        let mut sheet = Worksheet::new();
        for row in 0..100 {
            sheet.write_string(row, 0, "x".repeat(1_000)).unwrap();
        }
        let mut workbook = opened(vec![sheet]);
        workbook.largest = 50_000;
        assert!(workbook.read("Sheet1", usize::MAX).unwrap_err().contains("more than"));
        workbook.largest = 200_000;
        assert_eq!(workbook.read("Sheet1", usize::MAX).unwrap().rows.len(), 100);
        assert_eq!(workbook.read("Sheet1", 3).unwrap().rows.len(), 3);
    }
}
