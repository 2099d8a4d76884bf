//! `beleg import`: glossaries and sentence pairs from other tools.

mod duplicates;
mod files;
mod omegat;
mod opening;
mod reference;
mod rejects;

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::context::{Context, is_there};
use super::error::{CliError, Outcome};
use super::incoming::{self, Incoming, Size};
use super::memory::PlaceArgs;
use super::output::counted;
use super::stop::Stop;
use crate::exchange::{Format, Meter, Refusal, TableKind};
use crate::model::Section;
use crate::project::{Batch, ImportCounts, Project, ProjectError, RowRemark, Rows};
use crate::store::Access;
use files::Opened;
use rejects::Rejects;

/// Import glossaries and sentence pairs
///
/// The content of a file tells what it is: memories and glossaries of other tools (`beleg formats`
/// lists them), or a table. In a table columns are found by the names in the header, German or
/// English, in any order; without a header they are source, target and note. What is there already is
/// not imported twice.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg import glossary/politics.csv
  beleg import kunde.csv --dry-run             say what would happen
  beleg import paare.tsv --as units
  beleg import kunde.tmx --rejects nicht.csv   the refused units, with lines and reasons
  beleg import - --format tsv < liste.tsv
  beleg import kunde.sdltm lieferung.zip       a memory of Trados; the files of an archive
  beleg import projekte/kunde                  a folder of OmegaT: its memories and glossaries
  beleg import --format moses k.de k.en        two files, a text a line
  beleg import /usr/share/trans/de-en          Ding, as a reference
  beleg import alt.csv --reference alt         consulted after your own, never mixed with it

Every row is new, merged, unchanged or refused; refused ones are named with their line (all of them
with `--rejects`), and so is what an entry did not take because it says otherwise. If one of several
files cannot be read, none is imported. Ctrl-C stops an import, and then nothing of it is kept.")]
pub(super) struct Args {
    /// Files, `-` for stdin; archives and folders of OmegaT for the files in them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files hold [default: told by their columns]
    #[arg(long = "as", value_name = "WHAT")]
    kind: Option<Kind>,
    /// The format [default: told by name and content]
    #[arg(long)]
    format: Option<Format>,
    /// What becomes of an entry whose term is there with another subject or definition: merge, keep
    /// (apart, as a homonym), or skip [default: asked on a terminal, else kept apart]
    #[arg(long, value_name = "WHAT")]
    on_duplicate: Option<Duplicate>,
    /// Make the glossaries a reference of this name: consulted after your own, never mixed with it
    /// [default for Ding, IATE and dict.cc, whose own name it is then]
    #[arg(long, value_name = "NAME")]
    reference: Option<String>,
    /// Mend XML that is ill-formed where no doubt is left of what was meant: entities of HTML,
    /// characters that XML does not allow, `&` alone
    #[arg(long)]
    repair: bool,
    /// Write for every refused row its file, line and reason into a table, .csv or .tsv
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Say what would happen, change nothing
    #[arg(long)]
    dry_run: bool,
    /// End with 1 if a row was refused, or a file of an archive or folder left out that may hold some
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    place: PlaceArgs,
    /// The subject field of the pairs or terms
    #[arg(long, value_name = "FIELD", help_heading = "Where pairs go")]
    subject: Option<String>,
}

