//! Numbers and dates that differ.

use super::Checked;
use crate::model::{Finding, Lang, Rule, Severity, Span};
use crate::text::figures::{Differing, compare};

/// So many numbers are named.
const NAMED: usize = 5;

/// Compares the numbers of a pair.
pub(super) fn check(pair: &Checked<'_>, from: &Lang, to: &Lang) -> Option<Finding> {
    let Differing { only_source, only_target } = compare((pair.source, from), (pair.target, to));
    let first = only_source.first().or(only_target.first())?;
    let named = |figures: &[Span], text: &str| -> String {
        let texts: Vec<String> =
            figures.iter().take(NAMED).map(|figure| format!("`{}`", figure.of(text))).collect();
        texts.join(", ")
    };
    let (source, target) = (named(&only_source, pair.source), named(&only_target, pair.target));
    let message = match (only_source.len(), only_target.len()) {
        (1, 1) => format!("{source} became {target}"),
        (_, 0) => format!("{source} is not in the translation"),
        (0, _) => format!("{target} is not in the source"),
        _ => format!("{source} in the source, {target} in the translation"),
    };
    let differ = !only_source.is_empty() && !only_target.is_empty();
    // What stands on one side only may be said in another way: *last year*.
    let severity = if differ { Severity::Error } else { Severity::Warning };
    let what = if only_source.is_empty() { first.of(pair.target) } else { first.of(pair.source) };
    Some(Finding {
        span: only_source.first().copied(),
        target_span: only_target.first().copied(),
        ..pair.finding(Rule::Number, severity, what, message)
    })
}
