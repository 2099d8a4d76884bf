//! Rates as a table has them.

/// A row of a table of rates.
#[derive(Debug, Clone, PartialEq)]
pub struct RateRow {
    /// Its line, from 1.
    pub line: usize,
    /// The name of a band.
    pub band: String,
    /// The percent of a full word that one of the band costs.
    pub percent: f64,
}
