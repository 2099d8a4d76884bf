//! `beleg review`: doubtful beads out to an editor or a spreadsheet, and decisions back.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Spreadsheet;
use super::context::{Context, absolute};
use super::error::{CliError, Outcome};
use super::output::counted;
use super::reading::{self, STREAM};
use crate::align::DOUBTFUL;
use crate::exchange::{Dialect, Format, file, review};
use crate::model::{Document, DocumentId};
use crate::project::{Alignment, ProjectError, Reviewed, sheet};
use crate::store::Access;

/// Correct an alignment: write its doubtful beads to a file, and apply what comes back
///
/// The file is a text for an editor, or a table if its name ends in .csv or .tsv. Beads are merged,
/// split and moved there, accepted or dropped. What was decided stands, also when one of the articles
/// changes and is aligned again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg review d1 --out review.txt             the doubtful beads, with their neighbours
  beleg review d1 --apply review.txt           what was decided there stands from now on
  beleg review d1 --apply review.txt --accept-rest
  beleg review d1 --all --out review.csv --for excel-de

In the text a line in brackets begins a bead: [ok] accepts it, [drop] keeps no pair of it, [open]
takes back what was decided. Delete
such a line to merge two beads, put one in to split, move the lines of segments. In the table the rows
of a bead share its number. A review that is not changed changes nothing.")]
pub(super) struct Args {
    /// The document, as d1
    document: DocumentId,
    /// The other document, if it is aligned with several
    #[arg(long, value_name = "ID")]
    with: Option<DocumentId>,
    /// Write the beads to this file, `-` for stdout
    #[arg(long, value_name = "FILE", required_unless_present = "apply", conflicts_with = "apply")]
    out: Option<PathBuf>,
    /// Apply this file, `-` for stdin
    #[arg(long, value_name = "FILE")]
    apply: Option<PathBuf>,
    /// Write all beads, not only the doubtful ones
    #[arg(long, conflicts_with = "apply")]
    all: bool,
    /// Accept every bead of the file that has no verdict, neighbours included
    #[arg(long, requires = "apply")]
    accept_rest: bool,
    /// The program that a table is for
    #[arg(long = "for", value_name = "NAME", conflicts_with = "apply")]
    profile: Option<Spreadsheet>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    match (&args.out, &args.apply) {
        (_, Some(from)) => apply(&args, from, context),
        (Some(to), _) => write(&args, to, context),
        (None, None) => Err(CliError::new("neither `--out` nor `--apply` was given")),
    }
}

fn write(args: &Args, to: &Path, context: &mut Context) -> Result<Outcome, CliError> {
    context.check_target(to)?;
    let alignment = context.open(Access::Read)?.alignment_of(args.document, args.with)?;
    let of_article = [&alignment.source, &alignment.target];
    if of_article.iter().any(|document| document.origin == absolute(to)) {
        return Err(CliError::new(format!("`{}` is the article itself", to.display()))
            .hint("name another file for the review"));
    }
    let dialect = dialect(args, to)?;
    let with = if args.with.is_some() { partner(&alignment, args.document) } else { None };
    let with = with.map(|id| format!(" --with {id}")).unwrap_or_default();
    let name = |document: &Document| {
        let id = document.id.map(|id| id.to_string()).unwrap_or_default();
        format!("{id} ({}) {}", document.lang, document.title)
    };
    let about = vec![
        format!("Review of {}", name(&alignment.source)),
        format!("      and {}", name(&alignment.target)),
        format!("Apply it with `beleg review {}{with} --apply FILE`.", args.document),
    ];
    let sheet = sheet(&alignment, DOUBTFUL, args.all, about);
    let doubtful = sheet.beads.iter().filter(|bead| bead.is_doubtful).count();
    if sheet.beads.is_empty() {
        context.out.say("no bead is doubtful, nothing was written: `--all` writes all of them");
        return Ok(Outcome::Found);
    }
    if to.as_os_str() == STREAM {
        review::write(context.out.raw(), &sheet, dialect)?;
    } else {
        file::write_beside(to, |out| review::write(out, &sheet, dialect))?;
    }
    let written = counted(sheet.beads.len(), "bead");
    context.out.say(format!("{}: {written}, {doubtful} doubtful", to.display()));
    Ok(Outcome::Fine)
}

fn partner(alignment: &Alignment, id: DocumentId) -> Option<DocumentId> {
    let of = |document: &Document| document.id.filter(|other| *other != id);
    of(&alignment.source).or(of(&alignment.target))
}

fn dialect(args: &Args, to: &Path) -> Result<Option<Dialect>, CliError> {
    let format = Format::by_extension(&to.to_string_lossy());
    match (format, args.profile) {
        (Some(Format::Csv), Some(Spreadsheet::ExcelDe)) => Ok(Some(Dialect::ExcelDe)),
        (_, Some(_)) => Err(CliError::new("`--for` needs a file that ends in .csv")),
        (Some(Format::Csv), None) => Ok(Some(Dialect::Csv)),
        (Some(Format::Tsv), None) => Ok(Some(Dialect::Tsv)),
        _ => Ok(None),
    }
}

#[derive(Serialize)]
struct ReviewObject {
    accepted: usize,
    dropped: usize,
    changed: usize,
    reopened: usize,
    doubtful: usize,
    pairs_new: usize,
    pairs_gone: usize,
}

fn apply(args: &Args, from: &Path, context: &mut Context) -> Result<Outcome, CliError> {
    let (bytes, shown) = reading::bytes(from)?;
    let mut project = context.open_to_change()?;
    let alignment = project.alignment_of(args.document, args.with)?;
    let langs = (&alignment.source.lang, &alignment.target.lang);
    let returned = review::read(&bytes, &shown, langs)?;
    let applied = project.apply_review(&alignment, &returned, args.accept_rest, DOUBTFUL);
    let told = applied.map_err(|error| {
        let is_of_file = matches!(error, ProjectError::BadReview { .. });
        let mut error = CliError::from(error);
        if is_of_file {
            error.message = format!("`{shown}`, {}", error.message);
        }
        error
    })?;
    let Reviewed { accepted, dropped, changed, reopened, doubtful, new, gone } = told;
    if context.json() {
        let (pairs_new, pairs_gone) = (new, gone);
        context.out.object(&ReviewObject {
            accepted,
            dropped,
            changed,
            reopened,
            doubtful,
            pairs_new,
            pairs_gone,
        })?;
    }
    if told.is_nothing() {
        context.out.say(format!("{shown} decides nothing new; {doubtful} still doubtful"));
        return Ok(Outcome::Fine);
    }
    let parts = [
        (accepted, "accepted"),
        (changed, "merged, split or moved"),
        (dropped, "dropped"),
        (reopened, "taken back"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(*count, "bead")))
        .collect();
    context.out.say(format!(
        "{}; {} new, {gone} gone; {doubtful} still doubtful (`beleg undo` takes that back)",
        parts.join(", "),
        counted(new, "pair")
    ));
    Ok(Outcome::Fine)
}
