//! `beleg undo`.

use super::context::Context;
use super::error::{CliError, Outcome};
use super::log::go;
use crate::store::Direction;

/// Take back the last change
///
/// Several times over, it goes further back. What was undone can be done again by `beleg redo`. To take
/// back one import of pairs and nothing that came after it, `beleg remove --where origin=FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg undo
  beleg undo --times 3")]
pub(super) struct Args {
    /// How many changes
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    go(context, Direction::Undo, args.times)
}
