//! `beleg attach`: other databases that are consulted.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::context::{Context, absolute};
use super::error::{CliError, Outcome};
use crate::model::Attached;
use crate::store::Access;

/// Consult another Beleg database without copying it
///
/// `match`, `find`, `leverage` and `pretranslate` then look there too, and tell what they found there by
/// its name. It is read where it lies and never changed. Without a file the attached databases are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg attach kollegin.db
  beleg attach //server/team/team.db --name team --penalty 5
  beleg attach                     what is attached
  beleg detach team

What an attached database finds is told by its name; its ids are its own.")]
pub(super) struct Args {
    /// The database
    file: Option<PathBuf>,
    /// The name to know it by [default: that of the file]
    #[arg(long, requires = "file")]
    name: Option<String>,
    /// What to take off the score of its matches, 0 to 100
    #[arg(long, value_name = "N", default_value_t = 0, requires = "file", value_parser = clap::value_parser!(u8).range(0..=100))]
    penalty: u8,
}

#[derive(Serialize)]
struct AttachedObject<'a> {
    name: &'a str,
    path: &'a str,
    penalty: u8,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let Some(file) = args.file else { return list(context) };
    let mut project = context.open(Access::Write)?;
    let name = match args.name.map(|name| name.trim().to_owned()) {
        Some(name) if !name.is_empty() => name,
        _ => name_of(&file),
    };
    let attached = Attached { name, path: absolute(&file), penalty: args.penalty };
    project.attach(&attached)?;
    context.out.say(format!("`{}` is consulted as `{}`", attached.path, attached.name));
    Ok(Outcome::Fine)
}

fn list(context: &mut Context) -> Result<Outcome, CliError> {
    let attached = context.open(Access::Read)?.attached()?;
    for Attached { name, path, penalty } in &attached {
        if context.json() {
            context.out.object(&AttachedObject { name, path, penalty: *penalty })?;
        } else {
            let penalty = if *penalty > 0 { format!("  penalty {penalty}") } else { String::new() };
            let line = format!("{name:<16} {path}{penalty}");
            context.out.line(super::output::harmless(&line))?;
        }
    }
    if attached.is_empty() {
        context.out.say("no other database is attached");
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Fine)
}

fn name_of(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    stem.unwrap_or_else(|| file.display().to_string())
}
