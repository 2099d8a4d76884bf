//! What a lexicon is learned from.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::grammar::{UnknownName, closed_list};

closed_list!(
    /// What a lexicon is learned from.
    Lexical, "origin of a lexicon", "pairs or dictionary",
    /// The sentence pairs of the database.
    Pairs = "pairs",
    /// A dictionary of the user's.
    Dictionary = "dictionary",
);
