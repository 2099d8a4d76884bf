//! What lets the matcher leave texts unread: of two texts that are similar enough, each holds one of
//! the rarest words of the other, their lengths are near, and few words are missing from either.
//!
//! The filter is exact. Let `n` be the number of words of the longer text, and `k` the greatest
//! number of them that may differ at a threshold. Texts that differ in at most `k` classes share all
//! but `k` of the words of each, so of any `k + 1` words of one at least one stands in the other
//! (Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity joins in data cleaning", ICDE
//! 2006; the bound by place after Xiao, Wang, Lin, Yu, "Efficient similarity joins for near
//! duplicate detection", WWW 2008).

use std::collections::HashMap;

use super::words::Class;
use crate::model::UnitId;
use crate::store::{Posting, Postings, TOKEN_BITS};

/// So many of the most frequent classes have a rank; all others count as equally rare.
const RANKED: usize = 4_096;

/// Longer texts have this length in a posting, and are not filtered by their length.
pub(super) const LONG: u8 = u8::MAX;

/// The greatest number of words that may differ between texts of which the longer has `longest`.
pub(super) fn most_differing(longest: usize, threshold: u8) -> usize {
    longest * usize::from(100 - threshold.min(100)) / 100
}

/// How many of the rarest words of a text of this length are asked for or indexed.
fn prefix(length: usize, threshold: u8) -> usize {
    let needed = (length * usize::from(threshold)).div_ceil(100);
    length - needed.min(length) + 1
}

/// The classes by their frequency, fixed when an index is made. Any order would give the right
/// answer; this one reads the fewest postings. They stay as they are stored, in the order of the
/// classes: most commands look up a dozen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranks(Vec<u8>);

/// The bytes of a class and its rank as they are stored.
const STORED: usize = 10;

impl Ranks {
    /// Ranks by how often each class occurs.
    pub(super) fn of(frequencies: HashMap<Class, u32, fnv::FnvBuildHasher>) -> Self {
        let mut frequent: Vec<(u32, Class)> =
            frequencies.into_iter().map(|(class, count)| (count, class)).collect();
        frequent.sort_unstable_by(|one, other| other.cmp(one));
        frequent.truncate(RANKED);
        let ranks = (1..=frequent.len() as u16).rev();
        let mut ranked: Vec<(Class, u16)> =
            frequent.into_iter().map(|(_, class)| class).zip(ranks).collect();
        ranked.sort_unstable();
        let stored = ranked
            .into_iter()
            .flat_map(|(class, rank)| [&class.to_le_bytes()[..], &rank.to_le_bytes()].concat());
        Self(stored.collect())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn read(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The rank of a class, 0 for all that are rare.
    fn rank(&self, class: Class) -> u16 {
        let (stored, _) = self.0.as_chunks::<STORED>();
        let class_of = |[a, b, c, d, e, f, g, h, ..]: &[u8; STORED]| {
            u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h])
        };
        let place = stored.binary_search_by_key(&class, class_of);
        place.map_or(0, |place| u16::from_le_bytes([stored[place][8], stored[place][9]]))
    }

    /// The classes from the rarest to the most frequent.
    fn ordered(&self, classes: &[Class]) -> Vec<(u16, Class)> {
        let rank = |class: &Class| (self.rank(*class), *class);
        let mut ordered: Vec<_> = classes.iter().map(rank).collect();
        ordered.sort_unstable();
        ordered
    }
}

/// The first of the rarest classes, each with its place among them; a class that occurs more than
/// once has its first place.
fn rarest(ordered: &[(u16, Class)], count: usize) -> impl Iterator<Item = (usize, Class)> {
    let taken = ordered[..count.min(ordered.len())].iter().enumerate();
    taken
        .filter(|(place, (_, class))| *place == 0 || ordered[place - 1].1 != *class)
        .map(|(place, (_, class))| (place, *class))
}

/// A bit for each class, of 32.
fn signature(classes: &[Class]) -> u32 {
    classes.iter().fold(0, |signature, class| signature | 1 << ((class >> 8) % 32))
}

fn token(class: Class) -> u64 {
    class >> (u64::BITS - TOKEN_BITS)
}

/// The postings of a text for an index that serves from the threshold `lowest`.
pub(super) fn postings_of(
    classes: &[Class],
    unit: u32,
    ranks: &Ranks,
    lowest: u8,
    postings: &mut Vec<Posting>,
) {
    let ordered = ranks.ordered(classes);
    let (length, signature) = (classes.len(), signature(classes));
    let byte = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    postings.extend(rarest(&ordered, prefix(length, lowest)).map(|(place, class)| Posting {
        token: token(class),
        length: byte(length),
        place: byte(place),
        unit,
        signature,
    }));
}

/// A text that may be similar enough, and the least number of its words that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) unit: UnitId,
    /// The greatest score that it can have.
    pub(super) bound: u8,
}

/// A text for which similar ones are sought.
#[derive(Debug)]
pub(super) struct Sought {
    length: usize,
    threshold: u8,
    signature: u32,
    ordered: Vec<(u16, Class)>,
    /// For each length of a text: how many of its rarest words may hold the shared one, and how many
    /// of the sought words may be missing from it; absent if it is too short or too long.
    limits: [Option<(usize, usize)>; 256],
}

