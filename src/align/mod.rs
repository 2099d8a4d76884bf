//! Alignment: which segments of a text translate which of another.
//!
//! Dynamic programming over beads; what speaks for a bead are the lengths of its sides, a lexicon of
//! word pairs, numbers, names and words written alike, terms of the glossary, and paragraphs.
//! Without a lexicon, a second pass learns word pairs from the first. Beads that a person decided on
//! stand as they are. Invariant: the beads cover every segment of both sides once, in order.

mod band;
mod explain;
mod facts;
mod learn;
mod lexicon;
mod links;
mod numerals;
mod parts;
mod path;
mod score;
mod search;
mod stretch;
mod terms;
#[cfg(test)]
mod tests;
mod tokens;
mod weights;

pub use explain::{Explanation, Judged, LinkOrigin, Merged, Word, WordLink, explain};
pub use lexicon::{BadLexicon, Keep, Lesson, Lexicon, Training};
pub use parts::Parts;
pub use terms::{Cues, TermCue};
pub use weights::{KINDS, Weights};

use crate::model::{Bead, Lang};

use band::Band;
use facts::Knowledge;
use score::Scores;
use search::Score;
use stretch::Stretch;
use tokens::Text;

/// Beads that are less sure than this are doubtful. In whole documents with the lexicon all others
/// were right where they were as translated, and 99.6 % with noisy segmentation, where 86 % of the
/// beads are not doubtful (`cargo bench --bench align -- DIR…`). In texts of a few sentences much
/// more is doubtful.
pub const DOUBTFUL: f64 = 0.97;

/// The words of a text and its translation gain at least so much from each other, in nats, if the
/// shorter one has so many segments; shorter texts may translate each other in words that no lexicon
/// has. Of 436 pairs of documents that do not belong together 99.3 % gain less; of 327 that do, with
/// sentences left out or not, none does, and of 4,771 excerpts of these two.
const RELATED: [(usize, f64); 2] = [(7, 0.05), (4, 0.0)];

/// A lexicon of the user's is gone by if it has so many of the words of either text; with less, the
/// texts alone tell more (`cargo bench --bench learned -- PAIRS DIR…`).
const ENOUGH: f64 = 0.5;

/// One side of an alignment.
#[derive(Debug, Clone, Copy)]
pub struct Side<'t> {
    /// The language.
    pub lang: &'t Lang,
    /// The segments, in order.
    pub segments: &'t [&'t str],
    /// The paragraph of each segment.
    pub paragraphs: &'t [usize],
}

/// How an alignment is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// The weights of the one pass with the program's own lexicon.
    pub informed: Weights,
    /// The weights of the one pass with a lexicon that was learned from the user's pairs.
    pub learned: Weights,
    /// The weights of the first pass where there is none.
    pub first: Weights,
    /// The weights of the second pass, which learns from the first; without it there is one pass.
    pub second: Option<Weights>,
    /// Up to so many boundaries, source by target, every path is searched; beyond that, a band round
    /// a coarse path.
    pub searched_in_full: usize,
}

impl Default for Method {
    fn default() -> Self {
        Self {
            informed: Weights::informed(),
            learned: Weights::learned(),
            first: Weights::first_pass(),
            second: Some(Weights::second_pass()),
            searched_in_full: 250_000,
        }
    }
}

/// Two texts, aligned.
#[derive(Debug, Clone, PartialEq)]
pub struct Aligned {
    /// The beads, in order.
    pub beads: Vec<Bead>,
    /// How much the words of the texts gain from each other, in nats in the mean; absent without the
    /// program's own lexicon, which alone can tell.
    pub relatedness: Option<f64>,
}

impl Aligned {
    /// Whether the texts seem to be a text and its translation.
    pub fn belong_together(&self) -> bool {
        let count = |side: fn(&Bead) -> usize| self.beads.iter().map(side).sum::<usize>();
        let shorter = count(|bead| bead.source.len()).min(count(|bead| bead.target.len()));
        let least = RELATED.iter().find(|(segments, _)| shorter >= *segments);
        match (self.relatedness, least) {
            (Some(related), Some((_, least))) => related >= *least,
            _ => true,
        }
    }
}

/// Aligns two texts. `progress` is told how much is done, from 0 to 1.
pub fn align(
    source: &Side<'_>,
    target: &Side<'_>,
    cues: &Cues,
    progress: &mut dyn FnMut(f64),
) -> Aligned {
    align_with(&Method::default(), source, target, cues, progress)
}

/// Aligns two texts by a method of the caller's.
pub fn align_with(
    method: &Method,
    source: &Side<'_>,
    target: &Side<'_>,
    cues: &Cues,
    progress: &mut dyn FnMut(f64),
) -> Aligned {
    let (in_source, in_target) = cues.places(source, target);
    let (source, target) = (Text::new(source, &in_source), Text::new(target, &in_target));
    let decided = stretch::compatible(&cues.decided, (source.len(), target.len()));
    let task = Task { method, source: &source, target: &target, decided: &decided };
    let pass = task.last_pass(cues, progress);
    let aligned = task.search(pass.weights, &pass.knowledge, &mut |share| {
        progress(pass.begun + (1.0 - pass.begun) * share);
    });
    // How much texts gain that belong together is known for the shipped lexicon only.
    let is_told = pass.basis == Basis::Shipped;
    Aligned { relatedness: aligned.relatedness.filter(|_| is_told), ..aligned }
}

