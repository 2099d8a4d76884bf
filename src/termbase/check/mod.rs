//! Checking a translation: its terms against the glossary, and what any translation must keep.
//!
//! A check is of use only if it is believed, so every rule looks for what else may explain what it
//! sees before it tells: an inflected or related form, a neighbouring sentence, another notation.

mod marks;
mod numbers;
mod repeated;
mod terms;
mod whole;

use crate::model::{Finding, Lang, Rule, Severity, Span};
use crate::store::{Reader, SqlResult};

use super::links::Links;
use super::reach::Wish;
use terms::Terms;

/// A text and its translation as they are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked<'t> {
    /// The segment of the source, counted from 0.
    pub segment: usize,
    /// The source text; empty if the translation has no counterpart.
    pub source: &'t str,
    /// The translation; empty if it was left out.
    pub target: &'t str,
    /// Whether the two were put together by a person, not by an alignment.
    pub is_given: bool,
}

impl Checked<'_> {
    /// A finding in it.
    fn finding(&self, rule: Rule, severity: Severity, what: &str, message: String) -> Finding {
        Finding {
            rule,
            severity,
            segment: self.segment,
            source: self.source.to_owned(),
            target: self.target.to_owned(),
            span: None,
            target_span: None,
            what: what.to_owned(),
            message,
        }
    }

    fn is_pair(&self) -> bool {
        !self.source.trim().is_empty() && !self.target.trim().is_empty()
    }
}

/// Checks the pairs of a text, which stand in its order. The findings are in the order of the pairs.
///
/// # Errors
/// If the database fails.
pub fn check(
    reader: Option<&Reader<'_>>,
    pairs: &[Checked<'_>],
    (from, to): (&Lang, &Lang),
    (wish, links): (&Wish, &dyn Links),
    progress: &mut dyn FnMut(usize),
) -> SqlResult<Vec<Finding>> {
    let mut terms = reader.map(|reader| Terms::new(reader, (from, to), wish, links));
    let lengths = whole::Lengths::of(pairs);
    let mut findings = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        progress(at);
        if !pair.is_pair() {
            findings.extend(whole::one_sided(pair));
            continue;
        }
        if let Some(finding) = whole::untranslated(pair, from, to) {
            findings.push(finding);
            continue;
        }
        if let Some(terms) = &mut terms {
            findings.extend(terms.check(pairs, at)?);
        }
        findings.extend(numbers::check(pair, from, to));
        findings.extend(lengths.check(pair));
        findings.extend(marks::brackets(pair));
        findings.extend(repeated::within(pair, to));
    }
    findings.extend(marks::quotes(pairs));
    findings.extend(repeated::across(pairs));
    findings.sort_by_key(|finding| finding.segment);
    Ok(findings)
}

/// A few words of a text, to name it by.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

/// The span of all of a text.
fn all(text: &str) -> Span {
    Span::new(0, text.len())
}
