//! Reading a PO file, entry by entry.

use std::collections::{HashSet, VecDeque};
use std::io::{Seek, SeekFrom};

use encoding_rs::Encoding;
use memchr::memmem;

use super::super::content::Reading;
use super::super::error::ExchangeError;
use super::super::lines::Lines;
use super::super::report::{Refusal, counted};
use super::super::rows::UnitRow;
use super::super::source::{Source, fill, unreadable};
use super::super::survey::{BLOCK, Survey};
use super::super::unit_rows::{ReadUnits, UnitRows};
use super::super::window::Window;
use super::entry::{Collector, Entry};
use super::head::{field, langs};
use crate::model::{BETWEEN_NOTES, Lang, Variant};

/// So many bytes hold the head.
const HEAD: usize = 1 << 14;

/// Opens a PO file.
///
/// # Errors
/// If it cannot be read.
pub(in super::super) fn open(
    mut source: Source,
    reading: &Reading<'_>,
) -> Result<UnitRows, ExchangeError> {
    let (name, length) = (source.name().to_owned(), source.length());
    let mut survey = Survey::of(&mut source, BLOCK, &name)?;
    if survey.guessed
        && let Some(said) = charset(&mut source)?
    {
        (survey.encoding, survey.guessed) = (said, false);
    }
    let window = Window::open(source, &survey, BLOCK)?;
    let mut reader = Reader {
        lines: Lines::new(window),
        collector: Collector::default(),
        langs: (reading.langs.0.clone(), reading.langs.1.clone()),
        waiting: VecDeque::new(),
        obsolete: 0,
        former: 0,
    };
    let first = reader.entry()?;
    let head = first.as_ref().filter(|entry| is_head(entry));
    let head = head.and_then(|entry| entry.translations.first()).map(|(_, text)| text.clone());
    let (from, to, told) = langs(head.as_deref().unwrap_or_default(), &name, reading.langs);
    reader.langs = (from, to);
    if let Some(entry) = first {
        reader.take(entry);
    }
    let mut remarks: Vec<String> = survey.remark().into_iter().collect();
    remarks.push(told);
    let project = head.as_deref().and_then(|head| field(head, "Project-Id-Version"));
    remarks
        .extend(project.map(|project| format!("not kept: the name of the project, `{project}`")));
    Ok(UnitRows::new(reader, remarks, length))
}

/// The encoding that the head names, if it is one of single bytes that fits.
fn charset(source: &mut Source) -> Result<Option<&'static Encoding>, ExchangeError> {
    let name = source.name().to_owned();
    let mut head = vec![0; HEAD];
    let start = source.seek(SeekFrom::Start(0));
    let read = start.and_then(|_| fill(source, &mut head));
    head.truncate(read.map_err(|error| unreadable(&name, error))?);
    let Some(at) = memmem::find(&head, b"charset=") else { return Ok(None) };
    let label = &head[at + b"charset=".len()..];
    let end = label.iter().position(|byte| b"\\\" \n;".contains(byte)).unwrap_or(0);
    let said = Encoding::for_label(&label[..end]);
    Ok(said.filter(|said| said.is_single_byte()))
}

fn is_head(entry: &Entry) -> bool {
    entry.context.is_none() && entry.message.as_deref() == Some("")
}

struct Reader {
    lines: Lines,
    collector: Collector,
    langs: (Lang, Lang),
    waiting: VecDeque<Result<UnitRow, Refusal>>,
    /// How many entries are obsolete.
    obsolete: usize,
    /// How many lines say how a message was before.
    former: usize,
}

impl Reader {
    /// The next entry; none when there are no more.
    fn entry(&mut self) -> Result<Option<Entry>, ExchangeError> {
        loop {
            match self.lines.next()? {
                Some((number, Some(line))) => {
                    if let Some(entry) = self.collector.take(number, &line) {
                        return Ok(Some(entry));
                    }
                }
                Some((number, None)) => {
                    self.collector.fault(number, "a line too long to be a message".to_owned());
                }
                None => return Ok(self.collector.finish()),
            }
        }
    }

    /// Makes rows of an entry.
    fn take(&mut self, mut entry: Entry) {
        if entry.is_obsolete {
            self.obsolete += 1;
            return;
        }
        self.former += entry.former;
        let refuse = |line, reason: &str| Err(Refusal { line, reason: reason.to_owned() });
        if let Some((line, reason)) = entry.fault.take() {
            return self.waiting.push_back(refuse(line, &reason));
        }
        if is_head(&entry) {
            return;
        }
        let Some(message) = entry.message.take() else {
            return self.waiting.push_back(refuse(entry.line, "no `msgid`"));
        };
        let plural = entry.plural.take();
        let mut translations = std::mem::take(&mut entry.translations);
        translations.retain(|(_, text)| !text.trim().is_empty());
        if translations.is_empty() || message.trim().is_empty() {
            return self.waiting.push_back(refuse(entry.line, "no translation"));
        }
        let mut seen: HashSet<(String, String)> = HashSet::new();
        for (form, text) in translations {
            let source = match &plural {
                Some(plural) if form > 0 => plural,
                _ => &message,
            };
            let pair = (source.clone(), text);
            if !seen.contains(&pair) {
                let form = plural.is_some().then_some(form);
                self.waiting.push_back(Ok(self.row(&entry, &pair, form)));
                seen.insert(pair);
            }
        }
    }

    fn row(
        &self,
        entry: &Entry,
        (source, target): &(String, String),
        form: Option<usize>,
    ) -> UnitRow {
        let variants = vec![
            Variant { lang: self.langs.0.clone(), text: source.clone() },
            Variant { lang: self.langs.1.clone(), text: target.clone() },
        ];
        let is_fuzzy = entry.flags.iter().any(|flag| flag == "fuzzy");
        let flags: Vec<&str> =
            entry.flags.iter().map(String::as_str).filter(|flag| *flag != "fuzzy").collect();
        let joined = |parts: &[&str], with| Some(parts.join(with)).filter(|text| !text.is_empty());
        let references: Vec<&str> = entry.references.iter().map(String::as_str).collect();
        let said = [
            ("x-po-context", entry.context.clone()),
            ("x-po-flags", joined(&flags, ", ")),
            ("x-po-form", form.map(|form| form.to_string())),
            ("x-po-fuzzy", is_fuzzy.then(|| "yes".to_owned())),
            ("x-po-references", joined(&references, " ")),
        ];
        let said = said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let note = Some(entry.notes.join(BETWEEN_NOTES)).filter(|note| !note.is_empty());
        UnitRow {
            line: entry.line,
            variants,
            note,
            properties: said.collect(),
            ..UnitRow::default()
        }
    }
}

impl ReadUnits for Reader {
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError> {
        loop {
            if let Some(row) = self.waiting.pop_front() {
                return Ok(Some(row));
            }
            match self.entry()? {
                Some(entry) => self.take(entry),
                None => return Ok(None),
            }
        }
    }

    fn passed(&self) -> u64 {
        self.lines.passed()
    }

    fn last_remarks(&self) -> Vec<String> {
        let lost = [
            counted(self.obsolete, "obsolete entry", "obsolete entries"),
            counted(self.former, "line with a former message", "lines with former messages"),
        ];
        let lost: Vec<String> = lost.into_iter().flatten().collect();
        (!lost.is_empty()).then(|| format!("not kept: {}", lost.join(", "))).into_iter().collect()
    }
}
