//! Texts with their translations, checked.

use super::word_links::KnownLinks;
use super::{Alignment, Project, ProjectError};
use crate::model::{Document, Finding};
use crate::termbase::check::{Checked, check};
use crate::termbase::links::NoLinks;
use crate::termbase::reach::Wish;

/// A text with its translation, pair by pair.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bitext {
    /// The name of the source text.
    pub source: String,
    /// The name of the translation.
    pub target: String,
    /// The pairs, in order.
    pub pairs: Vec<BitextPair>,
    /// Whether it is an alignment of the database, whose beads are numbered.
    pub is_stored: bool,
}

/// A text and its translation; one of them may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BitextPair {
    /// The segment of the source, counted from 0.
    pub segment: usize,
    /// The source text.
    pub source: String,
    /// The translation.
    pub target: String,
    /// The line of the source on which it begins, from 1.
    pub source_line: usize,
    /// The line of the translation on which it begins, from 1.
    pub target_line: usize,
    /// Whether the two were put together by a person, not by an alignment.
    pub is_given: bool,
    /// What the tool calls it that it comes from.
    pub name: Option<String>,
}

impl Bitext {
    /// An aligned text.
    pub fn of(alignment: &Alignment) -> Self {
        let Alignment { source, target, beads, .. } = alignment;
        let (of_source, of_target) = (Lines::of(source), Lines::of(target));
        let pairs = beads.iter().map(|stored| {
            let bead = &stored.bead;
            let text = |document: &Document, range: &std::ops::Range<usize>| {
                let lines: Vec<String> =
                    range.clone().map(|index| document.segment_line(index)).collect();
                lines.join(" ")
            };
            BitextPair {
                segment: bead.source.start.min(source.segments.len().saturating_sub(1)),
                source: text(source, &bead.source),
                target: text(target, &bead.target),
                source_line: of_source.line(source, bead.source.start),
                target_line: of_target.line(target, bead.target.start),
                is_given: false,
                name: None,
            }
        });
        Self {
            source: source.origin.clone(),
            target: target.origin.clone(),
            pairs: pairs.collect(),
            is_stored: false,
        }
    }

    /// The pair that a finding is about: which it is, counted from 0, and the line on which it begins,
    /// of the translation if there is one.
    pub fn place_of(&self, finding: &Finding) -> Option<(usize, usize)> {
        let at = self.pairs.iter().position(|pair| {
            pair.segment == finding.segment
                && pair.source == finding.source
                && pair.target == finding.target
        })?;
        let pair = &self.pairs[at];
        let line = if finding.target.is_empty() { pair.source_line } else { pair.target_line };
        Some((at, line))
    }

    /// Two texts with a segment a line that have as many lines; absent if they have not.
    pub fn line_by_line(source: &Document, target: &Document) -> Option<Self> {
        let lines = |document: &Document| -> Vec<String> {
            let text = document.text.strip_suffix('\n').unwrap_or(&document.text);
            text.split('\n').map(|line| line.trim().to_owned()).collect()
        };
        let (of_source, of_target) = (lines(source), lines(target));
        if of_source.len() != of_target.len() {
            return None;
        }
        let (mut pairs, mut segment) = (Vec::new(), 0);
        for (index, (source, target)) in of_source.into_iter().zip(of_target).enumerate() {
            let is_segment = !source.is_empty();
            if is_segment || !target.is_empty() {
                pairs.push(BitextPair {
                    segment,
                    source,
                    target,
                    source_line: index + 1,
                    target_line: index + 1,
                    is_given: true,
                    name: None,
                });
            }
            segment += usize::from(is_segment);
        }
        let (source, target) = (source.origin.clone(), target.origin.clone());
        Some(Self { source, target, pairs, is_stored: false })
    }
}

/// The lines on which segments begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(document: &Document) -> Self {
        let (mut line, mut at) = (1, 0);
        let begins = document.segments.iter().map(|segment| {
            line += document.text[at..segment.span.start].matches('\n').count();
            at = segment.span.start;
            line
        });
        Self(begins.collect())
    }

    /// The line of a segment, or of the last one.
    fn line(&self, document: &Document, index: usize) -> usize {
        let last = document.segments.len().saturating_sub(1);
        self.0.get(index.min(last)).copied().unwrap_or(1)
    }
}

/// Checks a text without a glossary.
///
/// # Errors
/// If both languages are one, or if SQLite fails.
pub fn check_without_terms(
    text: &Bitext,
    langs: &super::LangPair,
) -> Result<Vec<Finding>, ProjectError> {
    let pairs = checked(text);
    let (langs, wish) = ((&langs.from, &langs.to), Wish::default());
    let found = check(None, &pairs, langs, (&wish, &NoLinks), &mut |_| ());
    // Nothing is read that could fail.
    Ok(found.unwrap_or_default())
}

fn checked(text: &Bitext) -> Vec<Checked<'_>> {
    let pairs = text.pairs.iter();
    pairs
        .map(|pair| Checked {
            segment: pair.segment,
            source: &pair.source,
            target: &pair.target,
            is_given: pair.is_given,
        })
        .collect()
}

impl Project {
    /// Checks a text: its terms against the termbase, and what any translation must keep. `progress`
    /// is told how many pairs are done.
    ///
    /// # Errors
    /// If the database fails.
    pub fn check(
        &self,
        text: &Bitext,
        wish: &Wish,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Finding>, ProjectError> {
        let pairs = checked(text);
        let langs = (&self.langs.from, &self.langs.to);
        self.reading(|reader| {
            let links = KnownLinks::of(&reader, langs.0, langs.1)?;
            check(Some(&reader), &pairs, langs, (wish, &links), progress)
        })
    }
}
