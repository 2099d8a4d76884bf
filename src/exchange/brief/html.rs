//! The brief as a page: lists first, then the text with its terms marked and their translations
//! beside each paragraph, so that paper has them too.
//!
//! One file that loads nothing and runs nothing; whatever was stored is text in it, never markup.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::super::page::markup::{Escaped, write_head};
use super::{Brief, BriefCount, BriefSegment, BriefTerm, BriefText, counted, percent};

/// The look of all pages, and what this one has besides.
const STYLES: [&str; 2] = [include_str!("../page/page.css"), include_str!("page.css")];

pub(super) fn write(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    let titles: Vec<&str> = brief.texts.iter().map(|text| text.title.as_str()).collect();
    let title = titles.join(" · ");
    let (from, to) = (brief.from.as_str(), brief.to.as_str());
    write_head(out, from, &title, &STYLES)?;
    writeln!(
        out,
        "<article class=\"brief\">\n<header>\n<h1 lang=\"{from}\">{}</h1>\n\
         <p class=\"origin\">{from} to {to} · {} · {}</p>\n</header>",
        Escaped(&title),
        counted(brief.segments(), "segment"),
        counted(brief.words(), "word")
    )?;
    writeln!(out, "<div class=\"lists\">")?;
    write_bands(out, brief)?;
    write_counts(out, "Names", &brief.names, from)?;
    write_counts(out, "Numbers and dates", &brief.numbers, from)?;
    writeln!(out, "</div>")?;
    write_terms(out, brief)?;
    write_candidates(out, brief)?;
    for text in &brief.texts {
        write_text(out, brief, text)?;
    }
    writeln!(out, "</article>\n</main>\n</body>\n</html>")
}

fn write_bands(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    writeln!(
        out,
        "<section>\n<h2>What the memory holds</h2>\n<table class=\"bands\">\n<thead><tr>\
         <th scope=\"col\">Match</th><th scope=\"col\">Segments</th><th scope=\"col\">Words</th>\
         <th scope=\"col\">Share</th></tr></thead>\n<tbody>"
    )?;
    for band in brief.bands.iter().filter(|band| band.segments > 0) {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{} %</td></tr>",
            band.name,
            band.segments,
            band.words,
            percent(band.words, brief.words())
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn write_counts(
    out: &mut dyn Write,
    title: &str,
    counts: &[BriefCount],
    lang: &str,
) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section>\n<h2>{title}</h2>\n<ul class=\"counts\" lang=\"{lang}\">")?;
    for BriefCount { text, count } in counts {
        let times = if *count > 1 { format!(" <small>{count}</small>") } else { String::new() };
        writeln!(out, "<li>{}{times}</li>", Escaped(text))?;
    }
    writeln!(out, "</ul>\n</section>")
}

fn write_terms(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    if brief.terms.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section>\n<h2>Terms of the glossary</h2>\n<table class=\"terms\">\n<thead><tr>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">Hits</th></tr></thead>\n<tbody>",
        brief.from, brief.to
    )?;
    for (number, term) in brief.terms.iter().enumerate() {
        write_term(out, brief, number, term)?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn write_term(
    out: &mut dyn Write,
    brief: &Brief,
    number: usize,
    term: &BriefTerm,
) -> io::Result<()> {
    let (from, to) = (brief.from.as_str(), brief.to.as_str());
    write!(
        out,
        "<tr id=\"t{number}\"><th scope=\"row\" lang=\"{from}\">{} <span class=\"unit\">{}</span></th>\
         <td lang=\"{to}\">{}",
        Escaped(&term.term),
        Escaped(&term.id),
        Escaped(&term.translations.join(" · "))
    )?;
    for (text, status) in &term.avoid {
        write!(out, " <span class=\"avoid\">not <del>{}</del> ({status})</span>", Escaped(text))?;
    }
    for doubt in &term.doubts {
        write!(out, " <span class=\"badge doubt\">{}</span>", Escaped(doubt))?;
    }
    let parts = match term.in_compounds {
        0 => String::new(),
        count => format!(" <small>+ {count} in compounds</small>"),
    };
    writeln!(out, "</td><td>{}{parts}</td></tr>", term.hits)
}

fn write_candidates(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    if brief.candidates.is_empty() {
        return Ok(());
    }
    let (from, to) = (brief.from.as_str(), brief.to.as_str());
    writeln!(
        out,
        "<section>\n<h2>Not in the glossary</h2>\n<table class=\"terms\">\n<thead><tr>\
         <th scope=\"col\">{from}</th><th scope=\"col\">perhaps</th><th scope=\"col\">Hits</th></tr></thead>\n<tbody>"
    )?;
    for one in &brief.candidates {
        writeln!(
            out,
            "<tr><th scope=\"row\" lang=\"{from}\">{}</th><td lang=\"{to}\">{}</td><td>{}</td></tr>",
            Escaped(&one.term),
            Escaped(&one.proposals.join(" · ")),
            one.count
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn write_text(out: &mut dyn Write, brief: &Brief, text: &BriefText) -> io::Result<()> {
    let (from, to) = (brief.from.as_str(), brief.to.as_str());
    writeln!(out, "<section class=\"text\">")?;
    if brief.texts.len() > 1 {
        writeln!(out, "<h2 lang=\"{from}\">{}</h2>", Escaped(&text.title))?;
    } else {
        writeln!(out, "<h2>Text</h2>")?;
    }
    for paragraph in paragraphs(text) {
        write!(out, "<div class=\"paragraph\">\n<p lang=\"{from}\">")?;
        for segment in paragraph {
            write_segment(out, segment)?;
        }
        writeln!(out, "</p>")?;
        let mut told = BTreeSet::new();
        let marks = paragraph.iter().flat_map(|segment| &segment.marks);
        let terms: Vec<usize> =
            marks.map(|(_, term)| *term).filter(|term| told.insert(*term)).collect();
        if !terms.is_empty() {
            writeln!(out, "<dl lang=\"{to}\">")?;
            for term in terms.into_iter().filter_map(|term| brief.terms.get(term)) {
                let name = term.term.split(',').next().unwrap_or_default();
                writeln!(
                    out,
                    "<div><dt lang=\"{from}\">{}</dt><dd>{}</dd></div>",
                    Escaped(name),
                    Escaped(&term.translations.join(" · "))
                )?;
            }
            writeln!(out, "</dl>")?;
        }
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

fn paragraphs(text: &BriefText) -> Vec<&[BriefSegment]> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for at in 1..=text.segments.len() {
        if at == text.segments.len() || text.segments[at].opens {
            paragraphs.push(&text.segments[start..at]);
            start = at;
        }
    }
    paragraphs
}

fn write_segment(out: &mut dyn Write, segment: &BriefSegment) -> io::Result<()> {
    let BriefSegment { text, marks, .. } = segment;
    let mut at = 0;
    for (span, term) in marks {
        write!(
            out,
            "{}<a class=\"term\" href=\"#t{term}\">{}</a>",
            Escaped(&text[at..span.start]),
            Escaped(span.of(text))
        )?;
        at = span.end;
    }
    writeln!(out, "{}", Escaped(&text[at..]))
}
