//! What is known of which words stand for which in the other language.

/// Knows which words go together.
pub trait WordLinks {
    /// How surely a word of the source language and one of the target language stand for each other,
    /// from 0 to 1: the likelier of both directions.
    fn strength(&self, source: &str, target: &str) -> f32;
}

/// Knows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoLinks;

impl WordLinks for NoLinks {
    fn strength(&self, _: &str, _: &str) -> f32 {
        0.0
    }
}
