//! `beleg import`: glossaries and sentence pairs from other tools.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::context::{Context, is_there};
use super::error::{CliError, Outcome};
use super::output::counted;
use super::reading::{self, STREAM};
use crate::exchange::{Format, TableKind, Tables, TermRow, UnitRow};
use crate::model::{Proposal, Provenance, TranslationUnit};
use crate::project::{Batch, ImportCounts, LangPair, Project, Rows};
use crate::store::Access;

/// Import glossaries and sentence pairs
///
/// Columns are found by the names in the header, German or English, in any order; without a header
/// they are source, target and note. What is there already is not imported twice.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg import glossary/politics.csv
  beleg import kunde.csv --dry-run             say what would happen
  beleg import paare.tsv --as units
  beleg import - --format tsv < liste.tsv

Every row is new, merged, unchanged or refused; refused ones are named with their line, and so is
what an entry did not take because it says otherwise. If one of several files cannot be read, none is
imported.")]
pub(super) struct Args {
    /// Files, `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files hold [default: told by their columns]
    #[arg(long = "as", value_name = "WHAT")]
    kind: Option<Kind>,
    /// The format [default: told by name and content]
    #[arg(long)]
    format: Option<Format>,
    /// Say what would happen, change nothing
    #[arg(long)]
    dry_run: bool,
    /// End with 1 if a row was refused
    #[arg(long)]
    strict: bool,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// Terms of a glossary.
    Terms,
    /// Sentence pairs.
    Units,
}

impl From<Kind> for TableKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Terms => Self::Terms,
            Kind::Units => Self::Units,
        }
    }
}

#[derive(Serialize)]
struct ImportObject<'a> {
    file: &'a str,
    format: &'static str,
    #[serde(rename = "as")]
    kind: &'static str,
    #[serde(flatten)]
    counts: ImportCounts,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dry_run: bool,
}

/// A file that was read and can be imported.
struct ReadFile {
    /// The name to speak of it by.
    shown: String,
    /// The name by which the database remembers it.
    origin: String,
    format: Format,
    tables: Tables,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let files = read_all(&args, context)?;
    let all: usize = files.iter().map(|file| file.tables.rows()).sum();
    let mut project = open(args.dry_run, context)?;
    let (mut heads, mut batches) = (Vec::new(), Vec::new());
    for ReadFile { shown, origin, format, tables } in files {
        say_all(context, &shown, tables.remarks());
        let refused = refusals(&tables);
        let (kind, rows) = rows(tables, &origin);
        batches.push(Batch { origin, section: Default::default(), rows });
        heads.push((shown, format, kind, refused));
    }
    let mut progress = context.progress("importing");
    let imported = project.import(batches, args.dry_run, &mut |done| {
        progress.of(done, all);
        std::ops::ControlFlow::Continue(())
    })?;
    drop(progress);
    if !args.dry_run {
        super::learn::if_grown(&mut project, context)?;
    }
    let mut any_refused = false;
    for ((shown, format, kind, refused), (mut counts, remarks)) in heads.into_iter().zip(imported) {
        let remarks: Vec<Said> =
            remarks.into_iter().map(|remark| (remark.line, remark.text)).collect();
        say_rows(context, &shown, "remarks", &remarks);
        say_rows(context, &shown, "rows refused", &refused);
        counts.read += refused.len();
        counts.refused = refused.len();
        tell(context, &shown, format, kind, counts, args.dry_run)?;
        any_refused |= !refused.is_empty();
    }
    Ok(if any_refused && args.strict { Outcome::Found } else { Outcome::Fine })
}

/// Reads all files before anything is stored: if one cannot be used, none is imported.
fn read_all(args: &Args, context: &mut Context) -> Result<Vec<ReadFile>, CliError> {
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    drop(there);
    let mut files = Vec::new();
    let mut bad = Vec::new();
    for file in &args.files {
        match read(file, args, &langs, context) {
            Ok(file) => files.push(file),
            Err(error) => bad.push(error),
        }
    }
    let mut bad = bad.into_iter();
    let Some(mut error) = bad.next() else { return Ok(files) };
    for further in bad {
        context.out.say(further.message);
    }
    if args.files.len() > 1 {
        error.message.push_str("; nothing was imported");
    }
    Err(error)
}

