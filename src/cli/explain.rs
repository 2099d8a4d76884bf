//! `beleg explain`: why the program answered as it did.

mod align;
mod reasons;
mod view;

use clap::Subcommand;

use super::context::Context;
use super::error::{CliError, Outcome};

/// Show why a bead of an alignment was chosen
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg explain align d1 12
  beleg explain align d1 12 --json

`beleg explain align --help` tells what is shown.")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Align(align::Args),
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    match args.what {
        What::Align(args) => align::run(args, context),
    }
}
