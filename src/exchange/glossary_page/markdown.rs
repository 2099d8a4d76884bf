//! The glossary as Markdown: a table under each letter.

use std::io::{self, Write};

use super::{Entry, Glossary, details, grammar, labels, status};
use crate::model::{Lang, Term};

pub(super) fn write(out: &mut dyn Write, glossary: &Glossary<'_>) -> io::Result<()> {
    let Glossary { from, to, letters } = glossary;
    writeln!(out, "# Glossary {from} – {to}")?;
    for (letter, entries) in letters {
        writeln!(out, "\n## {}\n\n| {from} | {to} | |\n|---|---|---|", plain(letter))?;
        for entry in entries {
            writeln!(
                out,
                "| {} | {} | {} |",
                terms(&entry.source, from),
                terms(&entry.target, to),
                more(entry)
            )?;
        }
    }
    Ok(())
}

/// The terms of a language, a line each.
fn terms(terms: &[&Term], lang: &Lang) -> String {
    let lines = terms.iter().enumerate().map(|(number, term)| {
        let (leads, text) = (number == 0, plain(&term.text));
        let is_avoided = !term.status.is_permitted();
        let mut line = match (is_avoided, leads) {
            (true, _) => format!("not: {text}"),
            (false, true) => format!("**{text}**"),
            (false, false) => text,
        };
        let region = (term.lang != *lang).then(|| term.lang.to_string());
        let status = status(term, leads).map(|status| status.to_string());
        let said: Vec<String> = [grammar(term), status, region].into_iter().flatten().collect();
        if !said.is_empty() {
            line.push_str(&format!(" ({})", said.join(", ")));
        }
        if let Some(note) = &term.usage_note {
            line.push_str(&format!(": {}", plain(note)));
        }
        line
    });
    lines.collect::<Vec<String>>().join("<br>")
}

/// What else there is to say of an entry, a line each.
fn more(entry: &Entry<'_>) -> String {
    let labels: Vec<String> =
        labels(entry.concept).into_iter().map(|(_, label)| plain(label)).collect();
    let mut lines: Vec<String> = Vec::new();
    lines.extend((!labels.is_empty()).then(|| labels.join(" · ")));
    lines.extend(entry.others.iter().map(|term| format!("{}: {}", term.lang, plain(&term.text))));
    lines.extend(
        details(entry).into_iter().map(|(label, text)| format!("{label}: {}", plain(text))),
    );
    lines.join("<br>")
}

fn ends_with_www(text: &str) -> bool {
    let end = text.len().checked_sub(3).and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// What has a meaning in Markdown and its usual extensions.
const MARKS: &str = "\\`*_[]<>|#~&!$@^=";

/// A text in which nothing is markup, on one line.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.trim().chars().peekable();
    while let Some(char) = rest.next() {
        // Addresses would become links: `https://`, `www.`.
        let is_of_address =
            char == ':' && rest.peek() == Some(&'/') || char == '.' && ends_with_www(&escaped);
        match char {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => escaped.push('\u{fffd}'),
            char if char.is_control() || matches!(char, '\u{2028}' | '\u{2029}') => {
                escaped.push(' ');
            }
            char if MARKS.contains(char) || is_of_address => escaped.extend(['\\', char]),
            char => escaped.push(char),
        }
    }
    escaped
}
