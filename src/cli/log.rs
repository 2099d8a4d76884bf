//! `beleg log`: what was done.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, harmless};
use crate::model::ConceptId;
use crate::project::ProjectError;
use crate::store::{Access, Direction, LogEntry, StoreError};

/// Show what was changed, newest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg log
  beleg log --limit 100 --json
  beleg log c12                    what was done to a concept")]
pub(super) struct Args {
    /// Only what concerns this concept
    concept: Option<ConceptId>,
    /// How many changes to show at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = super::args::positive)]
    limit: usize,
}

#[derive(Serialize)]
struct LogObject<'a> {
    number: i64,
    at: &'a str,
    command: &'a str,
    summary: &'a str,
    undone: bool,
}

impl<'a> From<&'a LogEntry> for LogObject<'a> {
    fn from(entry: &'a LogEntry) -> Self {
        let LogEntry { number, at, command, summary, undone } = entry;
        Self { number: *number, at, command, summary, undone: *undone }
    }
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = context.open(Access::Read)?;
    let entries = match args.concept {
        Some(id) => project.history_of(id, args.limit)?,
        None => project.log(args.limit)?,
    };
    for entry in &entries {
        if context.json() {
            context.out.object(&LogObject::from(entry))?;
            continue;
        }
        let mark = if entry.undone { "  (undone)" } else { "" };
        let head = format!("{:>4}  {}{mark}", entry.number, entry.at);
        context.out.line(context.out.look(Look::Faint, &head))?;
        context.out.line(format!("      {}", harmless(&entry.command)))?;
        context.out.line(format!("      {}", harmless(&entry.summary)))?;
    }
    if entries.is_empty() {
        context.out.say("nothing was changed yet");
    }
    // Of a concept nobody ever heard there is no history.
    Ok(if entries.is_empty() && args.concept.is_some() { Outcome::Found } else { Outcome::Fine })
}

/// Goes back or forth in the log, at most so many times. That there is nothing (more) is an error
/// only if nothing was done.
pub(super) fn go(
    context: &mut Context,
    direction: Direction,
    times: u32,
) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    for done in 0..times {
        let what = match direction {
            Direction::Undo => "undoing",
            Direction::Redo => "doing again",
        };
        let mut progress = context.progress(what);
        let stepped = project.step(direction, &mut |share| progress.set(share));
        drop(progress);
        let entry = match stepped {
            Ok(entry) => entry,
            Err(ProjectError::Store(StoreError::NothingToUndo { verb })) if done > 0 => {
                context.out.say(format!("nothing more to {verb}"));
                break;
            }
            Err(error) => return Err(error.into()),
        };
        if context.json() {
            context.out.object(&LogObject::from(&entry))?;
            continue;
        }
        let what = match direction {
            Direction::Undo => "undone",
            Direction::Redo => "done again",
        };
        context.out.say(format!("{what}: {} ({})", entry.command, entry.summary));
    }
    Ok(Outcome::Fine)
}
