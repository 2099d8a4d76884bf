//! Why a bead was chosen: what its score is made of, and the best way to do without it.
//!
//! The search is run again with the same cues, and once more with the bead forbidden. Two paths
//! differ only between boundaries that both have; the beads between those are set against each
//! other. Invariant: the parts of a bead add up to the score that the search went by.

#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::ops::Range;

pub use words::{LinkOrigin, Word, WordLink};

use super::parts::Parts;
use super::tokens::Text;
use super::weights::KINDS;
use super::{Cues, Ground, LastPass, Method, Side, Task, stretch};
use crate::model::Bead;

use words::Reading;

/// Why a bead was chosen, or what would be chosen in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The bead.
    pub bead: Judged,
    /// How sure the aligner is of the bead, from 0 to 1; absent if it would not choose it.
    pub confidence: Option<f64>,
    /// How long its sides are, in characters.
    pub lengths: (usize, usize),
    /// The different words of its source segments and what they add to the score; none of a bead
    /// with an empty side.
    pub source_words: Vec<Word>,
    /// The same of its target segments.
    pub target_words: Vec<Word>,
    /// Which words of the two sides go together, those that add most to the score first.
    pub links: Vec<WordLink>,
    /// The bead with the neighbours that stand or fall with it.
    pub here: Vec<Judged>,
    /// What the best other path has in their place: one without the bead if the aligner would choose
    /// it, else the path that it would choose. Empty if there is no other path.
    pub instead: Vec<Judged>,
    /// By how much the score of `here` is above that of `instead`, in nats; absent without another
    /// path, or where a bead has no score.
    pub margin: Option<f64>,
    /// How many times as likely that makes `here`.
    pub odds: Option<f64>,
    /// What would come of joining a bead that has an empty side to the bead before or behind it.
    pub merged: Vec<Merged>,
}

/// A bead and what its score is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The bead.
    pub bead: Bead,
    /// The parts of its score; absent if the aligner does not try such a bead, since it holds too
    /// many segments or lies too far from the path.
    pub parts: Option<Parts>,
}

/// A bead and a neighbour, joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The bead that holds both.
    pub bead: Judged,
    /// How much that lowers the score, in nats.
    pub cost: f64,
}

impl Explanation {
    /// Whether the aligner would choose the bead if it aligned the texts now.
    pub fn is_chosen(&self) -> bool {
        self.confidence.is_some()
    }
}

/// Explains the bead at `which` of an alignment of two texts. The decisions among the cues hold, but
/// for one on this bead.
///
/// # Panics
/// If there is no such bead.
pub fn explain(
    source: &Side<'_>,
    target: &Side<'_>,
    cues: &Cues,
    beads: &[Bead],
    which: usize,
) -> Explanation {
    let bead = &beads[which];
    let (in_source, in_target) = cues.places(source, target);
    let texts = (Text::new(source, &in_source), Text::new(target, &in_target));
    let size = (texts.0.len(), texts.1.len());
    let others: Vec<Bead> =
        cues.decided.iter().filter(|decided| !is_same(decided, bead)).cloned().collect();
    let decided = stretch::compatible(&others, size);
    let method = Method::default();
    let task = Task { method: &method, source: &texts.0, target: &texts.1, decided: &decided };
    let LastPass { knowledge, weights, basis, .. } = task.last_pass(cues, &mut |_| ());
    let ground = Ground::new(&task, weights, &knowledge);

    let now = ground.best_path(&|i, j, kind| ground.scores.bead(i, j, kind), &mut |_| ());
    let chosen = now.iter().find(|other| is_same(other, bead)).cloned();
    let (ours, other) = if chosen.is_some() {
        let without = without(&ground, bead);
        (now, if is_whole(&without, bead, size) { without } else { Vec::new() })
    } else {
        (beads.to_vec(), now)
    };
    let (here, instead) = differing(&ours, &other, bead);
    let judged = |beads: &[Bead]| beads.iter().map(|bead| judge(&ground, bead)).collect();
    let (here, instead): (Vec<Judged>, Vec<Judged>) = (judged(here), judged(instead));
    let margin = total(&here).zip(total(&instead)).map(|(here, instead)| here - instead);
    let margin = margin.filter(|_| !instead.is_empty());

    let of_text = Reading { side: source, text: &texts.0, facts: &knowledge.source };
    let of_translation = Reading { side: target, text: &texts.1, facts: &knowledge.target };
    let sides = (&of_text, &of_translation);
    let found = words::of_bead(bead, sides, &knowledge.links, (cues, basis), weights);
    Explanation {
        confidence: chosen.map(|chosen| chosen.confidence),
        lengths: (
            texts.0.length(bead.source.start, bead.source.len()),
            texts.1.length(bead.target.start, bead.target.len()),
        ),
        source_words: found.source,
        target_words: found.target,
        links: found.links,
        odds: margin.map(|margin| (margin / weights.temperature).exp()),
        margin,
        merged: merged(&ground, &ours, bead),
        bead: judge(&ground, bead),
        here,
        instead,
    }
}

