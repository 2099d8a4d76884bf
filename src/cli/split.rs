//! `beleg split`: a concept that is two.

use super::concept_view::print_concept;
use super::context::Context;
use super::error::{CliError, Outcome};
use super::term::print_entry;
use crate::model::ConceptId;
use crate::termbase::by::By;
use crate::termbase::lookup::Entry;

/// Make a concept of its own of some terms of one
///
/// Homonyms that stand in one concept are told apart so. The new concept keeps subject and source, and
/// is related to the old one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg split c12 Inch Zoll --subject measures
  beleg split c12 'household'

`beleg undo` takes it back.")]
pub(super) struct Args {
    /// The concept
    concept: ConceptId,
    /// The terms that go into the new one
    #[arg(required = true, value_name = "TERM")]
    terms: Vec<String>,
    /// The subject field of the new one [default: that of the old one]
    #[arg(long)]
    subject: Option<String>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    let subject = args.subject.map(|subject| subject.trim().to_owned());
    let subject = subject.filter(|subject| !subject.is_empty());
    let (new, rest) = project.split(args.concept, &args.terms, subject)?;
    let langs = project.langs().clone();
    for concept in [new, rest] {
        let entry = Entry { concept, by: By::Exact };
        if context.json() {
            print_entry(context, &entry)?;
        } else {
            print_concept(&mut context.out, "", &entry, &langs)?;
        }
    }
    Ok(Outcome::Fine)
}
