//! `beleg mark`: the terms in a text.

use std::path::PathBuf;

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{counted, harmless};
use super::reading::{ArticleOptions, article, tell_language};
use super::render::{marked, plain};
use super::wish::WishArgs;
use crate::model::{Concept, ConceptId, Lang, Span};
use crate::store::Access;
use crate::termbase::by::By;
use crate::termbase::recognition::Recognised;

/// Show every term of the glossary that stands in a text, with its translation
///
/// A term is found in whatever form it stands: *Verträgen* is `Vertrag`, *lehnte … ab* is `ablehnen`. A
/// shorter term within a longer one is told beneath it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg mark artikel.txt
  beleg mark article.txt --from en
  beleg mark saetze.txt --segmented --json")]
pub(super) struct Args {
    /// The text, `-` for stdin
    file: PathBuf,
    /// The file holds a segment a line
    #[arg(long)]
    segmented: bool,
    #[command(flatten)]
    wish: WishArgs,
}

#[derive(Serialize)]
struct MarkObject<'a> {
    segment: usize,
    spans: &'a [Span],
    form: String,
    concept: Option<ConceptId>,
    term: &'a str,
    by: By,
    translations: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inside: bool,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = context.open(Access::Read)?;
    let (from, to) = (project.langs().from.clone(), project.langs().to.clone());
    let options = ArticleOptions { lang: &from, segmented: args.segmented, name: None };
    let document = article(&args.file, &options, &mut |text| context.out.say(text))?;
    tell_language(&args.file, &document, &mut |text| context.out.say(text));
    let mut count = 0;
    project.mark(&document, args.wish.wish(), |segment, text, found| {
        count += found.len();
        if context.json() {
            return found.iter().try_for_each(|hit| {
                Ok(context.out.object(&MarkObject {
                    segment,
                    spans: &hit.spans,
                    form: form(text, hit),
                    concept: hit.concept.id,
                    term: &hit.concept.terms[hit.term].text,
                    by: hit.by,
                    translations: translations(&hit.concept, &to),
                    inside: hit.inside,
                })?)
            });
        }
        if found.is_empty() { Ok(()) } else { show(context, text, &found, &to) }
    })?;
    if count == 0 {
        context.out.say("no term of the glossary stands in the text");
        return Ok(Outcome::Found);
    }
    let segments = counted(document.segments.len(), "segment");
    context.out.say(format!("{} in {segments}", counted(count, "term")));
    Ok(Outcome::Fine)
}

/// What stands in the text, its parts joined.
fn form(text: &str, hit: &Recognised) -> String {
    let parts: Vec<&str> = hit.spans.iter().map(|span| span.of(text)).collect();
    parts.join(" … ")
}

/// The terms that may be used in the other language.
fn translations<'c>(concept: &'c Concept, to: &'c Lang) -> Vec<&'c str> {
    let permitted = concept.terms_in(to).filter(|term| term.status.is_permitted());
    permitted.map(|term| term.text.as_str()).collect()
}

fn show(
    context: &mut Context,
    text: &str,
    found: &[Recognised],
    to: &Lang,
) -> Result<(), CliError> {
    let out = &mut context.out;
    let spans = outermost(found);
    for line in marked(out, text, &spans, 0) {
        out.line(line)?;
    }
    for hit in found {
        let form = harmless(&form(text, hit)).into_owned();
        let term = &hit.concept.terms[hit.term].text;
        let known =
            if hit.by == By::Exact { String::new() } else { format!(" ({})", harmless(term)) };
        let translations = translations(&hit.concept, to).join(" · ");
        let (indent, part) = (if hit.inside { 6 } else { 2 }, part(hit.by));
        let id = hit.concept.id.map(|id| id.to_string()).unwrap_or_default();
        let told = format!("{form}{known}{part}  {}  {id}", harmless(&translations));
        for (number, line) in plain(out, &told, indent + 2).iter().enumerate() {
            let indent = if number == 0 { indent } else { indent + 2 };
            out.line(format!("{:indent$}{line}", ""))?;
        }
    }
    out.line("")?;
    Ok(())
}

/// What a part of a compound is called.
fn part(by: By) -> &'static str {
    match by {
        By::CompoundHead => " (end of a compound)",
        By::CompoundModifier => " (part of a compound)",
        _ => "",
    }
}

/// The places that are to be marked: none within another.
fn outermost(found: &[Recognised]) -> Vec<Span> {
    let mut spans: Vec<Span> = found.iter().flat_map(|hit| hit.spans.iter().copied()).collect();
    spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_free = span.start >= end;
        end = end.max(span.end);
        is_free
    });
    spans
}
