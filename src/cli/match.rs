//! `beleg match`: sentences that were translated before and are similar.

use std::path::PathBuf;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::found::{Shown, show_match};
use super::memory::ScopeArgs;
use super::reading::{ArticleOptions, article};
use super::serving::{consult, serve};
use crate::memory::matching::Asked;
use crate::project::{LangPair, MatchQuery};
use crate::text::language::closer;

/// Find sentences that were translated before and are similar
///
/// The score says how much of the sentence is the same, word by word: 100 is the very same sentence,
/// 101 one whose neighbours are the same too (with `--file`). What there is to change is told, numbers
/// and names first of all. `beleg help scores` explains the score, `beleg explain match` a single one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg match 'Der Zoll auf Stahl steigt im Mai auf 25 Prozent.'
  beleg match 'The duty on steel rises in May.' --from en
  beleg match --file artikel.txt --threshold 80
  beleg match --file segmente.txt --segmented --json
  beleg match 'Die Frist endet am 3. Mai.' --memory client,main --limit 10

Exit code 1 means that nothing is similar enough. Scores from 70 on are found by an index; below that
every pair is compared, unless `beleg index --from 50` was given once.")]
pub(super) struct Args {
    /// The sentence
    #[arg(
        required_unless_present = "file",
        conflicts_with = "file",
        value_name = "TEXT",
        allow_hyphen_values = true
    )]
    text: Option<String>,
    /// Every segment of an article, `-` for stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// The file has a segment a line
    #[arg(long, requires = "file")]
    segmented: bool,
    /// The lowest score, 1 to 101
    #[arg(long, value_name = "SCORE", default_value_t = 70, value_parser = clap::value_parser!(u8).range(1..=101))]
    threshold: u8,
    /// How many matches of a sentence to show at most
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = super::args::positive)]
    limit: usize,
    /// Compare with every pair instead of asking the index
    #[arg(long)]
    exhaustive: bool,
    #[command(flatten)]
    scope: ScopeArgs,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = serve(context, args.threshold, args.exhaustive)?;
    let lang = project.langs().from.clone();
    let texts: Vec<String> = match &args.file {
        Some(file) => {
            let options = ArticleOptions { lang: &lang, segmented: args.segmented, name: None };
            let document = article(file, &options, &mut |text| context.out.say(text))?;
            document.segment_lines()
        }
        None => vec![args.text.clone().unwrap_or_default()],
    };
    if texts.iter().all(|text| text.trim().is_empty()) {
        return Err(CliError::new("there is no text to find matches of")
            .hint("give a sentence, or a file with `--file`"));
    }
    let lines: Vec<&str> = texts.iter().map(String::as_str).collect();
    let asked: Vec<Asked<'_>> = match args.file {
        Some(_) => (0..lines.len()).map(|index| Asked::within(&lines, index)).collect(),
        None => lines.iter().map(|line| Asked::alone(line)).collect(),
    };
    let query = MatchQuery {
        threshold: args.threshold,
        limit: args.limit,
        exhaustive: args.exhaustive,
        scope: args.scope.scope(),
    };
    let consulted = consult(context, &project)?;
    let sections = project.sections()?;
    let many = asked.len() > 1;
    let mut progress = context.progress("matching");
    let mut any = false;
    project.matches_with(&consulted, &query, &asked, |index, found| {
        progress.of(index + 1, asked.len());
        any |= !found.is_empty();
        progress.aside(|| {
            let shown = Shown { query: index, asked: lines[index], sections: &sections };
            show_all(context, &shown, &found, many)
        })
    })?;
    drop(progress);
    if !any {
        let what = if many { "no segment has a match" } else { "nothing is similar enough" };
        context.out.say(format!("{what} (from {} on)", args.threshold));
        let LangPair { from, to } = project.langs();
        if closer(&texts.concat(), from, to) == Some(to) {
            context
                .out
                .say(format!("it seems to be in `{to}`: `--from {to} --to {from}` looks there"));
        }
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Fine)
}

/// Shows the matches of one text; a person sees the text too where there are several.
fn show_all(
    context: &mut Context,
    shown: &Shown<'_>,
    found: &[crate::project::Located<crate::memory::matching::Match>],
    many: bool,
) -> Result<(), CliError> {
    if many && !context.json() {
        let number = shown.query + 1;
        let text = super::render::plain(&context.out, &format!("{number}. {}", shown.asked), 0);
        for line in text {
            let line = context.out.look(super::output::Look::Strong, &line);
            context.out.line(line)?;
        }
    }
    found.iter().try_for_each(|located| show_match(context, shown, located))
}
