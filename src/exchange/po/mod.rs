//! Messages of programs and their translations (gettext, `.po`).
//!
//! An entry is a pair; one with plurals is a pair a form. What is marked as fuzzy is kept and marked;
//! obsolete entries are left out. Properties begin with `x-po-`.

mod entry;
mod head;
mod read;

pub(super) use read::open;
