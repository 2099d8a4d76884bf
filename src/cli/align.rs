//! `beleg align`: two articles in, sentence pairs out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, Printer, counted};
use super::reading::{ArticleOptions, STREAM, article, same_file};
use super::render::plain;
use crate::align::{Cues, DOUBTFUL};
use crate::model::Document;
use crate::project::{
    Alignment, Change, LangPair, Project, check_languages, check_related, check_texts, link,
};
use crate::store::{Access, StoredBead};

/// Align an article with its translation and keep the sentence pairs
///
/// Text and Markdown are read, in UTF-8, UTF-16 or Windows-1252. A file is known by its path and
/// language: the same files again change nothing, and when one has changed, pairs whose text is the
/// same keep their id.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg align artikel.de.txt article.en.txt
  beleg align artikel.de.txt article.en.txt --dry-run      show, keep nothing
  pandoc artikel.docx -t plain | beleg align - article.en.txt --name artikel
  beleg align de.txt en.txt --segmented --beads --dry-run  a segment a line; print the links only

A bead marked `?` is doubtful: look at it before you rely on it.")]
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
    let stored = match &there {
        Some(project) if !args.dry_run && !args.replace => {
            project.stored_alignment(&source, &target)?
        }
        _ => None,
    };
    if let Some(alignment) = stored {
        return Ok(alignment);
    }
    let cues = match &there {
        Some(project) => project.cues(&source, &target)?,
        None => Cues::shipped(&source.lang, &target.lang),
    };
    drop(there);
    let mut progress = context.progress("aligning");
    let aligned = link(&source, &target, &cues, &mut |share| progress.set(share));
    drop(progress);
    if !args.force {
        check_related(&source, &target, &aligned)?;
    }
    if args.dry_run {
        let beads = aligned.beads.into_iter().map(|bead| StoredBead { bead, unit: None });
        return Ok(Alignment { source, target, beads: beads.collect(), change: None });
    }
    let mut project = context.open(Access::Write)?;
    Ok(project.keep_alignment(source, target, aligned.beads, args.replace)?)
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

fn print_links(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    for StoredBead { bead, .. } in &alignment.beads {
        context.out.line(format!("{}:{}", indices(&bead.source), indices(&bead.target)))?;
    }
    Ok(())
}

fn indices(range: &std::ops::Range<usize>) -> String {
    let numbers: Vec<String> = range.clone().map(|index| index.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

#[derive(Serialize)]
struct BeadObject<'a> {
    bead: usize,
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    source_ids: Vec<usize>,
    target_ids: Vec<usize>,
    kind: String,
    confidence: f64,
    doubtful: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<crate::model::UnitId>,
}

fn print_objects(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    let Alignment { source, target, beads, .. } = alignment;
    for (number, StoredBead { bead, unit }) in beads.iter().enumerate() {
        context.out.object(&BeadObject {
            bead: number,
            source: texts(source, &bead.source),
            target: texts(target, &bead.target),
            source_ids: bead.source.clone().collect(),
            target_ids: bead.target.clone().collect(),
            kind: bead.kind().to_string(),
            confidence: bead.confidence,
            doubtful: bead.confidence < DOUBTFUL,
            unit: *unit,
        })?;
    }
    Ok(())
}

fn texts<'d>(document: &'d Document, range: &std::ops::Range<usize>) -> Vec<&'d str> {
    range.clone().map(|index| document.segment_text(index)).collect()
}

fn print_view(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    for number in 0..alignment.beads.len() {
        print_bead(&mut context.out, alignment, number)?;
    }
    context.out.line("")?;
    for line in summary(alignment) {
        context.out.line(line)?;
    }
    Ok(())
}

/// Shows a bead to a person: number, kind, confidence, a `?` if it is doubtful, and both sides.
pub(super) fn print_bead(
    out: &mut Printer,
    alignment: &Alignment,
    number: usize,
) -> Result<(), CliError> {
    let bead = &alignment.beads[number].bead;
    let doubtful = bead.confidence < DOUBTFUL;
    let digits = alignment.beads.len().to_string().len();
    let head = format!(
        "{:>digits$} {} {:>3} % {}",
        number + 1,
        bead.kind(),
        (bead.confidence * 100.0).floor(),
        if doubtful { "?" } else { " " }
    );
    let indent = head.chars().count() + 1;
    let mut lines = Vec::new();
    for (document, range) in [(&alignment.source, &bead.source), (&alignment.target, &bead.target)]
    {
        let text = texts(document, range).join(" ");
        let shown = if range.is_empty() { "–" } else { &text };
        lines.extend(plain(out, shown, indent));
    }
    let look = if doubtful { Look::Doubt } else { Look::Faint };
    for (row, line) in lines.iter().enumerate() {
        let gutter = if row == 0 { out.look(look, &head) } else { " ".repeat(indent - 1) };
        out.line(format!("{gutter} {line}").trim_end())?;
    }
    Ok(())
}

/// What there is: pairs, doubtful beads with their numbers, and beads by kind.
pub(super) fn summary(alignment: &Alignment) -> Vec<String> {
    /// More numbers than this help nobody.
    const NAMED: usize = 12;
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    let mut pairs = 0;
    let mut doubtful = Vec::new();
    for (number, StoredBead { bead, .. }) in (1..).zip(&alignment.beads) {
        *kinds.entry(bead.kind()).or_default() += 1;
        pairs += usize::from(bead.is_pair());
        if bead.confidence < DOUBTFUL {
            doubtful.push(number.to_string());
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let kinds: Vec<String> =
        kinds.into_iter().map(|(kind, count)| format!("{count} × {kind}")).collect();
    let doubt = match doubtful.len() {
        0 => "none doubtful".to_owned(),
        count if count <= NAMED => {
            format!("{} doubtful (?): {}", counted(count, "bead"), doubtful.join(", "))
        }
        count => format!("{count} beads doubtful (?)"),
    };
    let beads = counted(alignment.beads.len(), "bead");
    vec![format!("{beads}: {}", kinds.join(", ")), format!("{}; {doubt}", counted(pairs, "pair"))]
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
        Some(Change::Replaced { kept, new, dropped }) => format!(
            "{source} and {target} brought up to date: {} as before, {new} new, {dropped} \
             dropped (`beleg undo` takes that back)",
            counted(kept, "pair")
        ),
    };
    context.out.say(what);
    Ok(())
}
