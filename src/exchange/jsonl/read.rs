//! Reading a backup, line by line.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use memchr::memchr;

use super::super::error::ExchangeError;
use super::super::layout::TableKind;
use super::super::report::Refusal;
use super::super::source::{Source, unreadable};
use super::super::unit_rows::Meter;
use super::{Head, VERSION, check};
use crate::model::Lang;
use crate::model::backup::Record;

/// A line may be so long, in bytes: it may hold a whole document.
const LONGEST: usize = 256 << 20;

/// The records of a backup, in their order: each with its line, or refused. Only one is in memory.
/// After an error nothing follows.
pub struct BackupRows {
    name: String,
    bytes: BufReader<Source>,
    langs: Option<(Lang, Lang)>,
    /// What is handed out, if not everything.
    kind: Option<TableKind>,
    /// The number of the line that was read last.
    line: usize,
    passed: u64,
    meter: Meter,
    buffer: Vec<u8>,
    has_ended: bool,
}

/// Whether a text begins as a backup does.
pub(in super::super) fn is_head(text: &str) -> bool {
    text.lines().next().is_some_and(|line| serde_json::from_str::<Head>(line).is_ok())
}

/// Opens a backup.
///
/// # Errors
/// If it cannot be read, or if it is none or one of a later version.
pub(in super::super) fn open(
    mut source: Source,
    kind: Option<TableKind>,
) -> Result<BackupRows, ExchangeError> {
    let (name, length) = (source.name().to_owned(), source.length());
    source.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&name, error))?;
    let mut rows = BackupRows {
        name: name.clone(),
        bytes: BufReader::new(source),
        langs: None,
        kind,
        line: 0,
        passed: 0,
        meter: Meter::new(length),
        buffer: Vec::new(),
        has_ended: false,
    };
    let head = rows.next_line()?.and_then(|is_whole| {
        let line = rows.buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&rows.buffer);
        serde_json::from_slice::<Head>(line).ok().filter(|_| is_whole)
    });
    match head {
        None => Err(ExchangeError::NoBackup { name }),
        Some(head) if head.beleg > VERSION => {
            Err(ExchangeError::NewerBackup { name, version: head.beleg })
        }
        Some(head) => Ok(BackupRows { langs: head.from.zip(head.to), ..rows }),
    }
}

impl BackupRows {
    /// The languages that the database works with, the source language first.
    pub fn langs(&self) -> Option<&(Lang, Lang)> {
        self.langs.as_ref()
    }

    /// What is handed out, if not everything.
    pub fn kind(&self) -> Option<TableKind> {
        self.kind
    }

    /// How much of the file is read.
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// Reads the next line into the buffer. Answers whether all of it is there; nothing at the end.
    fn next_line(&mut self) -> Result<Option<bool>, ExchangeError> {
        self.buffer.clear();
        self.line += 1;
        let failed = |error| unreadable(&self.name, error);
        let room = LONGEST as u64 + 1;
        let read = (&mut self.bytes).take(room).read_until(b'\n', &mut self.buffer);
        let read = read.map_err(failed)?;
        self.passed += read as u64;
        self.meter.pass(self.passed);
        if read == 0 {
            return Ok(None);
        }
        let is_whole = self.buffer.len() <= LONGEST;
        if !is_whole && self.buffer.last() != Some(&b'\n') {
            self.skip_line()?;
        }
        Ok(Some(is_whole))
    }

    /// Passes what is left of a line.
    fn skip_line(&mut self) -> Result<(), ExchangeError> {
        loop {
            let part = self.bytes.fill_buf().map_err(|error| unreadable(&self.name, error))?;
            let (length, is_done) = match memchr(b'\n', part) {
                Some(end) => (end + 1, true),
                None => (part.len(), part.is_empty()),
            };
            self.bytes.consume(length);
            self.passed += length as u64;
            if is_done {
                return Ok(());
            }
        }
    }

    /// What a line says; nothing if it is blank or not asked for.
    fn record(&self, is_whole: bool) -> Result<Option<Record>, String> {
        if !is_whole {
            return Err(format!("longer than {} MB", LONGEST >> 20));
        }
        if self.buffer.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let record: Record = serde_json::from_slice(&self.buffer).map_err(|error| fault(&error))?;
        let is_wanted = match (self.kind, &record) {
            (None, _) => true,
            (Some(TableKind::Terms), record) => {
                matches!(record, Record::Concept(_) | Record::Relation(_))
            }
            (Some(TableKind::Units), record) => matches!(
                record,
                Record::Memory(_) | Record::Section(_) | Record::Head(_) | Record::Unit(_)
            ),
        };
        check::check(&record)?;
        Ok(is_wanted.then_some(record))
    }
}

/// What is wrong with a line that is no record, for people: they know the number of the line, and not
/// the names that the program has for its parts.
fn fault(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
    let mut words: Vec<&str> = Vec::new();
    for word in told.split(' ') {
        match words.last_mut() {
            Some(last) if *last == "struct" => *last = "an object",
            _ => words.push(word),
        }
    }
    format!("no record: {}, at character {}", words.join(" "), error.column())
}

impl Iterator for BackupRows {
    type Item = Result<Result<(usize, Record), Refusal>, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.has_ended {
            let is_whole = match self.next_line() {
                Ok(Some(is_whole)) => is_whole,
                Ok(None) => break,
                Err(error) => {
                    self.has_ended = true;
                    return Some(Err(error));
                }
            };
            let line = self.line;
            match self.record(is_whole) {
                Ok(Some(record)) => return Some(Ok(Ok((line, record)))),
                Ok(None) => {}
                Err(reason) => return Some(Ok(Err(Refusal { line, reason }))),
            }
        }
        self.has_ended = true;
        None
    }
}

