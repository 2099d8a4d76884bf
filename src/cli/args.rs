//! Arguments that several commands share.

use std::ffi::OsString;
use std::str::FromStr;

use clap::{Args, ValueEnum};

use crate::model::{BadLang, Lang};
use crate::project::GivenLangs;

/// A spreadsheet with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Spreadsheet {
    /// Excel with German settings.
    ExcelDe,
}

/// Arguments of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The database [default: what BELEG_DB names, else beleg.db in your data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<OsString>,
    /// The source language, such as `de` [default: what the database remembers]
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) from: Option<From>,
    /// The target language, such as `en-GB`
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) to: Option<Lang>,
    /// Print JSON lines, one object a result
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        help = "When to use colour: auto, always or never"
    )]
    pub(super) color: ColorWhen,
}

/// What `--from` was given: a language, or for `beleg index` the score from which it is to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// A language.
    Lang(Lang),
    /// A number.
    Score(u8),
}

impl FromStr for From {
    type Err = BadLang;

    fn from_str(text: &str) -> Result<Self, BadLang> {
        match text.parse() {
            Ok(score) => Ok(Self::Score(score)),
            Err(_) => text.parse().map(Self::Lang),
        }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Global {
    pub(super) fn langs(&self) -> GivenLangs {
        let from = match &self.from {
            Some(From::Lang(lang)) => Some(lang.clone()),
            Some(From::Score(_)) | None => None,
        };
        GivenLangs { from, to: self.to.clone() }
    }
}

/// Reads a number of results: at least one, and no more than anything can hold.
pub(super) fn positive(text: &str) -> Result<usize, String> {
    const MOST: usize = 1_000_000_000;
    let number: usize = text.parse().map_err(|_| "a number is needed".to_owned())?;
    if number == 0 {
        return Err("it must be at least 1".to_owned());
    }
    Ok(number.min(MOST))
}
