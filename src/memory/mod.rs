//! The memory: translation units and what can be found in them.

pub mod concordance;
pub mod index;
