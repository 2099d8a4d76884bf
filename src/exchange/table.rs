//! Tables: what a file with rows and columns holds.

use csv::StringRecord;

use super::columns::Columns;
use super::encoding::decode_table;
use super::error::ExchangeError;
use super::format::Format;
use super::names::Langs;
use super::records::{self, Records};
use super::report::Refusal;
use super::rows::{Row, TermRow, UnitRow};
use super::separator::{self, Separator};
use super::{terms_in, units_in};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Terms of a glossary.
    Terms,
    /// Sentence pairs.
    Units,
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Tables {
    /// A glossary.
    Terms(TermTable),
    /// Sentence pairs.
    Units(UnitTable),
}

/// The rows of a glossary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermTable {
    /// The rows that can be used.
    pub rows: Vec<TermRow>,
    /// The rows that cannot.
    pub refused: Vec<Refusal>,
    /// What else is worth saying.
    pub remarks: Vec<String>,
}

/// The rows of a table of sentence pairs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitTable {
    /// The rows that can be used.
    pub rows: Vec<UnitRow>,
    /// The rows that cannot.
    pub refused: Vec<Refusal>,
    /// What else is worth saying.
    pub remarks: Vec<String>,
}

impl Tables {
    /// Reads a table, and answers with its format too. Without `format` its content and its name
    /// tell that; without `kind` its columns tell what it holds, or else the length of its cells.
    ///
    /// # Errors
    /// If the file holds no table, or none with two languages.
    pub fn read(
        bytes: Vec<u8>,
        name: &str,
        format: Option<Format>,
        langs: Langs<'_>,
        kind: Option<TableKind>,
    ) -> Result<(Format, Self), ExchangeError> {
        if let Some(format) = format.filter(|format| !format.is_table()) {
            return Err(ExchangeError::NotTabular { name: name.to_owned(), format: format.name() });
        }
        let decoded = decode_table(bytes, name)?;
        let format = format.map_or_else(|| Format::of_table(name, &decoded.text), Ok)?;
        let opened = Opened::new(&decoded.text, name, format, langs)?;
        let given = kind;
        let kind = given.unwrap_or_else(|| opened.kind());
        let mut remarks: Vec<String> = decoded.remark().into_iter().collect();
        remarks.extend(opened.remarks(kind, given, langs));
        let tables = match kind {
            TableKind::Terms => {
                let (rows, refused) = opened.rows(terms_in::row);
                Self::Terms(TermTable { rows, refused, remarks })
            }
            TableKind::Units => {
                let (rows, refused) = opened.rows(units_in::row);
                Self::Units(UnitTable { rows, refused, remarks })
            }
        };
        Ok((format, tables))
    }

    /// How many rows can be used.
    pub fn rows(&self) -> usize {
        match self {
            Self::Terms(table) => table.rows.len(),
            Self::Units(table) => table.rows.len(),
        }
    }

    /// The rows that cannot be used, in order.
    pub fn refused(&self) -> &[Refusal] {
        match self {
            Self::Terms(table) => &table.refused,
            Self::Units(table) => &table.refused,
        }
    }

    /// What a person should know of how the table was understood.
    pub fn remarks(&self) -> &[String] {
        match self {
            Self::Terms(table) => &table.remarks,
            Self::Units(table) => &table.remarks,
        }
    }
}

/// A row as its kind of table reads it; nothing if it is empty, a reason if it cannot be used.
type RowResult<T> = Result<Option<T>, String>;

/// A table whose columns are known.
struct Opened<'t> {
    columns: Columns,
    has_header: bool,
    /// The text of its records, and the line that it begins on.
    text: &'t str,
    line: usize,
    separator: Separator,
}

