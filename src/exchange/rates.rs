//! Tables of rates: a band of matches and the percent of a full word that it costs, line by line.
//!
//! Invariant: whatever is not understood is refused with its line. A price that was guessed is worse
//! than none.

use super::encoding::decode;
use super::error::ExchangeError;
use crate::model::RateRow;

/// Nobody takes more for a word than this; such a number is a price in cents, or a slip.
const MOST: f64 = 200.0;

/// Reads a table of rates, with or without a header; columns are parted by `,`, `;` or a tab.
///
/// # Errors
/// If the file is empty or no text, or if a line is not a name and a percentage.
pub fn read_rates(bytes: &[u8], name: &str) -> Result<Vec<RateRow>, ExchangeError> {
    let decoded = decode(bytes, name)?;
    if decoded.is_blank() {
        return Err(ExchangeError::Empty { name: name.to_owned() });
    }
    let mut rows: Vec<RateRow> = Vec::new();
    let lines = (1..).zip(decoded.text.lines()).filter(|(_, text)| !text.trim().is_empty());
    for (place, (line, text)) in lines.enumerate() {
        let (band, percent) = cells(text);
        let refuse =
            |reason: String| Err(ExchangeError::BadRate { name: name.to_owned(), line, reason });
        let Some(percent) = percent else {
            return refuse("a band and a percentage are wanted, as in `95-99,40`".to_owned());
        };
        let number = number(percent);
        if place == 0 && number.is_none() && !percent.contains(|char: char| char.is_ascii_digit()) {
            continue;
        }
        match number {
            Some(percent) if (0.0..=MOST).contains(&percent) => {
                rows.push(RateRow { line, band: band.to_owned(), percent });
            }
            _ => return refuse(format!("`{percent}` is no percentage from 0 to {MOST}")),
        }
    }
    Ok(rows)
}

/// The two cells of a line.
fn cells(line: &str) -> (&str, Option<&str>) {
    let separator = [';', '\t', ','].into_iter().find(|separator| line.contains(*separator));
    let Some((band, percent)) = separator.and_then(|separator| line.split_once(separator)) else {
        return (unquoted(line), None);
    };
    // A table with more columns has nothing in them.
    let percent = percent.trim_end_matches([';', '\t', ',', ' ', '\r']);
    (unquoted(band), Some(unquoted(percent)))
}

fn unquoted(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

/// A percentage as people write it: `40`, `40 %`, `12,5`.
fn number(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches('%').trim_end().replace(',', ".");
    let is_number = digits.chars().all(|char| char.is_ascii_digit() || char == '.');
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(usize, String, f64)>, String> {
        let rows = read_rates(text.as_bytes(), "r.csv").map_err(|error| error.to_string())?;
        Ok(rows.into_iter().map(|row| (row.line, row.band, row.percent)).collect())
    }

    #[test]
    fn rates_are_read_as_people_write_them() {
        let row = |line, band: &str, percent| (line, band.to_owned(), percent);
        assert_eq!(
            read("band,percent\n100,25\n\n\"95-99\",\"12,5 %\"\n").unwrap(),
            [row(2, "100", 25.0), row(4, "95-99", 12.5)]
        );
        assert_eq!(
            read("\u{feff}Kontext;0\r\n85–94 %;62,5;\r\n").unwrap(),
            [row(1, "Kontext", 0.0), row(2, "85–94 %", 62.5)]
        );
    }

    #[test]
    fn what_is_no_rate_is_refused_with_its_line() {
        for (text, told) in [
            ("band,percent\n100,viel\n", "`r.csv`, line 2: `viel` is no percentage"),
            ("100,25\n95-99\n", "line 2: a band and a percentage are wanted"),
            ("100,-5\n", "line 1: `-5` is no percentage"),
            ("100,2500\n", "line 1: `2500` is no percentage from 0 to 200"),
            ("100,1e1\n", "line 1: `1e1`"),
            ("  \n", "is empty"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
