//! Sentence pairs of a table, read as they are asked for.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::ExchangeError;
use super::reader::RowReader;
use super::report::Refusal;
use super::rows::UnitRow;
use super::units_in;

/// The sentence pairs of a table, in their order: each a row that can be used or a refused one. Only
/// a small part of the file is in memory. After an error nothing follows.
pub struct UnitRows {
    reader: Box<RowReader>,
    remarks: Vec<String>,
    meter: Meter,
    has_ended: bool,
}

/// How much of a file was read, for who does not hold its rows.
#[derive(Debug, Clone)]
pub struct Meter {
    read: Arc<AtomicU64>,
    all: u64,
}

impl Meter {
    /// How many bytes were read.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How many bytes there are.
    pub fn all(&self) -> u64 {
        self.all
    }
}

impl UnitRows {
    pub(super) fn new(reader: RowReader, remarks: Vec<String>, all: u64) -> Self {
        let meter = Meter { read: Arc::default(), all };
        Self { reader: Box::new(reader), remarks, meter, has_ended: false }
    }

    /// What a person should know of how the table was understood.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// What a person should know of the rows, when they are read.
    pub fn last_remarks(&self) -> Vec<String> {
        self.reader.remark().into_iter().collect()
    }

    /// How much of the file is read.
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }
}

impl Iterator for UnitRows {
    type Item = Result<Result<UnitRow, Refusal>, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let row = self.reader.next(units_in::row).transpose();
        self.has_ended = !matches!(row, Some(Ok(_)));
        self.meter.read.store(self.reader.passed(), Ordering::Relaxed);
        row
    }
}

impl fmt::Debug for UnitRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnitRows").field("meter", &self.meter).finish_non_exhaustive()
    }
}
