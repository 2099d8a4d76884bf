//! Findings for other programs.

use std::path::Path;

use serde_json::{Value, json};

use super::super::context::Context;
use super::super::error::CliError;
use super::super::reading::STREAM;
use crate::exchange::{ExchangeError, file, junit};
use crate::model::{Finding, Rule, Severity};
use crate::project::Bitext;

/// Writes a report to a file or stdout.
pub(super) fn put(target: &Path, report: &[u8], context: &mut Context) -> Result<(), CliError> {
    if target == Path::new(STREAM) {
        context.out.raw().write_all(report)?;
        return Ok(());
    }
    context.check_target(target)?;
    file::write_beside(target, |out| {
        out.write_all(report).map_err(|source| ExchangeError::Output { source })
    })?;
    context.out.say(format!("report written to {}", target.display()));
    Ok(())
}

/// Where a finding is: the file, and the line in it.
fn place<'t>(text: &'t Bitext, finding: &Finding) -> (&'t str, usize) {
    let name = if finding.target.is_empty() { &text.source } else { &text.target };
    (name, text.place_of(finding).map_or(1, |(_, line)| line))
}

/// What the tool calls the pair that a finding is about.
fn name<'t>(text: &'t Bitext, finding: &Finding) -> Option<&'t str> {
    let (at, _) = text.place_of(finding)?;
    text.pairs[at].name.as_deref()
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The findings as SARIF 2.1.0.
pub(super) fn sarif(text: &Bitext, findings: &[Finding]) -> Result<Vec<u8>, CliError> {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|rule| json!({"id": rule.as_str(), "shortDescription": {"text": rule.about()}}))
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let (file, line) = place(text, finding);
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let names: Vec<Value> =
                name(text, finding).map(|name| json!({"name": name})).into_iter().collect();
            let excerpt = if finding.target.is_empty() { &finding.source } else { &finding.target };
            json!({
                "ruleId": finding.rule.as_str(),
                "level": level,
                "message": {"text": format!("{}: {excerpt}", finding.message)},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": uri(file)},
                    "region": {"startLine": line},
                }, "logicalLocations": names}],
                "properties": {"segment": finding.segment, "source": finding.source,
                               "target": finding.target},
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "beleg", "version": env!("CARGO_PKG_VERSION"), "rules": rules,
            }},
            "results": results,
        }],
    });
    let mut bytes = serde_json::to_vec_pretty(&log)
        .map_err(|error| CliError::new(format!("the report cannot be made: {error}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The findings as JUnit XML: a test for each rule, which fails if it found an error or a warning.
pub(super) fn junit(text: &Bitext, findings: &[Finding]) -> Result<Vec<u8>, CliError> {
    let cases = Rule::ALL.iter().map(|rule| {
        let of_rule = findings.iter().filter(|finding| finding.rule == *rule);
        let failures = of_rule.map(|finding| {
            let (file, line) = place(text, finding);
            let name = name(text, finding).map_or_else(String::new, |name| format!(" ({name})"));
            junit::Failure {
                kind: finding.severity.as_str(),
                message: finding.message.clone(),
                details: format!("{file}:{line}{name}\n{}\n{}", finding.source, finding.target),
            }
        });
        junit::Case { name: rule.as_str(), failures: failures.collect() }
    });
    let cases: Vec<junit::Case<'_>> = cases.collect();
    Ok(junit::write(&text.target, &cases)?)
}
