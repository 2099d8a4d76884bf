//! What the score of a bead is made of. Invariant: the score is the sum of its parts.

/// What the score of a bead is made of, in nats.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts {
    /// How usual its kind is.
    pub prior: f64,
    /// How much better the target explains the words of the source than their frequencies do.
    pub words_source: f64,
    /// How much better the source explains the words of the target than their frequencies do.
    pub words_target: f64,
    /// How well the lengths agree: 0 at best.
    pub length: f64,
    /// Whether it begins a paragraph on both sides or on neither, and crosses none.
    pub paragraph: f64,
}

impl Parts {
    /// The score.
    #[inline]
    pub fn total(&self) -> f64 {
        self.prior + self.words_source + self.words_target + self.length + self.paragraph
    }
}
