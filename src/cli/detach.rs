//! `beleg detach`: a database that is consulted no more.

use super::context::Context;
use super::error::{CliError, Outcome};

/// Consult an attached database no more
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg detach team

`beleg attach` lists the names. The other database is not touched.")]
pub(super) struct Args {
    /// The name of the attached database
    name: String,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    if project.detach(&args.name)? {
        context.out.say(format!("`{}` is consulted no more", args.name));
        return Ok(Outcome::Fine);
    }
    Err(CliError::new(format!("no database is attached as `{}`", args.name))
        .hint("`beleg attach` lists the names"))
}
