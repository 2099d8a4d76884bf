//! `beleg pretranslate`: a text with the translations that the memory has for it.

mod in_place;

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::counted;
use super::reading::{ArticleOptions, STREAM, text};
use super::serving;
use crate::exchange::pretranslated::{FillCounts, Pretranslated, write_page, write_table};
use crate::exchange::{ExchangeError, Format, file, xliff};
use crate::memory::indexing::LOWEST;
use crate::model::UnitId;
use crate::project::MatchQuery;

/// Fill a text with the translations that the memory has for its segments
///
/// Each segment gets the best match: the same text between the same neighbours (101), the same text
/// (100), or the most similar one. A similar one stands as it is stored: it is yours to adapt. A page
/// shows both texts side by side, with the score and what differs from the stored text.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg pretranslate auftrag.txt -o auftrag.html
  beleg pretranslate auftrag.txt -o auftrag.tsv --threshold 85
  beleg pretranslate auftrag.txt -o auftrag.html --client ACME
  beleg pretranslate auftrag.sdlxliff -o gefuellt.sdlxliff
  beleg pretranslate auftrag.txt -o auftrag.xlf
  beleg segment auftrag.txt | beleg pretranslate - --segmented -o - | cut -f 2

A .tsv has the columns source, target, score, kind, unit and database, empty but for the first where there is
no match; an .html is a page to look at and to print. `-o -` prints the table. An .xlf is a working
document (XLIFF 1.2) for another tool.

Of a working document (.xlf, .sdlxliff, .mqxliff, .mxliff) the empty targets are filled, and their
state says so; all else stays as it is, to the byte. What is translated or locked is left alone.
Codes are carried over from the stored pair if both have the same, or put around the translation if
they stand around the source; else they are left out, and the segment is marked as to be looked at.

Exit code 1 means that no segment has a match; the file is written all the same.")]
pub(super) struct Args {
    /// The text, `-` for stdin
    file: PathBuf,
    /// The file to write, .tsv, .html or .xlf, `-` for stdout
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// The lowest score of a match
    #[arg(
        long,
        value_name = "SCORE",
        default_value_t = 75,
        value_parser = clap::value_parser!(u8).range(1..=101)
    )]
    threshold: u8,
    /// The file holds a segment a line
    #[arg(long)]
    segmented: bool,
    #[command(flatten)]
    scope: ScopeArgs,
}

#[derive(Serialize)]
struct SegmentObject<'a> {
    segment: usize,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<&'a str>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let is_stream = args.out == Path::new(STREAM);
    if !is_stream {
        context.check_output(&args.out, std::slice::from_ref(&args.file))?;
    }
    let format = format(&args, context)?;
    let project = serving::serve(context, LOWEST, false)?;
    let options =
        ArticleOptions { lang: &project.langs().from, segmented: args.segmented, name: None };
    let (document, working) = text(&args.file, &options, &mut |text| context.out.say(text))?;
    let is_in_place = working.is_some() && format == Format::Xliff;
    if let Some(working) = &working {
        in_place::check(working, &project.langs().to)?;
    }
    if !is_in_place {
        refuse_name_of_tool(&args.out)?;
    }
    let query = MatchQuery {
        threshold: args.threshold,
        scope: args.scope.scope(),
        ..MatchQuery::default()
    };
    let count = document.segments.len();
    let consulted = serving::consult(context, &project)?;
    serving::tell_slow(context, &project, &consulted, args.threshold, count)?;
    let mut progress = context.progress("matching");
    let mut text =
        project.pretranslate(&document, &consulted, &query, &mut |share| progress.set(share))?;
    drop(progress);
    let original = args.file.file_name().unwrap_or_default().to_string_lossy();
    let mut filled = in_place::InPlace::default();
    let to = &project.langs().to;
    if let Some(working) = &working {
        in_place::drop_others(working, &mut text, to);
    }
    if let Some(working) = working.as_ref().filter(|_| is_in_place) {
        filled = in_place::fill(working, &mut text, to, &args.out)?;
    } else if is_stream {
        write(context.out.raw(), &text, (format, &original))?;
    } else {
        file::write_beside(&args.out, |out| write(out, &text, (format, &original)))?;
    }
    if context.json() {
        print(context, &text)?;
    }
    let mut counts = text.counts();
    counts.none = counts.none.saturating_sub(filled.left);
    let place = if is_stream { "stdout".into() } else { args.out.display().to_string() };
    context.out.say(format!("{}{}; written to {place}", told(&counts), filled.told));
    let open = count - filled.left;
    Ok(if open > 0 && counts.none == open { Outcome::Found } else { Outcome::Fine })
}

/// The format that the name of the target tells, if it is none that would do harm.
fn format(args: &Args, context: &Context) -> Result<Format, CliError> {
    if args.out == Path::new(STREAM) {
        if context.json() {
            return Err(CliError::new("`--json` and `-o -` would both print to stdout")
                .hint("name a file, or leave out `--json`"));
        }
        return Ok(Format::Tsv);
    }
    let name = args.out.display().to_string();
    let is_written = |format: &Format| matches!(format, Format::Tsv | Format::Html | Format::Xliff);
    Format::by_extension(&name).filter(is_written).ok_or_else(|| {
        CliError::new(format!("`{name}` is no file that a pretranslated text can be written to"))
            .hint("end the name with .tsv (a table), .html (a page) or .xlf (XLIFF)")
    })
}

/// Refuses a name by which a tool knows its own working documents, for one that is not.
pub(super) fn refuse_name_of_tool(out: &Path) -> Result<(), CliError> {
    if !xliff::is_of_tool(&out.to_string_lossy()) {
        return Ok(());
    }
    Err(CliError::new(format!("`{}` would not be a file of that tool", out.display()))
        .hint("end the name with .xlf, which every tool takes"))
}

fn write(
    out: &mut dyn Write,
    text: &Pretranslated,
    (format, original): (Format, &str),
) -> Result<(), ExchangeError> {
    match format {
        Format::Html => write_page(out, text),
        Format::Xliff => xliff::write_text(out, text, original),
        _ => write_table(out, text),
    }
}

fn print(context: &mut Context, text: &Pretranslated) -> Result<(), CliError> {
    for (number, segment) in text.segments.iter().enumerate() {
        let filling = segment.filling.as_ref();
        context.out.object(&SegmentObject {
            segment: number,
            source: &segment.text,
            target: filling.map(|filling| filling.target.as_str()),
            score: filling.map(|filling| filling.score),
            kind: filling.map(|filling| filling.kind().as_str()),
            unit: filling.and_then(|filling| filling.unit),
            database: filling.and_then(|filling| filling.database.as_deref()),
        })?;
    }
    Ok(())
}

fn told(counts: &FillCounts) -> String {
    let FillCounts { context, exact, fuzzy, none } = counts;
    let all = counted(context + exact + fuzzy + none, "segment");
    format!("{all}: {context} context, {exact} exact, {fuzzy} fuzzy, {none} without a match")
}
