//! An aligned document as a page: source and translation side by side.
//!
//! One file that loads nothing and runs nothing; whatever was stored is text in it, never markup. It
//! is well-formed XML as well.

pub(super) mod markup;
mod path;

use std::io::{self, Write};

use super::error::ExchangeError;
use super::report::ExportReport;
use crate::model::{BeadKind, DocumentId, Lang, Span, Standing};

use markup::{Escaped, Marked, write_head};

const STYLE: &str = include_str!("page.css");

/// Two aligned documents to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct AlignedDocument {
    /// The source.
    pub source: PageHead,
    /// The target.
    pub target: PageHead,
    /// The beads, in order.
    pub beads: Vec<PageBead>,
}

/// What stands above one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHead {
    /// Its id.
    pub id: Option<DocumentId>,
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: Lang,
    /// The number of its segments.
    pub segments: usize,
}

/// A bead to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PageBead {
    /// How sure the aligner is, from 0 to 1.
    pub confidence: f64,
    /// Whether that is too little.
    pub is_doubtful: bool,
    /// How it came to stand.
    pub standing: Standing,
    /// Whether a paragraph of either side begins with it.
    pub opens: bool,
    /// The unit that is kept of it.
    pub unit: Option<String>,
    /// The texts of its source segments.
    pub source: Vec<PageText>,
    /// The texts of its target segments.
    pub target: Vec<PageText>,
}

impl PageBead {
    /// How many segments it links.
    pub fn kind(&self) -> BeadKind {
        BeadKind { source: self.source.len(), target: self.target.len() }
    }
}

/// A text with the terms in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageText {
    /// The number of the segment, from 1.
    pub number: usize,
    /// The text.
    pub text: String,
    /// Terms, in order, none overlapping, each with what there is to say of it.
    pub terms: Vec<(Span, String)>,
}

/// Writes aligned documents as a page.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_page(
    out: &mut dyn Write,
    documents: &[AlignedDocument],
) -> Result<ExportReport, ExchangeError> {
    write(out, documents).map_err(|source| ExchangeError::Output { source })?;
    let written = documents.iter().map(|document| document.beads.len()).sum();
    Ok(ExportReport { written, lost: Vec::new() })
}

