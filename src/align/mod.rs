//! align.
