//! Reading the rows of a table, one by one.

use super::columns::Columns;
use super::error::ExchangeError;
use super::records::Records;
use super::report::{Refusal, counted};
use super::rows::{Record, Row};

/// What a row says to its kind of table: nothing if it is empty, a reason if it cannot be used.
type RowResult<T> = Result<Option<T>, String>;

/// What hands out the records of a table, one by one.
pub(super) trait ReadRecords: Send {
    /// The next record, or why it cannot be read; none when there are no more.
    fn next(&mut self) -> Result<Option<Result<&Record, Refusal>>, ExchangeError>;

    /// How many bytes of the file were read as records.
    fn passed(&self) -> u64;
}

impl ReadRecords for Records {
    fn next(&mut self) -> Result<Option<Result<&Record, Refusal>>, ExchangeError> {
        self.next()
    }

    fn passed(&self) -> u64 {
        self.passed()
    }
}

/// Reads rows.
pub(super) struct RowReader {
    columns: Columns,
    records: Box<dyn ReadRecords>,
    /// How many rows have more cells than a table without a header has columns.
    further: usize,
    /// How many lines of such a table are comments.
    comments: usize,
}

impl RowReader {
    pub(super) fn new(columns: Columns, records: impl ReadRecords + 'static) -> Self {
        Self { columns, records: Box::new(records), further: 0, comments: 0 }
    }

    /// The next row that is not empty, or why it cannot be used; none when there are no more.
    pub(super) fn next<T>(
        &mut self,
        read: fn(&Row<'_>, &Columns) -> RowResult<T>,
    ) -> Result<Option<Result<T, Refusal>>, ExchangeError> {
        while let Some(record) = self.records.next()? {
            let record = match record {
                Ok(record) => record,
                Err(refusal) => return Ok(Some(Err(refusal))),
            };
            let has_width = self.columns.width.is_some();
            if !has_width && is_comment(record) {
                self.comments += 1;
                continue;
            }
            let columns = self.columns.without_names();
            let mut further = record.cells.iter().skip(columns).filter(|_| !has_width);
            self.further += usize::from(further.any(|cell| !cell.trim().is_empty()));
            let row = Row { record };
            match row.fits(&self.columns).and_then(|()| read(&row, &self.columns)) {
                Ok(Some(row)) => return Ok(Some(Ok(row))),
                Ok(None) => {}
                Err(reason) => return Ok(Some(Err(Refusal { line: record.line, reason }))),
            }
        }
        Ok(None)
    }

    /// How many bytes of the file were read as rows.
    pub(super) fn passed(&self) -> u64 {
        self.records.passed()
    }

    /// What is to be said of the rows that were read.
    pub(super) fn remarks(&self) -> Vec<String> {
        let which = if self.columns.have_own_langs() { "fifth" } else { "fourth" };
        let said = [
            counted(
                self.further,
                &format!("row has a {which} column, which is ignored"),
                &format!("rows have a {which} column, which is ignored"),
            ),
            counted(
                self.comments,
                "line that begins with # is taken for a comment",
                "lines that begin with # are taken for comments",
            ),
        ];
        said.into_iter().flatten().collect()
    }
}

/// Whether a line of a table without a header is a comment, as OmegaT writes them: it has no
/// translation, and so would be of no use.
fn is_comment(record: &Record) -> bool {
    let mut cells = record.cells.iter();
    let begins = cells.next().is_some_and(|first| first.trim_start().starts_with('#'));
    begins && cells.all(|cell| cell.trim().is_empty())
}
