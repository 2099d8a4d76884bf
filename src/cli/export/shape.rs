//! Which format an export has, what goes into it, and for which program.

use clap::ValueEnum;

use super::super::error::CliError;
use super::super::reading::STREAM;
use super::{Args, What};
use crate::exchange::{Dialect, Format, Holding};

/// A program with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum Profile {
    /// Excel with German settings.
    ExcelDe,
}

impl From<What> for Holding {
    fn from(what: What) -> Self {
        match what {
            What::Terms => Self::Terms,
            What::Units => Self::Units,
            What::Document => Self::Document,
        }
    }
}

/// The format that was named, or that the name of the target tells.
pub(super) fn format(args: &Args) -> Result<Format, CliError> {
    let is_written = |format: &Format| !format.writes().is_empty();
    if let Some(format) = args.format {
        return Some(format).filter(is_written).ok_or_else(|| {
            CliError::new(format!("{format} is read, but not written"))
                .hint("`beleg formats` lists what is written")
        });
    }
    if args.file.as_os_str() == STREAM {
        return Ok(Format::Csv);
    }
    let name = args.file.display().to_string();
    Format::by_extension(&name).filter(is_written).ok_or_else(|| {
        CliError::new(format!("`{name}` does not say which format it is to have")).hint(
            "end it with .csv, .xlsx, .tmx or .html, or name the format with `--format`; `beleg \
             formats` lists them",
        )
    })
}

/// What is to be written: what was asked for, or what the format usually holds.
pub(super) fn kind(args: &Args, format: Format) -> What {
    let holds = |what: Holding| format.writes().contains(&what);
    args.kind.unwrap_or(if args.document.is_some() {
        if holds(Holding::Units) { What::Units } else { What::Document }
    } else if holds(Holding::Terms) {
        What::Terms
    } else if holds(Holding::Units) {
        What::Units
    } else {
        What::Document
    })
}

/// Checks that a format can hold what is to be written. Answers with the dialect of a table.
pub(super) fn check(args: &Args, format: Format, kind: What) -> Result<Dialect, CliError> {
    if kind == What::Document && args.document.is_none() {
        return Err(CliError::new("no document was named to be written")
            .hint("name one with `--document d1`; `beleg documents` lists those there are"));
    }
    if !format.writes().contains(&kind.into()) {
        let what = match kind {
            What::Terms => "a glossary",
            What::Units => "sentence pairs",
            What::Document => "the beads of a document",
        };
        return Err(CliError::new(format!("{format} cannot hold {what}"))
            .hint("`beleg formats` lists what each format holds"));
    }
    if args.profile == Some(Profile::ExcelDe) {
        let named = Format::by_extension(&args.file.to_string_lossy()).unwrap_or(format);
        return match (format, named) {
            (Format::Csv, Format::Csv) => Ok(Dialect::ExcelDe),
            (Format::Csv, other) | (other, _) => Err(CliError::new(format!(
                "`--for excel-de` writes csv with semicolons, not {other}"
            ))
            .hint("end the name with .csv, or leave out `--for excel-de`")),
        };
    }
    Ok(match format {
        Format::Tsv => Dialect::Tsv,
        Format::Xlsx => Dialect::Xlsx,
        _ => Dialect::Csv,
    })
}
