//! `beleg match`: sentences that were translated before and are similar.

use std::path::PathBuf;

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use crate::memory::matching::{Asked, Match};
use crate::model::UnitId;
use crate::project::{MatchQuery, Project, Served};
use crate::store::Access;

/// Find sentences that were translated before and are similar
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg match 'Der Zoll auf Stahl steigt.'")]
pub(super) struct Args {
    /// The text
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: Vec<String>,
    /// The matches of every line of a file
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// A segment a line
    #[arg(long)]
    segmented: bool,
    /// The lowest score
    #[arg(long, value_name = "SCORE", default_value_t = 70)]
    threshold: u8,
    /// How many matches
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = super::args::positive)]
    limit: usize,
    /// Compare with every unit
    #[arg(long)]
    exhaustive: bool,
}

#[derive(Serialize)]
struct MatchObject<'a> {
    query: usize,
    score: u8,
    kind: &'static str,
    unit: Option<UnitId>,
    source: &'a str,
    target: &'a str,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = context.open(Access::Read)?;
    let text;
    let lines: Vec<&str> = match &args.file {
        Some(file) => {
            text = String::from_utf8_lossy(&super::reading::bytes(file)?.0).into_owned();
            text.lines().collect()
        }
        None => {
            text = args.text.join(" ");
            vec![&text]
        }
    };
    let asked: Vec<Asked<'_>> = if args.file.is_some() {
        (0..lines.len()).map(|index| Asked::within(&lines, index)).collect()
    } else {
        lines.iter().map(|line| Asked::alone(line)).collect()
    };
    let query = MatchQuery {
        threshold: args.threshold,
        limit: args.limit,
        exhaustive: args.exhaustive,
        ..MatchQuery::default()
    };
    let _ = (Served::ByIndex, Project::served);
    project.matches(&query, &asked, |query, found| {
        for one in found {
            print(context, query, &one)?;
        }
        Ok::<_, CliError>(())
    })?;
    Ok(Outcome::Fine)
}

fn print(context: &mut Context, query: usize, found: &Match) -> Result<(), CliError> {
    let kind = match found.score {
        101 => "context",
        100 => "exact",
        _ => "fuzzy",
    };
    Ok(context.out.object(&MatchObject {
        query,
        score: found.score,
        kind,
        unit: found.unit.id,
        source: found.source_text(),
        target: found.target_text(),
    })?)
}
