//! Findings of a check that were accepted: a table of `rule, what, source, target, reason`.
//!
//! Invariant: what is written holds the findings that it was written from.

use std::io::Write;
use std::path::Path;

use super::cells::{self, Dialect};
use super::encoding::decode;
use super::error::ExchangeError;
use super::file;
use crate::model::{Finding, Rule};

/// Findings that were accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exceptions {
    rows: Vec<Exception>,
}

/// Findings of a rule that were accepted. What is empty holds for all.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    rule: Rule,
    what: String,
    source: String,
    target: String,
    reason: String,
}

const COLUMNS: [&str; 5] = ["rule", "what", "source", "target", "reason"];

impl Exceptions {
    /// Reads a table of exceptions, as it was written or as a spreadsheet has saved it.
    ///
    /// # Errors
    /// If the file cannot be read, has other columns, or names a rule that there is not.
    pub fn read(path: &Path) -> Result<Self, ExchangeError> {
        let name = path.display().to_string();
        let bytes = file::read_file(path)?;
        let text = decode(&bytes, &name)?.text;
        let header = text.lines().next().unwrap_or_default();
        let separator = [b'\t', b';', b','].into_iter().find(|mark| header.contains(*mark as char));
        let refuse = |line: usize, reason: String| ExchangeError::BadException {
            name: name.clone(),
            line,
            reason,
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .flexible(true)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| {
            let line = error.position().map_or(1, |position| position.line() as usize);
            refuse(line, "this is no row of a table".to_owned())
        };
        let names = reader.headers().map_err(broken)?.clone();
        let place = |wanted: &str| {
            let is_it = |name: &str| name.trim().eq_ignore_ascii_case(wanted);
            names.iter().position(is_it)
        };
        let [rule, what, source, target, reason] = COLUMNS.map(place);
        if rule.is_none() {
            return Err(refuse(1, format!("the columns should be {}", COLUMNS.join(", "))));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, |position| position.line() as usize);
            let cell = |at: Option<usize>| {
                let cell = at.and_then(|at| record.get(at)).unwrap_or_default();
                cells::text(cell).to_owned()
            };
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            rows.push(Exception {
                rule: cell(rule).parse().map_err(|error| refuse(line, format!("{error}")))?,
                what: cell(what),
                source: cell(source),
                target: cell(target),
                reason: cell(reason),
            });
        }
        Ok(Self { rows })
    }

    /// Whether a finding was accepted.
    pub fn hold(&self, finding: &Finding) -> bool {
        let fits = |wanted: &str, text: &str| wanted.is_empty() || wanted == text.trim();
        self.rows.iter().any(|row| {
            row.rule == finding.rule
                && fits(&row.what, &finding.what)
                && fits(&row.source, &finding.source)
                && fits(&row.target, &finding.target)
        })
    }

    /// These exceptions and further findings.
    pub fn with(mut self, findings: &[Finding]) -> Self {
        for finding in findings {
            let row = Exception {
                rule: finding.rule,
                what: finding.what.trim().to_owned(),
                source: finding.source.trim().to_owned(),
                target: finding.target.trim().to_owned(),
                reason: String::new(),
            };
            if !self.hold(finding) {
                self.rows.push(row);
            }
        }
        self
    }

    /// Writes the table.
    ///
    /// # Errors
    /// If the file cannot be written; then nothing has changed.
    pub fn write(&self, path: &Path) -> Result<(), ExchangeError> {
        file::write_beside(path, |out| self.put(out))
    }

    fn put(&self, out: &mut dyn Write) -> Result<(), ExchangeError> {
        let mut writer = cells::Writer::new(out, Dialect::Csv)?;
        writer.row(COLUMNS)?;
        for Exception { rule, what, source, target, reason } in &self.rows {
            writer.row([rule.as_str(), what, source, target, reason])?;
        }
        writer.finish().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;

    fn finding(what: &str, source: &str) -> Finding {
        Finding {
            rule: Rule::Number,
            severity: Severity::Error,
            segment: 3,
            source: source.to_owned(),
            target: "-5; \"x\"".to_owned(),
            span: None,
            target_span: None,
            what: what.to_owned(),
            message: String::new(),
        }
    }

    #[test]
    fn what_was_accepted_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ok.csv");
        let accepted = [finding("=5", " Fünf, oder\nmehr"), finding("6", "a")];
        Exceptions::default().with(&accepted).with(&accepted).write(&path).unwrap();
        let read = Exceptions::read(&path).unwrap();
        assert_eq!(read.rows.len(), 2);
        assert!(accepted.iter().all(|finding| read.hold(finding)));
        assert!(!read.hold(&finding("7", "a")));
    }

    #[test]
    fn what_is_empty_holds_everywhere() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ok.csv");
        std::fs::write(&path, "\u{feff}rule;what;reason\r\nnumber;6;so wanted\r\n").unwrap();
        let read = Exceptions::read(&path).unwrap();
        assert!(read.hold(&finding("6", "b")) && !read.hold(&finding("7", "b")));
        std::fs::write(&path, "rule,what\nnumbers,6\n").unwrap();
        let error = Exceptions::read(&path).unwrap_err().to_string();
        assert!(error.contains("line 2: `numbers` is no rule"), "{error}");
    }
}
