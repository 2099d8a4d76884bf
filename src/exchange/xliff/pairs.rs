//! A working document as sentence pairs, and as an article whose segments are given.

use std::sync::Arc;

use super::super::article::Article;
use super::super::content::Reading;
use super::super::error::ExchangeError;
use super::super::report::{Refusal, counted};
use super::super::rows::UnitRow;
use super::super::source::Source;
use super::super::unit_rows::{ReadUnits, UnitRows};
use super::said::said;
use super::{File, Segment, Text, Xliff};
use crate::model::{BETWEEN_NOTES, Details, Lang, Span, TextDetails, Variant};

/// Opens a working document as sentence pairs.
///
/// # Errors
/// If it cannot be read, is ill-formed, or holds no segment.
pub(in super::super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<UnitRows, ExchangeError> {
    let length = source.length();
    let file = Xliff::read(source)?;
    let (from, to) = reading.langs;
    let reader = Reader {
        remarks: remarks(&file),
        all: file.segments.len(),
        length,
        files: file.files,
        segments: file.segments.into_iter(),
        langs: (from.clone(), to.clone()),
    };
    Ok(UnitRows::new(reader, Vec::new(), length))
}

struct Reader {
    files: Vec<File>,
    segments: std::vec::IntoIter<Segment>,
    all: usize,
    length: u64,
    /// The languages of what does not name its own.
    langs: (Lang, Lang),
    remarks: Vec<String>,
}

impl ReadUnits for Reader {
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError> {
        let Some(segment) = self.segments.next() else { return Ok(None) };
        // Lines say little of files in which everything stands on one.
        let (line, name) = (segment.line, segment.name());
        let file = self.files.get(segment.file);
        let row = row(segment, file, (&self.langs.0, &self.langs.1));
        Ok(Some(row.map_err(|reason| Refusal { line, reason: format!("{name}: {reason}") })))
    }

    fn passed(&self) -> u64 {
        let done = (self.all - self.segments.len()) as u64;
        self.length * done / (self.all.max(1) as u64)
    }

    fn last_remarks(&self) -> Vec<String> {
        self.remarks.clone()
    }
}

/// What is not taken of a file.
fn remarks(file: &Xliff) -> Vec<String> {
    let proposals: usize = {
        let mut before: Option<&Arc<super::About>> = None;
        let units = file.segments.iter().filter(|segment| {
            let is_same = before.is_some_and(|before| Arc::ptr_eq(before, &segment.about));
            before = Some(&segment.about);
            !is_same
        });
        units.map(|segment| segment.about.proposals).sum()
    };
    let lost = [
        counted(file.marks, "marked span", "marked spans"),
        counted(proposals, "proposal of another translation", "proposals of other translations"),
        counted(file.entries, "entry of a glossary", "entries of glossaries"),
        counted(
            file.unkept.attributes,
            "attribute of a unit or a note",
            "attributes of units and notes",
        ),
        counted(file.unkept.notes, "note on a group or a file", "notes on groups and files"),
    ];
    let lost: Vec<String> = lost.into_iter().flatten().collect();
    (!lost.is_empty()).then(|| format!("not kept: {}", lost.join(", "))).into_iter().collect()
}

fn row(
    segment: Segment,
    file: Option<&File>,
    (from, to): (&Lang, &Lang),
) -> Result<UnitRow, String> {
    if segment.source.plain.trim().is_empty() {
        return Err("no source text".to_owned());
    }
    let is_copy = segment.is_copy();
    let Some(target) = segment.target.filter(|target| !target.plain.trim().is_empty()) else {
        return Err(if segment.is_locked {
            "no translation, and none is wanted".to_owned()
        } else {
            "no translation".to_owned()
        });
    };
    if is_copy {
        return Err("no translation, only the source in its place".to_owned());
    }
    let source_lang = file.and_then(|file| file.source.as_ref()).unwrap_or(from);
    let named = segment.target_lang.as_ref().or(file.and_then(|file| file.target.as_ref()));
    let other = if source_lang.is_same_language(to) { from } else { to };
    let target_lang = named.unwrap_or(other);
    if source_lang == target_lang {
        return Err(format!("source and target are both in {source_lang}"));
    }
    let variant =
        |lang: &Lang, text: &Text| Variant { lang: lang.clone(), text: text.plain.clone() };
    let mut row = UnitRow {
        line: segment.line,
        variants: vec![variant(source_lang, &segment.source), variant(target_lang, &target)],
        document: file.and_then(|file| file.original.clone()).filter(|name| !name.is_empty()),
        is_approved: segment.is_approved,
        ..UnitRow::default()
    };
    let notes = segment.about.notes.iter().map(String::as_str);
    let notes: Vec<&str> = notes.chain(segment.comments.iter().map(|one| &**one)).collect();
    row.note = Some(notes.join(BETWEEN_NOTES)).filter(|note| !note.is_empty());
    // What was written here by name says more than a state of the format.
    for (name, value) in segment.about.properties.iter().chain(&segment.state) {
        said(&mut row, name, value);
    }
    let coded = |text: Text| TextDetails { coded: text.coded, ..TextDetails::default() };
    let texts = vec![coded(segment.source), coded(target)];
    row.details = Details { texts, ..Details::default() }.if_any();
    Ok(row)
}

/// The source texts of a working document that is translated from a language, as an article in which
/// each is a segment and each unit a paragraph; and which segment of the file each is.
///
/// # Errors
/// If nothing in it is in this language.
pub fn article(
    file: &Xliff,
    lang: &Lang,
) -> Result<(Article, Vec<crate::model::Segment>, Vec<usize>), ExchangeError> {
    let mut text = String::new();
    let (mut segments, mut paragraphs): (Vec<crate::model::Segment>, Vec<Span>) =
        Default::default();
    let mut places = Vec::new();
    let mut unit = None;
    let mut from_others = 0;
    for (place, segment) in file.segments.iter().enumerate() {
        let plain = segment.source.plain.trim();
        if plain.is_empty() {
            continue;
        }
        if !file.is_from(segment, lang) {
            from_others += 1;
            continue;
        }
        let start = text.len();
        text.push_str(plain);
        let span = Span { start, end: text.len() };
        text.push('\n');
        match paragraphs.last_mut().filter(|_| unit == Some(segment.places.unit)) {
            Some(last) => last.end = span.end,
            None => paragraphs.push(span),
        }
        unit = Some(segment.places.unit);
        segments.push(crate::model::Segment { span, paragraph: paragraphs.len() - 1 });
        places.push(place);
    }
    if segments.is_empty() {
        let source = file.files.iter().find_map(|file| file.source.as_ref());
        return Err(match source {
            Some(source) if !source.is_same_language(lang) => ExchangeError::OtherSource {
                name: file.name.clone(),
                lang: source.to_string(),
                wanted: lang.to_string(),
                target: file.target().map(Lang::to_string),
            },
            _ => ExchangeError::NoText { name: file.name.clone() },
        });
    }
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name);
    let article = Article {
        remarks: Vec::from_iter(counted(
            from_others,
            "segment is translated from another language and is left out",
            "segments are translated from other languages and are left out",
        )),
        text,
        encoding: file.encoding.name(),
        guessed: false,
        title: name.to_owned(),
        paragraphs,
    };
    Ok((article, segments, places))
}

impl Xliff {
    /// Whether a segment is translated from a language, as far as the file says so.
    pub fn is_from(&self, segment: &Segment, lang: &Lang) -> bool {
        let source = self.files.get(segment.file).and_then(|file| file.source.as_ref());
        source.is_none_or(|source| source.is_same_language(lang))
    }

    /// Whether a segment is translated into a language, as far as the file says so.
    pub fn is_into(&self, segment: &Segment, lang: &Lang) -> bool {
        let target = self.files.get(segment.file).and_then(|file| file.target.as_ref());
        let target = segment.target_lang.as_ref().or(target);
        target.is_none_or(|target| target.is_same_language(lang))
    }

    /// The first language that it is translated from, if it says so.
    pub fn source(&self) -> Option<&Lang> {
        self.files.iter().find_map(|file| file.source.as_ref())
    }

    /// The first language that it is translated into, if it says so.
    pub fn target(&self) -> Option<&Lang> {
        self.files.iter().find_map(|file| file.target.as_ref())
    }
}
