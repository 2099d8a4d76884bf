//! A pretranslated text as a page: the text on the left, what the memory has on the right.
//!
//! One file that loads nothing and runs nothing; whatever was stored is text in it, never markup. It
//! looks like the page of an aligned article, and is well-formed XML as well. Colours repeat what
//! the words say.

use std::fmt;
use std::io::{self, Write};

use super::super::error::ExchangeError;
use super::super::page::markup::{Escaped, write_head};
use super::{FilledSegment, Filling, Kind, Pretranslated};
use crate::model::Span;

/// The look of all pages, and what this one has besides.
const STYLES: [&str; 2] = [include_str!("../page/page.css"), include_str!("page.css")];

/// More links than this help nobody.
const LINKED: usize = 200;

/// Writes a text with its translations as a page.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_page(out: &mut dyn Write, text: &Pretranslated) -> Result<(), ExchangeError> {
    write(out, text).map_err(|source| ExchangeError::Output { source })
}

fn write(out: &mut dyn Write, text: &Pretranslated) -> io::Result<()> {
    let (from, to) = (text.source_lang.as_str(), text.target_lang.as_str());
    write_head(out, from, &text.title, &STYLES)?;
    writeln!(
        out,
        "<article>\n<header>\n<h1 lang=\"{from}\">{}</h1>\n\
         <p class=\"origin\">{from} to {to} · {} segments · matches from {}</p>\n\
         <div class=\"overview\">\n<div>",
        Escaped(&text.title),
        text.segments.len(),
        text.threshold,
    )?;
    write_counts(out, text)?;
    write_open(out, text)?;
    write_legend(out, text)?;
    writeln!(
        out,
        "</div>\n</div>\n</header>\n<table>\n<thead><tr><th scope=\"col\">Match</th>\
         <th scope=\"col\">{from}</th><th scope=\"col\">{to}</th></tr></thead>\n<tbody>"
    )?;
    for (number, segment) in (1..).zip(&text.segments) {
        write_segment(out, text, segment, number)?;
    }
    writeln!(out, "</tbody>\n</table>\n</article>\n</main>\n</body>\n</html>")
}

fn write_counts(out: &mut dyn Write, text: &Pretranslated) -> io::Result<()> {
    let counts = text.counts();
    write!(out, "<ul class=\"kinds\">")?;
    for (count, what) in [
        (counts.context, "context"),
        (counts.exact, "exact"),
        (counts.fuzzy, "fuzzy"),
        (counts.none, "without a match"),
    ] {
        write!(out, "<li><b>{count}</b> {what}</li>")?;
    }
    writeln!(out, "</ul>")
}

/// Links to the segments for which there is nothing.
fn write_open(out: &mut dyn Write, text: &Pretranslated) -> io::Result<()> {
    let numbered = (1..).zip(&text.segments);
    let open: Vec<usize> = numbered
        .filter(|(_, segment)| segment.filling.is_none())
        .map(|(number, _)| number)
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    write!(out, "<p class=\"doubts\">To translate:")?;
    for number in open.iter().take(LINKED) {
        write!(out, " <a href=\"#s{number}\">{number}</a>")?;
    }
    let more = if open.len() > LINKED { " …" } else { "" };
    writeln!(out, "{more}</p>")
}

fn write_legend(out: &mut dyn Write, text: &Pretranslated) -> io::Result<()> {
    let fillings = || text.segments.iter().filter_map(|segment| segment.filling.as_ref());
    if fillings().all(|filling| filling.kind() != Kind::Fuzzy) {
        return Ok(());
    }
    writeln!(
        out,
        "<p class=\"legend\">A fuzzy match stands as it is stored. <ins>word</ins> only in this \
         text <del>word</del> only in the stored one</p>"
    )
}

/// The class that a score is shown by.
fn class(filling: Option<&Filling>) -> &'static str {
    match filling.map(|filling| filling.score) {
        Some(101..) => "context",
        Some(100) => "exact",
        Some(95..) => "from95",
        Some(85..) => "from85",
        Some(75..) => "from75",
        Some(_) => "from50",
        None => "open",
    }
}

