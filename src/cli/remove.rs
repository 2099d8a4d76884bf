//! `beleg remove`: concepts, pairs and documents that are not wanted.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::counted;
use crate::model::{AnyId, DocumentId};
use crate::project::Removed;

/// Remove concepts, sentence pairs or documents by their ids
///
/// A document goes with the document it is aligned with and with its pairs, but for those that have
/// a note of yours. All that is named goes
/// at once or, if one id is wrong, not at all; `beleg undo` brings it back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg remove c12            a concept
  beleg remove u3 u4          two sentence pairs
  beleg remove d1             a document, its pairs, and its translation")]
pub(super) struct Args {
    /// Ids such as c12, u3 or d1
    #[arg(required = true, value_name = "ID")]
    ids: Vec<AnyId>,
}

#[derive(Serialize)]
struct RemovedObject<'a> {
    id: String,
    name: &'a str,
    pairs: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<DocumentId>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    for Removed { id, name, pairs, documents } in project.remove(&args.ids)? {
        if context.json() {
            let id = id.to_string();
            context.out.object(&RemovedObject { id, name: &name, pairs, documents })?;
            continue;
        }
        let mut told = format!("{id} removed: {name}");
        if let AnyId::Document(_) = id {
            told.push_str(&format!(", with {}", counted(pairs, "pair")));
            told.extend(documents.iter().map(|document| format!(" and {document}")));
        }
        context.out.say(told);
    }
    Ok(Outcome::Fine)
}
