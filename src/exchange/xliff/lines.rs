//! The lines of a file, to name places by.

/// The lines of a text.
pub(super) struct LineEnds(Vec<usize>);

impl LineEnds {
    pub(super) fn new(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line of a place in bytes, from 1.
    pub(super) fn at(&self, place: usize) -> usize {
        self.0.partition_point(|end| *end < place) + 1
    }
}
