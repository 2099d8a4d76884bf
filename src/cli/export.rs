//! `beleg export`: glossary and sentence pairs for other tools, and aligned articles to look at.

mod shape;
mod tbx;
mod write;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::WhoseArgs;
use super::output::counted;
use super::reading::STREAM;
use crate::exchange::{ExportReport, Format, file};
use crate::model::{DocumentId, Lang, Status};
use crate::project::{Project, Selection};
use crate::store::Access;
use shape::Profile;
use tbx::TbxArgs;
use write::Wanted;

/// Export the glossary, the sentence pairs, or an aligned article
///
/// The target is written beside its place and renamed, so that it is there whole or not at all. A
/// glossary or pairs that are imported again change nothing if all was written; a page and a table of
/// beads are to look at, not to be imported.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg export glossar.csv
  beleg export glossar.xlsx                    a workbook, every cell a text
  beleg export glossar.csv --for excel-de      opens in a German Excel as it is
  beleg export glossar.tbx --tbx2              a termbase for OmegaT
  beleg export projekt/glossary/beleg.txt --for omegat
  beleg export glossar.csv --for deepl         one translation a term, no header
  beleg export paare.tmx                       for any other translation memory
  beleg export paare.xlf                       XLIFF 1.2; 2.1 with `--format xliff2`
  beleg export paare.csv --as units
  beleg export paare.tsv --document d1
  beleg export glossar.html                    the glossary, to print; glossar.md too
  beleg export seite.html --document d1        both texts side by side, to look at and print
  beleg export beads.tsv --document d1 --as document
  beleg export wirtschaft.csv --subject economy --status preferred,admitted
  beleg export sicherung.jsonl                 everything, to be imported again as it is
  beleg export - | head

`--for` keeps the rules of a program and says what it left out. Terms to avoid go out as forbidden
where the program knows such (matecat, multiterm, anki), else not at all; proposed ones where it
shows that they are (omegat, multiterm, anki), else only with `--status` naming them.

`--subject` and `--status` choose terms, `--memory` and `--document` pairs, `--client`, `--project`,
`--since` and `--lang` both. A .tmx names the client, project and subject of every pair.

In all profiles a cell that begins with ' and = + - @ gets one more '; for Excel every cell that
begins with = + - @ does, so that it is text to it. Import takes the mark off again.")]
pub(super) struct Args {
    /// The file to write, `-` for stdout
    file: PathBuf,
    /// What to write [default: terms; with `--document` units, into a page the document]
    #[arg(long = "as", value_name = "WHAT")]
    kind: Option<What>,
    /// The format [default: told by the name, else csv]
    #[arg(long)]
    format: Option<Format>,
    /// The program that the file is for
    #[arg(long = "for", value_name = "NAME")]
    profile: Option<Profile>,
    /// Only this subject field
    #[arg(long)]
    subject: Option<String>,
    #[command(flatten)]
    whose: WhoseArgs,
    /// Only terms of these statuses
    #[arg(long, value_delimiter = ',')]
    status: Vec<Status>,
    /// Only the pairs of this document, or the document itself
    #[arg(long, value_name = "ID")]
    document: Option<DocumentId>,
    /// Only its alignment with this other document
    #[arg(long, value_name = "ID", requires = "document")]
    with: Option<DocumentId>,
    /// Only what was changed on this day or later, as 2026-01-31
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only what has a text in this language
    #[arg(long, value_name = "LANG")]
    lang: Vec<Lang>,
    /// End with 1 if something could not be written
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    tbx: TbxArgs,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// Terms of the glossary.
    Terms,
    /// Sentence pairs.
    Units,
    /// An aligned document, bead by bead.
    Document,
    /// All that the database keeps.
    Everything,
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
    let format = shape::format(&args)?;
    let kind = shape::kind(&args, format);
    refuse_useless(&args, kind)?;
    let dialect = shape::check(&args, format, kind)?;
    let tbx = args.tbx.chosen(format)?;
    let selection = selection(&args)?;
    context.check_target(&args.file)?;
    let project = context.open(Access::Read)?;
    if let Some(id) = args.document
        && project.documents()?.iter().all(|summary| summary.id != id)
    {
        return Err(CliError::new(format!("there is no document {id}"))
            .hint("`beleg documents` lists those there are"));
    }
    let consumer = args.profile.and_then(Profile::consumer);
    let (selection, with) = (&selection, args.with);
    let wanted = Wanted { kind, format, dialect, tbx, consumer, selection, with };
    let report = if args.file.as_os_str() == STREAM {
        wanted.write(&project, context.out.raw())?
    } else {
        file::write_beside(&args.file, |out| wanted.write(&project, out))?
    };
    tell(context, &args.file, format, kind, &report)?;
    if let Some(subject) = args.subject.filter(|_| report.written == 0) {
        tell_subjects(context, &project, &subject)?;
    }
    let lossy = args.strict && !report.lost.is_empty();
    Ok(if lossy { Outcome::Found } else { Outcome::Fine })
}

/// Refuses filters that would choose nothing in what is written.
fn refuse_useless(args: &Args, kind: What) -> Result<(), CliError> {
    let subject = ("--subject", args.subject.is_some());
    let status = ("--status", !args.status.is_empty());
    let with = ("--with", args.with.is_some());
    let of_any = [("--since", args.since.is_some()), ("--lang", !args.lang.is_empty())];
    let of_memories = [
        ("--memory", !args.whose.memory.is_empty()),
        ("--client", !args.whose.client.is_empty()),
        ("--project", !args.whose.project.is_empty()),
    ];
    let (written, useless) = match kind {
        What::Terms => {
            let of_documents = vec![("--document", args.document.is_some()), with];
            ("terms", vec![of_documents, of_memories[..1].to_vec()])
        }
        What::Units => ("sentence pairs", vec![vec![status, with]]),
        What::Everything => {
            ("everything", vec![vec![subject, status, with], of_any.to_vec(), of_memories.to_vec()])
        }
        What::Document => (
            "the beads of a document",
            vec![vec![subject, status], of_any.to_vec(), of_memories.to_vec()],
        ),
    };
    let Some((filter, _)) = useless.into_iter().flatten().find(|(_, is_given)| *is_given) else {
        return Ok(());
    };
    let (is_of, leave) = match filter {
        "--status" => ("the glossary", "terms"),
        "--subject" => ("the glossary or of sentence pairs", "terms"),
        "--with" => ("an aligned document", "document"),
        _ => ("sentence pairs", "units"),
    };
    Err(CliError::new(format!(
        "`{filter}` is a filter of {is_of} and cannot choose among {written}"
    ))
    .hint(format!("leave out `{filter}`, or write {is_of} with `--as {leave}`")))
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
        scope: args.whose.scope(args.subject.as_slice()),
    })
}

fn tell(
    context: &mut Context,
    file: &Path,
    format: Format,
    kind: What,
    report: &ExportReport,
) -> Result<(), CliError> {
    let (kind, what) = match kind {
        What::Terms => ("terms", "concept"),
        What::Units => ("units", "pair"),
        What::Document => ("document", "bead"),
        What::Everything => ("everything", "record"),
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
    context.out.say(format!("{} written to {place}", counted(report.written, what)));
    Ok(())
}
