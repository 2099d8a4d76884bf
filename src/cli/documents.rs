//! `beleg documents`: what is stored.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, counted, harmless};
use crate::model::DocumentId;
use crate::store::{Access, DocumentSummary};

/// List the stored documents
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
    doubtful: usize,
    changed: &'a str,
}

impl<'a> From<&'a DocumentSummary> for DocumentObject<'a> {
    fn from(summary: &'a DocumentSummary) -> Self {
        Self {
            id: summary.id,
            lang: &summary.lang,
            title: &summary.title,
            path: &summary.origin,
            segments: summary.segments,
            aligned_with: &summary.aligned_with,
            doubtful: summary.doubtful,
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
            "{:<4} {}  {}  {}, with {}, {} doubtful",
            summary.id.to_string(),
            summary.lang,
            harmless(&shortened(&summary.title)),
            counted(summary.segments, "segment"),
            if partners.is_empty() { "none".to_owned() } else { partners.join(", ") },
            summary.doubtful
        );
        context.out.line(line)?;
        let origin = context.out.look(Look::Faint, &harmless(&summary.origin));
        context.out.line(format!("     {origin}"))?;
    }
    if documents.is_empty() {
        context.out.say("no document yet: `beleg align` stores two");
    }
    Ok(Outcome::Fine)
}

fn shortened(title: &str) -> String {
    const LONGEST: usize = 40;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    title.chars().take(LONGEST - 1).chain(['…']).collect()
}
