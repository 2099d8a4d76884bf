//! What lets the matcher leave texts unread: of two texts that are similar enough, each holds one of
//! the rarest words of the other, their lengths are near, and few words are missing from either.
//!
//! The filter is exact. Let `n` be the number of words of the longer text, and `k` the greatest
//! number of them that may differ at a threshold. Texts that differ in at most `k` classes share all
//! but `k` of the words of each, so of any `k + 1` words of one at least one stands in the other
//! (Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity joins in data cleaning", ICDE
//! 2006; the bound by place after Xiao, Wang, Lin, Yu, "Efficient similarity joins for near
//! duplicate detection", WWW 2008).

use std::cmp::Reverse;
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
    postings.extend(rarest(&ordered, prefix(length, lowest)).map(|(place, class)| {
        Posting::new(token(class), byte(length), byte(place), unit, signature)
    }));
}

/// A text that may be similar enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) unit: UnitId,
    /// The greatest score that it can have.
    pub(super) bound: u8,
}

/// A text that holds one of the rarest words of the sought one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    unit: UnitId,
    /// The place of the word in the sought text.
    place: usize,
    length: u8,
    other_place: u8,
    signature: u32,
}

/// What a text of some length needs to be similar enough.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// So many of its rarest words may hold the shared one.
    prefix: usize,
    /// So many of its words are shared at least.
    shared: usize,
}

/// A text for which similar ones are sought.
#[derive(Debug)]
pub(super) struct Sought {
    length: usize,
    threshold: u8,
    signature: u32,
    ordered: Vec<(u16, Class)>,
    /// For each place the signature of the classes behind the one that stands there.
    behind: Vec<u32>,
    /// By the length of a text; absent if it is too short or too long.
    limits: [Option<Limit>; 256],
}

impl Sought {
    pub(super) fn new(classes: &[Class], ranks: &Ranks, threshold: u8) -> Self {
        let length = classes.len();
        let limit = |other: usize| {
            let longest = length.max(other);
            let shared = longest - most_differing(longest, threshold);
            let prefix = prefix(other, threshold);
            (shared <= length.min(other)).then_some(Limit { prefix, shared })
        };
        let ordered = ranks.ordered(classes);
        let mut behind = vec![0; length];
        for place in (1..length).rev() {
            let (before, class) = (ordered[place - 1].1, ordered[place].1);
            let own = if before == class { 0 } else { signature(&[class]) };
            behind[place - 1] = behind[place] | own;
        }
        Self {
            length,
            threshold,
            signature: signature(classes),
            ordered,
            behind,
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
    pub(super) fn sift(&self, place: usize, block: Postings<'_>, hits: &mut Vec<Hit>) {
        let (shortest, longest) = self.lengths();
        let lengths = block.lengths();
        let first = lengths.partition_point(|length| *length < shortest);
        let end = lengths.partition_point(|length| *length <= longest);
        for index in first..end {
            let (length, other_place, unit, signature) = block.at(index);
            let hit = Hit { unit, place, length, other_place, signature };
            if self.bound(&hit, place).is_some() {
                hits.push(hit);
            }
        }
    }

    /// The texts that may be similar enough, those that can be most similar first.
    ///
    /// A word that is rarer than a shared one is among the rarest of the other text too, so it is
    /// shared only if it was hit. A unit may have more texts than one, some of which it had before:
    /// whichever is similar has a hit whose bound holds, since what the others hit only adds to it.
    pub(super) fn candidates(&self, mut hits: Vec<Hit>) -> Vec<Candidate> {
        hits.sort_unstable_by_key(|hit| (hit.unit, hit.place));
        let mut candidates = Vec::new();
        for of_unit in hits.chunk_by(|one, other| one.unit == other.unit) {
            let (mut shared_before, mut best) = (0, None);
            for at_place in of_unit.chunk_by(|one, other| one.place == other.place) {
                let bounds = at_place.iter().map(|hit| self.bound(hit, shared_before));
                best = best.max(bounds.max().flatten());
                shared_before += self.times(at_place[0].place);
            }
            let unit = of_unit[0].unit;
            candidates.extend(best.map(|bound| Candidate { unit, bound }));
        }
        candidates.sort_unstable_by_key(|candidate| (Reverse(candidate.bound), candidate.unit));
        candidates
    }

    /// How often the class occurs that has its first place here.
    fn times(&self, place: usize) -> usize {
        let class = self.ordered[place].1;
        self.ordered[place..].iter().take_while(|(_, other)| *other == class).count()
    }

    /// The greatest score that a text can have of whose words rarer than the one that was hit at
    /// most `shared_before` are shared, unless that is under the threshold.
    fn bound(&self, hit: &Hit, shared_before: usize) -> Option<u8> {
        if hit.length == LONG {
            return Some(100);
        }
        let limit = self.limits[usize::from(hit.length)]?;
        let (length, other_length) = (self.length, usize::from(hit.length));
        let other_place = usize::from(hit.other_place);
        if other_place >= limit.prefix {
            return None;
        }
        let absent = |signature: u32| (signature & !hit.signature).count_ones() as usize;
        let extra = (hit.signature & !self.signature).count_ones() as usize;
        let behind = (length - hit.place)
            .saturating_sub(absent(self.behind[hit.place]))
            .min(other_length.saturating_sub(other_place));
        let shared = (shared_before.min(other_place) + behind)
            .min(length.saturating_sub(absent(self.signature)))
            .min(other_length.saturating_sub(extra));
        let longest = length.max(other_length);
        (shared >= limit.shared).then(|| (shared * 100 / longest) as u8)
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
            former in prop::collection::vec(0_u8..12, 1..40),
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
            // What the unit held before does no harm.
            postings_of(&spread(&former), 7, &ranks, lowest, &mut postings);
            let sought = Sought::new(&one, &ranks, threshold);
            let longest = one.len().max(other.len());
            let differing = distance(&one, &other);
            let score = (longest - differing) * 100 / longest;
            if differing <= most_differing(longest, threshold) {
                let (shortest, longest) = sought.lengths();
                let mut hits = Vec::new();
                for (place, token) in sought.tokens() {
                    for posting in postings.iter().filter(|posting| posting.token() == token) {
                        let (length, other_place) = (posting.length(), posting.place());
                        let (unit, signature) =
                            (UnitId(posting.unit().into()), posting.signature());
                        let hit = Hit { unit, place, length, other_place, signature };
                        let is_near = (shortest..=longest).contains(&length);
                        hits.extend(Some(hit).filter(|hit| {
                            is_near && sought.bound(hit, place).is_some()
                        }));
                    }
                }
                let candidates = sought.candidates(hits);
                let best = candidates.iter().find(|candidate| candidate.unit == UnitId(7));
                prop_assert!(
                    best.is_some_and(|best| usize::from(best.bound) >= score),
                    "{:?}", candidates
                );
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
