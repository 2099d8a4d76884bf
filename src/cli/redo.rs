//! `beleg redo`.

use super::context::Context;
use super::error::{CliError, Outcome};
use super::log::go;
use crate::store::Direction;

/// Make the last undone change again
///
/// Once something new was changed, what was undone before it stays undone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg redo")]
pub(super) struct Args {
    /// How many changes
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    go(context, Direction::Redo, args.times)
}
