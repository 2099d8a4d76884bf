//! Sets of row ids that mostly follow each other.

/// Row ids as ranges, both ends within.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges(Vec<(i64, i64)>);

impl Ranges {
    /// Takes a row in. One that adjoins the row before it in either direction lengthens its range.
    pub(super) fn note(&mut self, row: i64) {
        match self.0.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            Some((first, _)) if row + 1 == *first => *first = row,
            _ => self.0.push((row, row)),
        }
    }

    /// Takes a range in.
    pub(super) fn note_range(&mut self, first: i64, last: i64) {
        self.0.push((first, last));
    }

    /// The same rows in as few ranges as possible, in order.
    pub(super) fn merged(mut self) -> Self {
        self.0.sort_unstable();
        self.0.dedup_by(|next, kept| {
            let adjoins = next.0 <= kept.1.saturating_add(1);
            if adjoins {
                kept.1 = kept.1.max(next.1);
            }
            adjoins
        });
        self
    }

    /// Whether a row is among them. They must be [merged](Self::merged).
    pub(super) fn contains(&self, row: i64) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= row);
        after > 0 && row <= self.0[after - 1].1
    }

    /// How many rows there are. They must be [merged](Self::merged).
    pub(super) fn rows(&self) -> i64 {
        self.0.iter().map(|(first, last)| last - first + 1).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, i64)> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_any_order_are_found_again() {
        let mut ranges = Ranges::default();
        for row in [5, 6, 7, 20, 19, 18, 3, 8, 1] {
            ranges.note(row);
        }
        ranges.note_range(30, 40);
        ranges.note_range(35, 36);
        let ranges = ranges.merged();
        let expected = [(1, 1), (3, 3), (5, 8), (18, 20), (30, 40)];
        assert_eq!(ranges.iter().collect::<Vec<_>>(), expected);
        let held: Vec<i64> = (0..=41).filter(|row| ranges.contains(*row)).collect();
        let listed: Vec<i64> = expected.iter().flat_map(|(first, last)| *first..=*last).collect();
        assert_eq!(held, listed);
    }
}
