//! `beleg references`: big glossaries that are consulted after one's own.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, harmless};
use crate::store::{Access, ReferenceRecord};

/// List the references, switch one off or on, or remove it
///
/// A reference is a glossary that `beleg term` consults after your own; it is never mixed with it, not
/// exported, and no check holds a text to it. Ding, IATE and dict.cc become references by themselves.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg import /usr/share/trans/de-en          Ding (Debian: trans-de-en)
  beleg import kunde-alt.csv --reference alt
  beleg references
  beleg references ding --off
  beleg references ding --remove

`beleg undo` takes that back.")]
pub(super) struct Args {
    /// A reference; all of them if none is named
    name: Option<String>,
    /// Do not consult it
    #[arg(long, requires = "name", conflicts_with_all = ["on", "remove"])]
    off: bool,
    /// Consult it again
    #[arg(long, requires = "name", conflicts_with = "remove")]
    on: bool,
    /// Remove it with all its entries
    #[arg(long, requires = "name")]
    remove: bool,
}

#[derive(Serialize)]
struct ReferenceObject<'a> {
    name: &'a str,
    entries: usize,
    consulted: bool,
    origin: &'a str,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    if let Some(name) = &args.name {
        if args.remove {
            let mut project = context.open_to_change()?;
            let entries = project.remove_reference(name)?;
            context.out.say(format!("`{name}` removed with {}", entries_of(entries)));
            return Ok(Outcome::Fine);
        }
        if args.on || args.off {
            let mut project = context.open_to_change()?;
            project.consult_reference(name, args.on)?;
            let what = if args.on { "is consulted" } else { "is not consulted any more" };
            context.out.say(format!("`{name}` {what}"));
            return Ok(Outcome::Fine);
        }
    }
    let project = context.open(Access::Read)?;
    let all = project.references()?;
    let wanted = |reference: &&ReferenceRecord| {
        args.name.as_ref().is_none_or(|name| *name == reference.name)
    };
    let listed: Vec<&ReferenceRecord> = all.iter().filter(wanted).collect();
    for reference in &listed {
        print(reference, context)?;
    }
    if listed.is_empty() {
        context
            .out
            .say("there is no such reference; `beleg import FILE --reference NAME` makes one");
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Fine)
}

fn entries_of(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

fn print(reference: &ReferenceRecord, context: &mut Context) -> Result<(), CliError> {
    let ReferenceRecord { name, origin, is_consulted, entries, .. } = reference;
    if context.json() {
        let (entries, consulted) = (*entries, *is_consulted);
        context.out.object(&ReferenceObject { name, entries, consulted, origin })?;
        return Ok(());
    }
    let state = if *is_consulted { "consulted" } else { "off" };
    let name = context.out.look(Look::Strong, &harmless(name));
    context.out.line(format!("{name}  {}  {state}  {}", entries_of(*entries), harmless(origin)))?;
    Ok(())
}
