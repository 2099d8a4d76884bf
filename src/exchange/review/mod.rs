//! Reviews: beads written for a person to decide on, and what comes back.
//!
//! As a text for an editor or as a table for a spreadsheet. Segments are named by language and
//! number; what counts when a sheet comes back is which segments stand together, and the verdict of
//! each bead. Invariant: a sheet that comes back as it went out decides nothing new.

mod table;
mod text;

use std::io::Write;

use super::encoding::decode;
use super::error::ExchangeError;
use super::{Dialect, Format};
use crate::model::{BeadKind, Lang};

/// What a person says of a bead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Nothing.
    #[default]
    Open,
    /// It is right.
    Accept,
    /// It is right, but no pair is to be kept of it.
    Drop,
    /// What was decided of it no longer holds.
    Reopen,
}

impl Verdict {
    fn parse(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "" | "?" => Self::Open,
            "ok" | "+" | "accept" | "accepted" | "yes" | "ja" => Self::Accept,
            "drop" | "-" | "dropped" => Self::Drop,
            "open" | "reopen" => Self::Reopen,
            _ => return None,
        })
    }
}

/// The verdicts, as they are asked for when another word is found.
const VERDICTS: &str = "`ok`, `drop`, `open` or `?`";

/// Beads to be decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is about, a line each.
    pub about: Vec<String>,
    /// The source and target language.
    pub langs: (Lang, Lang),
    /// The beads, in order.
    pub beads: Vec<SheetBead>,
}

/// A bead to be decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetBead {
    /// Its number in the alignment, from 1.
    pub number: usize,
    /// How sure the aligner is, from 0 to 1.
    pub confidence: f64,
    /// Whether the aligner is too unsure.
    pub is_doubtful: bool,
    /// What was decided already.
    pub verdict: Verdict,
    /// Its source segments: number from 1, and text on one line.
    pub source: Vec<(usize, String)>,
    /// Its target segments.
    pub target: Vec<(usize, String)>,
}

impl SheetBead {
    fn kind(&self) -> BeadKind {
        BeadKind { source: self.source.len(), target: self.target.len() }
    }

    fn mark(&self) -> &'static str {
        match self.verdict {
            Verdict::Accept => "ok",
            Verdict::Drop => "drop",
            Verdict::Reopen => "open",
            Verdict::Open if self.is_doubtful => "?",
            Verdict::Open => "",
        }
    }

    fn percent(&self) -> String {
        format!("{} %", (self.confidence * 100.0).floor())
    }
}

/// A bead as it came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedBead {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What is said of it.
    pub verdict: Verdict,
    /// Its source segments.
    pub source: Vec<ReturnedSegment>,
    /// Its target segments.
    pub target: Vec<ReturnedSegment>,
}

impl ReturnedBead {
    /// Its source and its target segments.
    pub fn sides(&self) -> [&[ReturnedSegment]; 2] {
        [&self.source, &self.target]
    }
}

/// A segment as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedSegment {
    /// The line that it stands on, from 1.
    pub line: usize,
    /// Its number, from 1.
    pub number: usize,
    /// The text that was written for it, perhaps changed.
    pub text: String,
}

/// Writes a sheet, as a table if there is a dialect, else as a text.
///
/// # Errors
/// If `out` cannot be written.
pub fn write(
    out: &mut dyn Write,
    sheet: &Sheet,
    dialect: Option<Dialect>,
) -> Result<(), ExchangeError> {
    match dialect {
        Some(dialect) => table::write(out, sheet, dialect),
        None => text::write(out, sheet).map_err(|source| ExchangeError::Output { source }),
    }
}

