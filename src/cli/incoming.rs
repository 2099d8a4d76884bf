//! Files on their way into the database: opened, with what there is to say of their rows.

use std::iter;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::context::Context;
use super::error::CliError;
use super::output::counted;
use super::reading::{STREAM, bytes};
use crate::exchange::jsonl::BackupRows;
use crate::exchange::{
    Content, ExchangeError, Format, Meter, Reading, Refusal, Source, TableKind, UnitRow, UnitRows,
    dictionary,
};
use crate::memory::matching::DRAFT;
use crate::model::{Lang, Proposal, Section};
use crate::project::{LangPair, Numbered, NumberedRecord, NumberedUnit, ProjectError, Rows};

/// So many rows are named; the rest is counted.
const NAMED: usize = 20;

/// A file that can be imported: at least one of its rows can be used.
pub(super) struct Incoming {
    /// The name to speak of it by.
    pub(super) shown: String,
    /// The name by which the database remembers it.
    pub(super) origin: String,
    /// What the file says of all its sentence pairs, as it says it.
    pub(super) head: Option<String>,
    pub(super) format: Format,
    /// What its rows are.
    pub(super) kind: &'static str,
    pub(super) rows: Rows<'static>,
    /// What there is to say of the table.
    pub(super) remarks: Vec<String>,
    /// What there is to say when its rows are taken in.
    pub(super) noted: Shared,
    pub(super) size: Size,
}

/// How long a file is.
pub(super) enum Size {
    /// So many rows.
    Rows(usize),
    /// So many bytes, and how many of them are read.
    Bytes(Meter),
}

/// Notes on the rows of a file, which are read elsewhere.
#[derive(Clone, Default)]
pub(super) struct Shared(Arc<Mutex<Noted>>);

/// Notes on the rows of a file.
#[derive(Default)]
pub(super) struct Noted {
    /// How many rows were refused.
    pub(super) refused: usize,
    /// The first of them, or all if all are wanted.
    pub(super) named: Vec<Refusal>,
    are_all_wanted: bool,
    /// What there is to say of all rows.
    remarks: Vec<String>,
}

impl Shared {
    /// Notes that hold every refused row, or the first of them.
    pub(super) fn new(are_all_wanted: bool) -> Self {
        Self(Arc::new(Mutex::new(Noted { are_all_wanted, ..Noted::default() })))
    }

    fn note(&self, note: impl FnOnce(&mut Noted)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes that a row was refused.
    pub(super) fn refuse(&self, refusal: Refusal) {
        self.note(|noted| {
            noted.refused += 1;
            if noted.are_all_wanted || noted.named.len() < NAMED {
                noted.named.push(refusal);
            }
        });
    }

    /// Says which rows were refused until now, and why.
    fn say(&self, context: &mut Context, shown: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).say(context, shown);
    }

    /// How many rows were refused until now.
    fn refused(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).refused
    }

    /// What was noted until now.
    pub(super) fn take(&self) -> Noted {
        let mut noted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        noted.named.sort_by_key(|row| row.line);
        noted
    }
}

impl Noted {
    /// Says which rows were refused, and why.
    pub(super) fn say(&self, context: &mut Context, shown: &str) {
        say_all(context, shown, &self.remarks);
        let rows = self.named.iter().map(|row| (row.line, format!("refused: {}", row.reason)));
        say_rows(context, shown, "rows refused", rows, self.refused);
    }
}

/// Why a file cannot be imported.
pub(super) struct Unusable {
    pub(super) error: CliError,
    /// Whether rows are lost with it, or may be: it is neither empty nor something else.
    pub(super) may_hold_rows: bool,
}

impl From<ExchangeError> for Unusable {
    fn from(error: ExchangeError) -> Self {
        let may_hold_rows = !matches!(
            error,
            ExchangeError::Empty { .. }
                | ExchangeError::NoUnits { .. }
                | ExchangeError::Article { .. }
                | ExchangeError::Other { .. }
        );
        Self { error: error.into(), may_hold_rows }
    }
}

impl From<Unusable> for CliError {
    fn from(unusable: Unusable) -> Self {
        unusable.error
    }
}

