//! `beleg explain match`: why a match has its score.

use serde::Serialize;

use super::super::context::Context;
use super::super::error::{CliError, Outcome};
use super::super::output::Look;
use super::super::render::{marked, plain};
use crate::memory::score::{Change, Changed, EXACT, WORD};
use crate::model::{Span, UnitId};
use crate::project::Explained;
use crate::store::Access;

/// Show why a match has its score, beside the scores that OmegaT would show
///
/// Every word that differs is named with what it costs, in hundredths of a word: another form, another
/// number, another case or mark cost less than another word. The score is what is left of the longer
/// text. `beleg help scores` says how the costs were chosen.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg explain match 'Der Zoll auf Kupfer steigt.' u9
  beleg explain match 'The duty on copper rises.' u9 --from en --json

`beleg match` shows the ids.")]
pub(super) struct Args {
    /// The text that was asked for
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: String,
    /// The pair, as u9
    unit: UnitId,
}

#[derive(Serialize)]
struct ExplainedObject<'a> {
    unit: UnitId,
    score: u8,
    asked: &'a str,
    source: &'a str,
    words: usize,
    cost: usize,
    changes: Vec<CostObject<'a>>,
    omegat: OmegatObject,
}

#[derive(Serialize)]
struct CostObject<'a> {
    what: &'static str,
    cost: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
}

#[derive(Serialize)]
struct OmegatObject {
    stems: u8,
    words: u8,
    all: u8,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    if args.text.trim().is_empty() {
        return Err(CliError::new("no text was given").hint("give the text that was asked for"));
    }
    let project = context.open(Access::Read)?;
    let explained = project.explain_match(&args.text, args.unit)?;
    let Explained { score, source, words, changes, omegat } = &explained;
    let word = |span: Option<Span>, text| span.map(|span: Span| span.of(text));
    let costs: Vec<CostObject<'_>> = changes
        .iter()
        .map(|change| CostObject {
            what: name(change),
            cost: change.cost(),
            asked: word(change.asked, &args.text),
            found: word(change.found, source),
        })
        .collect();
    let cost = costs.iter().map(|change| change.cost).sum();
    if context.json() {
        context.out.object(&ExplainedObject {
            unit: args.unit,
            score: *score,
            asked: &args.text,
            source,
            words: *words,
            cost,
            changes: costs,
            omegat: OmegatObject { stems: omegat.stems, words: omegat.words, all: omegat.all },
        })?;
        return Ok(Outcome::Fine);
    }
    let out = &mut context.out;
    for (label, text, place) in [
        ("asked", args.text.as_str(), (|change| change.asked) as fn(&Change) -> Option<Span>),
        ("found", source, |change| change.found),
    ] {
        let mut spans: Vec<Span> = changes.iter().filter_map(place).collect();
        spans.sort_unstable();
        for (number, line) in marked(out, text, &spans, 7).iter().enumerate() {
            let label = if number == 0 { label } else { "" };
            out.line(format!("{label:<6} {line}"))?;
        }
    }
    for CostObject { what, cost, asked, found } in &costs {
        let told = match (found, asked) {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (Some(old), None) => format!("without {old}"),
            (None, new) => format!("with {}", new.unwrap_or_default()),
        };
        out.line(format!("{cost:>6} {what:<9} {}", super::super::output::harmless(&told)))?;
    }
    let whole = words * WORD;
    let strong = out.look(Look::Strong, &score.to_string());
    out.line(if *score == EXACT {
        format!("{strong}: the texts are equal")
    } else {
        format!(
            "{strong}: {} of {whole} are left of the longer text's {words} words",
            whole.saturating_sub(cost)
        )
    })?;
    let told = format!(
        "OmegaT would show about {}/{}/{}: stems, words, all tokens",
        omegat.stems, omegat.words, omegat.all
    );
    for line in plain(out, &told, 0) {
        out.line(line)?;
    }
    Ok(Outcome::Fine)
}

fn name(change: &Change) -> &'static str {
    match change.what {
        Changed::Word => "word",
        Changed::Form => "form",
        Changed::Placeable => "number",
        Changed::Spelling => "spelling",
        Changed::Mark => "mark",
    }
}
