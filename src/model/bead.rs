//! Beads, the links of an alignment.

use std::fmt;
use std::ops::Range;

/// An alignment link: neighbouring source segments and the target segments that translate them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Indices of the source segments; empty if the translator added the target.
    pub source: Range<usize>,
    /// Indices of the target segments; empty if the translator left the source out.
    pub target: Range<usize>,
    /// How sure the aligner is, from 0 to 1.
    pub confidence: f64,
}

impl Bead {
    /// How many segments the bead links.
    pub fn kind(&self) -> BeadKind {
        BeadKind { source: self.source.len(), target: self.target.len() }
    }

    /// Whether both sides hold a segment, so that the bead is a translation.
    pub fn is_pair(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// The kind of a bead, shown as `2-1`: so many source, so many target segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BeadKind {
    /// Number of source segments.
    pub source: usize,
    /// Number of target segments.
    pub target: usize,
}

impl fmt::Display for BeadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.source, self.target)
    }
}
