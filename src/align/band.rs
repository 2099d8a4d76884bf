//! The band of boundaries that the search looks at: for each source boundary, a range of target
//! boundaries.
//!
//! Invariants: both ends never fall from one row to the next, neighbouring rows overlap, and the
//! first row holds the beginning and the last the end, so that a path always leads through.

use std::ops::{Range, RangeInclusive};

use super::weights::WIDEST;

// With this radius and gap the band gives the same beads as the full search on all development
// documents; `cargo bench --bench align -- DIR…` counts them. None is so long that the sizes of
// larger gaps come in: these only keep memory in bounds.

/// How far the band reaches to either side of the path, in segments.
const RADIUS: usize = 20;

/// Anchors that differ by more than this in how far they are along enclose a gap.
const GAP: usize = 10;

/// A gap is searched in full up to so many boundaries.
const LARGEST_GAP: usize = 4_000_000;

/// How far the band reaches in a gap that is larger, in segments: memory stays linear.
const WIDE_RADIUS: usize = 200;

/// A band of boundaries.
#[derive(Debug, Clone)]
pub(super) struct Band {
    rows: Vec<RangeInclusive<usize>>,
    offsets: Vec<usize>,
}

impl Band {
    /// All boundaries of `source` and `target` segments.
    pub(super) fn full(source: usize, target: usize) -> Self {
        Self::new(vec![0..=target; source + 1])
    }

    /// The boundaries near a path through anchors, which rise strictly on both sides.
    pub(super) fn around(anchors: &[(usize, usize)], source: usize, target: usize) -> Self {
        let mut rows: Vec<Option<(usize, usize)>> = vec![None; source + 1];
        let mut from = (0, 0);
        for to in anchors.iter().copied().chain([(source, target)]) {
            cover(&mut rows, from, to, target);
            from = to;
        }
        let mut low = target;
        let mut rows: Vec<(usize, usize)> =
            rows.into_iter().map(|row| row.unwrap_or((0, target))).collect();
        for row in rows.iter_mut().rev() {
            low = low.min(row.0);
            row.0 = low;
        }
        let mut high = 0;
        for row in &mut rows {
            high = high.max(row.1);
            row.1 = high;
        }
        // Where the path runs nearly level, a row may begin behind the end of the one before it.
        for i in 1..rows.len() {
            rows[i].0 = rows[i].0.min(rows[i - 1].1);
        }
        Self::new(rows.into_iter().map(|(low, high)| low..=high).collect())
    }

    /// The bands of neighbouring stretches as one, each with the source and target segment that it
    /// begins at; between them, beads are decided.
    pub(super) fn joined(parts: &[((usize, usize), &Band)], source: usize) -> Self {
        let mut rows: Vec<Option<(usize, usize)>> = vec![None; source + 1];
        for ((i, j), band) in parts {
            for (row, here) in rows[*i..].iter_mut().zip(&band.rows) {
                let (low, high) = (j + here.start(), j + here.end());
                *row = Some(row.map_or((low, high), |known| (known.0, known.1.max(high))));
            }
        }
        // Rows within a decided bead lie between those at its ends.
        let mut high = 0;
        for row in &mut rows {
            high = row.get_or_insert((high, high)).1;
        }
        Self::new(rows.into_iter().flatten().map(|(low, high)| low..=high).collect())
    }

    fn new(rows: Vec<RangeInclusive<usize>>) -> Self {
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        let mut size = 0;
        for row in &rows {
            offsets.push(size);
            size += row.end() - row.start() + 1;
        }
        offsets.push(size);
        Self { rows, offsets }
    }

    /// The number of boundaries.
    pub(super) fn size(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }

    /// The target boundaries beside source boundary `i`.
    pub(super) fn row(&self, i: usize) -> RangeInclusive<usize> {
        self.rows[i].clone()
    }

