//! `beleg documents`: what is stored.

use std::collections::BTreeMap;

use serde::Serialize;

use super::beads::by_kind;
use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, counted, harmless};
use crate::model::DocumentId;
use crate::store::{Access, BeadCounts, DocumentSummary};

/// List the stored documents
///
/// Each with its alignments: beads by kind, how many are doubtful, how many wait for a review, and how
/// many were decided in one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg documents
  beleg documents --json")]
pub(super) struct Args {}

#[derive(Serialize)]
struct DocumentObject<'a> {
    id: DocumentId,
    lang: &'a str,
    title: &'a str,
    path: &'a str,
    segments: usize,
    aligned_with: &'a [DocumentId],
    kinds: BTreeMap<String, usize>,
    doubtful: usize,
    waiting: usize,
    decided: usize,
    changed: &'a str,
}

impl<'a> From<&'a DocumentSummary> for DocumentObject<'a> {
    fn from(summary: &'a DocumentSummary) -> Self {
        let beads = &summary.beads;
        Self {
            id: summary.id,
            lang: &summary.lang,
            title: &summary.title,
            path: &summary.origin,
            segments: summary.segments,
            aligned_with: &summary.aligned_with,
            kinds: beads.kinds.iter().map(|(kind, count)| (kind.to_string(), *count)).collect(),
            doubtful: beads.doubtful,
            waiting: beads.waiting,
            decided: beads.decided,
            changed: &summary.changed,
        }
    }
}

pub(super) fn run(_: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let documents = context.open(Access::Read)?.documents()?;
    for summary in &documents {
        if context.json() {
            context.out.object(&DocumentObject::from(summary))?;
            continue;
        }
        let partners: Vec<String> = summary.aligned_with.iter().map(ToString::to_string).collect();
        let line = format!(
            "{:<4} {}  {}  {}, with {}",
            summary.id.to_string(),
            summary.lang,
            harmless(&shortened(&summary.title)),
            counted(summary.segments, "segment"),
            if partners.is_empty() { "none".to_owned() } else { partners.join(", ") }
        );
        context.out.line(line)?;
        if !summary.beads.kinds.is_empty() {
            context.out.line(format!("     {}", told(&summary.beads)))?;
        }
        let origin = context.out.look(Look::Faint, &harmless(&summary.origin));
        context.out.line(format!("     {origin}"))?;
    }
    if documents.is_empty() {
        context.out.say("no document yet: `beleg align` stores two");
    }
    Ok(Outcome::Fine)
}

/// The beads by kind, and what there is to look at.
fn told(beads: &BeadCounts) -> String {
    let mut told = vec![format!("{} doubtful", beads.doubtful)];
    let others = [(beads.waiting, "waiting for a review"), (beads.decided, "decided")];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    told.extend(others.map(|(count, what)| format!("{count} {what}")));
    format!("{}; {}", by_kind(&beads.kinds), told.join(", "))
}

fn shortened(title: &str) -> String {
    const LONGEST: usize = 40;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    title.chars().take(LONGEST - 1).chain(['…']).collect()
}
