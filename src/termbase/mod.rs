//! The termbase: finding terms, proving them, and taking new ones in.

pub mod by;
pub mod check;
pub mod evidence;
pub mod expansion;
pub mod extract;
pub mod judging;
pub mod keys;
pub mod links;
pub mod lookup;
pub mod merge;
pub mod practice;
pub mod reach;
pub mod recognition;
pub mod reference;
pub mod wanted;

mod entry;
mod reading;
mod session;
#[cfg(test)]
mod tests;
