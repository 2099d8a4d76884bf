//! The search: the best path of beads through a band, and how sure each of its beads is.

use crate::model::Bead;

use super::band::Band;
use super::weights::{KINDS, WIDEST};

/// Stands for a boundary that no path leads to.
const NOWHERE: f64 = f64::NEG_INFINITY;

/// A bead score is asked for at its first boundary, in source and target segments, and by its kind.
pub(super) type Score<'s> = &'s dyn Fn(usize, usize, usize) -> f64;

/// The beads of the best path through `source` and `target` segments, each with its posterior
/// probability at the temperature given (forward-backward over all paths).
pub(super) fn best_path(
    score: Score<'_>,
    band: &Band,
    (source, target): (usize, usize),
    temperature: f64,
    progress: &mut dyn FnMut(f64),
) -> Vec<Bead> {
    let lattice = Lattice { band, source, target, score, temperature };
    let forward = lattice.forward(progress);
    let mut beads = lattice.trace(&forward);
    lattice.judge(&forward, &mut beads, progress);
    beads
}

/// All paths of beads through a band.
struct Lattice<'a> {
    band: &'a Band,
    source: usize,
    target: usize,
    score: Score<'a>,
    temperature: f64,
}

/// What is known of each boundary from the beginning on.
struct Forward {
    /// The kind of the last bead of the best path to it.
    kinds: Vec<u8>,
    /// The logarithm of the sum over all paths to it.
    sums: Vec<f64>,
}

/// Values of the boundaries of the last rows: beads reach no further.
struct Rows<'b> {
    band: &'b Band,
    rows: Vec<Vec<f64>>,
}

impl<'b> Rows<'b> {
    fn new(band: &'b Band) -> Self {
        Self { band, rows: vec![Vec::new(); WIDEST + 1] }
    }

    /// Begins row `i`, in place of the one that nothing reaches any more.
    fn begin(&mut self, i: usize) {
        let row = self.band.row(i);
        let values = &mut self.rows[i % (WIDEST + 1)];
        values.clear();
        values.resize(row.end() - row.start() + 1, NOWHERE);
    }

    fn get(&self, i: usize, j: usize) -> f64 {
        self.rows[i % (WIDEST + 1)][j - self.band.row(i).start()]
    }

    fn set(&mut self, i: usize, j: usize, value: f64) {
        self.rows[i % (WIDEST + 1)][j - self.band.row(i).start()] = value;
    }
}

impl Lattice<'_> {
    /// Where a bead begins that ends at a boundary, if the band holds it, and its place there.
    fn before(&self, i: usize, j: usize, kind: usize) -> Option<(usize, usize, usize)> {
        let (a, b) = KINDS[kind];
        let (i, j) = (i.checked_sub(a)?, j.checked_sub(b)?);
        self.band.place(i, j).map(|place| (i, j, place))
    }

    fn forward(&self, progress: &mut dyn FnMut(f64)) -> Forward {
        let size = self.band.size();
        let mut best = Rows::new(self.band);
        let mut forward = Forward { kinds: vec![0; size], sums: vec![NOWHERE; size] };
        for i in 0..=self.source {
            best.begin(i);
            for j in self.band.row(i) {
                let Some(place) = self.band.place(i, j) else { continue };
                if place == 0 {
                    best.set(0, 0, 0.0);
                    forward.sums[0] = 0.0;
                    continue;
                }
                let mut terms = [NOWHERE; KINDS.len()];
                let mut here = NOWHERE;
                for (kind, term) in terms.iter_mut().enumerate() {
                    let Some((before_i, before_j, before)) = self.before(i, j, kind) else {
                        continue;
                    };
                    let own = (self.score)(before_i, before_j, kind);
                    *term = forward.sums[before] + own / self.temperature;
                    let reached = best.get(before_i, before_j) + own;
                    if reached > here {
                        here = reached;
                        forward.kinds[place] = kind as u8;
                    }
                }
                best.set(i, j, here);
                forward.sums[place] = log_sum(&terms);
            }
            progress(0.5 * i as f64 / self.source.max(1) as f64);
        }
        forward
    }

    /// The beads of the best path, in order.
    fn trace(&self, forward: &Forward) -> Vec<Bead> {
        let mut beads = Vec::new();
        let (mut i, mut j) = (self.source, self.target);
        while let Some(place) = self.band.place(i, j).filter(|_| (i, j) != (0, 0)) {
            let kind = usize::from(forward.kinds[place]);
            let Some((before_i, before_j, _)) = self.before(i, j, kind) else { break };
            beads.push(Bead { source: before_i..i, target: before_j..j, confidence: 0.0 });
            (i, j) = (before_i, before_j);
        }
        beads.reverse();
        beads
    }

    /// Sets the confidence of each bead of a path: goes back over all paths, and looks at each bead
    /// when its first row is reached.
    fn judge(&self, forward: &Forward, beads: &mut [Bead], progress: &mut dyn FnMut(f64)) {
        let total = forward.sums.last().copied().unwrap_or(0.0);
        let mut backward = Rows::new(self.band);
        let mut beads = beads.iter_mut().rev().peekable();
        for i in (0..=self.source).rev() {
            backward.begin(i);
            for j in self.band.row(i).rev() {
                if (i, j) == (self.source, self.target) {
                    backward.set(i, j, 0.0);
                    continue;
                }
                let mut terms = [NOWHERE; KINDS.len()];
                for (kind, term) in terms.iter_mut().enumerate() {
                    let (a, b) = KINDS[kind];
                    if self.band.place(i + a, j + b).is_some() {
                        let behind = backward.get(i + a, j + b);
                        *term = behind + (self.score)(i, j, kind) / self.temperature;
                    }
                }
                backward.set(i, j, log_sum(&terms));
            }
            while let Some(bead) = beads.next_if(|bead| bead.source.start == i) {
                let kind = KINDS
                    .iter()
                    .position(|(a, b)| (*a, *b) == (bead.source.len(), bead.target.len()));
                let own = (self.score)(i, bead.target.start, kind.unwrap_or(0)) / self.temperature;
                let before = self.band.place(i, bead.target.start).unwrap_or(0);
                let behind = backward.get(bead.source.end, bead.target.end);
                let sure = (forward.sums[before] + own + behind - total).exp();
                bead.confidence = sure.clamp(0.0, 1.0);
            }
            progress(1.0 - 0.5 * i as f64 / self.source.max(1) as f64);
        }
    }
}

fn log_sum(terms: &[f64]) -> f64 {
    let largest = terms.iter().copied().fold(NOWHERE, f64::max);
    if largest == NOWHERE {
        return NOWHERE;
    }
    largest + terms.iter().map(|term| (term - largest).exp()).sum::<f64>().ln()
}
