//! Beleg: a translation memory and bilingual glossary in which every term comes with the sentence
//! pairs that prove it.
//!
//! The modules in reading order; imports only go down this list, and modules on one line never
//! import each other:
//!
//! 1. [`cli`]: the command line, the only place that prints and reads the environment
//! 2. [`project`]: one open database and a language pair; joins the engines
//! 3. [`align`], [`memory`], [`termbase`]: the three engines
//! 4. [`text`], [`exchange`], [`store`]: linguistics, file formats, SQLite
//! 5. [`model`]: the words of the field as plain records

pub mod cli;
pub mod project;

pub mod align;
pub mod memory;
pub mod termbase;

pub mod exchange;
pub mod store;
pub mod text;

pub mod model;
