//! `beleg audit`: where practice does not agree with the glossary.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, counted, harmless};
use super::practice_view::{PracticeObject, told};
use super::render::{marked, plain};
use crate::model::{Concept, ConceptId, Lang, Status};
use crate::project::Deviation;
use crate::store::Access;
use crate::termbase::practice::{Practice, Rendering};

/// List the concepts that are translated otherwise than the glossary says
///
/// For each concept the sentence pairs that hold it are gone through. It is listed if a forbidden or
/// deprecated translation was used, or if most of what was used is not approved. Then either the pairs
/// or the glossary want correcting: `beleg add` adds a translation, `beleg edit` changes a status.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg audit
  beleg audit c12 c13
  beleg audit --min 3 --json

Exit code 1 means that some differ.")]
pub(super) struct Args {
    /// Only these concepts
    #[arg(value_name = "CONCEPT")]
    concepts: Vec<ConceptId>,
    /// In how many pairs at least something else was used
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = super::args::positive)]
    min: usize,
}

#[derive(Serialize)]
struct DeviationObject<'a> {
    concept: Option<ConceptId>,
    term: &'a str,
    approved: Vec<&'a str>,
    practice: PracticeObject<'a>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = context.open(Access::Read)?;
    let mut progress = context.progress("looking at concepts");
    let audit = project.audit(&args.concepts, args.min, &mut |done, all| progress.of(done, all))?;
    drop(progress);
    let (from, to) = (&project.langs().from, &project.langs().to);
    for Deviation { concept, practice } in &audit.deviations {
        if context.json() {
            let object = DeviationObject {
                concept: concept.id,
                term: name(concept, from),
                approved: approved(concept, to),
                practice: PracticeObject::from(practice),
            };
            context.out.object(&object)?;
        } else {
            show(concept, practice, (from, to), context)?;
        }
    }
    let differ = audit.deviations.len();
    context.out.say(match (audit.practised, differ) {
        (0, _) => "no pair holds a term of the glossary".to_owned(),
        (practised, 0) => {
            format!("practice agrees with the glossary in {}", counted(practised, "concept"))
        }
        (practised, differ) => format!(
            "{differ} of {} that the pairs hold {} otherwise than the glossary says",
            counted(practised, "concept"),
            if differ == 1 { "is translated" } else { "are translated" }
        ),
    });
    Ok(if differ > 0 { Outcome::Found } else { Outcome::Fine })
}

fn name<'c>(concept: &'c Concept, from: &'c Lang) -> &'c str {
    let leading = concept.leading_in(from).or(concept.terms.first());
    leading.map_or("", |term| term.text.as_str())
}

fn approved<'c>(concept: &'c Concept, to: &'c Lang) -> Vec<&'c str> {
    let permitted = concept.terms_in(to).filter(|term| term.status.is_permitted());
    permitted.map(|term| term.text.as_str()).collect()
}

fn show(
    concept: &Concept,
    practice: &Practice,
    (from, to): (&Lang, &Lang),
    context: &mut Context,
) -> Result<(), CliError> {
    let out = &mut context.out;
    let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
    let term = out.look(Look::Strong, &harmless(name(concept, from)));
    let glossary = harmless(&approved(concept, to).join(" · ")).into_owned();
    out.line(format!("{id} {term}  {glossary}"))?;
    for line in plain(out, &told(practice), 2) {
        out.line(format!("  {line}"))?;
    }
    let is_other = |one: &&Rendering| !one.status.is_some_and(Status::is_permitted);
    if let Some(example) = practice.renderings.iter().find(is_other) {
        for side in [&example.source, &example.target] {
            for line in marked(out, &side.text, &side.spans, 4) {
                out.line(format!("    {line}"))?;
            }
        }
    }
    Ok(())
}