fn write_segment(
    out: &mut dyn Write,
    text: &Pretranslated,
    segment: &FilledSegment,
    number: usize,
) -> io::Result<()> {
    let (from, to) = (text.source_lang.as_str(), text.target_lang.as_str());
    let FilledSegment { text, opens, filling } = segment;
    let class = class(filling.as_ref());
    let opens = if *opens { " opens" } else { "" };
    write!(out, "<tr id=\"s{number}\" class=\"{class}{opens}\"><th scope=\"row\">")?;
    write!(out, "<a href=\"#s{number}\">{number}</a> ")?;
    let Some(filling) = filling else {
        write!(out, "<span class=\"badge\">no match</span></th>")?;
        write!(out, "<td lang=\"{from}\"><p>{}</p></td>", Escaped(text))?;
        return writeln!(out, "<td class=\"gap\"><span>– to translate</span></td></tr>");
    };
    let (score, kind) = (filling.score, filling.kind().as_str());
    write!(out, "<span class=\"badge\">{score} {kind}</span>")?;
    if let Some(unit) = filling.unit {
        write!(out, " <span class=\"unit\">{unit}</span>")?;
    }
    if let Some(database) = &filling.database {
        write!(out, " <span class=\"unit\">in {}</span>", Escaped(database))?;
    }
    if filling.penalty > 0 {
        write!(out, " <span class=\"unit\">penalty {}</span>", filling.penalty)?;
    }
    let (here, there) = (Differing(text, &filling.added, "ins"), &filling.stored);
    write!(out, "</th><td lang=\"{from}\"><p>{here}</p>")?;
    if !filling.added.is_empty() || !filling.gone.is_empty() {
        let stored = Differing(there, &filling.gone, "del");
        write!(out, "<p class=\"stored\"><span lang=\"en\">stored:</span> {stored}</p>")?;
    }
    writeln!(out, "</td><td lang=\"{to}\"><p>{}</p></td></tr>", Escaped(&filling.target))
}

/// A text with some of it within an element.
struct Differing<'t>(&'t str, &'t [Span], &'static str);

impl fmt::Display for Differing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text, spans, element) = *self;
        let mut at = 0;
        for span in spans {
            write!(f, "{}", Escaped(&text[at..span.start]))?;
            write!(f, "<{element}>{}</{element}>", Escaped(span.of(text)))?;
            at = span.end;
        }
        write!(f, "{}", Escaped(&text[at..]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    fn page(text: &Pretranslated) -> String {
        let mut bytes = Vec::new();
        write_page(&mut bytes, text).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn whatever_is_stored_is_text_and_nothing_is_loaded() {
        let mut text = sample("<script>alert(1)</script> \"'& \u{1}\u{202e}--><!--");
        if let Some(filling) = &mut text.segments[3].filling {
            filling.added = vec![Span::new(0, 8)];
            filling.gone = vec![Span::new(0, 8), Span::new(16, 25)];
        }
        let page = page(&text);
        assert!(!page.contains("<script") && !page.contains("<!--") && !page.contains('\u{1}'));
        assert!(page.contains("<ins>&lt;script&gt;</ins>alert(1)&lt;/script&gt;"));
        assert!(page.contains("<del>&lt;/script&gt;</del>"));
        for outside in ["src=", "url(", "@import", "<link", "href=\"http"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn every_score_stands_in_words() {
        let page = page(&sample("Zoll"));
        for (class, badge) in [
            ("context", "101 context"),
            ("exact", "100 exact"),
            ("from95", "96 fuzzy"),
            ("from85", "88 fuzzy"),
            ("from75", "77 fuzzy"),
            ("from50", "60 fuzzy"),
            ("open opens", "no match"),
        ] {
            let row = page.lines().find(|line| line.contains(&format!("class=\"{class}\"><th")));
            assert!(row.is_some_and(|row| row.contains(&format!(">{badge}</span>"))), "{class}");
        }
        assert!(page.contains("href=\"#s7\"") && page.contains("– to translate"));
    }

    #[test]
    fn every_element_is_closed() {
        let page = page(&sample("a < b > c"));
        let mut open = Vec::new();
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or("");
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{tag}");
            } else if !tag.ends_with('/') && !tag.starts_with('!') {
                open.push(name);
            }
        }
        assert!(open.is_empty());
    }
}
