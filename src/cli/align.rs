//! `beleg align`: two articles in, sentence pairs out.

use std::path::PathBuf;

use super::beads::{print_links, print_objects, print_view};
use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::counted;
use super::reading::{ArticleOptions, STREAM, article, same_file};
use crate::align::{Cues, DOUBTFUL};
use crate::model::{Document, Standing};
use crate::project::{
    Alignment, Change, Keeping, LangPair, Project, check_languages, check_related, check_texts,
    link,
};
use crate::store::Access;

/// Align an article with its translation and keep the sentence pairs
///
/// Text and Markdown are read, in UTF-8, UTF-16 or Windows-1252. A file is known by its path and
/// language: the same files again change nothing, and when one has changed, pairs whose text is the
/// same keep their id, and what was decided in a review stands.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg align artikel.de.txt article.en.txt
  beleg align artikel.de.txt article.en.txt --dry-run      show, keep nothing
  pandoc artikel.docx -t plain | beleg align - article.en.txt --name artikel
  beleg align de.txt en.txt --segmented --beads --dry-run  a segment a line; print the links only
  beleg align artikel.de.txt article.en.txt --accept 0.9   what is less sure waits for a review

A bead marked `?` is doubtful: look at it before you rely on it, and correct it with `beleg review`.")]
pub(super) struct Args {
    /// The article, `-` for stdin
    source: PathBuf,
    /// Its translation, `-` for stdin
    target: PathBuf,
    /// The files hold a segment a line; an empty line ends a paragraph
    #[arg(long)]
    segmented: bool,
    /// Print the links only, as `[0]:[0]`
    #[arg(long)]
    beads: bool,
    /// Show the alignment but keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Keep pairs of beads that are at least so sure, from 0 to 1; the others wait for a review
    #[arg(long, value_name = "SURE", value_parser = sureness)]
    accept: Option<f64>,
    /// What both documents are known by, instead of their paths
    #[arg(long)]
    name: Option<String>,
    /// Align anew, removed pairs included, and put a text in place of one that is another by now
    #[arg(long)]
    replace: bool,
    /// Align the texts even if they do not seem to belong together
    #[arg(long)]
    force: bool,
    /// Do not look whether each text is in its language
    #[arg(long)]
    any_language: bool,
    /// End with 1 if a bead is doubtful
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    check_paths(&args)?;
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    let (source, target) = read_both(&args, &langs, context)?;
    let alignment = alignment(&args, context, there, source, target)?;
    if args.beads {
        print_links(context, &alignment)?;
    } else if context.json() {
        print_objects(context, &alignment)?;
    } else {
        print_view(context, &alignment)?;
    }
    say_what_changed(context, &alignment)?;
    let doubtful = alignment.beads.iter().any(|stored| stored.bead.confidence < DOUBTFUL);
    Ok(if args.strict && doubtful { Outcome::Found } else { Outcome::Fine })
}

/// Aligns the documents and, unless that is not wanted, keeps them.
fn alignment(
    args: &Args,
    context: &mut Context,
    there: Option<Project>,
    source: Document,
    target: Document,
) -> Result<Alignment, CliError> {
    let keeping = Keeping { replace: args.replace, accept: args.accept };
    let stored = match &there {
        Some(project) if !args.dry_run && !args.replace => {
            project.stored_alignment(&source, &target, &keeping)?
        }
        _ => None,
    };
    if let Some(alignment) = stored {
        return Ok(alignment);
    }
    let mut cues = match &there {
        Some(project) => project.cues(&source, &target)?,
        None => Cues::shipped(&source.lang, &target.lang),
    };
    if args.replace {
        cues.decided.clear();
    }
    drop(there);
    let mut progress = context.progress("aligning");
    let aligned = link(&source, &target, &cues, &mut |share| progress.set(share));
    drop(progress);
    if !args.force {
        check_related(&source, &target, &aligned)?;
    }
    if args.dry_run {
        return Ok(Alignment::trial(source, target, aligned.beads, args.accept));
    }
    let mut project = context.open(Access::Write)?;
    Ok(project.keep_alignment(source, target, aligned.beads, &keeping)?)
}

fn sureness(typed: &str) -> Result<f64, String> {
    let wrong = || format!("`{typed}` is no number from 0 to 1");
    let sure: f64 = typed.replace(',', ".").parse().map_err(|_| wrong())?;
    if (0.0..=1.0).contains(&sure) { Ok(sure) } else { Err(wrong()) }
}

fn check_paths(args: &Args) -> Result<(), CliError> {
    let streams = [&args.source, &args.target].map(|path| path.as_os_str() == STREAM);
    if streams == [true, true] {
        return Err(CliError::new("only one of the two texts can come from stdin")
            .hint("give the other as a file"));
    }
    if streams.contains(&true) && args.name.is_none() && !args.dry_run {
        return Err(CliError::new("a text from stdin has no name to be known by")
            .hint("give it one with `--name NAME`, or keep nothing with `--dry-run`"));
    }
    if same_file(&args.source, &args.target) {
        let path = args.source.display();
        return Err(CliError::new(format!("source and target are one file, `{path}`"))
            .hint("name the original and its translation"));
    }
    Ok(())
}

fn read_both(
    args: &Args,
    langs: &LangPair,
    context: &mut Context,
) -> Result<(Document, Document), CliError> {
    let options =
        |lang| ArticleOptions { lang, segmented: args.segmented, name: args.name.as_deref() };
    let source = article(context, &args.source, &options(&langs.from))?;
    let target = article(context, &args.target, &options(&langs.to))?;
    check_texts(&source, &target)?;
    if !args.any_language {
        check_languages(&source, &target)?;
    }
    Ok((source, target))
}

fn say_what_changed(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    let id = |document: &Document| document.id.map(|id| id.to_string()).unwrap_or_default();
    let (source, target) = (id(&alignment.source), id(&alignment.target));
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
        context.out.say(format!("{lapsed} lapsed: the segments are no longer as they were"));
    }
    let waiting = alignment.count(Standing::Waiting);
    if waiting > 0 && alignment.change.is_some() {
        let waiting = counted(waiting, "pair");
        context.out.say(format!("{waiting} not kept yet: see `beleg review {source}`"));
    }
    Ok(())
}
