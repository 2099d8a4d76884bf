//! Writing TBX.

use std::io::Write;

use super::super::entry::Meaning;
use super::super::error::ExchangeError;
use super::super::report::{ExportReport, Loss};
use super::super::xml::{attribute, escaped, has_unwritable};
use super::categories::{Category, Dialect, Style, number, status};
use super::{ORIGIN, labels};
use crate::model::{Concept, Lang, LanguageSection, Matching, Term};

/// Writes concepts in their order. `from` is the language that the file says to be in. The style
/// counts for the dialects of 2019.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_terms(
    out: &mut dyn Write,
    concepts: &[Concept],
    from: &Lang,
    (dialect, style): (Dialect, Style),
) -> Result<ExportReport, ExchangeError> {
    let mut writer = Writer { out, dialect, style, unwritable: 0 };
    let with_terms: Vec<&Concept> =
        concepts.iter().filter(|concept| !concept.terms.is_empty()).collect();
    writer.head(from, with_terms.is_empty())?;
    for (place, concept) in with_terms.iter().enumerate() {
        writer.concept(concept, place)?;
    }
    writer.end(with_terms.is_empty())?;
    let without = concepts.len() - with_terms.len();
    let lost = [
        Loss::of("concepts without terms", without),
        Loss::of("texts with control characters, which XML does not have", writer.unwritable),
    ];
    Ok(ExportReport { written: with_terms.len(), lost: lost.into_iter().flatten().collect() })
}

struct Writer<'w> {
    out: &'w mut dyn Write,
    dialect: Dialect,
    style: Style,
    /// How many texts have characters that XML does not have.
    unwritable: usize,
}

const NAMESPACE: &str = "urn:iso:std:iso:30042:ed-2";

/// Prefixes of the style DCT, by the smallest dialect that has them, with their namespaces.
const MODULES: &[(Dialect, &str, &str)] = &[
    (Dialect::Min, "min", "http://www.tbxinfo.net/ns/min"),
    (Dialect::Basic, "basic", "http://www.tbxinfo.net/ns/basic"),
    (Dialect::Linguist, "ling", "http://www.tbxinfo.net/ns/linguist"),
];