/// Where what is known of the words comes from, beside their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// The program's own lexicon.
    Shipped,
    /// A lexicon that was learned from the user's pairs.
    Own,
    /// The texts alone.
    Texts,
}

/// What the last pass over two texts goes by.
struct LastPass<'t> {
    knowledge: Knowledge,
    weights: &'t Weights,
    basis: Basis,
    /// The share of the work that is done before it.
    begun: f64,
}

/// Two texts to be aligned.
struct Task<'t> {
    method: &'t Method,
    source: &'t Text,
    target: &'t Text,
    /// Beads that stand already.
    decided: &'t [Bead],
}

impl<'t> Task<'t> {
    /// What the last pass goes by. Without a lexicon, a pass before it teaches which words go
    /// together.
    fn last_pass(&self, cues: &Cues, progress: &mut dyn FnMut(f64)) -> LastPass<'t> {
        let method = self.method;
        let of_letters = |weights| Knowledge::of_letters(self.source, self.target, weights);
        if let Some(lexicons) = cues.lexicons() {
            let is_own = cues.shipped.is_none();
            let (weights, basis) = if is_own {
                (&method.learned, Basis::Own)
            } else {
                (&method.informed, Basis::Shipped)
            };
            let mut knowledge = of_letters(weights);
            knowledge.consult(lexicons, self.source, self.target);
            if !is_own || knowledge.share_known(self.source, self.target) >= ENOUGH {
                return LastPass { knowledge, weights, basis, begun: 0.0 };
            }
        }
        let (first, basis) = (of_letters(&method.first), Basis::Texts);
        let Some(second) = &method.second else {
            return LastPass { knowledge: first, weights: &method.first, basis, begun: 0.0 };
        };
        let taught = self.search(&method.first, &first, &mut |share| progress(share / 2.0));
        let mut knowledge = of_letters(second);
        learn::learn(&mut knowledge.links, self.source, self.target, &taught.beads);
        LastPass { knowledge, weights: second, basis, begun: 0.5 }
    }

    fn search(
        &self,
        weights: &Weights,
        knowledge: &Knowledge,
        progress: &mut dyn FnMut(f64),
    ) -> Aligned {
        let ground = Ground::new(self, weights, knowledge);
        let scores = &ground.scores;
        let beads = ground.best_path(&|i, j, kind| scores.bead(i, j, kind), progress);
        Aligned { relatedness: Some(scores.relatedness(&beads)), beads }
    }
}

/// What is searched: the stretches between decided beads, and the scores of the beads in them.
struct Ground<'t> {
    decided: &'t [Bead],
    stretches: Vec<Stretch>,
    /// A band for each stretch, and all as one.
    bands: Vec<Band>,
    searched: Band,
    scores: Scores<'t>,
    temperature: f64,
}

impl<'t> Ground<'t> {
    fn new(task: &Task<'t>, weights: &'t Weights, knowledge: &Knowledge) -> Self {
        let size = (task.source.len(), task.target.len());
        let stretches = stretch::stretches(task.decided, size);
        let in_full = task.method.searched_in_full;
        let anchors = if stretches.iter().all(|stretch| stretch.is_small(in_full)) {
            Vec::new()
        } else {
            path::anchors(task.source, task.target, &knowledge.links)
        };
        let bands: Vec<Band> =
            stretches.iter().map(|stretch| stretch.band(in_full, &anchors)).collect();
        let begins = stretches.iter().map(|stretch| (stretch.source.start, stretch.target.start));
        let parts: Vec<_> = begins.zip(&bands).collect();
        let searched = Band::joined(&parts, size.0);
        let scores = Scores::new(task.source, task.target, knowledge, &searched, weights);
        let temperature = weights.temperature;
        Self { decided: task.decided, stretches, bands, searched, scores, temperature }
    }

    /// The decided beads and the best path through each of the stretches between them.
    fn best_path(&self, score: Score<'_>, progress: &mut dyn FnMut(f64)) -> Vec<Bead> {
        let all = self.stretches.last().map_or(0, |stretch| stretch.source.end).max(1) as f64;
        let mut beads = Vec::new();
        let mut decided = self.decided.iter().cloned();
        for (Stretch { source, target }, band) in self.stretches.iter().zip(&self.bands) {
            let (i, j) = (source.start, target.start);
            let found = search::best_path(
                &|own, other, kind| score(i + own, j + other, kind),
                band,
                (source.len(), target.len()),
                self.temperature,
                &mut |share| progress((i as f64 + share * source.len() as f64) / all),
            );
            beads.extend(found.into_iter().map(|bead| Bead {
                source: bead.source.start + i..bead.source.end + i,
                target: bead.target.start + j..bead.target.end + j,
                ..bead
            }));
            beads.extend(decided.next().map(|bead| Bead { confidence: 1.0, ..bead }));
        }
        beads
    }
}