/// What becomes of an entry whose term is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Duplicate {
    /// It is merged.
    Merge,
    /// It is kept apart.
    Keep,
    /// It is left out.
    Skip,
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

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    if let Some(names) = reference::names(&args)? {
        return reference::run(&args, &names, context);
    }
    let stop = Stop::listen();
    let mut rejects = Rejects::new(args.rejects.as_deref(), &args.files, context)?;
    let Opened { files, are_rows_left } = files::open_all(&args, &mut rejects, context)?;
    let section = args.place.section(args.subject.as_deref());
    let is_backup = |file: &Incoming| matches!(file.rows, Rows::Backup(..));
    if section != Section::default() && files.iter().any(is_backup) {
        return Err(CliError::new("a backup says itself where its pairs and terms belong")
            .hint("leave out `--memory`, `--client`, `--project` and `--subject`"));
    }
    let mut project = open(args.dry_run, context)?;
    let share = Share::of(&files);
    let on_duplicate = duplicates::wanted(&args, &files, &project, context)?;
    let (mut heads, mut batches) = (Vec::new(), Vec::new());
    for Incoming { shown, origin, head, format, kind, mut rows, remarks, noted, .. } in files {
        incoming::say_all(context, &shown, &remarks);
        if let Rows::Backup(_, Some(langs)) = &mut rows {
            *langs = context.given_langs().or(langs.clone())?;
        }
        let rows = labelled(rows, &section, &args);
        batches.push(Batch { origin, section: section.clone(), head, rows, on_duplicate });
        heads.push((shown, format, kind, noted));
    }
    let mut progress = context.progress("importing");
    stop.begin_change();
    let imported = project.import(batches, args.dry_run, &mut |done| {
        progress.rows(done, || share.at(done));
        if stop.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    drop(progress);
    let stopped = stop.is_asked();
    stop.end_change();
    let imported = match imported {
        Err(ProjectError::Stopped) => {
            Stop::tell();
            return Ok(Outcome::Stopped);
        }
        Err(error) => {
            for (shown, .., noted) in heads {
                rejects.take(&shown, noted.take().named);
            }
            rejects.write(context)?;
            return Err(error.into());
        }
        Ok(imported) => imported,
    };
    // Who asked for a stop too late does not want to wait for this either.
    if !args.dry_run && !stopped {
        super::learn::if_grown(&mut project, context)?;
    }
    let mut any_refused = are_rows_left;
    for ((shown, format, kind, noted), (mut counts, remarks)) in heads.into_iter().zip(imported) {
        let (refusals, remarks): (Vec<_>, Vec<_>) =
            remarks.into_iter().partition(|remark| remark.is_refusal);
        for RowRemark { line, text, .. } in refusals {
            noted.refuse(Refusal { line, reason: text.into_owned() });
        }
        let all = remarks.len();
        let remarks = remarks.into_iter().map(|remark| (remark.line, remark.text.into_owned()));
        incoming::say_rows(context, &shown, "remarks", remarks, all);
        let noted = noted.take();
        noted.say(context, &shown);
        // Those that were refused before they came to the database are not counted yet.
        counts.read += noted.refused - counts.refused;
        counts.refused = noted.refused;
        tell(context, &shown, format, kind, counts, args.dry_run)?;
        any_refused |= noted.refused > 0;
        rejects.take(&shown, noted.named);
    }
    rejects.write_at_end(args.dry_run, context)?;
    Ok(if any_refused && args.strict { Outcome::Found } else { Outcome::Fine })
}

/// Rows of a glossary with the client, project and subject that were given, where they name none.
fn labelled<'r>(rows: Rows<'r>, section: &Section, args: &Args) -> Rows<'r> {
    let Rows::Terms(mut rows) = rows else { return rows };
    let given = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    let labels = (given(&section.client), given(&section.project), args.subject.clone());
    for (_, row) in &mut rows {
        row.client = row.client.take().or_else(|| labels.0.clone());
        row.project = row.project.take().or_else(|| labels.1.clone());
        row.subject = row.subject.take().or_else(|| labels.2.clone());
    }
    Rows::Terms(rows)
}

/// Which share of the files is imported. What is read from a file is told by its bytes, as nobody
/// knows its rows yet; beside such files glossaries take no time.
struct Share {
    meters: Vec<Meter>,
    rows: usize,
}

impl Share {
    fn of(files: &[Incoming]) -> Self {
        let (mut meters, mut rows) = (Vec::new(), 0);
        for file in files {
            match &file.size {
                Size::Rows(of_file) => rows += of_file,
                Size::Bytes(meter) => meters.push(meter.clone()),
            }
        }
        Self { meters, rows }
    }

    /// The share when so many rows are done.
    fn at(&self, done: usize) -> f64 {
        if self.meters.is_empty() {
            return done as f64 / self.rows.max(1) as f64;
        }
        let sum = |of: fn(&Meter) -> u64| self.meters.iter().map(of).sum::<u64>() as f64;
        sum(Meter::read) / sum(Meter::all).max(1.0)
    }
}

/// The database; for a trial run where there is none, an empty one in memory.
fn open(dry_run: bool, context: &Context) -> Result<Project, CliError> {
    if dry_run && !is_there(&context.db_path()?) {
        return Ok(Project::scratch(&context.given_langs())?);
    }
    context.open(Access::Write)
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
    let new = match kind {
        "terms" => counted(new, "new concept"),
        "reference" | "everything" => format!("{new} new"),
        _ => counted(new, "new pair"),
    };
    format!(
        "{shown}: {}: {new}, {merged} merged, {unchanged} unchanged, {refused} refused",
        counted(read, if kind == "everything" { "record" } else { "row" }),
    )
}
