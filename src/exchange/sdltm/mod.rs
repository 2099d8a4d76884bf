//! Translation memories of Trados Studio (`.sdltm`): SQLite files, read without being changed.
//!
//! A unit keeps what the file says of it under the names that Trados itself gives it in TMX
//! (`x-ConfirmationLevel`, `x-Context`, `x-FileName:MultipleString`), so that what is exported
//! as TMX is understood there. Invariant: nothing of the file is run, no view and no trigger, and
//! what is in memory is a few hundred units, however many there are.

mod database;
mod fields;
mod read;
mod segment;

pub(super) use read::open;
