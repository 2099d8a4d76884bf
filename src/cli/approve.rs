//! `beleg approve`: proposed terms that are good.

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::counted;
use crate::model::ConceptId;

/// Approve the proposed terms of concepts
///
/// The first proposed term of a language that has no preferred one becomes that; the others are
/// admitted. `beleg edit` gives a term any other status.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg approve c12 c13
  beleg approve --all

`beleg undo` takes it back.")]
pub(super) struct Args {
    /// The concepts
    #[arg(required_unless_present = "all", value_name = "CONCEPT")]
    concepts: Vec<ConceptId>,
    /// Those of all concepts
    #[arg(long, conflicts_with = "concepts")]
    all: bool,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    let approved = project.approve((!args.all).then_some(&args.concepts))?;
    context.out.say(match approved {
        0 => "no term is proposed there".to_owned(),
        approved => format!("{} approved", counted(approved, "term")),
    });
    Ok(if approved == 0 { Outcome::Found } else { Outcome::Fine })
}
