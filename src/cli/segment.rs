//! `beleg segment`: the sentences of a text.

use std::path::PathBuf;

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::harmless;
use super::reading::{ArticleOptions, article};
use crate::model::{Lang, Span};

/// Split a text into sentences and headings
///
/// A segment a line, an empty line between paragraphs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg segment artikel.txt
  beleg segment article.txt --lang en --json")]
pub(super) struct Args {
    /// The text, `-` for stdin
    file: PathBuf,
    /// Its language [default: that of `--from`, else German]
    #[arg(long)]
    lang: Option<Lang>,
}

#[derive(Serialize)]
struct SegmentObject<'a> {
    index: usize,
    text: &'a str,
    span: Span,
    paragraph: usize,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let lang = match args.lang {
        Some(lang) => lang,
        None => context.langs(None)?.from,
    };
    let options = ArticleOptions { lang: &lang, segmented: false, name: None };
    let document = article(&args.file, &options, &mut |text| context.out.say(text))?;
    let mut paragraph = 0;
    for (index, segment) in document.segments.iter().enumerate() {
        let text = document.segment_text(index);
        if context.json() {
            let (span, paragraph) = (segment.span, segment.paragraph);
            context.out.object(&SegmentObject { index, text, span, paragraph })?;
            continue;
        }
        if index > 0 && segment.paragraph != paragraph {
            context.out.line("")?;
        }
        paragraph = segment.paragraph;
        let line = text.replace(['\r', '\n'], " ");
        let line = if context.out.is_terminal() { harmless(&line).into_owned() } else { line };
        context.out.line(line)?;
    }
    Ok(Outcome::Fine)
}