/// The name by which the database remembers a file.
pub(super) fn origin(file: &Path) -> String {
    if file.as_os_str() == STREAM { "stdin" } else { file_name(file) }.to_owned()
}

/// Opens a file that the database will remember by `origin`, and reads it up to the first row that
/// can be used.
pub(super) fn open(
    source: Source,
    origin: String,
    reading: &Reading<'_>,
    section: &Section,
    noted: Shared,
    context: &mut Context,
) -> Result<Incoming, Unusable> {
    let shown = source.name().to_owned();
    let content = Content::open(source, reading)?;
    take(shown, origin, content, (reading.langs, section), noted, context)
}

/// Takes what a file holds, and reads it up to the first row that can be used.
pub(super) fn take(
    shown: String,
    origin: String,
    (format, content): (Format, Content),
    ((from, to), section): ((&Lang, &Lang), &Section),
    noted: Shared,
    context: &mut Context,
) -> Result<Incoming, Unusable> {
    let mut head = None;
    let (kind, remarks, size, rows) = match content {
        Content::Terms(table) => {
            table.refused.into_iter().for_each(|refusal| noted.refuse(refusal));
            let rows: Vec<(usize, Proposal)> =
                table.rows.into_iter().map(|row| (row.line, row.proposal)).collect();
            let size = Size::Rows(rows.len());
            ("terms", table.remarks, size, (!rows.is_empty()).then_some(Rows::Terms(rows)))
        }
        Content::Units(rows) => {
            head = rows.head().map(str::to_owned);
            let (remarks, size) = (rows.remarks().to_vec(), Size::Bytes(rows.meter()));
            let mut pairs = Pairs {
                rows,
                origin: origin.clone(),
                section: section.clone(),
                noted: noted.clone(),
                langs: LangPair { from: from.clone(), to: to.clone() },
                drafts: 0,
                strangers: 0,
            };
            let first = pairs.next().transpose().map_err(unreadable)?;
            let rows = first.map(|first| Rows::Units(Box::new(iter::once(Ok(first)).chain(pairs))));
            ("units", remarks, size, rows)
        }
        Content::Backup(rows) => {
            let kind = match rows.kind() {
                None => "everything",
                Some(TableKind::Terms) => "terms",
                Some(TableKind::Units) => "units",
            };
            let size = Size::Bytes(rows.meter());
            let langs = rows.langs().cloned().map(|(from, to)| LangPair { from, to });
            let mut records = Records { rows, noted: noted.clone() };
            let first = records.next().transpose()?;
            let rows = first
                .map(|first| Rows::Backup(Box::new(iter::once(Ok(first)).chain(records)), langs));
            (kind, Vec::new(), size, rows)
        }
    };
    let Some(rows) = rows else {
        say_all(context, &shown, &remarks);
        noted.say(context, &shown);
        let hint = match format {
            Format::Xliff | Format::Xliff2 => "`beleg pretranslate` fills what is not translated",
            format if format.is_table() => {
                "a table needs a column for each of two languages; see `beleg help import`"
            }
            _ => "what is wrong stands above; `beleg formats` lists what each format holds",
        };
        let error =
            CliError::new(format!("`{shown}` holds nothing that could be imported")).hint(hint);
        return Err(Unusable { error, may_hold_rows: noted.refused() > 0 });
    };
    Ok(Incoming { shown, origin, head, format, kind, rows, remarks, noted, size })
}

fn unreadable(error: ProjectError) -> Unusable {
    match error {
        ProjectError::Reading(error) => error.into(),
        error => Unusable { error: error.into(), may_hold_rows: true },
    }
}

/// Opens a dictionary whose entries are to become concepts.
pub(super) fn open_dictionary(
    file: &Path,
    format: Format,
    langs: &LangPair,
    noted: Shared,
) -> Result<Incoming, CliError> {
    let (bytes, shown) = bytes(file)?;
    let dictionary::Dictionary { rows, refused } =
        dictionary::read(&bytes, &shown, format, (&langs.from, &langs.to))?;
    refused.into_iter().for_each(|refusal| noted.refuse(refusal));
    let rows: Vec<(usize, Proposal)> = (1..).zip(rows).collect();
    Ok(Incoming {
        origin: file_name(file).to_owned(),
        head: None,
        format,
        kind: "terms",
        remarks: Vec::new(),
        size: Size::Rows(rows.len()),
        rows: Rows::Terms(rows),
        noted,
        shown,
    })
}