fn write(out: &mut dyn Write, documents: &[AlignedDocument]) -> io::Result<()> {
    let title = documents.first().map_or("", |document| document.source.title.as_str());
    let lang = documents.first().map_or("en", |document| document.source.lang.as_str());
    write_head(out, lang, title, &[STYLE])?;
    for (number, document) in (1..).zip(documents) {
        write_document(out, document, number)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn write_document(
    out: &mut dyn Write,
    document: &AlignedDocument,
    number: usize,
) -> io::Result<()> {
    let AlignedDocument { source, target, beads } = document;
    writeln!(out, "<article>\n<header>\n<div class=\"titles\">")?;
    for (head, tag) in [(source, "h1"), (target, "h2")] {
        let lang = Escaped(head.lang.as_str());
        let id = head.id.map(|id| format!("{id} · ")).unwrap_or_default();
        writeln!(
            out,
            "<div><{tag} lang=\"{lang}\">{}</{tag}><p class=\"origin\">{id}{lang} · {} segments</p></div>",
            Escaped(&head.title),
            head.segments
        )?;
    }
    writeln!(out, "</div>\n<div class=\"overview\">\n<div>")?;
    write_counts(out, beads)?;
    write_doubtful(out, beads, number)?;
    write_legend(out, beads)?;
    writeln!(out, "</div>")?;
    path::write(out, document)?;
    writeln!(
        out,
        "</div>\n</header>\n<table>\n<thead><tr><th scope=\"col\">Bead</th>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
        Escaped(source.lang.as_str()),
        Escaped(target.lang.as_str())
    )?;
    for (at, bead) in beads.iter().enumerate() {
        write_bead(out, document, bead, &anchor(number, at))?;
    }
    writeln!(out, "</tbody>\n</table>\n</article>")
}

/// The name of a bead's place in the page.
fn anchor(document: usize, bead: usize) -> String {
    if document == 1 { format!("b{}", bead + 1) } else { format!("b{document}-{}", bead + 1) }
}

fn write_counts(out: &mut dyn Write, beads: &[PageBead]) -> io::Result<()> {
    let mut kinds: Vec<(BeadKind, usize)> = Vec::new();
    for bead in beads {
        match kinds.iter_mut().find(|(kind, _)| *kind == bead.kind()) {
            Some((_, count)) => *count += 1,
            None => kinds.push((bead.kind(), 1)),
        }
    }
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let pairs = beads.iter().filter(|bead| bead.unit.is_some()).count();
    writeln!(
        out,
        "<p class=\"counts\"><b>{}</b> beads, <b>{pairs}</b> pairs kept</p>",
        beads.len()
    )?;
    write!(out, "<ul class=\"kinds\">")?;
    for (kind, count) in kinds {
        write!(out, "<li><b>{count}</b> × {kind}</li>")?;
    }
    writeln!(out, "</ul>")
}

/// Links to the doubtful beads.
fn write_doubtful(out: &mut dyn Write, beads: &[PageBead], number: usize) -> io::Result<()> {
    /// More links than this help nobody.
    const LINKED: usize = 200;
    let doubtful: Vec<usize> = (0..beads.len()).filter(|at| beads[*at].is_doubtful).collect();
    if doubtful.is_empty() {
        return writeln!(out, "<p>None is doubtful.</p>");
    }
    write!(out, "<p class=\"doubts\"><b>{}</b> doubtful:", doubtful.len())?;
    for at in doubtful.iter().take(LINKED) {
        write!(out, " <a href=\"#{}\">{}</a>", anchor(number, *at), at + 1)?;
    }
    let more = if doubtful.len() > LINKED { " …" } else { "" };
    writeln!(out, "{more}</p>")
}

fn write_legend(out: &mut dyn Write, beads: &[PageBead]) -> io::Result<()> {
    let has_terms = beads
        .iter()
        .any(|bead| bead.source.iter().chain(&bead.target).any(|text| !text.terms.is_empty()));
    write!(out, "<p class=\"legend\"><span class=\"badge doubt\">?</span> doubtful ")?;
    write!(out, "<span class=\"gap\">–</span> nothing on this side")?;
    if has_terms {
        write!(out, " <span class=\"term\">term</span> of the glossary")?;
    }
    writeln!(out, "</p>")
}

fn write_bead(
    out: &mut dyn Write,
    document: &AlignedDocument,
    bead: &PageBead,
    anchor: &str,
) -> io::Result<()> {
    let mut classes = Vec::new();
    classes.extend(bead.is_doubtful.then_some("doubtful"));
    classes.extend(bead.opens.then_some("opens"));
    let is_gap = bead.source.is_empty() || bead.target.is_empty();
    classes.extend(is_gap.then_some("one-sided"));
    let number = anchor.rsplit(['b', '-']).next().unwrap_or_default();
    write!(out, "<tr id=\"{anchor}\" class=\"{}\"><th scope=\"row\">", classes.join(" "))?;
    write!(out, "<a href=\"#{anchor}\">{number}</a> <span class=\"kind\">{}</span> ", bead.kind())?;
    match said(bead) {
        Some((class, word)) => write!(out, "<span class=\"badge {class}\">{word}</span>")?,
        None => write!(out, "<span class=\"sure\">{}</span>", percent(bead))?,
    }
    if let Some(unit) = &bead.unit {
        write!(out, " <span class=\"unit\">{}</span>", Escaped(unit))?;
    }
    write!(out, "</th>")?;
    let sides = [
        (&document.source, &bead.source, "added in the translation"),
        (&document.target, &bead.target, "left out in the translation"),
    ];
    for (head, texts, none) in sides {
        if texts.is_empty() {
            write!(out, "<td class=\"gap\"><span>– {none}</span></td>")?;
            continue;
        }
        write!(out, "<td lang=\"{}\">", Escaped(head.lang.as_str()))?;
        for text in texts {
            write!(out, "<p>{}</p>", Marked(text))?;
        }
        write!(out, "</td>")?;
    }
    writeln!(out, "</tr>")
}

fn percent(bead: &PageBead) -> String {
    format!("{} %", (bead.confidence * 100.0).floor())
}

/// What a reader should know of a bead, with the class that shows it.
fn said(bead: &PageBead) -> Option<(&'static str, String)> {
    match bead.standing {
        Standing::Accepted => Some(("accepted", "✓ accepted".to_owned())),
        Standing::Dropped => Some(("dropped", "✕ dropped".to_owned())),
        Standing::Removed => Some(("dropped", "✕ removed".to_owned())),
        Standing::Waiting => Some(("doubt", format!("? {} waits", percent(bead)))),
        Standing::Aligned if bead.is_doubtful => Some(("doubt", format!("? {}", percent(bead)))),
        Standing::Aligned => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn document(kinds: &[(usize, usize, bool)], text: &str) -> AlignedDocument {
        let head = |lang: &str| PageHead {
            id: Some(DocumentId(1)),
            title: text.to_owned(),
            lang: lang.parse().unwrap(),
            segments: 3,
        };
        let texts = |count: usize| -> Vec<PageText> {
            let one = PageText { number: 1, text: text.to_owned(), terms: Vec::new() };
            vec![one; count]
        };
        let beads = kinds.iter().map(|(a, b, is_doubtful)| PageBead {
            confidence: 0.5,
            is_doubtful: *is_doubtful,
            standing: Standing::Aligned,
            opens: false,
            unit: None,
            source: texts(*a),
            target: texts(*b),
        });
        let beads = beads.collect();
        AlignedDocument { source: head("de"), target: head("en"), beads }
    }

    pub(super) fn page(documents: &[AlignedDocument]) -> String {
        let mut bytes = Vec::new();
        write_page(&mut bytes, documents).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// The elements that are open at the end, if every other is closed in order.
    fn left_open(page: &str) -> Vec<&str> {
        let mut open = Vec::new();
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or("");
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{tag}");
            } else if !tag.ends_with('/') && !tag.starts_with('!') {
                open.push(name);
            }
        }
        open
    }

    #[test]
    fn whatever_is_stored_is_text() {
        let evil = "<script>alert(1)</script> \"'& \u{1}\u{202e}--><!--";
        let document = document(&[(1, 1, true), (1, 0, false), (0, 2, false)], evil);
        let page = page(&[document.clone(), document]);
        assert!(!page.contains("<script") && !page.contains("<!--") && !page.contains('\u{1}'));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;"));
        assert!(left_open(&page).is_empty());
        assert!(page.contains("id=\"b3\"") && page.contains("id=\"b2-3\""));
    }

    #[test]
    fn nothing_is_loaded() {
        let page = page(&[document(&[(1, 1, false)], "Text")]);
        for outside in ["src=", "url(", "@import", "<link", "href=\"http"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    proptest! {
        #[test]
        fn pages_are_well_formed(
            text in any::<String>(),
            kinds in prop::collection::vec((0usize..4, 0usize..4, any::<bool>()), 0..20),
        ) {
            let page = page(&[document(&kinds, &text)]);
            prop_assert!(left_open(&page).is_empty());
        }
    }
}
