//! File formats: what other programs write is read, and what they read is written.
//!
//! Invariant: what is exported and imported again is the same, in every dialect, and whatever a
//! format cannot hold is counted and reported. No input, whatever its bytes, makes this module
//! panic; what cannot be used is refused with its line and a reason.
//!
//! An [`Article`] is a text with its paragraphs. What can be imported is read from a [`Source`] as
//! its [`Content`], the rows of a glossary or a stream of sentence pairs, and written by
//! [`terms_csv`], [`tbx`], [`units_csv`], [`tmx`] and [`xliff`]. This module knows no database: it
//! reads into records and writes records.

pub mod article;
pub mod beads_csv;
pub mod brief;
pub mod concept_form;
pub mod delivery;
pub mod dictionary;
pub mod exceptions;
pub mod figures_csv;
pub mod file;
pub mod findings_csv;
pub mod glossary_page;
mod header;
pub mod jsonl;
pub mod junit;
pub mod moses;
pub mod omegat;
pub mod page;
pub mod pretranslated;
pub mod profiles;
pub mod rates;
pub mod refusals_csv;
pub mod review;
pub mod tbx;
pub mod terms_csv;
pub mod tmx;
pub mod units_csv;
pub mod xliff;

mod cells;
mod columns;
mod commented;
mod content;
mod detect;
mod documents;
mod encoding;
mod entry;
mod error;
mod excerpt;
mod format;
mod kinds;
mod layout;
mod lines;
mod markdown;
mod multiterm;
mod names;
mod open;
mod po;
mod reader;
mod records;
mod report;
mod rows;
mod sdltm;
mod separator;
mod source;
mod survey;
mod table;
mod terms_in;
mod terms_out;
#[cfg(test)]
mod tests;
mod trados;
mod unit_rows;
mod units_in;
mod window;
mod wording;
mod workbook;
mod xlsx;
mod xml;
mod zip;

pub use article::Article;
pub use cells::Dialect;
pub use content::{Content, Reading, TermTable};
pub use detect::{shown_format, shown_format_of};
pub use error::ExchangeError;
pub use format::{Format, Holding};
pub use layout::TableKind;
pub use names::Closer;
pub use report::{ExportReport, Loss, Refusal};
pub use rows::{TermRow, UnitRow};
pub use source::Source;
pub use unit_rows::{Meter, UnitRows};
