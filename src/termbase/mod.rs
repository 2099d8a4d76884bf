//! The termbase: finding terms, proving them, and taking new ones in.

pub mod evidence;
pub mod keys;
pub mod lookup;
pub mod merge;

mod entry;
mod session;
#[cfg(test)]
mod tests;
