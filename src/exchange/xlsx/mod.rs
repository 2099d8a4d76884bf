//! Workbooks of Excel (`.xlsx`), read and written as tables.
//!
//! Invariant: every cell that is written is a text to Excel, whatever it begins with, and what is
//! read is bounded, once the parts of the archive were checked.

mod read;
mod write;

/// So many characters holds a cell of Excel, in units of UTF-16.
pub(super) const LONGEST: usize = 32_767;

pub(super) use read::{Kind, SheetRow, SheetText, Workbook};
pub(super) use write::Sheet;
