//! Which TBX an export writes.

use clap::ValueEnum;

use super::super::error::CliError;
use crate::exchange::Format;
use crate::exchange::tbx::{Dialect, Style};

/// What can be chosen of TBX.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "TBX")]
pub(in super::super) struct TbxArgs {
    /// The dialect of TBX [default: basic]
    #[arg(long, value_name = "NAME", conflicts_with = "tbx2")]
    dialect: Option<TbxDialect>,
    /// How its categories are written: as attributes (dca) or as elements (dct) [default: dca]
    #[arg(long, value_name = "NAME", conflicts_with = "tbx2")]
    style: Option<TbxStyle>,
    /// TBX of 2008 (TBX-Default), for OmegaT and other tools that read no newer one
    #[arg(long)]
    tbx2: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TbxDialect {
    /// With grammar, definitions, sources and contexts: what most tools read.
    Basic,
    /// With little more than terms.
    Min,
    /// As basic, with the grammatical number.
    Linguist,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TbxStyle {
    /// As attributes.
    Dca,
    /// As elements.
    Dct,
}

impl TbxArgs {
    /// What was chosen, if the format is one that it can be chosen for.
    pub(super) fn chosen(&self, format: Format) -> Result<(Dialect, Style), CliError> {
        let given = [
            ("--dialect", self.dialect.is_some()),
            ("--style", self.style.is_some()),
            ("--tbx2", self.tbx2),
        ];
        if let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given)
            && format != Format::Tbx
        {
            return Err(CliError::new(format!(
                "`{option}` chooses among kinds of tbx, not {format}"
            ))
            .hint(format!("end the name with .tbx, or leave out `{option}`")));
        }
        let dialect = match self.dialect {
            _ if self.tbx2 => Dialect::Default2008,
            None | Some(TbxDialect::Basic) => Dialect::Basic,
            Some(TbxDialect::Min) => Dialect::Min,
            Some(TbxDialect::Linguist) => Dialect::Linguist,
        };
        let style = match self.style {
            None | Some(TbxStyle::Dca) => Style::Dca,
            Some(TbxStyle::Dct) => Style::Dct,
        };
        Ok((dialect, style))
    }
}
