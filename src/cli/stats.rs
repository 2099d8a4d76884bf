//! `beleg stats`: how much there is.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::harmless;
use crate::store::{Access, Counts};

/// Show how much the database holds, and where it is
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg stats
  beleg stats --json")]
pub(super) struct Args {}

#[derive(Serialize)]
struct StatsObject {
    database: String,
    from: String,
    to: String,
    #[serde(flatten)]
    counts: Counts,
    bytes: u64,
}

pub(super) fn run(_: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let path = context.db_path()?;
    let project = context.open(Access::Read)?;
    let counts = project.counts()?;
    let stats = StatsObject {
        database: path.display().to_string(),
        from: project.langs().from.to_string(),
        to: project.langs().to.to_string(),
        counts,
        bytes: std::fs::metadata(&path).map(|metadata| metadata.len()).unwrap_or(0),
    };
    if context.json() {
        context.out.object(&stats)?;
        return Ok(Outcome::Fine);
    }
    for (label, value) in [
        ("database", harmless(&stats.database).into_owned()),
        ("languages", format!("{} to {}", stats.from, stats.to)),
        ("documents", counts.documents.to_string()),
        ("segments", counts.segments.to_string()),
        ("pairs", counts.units.to_string()),
        ("concepts", counts.concepts.to_string()),
        ("terms", counts.terms.to_string()),
        ("size", format!("{} KB", stats.bytes.div_ceil(1_000))),
    ] {
        context.out.line(format!("{label:<10} {value}"))?;
    }
    Ok(Outcome::Fine)
}
