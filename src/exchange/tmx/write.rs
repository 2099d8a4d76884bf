//! Writing TMX.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;

use super::super::error::ExchangeError;
use super::super::report::{ExportReport, Loss};
use super::super::rows::placed;
use super::super::xml::{attribute, escaped, has_unwritable, start_tag};
use super::head;
use super::unit::{is_confirmed, says_approved, written_context};
use super::{APPROVED, CONFIDENCE, CONTEXT, DOCUMENT, OF_TEXT, OF_UNIT, PLACE, dates, inline};
use crate::model::backup::FileHead;
use crate::model::details::{self, ALL_LANGUAGES, CHANGED, CREATED, TRANSLATED};
use crate::model::{
    BETWEEN_NOTES, Details, Lang, Provenance, Remark, Section, TextDetails, TranslationUnit,
    Variant,
};

/// What all units of a file have in common, which its head says: gathered before they are written,
/// so that not all of them need be in memory.
#[derive(Debug, Default)]
pub struct Common {
    document: Same,
    source: Same,
    /// The heads of the files that units came from, by what those come from, each with whether it is
    /// that of any.
    heads: HashMap<String, (String, bool)>,
    /// Whether any unit came from a file without a head.
    has_headless: bool,
}

/// A value that may be the same for all.
#[derive(Debug, Default)]
enum Same {
    #[default]
    Unknown,
    One(String),
    Several,
}

impl Same {
    fn note(&mut self, value: &str) {
        match self {
            Self::Unknown => *self = Self::One(value.to_owned()),
            Self::One(known) if known != value => *self = Self::Several,
            _ => {}
        }
    }

    fn value(&self) -> Option<&str> {
        match self {
            Self::One(value) if !value.is_empty() => Some(value),
            _ => None,
        }
    }
}

impl Common {
    /// Of units whose files may have these heads.
    pub fn new(heads: Vec<FileHead>) -> Self {
        let heads = heads.into_iter().map(|head| (head.origin, (head.text, false)));
        Self { heads: heads.collect(), ..Self::default() }
    }

    /// Takes a unit into account.
    pub fn note(&mut self, unit: &TranslationUnit) {
        match self.heads.get_mut(&unit.provenance.origin) {
            Some((_, is_used)) => *is_used = true,
            None => self.has_headless = true,
        }
        self.document.note(&unit.provenance.origin);
        self.source.note(source_of(unit));
    }

    /// The head of the file that all units came from, if it is one; and how many heads are not written.
    fn head(&self) -> (Option<&str>, usize) {
        let used = self.heads.values().filter(|(_, is_used)| *is_used);
        let heads: BTreeSet<&str> = used.map(|(head, _)| head.as_str()).collect();
        match heads.first() {
            Some(head) if heads.len() == 1 && !self.has_headless && head::is_readable(head) => {
                (Some(head), 0)
            }
            _ => (None, heads.len()),
        }
    }
}

/// What a unit is translated from: its first language, or all of them.
fn source_of(unit: &TranslationUnit) -> &str {
    let details = unit.provenance.details.as_ref();
    let said = details.and_then(|details| details.attribute(TRANSLATED));
    let first = || unit.variants.first().map_or("", |variant| variant.lang.as_str());
    said.filter(|said| *said == ALL_LANGUAGES).unwrap_or_else(first)
}

/// A file in the making, to which units are added one by one.
pub struct Writer<'w> {
    out: &'w mut dyn Write,
    /// What the head says that the units come from and are translated from.
    document: Option<String>,
    source: String,
    written: usize,
    lost: Lost,
}

/// How often something could not be written.
#[derive(Default)]
struct Lost {
    attributes: usize,
    codes: usize,
    characters: usize,
    heads: usize,
}

