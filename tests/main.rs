//! The tests of the program as a whole: the real binary on real files, the shape of the code, and
//! what the shipped data holds.

mod accuracy;
mod arch;
mod cli;
mod conformance;
mod fuzz;
mod glossary;
mod malformed;
mod mutations;
mod packed;
mod properties;
mod readme;
mod schema;
mod support;
