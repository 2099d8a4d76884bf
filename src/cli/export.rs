//! `beleg export`: glossary and sentence pairs for other tools.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::import::Kind;
use super::reading::STREAM;
use crate::exchange::{Dialect, ExportReport, Format, file, terms_csv, units_csv};
use crate::model::{DocumentId, Lang, Status};
use crate::project::{Project, Selection};
use crate::store::Access;

/// Export the glossary or the sentence pairs
///
/// The target is written beside its place and renamed, so that it is there whole or not at all. An
/// export that is imported again changes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg export glossar.csv
  beleg export glossar.csv --for excel-de      opens in a German Excel as it is
  beleg export paare.csv --as units
  beleg export paare.tsv --document d1
  beleg export wirtschaft.csv --subject economy --status preferred,admitted
  beleg export - | head

`--subject` and `--status` choose terms, `--document` pairs, `--since` and `--lang` both.

In all profiles a cell that begins with ' and = + - @ gets one more '; for Excel every cell that
begins with = + - @ does, so that it is text to it. Import takes the mark off again.")]
pub(super) struct Args {
    /// The file to write, `-` for stdout
    file: PathBuf,
    /// What to write [default: terms; units with `--document`]
    #[arg(long = "as", value_name = "WHAT")]
    kind: Option<Kind>,
    /// The format [default: told by the name, else csv]
    #[arg(long)]
    format: Option<Format>,
    /// The program that the file is for
    #[arg(long = "for", value_name = "NAME")]
    profile: Option<Profile>,
    /// Only this subject field
    #[arg(long)]
    subject: Option<String>,
    /// Only terms of these statuses
    #[arg(long, value_delimiter = ',')]
    status: Vec<Status>,
    /// Only the pairs of this document
    #[arg(long, value_name = "ID")]
    document: Option<DocumentId>,
    /// Only what was changed on this day or later, as 2026-01-31
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only what has a text in this language
    #[arg(long, value_name = "LANG")]
    lang: Vec<Lang>,
    /// End with 1 if something could not be written
    #[arg(long)]
    strict: bool,
}

/// A program with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    /// Excel with German settings.
    ExcelDe,
}

#[derive(Serialize)]
struct ExportObject<'a> {
    file: &'a str,
    format: &'static str,
    #[serde(rename = "as")]
    kind: &'static str,
    written: usize,
    lost: &'a [crate::exchange::Loss],
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let kind = args.kind.unwrap_or(match args.document {
        Some(_) => Kind::Units,
        None => Kind::Terms,
    });
    refuse_useless(&args, kind)?;
    let format = format(&args)?;
    let dialect = dialect(&args, format)?;
    let selection = selection(&args)?;
    let project = context.open(Access::Read)?;
    if let Some(id) = args.document
        && project.documents()?.iter().all(|summary| summary.id != id)
    {
        return Err(CliError::new(format!("there is no document {id}"))
            .hint("`beleg documents` lists those there are"));
    }
    let report = if args.file.as_os_str() == STREAM {
        write(&project, kind, &selection, dialect, context.out.raw())?
    } else {
        file::write_beside(&args.file, |out| write(&project, kind, &selection, dialect, out))?
    };
    tell(context, &args.file, format, kind, &report)?;
    if let Some(subject) = args.subject.filter(|_| report.written == 0) {
        tell_subjects(context, &project, &subject)?;
    }
    let lossy = args.strict && !report.lost.is_empty();
    Ok(if lossy { Outcome::Found } else { Outcome::Fine })
}

/// Refuses filters that would choose nothing in what is written.
fn refuse_useless(args: &Args, kind: Kind) -> Result<(), CliError> {
    let (useless, is_of, leave) = match kind {
        Kind::Terms => {
            ([("--document", args.document.is_some()); 2], "sentence pairs", "--as units")
        }
        Kind::Units => (
            [("--subject", args.subject.is_some()), ("--status", !args.status.is_empty())],
            "the glossary",
            "--as terms",
        ),
    };
    let Some((filter, _)) = useless.into_iter().find(|(_, is_given)| *is_given) else {
        return Ok(());
    };
    let written = match kind {
        Kind::Terms => "terms",
        Kind::Units => "sentence pairs",
    };
    Err(CliError::new(format!(
        "`{filter}` is a filter of {is_of} and cannot choose among {written}"
    ))
    .hint(format!("leave out `{filter}`, or write {is_of} with `{leave}`")))
}

