//! What is known of which words stand for which in the other language.

/// Knows which words stand for which, all in lower case.
pub trait Links {
    /// How likely a word stands where another does; absent if nothing is known of the latter.
    fn likelihood(&self, source: &str, target: &str) -> Option<f32>;

    /// The same the other way round.
    fn backward(&self, source: &str, target: &str) -> Option<f32>;

    /// Beginnings of likely words, with whether they are whole words.
    fn likely(&self, source: &str) -> Vec<(String, bool, f32)>;

    /// How surely two words stand for each other, from 0 to 1: the likelier of both directions.
    fn strength(&self, source: &str, target: &str) -> f32 {
        let both = [self.likelihood(source, target), self.backward(source, target)];
        both.into_iter().flatten().fold(0.0, f32::max)
    }
}

/// Knows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoLinks;

impl Links for NoLinks {
    fn likelihood(&self, _: &str, _: &str) -> Option<f32> {
        None
    }

    fn backward(&self, _: &str, _: &str) -> Option<f32> {
        None
    }

    fn likely(&self, _: &str) -> Vec<(String, bool, f32)> {
        Vec::new()
    }
}
