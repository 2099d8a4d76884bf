//! The weights of the score, and the kinds of beads with their priors.
//!
//! Those that the bench has knobs for were tuned by coordinate ascent on development documents, news as it was translated, with sentences
//! left out on either side, and with noisy segmentation besides: `cargo bench --bench align -- --tune
//! DIR…` repeats it.

/// What counts how much when a bead is scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The share of a word's probability that needs no link: the λ₀ of the word model.
    pub unlinked: f64,
    /// How much of the price of a word without a link is charged where nothing is known of it.
    pub unknown: f64,
    /// How much it helps that the words of the other side may stand for words that their lexicon
    /// does not name: 1 for all that is left of their probability, 0 where there is no lexicon.
    pub leftover: f64,
    /// The most that a word may gain, in nats.
    pub most: f64,
    /// The frequency below which no word is held to be.
    pub rarest: f64,
    /// How much a word's frequency in the text itself counts.
    pub own_frequency: f64,
    /// Link of words that are written the same.
    pub identical: f64,
    /// Link of words that are written alike, at full likeness.
    pub cognate: f64,
    /// The likeness (Dice coefficient of trigrams) from which words count as alike.
    pub alike: f64,
    /// Link of a term and its translation.
    pub term: f64,
    /// How much words count.
    pub words: f64,
    /// How much lengths count.
    pub length: f64,
    /// How much it counts that a bead begins a paragraph on both sides, or on one only.
    pub paragraph: f64,
    /// The priors of [`KINDS`], in nats.
    pub priors: [f64; KINDS.len()],
    /// By how much the score's differences are divided before they are read as probabilities.
    pub temperature: f64,
}

/// The kinds of beads that are tried: so many source, so many target segments.
pub const KINDS: [(usize, usize); 12] = [
    (1, 1),
    (1, 0),
    (0, 1),
    (2, 1),
    (1, 2),
    (2, 2),
    (3, 1),
    (1, 3),
    (3, 2),
    (2, 3),
    (4, 1),
    (1, 4),
];

/// The most segments of one side that a bead holds.
pub(super) const WIDEST: usize = 4;

/// The variance of the lengths of translations, in squared characters per character.
///
/// Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", 1993.
pub(super) const LENGTH_VARIANCE: f64 = 6.8;

impl Weights {
    /// The one pass with a lexicon.
    pub fn informed() -> Self {
        Self {
            unlinked: 0.1,
            unknown: 0.7,
            leftover: 1.0,
            most: 5.0,
            rarest: 1e-4,
            own_frequency: 0.3,
            identical: 0.7,
            cognate: 0.3,
            alike: 0.45,
            term: 0.7,
            words: 0.8,
            length: 1.5,
            paragraph: 0.0,
            priors: [0.0, -4.0, -4.0, -3.0, -3.0, -7.0, -6.0, -6.0, -9.0, -9.0, -9.0, -9.0],
            temperature: 1.4,
        }
    }

    /// The one pass with a lexicon learned from the user's pairs alone. It may know few words, so
    /// that others say little if nothing speaks for them: with 300 pairs strict F1 on noisy
    /// development documents is 0.971, and with the weights of the shipped lexicon 0.902
    /// (`cargo bench --bench learned -- PAIRS DIR…`).
    pub fn learned() -> Self {
        Self { unknown: 0.1, leftover: 0.8, cognate: 0.5, ..Self::informed() }
    }

    /// The first pass, which knows nothing of the words but their letters.
    pub fn first_pass() -> Self {
        Self {
            unlinked: 0.2,
            unknown: 0.3,
            leftover: 0.0,
            most: f64::INFINITY,
            rarest: 1e-6,
            own_frequency: 0.3,
            identical: 0.9,
            cognate: 0.7,
            alike: 0.45,
            term: 0.7,
            words: 0.5,
            length: 1.0,
            paragraph: 0.25,
            priors: [0.0, -4.0, -4.0, -3.0, -3.0, -4.0, -6.0, -6.0, -9.0, -9.0, -9.0, -9.0],
            temperature: 1.0,
        }
    }

    /// The second pass, which has learned from the first which words go together.
    pub fn second_pass() -> Self {
        Self {
            unlinked: 0.3,
            unknown: 0.0,
            leftover: 0.0,
            most: f64::INFINITY,
            rarest: 1e-6,
            own_frequency: 0.0,
            identical: 0.5,
            cognate: 0.5,
            alike: 0.6,
            term: 0.7,
            words: 0.3,
            length: 2.5,
            paragraph: 1.0,
            priors: [0.0, -3.0, -3.0, -3.0, -3.0, -7.0, -4.0, -4.0, -9.0, -9.0, -9.0, -9.0],
            temperature: 1.15,
        }
    }
}
