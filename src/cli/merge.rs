//! `beleg merge`: two concepts that are one.

use super::concept_view::print_concept;
use super::context::Context;
use super::error::{CliError, Outcome};
use super::term::print_entry;
use crate::model::ConceptId;
use crate::termbase::by::By;
use crate::termbase::lookup::Entry;

/// Merge concepts into the first
///
/// It gets the terms and relations of the others and, where it says nothing itself, their subject,
/// definition, notes and source. What is not taken is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg merge c12 c40
  beleg merge c12 c40 c41

`beleg undo` takes it back.")]
pub(super) struct Args {
    /// The concept that stays
    into: ConceptId,
    /// Those that are merged into it
    #[arg(required = true, value_name = "CONCEPT")]
    others: Vec<ConceptId>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    let (concept, remarks) = project.merge(args.into, &args.others)?;
    let langs = project.langs().clone();
    let entry = Entry { concept, by: By::Exact };
    if context.json() {
        print_entry(context, &entry)?;
    } else {
        print_concept(&mut context.out, "", &entry, &langs)?;
    }
    for remark in remarks {
        context.out.say(remark);
    }
    Ok(Outcome::Fine)
}