impl std::fmt::Debug for BackupRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BackupRows").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::BackupWriter;
    use super::*;
    use crate::model::backup::{DatedConcept, FullAlignment, FullBead, FullUnit};
    use crate::model::{
        Attestation, Concept, ConceptId, Context, Details, DocumentId, Matching, Neighbours,
        PartOfSpeech, Provenance, Remark, SectionId, Standing, Status, Term, TranslationUnit,
        UnitId, Variant,
    };

    fn written(records: &[Record]) -> Vec<u8> {
        let mut out = Vec::new();
        let langs = Some((Lang::german(), Lang::english()));
        let mut writer = BackupWriter::new(&mut out, langs).unwrap();
        records.iter().for_each(|record| writer.record(record).unwrap());
        out
    }

    fn read(bytes: Vec<u8>) -> Vec<Result<Record, Refusal>> {
        let source = Source::of(bytes, "x").unwrap();
        let Ok(rows) = open(source, None) else { return Vec::new() };
        rows.map(|row| row.unwrap().map(|(_, record)| record)).collect()
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof!["\\PC{1,8}", "[a\"\\\\\n\r\t\u{2028}\u{0}\u{7f}é🦀]{1,8}"]
            .prop_filter("a text", |text: &String| !text.trim().is_empty())
    }

    fn unit() -> impl Strategy<Value = Record> {
        let dates = "2024-0[1-9]-01T00:00:00Z";
        let numbers = (prop::option::of(0.0..=1.0), prop::option::of(any::<i64>()), any::<i64>());
        let texts = (text(), text(), text(), prop::option::of(text()));
        (texts, numbers, dates, any::<bool>()).prop_map(|(texts, numbers, date, is_approved)| {
            let (de, en, origin, note) = texts;
            let (confidence, before, former) = numbers;
            let remark = Remark { kind: note.clone(), text: de.clone(), ..Remark::default() };
            let details = Details {
                attributes: vec![(en.clone(), origin.clone())],
                remarks: vec![remark],
                ..Details::default()
            };
            let neighbours = Neighbours { before, after: Some(former) };
            let unit = TranslationUnit {
                id: Some(UnitId(3)),
                variants: vec![
                    Variant { lang: Lang::german(), text: de },
                    Variant { lang: Lang::english(), text: en.clone() },
                ],
                provenance: Provenance {
                    document: Some(DocumentId(1)),
                    origin: origin.clone(),
                    confidence,
                    created: date.clone(),
                    changed: date.clone(),
                    note: note.clone(),
                    section: SectionId(2),
                    is_approved,
                    context: Context { source: neighbours, target: Neighbours::default() },
                    properties: [(en, origin.clone())].into(),
                    details: details.if_any(),
                },
            };
            let elsewhere = Attestation { origin, note, created: date, ..Attestation::default() };
            let attestations = vec![elsewhere];
            Record::Unit(Box::new(FullUnit { unit, former: vec![former], attestations }))
        })
    }

    fn concept() -> impl Strategy<Value = Record> {
        let grammar = (
            prop::sample::select(Status::ALL),
            prop::option::of(prop::sample::select(PartOfSpeech::ALL)),
            prop::sample::select(Matching::ALL),
        );
        (text(), prop::option::of(text()), grammar).prop_map(|(name, note, grammar)| {
            let (status, pos, matching) = grammar;
            let term = Term {
                status,
                pos,
                matching,
                usage_note: note.clone(),
                forms: vec![name.clone()],
                ..Term::new(Lang::german(), name)
            };
            let concept =
                Concept { id: Some(ConceptId(9)), note, terms: vec![term], ..Concept::default() };
            let (created, changed) = (String::new(), "2024".to_owned());
            Record::Concept(Box::new(DatedConcept { concept, created, changed }))
        })
    }

    fn alignment() -> impl Strategy<Value = Record> {
        prop::collection::vec((0..3_usize, 0..3_usize, 0.0..=1.0, any::<bool>()), 0..5).prop_map(
            |steps| {
                let mut at = (0, 0);
                let bead = |(source, target, confidence, kept): (usize, usize, f64, bool)| {
                    let from = at;
                    at = (from.0 + source, from.1 + target);
                    FullBead {
                        source: (from.0, at.0),
                        target: (from.1, at.1),
                        confidence,
                        standing: if kept { Standing::Accepted } else { Standing::Dropped },
                        unit: kept.then_some(UnitId(1)),
                    }
                };
                Record::Alignment(Box::new(FullAlignment {
                    source: DocumentId(1),
                    target: DocumentId(2),
                    accept: 0.3,
                    created: String::new(),
                    beads: steps.into_iter().map(bead).collect(),
                }))
            },
        )
    }

    proptest! {
        #[test]
        fn records_come_back(
            records in prop::collection::vec(prop_oneof![unit(), concept(), alignment()], 0..6),
        ) {
            let bytes = written(&records);
            let back: Result<Vec<Record>, Refusal> = read(bytes).into_iter().collect();
            prop_assert_eq!(back, Ok(records));
        }

        #[test]
        fn no_bytes_make_reading_panic(
            record in prop_oneof![unit(), concept(), alignment()],
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        ) {
            let mut bytes = written(&[record]);
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            read(bytes);
        }
    }
}