/// The best path that does not hold a bead; it is whole only if there is one.
fn without(ground: &Ground<'_>, bead: &Bead) -> Vec<Bead> {
    let place = (bead.source.start, bead.target.start, (bead.source.len(), bead.target.len()));
    let score = |i, j, kind: usize| {
        let is_forbidden = (i, j, KINDS[kind]) == place;
        if is_forbidden { f64::NEG_INFINITY } else { ground.scores.bead(i, j, kind) }
    };
    ground.best_path(&score, &mut |_| ())
}

/// Whether a path leads through both texts and does without a bead.
fn is_whole(path: &[Bead], bead: &Bead, size: (usize, usize)) -> bool {
    let mut at = (0, 0);
    let joined = path.iter().all(|next| {
        let follows = (next.source.start, next.target.start) == at;
        at = (next.source.end, next.target.end);
        follows && !is_same(next, bead)
    });
    joined && at == size
}

fn is_same(one: &Bead, other: &Bead) -> bool {
    (&one.source, &one.target) == (&other.source, &other.target)
}

/// The beads of two paths between the last boundary before a bead of the first and the first one
/// behind it that both have.
fn differing<'b>(ours: &'b [Bead], other: &'b [Bead], bead: &Bead) -> (&'b [Bead], &'b [Bead]) {
    let at = ours.iter().position(|one| is_same(one, bead)).unwrap_or(0);
    let begin = |bead: &Bead| (bead.source.start, bead.target.start);
    let end = |bead: &Bead| (bead.source.end, bead.target.end);
    let begins: HashMap<_, usize> = (0..).zip(other).map(|(at, bead)| (begin(bead), at)).collect();
    let ends: HashMap<_, usize> = (1..).zip(other).map(|(at, bead)| (end(bead), at)).collect();
    let first = (0..=at).rev().find_map(|at| Some((at, *begins.get(&begin(&ours[at]))?)));
    let last = (at..ours.len()).find_map(|at| Some((at + 1, *ends.get(&end(&ours[at]))?)));
    match (first, last) {
        (Some(first), Some(last)) => (&ours[first.0..last.0], &other[first.1..last.1]),
        _ => (&ours[at..=at], &[]),
    }
}

fn judge(ground: &Ground<'_>, bead: &Bead) -> Judged {
    let kind = KINDS.iter().position(|kind| *kind == (bead.source.len(), bead.target.len()));
    let is_near = |i, j| ground.searched.place(i, j).is_some();
    let (source, target) = (&bead.source, &bead.target);
    let is_tried = is_near(source.start, target.start) && is_near(source.end, target.end);
    let parts = kind.filter(|_| is_tried);
    let parts = parts.map(|kind| ground.scores.parts(source.start, target.start, kind));
    Judged { bead: bead.clone(), parts }
}

/// The score of beads in a row, if each has one.
fn total(beads: &[Judged]) -> Option<f64> {
    beads.iter().map(|judged| judged.parts.map(|parts| parts.total())).sum()
}

/// A bead with an empty side, joined to each of its neighbours on a path.
fn merged(ground: &Ground<'_>, path: &[Bead], bead: &Bead) -> Vec<Merged> {
    let at = path.iter().position(|one| is_same(one, bead)).filter(|_| !bead.is_pair());
    let Some(at) = at else { return Vec::new() };
    let span = |one: &Range<usize>, other: &Range<usize>| {
        one.start.min(other.start)..one.end.max(other.end)
    };
    let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    neighbours
        .filter_map(|neighbour| {
            let neighbour = path.get(neighbour)?;
            let joined = Bead {
                source: span(&bead.source, &neighbour.source),
                target: span(&bead.target, &neighbour.target),
                confidence: 0.0,
            };
            let joined = judge(ground, &joined);
            let apart = total(&[judge(ground, bead), judge(ground, neighbour)])?;
            let cost = apart - joined.parts?.total();
            Some(Merged { bead: joined, cost })
        })
        .collect()
}