impl Sought {
    pub(super) fn new(classes: &[Class], ranks: &Ranks, threshold: u8) -> Self {
        let length = classes.len();
        let limit = |other: usize| {
            let longest = length.max(other);
            let differing = most_differing(longest, threshold);
            let missing = (differing + length).checked_sub(longest)?;
            (differing + other >= longest).then_some((prefix(other, threshold), missing))
        };
        Self {
            length,
            threshold,
            signature: signature(classes),
            ordered: ranks.ordered(classes),
            limits: std::array::from_fn(limit),
        }
    }

    /// The tokens to ask the index for, each with its place in the sought text.
    pub(super) fn tokens(&self) -> impl Iterator<Item = (usize, u64)> {
        let count = prefix(self.length, self.threshold);
        rarest(&self.ordered, count).map(|(place, class)| (place, token(class)))
    }

    /// The lengths, as a posting has them, between which similar texts lie.
    pub(super) fn lengths(&self) -> (u8, u8) {
        let threshold = usize::from(self.threshold.max(1));
        let byte = |number: usize| u8::try_from(number).unwrap_or(LONG);
        (byte((self.length * threshold).div_ceil(100)), byte(self.length * 100 / threshold))
    }

    /// Takes those of a block of postings that may be similar enough. `place` is that of the token
    /// in the sought text.
    pub(super) fn sift(&self, place: usize, block: Postings<'_>, candidates: &mut Vec<Candidate>) {
        let (shortest, longest) = self.lengths();
        let lengths = block.lengths();
        let first = lengths.partition_point(|length| *length < shortest);
        let end = lengths.partition_point(|length| *length <= longest);
        for index in first..end {
            let (length, other_place, unit, signature) = block.at(index);
            if let Some(bound) = self.bound(place, length, usize::from(other_place), signature) {
                candidates.push(Candidate { unit, bound });
            }
        }
    }

    /// The greatest score that a text can have, unless that is under the threshold.
    fn bound(&self, place: usize, length: u8, other_place: usize, signature: u32) -> Option<u8> {
        if length == LONG {
            return Some(100);
        }
        let (prefix, most_missing) = self.limits[usize::from(length)]?;
        let missing = (self.signature & !signature).count_ones() as usize;
        if other_place >= prefix || missing > most_missing {
            return None;
        }
        let other = usize::from(length);
        let longest = self.length.max(other);
        let differing = most_differing(longest, self.threshold);
        let extra = longest - other + (signature & !self.signature).count_ones() as usize;
        // Words before the shared one are shared at most as far as both have some there.
        let shared = 1
            + (self.length - place - 1).min(other.saturating_sub(other_place + 1))
            + place.min(other_place);
        if extra > differing || shared + differing < longest {
            return None;
        }
        let least = (longest - self.length + missing).max(extra).min(longest);
        Some(((longest - least) * 100 / longest) as u8)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::memory::distance::distance;

    /// Classes that are as spread as hashes.
    fn spread(items: &[u8]) -> Vec<Class> {
        items.iter().map(|item| u64::from(*item).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1).collect()
    }

    proptest! {
        #[test]
        fn no_similar_text_is_lost(
            one in prop::collection::vec(0_u8..12, 1..40),
            other in prop::collection::vec(0_u8..12, 1..40),
            edits in prop::collection::vec((0_usize..40, 0_u8..12), 0..12),
            near in any::<bool>(),
            lowest in 50_u8..=70,
            above in 0_u8..=40,
        ) {
            let mut other = other;
            if near {
                other.clone_from(&one);
                for (at, item) in edits {
                    let at = at % (other.len() + 1);
                    match item % 3 {
                        0 => other.insert(at, item),
                        1 if at < other.len() && other.len() > 1 => { other.remove(at); }
                        _ if at < other.len() => other[at] = item,
                        _ => {}
                    }
                }
            }
            let (one, other) = (spread(&one), spread(&other));
            let threshold = (lowest + above).min(100);
            let mut frequencies = HashMap::default();
            for class in &one {
                *frequencies.entry(*class).or_insert(0) += 1;
            }
            let ranks = Ranks::of(frequencies);
            let mut postings = Vec::new();
            postings_of(&other, 7, &ranks, lowest, &mut postings);
            let sought = Sought::new(&one, &ranks, threshold);
            let longest = one.len().max(other.len());
            let differing = distance(&one, &other);
            let score = (longest - differing) * 100 / longest;
            if differing <= most_differing(longest, threshold) {
                let (shortest, longest) = sought.lengths();
                let bounds: Vec<Option<u8>> = sought
                    .tokens()
                    .flat_map(|(place, token)| {
                        postings.iter().filter(move |posting| posting.token == token)
                            .map(move |posting| (place, posting))
                    })
                    .filter(|(_, posting)| (shortest..=longest).contains(&posting.length))
                    .map(|(place, posting)| {
                        sought.bound(place, posting.length, posting.place.into(), posting.signature)
                    })
                    .collect();
                let best = bounds.iter().flatten().max();
                prop_assert!(best.is_some_and(|best| usize::from(*best) >= score), "{:?}", bounds);
            }
        }
    }

    #[test]
    fn ranks_are_read_back() {
        let frequencies: HashMap<Class, u32, _> =
            (0..5_000).map(|class| (class * 3, class as u32)).collect();
        let ranks = Ranks::of(frequencies);
        assert_eq!(ranks.bytes().len(), RANKED * STORED);
        assert_eq!(Ranks::read(ranks.bytes().to_vec()), ranks);
        assert_eq!((ranks.rank(4_999 * 3), ranks.rank(1), ranks.rank(0)), (RANKED as u16, 0, 0));
    }
}
