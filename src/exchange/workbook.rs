//! Workbooks of Excel: which of their sheets is the table, and what it holds.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::columns::Columns;
use super::content::{Content, Reading};
use super::error::ExchangeError;
use super::header;
use super::layout::{self, BEFORE_HEADER, Lengths, TELLING, TableKind};
use super::names::{Field, Langs};
use super::reader::{ReadRecords, RowReader};
use super::report::{Refusal, counted};
use super::rows::Record;
use super::source::Source;
use super::table;
use super::unit_rows::UnitRows;
use super::xlsx::{Kind, LONGEST, SheetRow, SheetText, Workbook};
use super::zip::Zip;
use crate::model::Lang;

/// So many columns behind the header may do without a name.
const UNNAMED: usize = 20;

/// The header is looked for in so many rows: a title may stand above it.
const BEGINNING: usize = BEFORE_HEADER + 1;

/// Opens a workbook: the first of its sheets that has columns for two languages, else the first that
/// holds anything.
///
/// # Errors
/// If it is damaged or too large, or if it holds no table with two languages.
pub(super) fn open(mut source: Source, reading: &Reading<'_>) -> Result<Content, ExchangeError> {
    let Reading { langs, kind, closer, .. } = *reading;
    let (name, length) = (source.name().to_owned(), source.length());
    let bad = |reason| ExchangeError::BadWorkbook { name: name.clone(), reason };
    // Any member may be what the workbook names as its sheet.
    Zip::within(&mut source)?.check(|member| member.starts_with("xl/media/"))?;
    let mut workbook = Workbook::open(source).map_err(bad)?;
    let mut chosen = None;
    let sheets = workbook.sheets();
    for sheet in &sheets {
        let beginning = workbook.read(&sheet.name, BEGINNING).map_err(bad)?;
        if beginning.rows.is_empty() {
            continue;
        }
        let header = header_place(&beginning.rows, langs);
        if header.is_some() || chosen.is_none() {
            let is_found = header.is_some();
            chosen = Some((sheet, header));
            if is_found {
                break;
            }
        }
    }
    let Some((sheet, header)) = chosen else { return Err(ExchangeError::Empty { name }) };
    let SheetText { mut rows, others } = workbook.read(&sheet.name, usize::MAX).map_err(bad)?;
    let mut remarks = Vec::new();
    if sheets.len() > 1 {
        let hidden = if sheet.is_hidden { ", which is hidden," } else { "" };
        remarks.push(format!("only the sheet `{}`{hidden} is read", sheet.name));
    }
    let above = header.unwrap_or_default();
    remarks.extend(layout::remark_above(above));
    rows.drain(..above.min(rows.len()));
    let first = rows.first().map(record).unwrap_or_default();
    let has_header = !have_own_langs(&rows, langs) && header::is_header(&first, langs);
    let columns = if has_header {
        rows.remove(0);
        let (header, unnamed) = widened(&first, &rows);
        remarks.extend(counted(
            unnamed,
            "column without a name is ignored",
            "columns without names are ignored",
        ));
        Columns::of_header(&header, langs)
    } else {
        layout::without_header(rows.iter().map(record), langs, closer)
    };
    if columns.languages() < 2 {
        return Err(ExchangeError::NoLanguages { name, header: columns.header() });
    }
    let is_given = kind.is_some();
    let told = || layout::kind_by_columns(&columns).unwrap_or_else(|| by_length(&rows, &columns));
    let kind = kind.unwrap_or_else(told);
    remarks.extend(layout::remarks(has_header, &columns, (kind, is_given)));
    remarks.extend(remarks_on(&others, &columns));
    remarks.extend(remark_on_full(&rows, &columns));
    let records = SheetRecords::new(rows, &columns, length);
    let reader = RowReader::new(columns, records);
    Ok(match kind {
        TableKind::Terms => Content::Terms(table::terms(reader, remarks)?),
        TableKind::Units => Content::Units(UnitRows::new(reader, remarks, length)),
    })
}

