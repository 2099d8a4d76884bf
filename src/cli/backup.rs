//! `beleg backup`: a copy of everything.

use std::path::PathBuf;

use super::context::{Context, database_file};
use super::error::{CliError, Outcome};
use super::reading::STREAM;
use crate::exchange::ExchangeError;
use crate::store::Access;

/// Copy the whole database to a new file, also while it is in use
///
/// The copy is a database like the first one: `--db` works on it. To go on with it on another machine,
/// put it where `beleg stats` shows the database there. `beleg export all.jsonl` writes everything but
/// the log as text, and `beleg import all.jsonl` takes it in.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg backup beleg-2026-11-24.db
  beleg --db beleg-2026-11-24.db stats       look into the copy")]
pub(super) struct Args {
    /// The new file
    file: PathBuf,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    if args.file.as_os_str() == STREAM {
        return Err(CliError::new("a backup cannot go to stdout").hint("name a new file for it"));
    }
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let (path, folder) = (args.file.display().to_string(), folder.display().to_string());
        return Err(ExchangeError::FolderMissing { path, folder }.into());
    }
    context.open(Access::Read)?.backup(&database_file(&args.file)?)?;
    context.out.say(format!("copied to {}", args.file.display()));
    Ok(Outcome::Fine)
}
