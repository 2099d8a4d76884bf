//! `beleg explain`: why the program answered as it did.

mod align;
mod r#match;
mod reasons;
mod term;
mod view;

use clap::Subcommand;

use super::context::Context;
use super::error::{CliError, Outcome};

/// Show why a bead was chosen, a match has its score, or a term was found or not
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg explain align d1 12
  beleg explain align d1 12 --json
  beleg explain match 'Der Zoll auf Kupfer steigt.' u9
  beleg explain term Beistandsklauseln

`beleg explain term --help` and the like tell what is shown.")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Align(align::Args),
    Match(r#match::Args),
    Term(term::Args),
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    match args.what {
        What::Align(args) => align::run(args, context),
        What::Match(args) => r#match::run(args, context),
        What::Term(args) => term::run(args, context),
    }
}