/// The dialect of a format, or that of the program that the file is for.
fn dialect(args: &Args, format: Format) -> Result<Dialect, CliError> {
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
    match format {
        Format::Csv => Ok(Dialect::Csv),
        Format::Tsv => Ok(Dialect::Tsv),
        other => Err(CliError::new(format!("{other} holds no tables, so it cannot be exported"))
            .hint("tables are csv or tsv")),
    }
}

/// Says which subject fields there are, if nothing was written because there is no such one.
fn tell_subjects(context: &mut Context, project: &Project, wanted: &str) -> Result<(), CliError> {
    let subjects: Vec<String> = project.subjects()?.into_iter().collect();
    if subjects.iter().any(|subject| subject.to_lowercase() == wanted.to_lowercase()) {
        return Ok(());
    }
    let there = match subjects.as_slice() {
        [] => "none has any".to_owned(),
        subjects => format!("there are {}", subjects.join(", ")),
    };
    context.out.say(format!("no concept has the subject `{wanted}`; {there}"));
    Ok(())
}

fn format(args: &Args) -> Result<Format, CliError> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    if args.file.as_os_str() == STREAM {
        return Ok(Format::Csv);
    }
    let name = args.file.display().to_string();
    Format::by_extension(&name).filter(|format| format.is_table()).ok_or_else(|| {
        CliError::new(format!("`{name}` does not say which format it is to have")).hint(
            if name.to_lowercase().ends_with(".xlsx") {
                "Excel opens what `--for excel-de` writes into a .csv file"
            } else {
                "end it with .csv or .tsv, or name the format with `--format`"
            },
        )
    })
}

fn selection(args: &Args) -> Result<Selection, CliError> {
    if let Some(since) = &args.since {
        let day: Result<jiff::civil::Date, _> = since.get(..10).unwrap_or(since).parse();
        if day.is_err() {
            return Err(
                CliError::new(format!("`{since}` is no date")).hint("write it as 2026-01-31")
            );
        }
    }
    Ok(Selection {
        subject: args.subject.clone(),
        status: args.status.clone(),
        document: args.document,
        since: args.since.clone(),
        langs: args.lang.clone(),
    })
}

fn write(
    project: &Project,
    kind: Kind,
    selection: &Selection,
    dialect: Dialect,
    out: &mut dyn Write,
) -> Result<ExportReport, CliError> {
    let langs = project.langs();
    Ok(if kind == Kind::Units {
        let units = project.units(selection)?;
        units_csv::write_units(out, &units, &langs.from, &langs.to, dialect)?
    } else {
        let concepts = project.concepts(selection)?;
        terms_csv::write_terms(out, &concepts, &langs.from, &langs.to, dialect)?
    })
}

fn tell(
    context: &mut Context,
    file: &Path,
    format: Format,
    kind: Kind,
    report: &ExportReport,
) -> Result<(), CliError> {
    let (kind, what) = match kind {
        Kind::Terms => ("terms", "concepts"),
        Kind::Units => ("units", "pairs"),
    };
    let shown = file.display().to_string();
    if context.json() && file.as_os_str() != STREAM {
        context.out.object(&ExportObject {
            file: &shown,
            format: format.name(),
            kind,
            written: report.written,
            lost: &report.lost,
        })?;
        return Ok(());
    }
    for loss in &report.lost {
        context.out.say(format!("not written: {} {}", loss.count, loss.what));
    }
    let place = if file.as_os_str() == STREAM { "stdout".to_owned() } else { shown };
    context.out.say(format!("{} {what} written to {place}", report.written));
    Ok(())
}