/// Sentence pairs that can be used; the refused ones are noted.
struct Pairs {
    rows: UnitRows,
    origin: String,
    /// Where pairs go that do not say so themselves.
    section: Section,
    noted: Shared,
    langs: LangPair,
    /// How many nobody has finished, as far as their tool says.
    drafts: usize,
    /// How many have no text in one of the languages.
    strangers: usize,
}

impl Iterator for Pairs {
    type Item = NumberedUnit;

    fn next(&mut self) -> Option<NumberedUnit> {
        loop {
            match self.rows.next() {
                Some(Ok(Ok(row))) => {
                    let numbered = unit(row, &self.origin, &self.section);
                    let LangPair { from, to } = &self.langs;
                    let has = |lang| numbered.unit.text_in(lang).is_some();
                    self.drafts += usize::from(numbered.unit.provenance.is_draft());
                    self.strangers += usize::from(!has(from) || !has(to));
                    return Some(Ok(numbered));
                }
                Some(Ok(Err(refusal))) => self.noted.refuse(refusal),
                Some(Err(error)) => return Some(Err(ProjectError::Reading(error))),
                None => {
                    let mut remarks = self.rows.last_remarks();
                    remarks.extend(self.remarks());
                    self.noted.note(|noted| noted.remarks = remarks);
                    return None;
                }
            }
        }
    }
}

impl Pairs {
    /// What there is to say of all pairs.
    fn remarks(&self) -> Vec<String> {
        let LangPair { from, to } = &self.langs;
        let about = |pairs: usize, what: String| {
            (pairs > 0).then(|| format!("{} {what}", counted(pairs, "pair")))
        };
        let drafts = format!(
            "unfinished, as the file says: {DRAFT} off the score of each until you approve it \
             (`beleg edit ID --approve`)"
        );
        let strangers = format!(
            "without a text in `{from}` or `{to}`, so only found where their languages are asked for"
        );
        about(self.drafts, drafts).into_iter().chain(about(self.strangers, strangers)).collect()
    }
}

/// Records of a backup that can be used; the refused ones are noted.
struct Records {
    rows: BackupRows,
    noted: Shared,
}

impl Iterator for Records {
    type Item = NumberedRecord;

    fn next(&mut self) -> Option<NumberedRecord> {
        loop {
            match self.rows.next()? {
                Ok(Ok(record)) => return Some(Ok(record)),
                Ok(Err(refusal)) => self.noted.refuse(refusal),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn unit(mut row: UnitRow, origin: &str, section: &Section) -> Numbered {
    let (line, place) = (row.line, std::mem::take(&mut row.place));
    let own = place.iter().any(Option::is_some).then(|| {
        let [memory, client, project, subject] = place;
        Section {
            memory: memory.unwrap_or_else(|| section.memory.clone()),
            client: client.unwrap_or_else(|| section.client.clone()),
            project: project.unwrap_or_else(|| section.project.clone()),
            subject: subject.unwrap_or_else(|| section.subject.clone()),
        }
    });
    Numbered { line, unit: row.into_unit(origin), section: own }
}

fn file_name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or("file")
}

/// Says something of a file.
pub(super) fn say_all(context: &mut Context, shown: &str, remarks: &[String]) {
    for remark in remarks {
        context.out.say(format!("{shown}: {remark}"));
    }
}

/// Says something of rows of a file, of which there are so many.
pub(super) fn say_rows(
    context: &mut Context,
    shown: &str,
    what: &str,
    rows: impl IntoIterator<Item = (usize, String)>,
    all: usize,
) {
    for (line, text) in rows.into_iter().take(NAMED) {
        context.out.say(format!("{shown}, line {line}: {text}"));
    }
    if all > NAMED {
        context.out.say(format!("{shown}: {} more {what}", all - NAMED));
    }
}
