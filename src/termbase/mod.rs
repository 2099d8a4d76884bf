//! The termbase: finding terms, proving them, and taking new ones in.

pub mod by;
pub mod evidence;
pub mod expansion;
pub mod extract;
pub mod judging;
pub mod keys;
pub mod lookup;
pub mod merge;
pub mod recognition;

mod entry;
mod reading;
mod session;
#[cfg(test)]
mod tests;
mod wanted;
