//! XML of any producer: decoded, cut into the elements that hold one record each, and parsed record
//! by record.
//!
//! Invariant: no entity but those of XML itself is ever expanded and nothing outside the file is
//! asked for; a record that is ill-formed costs itself, not the file; and what is in memory is one
//! record, however long the file is.

mod bounds;
mod encoding;
mod pieces;
mod repair;
mod tree;
mod whole;
mod write;

pub(super) use bounds::first_tag;
pub(super) use encoding::{declared, label};
pub(super) use pieces::{Part, Pieces, Shape, tag_name};
pub(super) use tree::{Parser, texts};
pub(super) use whole::{blank_doctype, check_bounds, tag_length, whole_fault};
pub(super) use write::{attribute, escaped, has_unwritable, start_tag};
