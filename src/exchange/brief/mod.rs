//! What a translator wants to know of texts before starting, written to be read: as Markdown, or as a
//! page for screen and paper.

mod html;
mod markdown;

use std::io::Write;

use super::error::ExchangeError;
use super::format::Format;
use crate::model::{Lang, Span, Status};

/// What is to be known of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The language of the texts.
    pub from: Lang,
    /// The language they are to be translated into.
    pub to: Lang,
    /// The texts.
    pub texts: Vec<BriefText>,
    /// What the memory holds of them, by bands of similarity.
    pub bands: Vec<BriefBand>,
    /// The terms of the glossary in them, the most frequent first.
    pub terms: Vec<BriefTerm>,
    /// Names.
    pub names: Vec<BriefCount>,
    /// Numbers and dates.
    pub numbers: Vec<BriefCount>,
    /// Likely terms that the glossary does not have.
    pub candidates: Vec<BriefCandidate>,
}

impl Brief {
    /// How many words all texts have.
    pub fn words(&self) -> usize {
        self.bands.iter().map(|band| band.words).sum()
    }

    /// How many segments all texts have.
    pub fn segments(&self) -> usize {
        self.texts.iter().map(|text| text.segments.len()).sum()
    }
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefText {
    /// Its title.
    pub title: String,
    /// Its file.
    pub name: String,
    /// Its segments.
    pub segments: Vec<BriefSegment>,
}

/// A segment of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefSegment {
    /// The segment.
    pub text: String,
    /// Whether a paragraph begins with it.
    pub opens: bool,
    /// The terms in it, in order, none overlapping: where they stand, and which of the terms it is.
    pub marks: Vec<(Span, usize)>,
}

/// A band of similarity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefBand {
    /// Its name.
    pub name: &'static str,
    /// How many segments are in it.
    pub segments: usize,
    /// How many words these have.
    pub words: usize,
}

/// A term of the glossary that stands in the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefTerm {
    /// The id of its concept.
    pub id: String,
    /// The term as dictionaries name it.
    pub term: String,
    /// What it is to be translated as.
    pub translations: Vec<String>,
    /// What it is not to be translated as, and why.
    pub avoid: Vec<(String, Status)>,
    /// What is doubtful about it.
    pub doubts: Vec<String>,
    /// How often it stands there.
    pub hits: usize,
    /// How often it is only a part of a compound.
    pub in_compounds: usize,
    /// The forms in which it stands there.
    pub forms: Vec<String>,
}

/// Something that stands in the texts so many times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefCount {
    /// What it is.
    pub text: String,
    /// How often it stands there.
    pub count: usize,
}

/// A likely term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefCandidate {
    /// The term.
    pub term: String,
    /// How often it stands there.
    pub count: usize,
    /// What it may be translated as, with where that comes from.
    pub proposals: Vec<String>,
    /// A sentence that holds it.
    pub example: String,
}

/// Writes it as Markdown or as a page.
///
/// # Errors
/// If `out` cannot be written.
pub fn write(out: &mut dyn Write, brief: &Brief, format: Format) -> Result<(), ExchangeError> {
    let written = match format {
        Format::Html => html::write(out, brief),
        _ => markdown::write(out, brief),
    };
    written.map_err(|source| ExchangeError::Output { source })
}

/// `1 word`, `2 words`.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A share in percent.
fn percent(part: usize, all: usize) -> usize {
    (100 * part + all / 2) / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn brief() -> Brief {
        let text = "Der <b>Vertrag</b> & die | Klausel.".to_owned();
        Brief {
            from: Lang::german(),
            to: Lang::english(),
            texts: vec![BriefText {
                title: "Ein *Pakt*".to_owned(),
                name: "pakt.txt".to_owned(),
                segments: vec![BriefSegment {
                    marks: vec![(Span::new(7, 14), 0)],
                    text,
                    opens: true,
                }],
            }],
            bands: vec![BriefBand { name: "100", segments: 1, words: 5 }],
            terms: vec![BriefTerm {
                id: "c1".to_owned(),
                term: "Vertrag, der; Pl. Verträge".to_owned(),
                translations: vec!["treaty".to_owned()],
                avoid: vec![("covenant".to_owned(), Status::Forbidden)],
                doubts: vec!["also in c2".to_owned()],
                hits: 1,
                in_compounds: 2,
                forms: vec!["Vertrag".to_owned()],
            }],
            names: vec![BriefCount { text: "Kim".to_owned(), count: 3 }],
            numbers: vec![BriefCount { text: "2024".to_owned(), count: 1 }],
            candidates: vec![BriefCandidate {
                term: "Klausel".to_owned(),
                count: 2,
                proposals: vec!["clause".to_owned()],
                example: "Die Klausel.".to_owned(),
            }],
        }
    }

    fn written(format: Format) -> String {
        let mut out = Vec::new();
        write(&mut out, &brief(), format).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_page_says_all_and_stored_text_is_no_markup_in_it() {
        let page = written(Format::Html);
        for part in [
            "&lt;b&gt;<a class=\"term\" href=\"#t0\">Vertrag</a>&lt;/b&gt; &amp; die",
            "treaty",
            "covenant",
            "also in c2",
            "Kim",
            "2024",
            "clause",
            "default-src 'none'",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(!page.contains("<b>Vertrag") && !page.contains("<script"));
    }

    #[test]
    fn markdown_says_all_and_cells_are_closed() {
        let text = written(Format::Markdown);
        for part in ["# Ein \\*Pakt\\*", "| Vertrag, der; Pl. Verträge | treaty |", "not: covenant"]
        {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(text.contains("**Vertrag**"), "{text}");
    }
}
