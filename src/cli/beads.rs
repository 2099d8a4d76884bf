//! Showing the beads of an alignment.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::context::Context;
use super::error::CliError;
use super::output::{Look, Printer, counted};
use super::render::plain;
use crate::align::DOUBTFUL;
use crate::model::{BeadKind, Document, Standing, UnitId};
use crate::project::Alignment;
use crate::store::StoredBead;

/// Prints the links alone, as `[0]:[0]`.
pub(super) fn print_links(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    for StoredBead { bead, .. } in &alignment.beads {
        context.out.line(format!("{}:{}", indices(&bead.source), indices(&bead.target)))?;
    }
    Ok(())
}

fn indices(range: &Range<usize>) -> String {
    let numbers: Vec<String> = range.clone().map(|index| index.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

#[derive(Serialize)]
struct BeadObject<'a> {
    bead: usize,
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    source_ids: Vec<usize>,
    target_ids: Vec<usize>,
    kind: String,
    confidence: f64,
    doubtful: bool,
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
}

/// Prints the beads as objects.
pub(super) fn print_objects(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    let Alignment { source, target, beads, .. } = alignment;
    for (number, StoredBead { bead, unit, standing }) in beads.iter().enumerate() {
        context.out.object(&BeadObject {
            bead: number,
            source: texts(source, &bead.source),
            target: texts(target, &bead.target),
            source_ids: bead.source.clone().collect(),
            target_ids: bead.target.clone().collect(),
            kind: bead.kind().to_string(),
            confidence: bead.confidence,
            doubtful: bead.confidence < DOUBTFUL,
            standing: *standing,
            unit: *unit,
        })?;
    }
    Ok(())
}

fn texts<'d>(document: &'d Document, range: &Range<usize>) -> Vec<&'d str> {
    range.clone().map(|index| document.segment_text(index)).collect()
}

/// Shows the beads to a person, and what there is in all.
pub(super) fn print_view(context: &mut Context, alignment: &Alignment) -> Result<(), CliError> {
    for number in 0..alignment.beads.len() {
        print_bead(&mut context.out, alignment, number)?;
    }
    context.out.line("")?;
    for line in summary(alignment) {
        context.out.line(line)?;
    }
    Ok(())
}

/// Shows a bead to a person: number, kind, confidence, `?` if it is doubtful, `+` or `-` if it was
/// decided on, and both sides.
pub(super) fn print_bead(
    out: &mut Printer,
    alignment: &Alignment,
    number: usize,
) -> Result<(), CliError> {
    let StoredBead { bead, standing, .. } = &alignment.beads[number];
    let doubtful = bead.confidence < DOUBTFUL;
    let mark = match standing {
        Standing::Accepted => '+',
        Standing::Dropped | Standing::Removed => '-',
        Standing::Aligned | Standing::Waiting if doubtful => '?',
        Standing::Aligned | Standing::Waiting => ' ',
    };
    let digits = alignment.beads.len().to_string().len();
    let head = format!(
        "{:>digits$} {} {:>3} % {}",
        number + 1,
        bead.kind(),
        (bead.confidence * 100.0).floor(),
        mark
    );
    let indent = head.chars().count() + 1;
    let mut lines = Vec::new();
    for (document, range) in [(&alignment.source, &bead.source), (&alignment.target, &bead.target)]
    {
        let text = texts(document, range).join(" ");
        let shown = if range.is_empty() { "–" } else { &text };
        lines.extend(plain(out, shown, indent));
    }
    let look = if doubtful { Look::Doubt } else { Look::Faint };
    for (row, line) in lines.iter().enumerate() {
        let gutter = if row == 0 { out.look(look, &head) } else { " ".repeat(indent - 1) };
        out.line(format!("{gutter} {line}").trim_end())?;
    }
    Ok(())
}

/// What there is: pairs, doubtful beads with their numbers, and beads by kind.
pub(super) fn summary(alignment: &Alignment) -> Vec<String> {
    /// More numbers than this help nobody.
    const NAMED: usize = 12;
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    let mut pairs = 0;
    let mut doubtful = Vec::new();
    for (number, StoredBead { bead, standing, .. }) in (1..).zip(&alignment.beads) {
        *kinds.entry(bead.kind()).or_default() += 1;
        pairs += usize::from(bead.is_pair() && standing.keeps_unit());
        if bead.confidence < DOUBTFUL {
            doubtful.push(number.to_string());
        }
    }
    let doubt = match doubtful.len() {
        0 => "none doubtful".to_owned(),
        count if count <= NAMED => {
            format!("{} doubtful (?): {}", counted(count, "bead"), doubtful.join(", "))
        }
        count => format!("{count} beads doubtful (?)"),
    };
    let beads = counted(alignment.beads.len(), "bead");
    vec![format!("{beads}: {}", by_kind(&kinds)), format!("{}; {doubt}", counted(pairs, "pair"))]
}

/// The kinds with their counts, the most frequent first.
pub(super) fn by_kind(kinds: &BTreeMap<BeadKind, usize>) -> String {
    let mut kinds: Vec<_> = kinds.iter().collect();
    kinds.sort_by_key(|(kind, count)| (Reverse(**count), **kind));
    let kinds: Vec<String> =
        kinds.into_iter().map(|(kind, count)| format!("{count} × {kind}")).collect();
    kinds.join(", ")
}
