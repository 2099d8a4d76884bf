//! Reading the rows of a table, one by one.

use super::columns::Columns;
use super::error::ExchangeError;
use super::records::Records;
use super::report::Refusal;
use super::rows::Row;

/// What a row says to its kind of table: nothing if it is empty, a reason if it cannot be used.
type RowResult<T> = Result<Option<T>, String>;

/// Reads rows.
pub(super) struct RowReader {
    columns: Columns,
    records: Records,
    /// How many rows have more cells than a table without a header has columns.
    further: usize,
}

impl RowReader {
    pub(super) fn new(columns: Columns, records: Records) -> Self {
        Self { columns, records, further: 0 }
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
            let mut further = record.cells.iter().skip(3).filter(|_| !has_width);
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
    pub(super) fn remark(&self) -> Option<String> {
        let rows = self.further;
        (rows > 0).then(|| format!("{rows} rows have a fourth column, which is ignored"))
    }
}