impl Lost {
    fn told(&self) -> Vec<Loss> {
        [
            Loss::of("attributes that TMX does not have", self.attributes),
            Loss::of("texts with codes that were edited without them", self.codes),
            Loss::of("texts with control characters, which XML does not have", self.characters),
            Loss::of("heads of files", self.heads),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl<'w> Writer<'w> {
    /// Begins a file. `from` is what is translated where neither a head nor the units say so.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn begin(
        out: &'w mut dyn Write,
        common: &Common,
        from: &Lang,
    ) -> Result<Self, ExchangeError> {
        let (head, heads) = common.head();
        let source = common.source.value().map(str::to_owned);
        let source = source.or_else(|| head.and_then(head::source));
        let mut writer = Self {
            out,
            document: common.document.value().map(str::to_owned),
            source: source.unwrap_or_else(|| from.as_str().to_owned()),
            written: 0,
            lost: Lost { heads, ..Lost::default() },
        };
        let head = head::written(head, &writer.source, writer.document.as_deref());
        writer.put(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n",
        )?;
        writer.put(&format!("<tmx version=\"1.4\">\n  {head}  <body>\n"))?;
        Ok(writer)
    }

    /// Ends the file, and answers with what was written.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(mut self) -> Result<ExportReport, ExchangeError> {
        self.put("  </body>\n</tmx>\n")?;
        Ok(ExportReport { written: self.written, lost: self.lost.told() })
    }

    fn put(&mut self, text: &str) -> Result<(), ExchangeError> {
        self.out.write_all(text.as_bytes()).map_err(|source| ExchangeError::Output { source })
    }

    /// Adds a unit.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn unit(&mut self, unit: &TranslationUnit, section: &Section) -> Result<(), ExchangeError> {
        let nothing = Details::default();
        let details = unit.provenance.details.as_deref().unwrap_or(&nothing);
        let attributes = self.attributes(unit, details);
        let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let mut text = format!("    {}\n", start_tag("tu", attributes));
        let mut remarks = remarks(&unit.provenance, details, section);
        let is_common = self.document.as_ref() == Some(&unit.provenance.origin);
        remarks.retain(|remark| !is_common || remark.kind.as_deref() != Some(DOCUMENT));
        for remark in remarks {
            text.push_str(&format!("      {}\n", self.remark(&remark)));
        }
        let plain = TextDetails::default();
        for (place, variant) in unit.variants.iter().enumerate() {
            text.push_str(&self.variant(variant, details.texts.get(place).unwrap_or(&plain)));
        }
        text.push_str("    </tu>\n");
        self.written += 1;
        self.put(&text)
    }