impl Writer<'_> {
    fn put(&mut self, text: &str) -> Result<(), ExchangeError> {
        self.out.write_all(text.as_bytes()).map_err(|source| ExchangeError::Output { source })
    }

    fn head(&mut self, from: &Lang, is_empty: bool) -> Result<(), ExchangeError> {
        let origin = format!("<p>{ORIGIN}{}</p>", env!("CARGO_PKG_VERSION"));
        let file = format!("<fileDesc><sourceDesc>{origin}</sourceDesc></fileDesc>");
        let lang = attribute("xml:lang", from.as_str());
        self.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        if self.dialect == Dialect::Default2008 {
            self.put("<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n")?;
            self.put(&format!("<martif type=\"TBX\"{lang}>\n  <martifHeader>{file}"))?;
            self.put("<encodingDesc><p type=\"XCSURI\">TBXXCSV02.xcs</p></encodingDesc>")?;
            return self.put("</martifHeader>\n  <text><body>\n");
        }
        let (kind, style) = (self.dialect.name(), self.style.name());
        let mut root = format!("<tbx type=\"{kind}\" style=\"{style}\"{lang}");
        root.push_str(&attribute("xmlns", NAMESPACE));
        if self.style == Style::Dct {
            for (_, prefix, namespace) in
                MODULES.iter().filter(|(module, ..)| *module <= self.dialect)
            {
                root.push_str(&attribute(&format!("xmlns:{prefix}"), namespace));
            }
        }
        self.put(&format!("{root}>\n  <tbxHeader>{file}</tbxHeader>\n"))?;
        // A body may not be empty.
        self.put(if is_empty { "  <text/>\n" } else { "  <text><body>\n" })
    }

    fn end(&mut self, is_empty: bool) -> Result<(), ExchangeError> {
        if self.dialect == Dialect::Default2008 {
            return self.put("  </body></text>\n</martif>\n");
        }
        self.put(if is_empty { "</tbx>\n" } else { "  </body></text>\n</tbx>\n" })
    }

    fn concept(&mut self, concept: &Concept, place: usize) -> Result<(), ExchangeError> {
        let names = self.dialect.elements();
        let id = concept.id.map_or_else(|| format!("entry{place}"), |id| id.to_string());
        let mut text = format!("    <{} id=\"{id}\">\n", names.entry);
        let Concept { subject, client, project, source, definition, note, external_id, .. } =
            concept;
        for (category, value) in [
            (Category::Subject, subject),
            (Category::Client, client),
            (Category::Project, project),
            (Category::Source, source),
            (Category::Definition, definition),
        ] {
            if let Some(value) = value {
                line(&mut text, 6, &self.said(category, value));
            }
        }
        if let Some(id) = external_id {
            line(&mut text, 6, &self.note(&labels::labelled(Meaning::ExternalId, id), None));
        }
        if let Some(note) = note {
            line(&mut text, 6, &self.note(&labels::plain(note), None));
        }
        let mut langs: Vec<&Lang> = Vec::new();
        for term in &concept.terms {
            if !langs.contains(&&term.lang) {
                langs.push(&term.lang);
            }
        }
        // Where a language has no term, what is said in it can only be said of the whole entry.
        for section in concept.sections.iter().filter(|section| !langs.contains(&&section.lang)) {
            let LanguageSection { lang, definition, note } = section;
            if let Some(definition) = definition {
                let note = labels::labelled(Meaning::Definition, definition);
                line(&mut text, 6, &self.note(&note, Some(lang)));
            }
            if let Some(note) = note {
                line(&mut text, 6, &self.note(&labels::plain(note), Some(lang)));
            }
        }
        for lang in langs {
            text.push_str(&self.language(concept, lang));
        }
        text.push_str(&format!("    </{}>\n", names.entry));
        self.put(&text)
    }

    fn language(&mut self, concept: &Concept, lang: &Lang) -> String {
        let names = self.dialect.elements();
        let mut text = format!("      <{}{}>\n", names.lang, attribute("xml:lang", lang.as_str()));
        for section in concept.sections.iter().filter(|section| section.lang == *lang) {
            if let Some(definition) = &section.definition {
                line(&mut text, 8, &self.said(Category::Definition, definition));
            }
            if let Some(note) = &section.note {
                line(&mut text, 8, &self.note(&labels::plain(note), None));
            }
        }
        for term in concept.terms.iter().filter(|term| term.lang == *lang) {
            text.push_str(&self.term(term));
        }
        text.push_str(&format!("      </{}>\n", names.lang));
        text
    }

    fn term(&mut self, term: &Term) -> String {
        let name = self.dialect.elements().term;
        let mut text = format!("        <{name}>\n");
        line(&mut text, 10, &self.element("term", &term.text));
        // Grammar and status stand before everything else; notes come last.
        let (mut said, mut notes) = (Vec::new(), Vec::new());
        if let Some(pos) = term.pos {
            let (value, kind, needs_note) = self.dialect.pos(pos);
            said.extend(value.map(|value| (Category::Pos, value)));
            said.extend(kind.map(|kind| (Category::Type, kind)));
            notes.extend(needs_note.then(|| labels::labelled(Meaning::Pos, pos.as_str())));
        }
        if let Some(gender) = term.gender {
            said.push((Category::Gender, self.dialect.gender(gender)));
        }
        said.extend(term.number.map(|value| (Category::Number, number(value))));
        let (value, needs_note) = status(term.status);
        said.extend(value.map(|value| (Category::Status, value)));
        notes.extend(needs_note.then(|| labels::labelled(Meaning::Status, term.status.as_str())));
        let (categories, further): (Vec<_>, Vec<_>) =
            said.into_iter().partition(|(category, _)| self.dialect.has(*category));
        for (category, value) in categories {
            line(&mut text, 10, &self.said(category, value));
        }
        let texts = [(Category::Source, &term.source), (Category::Context, &term.context)];
        let texts =
            texts.into_iter().filter_map(|(category, text)| Some((category, text.as_deref()?)));
        for (category, value) in texts.chain(further) {
            line(&mut text, 10, &self.said(category, value));
        }
        if !term.forms.is_empty() {
            notes.push(labels::labelled(Meaning::Forms, &term.forms.join("|")));
        }
        if term.matching != Matching::Forms {
            notes.push(labels::labelled(Meaning::Matching, term.matching.as_str()));
        }
        notes.extend(term.usage_note.iter().map(|note| labels::plain(note).into_owned()));
        for note in notes {
            line(&mut text, 10, &self.note(&note, None));
        }
        text.push_str(&format!("        </{name}>\n"));
        text
    }

    /// What there is a category for, or else a note.
    fn said(&mut self, category: Category, value: &str) -> String {
        if !self.dialect.has(category) {
            return self.note(&labels::labelled(category.meaning(), value), None);
        }
        let (element, name) = category.named();
        if self.style == Style::Dct && self.dialect != Dialect::Default2008 {
            return self.element(&format!("{}:{name}", category.prefix()), value);
        }
        self.unwritable += usize::from(has_unwritable(value));
        format!("<{element} type=\"{name}\">{}</{element}>", escaped(value))
    }

    fn note(&mut self, note: &str, lang: Option<&Lang>) -> String {
        self.unwritable += usize::from(has_unwritable(note));
        let lang = lang.map(|lang| attribute("xml:lang", lang.as_str())).unwrap_or_default();
        format!("<note{lang}>{}</note>", escaped(note))
    }

    fn element(&mut self, name: &str, text: &str) -> String {
        self.unwritable += usize::from(has_unwritable(text));
        format!("<{name}>{}</{name}>", escaped(text))
    }
}

fn line(text: &mut String, indent: usize, element: &str) {
    text.push_str(&" ".repeat(indent));
    text.push_str(element);
    text.push('\n');
}
