//! Decided beads, which the search leaves as they are, and the stretches between them, each of which
//! is searched on its own.

use std::ops::Range;

use super::band::Band;
use crate::model::Bead;

/// Neighbouring segments of both sides without a decided bead among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The source segments.
    pub(super) source: Range<usize>,
    /// The target segments.
    pub(super) target: Range<usize>,
}

impl Stretch {
    fn size(&self) -> (usize, usize) {
        (self.source.len(), self.target.len())
    }

    /// The band to search, counted from the beginning of the stretch; `anchors` are those of the
    /// whole texts.
    pub(super) fn band(&self, searched_in_full: usize, anchors: &[(usize, usize)]) -> Band {
        let (source, target) = self.size();
        if self.is_small(searched_in_full) {
            return Band::full(source, target);
        }
        let own: Vec<(usize, usize)> = anchors
            .iter()
            .filter(|(i, j)| self.source.contains(i) && self.target.contains(j))
            .map(|(i, j)| (i - self.source.start, j - self.target.start))
            .collect();
        Band::around(&own, source, target)
    }

    /// Whether every path through the stretch is searched.
    pub(super) fn is_small(&self, searched_in_full: usize) -> bool {
        let (source, target) = self.size();
        source.saturating_mul(target) <= searched_in_full
    }
}

/// The decided beads that can stand together: in order, within the texts, none reaching into another.
pub(super) fn compatible(decided: &[Bead], (source, target): (usize, usize)) -> Vec<Bead> {
    let mut kept: Vec<Bead> = Vec::new();
    for bead in decided {
        let (i, j) = kept.last().map_or((0, 0), |last| (last.source.end, last.target.end));
        let fits = i <= bead.source.start && j <= bead.target.start;
        let is_there = bead.source.end <= source && bead.target.end <= target;
        if fits && is_there && !(bead.source.is_empty() && bead.target.is_empty()) {
            kept.push(bead.clone());
        }
    }
    kept
}

/// The stretches before, between and behind decided beads: one more than there are beads, empty where
/// two of them touch.
pub(super) fn stretches(decided: &[Bead], (source, target): (usize, usize)) -> Vec<Stretch> {
    let ends = decided.iter().map(|bead| (bead.source.start, bead.target.start));
    let begins = decided.iter().map(|bead| (bead.source.end, bead.target.end));
    std::iter::once((0, 0))
        .chain(begins)
        .zip(ends.chain([(source, target)]))
        .map(|(from, to)| Stretch { source: from.0..to.0, target: from.1..to.1 })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: Range<usize>, target: Range<usize>) -> Bead {
        Bead { source, target, confidence: 1.0 }
    }

    #[test]
    fn stretches_and_beads_cover_both_sides() {
        let decided = [bead(0..1, 0..0), bead(2..4, 3..4), bead(4..4, 4..5)];
        let found: Vec<_> = stretches(&decided, (6, 5))
            .into_iter()
            .map(|stretch| (stretch.source, stretch.target))
            .collect();
        assert_eq!(found, [(0..0, 0..0), (1..2, 0..3), (4..4, 4..4), (4..6, 5..5)]);
    }

    #[test]
    fn beads_that_contradict_one_that_stands_are_left_out() {
        let decided = [bead(1..2, 1..2), bead(2..3, 0..1), bead(2..3, 2..9), bead(3..4, 3..4)];
        assert_eq!(compatible(&decided, (4, 4)), [decided[0].clone(), decided[3].clone()]);
    }
}
