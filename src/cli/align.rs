//! `beleg align`: two articles in, sentence pairs out.

use std::path::{Path, PathBuf};

use super::batch;
use super::beads::{print_links, print_objects, print_view};
use super::context::{Context, same_file};
use super::error::{CliError, Outcome};
use super::linking::{How, ids};
use super::output::counted;
use super::reading::STREAM;
use crate::align::DOUBTFUL;
use crate::model::Standing;
use crate::project::{Alignment, Change};
use crate::store::Access;

/// Align an article with its translation and keep the sentence pairs
///
/// Word (.docx), OpenDocument (.odt), pages and books (.html, .epub), text and Markdown are read, texts in
/// UTF-8, UTF-16 or Windows-1252. A file is known by its path and language: the same files again change nothing, and when one has changed, pairs whose text is the
/// same keep their id, and what was decided in a review stands.
///
/// `--batch` aligns a folder and those below it. Files pair by name (`x.de.txt` with `x.en.txt`, also
/// with `_` or `-`) or by folder (`de/x.txt` with `en/x.txt`). Each pair is kept as it is done, so that
/// the same command goes on where it was stopped, and one that fails does not stop the others.
#[derive(Debug, clap::Args)]
#[command(override_usage = "beleg align [OPTIONS] <SOURCE> <TARGET>
       beleg align [OPTIONS] --batch <DIR>")]
#[command(after_help = "Examples:
  beleg align artikel.de.txt article.en.txt
  beleg align artikel.de.txt article.en.txt --dry-run      show, keep nothing
  beleg align artikel.docx article.odt
  pdftotext artikel.pdf - | beleg align - article.en.txt --name artikel
  beleg align de.txt en.txt --segmented --beads --dry-run  a segment a line; print the links only
  beleg align artikel.de.txt article.en.txt --accept 0.9   what is less sure waits for a review
  beleg align --batch artikel                              whole folders; again, it goes on where it stopped

A bead marked `?` is doubtful, less sure than 97 %: look at it before you rely on it, and correct it
with `beleg review`. What you accepted there is marked `+`, what you dropped or removed `-`.")]
pub(super) struct Args {
    /// The article, `-` for stdin
    #[arg(required_unless_present = "batch")]
    source: Option<PathBuf>,
    /// Its translation, `-` for stdin
    #[arg(required_unless_present = "batch")]
    target: Option<PathBuf>,
    /// Align all texts of a folder with their translations, told by the names of files and folders
    #[arg(long, value_name = "DIR", conflicts_with_all = ["source", "target", "beads", "name"])]
    batch: Option<PathBuf>,
    /// Print the links only, as `[0]:[0]`
    #[arg(long)]
    beads: bool,
    /// What both documents are known by, instead of their paths
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    how: How,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    if let Some(folder) = &args.batch {
        return batch::run(folder, &args.how, context);
    }
    let (Some(source), Some(target)) = (&args.source, &args.target) else {
        return Err(CliError::new("a text and its translation are needed"));
    };
    check_paths(source, target, &args)?;
    let alignment = alignment((source, target), &args, context)?;
    if args.beads {
        print_links(context, &alignment)?;
    } else if context.json() {
        print_objects(context, &alignment)?;
    } else {
        print_view(context, &alignment)?;
    }
    say_what_changed(context, &args, &alignment)?;
    let doubtful = alignment.beads.iter().any(|stored| stored.bead.confidence < DOUBTFUL);
    Ok(if args.how.strict && doubtful { Outcome::Found } else { Outcome::Fine })
}

/// Aligns the texts and, unless that is not wanted, keeps them.
fn alignment(
    paths: (&Path, &Path),
    args: &Args,
    context: &mut Context,
) -> Result<Alignment, CliError> {
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    let say = &mut |text| context.out.say(text);
    let (source, target) = args.how.read(paths, args.name.as_deref(), &langs, say)?;
    let mut progress = context.progress("aligning");
    let show = &mut |share| progress.set(share);
    let alignment = args.how.link(there.as_ref(), source, target, show)?;
    drop((progress, there));
    if !args.how.is_to_keep(&alignment) {
        return Ok(alignment);
    }
    let mut project = context.open(Access::Write)?;
    let kept = args.how.keep(&mut project, alignment)?;
    super::learn::if_grown(&mut project, context)?;
    Ok(kept)
}

fn check_paths(source: &Path, target: &Path, args: &Args) -> Result<(), CliError> {
    let streams = [source, target].map(|path| path.as_os_str() == STREAM);
    if streams == [true, true] {
        return Err(CliError::new("only one of the two texts can come from stdin")
            .hint("give the other as a file"));
    }
    if streams.contains(&true) && args.name.is_none() && !args.how.dry_run {
        return Err(CliError::new("a text from stdin has no name to be known by")
            .hint("give it one with `--name NAME`, or keep nothing with `--dry-run`"));
    }
    if same_file(source, target) {
        let path = source.display();
        return Err(CliError::new(format!("source and target are one file, `{path}`"))
            .hint("name the original and its translation"));
    }
    Ok(())
}

fn say_what_changed(
    context: &mut Context,
    args: &Args,
    alignment: &Alignment,
) -> Result<(), CliError> {
    let (source, target) = ids(alignment);
    let what = match alignment.change {
        None => "nothing was kept (--dry-run)".to_owned(),
        Some(Change::Unchanged) => {
            format!("already kept as {source} and {target}; nothing changed")
        }
        Some(Change::New) => {
            format!("kept as {source} and {target} in {}", context.db_path()?.display())
        }
        Some(Change::Replaced { kept, new, dropped, .. }) => format!(
            "{source} and {target} brought up to date: {} as before, {new} new, {dropped} \
             dropped (`beleg undo` takes that back)",
            counted(kept, "pair")
        ),
    };
    context.out.say(what);
    if let Some(Change::Replaced { lapsed: lapsed @ 1.., .. }) = alignment.change {
        let lapsed = counted(lapsed, "decision");
        let why = if args.how.replace {
            "aligned anew"
        } else {
            "the segments are no longer as they were"
        };
        context.out.say(format!("{lapsed} lapsed: {why}"));
    }
    let waiting = alignment.count(Standing::Waiting);
    if waiting > 0 && alignment.change.is_some() {
        let waiting = counted(waiting, "pair");
        context.out.say(format!("{waiting} not kept yet: see `beleg review {source}`"));
    }
    Ok(())
}
