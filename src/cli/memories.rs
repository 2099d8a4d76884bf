//! `beleg memories`: what memories there are, and what may be done with them.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, counted, harmless};
use crate::model::Memory;
use crate::store::{Access, MemorySummary};

/// List the memories, or say what one may be used for
///
/// A memory is made when pairs are put into it, or by `--new`. `--read-only` keeps it from being changed; a penalty is
/// taken off the scores of its matches.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg memories
  beleg memories acme --read-only
  beleg memories alt --penalty 5
  beleg memories archive --new --penalty 2
  beleg memories acme --writable")]
pub(super) struct Args {
    /// A memory; all of them if none is named
    name: Option<String>,
    /// Nothing may be put into it or changed in it
    #[arg(long, requires = "name", conflicts_with = "writable")]
    read_only: bool,
    /// It may be changed again
    #[arg(long, requires = "name")]
    writable: bool,
    /// Make it, if there is none of this name
    #[arg(long, requires = "name")]
    new: bool,
    /// What to take off the score of its matches, 0 to 100
    #[arg(long, value_name = "N", requires = "name", value_parser = clap::value_parser!(u8).range(0..=100))]
    penalty: Option<u8>,
}

#[derive(Serialize)]
struct MemoryObject<'a> {
    name: &'a str,
    units: usize,
    read_only: bool,
    penalty: u8,
    sections: Vec<SectionObject<'a>>,
}

#[derive(Serialize)]
struct SectionObject<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    client: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    project: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'a str,
    units: usize,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let is_change = args.new || args.read_only || args.writable || args.penalty.is_some();
    if let Some(name) = args.name.as_ref().filter(|_| is_change) {
        let mut project =
            if args.new { context.open(Access::Write)? } else { context.open_to_change()? };
        let is_there = project.memories()?.iter().any(|one| one.memory.name == *name);
        if !is_there && !args.new {
            return Err(CliError::new(format!("there is no memory `{}`", harmless(name)))
                .hint("`beleg memories` lists them; `--new` makes it"));
        }
        let is_read_only = (args.read_only || args.writable).then_some(args.read_only);
        project.set_memory(name, is_read_only, args.penalty)?;
    }
    let all = context.open(Access::Read)?.memories()?;
    let is_named =
        |one: &&MemorySummary| args.name.as_ref().is_none_or(|name| one.memory.name == *name);
    let shown: Vec<&MemorySummary> = all.iter().filter(is_named).collect();
    if shown.is_empty() {
        let name = args.name.unwrap_or_default();
        context.out.say(format!("there is no memory `{name}`; `beleg memories` lists them"));
        return Ok(Outcome::Found);
    }
    for one in shown {
        if context.json() {
            context.out.object(&object(one))?;
        } else {
            print(one, context)?;
        }
    }
    Ok(Outcome::Fine)
}

fn object(one: &MemorySummary) -> MemoryObject<'_> {
    let Memory { name, is_read_only, penalty } = &one.memory;
    let sections = one.sections.iter().map(|(_, section, units)| SectionObject {
        client: &section.client,
        project: &section.project,
        subject: &section.subject,
        units: *units,
    });
    MemoryObject {
        name,
        units: one.units(),
        read_only: *is_read_only,
        penalty: *penalty,
        sections: sections.collect(),
    }
}

fn print(one: &MemorySummary, context: &mut Context) -> Result<(), CliError> {
    let Memory { name, is_read_only, penalty } = &one.memory;
    let mut line = vec![counted(one.units(), "pair")];
    line.extend(is_read_only.then(|| "read-only".to_owned()));
    line.extend((*penalty > 0).then(|| format!("penalty {penalty}")));
    let name = context.out.look(Look::Strong, &harmless(name));
    context.out.line(format!("{name}  {}", line.join(", ")))?;
    for (_, section, units) in &one.sections {
        let said = [
            ("client", &section.client),
            ("project", &section.project),
            ("subject", &section.subject),
        ];
        let said: Vec<String> = said
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(what, text)| format!("{what} {text}"))
            .collect();
        if !said.is_empty() {
            let line = format!("  {}: {}", said.join(", "), counted(*units, "pair"));
            context.out.line(harmless(&line))?;
        }
    }
    Ok(())
}
