//! The glossary as a page to print.

use std::io::{self, Write};

use super::super::page::markup::{Escaped, write_head};
use super::{Entry, Glossary, details, grammar, labels, status};
use crate::model::{Lang, Term};

/// The look of all pages, and what this one has besides.
const STYLES: [&str; 2] = [include_str!("../page/page.css"), include_str!("page.css")];

pub(super) fn write(out: &mut dyn Write, glossary: &Glossary<'_>) -> io::Result<()> {
    let Glossary { from, to, letters } = glossary;
    let title = format!("Glossary {from} – {to}");
    let count: usize = letters.iter().map(|(_, entries)| entries.len()).sum();
    let concepts = if count == 1 { "concept" } else { "concepts" };
    write_head(out, "en", &title, &STYLES)?;
    writeln!(
        out,
        "<article class=\"glossary\">\n<header>\n<h1>{}</h1>\n\
         <p class=\"origin\">{count} {concepts}</p>\n</header>\n<nav class=\"origin\">",
        Escaped(&title)
    )?;
    for (number, (letter, _)) in letters.iter().enumerate() {
        writeln!(out, "<a href=\"#l{number}\">{}</a>", Escaped(letter))?;
    }
    writeln!(out, "</nav>")?;
    for (number, (letter, entries)) in letters.iter().enumerate() {
        writeln!(out, "<section>\n<h2 id=\"l{number}\">{}</h2>", Escaped(letter))?;
        entries.iter().try_for_each(|entry| write_entry(out, glossary, entry))?;
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</article>\n</main>\n</body>\n</html>")
}

fn write_entry(out: &mut dyn Write, glossary: &Glossary<'_>, entry: &Entry<'_>) -> io::Result<()> {
    let id = entry.concept.id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    writeln!(out, "<div class=\"entry\"{id}>")?;
    write_side(out, "source", glossary.from, &entry.source)?;
    write_side(out, "target", glossary.to, &entry.target)?;
    let (labels, details) = (labels(entry.concept), details(entry));
    if !labels.is_empty() || !details.is_empty() || !entry.others.is_empty() {
        writeln!(out, "<dl>")?;
        for (name, label) in labels {
            write_detail(out, name, label)?;
        }
        for term in &entry.others {
            write_detail(out, term.lang.as_str(), &term.text)?;
        }
        for (label, text) in details {
            write_detail(out, &label, text)?;
        }
        writeln!(out, "</dl>")?;
    }
    writeln!(out, "</div>")
}

fn write_side(out: &mut dyn Write, class: &str, lang: &Lang, terms: &[&Term]) -> io::Result<()> {
    writeln!(out, "<ul class=\"{class}\" lang=\"{}\">", Escaped(lang.as_str()))?;
    for (number, term) in terms.iter().enumerate() {
        let (leads, text) = (number == 0, Escaped(&term.text));
        let is_avoided = !term.status.is_permitted();
        write!(out, "<li>")?;
        match (is_avoided, leads) {
            (true, _) => write!(out, "<del>{text}</del>")?,
            (false, true) => write!(out, "<b>{text}</b>")?,
            (false, false) => write!(out, "{text}")?,
        }
        if let Some(grammar) = grammar(term) {
            write!(out, " <i lang=\"en\">{grammar}</i>")?;
        }
        if let Some(status) = status(term, leads) {
            write!(out, " <small lang=\"en\">{status}</small>")?;
        }
        if term.lang != *lang {
            write!(out, " <small lang=\"en\">{}</small>", Escaped(term.lang.as_str()))?;
        }
        if let Some(note) = &term.usage_note {
            write!(out, " <small>{}</small>", Escaped(note))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_detail(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", Escaped(label), Escaped(text))
}
