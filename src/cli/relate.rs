//! `beleg relate`: how concepts belong together.

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::harmless;
use crate::model::{ConceptId, RelationKind};

/// Say how a concept belongs to others
///
/// `beleg relate c1 broader c2` says that c2 is the broader concept of c1; c1 is then shown as narrower
/// at c2. `beleg term` shows relations.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg relate c1 broader c2
  beleg relate c1 related c5 c9
  beleg relate c3 abbreviation-of c4
  beleg relate c1 broader c2 --end

Relations: broader, narrower, related, antonym, abbreviation-of, abbreviated-as.")]
pub(super) struct Args {
    /// The concept
    concept: ConceptId,
    /// What the others are to it
    relation: RelationKind,
    /// The others
    #[arg(required = true, value_name = "CONCEPT")]
    others: Vec<ConceptId>,
    /// End the relation
    #[arg(long)]
    end: bool,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    if !project.relate(args.concept, args.relation, &args.others, args.end)? {
        context.out.say("nothing changed: that is so already");
        return Ok(Outcome::Found);
    }
    if args.end {
        context.out.say(format!("{}: {} no longer", args.concept, args.relation));
    }
    for related in project.relations(args.concept)? {
        let relation = related.relation;
        let name = harmless(&related.name).into_owned();
        context.out.say(format!("{} {}: {} {name}", args.concept, relation.kind, relation.other));
    }
    Ok(Outcome::Fine)
}
