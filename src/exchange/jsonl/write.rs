//! Writing a backup.

use std::io::Write;

use serde::Serialize;

use super::super::error::ExchangeError;
use super::{Head, VERSION};
use crate::model::Lang;
use crate::model::backup::Record;

/// A backup in the making.
pub struct BackupWriter<'w> {
    out: &'w mut dyn Write,
    written: usize,
}

impl<'w> BackupWriter<'w> {
    /// Begins a backup of a database that remembers these languages.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn new(out: &'w mut dyn Write, langs: Option<(Lang, Lang)>) -> Result<Self, ExchangeError> {
        let (from, to) = langs.unzip();
        let mut writer = Self { out, written: 0 };
        writer.line(&Head { beleg: VERSION, from, to })?;
        Ok(writer)
    }

    /// Writes a record.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn record(&mut self, record: &Record) -> Result<(), ExchangeError> {
        self.written += 1;
        self.line(record)
    }

    /// How many records were written.
    pub fn written(&self) -> usize {
        self.written
    }

    fn line(&mut self, object: &impl Serialize) -> Result<(), ExchangeError> {
        let output = |source| ExchangeError::Output { source };
        serde_json::to_writer(&mut *self.out, object).map_err(|error| output(error.into()))?;
        self.out.write_all(b"\n").map_err(output)
    }
}
