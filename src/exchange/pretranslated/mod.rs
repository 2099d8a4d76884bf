//! A text with the translations that a memory has for its segments: as a table, and as a page.
//!
//! Invariant: every segment is there, in order, with what was stored unchanged, or with nothing.

mod html;

use std::io::Write;

pub use html::write_page;

use super::cells::{Dialect, Writer};
use super::error::ExchangeError;
use crate::model::{Lang, Span, UnitId};

/// A text whose segments were looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Pretranslated {
    /// Its title.
    pub title: String,
    /// Its language.
    pub source_lang: Lang,
    /// The language of the translations.
    pub target_lang: Lang,
    /// The lowest score that counts.
    pub threshold: u8,
    /// The segments, in order.
    pub segments: Vec<FilledSegment>,
}

impl Pretranslated {
    /// How many segments there are of each kind.
    pub fn counts(&self) -> FillCounts {
        let mut counts = FillCounts::default();
        for segment in &self.segments {
            *match segment.filling.as_ref().map(Filling::kind) {
                Some(Kind::Context) => &mut counts.context,
                Some(Kind::Exact) => &mut counts.exact,
                Some(Kind::Fuzzy) => &mut counts.fuzzy,
                None => &mut counts.none,
            } += 1;
        }
        counts
    }
}

/// How many segments there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FillCounts {
    /// The same text between the same neighbours.
    pub context: usize,
    /// The same text.
    pub exact: usize,
    /// A similar text.
    pub fuzzy: usize,
    /// Nothing.
    pub none: usize,
}

/// A segment with what was found for it.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledSegment {
    /// Its text, on one line.
    pub text: String,
    /// Whether a paragraph begins with it.
    pub opens: bool,
    /// What was found.
    pub filling: Option<Filling>,
}

/// A stored pair whose source is similar.
#[derive(Debug, Clone, PartialEq)]
pub struct Filling {
    /// The translation, as it is stored.
    pub target: String,
    /// The score, up to 101.
    pub score: u8,
    /// What its memory took off the score.
    pub penalty: u8,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The name of the attached database that it stands in; absent for one's own.
    pub database: Option<String>,
    /// The text that it translates.
    pub stored: String,
    /// The stored texts with their codes, as the content of a `seg` of TMX, where they have any: the
    /// one that is similar, and its translation.
    pub coded: [Option<String>; 2],
    /// What the segment has and the stored text has not, in order, none overlapping.
    pub added: Vec<Span>,
    /// What the stored text has and the segment has not, in order, none overlapping.
    pub gone: Vec<Span>,
}

impl Filling {
    /// How similar the stored text is.
    pub fn kind(&self) -> Kind {
        match self.score {
            101.. => Kind::Context,
            100 => Kind::Exact,
            _ => Kind::Fuzzy,
        }
    }
}

/// How similar a stored text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The same, between the same neighbours.
    Context,
    /// The same.
    Exact,
    /// Similar.
    Fuzzy,
}

impl Kind {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Exact => "exact",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// Writes a text with its translations as a table parted by tabs: `source`, `target`, `score`,
/// `kind`, `unit`, `database`; where nothing was found, all but the first are empty.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_table(out: &mut dyn Write, text: &Pretranslated) -> Result<(), ExchangeError> {
    let mut writer = Writer::new(out, Dialect::Tsv)?;
    writer.row(["source", "target", "score", "kind", "unit", "database"])?;
    for FilledSegment { text, filling, .. } in &text.segments {
        match filling {
            Some(filling) => {
                let unit = filling.unit.map(|unit| unit.to_string()).unwrap_or_default();
                let (score, kind) = (filling.score.to_string(), filling.kind().as_str());
                let database = filling.database.as_deref().unwrap_or_default();
                writer.row([text, filling.target.as_str(), &score, kind, &unit, database])?;
            }
            None => writer.row([text.as_str(), "", "", "", "", ""])?,
        }
    }
    writer.finish().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn sample(text: &str) -> Pretranslated {
        let filling = |score| Filling {
            target: text.to_owned(),
            score,
            penalty: 0,
            unit: Some(UnitId(7)),
            database: None,
            stored: text.to_owned(),
            coded: [None, None],
            added: Vec::new(),
            gone: Vec::new(),
        };
        let scores = [Some(101), Some(100), Some(96), Some(88), Some(77), Some(60), None];
        let segments = scores.map(|score| FilledSegment {
            text: text.to_owned(),
            opens: score.is_none(),
            filling: score.map(filling),
        });
        Pretranslated {
            title: text.to_owned(),
            source_lang: Lang::german(),
            target_lang: Lang::english(),
            threshold: 50,
            segments: segments.into(),
        }
    }

    #[test]
    fn a_table_has_a_row_a_segment() {
        let mut out = Vec::new();
        write_table(&mut out, &sample("Der \"Zoll\"")).unwrap();
        let table = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "source\ttarget\tscore\tkind\tunit\tdatabase");
        let quoted = "\"Der \"\"Zoll\"\"\"";
        assert_eq!(lines[1], format!("{quoted}\t{quoted}\t101\tcontext\tu7\t"));
        assert_eq!(lines[7], format!("{quoted}\t\t\t\t\t"));
        assert_eq!(lines.len(), 8);
    }

    #[test]
    fn segments_are_counted_by_kind() {
        let counts = sample("x").counts();
        assert_eq!(counts, FillCounts { context: 1, exact: 1, fuzzy: 4, none: 1 });
    }
}
