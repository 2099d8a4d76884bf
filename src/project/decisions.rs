//! What a person decided about an alignment, found again on the texts as they are now.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::tally::variants;
use crate::model::{Bead, Document, Standing, Variant};
use crate::store::{Reader, SqlResult};

/// What holds of two documents, whatever the aligner thinks of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Decisions {
    /// Beads that a person decided on, in order.
    pub(super) beads: Vec<(Bead, Standing)>,
    /// The texts of pairs that a person removed, in the order of the stored alignment and turned.
    pub(super) removed: HashSet<Vec<Variant>>,
    /// Beads that are less sure wait for a person.
    pub(super) accept: f64,
    /// Decisions on segments that are no longer as they were.
    pub(super) lapsed: usize,
}

impl Decisions {
    /// What was decided about two documents that are stored by these origins, in whichever order.
    pub(super) fn read(
        reader: &Reader<'_>,
        source: &Document,
        target: &Document,
    ) -> SqlResult<Self> {
        if let Some(decisions) = in_order(reader, source, target)? {
            return Ok(decisions);
        }
        Ok(in_order(reader, target, source)?.unwrap_or_default().turned())
    }

    /// The same, seen from the other side.
    pub(super) fn turned(mut self) -> Self {
        for (bead, _) in &mut self.beads {
            std::mem::swap(&mut bead.source, &mut bead.target);
        }
        self
    }

    /// The beads alone.
    pub(super) fn decided(&self) -> Vec<Bead> {
        self.beads.iter().map(|(bead, _)| bead.clone()).collect()
    }

    /// Whether an alignment leaves every decided bead as it is.
    pub(super) fn are_kept_by(&self, beads: &[Bead]) -> bool {
        let there: HashSet<_> = beads.iter().map(place).collect();
        self.beads.iter().all(|(bead, _)| there.contains(&place(bead)))
    }

    /// How each bead of an alignment of two documents stands.
    pub(super) fn judge(
        &self,
        source: &Document,
        target: &Document,
        beads: &[Bead],
    ) -> Vec<(Bead, Standing)> {
        let decided: HashMap<_, Standing> =
            self.beads.iter().map(|(bead, standing)| (place(bead), *standing)).collect();
        let standing = |bead: &Bead| match decided.get(&place(bead)) {
            Some(standing) => *standing,
            None if !bead.is_pair() => Standing::Aligned,
            None if !self.removed.is_empty()
                && self.removed.contains(&variants(source, target, bead)) =>
            {
                Standing::Removed
            }
            None if bead.confidence < self.accept => Standing::Waiting,
            None => Standing::Aligned,
        };
        beads.iter().map(|bead| (bead.clone(), standing(bead))).collect()
    }
}

fn place(bead: &Bead) -> (Range<usize>, Range<usize>) {
    (bead.source.clone(), bead.target.clone())
}

fn in_order(
    reader: &Reader<'_>,
    source: &Document,
    target: &Document,
) -> SqlResult<Option<Decisions>> {
    let stored = |document: &Document| reader.document_by_origin(&document.origin, &document.lang);
    let (Some(old_source), Some(old_target)) = (stored(source)?, stored(target)?) else {
        return Ok(None);
    };
    let (Some(source_id), Some(target_id)) = (old_source.id, old_target.id) else {
        return Ok(None);
    };
    let Some(record) = reader.alignment(source_id, target_id)? else { return Ok(None) };
    let beads = reader.beads(record)?;
    let mut decisions = Decisions { accept: record.accept, ..Decisions::default() };
    if beads.iter().any(|stored| stored.standing.is_decided()) {
        let of_source = Places::new(&old_source, source);
        let of_target = Places::new(&old_target, target);
        for stored in beads.iter().filter(|stored| stored.standing.is_decided()) {
            let Bead { source, target, .. } = &stored.bead;
            match (of_source.find(source), of_target.find(target)) {
                (Some(source), Some(target)) => {
                    let bead = Bead { source, target, confidence: 1.0 };
                    decisions.beads.push((bead, stored.standing));
                }
                _ => decisions.lapsed += 1,
            }
        }
    }
    for stored in beads.iter().filter(|stored| stored.standing == Standing::Removed) {
        let mut pair = variants(&old_source, &old_target, &stored.bead);
        decisions.removed.insert(pair.clone());
        pair.reverse();
        decisions.removed.insert(pair);
    }
    Ok(Some(decisions))
}

/// Where the segments of a document's old version are in the new one.
struct Places {
    /// For each old segment.
    now: Vec<Option<usize>>,
    /// The number of segments now.
    count: usize,
}

impl Places {
    fn new(old: &Document, new: &Document) -> Self {
        let (old, new) = (old.segment_lines(), new.segment_lines());
        let mut now = vec![None; old.len()];
        // Patience holds on to segments that are there once, so that a repeated short one does not
        // lead astray.
        for change in capture_diff_slices(Algorithm::Patience, &old, &new) {
            if change.tag() == DiffTag::Equal {
                for (from, to) in change.old_range().zip(change.new_range()) {
                    now[from] = Some(to);
                }
            }
        }
        Self { now, count: new.len() }
    }

    /// Where neighbouring segments are now, if they still are neighbours; of none, the place between
    /// those that were beside it.
    fn find(&self, old: &Range<usize>) -> Option<Range<usize>> {
        if old.is_empty() {
            let before = old.start.checked_sub(1).map(|at| self.now[at].map(|at| at + 1));
            let behind = self.now.get(old.start).copied();
            let place = match (before, behind) {
                (Some(Some(place)), _) | (_, Some(Some(place))) => place,
                (None, _) => 0,
                (_, None) => self.count,
                _ => return None,
            };
            return Some(place..place);
        }
        let first = self.now[old.start]?;
        let together = old.clone().zip(first..).all(|(from, to)| self.now[from] == Some(to));
        together.then(|| first..first + old.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(old: &str, new: &str) -> Places {
        let document = |text: &str| {
            let segments = text
                .char_indices()
                .map(|(at, _)| crate::model::Segment {
                    span: crate::model::Span::new(at, at + 1),
                    paragraph: 0,
                })
                .collect();
            Document {
                id: None,
                origin: String::new(),
                title: String::new(),
                lang: crate::model::Lang::german(),
                text: text.to_owned(),
                encoding: String::new(),
                segments,
            }
        };
        Places::new(&document(old), &document(new))
    }

    #[test]
    fn segments_are_found_where_they_went() {
        let places = places("abcdef", "xabcyef");
        assert_eq!(places.find(&(0..2)), Some(1..3));
        assert_eq!(places.find(&(4..6)), Some(5..7));
        assert_eq!(places.find(&(3..4)), None, "it is another segment now");
        assert_eq!(places.find(&(2..5)), None, "one of them is");
    }

    #[test]
    fn of_none_the_place_between_is_found() {
        let places = places("abcd", "xabyd");
        assert_eq!(places.find(&(0..0)), Some(1..1));
        assert_eq!(places.find(&(2..2)), Some(3..3));
        assert_eq!(places.find(&(4..4)), Some(5..5));
        assert_eq!(places.find(&(3..3)), Some(4..4), "before what stands behind it");
    }
}