impl<'t> Opened<'t> {
    fn new(
        text: &'t str,
        name: &str,
        format: Format,
        langs: Langs<'_>,
    ) -> Result<Self, ExchangeError> {
        let (declared, start) =
            separator::declared(text).map_or((None, 0), |(separator, end)| (Some(separator), end));
        let (text, line) = (&text[start..], 1 + usize::from(start > 0));
        let by_name = (format == Format::Tsv && text.contains('\t')).then_some(Separator::TAB);
        let separator = declared
            .or(by_name)
            .or_else(|| separator::guess(text, langs))
            .ok_or_else(|| ExchangeError::NoTable { name: name.to_owned() })?;
        let first = first_line(text, separator);
        let has_header = Columns::is_header(&first, langs);
        let columns = if has_header {
            match records::spanning(text, line, separator).next() {
                Some(Ok(header)) => Columns::of_header(&header.cells, langs),
                _ => Columns::of_header(&first, langs),
            }
        } else {
            Columns::without_header(langs)
        };
        if columns.languages() < 2 {
            let (name, header) = (name.to_owned(), columns.header());
            return Err(ExchangeError::NoLanguages { name, header });
        }
        Ok(Self { columns, has_header, text, line, separator })
    }

    /// The records behind the header. They are read anew each time: to keep them all would take
    /// more memory than the text itself.
    fn records(&self) -> Records<'t> {
        if self.has_header {
            let mut records = records::spanning(self.text, self.line, self.separator);
            records.next();
            records
        } else {
            records::line_by_line(self.text, self.line, self.separator)
        }
    }

    fn kind(&self) -> TableKind {
        match (self.columns.speak_of_terms(), self.columns.speak_of_units()) {
            (true, false) => TableKind::Terms,
            (false, true) => TableKind::Units,
            _ if self.are_short() => TableKind::Terms,
            _ => TableKind::Units,
        }
    }

    /// Whether half of the cells have at most four words.
    fn are_short(&self) -> bool {
        let (mut all, mut short) = (0, 0);
        for record in self.records().flatten() {
            for column in &self.columns.terms {
                let words = record.cells.get(column.at).unwrap_or("").split_whitespace().take(5);
                let words = words.count();
                all += usize::from(words > 0);
                short += usize::from((1..=4).contains(&words));
            }
        }
        short * 2 >= all
    }

    fn remarks(
        &self,
        kind: TableKind,
        given: Option<TableKind>,
        (from, to): Langs<'_>,
    ) -> Vec<String> {
        let mut remarks = Vec::new();
        let (are, or) = match kind {
            TableKind::Terms => ("terms", "units"),
            TableKind::Units => ("sentence pairs", "terms"),
        };
        if !self.has_header {
            let but = match given {
                Some(_) => String::new(),
                None => format!(" (`--as {or}` if they are not)"),
            };
            remarks.push(format!(
                "no header: taken for {are}, the columns for {from}, {to} and a note{but}"
            ));
            let further = self
                .records()
                .flatten()
                .filter(|record| record.cells.iter().skip(3).any(|cell| !cell.trim().is_empty()));
            match further.count() {
                0 => {}
                rows => remarks.push(format!("{rows} rows have a fourth column, which is ignored")),
            }
        } else if given.is_none() && kind == TableKind::Units && !self.columns.speak_of_units() {
            remarks
                .push(format!("the rows are long: taken for {are} (`--as {or}` if they are not)"));
        }
        remarks.extend(self.columns.remarks.iter().cloned());
        let useless = self.columns.of_no_use(kind == TableKind::Units);
        if !useless.is_empty() {
            remarks.push(format!("{are} have no use for {}", useless.join(", ")));
        }
        remarks
    }

    fn rows<T>(&self, read: fn(&Row<'_>, &Columns) -> RowResult<T>) -> (Vec<T>, Vec<Refusal>) {
        let (mut rows, mut refused) = (Vec::new(), Vec::new());
        for record in self.records() {
            let row = record.and_then(|record| {
                let row = Row { record: &record };
                let read = row.fits(&self.columns).and_then(|()| read(&row, &self.columns));
                read.map_err(|reason| Refusal { line: record.line, reason })
            });
            match row {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => {}
                Err(refusal) => refused.push(refusal),
            }
        }
        (rows, refused)
    }
}

/// The cells of the first line that is not empty.
fn first_line(text: &str, separator: Separator) -> StringRecord {
    let line = text.trim_start_matches(['\r', '\n']).split(['\r', '\n']).next();
    records::plain_cells(line.unwrap_or(""), separator)
}
