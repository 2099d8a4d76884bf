//! `beleg stats`: how much there is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{counted, harmless};
use crate::project::{Project, Volume};
use crate::store::{Access, Counts, Health, MemorySummary};

/// Show how much the database holds, where it is, and how its indexes are
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg stats
  beleg stats --full           with the words and texts of each language, which reads every pair
  beleg stats --json")]
pub(super) struct Args {
    /// Count the texts, words and characters of each language too
    #[arg(long)]
    full: bool,
}

#[derive(Serialize)]
struct StatsObject {
    database: String,
    from: String,
    to: String,
    #[serde(flatten)]
    counts: Counts,
    bytes: u64,
    free_bytes: u64,
    journal_entries: usize,
    memories: Vec<MemoryObject>,
    indexes: Vec<IndexObject>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    languages: BTreeMap<String, Volume>,
}

#[derive(Serialize)]
struct MemoryObject {
    name: String,
    units: usize,
    read_only: bool,
    penalty: u8,
}

#[derive(Serialize)]
struct IndexObject {
    lang: String,
    from: u8,
    bytes: usize,
    stale: usize,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let path = context.db_path()?;
    let project = context.open(Access::Read)?;
    let Health { free_bytes, journal_entries } = project.health()?;
    let stats = StatsObject {
        database: path.display().to_string(),
        from: project.langs().from.to_string(),
        to: project.langs().to.to_string(),
        counts: project.counts()?,
        bytes: std::fs::metadata(&path).map(|metadata| metadata.len()).unwrap_or(0),
        free_bytes,
        journal_entries,
        memories: project.memories()?.iter().map(memory).collect(),
        indexes: indexes(&project)?,
        languages: if args.full { project.volumes()? } else { BTreeMap::new() },
    };
    if context.json() {
        context.out.object(&stats)?;
        return Ok(Outcome::Fine);
    }
    for (label, value) in lines(&stats) {
        context.out.line(harmless(&format!("{label:<10} {value}")))?;
    }
    Ok(Outcome::Fine)
}

fn memory(one: &MemorySummary) -> MemoryObject {
    MemoryObject {
        name: one.memory.name.clone(),
        units: one.units(),
        read_only: one.memory.is_read_only,
        penalty: one.memory.penalty,
    }
}

fn indexes(project: &Project) -> Result<Vec<IndexObject>, CliError> {
    let mut indexes = Vec::new();
    for index in project.match_indexes()? {
        let (bytes, _) = project.index_size(&index.lang)?;
        let (lang, from, stale) = (index.lang, index.lowest, index.stale);
        indexes.push(IndexObject { lang, from, bytes, stale });
    }
    Ok(indexes)
}

fn lines(stats: &StatsObject) -> Vec<(&'static str, String)> {
    let kilobytes = |bytes: u64| format!("{} KB", bytes.div_ceil(1_000));
    let counts = &stats.counts;
    let mut lines = vec![
        ("database", stats.database.clone()),
        ("languages", format!("{} to {}", stats.from, stats.to)),
        ("documents", counts.documents.to_string()),
        ("segments", counts.segments.to_string()),
        ("pairs", counts.units.to_string()),
        ("concepts", counts.concepts.to_string()),
        ("terms", counts.terms.to_string()),
        ("changes", stats.journal_entries.to_string()),
        ("size", format!("{}, {} of it free", kilobytes(stats.bytes), kilobytes(stats.free_bytes))),
    ];
    for MemoryObject { name, units, read_only, penalty } in &stats.memories {
        let mut said = vec![format!("{name}: {}", counted(*units, "pair"))];
        said.extend(read_only.then(|| "read-only".to_owned()));
        said.extend((*penalty > 0).then(|| format!("penalty {penalty}")));
        lines.push(("memory", said.join(", ")));
    }
    for IndexObject { lang, from, bytes, stale } in &stats.indexes {
        let stale = if *stale > 0 { format!(", {stale} texts stale") } else { String::new() };
        let size = kilobytes(*bytes as u64);
        lines.push(("index", format!("matches in {lang} from {from}, {size}{stale}")));
    }
    for (lang, Volume { texts, words, characters }) in &stats.languages {
        lines.push((
            "texts",
            format!("{lang}: {texts} texts, {words} words, {characters} characters"),
        ));
    }
    lines
}
