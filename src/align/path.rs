//! A coarse path through two long texts, from words that are rare in both.

use std::collections::HashMap;

use super::links::Links;
use super::tokens::Text;

/// A word that occurs more often in one of the texts says too little about where it is.
const RARE: u32 = 6;

/// So many cells of a source segment may be part of the path.
const CELLS_PER_SEGMENT: usize = 3;

/// An anchor counts if another one lies within so many segments …
const NEIGHBOURHOOD: usize = 40;

/// … and is as far along on both sides, but for so many segments.
const AGREEMENT: usize = 8;

/// Cells of source and target segments that share rare words: the heaviest chain that rises on both
/// sides, without the anchors that stand alone.
pub(super) fn anchors(source: &Text, target: &Text, links: &Links) -> Vec<(usize, usize)> {
    let cells = cells(source, target, links);
    let chain = heaviest_chain(&cells, target.len());
    let agrees = |one: (usize, usize), other: (usize, usize)| {
        let (down, right) = (one.0.abs_diff(other.0), one.1.abs_diff(other.1));
        down <= NEIGHBOURHOOD && down.abs_diff(right) <= AGREEMENT
    };
    (0..chain.len())
        .filter(|at| {
            let before = at.checked_sub(1).map(|before| chain[before]);
            let behind = chain.get(at + 1).copied();
            [before, behind].into_iter().flatten().any(|other| agrees(chain[*at], other))
        })
        .map(|at| chain[at])
        .collect()
}

/// The cells that rare words vote for, row by row, columns rising, with the weight of the votes.
fn cells(source: &Text, target: &Text, links: &Links) -> Vec<(usize, usize, f64)> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for segment in 0..target.len() {
        for (token, _) in target.counted(segment) {
            if target.words[*token as usize].count <= RARE {
                places.entry(*token).or_default().push(segment);
            }
        }
    }
    let mut cells = Vec::new();
    let mut votes: HashMap<usize, f64> = HashMap::new();
    for segment in 0..source.len() {
        votes.clear();
        for (token, _) in source.counted(segment) {
            let count = source.words[*token as usize].count;
            if count > RARE {
                continue;
            }
            for (other, strength) in &links.forward[*token as usize] {
                for place in places.get(other).into_iter().flatten() {
                    let shared = count.max(target.words[*other as usize].count);
                    *votes.entry(*place).or_default() += f64::from(*strength) / f64::from(shared);
                }
            }
        }
        let mut row: Vec<(usize, f64)> = votes.iter().map(|(j, vote)| (*j, *vote)).collect();
        row.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        row.truncate(CELLS_PER_SEGMENT);
        row.sort_unstable_by_key(|(j, _)| *j);
        cells.extend(row.into_iter().map(|(j, vote)| (segment, j, vote)));
    }
    cells
}

/// The heaviest chain of cells that rises strictly on both sides.
fn heaviest_chain(cells: &[(usize, usize, f64)], columns: usize) -> Vec<(usize, usize)> {
    let mut best = Prefix::new(columns);
    let mut before: Vec<Option<usize>> = vec![None; cells.len()];
    let mut weights = vec![0.0; cells.len()];
    let mut top: Option<usize> = None;
    let mut begin = 0;
    for row in cells.chunk_by(|one, other| one.0 == other.0) {
        let row = begin..begin + row.len();
        begin = row.end;
        for at in row.clone() {
            let (_, j, weight) = cells[at];
            before[at] = best.heaviest_below(j);
            weights[at] = weight + before[at].map_or(0.0, |at| weights[at]);
        }
        for at in row {
            best.note(cells[at].1, at, &weights);
            if top.is_none_or(|top| weights[top] < weights[at]) {
                top = Some(at);
            }
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(top, |at| before[*at]).map(|at| (cells[at].0, cells[at].1)).collect();
    chain.reverse();
    chain
}

/// The heaviest chain that ends before a column: a Fenwick tree of maxima.
struct Prefix {
    tree: Vec<Option<(f64, usize)>>,
}

impl Prefix {
    fn new(columns: usize) -> Self {
        Self { tree: vec![None; columns + 1] }
    }

    fn heaviest_below(&self, column: usize) -> Option<usize> {
        let mut found: Option<(f64, usize)> = None;
        let mut at = column;
        while at > 0 {
            found = heavier(found, self.tree[at]);
            at &= at - 1;
        }
        found.map(|(_, cell)| cell)
    }

    fn note(&mut self, column: usize, cell: usize, weights: &[f64]) {
        let mut at = column + 1;
        while at < self.tree.len() {
            self.tree[at] = heavier(self.tree[at], Some((weights[cell], cell)));
            at += at & at.wrapping_neg();
        }
    }
}

fn heavier(one: Option<(f64, usize)>, other: Option<(f64, usize)>) -> Option<(f64, usize)> {
    match (one, other) {
        (Some(one), Some(other)) if other.0 > one.0 => Some(other),
        (None, other) => other,
        (one, _) => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_rising_chain_is_found() {
        let cells = [(0, 0, 1.0), (1, 5, 1.5), (1, 1, 1.0), (2, 2, 1.0), (3, 0, 9.0), (3, 3, 1.0)];
        let mut sorted = cells.to_vec();
        sorted.sort_by_key(|(i, j, _)| (*i, *j));
        assert_eq!(heaviest_chain(&sorted, 6), [(3, 0)]);
        sorted.retain(|cell| cell.2 < 9.0);
        assert_eq!(heaviest_chain(&sorted, 6), [(0, 0), (1, 1), (2, 2), (3, 3)]);
    }
}
