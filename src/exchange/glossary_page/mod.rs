//! A glossary to print and to read: the leading terms of both languages side by side, by the letters
//! of the source language, with what there is to say of each concept below them.
//!
//! Invariant: what was stored is text there, never markup. Concepts come in dictionary order; those
//! without a translation are shown too.

mod html;
mod markdown;

use std::io::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::error::ExchangeError;
use super::format::Format;
use super::report::{ExportReport, Loss};
use crate::model::{Concept, Lang, PartOfSpeech, Status, Term};

/// What a page shows.
struct Glossary<'c> {
    from: &'c Lang,
    to: &'c Lang,
    /// The entries under each letter.
    letters: Vec<(String, Vec<Entry<'c>>)>,
}

/// A concept on a page.
struct Entry<'c> {
    concept: &'c Concept,
    /// The terms of the source and of the target language, the leading one first, those to avoid last.
    source: Vec<&'c Term>,
    target: Vec<&'c Term>,
    /// Terms of other languages.
    others: Vec<&'c Term>,
}

/// Writes concepts, which are in dictionary order, as a page: HTML, or else Markdown.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_terms(
    out: &mut dyn Write,
    concepts: &[Concept],
    (from, to): (&Lang, &Lang),
    format: Format,
) -> Result<ExportReport, ExchangeError> {
    let mut entries: Vec<(String, Entry<'_>)> = Vec::new();
    for concept in concepts {
        let source = in_order(concept, from);
        let Some(lead) = source.first() else { continue };
        let of_pair =
            |term: &&Term| term.lang.is_same_language(from) || term.lang.is_same_language(to);
        let others = concept.terms.iter().filter(|term| !of_pair(term)).collect();
        let letter = initial(&lead.text);
        entries.push((letter, Entry { concept, target: in_order(concept, to), source, others }));
    }
    // What begins with a hyphen comes first in the dictionary, but stands under its letter here.
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    let written = entries.len();
    let mut glossary = Glossary { from, to, letters: Vec::new() };
    for (letter, entry) in entries {
        match glossary.letters.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, entries)) => entries.push(entry),
            None => glossary.letters.push((letter, vec![entry])),
        }
    }
    let wrote = match format {
        Format::Html => html::write(out, &glossary),
        _ => markdown::write(out, &glossary),
    };
    wrote.map_err(|source| ExchangeError::Output { source })?;
    let left = concepts.len() - written;
    let lost = Loss::of("concepts without a term in the source language", left);
    Ok(ExportReport { written, lost: lost.into_iter().collect() })
}

fn in_order<'c>(concept: &'c Concept, lang: &'c Lang) -> Vec<&'c Term> {
    let mut terms: Vec<&Term> = concept.terms_in(lang).collect();
    let lead = concept.leading_in(lang);
    let leads = |term: &Term| lead.is_some_and(|lead| std::ptr::eq(lead, term));
    terms.sort_by_key(|term| (!leads(term), !term.status.is_permitted(), term.status));
    terms
}

