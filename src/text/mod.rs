//! Linguistics: what can be said of a text without a database.
//!
//! Everything here works on the text as it came and answers with [`Span`](crate::model::Span)s of
//! it; folded text and stems are keys to look things up by, never places.

pub mod compound;
pub mod figures;
pub mod finder;
pub mod fold;
pub mod inflect;
pub mod keys;
pub mod language;
pub mod pattern;
pub mod segment;
pub mod spelling;
pub mod stem;
pub mod tokenize;
pub mod umlaut;

/// The version of the keys that this module computes. A database keeps the version that its keys
/// were made by; when the two differ its indexes are made anew.
pub const ANALYSER_VERSION: i64 = 2;
