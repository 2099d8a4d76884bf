//! The file of refused rows.

use std::path::{Path, PathBuf};

use super::super::context::Context;
use super::super::error::CliError;
use super::super::output::counted;
use super::super::reading::STREAM;
use crate::exchange::{Dialect, ExchangeError, Format, Refusal, file, refusals_csv};

/// The rows that are refused, if they are to be written into a file.
pub(super) struct Rejects<'a> {
    file: Option<&'a Path>,
    rows: Vec<(String, Refusal)>,
}

impl<'a> Rejects<'a> {
    /// The rejects of an import of files; the target must be none of these.
    pub(super) fn new(
        file: Option<&'a Path>,
        inputs: &[PathBuf],
        context: &Context,
    ) -> Result<Self, CliError> {
        if let Some(file) = file.filter(|file| file.as_os_str() != STREAM) {
            context.check_output(file, inputs)?;
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                let (path, folder) = (file.display().to_string(), folder.display().to_string());
                return Err(ExchangeError::FolderMissing { path, folder }.into());
            }
        }
        Ok(Self { file, rows: Vec::new() })
    }

    /// Whether they are wanted.
    pub(super) fn are_wanted(&self) -> bool {
        self.file.is_some()
    }

    /// Takes the refused rows of a file.
    pub(super) fn take(&mut self, shown: &str, rows: impl IntoIterator<Item = Refusal>) {
        if self.are_wanted() {
            self.rows.extend(rows.into_iter().map(|row| (shown.to_owned(), row)));
        }
    }

    /// Writes them at the end of an import. If that fails it says that the import stands.
    pub(super) fn write_at_end(
        &self,
        is_trial: bool,
        context: &mut Context,
    ) -> Result<(), CliError> {
        self.write(context).map_err(|mut error| {
            if !is_trial {
                error.message.push_str("; all else is imported, and `beleg undo` takes it back");
            }
            error
        })
    }

    /// Writes them, whether there are any or not, so that no older file stands there.
    pub(super) fn write(&self, context: &mut Context) -> Result<(), CliError> {
        let Some(target) = self.file else { return Ok(()) };
        if target.as_os_str() == STREAM {
            return Ok(refusals_csv::write(context.out.raw(), &self.rows, Dialect::Csv)?);
        }
        let format = target.to_str().and_then(Format::by_extension);
        let dialect = if format == Some(Format::Tsv) { Dialect::Tsv } else { Dialect::Csv };
        file::write_beside(target, |out| refusals_csv::write(out, &self.rows, dialect))?;
        let count = counted(self.rows.len(), "refused row");
        context.out.say(format!("{count} written to {}", target.display()));
        Ok(())
    }
}
