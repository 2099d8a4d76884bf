//! `beleg remove`: concepts, pairs and documents that are not wanted.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::filter::{Condition, condition, filter};
use super::output::counted;
use crate::memory::concordance::Hit;
use crate::model::{AnyId, DocumentId};
use crate::project::{Project, Removed};

/// Remove concepts, sentence pairs or documents by their ids
///
/// A document goes with the document it is aligned with and with its pairs, but for those that have
/// a note of yours. All that is named goes
/// at once or, if one id is wrong, not at all; `beleg undo` brings it back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg remove c12            a concept
  beleg remove u3 u4          two sentence pairs
  beleg remove d1             a document, its pairs, and its translation
  beleg remove --where origin=alt.tsv        shows the pairs that would go
  beleg remove --where origin=alt.tsv --yes  removes them

Keys of conditions: memory, client, project, subject, origin, text, lang, approved (yes or no), since
and before (dates).")]
pub(super) struct Args {
    /// Ids such as c12, u3 or d1
    #[arg(
        required_unless_present = "conditions",
        conflicts_with = "conditions",
        value_name = "ID"
    )]
    ids: Vec<AnyId>,
    /// All pairs that meet this condition, as in `origin=alt.tsv`; several must all be met
    #[arg(long = "where", value_name = "KEY=VALUE", value_parser = condition)]
    conditions: Vec<Condition>,
    /// Remove all pairs that meet the conditions; without it they are only shown
    #[arg(long, short, requires = "conditions")]
    yes: bool,
}

#[derive(Serialize)]
struct RemovedObject<'a> {
    id: String,
    name: &'a str,
    pairs: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<DocumentId>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    if !args.conditions.is_empty() {
        return by_filter(&args, &mut project, context);
    }
    for Removed { id, name, pairs, documents } in project.remove(&args.ids)? {
        if context.json() {
            let id = id.to_string();
            context.out.object(&RemovedObject { id, name: &name, pairs, documents })?;
            continue;
        }
        let mut told = format!("{id} removed: {name}");
        if let AnyId::Document(_) = id {
            told.push_str(&format!(", with {}", counted(pairs, "pair")));
            told.extend(documents.iter().map(|document| format!(" and {document}")));
        }
        context.out.say(told);
    }
    Ok(Outcome::Fine)
}

/// So many pairs are shown before they are removed.
const PREVIEWED: usize = 10;

fn by_filter(
    args: &Args,
    project: &mut Project,
    context: &mut Context,
) -> Result<Outcome, CliError> {
    let units = project.units_that(&filter(&args.conditions))?;
    let pairs = counted(units.len(), "pair");
    if units.is_empty() {
        context.out.say("no pair meets that");
        return Ok(Outcome::Found);
    }
    let langs = project.langs().clone();
    for id in units.iter().take(PREVIEWED) {
        if let Some(unit) = project.unit(*id)?.filter(|_| !args.yes) {
            super::find::show(context, &Hit::of_unit(unit), &langs)?;
        }
    }
    if !args.yes {
        context.out.say(format!("{pairs} would go; `--yes` removes them"));
        return Ok(Outcome::Fine);
    }
    let ids: Vec<AnyId> = units.into_iter().map(AnyId::Unit).collect();
    project.remove(&ids)?;
    context.out.say(format!("{pairs} removed; `beleg undo` brings them back"));
    Ok(Outcome::Fine)
}
