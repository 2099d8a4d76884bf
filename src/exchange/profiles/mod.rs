//! Glossaries for other programs, each as that program wants it.
//!
//! Invariant: what a program would refuse, swallow or misread is not written, and whatever is left
//! out or changed is counted and reported.
//!
//! Terms that are to be avoided go out as forbidden where the program can say so, and are left out
//! where it would offer them as translations. Proposed terms, which nobody has approved yet, go out
//! where the program shows that they are proposed, and otherwise only if they are asked for.

mod anki;
mod choice;
mod lang_names;
mod losses;
mod matecat;
mod memoq;
mod multiterm;
mod omegat;
mod pairs;
mod table;

use std::io::Write;

use super::error::ExchangeError;
use super::format::Format;
use super::report::{ExportReport, Loss};
use crate::model::{Concept, Lang};
use choice::Choice;
use table::{Layout, Table};

/// A program with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consumer {
    /// The glossary of an OmegaT project.
    OmegaT,
    /// A glossary of DeepL.
    DeepL,
    /// A glossary of Google Cloud Translation.
    Google,
    /// A term base of memoQ.
    MemoQ,
    /// A glossary of MateCat.
    MateCat,
    /// A termbase of MultiTerm, by way of its converter.
    MultiTerm,
    /// Cards of Anki.
    Anki,
}

impl Consumer {
    /// How names of files end that it takes, without the dot, and the format of such a file; the
    /// usual one first.
    pub fn files(self) -> &'static [(&'static str, Format)] {
        match self {
            Self::OmegaT => &[("txt", Format::Tsv), ("utf8", Format::Tsv)],
            Self::DeepL | Self::Google => &[("csv", Format::Csv), ("tsv", Format::Tsv)],
            Self::MemoQ => &[("csv", Format::Csv)],
            Self::MateCat | Self::MultiTerm => &[("xlsx", Format::Xlsx), ("csv", Format::Csv)],
            Self::Anki => &[("txt", Format::Tsv), ("tsv", Format::Tsv)],
        }
    }

    fn layout(self, format: Format) -> Layout {
        match (self, format) {
            (_, Format::Xlsx) => Layout::Sheet,
            (Self::MemoQ, _) => Layout::Semicolons,
            (Self::MultiTerm, _) => Layout::MarkedCommas,
            (Self::Anki, _) => Layout::QuotedTabs,
            (_, Format::Tsv) => Layout::Tabs,
            _ => Layout::Commas,
        }
    }
}

/// Writes concepts for a program, in their order, in one of the formats of the files that it takes.
/// Proposed terms are written in any case if they are asked for.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_terms(
    out: &mut dyn Write,
    concepts: &[Concept],
    (from, to): (&Lang, &Lang),
    consumer: Consumer,
    (format, with_proposed): (Format, bool),
) -> Result<ExportReport, ExchangeError> {
    let choice = Choice { langs: (from, to), with_proposed };
    let make = match consumer {
        Consumer::OmegaT => omegat::table,
        Consumer::DeepL | Consumer::Google => pairs::table,
        Consumer::MemoQ => memoq::table,
        Consumer::MateCat => matecat::table,
        Consumer::MultiTerm => multiterm::table,
        Consumer::Anki => anki::table,
    };
    let Table { preamble, rows, written, losses } = make(concepts, &choice);
    let mut lost: Vec<Loss> = losses.into_vec();
    lost.extend(consumer.layout(format).write(out, &preamble, &rows)?);
    Ok(ExportReport { written, lost })
}
