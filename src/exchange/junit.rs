//! Reports in JUnit's XML, which build servers show.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::error::ExchangeError;

/// Something that was tested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case<'c> {
    /// Its name.
    pub name: &'c str,
    /// What failed.
    pub failures: Vec<Failure>,
}

/// A failure of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its kind.
    pub kind: &'static str,
    /// What it is, in a sentence.
    pub message: String,
    /// Where it is.
    pub details: String,
}

/// The report of tests of one file.
///
/// # Errors
/// If the report cannot be written.
pub fn write(name: &str, cases: &[Case<'_>]) -> Result<Vec<u8>, ExchangeError> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    compose(&mut writer, name, cases).map_err(|source| ExchangeError::Output { source })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn compose(writer: &mut Writer<Vec<u8>>, name: &str, cases: &[Case<'_>]) -> io::Result<()> {
    let failed = cases.iter().filter(|case| !case.failures.is_empty()).count().to_string();
    let tests = cases.len().to_string();
    let name = clean(name);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("testsuites").write_inner_content(|writer| {
        let suite = writer.create_element("testsuite").with_attributes([
            ("name", name.as_str()),
            ("tests", tests.as_str()),
            ("failures", failed.as_str()),
        ]);
        suite.write_inner_content(|writer| {
            for Case { name: case, failures } in cases {
                let attributes = [("classname", name.as_str()), ("name", *case)];
                let element = writer.create_element("testcase").with_attributes(attributes);
                if failures.is_empty() {
                    element.write_empty()?;
                    continue;
                }
                element.write_inner_content(|writer| {
                    for Failure { kind, message, details } in failures {
                        let message = clean(message);
                        writer
                            .create_element("failure")
                            .with_attributes([("type", *kind), ("message", message.as_str())])
                            .write_text_content(BytesText::new(&clean(details)))?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// A text without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    let holds = |char: &char| matches!(char, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_told_and_escaped() {
        let failure = Failure {
            kind: "error",
            message: "`<3` & \u{1}more".to_owned(),
            details: "a < b".to_owned(),
        };
        let cases = [
            Case { name: "number", failures: vec![failure] },
            Case { name: "quote", failures: Vec::new() },
        ];
        let report = String::from_utf8(write("ziel.txt", &cases).unwrap()).unwrap();
        assert!(report.contains("tests=\"2\" failures=\"1\""), "{report}");
        assert!(report.contains("message=\"`&lt;3` &amp; more\">a &lt; b</failure>"), "{report}");
        assert!(report.contains("<testcase classname=\"ziel.txt\" name=\"quote\"/>"), "{report}");
    }
}