/// The place of the row that names columns for two languages, or of the first whose rows name their
/// own.
fn header_place(rows: &[SheetRow], langs: Langs<'_>) -> Option<usize> {
    if have_own_langs(rows, langs) {
        return Some(0);
    }
    let is_header = |row: &SheetRow| {
        let record = record(row);
        header::is_header(&record, langs) && Columns::of_header(&record, langs).languages() > 1
    };
    let may_stand =
        |row: &SheetRow| layout::may_stand_above(row.cells.values().map(String::as_str));
    let above = rows.iter().take_while(|row| !is_header(row) && may_stand(row)).count();
    rows.get(above).is_some_and(is_header).then_some(above)
}

/// Whether the rows name their own languages.
fn have_own_langs(rows: &[SheetRow], langs: Langs<'_>) -> bool {
    let rows: Vec<StringRecord> = rows.iter().take(TELLING).map(record).collect();
    header::own_langs(&rows, langs).is_some()
}

/// A header with empty names for the columns close behind it that hold anything, and how many these
/// are. What stands far away is no column of the table: its row is refused.
fn widened(header: &StringRecord, rows: &[SheetRow]) -> (StringRecord, usize) {
    let close = header.len()..header.len() + UNNAMED;
    let behind: BTreeSet<usize> = rows
        .iter()
        .flat_map(|row| row.cells.range(close.clone()))
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(at, _)| *at)
        .collect();
    let width = behind.last().map_or(header.len(), |last| last + 1);
    let unnamed = std::iter::repeat_n("", width - header.len());
    (header.iter().chain(unnamed).collect(), behind.len())
}

fn by_length(rows: &[SheetRow], columns: &Columns) -> TableKind {
    let mut lengths = Lengths::default();
    for row in rows.iter().take(TELLING) {
        lengths.see(columns, |at| row.cells.get(&at).map_or("", String::as_str));
    }
    lengths.kind()
}

/// What Excel made of cells that may have been meant as texts.
fn remarks_on(others: &BTreeMap<(Kind, usize), (usize, usize)>, columns: &Columns) -> Vec<String> {
    let of_terms = |at: &usize| columns.terms.iter().any(|column| column.at == *at);
    let of_dates = [Field::Created, Field::Changed].map(|field| columns.field(field));
    let worth_telling = |(kind, at): &(Kind, usize)| match kind {
        Kind::Number => of_terms(at),
        Kind::Date => !of_dates.contains(&Some(*at)),
        Kind::Error => true,
    };
    let mut sums: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    for (place, (count, line)) in others.iter().filter(|(place, _)| worth_telling(place)) {
        let sum = sums.entry(place.0).or_insert((0, *line));
        *sum = (sum.0 + count, sum.1.min(*line));
    }
    let told = sums.into_iter().map(|(kind, (count, line))| {
        let are = match kind {
            Kind::Number => "numbers to Excel, which drops zeros before them",
            Kind::Date => "dates to Excel, which makes such of 1-2",
            Kind::Error => "errors of formulas and are taken for empty",
        };
        format!("cells that are {are}: {count}, the first in row {line}")
    });
    told.collect()
}

/// What is to be said of full cells that hold something else than the texts.
fn remark_on_full(rows: &[SheetRow], columns: &Columns) -> Option<String> {
    let of_texts = |at: &usize| columns.terms.iter().any(|column| column.at == *at);
    let full = |row: &SheetRow| row.full.iter().filter(|at| !of_texts(at)).count();
    let count: usize = rows.iter().map(full).sum();
    let first = rows.iter().find(|row| full(row) > 0)?;
    Some(format!(
        "cells as long as Excel allows ({LONGEST} characters), whose texts may be cut, are taken for \
         empty: {count}, the first in row {}",
        first.line
    ))
}

/// Why a row is refused, if a cell with one of its texts is full.
fn cut_text(row: &SheetRow, texts: &[(usize, Lang)]) -> Option<String> {
    let (_, lang) = texts.iter().find(|(at, _)| row.full.contains(at))?;
    Some(format!(
        "the text in {lang} is as long as Excel allows ({LONGEST} characters), so it may be cut"
    ))
}

/// A row as a record, with as many cells as it needs.
fn record(row: &SheetRow) -> StringRecord {
    record_of(row, usize::MAX)
}