/// Reads a sheet that comes back: as a table if it is named or begins like one, else as a text.
///
/// # Errors
/// If it is no such sheet; the line that is not understood is named.
pub fn read(
    bytes: &[u8],
    name: &str,
    langs: (&Lang, &Lang),
) -> Result<Vec<ReturnedBead>, ExchangeError> {
    let decoded = decode(bytes, name)?;
    let is_table = Format::by_extension(name).is_some_and(Format::is_table)
        || decoded.text.lines().next().is_some_and(|header| header.contains("_segment"));
    let beads =
        if is_table { table::read(&decoded.text, langs) } else { text::read(&decoded.text, langs) };
    let beads = beads.and_then(|beads| {
        if beads.is_empty() { fault(1, "there is no bead in this file") } else { Ok(beads) }
    });
    beads.map_err(|Fault { line, reason }| ExchangeError::BadReview {
        name: name.to_owned(),
        line,
        reason,
    })
}

/// Why a sheet cannot be understood.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    line: usize,
    reason: String,
}

fn fault<T>(line: usize, reason: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { line, reason: reason.into() })
}

/// What the numbers of the segments of either language begin with: the language, and the whole tag
/// if both are varieties of one.
pub fn labels((from, to): (&Lang, &Lang)) -> [String; 2] {
    let whole = from.is_same_language(to);
    [from, to].map(|lang| if whole { lang.as_str() } else { lang.primary() }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(kinds: &[(usize, usize, u8)]) -> Sheet {
        let (mut i, mut j) = (0, 0);
        let mut beads = Vec::new();
        for (number, (a, b, verdict)) in (1..).zip(kinds) {
            let segments = |from: usize, count: usize, text: &str| -> Vec<(usize, String)> {
                (from + 1..=from + count).map(|at| (at, format!("{text} [{at}]; \"so\""))).collect()
            };
            beads.push(SheetBead {
                number,
                confidence: 0.5,
                is_doubtful: number % 2 == 0,
                verdict: [Verdict::Open, Verdict::Accept, Verdict::Drop][usize::from(*verdict)],
                source: segments(i, *a, "# Ein Satz"),
                target: segments(j, *b, "=A sentence"),
            });
            (i, j) = (i + a, j + b);
        }
        let langs = (Lang::german(), Lang::english());
        Sheet { about: vec!["about".to_owned()], langs, beads }
    }

    fn returned(sheet: &Sheet, name: &str, dialect: Option<Dialect>) -> Vec<ReturnedBead> {
        let mut bytes = Vec::new();
        write(&mut bytes, sheet, dialect).unwrap();
        read(&bytes, name, (&sheet.langs.0, &sheet.langs.1)).unwrap()
    }

    proptest! {
        #[test]
        fn a_sheet_comes_back_as_it_went_out(
            kinds in prop::collection::vec((0usize..4, 0usize..4, 0u8..3), 1..12),
        ) {
            let kinds: Vec<_> = kinds.into_iter().filter(|(a, b, _)| a + b > 0).collect();
            prop_assume!(!kinds.is_empty());
            let sheet = sheet(&kinds);
            for (name, dialect) in [
                ("x.txt", None),
                ("x.csv", Some(Dialect::Csv)),
                ("x.tsv", Some(Dialect::Tsv)),
                ("x.csv", Some(Dialect::ExcelDe)),
            ] {
                let back = returned(&sheet, name, dialect);
                prop_assert_eq!(back.len(), sheet.beads.len());
                for (bead, sent) in back.iter().zip(&sheet.beads) {
                    let plain = |segments: &[ReturnedSegment]| -> Vec<(usize, String)> {
                        segments.iter().map(|one| (one.number, one.text.clone())).collect()
                    };
                    prop_assert_eq!(bead.verdict, sent.verdict);
                    prop_assert_eq!(plain(&bead.source), sent.source.clone());
                    prop_assert_eq!(plain(&bead.target), sent.target.clone());
                }
            }
        }

        #[test]
        fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let (german, english) = (Lang::german(), Lang::english());
            for name in ["x.txt", "x.csv"] {
                let _ = read(&bytes, name, (&german, &english));
                let text = [b"bead,verdict,de_segment,en_segment\n[ok]\nde1 ", &*bytes].concat();
                let _ = read(&text, name, (&german, &english));
            }
        }
    }
}