    /// The place of a boundary among all, if the band holds it.
    pub(super) fn place(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i)?;
        row.contains(&j).then(|| self.offsets[i] + j - row.start())
    }

    /// For each source segment, the first target segments of the beads that may hold it.
    pub(super) fn windows_of_rows(&self, segments: usize) -> Vec<Range<usize>> {
        let target = self.rows.last().map_or(0, |row| *row.end());
        (0..segments)
            .map(|segment| {
                let first = *self.rows[segment.saturating_sub(WIDEST - 1)].start();
                first..(self.rows[segment].end() + 1).min(target)
            })
            .collect()
    }

    /// For each target segment, the first source segments of the beads that may hold it.
    pub(super) fn windows_of_columns(&self, segments: usize) -> Vec<Range<usize>> {
        let last_row = self.rows.len() - 1;
        let (mut first, mut behind) = (0, 0);
        (0..segments)
            .map(|segment| {
                while *self.rows[first].end() < segment.saturating_sub(WIDEST - 1) {
                    first += 1;
                }
                while behind < last_row && *self.rows[behind].start() <= segment {
                    behind += 1;
                }
                first..behind.max(first)
            })
            .collect()
    }
}

/// Widens the rows from one anchor to the next.
fn cover(
    rows: &mut [Option<(usize, usize)>],
    from: (usize, usize),
    to: (usize, usize),
    target: usize,
) {
    let (height, width) = (to.0 - from.0, to.1 - from.1);
    let gap = height.abs_diff(width) > GAP;
    let whole = gap && height.saturating_mul(width) <= LARGEST_GAP;
    let radius = if gap { WIDE_RADIUS } else { RADIUS };
    for (i, row) in (from.0..).zip(&mut rows[from.0..=to.0]) {
        let (low, high) = if whole {
            (from.1.saturating_sub(RADIUS), to.1 + RADIUS)
        } else {
            let along = if height == 0 { 0.0 } else { (i - from.0) as f64 / height as f64 };
            let middle = from.1 + (along * width as f64).round() as usize;
            (middle.saturating_sub(radius), middle + radius)
        };
        let known = row.get_or_insert((low, high));
        *known = (known.0.min(low), known.1.max(high).min(target));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether the rows are as the search needs them.
    fn leads_through(band: &Band, source: usize, target: usize) -> bool {
        let joined = (0..source).all(|i| {
            let (here, next) = (band.row(i), band.row(i + 1));
            here.start() <= next.start() && here.end() <= next.end() && next.start() <= here.end()
        });
        joined && band.place(0, 0) == Some(0) && band.place(source, target) == Some(band.size() - 1)
    }

    #[test]
    fn a_path_leads_through_a_gap_that_is_too_large_to_be_searched_in_full() {
        for (source, target) in [(100, 50_000), (1, 5_000_000), (50_000, 100), (99, 45_000)] {
            assert!(leads_through(&Band::around(&[], source, target), source, target));
        }
        let band = Band::around(&[(200, 200), (299, 60_000)], 500, 60_201);
        assert!(leads_through(&band, 500, 60_201));
    }

    proptest! {
        #[test]
        fn a_path_always_leads_through(
            source in 1usize..300,
            target in 1usize..300,
            marks in prop::collection::btree_map(0usize..300, 0usize..300, 0..20),
        ) {
            let mut anchors: Vec<(usize, usize)> = Vec::new();
            for (i, j) in marks {
                if i < source && j < target && anchors.last().is_none_or(|last| last.1 < j) {
                    anchors.push((i, j));
                }
            }
            let band = Band::around(&anchors, source, target);
            prop_assert!(leads_through(&band, source, target));
            for (i, j) in anchors {
                prop_assert!(band.place(i, j).is_some());
            }
        }
    }

    #[test]
    fn a_gap_is_searched_in_full() {
        let band = Band::around(&[(100, 100), (101, 900)], 200, 1_000);
        assert!(band.row(100).contains(&100) && band.row(100).contains(&900));
        assert_eq!(band.row(50), 30..=70);
    }
}