/// A row as a record of at most so many cells: the last one stands for all behind it.
fn record_of(row: &SheetRow, most: usize) -> StringRecord {
    let width = row.cells.last_key_value().map_or(0, |(last, _)| last + 1).min(most);
    let cell = |at: usize| {
        let behind = || row.cells.range(at..).map(|(_, text)| text);
        let text = match at + 1 == most {
            true => behind().find(|text| !text.trim().is_empty()),
            false => row.cells.get(&at),
        };
        text.map_or("", String::as_str)
    };
    (0..width).map(cell).collect()
}

/// The rows of a sheet, handed out one by one.
struct SheetRecords {
    rows: std::vec::IntoIter<SheetRow>,
    /// How many cells a record has at most: one that is beyond the header is enough to tell that.
    most: usize,
    /// Where the texts stand, and in which languages.
    texts: Vec<(usize, Lang)>,
    record: Record,
    /// How many rows there are, and how many bytes has the file.
    all: usize,
    length: u64,
}

impl SheetRecords {
    fn new(rows: Vec<SheetRow>, columns: &Columns, length: u64) -> Self {
        Self {
            all: rows.len(),
            rows: rows.into_iter(),
            most: columns.width.unwrap_or(columns.without_names()) + 1,
            texts: columns.terms.iter().map(|column| (column.at, column.lang.clone())).collect(),
            record: Record { line: 0, cells: StringRecord::new() },
            length,
        }
    }
}

impl ReadRecords for SheetRecords {
    fn next(&mut self) -> Result<Option<Result<&Record, Refusal>>, ExchangeError> {
        let Some(row) = self.rows.next() else { return Ok(None) };
        if let Some(reason) = cut_text(&row, &self.texts) {
            return Ok(Some(Err(Refusal { line: row.line, reason })));
        }
        self.record = Record { line: row.line, cells: record_of(&row, self.most) };
        Ok(Some(Ok(&self.record)))
    }

    fn passed(&self) -> u64 {
        let left = self.rows.len() as u64;
        let all = (self.all as u64).max(1);
        self.length - self.length.min(self.length / all * left)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use proptest::prelude::*;
    use rust_xlsxwriter::{Format, Worksheet};
    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::super::tests::all_units;
    use super::*;

    fn book() -> Vec<u8> {
        let mut sheet = Worksheet::new();
        sheet.write_row(0, 0, ["de", "en", "note"]).unwrap();
        sheet.merge_range(1, 0, 2, 0, "Zoll", &Format::new()).unwrap();
        sheet.write_column(1, 1, ["duty", "tariff"]).unwrap();
        sheet.write_number_with_format(2, 2, 7, &Format::new().set_num_format("d.m.")).unwrap();
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.push_worksheet(sheet);
        workbook.save_to_buffer().unwrap()
    }

    /// The workbook with one of its parts changed.
    fn with_part(bytes: &[u8], place: usize, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut change = Some(change);
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            if at == place
                && let Some(change) = change.take()
            {
                change(&mut content);
            }
            writer.start_file(part.name().unwrap(), SimpleFileOptions::default()).unwrap();
            writer.write_all(&content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn read(bytes: Vec<u8>) {
        let (german, english) = (Lang::german(), Lang::english());
        for kind in [None, Some(TableKind::Units)] {
            let source = Source::of(bytes.clone(), "x.xlsx").unwrap();
            let reading = Reading { kind, ..Reading::new((&german, &english)) };
            if let Ok((_, Content::Units(rows))) = Content::open(source, &reading) {
                all_units(rows);
            }
        }
    }

    proptest! {
        #[test]
        fn no_workbook_makes_reading_panic(
            part in 0..10_usize,
            changes in prop::collection::vec(
                (any::<prop::sample::Index>(), "[<>/=\"0-9A-Za-z&; ]{0,4}|\\PC|-1|99999999999"),
                1..4,
            ),
        ) {
            let bytes = with_part(&book(), part, |content| {
                for (place, text) in &changes {
                    let place = place.index(content.len().max(1));
                    let end = (place + text.len()).min(content.len());
                    content.splice(place..end, text.bytes());
                }
            });
            read(bytes);
        }

        #[test]
        fn no_archive_makes_reading_panic(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let mut bytes = book();
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            read(bytes);
        }
    }
}
