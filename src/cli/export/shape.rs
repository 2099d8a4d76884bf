//! Which format an export has, what goes into it, and for which program.

use clap::ValueEnum;

use super::super::error::CliError;
use super::super::reading::STREAM;
use super::{Args, What};
use crate::exchange::profiles::Consumer;
use crate::exchange::{Dialect, Format, Holding};

/// A program with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    /// Excel with German settings: .csv
    ExcelDe,
    /// The glossary of an OmegaT project: .txt or .utf8
    #[value(name = "omegat")]
    OmegaT,
    /// A glossary of DeepL: .csv or .tsv
    #[value(name = "deepl")]
    DeepL,
    /// A glossary of Google Cloud Translation: .csv or .tsv
    Google,
    /// A term base of memoQ: .csv
    #[value(name = "memoq")]
    MemoQ,
    /// A glossary of MateCat: .xlsx or .csv
    #[value(name = "matecat")]
    MateCat,
    /// A termbase of MultiTerm, for its Glossary Converter: .xlsx or .csv
    #[value(name = "multiterm")]
    MultiTerm,
    /// Cards of Anki: .txt or .tsv
    Anki,
}

impl Profile {
    /// The program, if it takes a glossary and nothing else.
    pub(super) fn consumer(self) -> Option<Consumer> {
        Some(match self {
            Self::ExcelDe => return None,
            Self::OmegaT => Consumer::OmegaT,
            Self::DeepL => Consumer::DeepL,
            Self::Google => Consumer::Google,
            Self::MemoQ => Consumer::MemoQ,
            Self::MateCat => Consumer::MateCat,
            Self::MultiTerm => Consumer::MultiTerm,
            Self::Anki => Consumer::Anki,
        })
    }

    /// The name to give it on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

impl From<What> for Holding {
    fn from(what: What) -> Self {
        match what {
            What::Terms => Self::Terms,
            What::Units => Self::Units,
            What::Document => Self::Document,
            What::Everything => Self::Everything,
        }
    }
}

/// The format that was named, or that the name of the target tells.
pub(super) fn format(args: &Args) -> Result<Format, CliError> {
    if let Some((profile, consumer)) = args.profile.and_then(|p| Some((p, p.consumer()?))) {
        return format_for(args, profile, consumer);
    }
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
    super::super::pretranslate::refuse_name_of_tool(&args.file)?;
    let name = args.file.display().to_string();
    Format::by_extension(&name).filter(is_written).ok_or_else(|| {
        CliError::new(format!("`{name}` does not say which format it is to have")).hint(
            "end it with .csv, .xlsx, .tmx, .tbx, .xlf or .html, or name the format with \
             `--format`; `beleg formats` lists them",
        )
    })
}

/// The format of a file that a program takes.
fn format_for(args: &Args, profile: Profile, consumer: Consumer) -> Result<Format, CliError> {
    let files = consumer.files();
    let ends = |ending: &str| {
        args.file.extension().is_some_and(|given| given.eq_ignore_ascii_case(ending))
    };
    let fits = |format: Format| args.format.is_none_or(|given| given == format);
    let is_stream = args.file.as_os_str() == STREAM;
    let found = files.iter().find(|(ending, format)| (is_stream || ends(ending)) && fits(*format));
    found.map(|(_, format)| *format).ok_or_else(|| {
        let name = profile.name();
        let endings: Vec<String> = files.iter().map(|(ending, _)| format!(".{ending}")).collect();
        let endings = endings.join(" or ");
        CliError::new(format!("`--for {name}` writes a file that ends in {endings}"))
            .hint(format!("end the name so, or leave out `--for {name}`"))
    })
}

/// What is to be written: what was asked for, or what the format usually holds.
pub(super) fn kind(args: &Args, format: Format) -> What {
    let holds = |what: Holding| format.writes().contains(&what);
    args.kind.unwrap_or(if args.document.is_some() {
        if holds(Holding::Units) { What::Units } else { What::Document }
    } else if holds(Holding::Everything) {
        What::Everything
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
    if let Some(profile) = args.profile.filter(|profile| profile.consumer().is_some())
        && kind != What::Terms
    {
        return Err(CliError::new(format!("`--for {}` writes a glossary", profile.name()))
            .hint("leave out `--as` and `--document`, or `--for`"));
    }
    if kind == What::Document && args.document.is_none() {
        return Err(CliError::new("no document was named to be written")
            .hint("name one with `--document d1`; `beleg documents` lists those there are"));
    }
    if !format.writes().contains(&kind.into()) {
        let what = match kind {
            What::Terms => "a glossary",
            What::Units => "sentence pairs",
            What::Document => "the beads of a document",
            What::Everything => "everything",
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
