//! Alignment: which segments of a text translate which of another.
//!
//! Dynamic programming over beads; what speaks for a bead are the lengths of its sides, a lexicon of
//! word pairs, numbers, names and words written alike, terms of the glossary, and paragraphs.
//! Without a lexicon, a second pass learns word pairs from the first. Invariant: the beads cover
//! every segment of both sides once, in order.

mod band;
mod facts;
mod learn;
mod lexicon;
mod links;
mod numerals;
mod path;
mod score;
mod search;
mod terms;
#[cfg(test)]
mod tests;
mod tokens;
mod weights;

pub use lexicon::{BadLexicon, Lesson, Lexicon, Training};
pub use terms::{Cues, TermCue};
pub use weights::{KINDS, Weights};

use crate::model::{Bead, Lang};

use band::Band;
use facts::Knowledge;
use score::Scores;
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
    /// The weights of the one pass where there is a lexicon.
    pub informed: Weights,
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
    /// How much the words of the texts gain from each other, in nats in the mean; absent without a
    /// lexicon, which alone can tell.
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
    if !cues.lexicons.is_empty() {
        let lexicons: Vec<&Lexicon> = cues.lexicons.iter().map(|lexicon| &**lexicon).collect();
        let knowledge = Knowledge::new(&source, &target, &lexicons, &method.informed);
        return search(method, &method.informed, (&source, &target), &knowledge, progress);
    }
    let mut knowledge = Knowledge::new(&source, &target, &[], &method.first);
    let passes = if method.second.is_some() { 2.0 } else { 1.0 };
    let aligned = search(method, &method.first, (&source, &target), &knowledge, &mut |share| {
        progress(share / passes);
    });
    let Some(weights) = &method.second else {
        return Aligned { relatedness: None, ..aligned };
    };
    knowledge = Knowledge::new(&source, &target, &[], weights);
    learn::learn(&mut knowledge.links, &source, &target, &aligned.beads);
    let aligned = search(method, weights, (&source, &target), &knowledge, &mut |share| {
        progress((1.0 + share) / 2.0);
    });
    Aligned { relatedness: None, ..aligned }
}

fn search(
    method: &Method,
    weights: &Weights,
    (source, target): (&Text, &Text),
    knowledge: &Knowledge,
    progress: &mut dyn FnMut(f64),
) -> Aligned {
    let size = (source.len(), target.len());
    let band = if size.0.saturating_mul(size.1) <= method.searched_in_full {
        Band::full(size.0, size.1)
    } else {
        Band::around(&path::anchors(source, target, &knowledge.links), size.0, size.1)
    };
    let scores = Scores::new(source, target, knowledge, &band, weights);
    let beads = search::best_path(&scores, &band, size, weights.temperature, progress);
    Aligned { relatedness: Some(scores.relatedness(&beads)), beads }
}
