//! The memory: translation units and what can be found in them.

pub mod changes;
pub mod concordance;
pub mod doctor;
pub mod indexing;
pub mod leverage;
pub mod matching;
pub mod omegat;
pub mod scope;
pub mod score;
pub mod words;

mod beginnings;
mod distance;
mod filter;
