//! The pairs of an alignment: made of its beads, and kept where their texts are the same as before.

use std::collections::HashMap;
use std::ops::Range;

use super::history;
use crate::model::{Bead, Document, Provenance, Standing, TranslationUnit, UnitId, Variant};
use crate::store::{SqlResult, StoredBead, Writer};

/// What became of the units of an alignment.
#[derive(Default)]
pub(super) struct Tally {
    /// The beads with their units.
    pub(super) beads: Vec<StoredBead>,
    /// Units that kept their identity.
    pub(super) kept: usize,
    /// Units that came.
    pub(super) new: usize,
    /// Units that went.
    pub(super) dropped: usize,
}

impl Tally {
    /// Counts the units of another alignment too.
    pub(super) fn add(&mut self, other: Self) {
        self.kept += other.kept;
        self.new += other.new;
        self.dropped += other.dropped;
    }
}

/// Stores beads and the units made of those whose standing keeps one; units of the earlier version
/// whose texts are the same keep their id, the others go.
pub(super) fn store_beads(
    writer: &Writer<'_>,
    source: &Document,
    target: &Document,
    accept: f64,
    beads: Vec<(Bead, Standing)>,
) -> SqlResult<Tally> {
    let (Some(source_id), Some(target_id)) = (source.id, target.id) else {
        return Ok(Tally::default());
    };
    let mut before: HashMap<Vec<Variant>, UnitId> = HashMap::new();
    if let Some(record) = writer.alignment(source_id, target_id)? {
        for id in writer.beads(record)?.iter().filter_map(|stored| stored.unit) {
            if let Some(unit) = writer.unit(id)? {
                let kept = *before.entry(unit.variants).or_insert(id);
                if kept != id {
                    writer.remove_unit(id)?;
                }
            }
        }
    }
    let old = before.len();
    let mut now: HashMap<Vec<Variant>, UnitId> = HashMap::new();
    let mut tally = Tally::default();
    for (bead, standing) in beads {
        let unit = if bead.is_pair() && standing.keeps_unit() {
            let variants = variants(source, target, &bead);
            Some(match (now.get(&variants), before.remove(&variants)) {
                (Some(id), _) => *id,
                (None, Some(id)) => {
                    writer.set_confidence(id, bead.confidence)?;
                    now.insert(variants, id);
                    id
                }
                (None, None) => {
                    let id = add_unit(writer, source, variants.clone(), bead.confidence)?;
                    tally.new += 1;
                    now.insert(variants, id);
                    id
                }
            })
        } else {
            None
        };
        tally.beads.push(StoredBead { bead, unit, standing });
    }
    writer.put_alignment(source_id, target_id, accept, &tally.beads)?;
    tally.dropped = before.len();
    tally.kept = old - tally.dropped;
    let mut gone: Vec<UnitId> = before.into_values().collect();
    gone.sort_unstable();
    for id in gone {
        let_go(writer, id)?;
    }
    Ok(tally)
}

/// Removes a unit of which no bead is left, unless it has a note: that is the user's own, and its
/// pair stays. Answers whether it went.
pub(super) fn let_go(writer: &Writer<'_>, id: UnitId) -> SqlResult<bool> {
    let Some(unit) = writer.unit(id)? else { return Ok(false) };
    if unit.provenance.note.is_some() {
        writer.release_unit(id)?;
        return Ok(false);
    }
    writer.remove_unit(id)?;
    Ok(true)
}

fn add_unit(
    writer: &Writer<'_>,
    source: &Document,
    variants: Vec<Variant>,
    confidence: f64,
) -> SqlResult<UnitId> {
    let provenance = Provenance {
        document: source.id,
        origin: source.title.clone(),
        confidence: Some(confidence),
        ..Provenance::default()
    };
    history::add_unit(writer, &TranslationUnit { id: None, variants, provenance })
}

/// The texts of a bead, each side on one line.
pub(super) fn variants(source: &Document, target: &Document, bead: &Bead) -> Vec<Variant> {
    let side = |document: &Document, indices: Range<usize>| {
        let texts: Vec<String> =
            indices.map(|index| on_one_line(document.segment_text(index))).collect();
        Variant { lang: document.lang.clone(), text: texts.join(" ") }
    };
    vec![side(source, bead.source.clone()), side(target, bead.target.clone())]
}

/// A segment without the line breaks of hard-wrapped text. The document keeps them.
pub(super) fn on_one_line(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).collect();
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
