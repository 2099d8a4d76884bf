//! The brief as Markdown.

use std::io::{self, Write};

use super::{Brief, BriefSegment, counted, percent};

/// What has a meaning in Markdown.
const MARKS: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '#', '~'];

/// A text in which nothing is markup.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' | '\r' | '\t' => escaped.push(' '),
            char if MARKS.contains(&char) => {
                escaped.push('\\');
                escaped.push(char);
            }
            char => escaped.push(char),
        }
    }
    escaped
}

pub(super) fn write(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    let titles: Vec<String> = brief.texts.iter().map(|text| plain(&text.title)).collect();
    writeln!(out, "# {}\n", titles.join(" · "))?;
    writeln!(
        out,
        "{} to {} · {} · {}\n",
        brief.from,
        brief.to,
        counted(brief.segments(), "segment"),
        counted(brief.words(), "word")
    )?;
    write_bands(out, brief)?;
    write_terms(out, brief)?;
    write_candidates(out, brief)?;
    for (title, counts) in [("Names", &brief.names), ("Numbers and dates", &brief.numbers)] {
        if !counts.is_empty() {
            let all: Vec<String> = counts
                .iter()
                .map(|one| match one.count {
                    1 => plain(&one.text),
                    count => format!("{} ({count})", plain(&one.text)),
                })
                .collect();
            writeln!(out, "## {title}\n\n{}\n", all.join(" · "))?;
        }
    }
    for text in &brief.texts {
        let title = if brief.texts.len() > 1 { plain(&text.title) } else { "Text".to_owned() };
        writeln!(out, "## {title}\n")?;
        for (number, segment) in text.segments.iter().enumerate() {
            if segment.opens && number > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}", marked(segment))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_bands(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    writeln!(
        out,
        "## What the memory holds\n\n| Match | Segments | Words | |\n|---|---:|---:|---:|"
    )?;
    for band in brief.bands.iter().filter(|band| band.segments > 0) {
        let share = percent(band.words, brief.words());
        writeln!(out, "| {} | {} | {} | {share} % |", band.name, band.segments, band.words)?;
    }
    writeln!(out)
}

fn write_terms(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    if brief.terms.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Terms\n\n| Term | Translation | Hits | |\n|---|---|---:|---|")?;
    for term in &brief.terms {
        let translations: Vec<String> = term.translations.iter().map(|text| plain(text)).collect();
        let mut told: Vec<String> =
            term.avoid.iter().map(|(text, _)| format!("not: {}", plain(text))).collect();
        told.extend(term.doubts.iter().map(|doubt| plain(doubt)));
        if term.in_compounds > 0 {
            told.push(format!("{} in compounds", term.in_compounds));
        }
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            plain(&term.term),
            translations.join(", "),
            term.hits,
            told.join("; ")
        )?;
    }
    writeln!(out)
}

fn write_candidates(out: &mut dyn Write, brief: &Brief) -> io::Result<()> {
    if brief.candidates.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Not in the glossary\n\n| Term | Hits | Perhaps |\n|---|---:|---|")?;
    for one in &brief.candidates {
        let proposals: Vec<String> = one.proposals.iter().map(|text| plain(text)).collect();
        writeln!(out, "| {} | {} | {} |", plain(&one.term), one.count, proposals.join(", "))?;
    }
    writeln!(out)
}

fn marked(segment: &BriefSegment) -> String {
    let BriefSegment { text, marks, .. } = segment;
    let (mut shown, mut at) = (String::new(), 0);
    for (span, _) in marks {
        shown.push_str(&plain(&text[at..span.start]));
        shown.push_str(&format!("**{}**", plain(span.of(text))));
        at = span.end;
    }
    shown + &plain(&text[at..])
}
