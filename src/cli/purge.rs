//! `beleg purge`: a client's right to have everything deleted.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::counted;
use crate::model::Section;
use crate::project::Purge;

/// Delete everything of a client for good
///
/// All pairs and documents of the sections that are named go, with their indexes, and the file is
/// written anew, so that nothing of them is left in it. The journal goes too, since it holds what was:
/// nothing done before can be undone any more. What was learned from pairs is forgotten. The glossary
/// is not touched, nor are backups and files that you exported.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg purge --client ACME            shows what would go, and asks
  beleg purge --client ACME --yes      for scripts
  beleg purge --memory alt --project 2019

`beleg memories` lists what there is. A purge cannot be undone.")]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

#[derive(Serialize)]
struct PurgeObject {
    units: usize,
    documents: usize,
    journal_entries: usize,
    copies: Vec<String>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let scope = args.scope.scope();
    if scope.is_everything() {
        return Err(CliError::new("nothing was named that is to be deleted").hint(
            "name it with `--client`, `--memory`, `--project` or `--subject`; `beleg memories` \
             lists what there is",
        ));
    }
    let mut project = context.open_to_change()?;
    let Purge { sections, unfinished, .. } = project.to_purge(&scope)?;
    if sections.is_empty() && !unfinished {
        context.out.say("there is nothing of that; `beleg memories` lists what there is");
        return Ok(Outcome::Found);
    }
    for (section, units) in &sections {
        context.out.say(format!("{}: {}", named(section), counted(*units, "pair")));
    }
    if !args.yes && !confirmed()? {
        context.out.say("nothing was deleted");
        return Ok(Outcome::Found);
    }
    let Purge { purged, copies, .. } = project.purge(&scope)?;
    let purged = purged.unwrap_or_default();
    if context.json() {
        context.out.object(&PurgeObject {
            units: purged.units,
            documents: purged.documents,
            journal_entries: purged.entries,
            copies,
        })?;
        return Ok(Outcome::Fine);
    }
    context.out.say(format!(
        "deleted for good: {}, {} and the journal",
        counted(purged.units, "pair"),
        counted(purged.documents, "document")
    ));
    for copy in copies {
        context.out.say(format!("`{copy}` is an older copy of the database: delete it yourself"));
    }
    context.out.say("backups and exported files are not touched");
    Ok(Outcome::Fine)
}

fn named(section: &Section) -> String {
    let said =
        [("client", &section.client), ("project", &section.project), ("subject", &section.subject)];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let said: String = said.map(|(what, text)| format!(", {what} {text}")).collect();
    format!("memory {}{said}", section.memory)
}

/// Asks the person at the terminal. Where there is none, `--yes` has to be given.
fn confirmed() -> Result<bool, CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::new("this deletes for good, and there is nobody to ask")
            .hint("say `--yes` if that is what you want"));
    }
    write!(io::stderr(), "Delete that for good? [y/N] ")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "j" | "ja"))
}
