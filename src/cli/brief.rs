//! `beleg brief`: what to know of a text before translating it.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::concept_view::citation;
use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::{Look, counted, harmless};
use super::reading::{ArticleOptions, STREAM, article, tell_language};
use super::render::plain;
use super::serving;
use super::wish::ReachArgs;
use crate::exchange::brief::{Brief, BriefCandidate, BriefCount, BriefTerm, write};
use crate::exchange::{ExchangeError, Format, file};
use crate::memory::indexing::LOWEST;
use crate::memory::leverage::LOWEST_BAND;
use crate::model::{Document, Status, Term};
use crate::project::{BriefQuery, Project};
use crate::termbase::reach::{Audience, Wish};

/// Know a text before you translate it: matches, terms, names, numbers
///
/// Words and what the memory holds of them, every term of the glossary with its translation and how
/// often it stands there, what not to write and what is doubtful, names and numbers, and frequent terms
/// that the glossary lacks, with proposals. As a page it also has the text with its terms marked and
/// their translations beside each paragraph: one file that loads nothing, for screen and paper.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg brief neu.de.txt
  beleg brief neu.de.txt -o brief.html
  beleg brief kapitel-*.txt --client ACME -o brief.md
  beleg brief neu.de.txt --json

Exit code 1 means that the texts hold no term of the glossary and nothing that the memory has.")]
pub(super) struct Args {
    /// The texts, `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The files hold a segment a line
    #[arg(long)]
    segmented: bool,
    /// Write a page (.html) or Markdown (.md), `-` for stdout
    #[arg(long, short = 'o', value_name = "FILE")]
    out: Option<PathBuf>,
    /// The format, where the name does not tell it: html or markdown
    #[arg(long)]
    format: Option<Format>,
    /// How many terms that the glossary lacks to tell at most
    #[arg(long, value_name = "N", default_value_t = 30)]
    candidates: usize,
    #[command(flatten)]
    reach: ReachArgs,
    #[command(flatten)]
    scope: ScopeArgs,
}

