//! Sentence pairs of a file, read as they are asked for.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::ExchangeError;
use super::report::Refusal;
use super::rows::UnitRow;
use crate::model::Variant;

/// What reads the sentence pairs of a format.
pub(super) trait ReadUnits: Send {
    /// The next pair, or why it cannot be used; none when there are no more.
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError>;

    /// How many bytes of the file were read as pairs.
    fn passed(&self) -> u64;

    /// What there is to say when all are read.
    fn last_remarks(&self) -> Vec<String>;
}

/// The sentence pairs of a file, in their order: each a row that can be used or a refused one. Only
/// a small part of the file is in memory. After an error nothing follows.
pub struct UnitRows {
    reader: Box<dyn ReadUnits>,
    remarks: Vec<String>,
    head: Option<String>,
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
    pub(super) fn new(all: u64) -> Self {
        Self { read: Arc::default(), all }
    }

    /// Notes how many bytes were read.
    pub(super) fn pass(&self, read: u64) {
        self.read.store(read, Ordering::Relaxed);
    }

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
    pub(super) fn new(reader: impl ReadUnits + 'static, remarks: Vec<String>, all: u64) -> Self {
        let meter = Meter::new(all);
        Self { reader: Box::new(reader), remarks, head: None, meter, has_ended: false }
    }

    pub(super) fn with_head(self, head: Option<String>) -> Self {
        Self { head, ..self }
    }

    /// What the file says of all its pairs, so that it can be given back.
    pub fn head(&self) -> Option<&str> {
        self.head.as_deref()
    }

    /// What a person should know of how the file was understood.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// What a person should know of the rows, when they are read.
    pub fn last_remarks(&self) -> Vec<String> {
        self.reader.last_remarks()
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
        let row = self.reader.read().map(|row| row.map(bounded)).transpose();
        self.has_ended = !matches!(row, Some(Ok(_)));
        self.meter.pass(self.reader.passed());
        row
    }
}

/// A text of a pair may be so long, in bytes.
pub(super) const LONGEST_TEXT: usize = 1 << 20;

/// Refuses a pair with a text that no segment is.
fn bounded(row: Result<UnitRow, Refusal>) -> Result<UnitRow, Refusal> {
    let row = row?;
    match row.variants.iter().find(|variant| variant.text.len() > LONGEST_TEXT) {
        None => Ok(row),
        Some(Variant { lang, .. }) => Err(Refusal {
            line: row.line,
            reason: format!(
                "the text in {lang} is longer than {} MB: no segment, rather a whole text",
                LONGEST_TEXT >> 20
            ),
        }),
    }
}

impl fmt::Debug for UnitRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnitRows").field("meter", &self.meter).finish_non_exhaustive()
    }
}
