//! How a stored bead came to stand.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::grammar::{UnknownName, closed_list};

closed_list!(
    /// How a stored bead came to stand, and whether a pair is kept of it.
    Standing, "standing of a bead", "aligned, waiting, accepted, dropped or removed",
    /// Found by the aligner.
    Aligned = "aligned",
    /// Found by the aligner, but too doubtful for a pair to be kept of it before a person decides.
    Waiting = "waiting",
    /// A person decided that the bead is right.
    Accepted = "accepted",
    /// A person decided that the bead is right, but that no pair is to be kept of it.
    Dropped = "dropped",
    /// Found by the aligner; a person removed the pair that was made of it.
    Removed = "removed",
);

impl Standing {
    /// Whether a person decided on the bead, so that the aligner leaves it as it is.
    pub fn is_decided(self) -> bool {
        matches!(self, Self::Accepted | Self::Dropped)
    }

    /// Whether a pair of such a bead is kept as a translation unit.
    pub fn keeps_unit(self) -> bool {
        matches!(self, Self::Aligned | Self::Accepted)
    }
}
