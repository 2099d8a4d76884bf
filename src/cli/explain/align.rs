//! `beleg explain align`: why a bead was chosen, and what the next best would have been.

use std::ops::Range;

use serde::Serialize;

use super::super::args::positive;
use super::super::context::Context;
use super::super::error::{CliError, Outcome};
use super::view;
use crate::align::{DOUBTFUL, Explanation, Judged, LinkOrigin, Merged, Parts, Word, WordLink};
use crate::model::{Document, DocumentId, Standing, UnitId};
use crate::project::Alignment;
use crate::store::{Access, StoredBead};

/// Show why a bead was chosen: its score, its words, and the best other way
///
/// The texts are aligned again, with the glossary as it is now, and once more without the bead: the
/// difference of the two scores is what speaks for it. Scores are in nats, the logarithm of how
/// likely something is: one more is nearly three times as likely.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg explain align d1 12
  beleg explain align d1 12 --with d4        of several alignments the one with d4
  beleg explain align d1 12 --json

`beleg documents` shows the ids, `beleg align` the numbers of the beads.")]
pub(super) struct Args {
    /// The document, as d1
    document: DocumentId,
    /// The number of the bead, as `beleg align` shows it
    #[arg(value_name = "N", value_parser = positive)]
    number: usize,
    /// The other document, if it is aligned with several
    #[arg(long, value_name = "ID")]
    with: Option<DocumentId>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = context.open(Access::Read)?;
    let alignment = project.alignment_of(args.document, args.with)?;
    let which = args.number - 1;
    let explanation = project.explain_bead(&alignment, which)?;
    if context.json() {
        context.out.object(&object(&alignment, which, &explanation))?;
    } else {
        view::print(&mut context.out, &alignment, which, &explanation)?;
    }
    Ok(Outcome::Fine)
}

#[derive(Serialize)]
struct ExplanationObject<'a> {
    bead: usize,
    source_document: Option<DocumentId>,
    target_document: Option<DocumentId>,
    #[serde(flatten)]
    place: BeadObject<'a>,
    confidence: f64,
    doubtful: bool,
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
    chosen: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence_now: Option<f64>,
    source_length: usize,
    target_length: usize,
    links: Vec<LinkObject<'a>>,
    source_words: Vec<WordObject<'a>>,
    target_words: Vec<WordObject<'a>>,
    here: Vec<BeadObject<'a>>,
    instead: Vec<BeadObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times_as_likely: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merged: Vec<MergedObject<'a>>,
}

#[derive(Serialize)]
struct BeadObject<'a> {
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    source_ids: Vec<usize>,
    target_ids: Vec<usize>,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<ScoreObject>,
}

#[derive(Serialize)]
struct ScoreObject {
    prior: f64,
    words_source: f64,
    words_target: f64,
    length: f64,
    paragraph: f64,
    total: f64,
}

#[derive(Serialize)]
struct LinkObject<'a> {
    source: &'a str,
    target: &'a str,
    strength: f64,
    gain: f64,
    by: LinkOrigin,
}

#[derive(Serialize)]
struct WordObject<'a> {
    word: &'a str,
    count: u32,
    gain: f64,
    term: bool,
    known: bool,
    linked: bool,
}

#[derive(Serialize)]
struct MergedObject<'a> {
    #[serde(flatten)]
    bead: BeadObject<'a>,
    cost: f64,
}

fn object<'a>(
    alignment: &'a Alignment,
    which: usize,
    explanation: &'a Explanation,
) -> ExplanationObject<'a> {
    let StoredBead { bead, unit, standing } = &alignment.beads[which];
    let beads = |beads: &[Judged]| beads.iter().map(|bead| bead_object(alignment, bead)).collect();
    ExplanationObject {
        bead: which,
        source_document: alignment.source.id,
        target_document: alignment.target.id,
        place: bead_object(alignment, &explanation.bead),
        confidence: bead.confidence,
        doubtful: bead.confidence < DOUBTFUL,
        standing: *standing,
        unit: *unit,
        chosen: explanation.is_chosen(),
        confidence_now: explanation.confidence.map(rounded),
        source_length: explanation.lengths.0,
        target_length: explanation.lengths.1,
        links: explanation.links.iter().map(link_object).collect(),
        source_words: explanation.source_words.iter().map(word_object).collect(),
        target_words: explanation.target_words.iter().map(word_object).collect(),
        here: beads(&explanation.here),
        instead: beads(&explanation.instead),
        margin: explanation.margin.map(rounded),
        times_as_likely: explanation.odds.filter(|odds| odds.is_finite()).map(rounded),
        merged: explanation.merged.iter().map(|one| merged_object(alignment, one)).collect(),
    }
}

fn bead_object<'a>(alignment: &'a Alignment, judged: &Judged) -> BeadObject<'a> {
    let texts = |document: &'a Document, range: &Range<usize>| {
        range.clone().map(|index| document.segment_text(index)).collect()
    };
    let Judged { bead, parts } = judged;
    BeadObject {
        source: texts(&alignment.source, &bead.source),
        target: texts(&alignment.target, &bead.target),
        source_ids: bead.source.clone().collect(),
        target_ids: bead.target.clone().collect(),
        kind: bead.kind().to_string(),
        score: parts.as_ref().map(score_object),
    }
}

fn score_object(parts: &Parts) -> ScoreObject {
    ScoreObject {
        prior: rounded(parts.prior),
        words_source: rounded(parts.words_source),
        words_target: rounded(parts.words_target),
        length: rounded(parts.length),
        paragraph: rounded(parts.paragraph),
        total: rounded(parts.total()),
    }
}

fn link_object(link: &WordLink) -> LinkObject<'_> {
    let WordLink { source, target, strength, gain, origin } = link;
    let (strength, gain) = (rounded(*strength), rounded(*gain));
    LinkObject { source, target, strength, gain, by: *origin }
}

fn word_object(word: &Word) -> WordObject<'_> {
    let Word { text, count, gain, is_term, is_known, is_linked } = word;
    WordObject {
        word: text,
        count: *count,
        gain: rounded(*gain),
        term: *is_term,
        known: *is_known,
        linked: *is_linked,
    }
}

fn merged_object<'a>(alignment: &'a Alignment, merged: &Merged) -> MergedObject<'a> {
    MergedObject { bead: bead_object(alignment, &merged.bead), cost: rounded(merged.cost) }
}

/// To four digits behind the point, as confidences are kept.
fn rounded(number: f64) -> f64 {
    // Adding zero makes −0 plain.
    (number * 10_000.0).round() / 10_000.0 + 0.0
}