/// The letter that a term stands under: without its accent, as dictionaries have it; `#` for what
/// begins with none.
fn initial(text: &str) -> String {
    let first = text.nfkd().find(|char| !is_combining_mark(*char) && char.is_alphanumeric());
    match first {
        Some('ß' | 'ẞ') => "S".to_owned(),
        Some(char) if char.is_alphabetic() => char.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

/// The grammar of a term in short; a noun needs not be told.
fn grammar(term: &Term) -> Option<String> {
    let pos = term.pos.filter(|pos| *pos != PartOfSpeech::Noun).map(|pos| pos.as_str());
    let gender = term.gender.map(|gender| gender.as_str());
    let number = term.number.map(|number| number.as_str());
    let said: Vec<&str> = [pos, gender, number].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// The status of a term, where it has to be told: of the terms of a language the first leads.
fn status(term: &Term, leads: bool) -> Option<Status> {
    match term.status {
        Status::Preferred => None,
        Status::Admitted if leads => None,
        status => Some(status),
    }
}

/// What there is to say of a concept, each with a label.
fn details<'c>(entry: &Entry<'c>) -> Vec<(String, &'c str)> {
    let concept = entry.concept;
    let mut details = Vec::new();
    let mut say = |label: String, text: Option<&'c str>| {
        details.extend(text.map(|text| (label, text)));
    };
    say("definition".to_owned(), concept.definition.as_deref());
    for section in &concept.sections {
        say(format!("definition ({})", section.lang), section.definition.as_deref());
        say(format!("note ({})", section.lang), section.note.as_deref());
    }
    say("note".to_owned(), concept.note.as_deref());
    for term in entry.source.iter().chain(&entry.target) {
        say("example".to_owned(), term.context.as_deref());
    }
    say("source".to_owned(), concept.source.as_deref());
    details
}

/// What a concept is about and for whom it holds, each under its name.
fn labels(concept: &Concept) -> Vec<(&'static str, &str)> {
    let labels =
        [("subject", &concept.subject), ("client", &concept.client), ("project", &concept.project)];
    labels.into_iter().filter_map(|(name, label)| Some((name, label.as_deref()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ConceptId, Gender, Number};

    fn term(lang: &str, text: &str, status: Status) -> Term {
        Term { status, ..Term::new(lang.parse().unwrap(), text) }
    }

    fn written(concepts: &[Concept], format: Format) -> (String, ExportReport) {
        let mut out = Vec::new();
        let langs = (&Lang::german(), &Lang::english());
        let report = write_terms(&mut out, concepts, langs, format).unwrap();
        (String::from_utf8(out).unwrap(), report)
    }

    fn concept(text: &str) -> Concept {
        let terms = vec![
            Term {
                gender: Some(Gender::Feminine),
                number: Some(Number::Plural),
                ..term("de", text, Status::Preferred)
            },
            term("en", text, Status::Admitted),
            term("en", text, Status::Forbidden),
            Term { usage_note: Some(text.to_owned()), ..term("en", text, Status::Preferred) },
            term("fr", text, Status::Preferred),
        ];
        let said = Some(text.to_owned());
        Concept {
            id: Some(ConceptId(1)),
            subject: said.clone(),
            definition: said.clone(),
            note: said.clone(),
            source: said,
            terms,
            ..Concept::default()
        }
    }

    #[test]
    fn letters_are_those_of_a_dictionary() {
        for (text, letter) in [
            ("Ärger", "A"),
            ("öl", "O"),
            ("-fach", "F"),
            ("ß", "S"),
            ("5-Jahres-Plan", "#"),
            ("§", "#"),
            ("", "#"),
        ] {
            assert_eq!(initial(text), letter, "{text}");
        }
    }

    #[test]
    fn what_is_stored_is_no_markup() {
        let evil = "<script>a</script> | *b* _c_ [d](e) `f` # ~~g~~ https://h.i www.j.k l@m.n &lt; ![o] $p$\n# q\u{202e}";
        let concepts = [concept(evil)];
        let (page, _) = written(&concepts, Format::Html);
        assert!(!page.contains("<script") && !page.contains('\u{202e}'), "{page}");
        let (text, _) = written(&concepts, Format::Markdown);
        assert!(!text.contains("\n# q") && !text.contains('\u{202e}'), "{text}");
        let mut read = String::new();
        let options = pulldown_cmark::Options::all();
        for event in pulldown_cmark::Parser::new_ext(&text, options) {
            use pulldown_cmark::{Event, Tag};
            match event {
                Event::Text(text) => read.push_str(&text),
                Event::Html(_)
                | Event::Code(_)
                | Event::FootnoteReference(_)
                | Event::InlineMath(_) => {
                    panic!("{event:?} in {text}")
                }
                Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                    panic!("{event:?} in {text}")
                }
                _ => {}
            }
        }
        assert!(
            read.contains("<script>a</script> | *b* _c_ [d](e) `f` # ~~g~~ https://h.i"),
            "{read}"
        );
    }

    #[test]
    fn an_entry_says_what_there_is_to_say() {
        let mut only_english = concept("x");
        only_english.terms.retain(|term| term.lang == Lang::english());
        let concepts = [concept("Zoll"), only_english];
        for format in [Format::Html, Format::Markdown] {
            let (page, report) = written(&concepts, format);
            assert_eq!((report.written, report.lost[0].count), (1, 1));
            for part in ["f, plural", "forbidden", "admitted", "definition", "source", "fr"] {
                assert!(page.contains(part), "{part} in {page}");
            }
        }
        let (text, _) = written(&concepts[..1], Format::Markdown);
        assert!(text.contains("## Z\n"), "{text}");
    }
}
