//! The edit distance of two sequences, in bits.
//!
//! After G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming" (Journal of the ACM 46, 1999), as H. Hyyrö put it for the distance of whole sequences
//! ("Explaining and extending the bit-parallel approximate string matching algorithm of Myers", 2001).

use std::collections::HashMap;

const BITS: usize = 64;

/// A sequence to compare others with.
#[derive(Debug)]
pub(super) struct Pattern {
    length: usize,
    /// For each item a bit for each of its places, in blocks of 64.
    places: HashMap<u64, Vec<u64>, fnv::FnvBuildHasher>,
    nowhere: Vec<u64>,
}

impl Pattern {
    pub(super) fn new(items: &[u64]) -> Self {
        let blocks = items.len().div_ceil(BITS).max(1);
        let mut places: HashMap<u64, Vec<u64>, _> = HashMap::default();
        for (at, item) in items.iter().enumerate() {
            let bits = places.entry(*item).or_insert_with(|| vec![0; blocks]);
            bits[at / BITS] |= 1 << (at % BITS);
        }
        Self { length: items.len(), places, nowhere: vec![0; blocks] }
    }

    /// The least number of items to insert, delete or replace that make one sequence the other.
    pub(super) fn distance(&self, other: &[u64]) -> usize {
        if self.length == 0 {
            return other.len();
        }
        let blocks = self.nowhere.len();
        let last = 1_u64 << ((self.length - 1) % BITS);
        let (mut up, mut down) = (vec![u64::MAX; blocks], vec![0_u64; blocks]);
        let mut distance = self.length;
        for item in other {
            let equal = self.places.get(item).unwrap_or(&self.nowhere);
            let (mut carry_up, mut carry_down) = (1, 0);
            for block in 0..blocks {
                let (pv, mv, eq) = (up[block], down[block], equal[block]);
                let vertical = eq | mv;
                let eq = eq | carry_down;
                let diagonal = ((eq & pv).wrapping_add(pv) ^ pv) | eq;
                let mut ph = mv | !(diagonal | pv);
                let mut mh = pv & diagonal;
                if block + 1 == blocks {
                    distance += usize::from(ph & last != 0);
                    distance -= usize::from(mh & last != 0);
                }
                let carried = (ph >> (BITS - 1), mh >> (BITS - 1));
                ph = (ph << 1) | carry_up;
                mh = (mh << 1) | carry_down;
                up[block] = mh | !(vertical | ph);
                down[block] = ph & vertical;
                (carry_up, carry_down) = carried;
            }
        }
        distance
    }
}

#[cfg(test)]
pub(super) fn distance(one: &[u64], other: &[u64]) -> usize {
    Pattern::new(one).distance(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The plain dynamic programme.
    fn plain(one: &[u64], other: &[u64]) -> usize {
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (index, item) in one.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = index + 1;
            for (at, of_other) in other.iter().enumerate() {
                let replaced = diagonal + usize::from(item != of_other);
                diagonal = row[at + 1];
                row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
            }
        }
        row[other.len()]
    }

    proptest! {
        #[test]
        fn bits_give_what_the_plain_programme_gives(
            one in prop::collection::vec(0_u64..9, 0..150),
            other in prop::collection::vec(0_u64..9, 0..150),
        ) {
            prop_assert_eq!(distance(&one, &other), plain(&one, &other));
        }
    }
}
