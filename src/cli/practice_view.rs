//! How a term was really translated, as a person or a script sees it.

use serde::Serialize;

use super::error::CliError;
use super::output::Printer;
use super::render::plain;
use crate::model::{Span, Status, UnitId};
use crate::termbase::practice::{Agreement, Practice, Rendering};

/// How a term was translated.
#[derive(Serialize)]
pub(super) struct PracticeObject<'a> {
    /// How many pairs hold it.
    pairs: usize,
    renderings: Vec<RenderingObject<'a>>,
    /// In how many pairs none was found.
    open: usize,
    /// Whether that agrees with the glossary; absent if nothing can be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    agrees: Option<bool>,
}

#[derive(Serialize)]
struct RenderingObject<'a> {
    text: &'a str,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    unit: UnitId,
    source: &'a str,
    target: &'a str,
    target_spans: &'a [Span],
}

impl<'a> From<&'a Practice> for PracticeObject<'a> {
    fn from(practice: &'a Practice) -> Self {
        let object = |rendering: &'a Rendering| RenderingObject {
            text: &rendering.text,
            count: rendering.count,
            status: rendering.status,
            unit: rendering.unit,
            source: &rendering.source.text,
            target: &rendering.target.text,
            target_spans: &rendering.target.spans,
        };
        Self {
            pairs: practice.pairs,
            renderings: practice.renderings.iter().map(object).collect(),
            open: practice.open,
            agrees: match practice.agreement {
                Agreement::Open => None,
                Agreement::Agrees => Some(true),
                Agreement::Differs => Some(false),
            },
        }
    }
}

/// Shows it in a line: *practice: accord 3× (admitted, u4) · pact 2× (u7) · open 1*.
pub(super) fn print_practice(out: &mut Printer, practice: &Practice) -> Result<(), CliError> {
    let told = told(practice);
    for line in plain(out, &format!("practice: {told}"), 8) {
        out.line(format!("        {line}"))?;
    }
    Ok(())
}

/// The renderings in a line.
pub(super) fn told(practice: &Practice) -> String {
    let mut told: Vec<String> = practice
        .renderings
        .iter()
        .map(|Rendering { text, status, count, unit, .. }| {
            let status = match status {
                Some(Status::Preferred) | None => String::new(),
                Some(status) => format!("{status}, "),
            };
            format!("{text} {count}× ({status}{unit})")
        })
        .collect();
    if practice.open > 0 {
        told.push(format!("open {}", practice.open));
    }
    let mut told = told.join(" · ");
    if practice.agreement == Agreement::Differs {
        told.push_str(": differs from the glossary");
    }
    told
}
