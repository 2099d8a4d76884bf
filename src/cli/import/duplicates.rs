//! What becomes of entries whose term is in the glossary already.

use std::io::{self, BufRead, IsTerminal};

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::Incoming;
use super::super::output::counted;
use super::{Args, Duplicate};
use crate::project::{Homonym, Project, Rows};
use crate::termbase::merge::OnDuplicate;

/// So many homonyms are named.
const NAMED: usize = 5;

/// What was asked for; on a terminal the user is asked, if there is something to ask.
pub(super) fn wanted(
    args: &Args,
    files: &[Incoming],
    project: &Project,
    context: &mut Context,
) -> Result<OnDuplicate, CliError> {
    if let Some(given) = args.on_duplicate {
        return Ok(match given {
            Duplicate::Merge => OnDuplicate::Merge,
            Duplicate::Keep => OnDuplicate::Keep,
            Duplicate::Skip => OnDuplicate::Skip,
        });
    }
    let can_ask = context.out.is_terminal() && io::stdin().is_terminal() && !context.json();
    if !can_ask || args.dry_run {
        return Ok(OnDuplicate::Judge);
    }
    let mut homonyms: Vec<Homonym> = Vec::new();
    for file in files {
        if let Rows::Terms(rows) = &file.rows {
            homonyms.extend(project.homonyms(rows)?);
        }
    }
    if homonyms.is_empty() {
        return Ok(OnDuplicate::Judge);
    }
    let count = homonyms.len();
    let what = if count == 1 { "1 entry has" } else { &format!("{count} entries have") };
    context.out.say(format!("{what} a term that is there with another subject or definition:"));
    for Homonym { line, term, concept } in homonyms.iter().take(NAMED) {
        context.out.say(format!("  line {line}: {term} (in {concept})"));
    }
    if count > NAMED {
        context.out.say(format!("  and {}", counted(count - NAMED, "other")));
    }
    context.out.say("keep them apart [k], merge them [m], or leave them out [s]?");
    let mut answer = String::new();
    io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|error| CliError::new(format!("the answer cannot be read: {error}")))?;
    Ok(match answer.trim().to_lowercase().chars().next() {
        Some('m') => OnDuplicate::Merge,
        Some('s') => OnDuplicate::Skip,
        _ => OnDuplicate::Judge,
    })
}