    fn attributes<'d>(
        &mut self,
        unit: &TranslationUnit,
        details: &'d Details,
    ) -> Vec<(&'d str, String)> {
        let Provenance { created, changed, .. } = &unit.provenance;
        let dates = [(CREATED, created), (CHANGED, changed)];
        let mut attributes = self.allowed(&details.attributes, OF_UNIT);
        // A date that was read stands only as long as it is the unit's.
        attributes.retain(|(name, value)| {
            dates
                .iter()
                .all(|(date, moment)| date != name || dates::read(value).as_ref() == Some(moment))
        });
        for (name, moment) in dates {
            let is_there = attributes.iter().any(|(known, _)| *known == name);
            let of_texts = details.texts.iter().filter_map(|text| {
                details::attribute(&text.attributes, name).and_then(dates::read)
            });
            // Of a unit that was never changed the second date says nothing.
            let (of_texts, says_nothing) = match name {
                CREATED => (of_texts.min(), details.is_undated()),
                _ => (of_texts.max(), changed == created),
            };
            let is_needed = !is_there && !says_nothing && of_texts.as_ref() != Some(moment);
            let written = dates::written(moment).filter(|_| is_needed);
            attributes.extend(written.map(|written| (name, written)));
        }
        let source = source_of(unit);
        let is_said = attributes.iter().any(|(name, _)| *name == TRANSLATED);
        if is_said && source == ALL_LANGUAGES && self.source == ALL_LANGUAGES {
            attributes.retain(|(name, _)| *name != TRANSLATED);
        } else if !is_said && source != self.source {
            attributes.push((TRANSLATED, source.to_owned()));
        }
        attributes
    }

    /// The attributes that an element of TMX 1.4 may have.
    fn allowed<'d>(
        &mut self,
        attributes: &'d [(String, String)],
        allowed: &[&str],
    ) -> Vec<(&'d str, String)> {
        let (known, unknown): (Vec<_>, Vec<_>) = attributes.iter().partition(|(name, value)| {
            let is_segtype = name != "segtype"
                || matches!(value.as_str(), "block" | "paragraph" | "sentence" | "phrase");
            allowed.contains(&name.as_str()) && is_segtype
        });
        self.lost.attributes += unknown.len();
        known.into_iter().map(|(name, value)| (name.as_str(), value.clone())).collect()
    }

    fn remark(&mut self, remark: &Remark) -> String {
        let name = if remark.kind.is_some() { "prop" } else { "note" };
        let mut tag = format!("<{name}");
        if let Some(kind) = &remark.kind {
            tag.push_str(&attribute("type", kind));
        }
        for (name, value) in self.allowed(&remark.attributes, &["xml:lang", "o-encoding", "lang"]) {
            tag.push_str(&attribute(name, &value));
        }
        self.lost.characters += usize::from(has_unwritable(&remark.text));
        format!("{tag}>{}</{name}>", escaped(&remark.text))
    }

    fn variant(&mut self, variant: &Variant, said: &TextDetails) -> String {
        let mut tag = format!("      <tuv{}", attribute("xml:lang", variant.lang.as_str()));
        for (name, value) in self.allowed(&said.attributes, OF_TEXT) {
            tag.push_str(&attribute(name, &value));
        }
        tag.push_str(">\n");
        for remark in &said.remarks {
            tag.push_str(&format!("        {}\n", self.remark(remark)));
        }
        let coded = said.coded.as_deref();
        let fitting = coded.filter(|coded| inline::plain(coded).as_ref() == Some(&variant.text));
        self.lost.codes += usize::from(coded.is_some() && fitting.is_none());
        self.lost.characters += usize::from(has_unwritable(&variant.text));
        let content = fitting.map_or_else(|| escaped(&variant.text), str::to_owned);
        format!("{tag}        <seg>{content}</seg>\n      </tuv>\n")
    }
}

/// The notes and properties of a unit: those that came with it, then what has a place of its own.
fn remarks(provenance: &Provenance, details: &Details, section: &Section) -> Vec<Remark> {
    let (notes, mut properties): (Vec<Remark>, Vec<Remark>) =
        details.remarks.iter().cloned().partition(|remark| remark.kind.is_none());
    let came: Vec<&str> = notes.iter().map(|note| note.text.trim()).collect();
    let note = provenance.note.as_deref();
    let mut remarks = if note == Some(came.join(BETWEEN_NOTES).as_str()) || note.is_none() {
        notes.clone()
    } else {
        let note = note.unwrap_or_default().to_owned();
        vec![Remark { text: note, ..Remark::default() }]
    };
    let is_approved = properties.iter().any(is_confirmed)
        || provenance.properties.iter().any(|(kind, text)| says_approved(kind, text));
    let property = |kind: &str, text: &str| Remark {
        kind: Some(kind.to_owned()),
        text: text.to_owned(),
        ..Remark::default()
    };
    properties.extend(provenance.properties.iter().map(|(kind, text)| property(kind, text)));
    properties.extend(placed(section, PLACE).map(|(kind, value)| property(kind, value)));
    let confidence = provenance.confidence.map(|confidence| confidence.to_string());
    let own = [
        (DOCUMENT, Some(provenance.origin.clone()).filter(|origin| !origin.is_empty())),
        (CONFIDENCE, confidence),
        (APPROVED, (provenance.is_approved && !is_approved).then(|| "yes".to_owned())),
        (CONTEXT, written_context(&provenance.context)),
    ];
    properties.extend(own.into_iter().filter_map(|(kind, text)| Some(property(kind, &text?))));
    remarks.extend(properties);
    remarks
}