#[derive(Serialize)]
#[serde(tag = "section", rename_all = "snake_case")]
enum Row<'a> {
    Match { band: &'a str, segments: usize, words: usize },
    Term(TermRow<'a>),
    Name { text: &'a str, count: usize },
    Number { text: &'a str, count: usize },
    Candidate { term: &'a str, count: usize, proposals: &'a [String], example: &'a str },
}

#[derive(Serialize)]
struct TermRow<'a> {
    concept: &'a str,
    term: &'a str,
    translations: &'a [String],
    hits: usize,
    in_compounds: usize,
    forms: &'a [String],
    avoid: Vec<AvoidRow<'a>>,
    doubts: &'a [String],
}

#[derive(Serialize)]
struct AvoidRow<'a> {
    text: &'a str,
    status: Status,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let format = format(&args)?;
    if format.is_some() && context.json() {
        return Err(CliError::new("`--json` and a file cannot both be written")
            .hint("leave one of them out"));
    }
    if let Some(target) = args.out.as_deref().filter(|target| *target != Path::new(STREAM)) {
        context.check_output(target, &args.files)?;
    }
    let project = serving::serve(context, LOWEST, false)?;
    let documents = read(&args, &project, context)?;
    let count = documents.iter().map(|document| document.segments.len()).sum();
    let consulted = serving::consult(context, &project)?;
    let threshold = serving::lowest_served(context, &project, &consulted, LOWEST_BAND, count)?;
    let scope = args.scope.scope();
    let audience = Audience {
        client: scope.clients.first().cloned(),
        project: scope.projects.first().cloned(),
    };
    let wish = Wish { reach: args.reach.reach(), audience };
    let query = BriefQuery { wish, scope, threshold, candidates: args.candidates };
    let cite = |term: &Term| citation(term).unwrap_or_else(|| term.text.clone());
    let mut progress = context.progress("reading");
    let brief = project.brief(&documents, &consulted, &query, &cite, &mut |share| {
        progress.set(share);
    })?;
    drop(progress);
    match (format, &args.out) {
        (Some(format), Some(target)) if target != Path::new(STREAM) => {
            file::write_beside(target, |out| write(out, &brief, format))?;
            context.out.say(format!("written to {}", target.display()));
        }
        (Some(format), _) => put(&brief, format, context)?,
        (None, _) if context.json() => print_rows(&brief, context)?,
        (None, _) => show(&brief, context)?,
    }
    let is_matched = brief.bands.iter().any(|band| band.name != "none" && band.segments > 0);
    Ok(if brief.terms.is_empty() && !is_matched { Outcome::Found } else { Outcome::Fine })
}

/// The format that is to be written; none for the terminal.
fn format(args: &Args) -> Result<Option<Format>, CliError> {
    let by_name = args.out.as_deref().and_then(Path::to_str).and_then(Format::by_extension);
    let wanted = args.format.or(by_name);
    match (wanted, &args.out) {
        (Some(format @ (Format::Html | Format::Markdown)), _) => Ok(Some(format)),
        (None, None) => Ok(None),
        _ => Err(CliError::new("a brief is written as a page or as Markdown")
            .hint("name a file that ends in .html or .md, or say `--format html`")),
    }
}

fn put(brief: &Brief, format: Format, context: &mut Context) -> Result<(), CliError> {
    let mut bytes = Vec::new();
    write(&mut bytes, brief, format)?;
    context.out.raw().write_all(&bytes).map_err(|source| ExchangeError::Output { source })?;
    Ok(())
}

fn read(args: &Args, project: &Project, context: &mut Context) -> Result<Vec<Document>, CliError> {
    let lang = project.langs().from.clone();
    let mut documents = Vec::new();
    for path in &args.files {
        let options = ArticleOptions { lang: &lang, segmented: args.segmented, name: None };
        let document = article(path, &options, &mut |text| context.out.say(text))?;
        tell_language(path, &document, &mut |text| context.out.say(text));
        documents.push(document);
    }
    Ok(documents)
}

fn print_rows(brief: &Brief, context: &mut Context) -> Result<(), CliError> {
    let out = &mut context.out;
    for band in brief.bands.iter().filter(|band| band.segments > 0) {
        let (segments, words) = (band.segments, band.words);
        out.object(&Row::Match { band: band.name, segments, words })?;
    }
    for term in &brief.terms {
        let avoid = term.avoid.iter().map(|(text, status)| AvoidRow { text, status: *status });
        out.object(&Row::Term(TermRow {
            concept: &term.id,
            term: &term.term,
            translations: &term.translations,
            hits: term.hits,
            in_compounds: term.in_compounds,
            forms: &term.forms,
            avoid: avoid.collect(),
            doubts: &term.doubts,
        }))?;
    }
    for BriefCount { text, count } in &brief.names {
        out.object(&Row::Name { text, count: *count })?;
    }
    for BriefCount { text, count } in &brief.numbers {
        out.object(&Row::Number { text, count: *count })?;
    }
    for BriefCandidate { term, count, proposals, example } in &brief.candidates {
        out.object(&Row::Candidate { term, count: *count, proposals, example })?;
    }
    Ok(())
}

fn show(brief: &Brief, context: &mut Context) -> Result<(), CliError> {
    let out = &mut context.out;
    let head = |text: &str| out_head(text);
    for text in &brief.texts {
        out.line(out.look(Look::Strong, &harmless(&text.title)))?;
    }
    let (segments, words) = (brief.segments(), brief.words());
    out.line(format!("{}, {}", counted(segments, "segment"), counted(words, "word")))?;
    out.line(head("What the memory holds"))?;
    for band in brief.bands.iter().filter(|band| band.segments > 0) {
        let share = (100 * band.words + words / 2) / words.max(1);
        let (name, segments) = (band.name, band.segments);
        out.line(format!("  {name:<24}{segments:>7} segments{:>8} words{share:>5} %", band.words))?;
    }
    if !brief.terms.is_empty() {
        out.line(head("Terms"))?;
    }
    for term in &brief.terms {
        show_term(term, context)?;
    }
    let out = &mut context.out;
    if !brief.candidates.is_empty() {
        out.line(head("Not in the glossary"))?;
    }
    for BriefCandidate { term, count, proposals, .. } in &brief.candidates {
        let proposed = if proposals.is_empty() {
            String::new()
        } else {
            format!("  {}", proposals.join(" · "))
        };
        for line in plain(out, &format!("{count}× {term}{proposed}"), 2) {
            out.line(format!("  {line}"))?;
        }
    }
    for (title, counts) in [("Names", &brief.names), ("Numbers and dates", &brief.numbers)] {
        if counts.is_empty() {
            continue;
        }
        out.line(head(title))?;
        let all: Vec<String> = counts
            .iter()
            .map(|BriefCount { text, count }| match count {
                1 => text.clone(),
                count => format!("{text} ({count})"),
            })
            .collect();
        for line in plain(out, &all.join(" · "), 2) {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}

fn out_head(text: &str) -> String {
    format!("\n{text}")
}

fn show_term(term: &BriefTerm, context: &mut Context) -> Result<(), CliError> {
    let out = &mut context.out;
    let parts = match term.in_compounds {
        0 => String::new(),
        count => format!(" (+ {count} in compounds)"),
    };
    let mut told = format!(
        "{}× {}{parts}  {}  {}",
        term.hits,
        term.term,
        term.translations.join(" · "),
        term.id
    );
    for (text, status) in &term.avoid {
        told.push_str(&format!("; not: {text} ({status})"));
    }
    for doubt in &term.doubts {
        told.push_str(&format!("; ? {doubt}"));
    }
    for (number, line) in plain(out, &told, 4).iter().enumerate() {
        let indent = if number == 0 { 2 } else { 4 };
        out.line(format!("{:indent$}{line}", ""))?;
    }
    Ok(())
}
