//! What comes of the rows of a table.

use std::borrow::Cow;

use serde::Serialize;

use super::ProjectError;
use crate::model::{Section, TranslationUnit};

/// What an import did with the rows of a file: `read = new + merged + unchanged + refused`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportCounts {
    /// Rows of the file.
    pub read: usize,
    /// Rows that made an entry.
    pub new: usize,
    /// Rows that added something to an entry.
    pub merged: usize,
    /// Rows whose content was there already.
    pub unchanged: usize,
    /// Rows that could not be used.
    pub refused: usize,
}

/// Something about a row that its writer should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRemark {
    /// The line that the row begins on.
    pub line: usize,
    /// What there is to know.
    pub text: Cow<'static, str>,
    /// Whether the row could not be used because of that.
    pub is_refusal: bool,
}

/// A sentence pair with the line that it begins on, or why it cannot be read.
pub type NumberedUnit = Result<Numbered, ProjectError>;

/// A sentence pair as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    /// The line that it begins on.
    pub line: usize,
    /// The pair.
    pub unit: TranslationUnit,
    /// The section that it says it belongs to, if it is not that of all.
    pub section: Option<Section>,
}

/// What became of a table: its counts, and what there is to know about rows.
pub type Imported = (ImportCounts, Vec<RowRemark>);
