//! Workbooks of Excel (`.xlsx`), read and written as tables.
//!
//! Invariant: every cell that is written is a text to Excel, whatever it begins with, and what is
//! read is bounded by what the file really holds, not by what it says of itself.

mod guard;
mod read;
mod write;

pub(super) use guard::holds_workbook;
pub(super) use read::{Kind, SheetRow, SheetText, Workbook};
pub(super) use write::Sheet;