fn read(
    file: &Path,
    args: &Args,
    langs: &LangPair,
    context: &mut Context,
) -> Result<ReadFile, CliError> {
    let (bytes, shown) = reading::bytes(file)?;
    let kind = args.kind.map(TableKind::from);
    let (format, tables) =
        Tables::read(bytes, &shown, args.format, (&langs.from, &langs.to), kind)?;
    if tables.rows() == 0 {
        say_all(context, &shown, tables.remarks());
        say_rows(context, &shown, "rows refused", &refusals(&tables));
        return Err(CliError::new(format!("`{shown}` holds nothing that could be imported"))
            .hint("a table needs a column for each of two languages; see `beleg help import`"));
    }
    let origin = if file.as_os_str() == STREAM { "stdin" } else { file_name(file) };
    Ok(ReadFile { shown, origin: origin.to_owned(), format, tables })
}

/// The database; for a trial run where there is none, an empty one in memory.
fn open(dry_run: bool, context: &Context) -> Result<Project, CliError> {
    if dry_run && !is_there(&context.db_path()?) {
        return Ok(Project::scratch(&context.given_langs())?);
    }
    context.open(Access::Write)
}

/// The rows of a table, and what they are.
fn rows(tables: Tables, origin: &str) -> (&'static str, Rows<'static>) {
    match tables {
        Tables::Terms(table) => ("terms", Rows::Terms(numbered(table.rows))),
        Tables::Units(table) => {
            let origin = origin.to_owned();
            let units = table.rows.into_iter().map(move |row| Ok((row.line, unit(row, &origin))));
            ("units", Rows::Units(Box::new(units)))
        }
    }
}

/// The rows of a glossary with their lines.
pub(super) fn numbered(rows: Vec<TermRow>) -> Vec<(usize, Proposal)> {
    rows.into_iter().map(|row| (row.line, row.proposal)).collect()
}

fn unit(row: UnitRow, origin: &str) -> TranslationUnit {
    let provenance = Provenance {
        origin: row.document.unwrap_or_else(|| origin.to_owned()),
        confidence: row.confidence,
        note: row.note,
        ..Provenance::default()
    };
    TranslationUnit { id: None, variants: row.variants, provenance }
}

fn file_name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or("file")
}

/// So many rows are named; the rest is counted.
const NAMED: usize = 20;

/// What there is to say of a row, with its line.
type Said = (usize, String);

fn refusals(tables: &Tables) -> Vec<Said> {
    let refused = tables.refused().iter();
    refused.map(|row| (row.line, format!("refused: {}", row.reason))).collect()
}

fn say_all(context: &mut Context, shown: &str, remarks: &[String]) {
    for remark in remarks {
        context.out.say(format!("{shown}: {remark}"));
    }
}

fn say_rows(context: &mut Context, shown: &str, what: &str, rows: &[Said]) {
    for (line, text) in rows.iter().take(NAMED) {
        context.out.say(format!("{shown}, line {line}: {text}"));
    }
    if rows.len() > NAMED {
        context.out.say(format!("{shown}: {} more {what}", rows.len() - NAMED));
    }
}

fn tell(
    context: &mut Context,
    shown: &str,
    format: Format,
    kind: &'static str,
    counts: ImportCounts,
    dry_run: bool,
) -> Result<(), CliError> {
    if context.json() {
        let format = format.name();
        return Ok(context.out.object(&ImportObject {
            file: shown,
            format,
            kind,
            counts,
            dry_run,
        })?);
    }
    let trial = if dry_run { " (--dry-run: nothing was changed)" } else { "" };
    context.out.say(format!("{}{trial}", told(shown, kind, counts)));
    Ok(())
}

/// What became of the rows of a file, in a line.
pub(super) fn told(shown: &str, kind: &str, counts: ImportCounts) -> String {
    let ImportCounts { read, new, merged, unchanged, refused } = counts;
    let thing = if kind == "terms" { "concept" } else { "pair" };
    format!(
        "{shown}: {}: {}, {merged} merged, {unchanged} unchanged, {refused} refused",
        counted(read, "row"),
        counted(new, &format!("new {thing}"))
    )
}
