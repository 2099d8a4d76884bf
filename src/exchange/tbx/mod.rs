//! TBX, the exchange of termbases: ISO 30042 of 2008 and of 2019, and the flavours of many tools.
//!
//! All dialects, in both styles, are read by the names of their categories alone. Written are the
//! dialects Min, Basic and Linguist of 2019, and TBX-Default of 2008. What a dialect has no category
//! for stands in a note that begins with its name, as in `forms: Zölle`, and is read back from there.
//! Invariant: what is written is valid, and read back it is the same, whatever the dialect.

mod categories;
mod labels;
mod read;
mod record;
#[cfg(test)]
mod tests;
mod write;

pub use categories::{Dialect, Style};
pub(super) use read::open;
pub use write::write_terms;

/// What the head of a file of ours says that it comes from, before the version.
const ORIGIN: &str = "Beleg ";
