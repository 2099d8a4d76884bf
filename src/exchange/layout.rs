//! How a table is laid out, told by its beginning: the separator, the header, what its rows are.

use std::io::{Seek, SeekFrom};

use csv::StringRecord;

use super::columns::Columns;
use super::encoding::is_blank;
use super::error::ExchangeError;
use super::format::Format;
use super::kinds;
use super::names::Langs;
use super::records::{self, Records};
use super::separator::{self, Separator};
use super::source::{Source, fill, unreadable};
use super::survey::{Survey, decode_block};
use super::window::Window;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Terms of a glossary.
    Terms,
    /// Sentence pairs.
    Units,
}

/// So many bytes of a file show how it is laid out.
const BEGINNING: usize = 1 << 20;

/// How a table is laid out.
pub(super) struct Layout {
    pub(super) format: Format,
    separator: Separator,
    /// Whether the first line does nothing but name the separator.
    is_declared: bool,
    has_header: bool,
    first: StringRecord,
    beginning: String,
}

impl Layout {
    pub(super) fn of(
        beginning: String,
        name: &str,
        format: Option<Format>,
        langs: Langs<'_>,
    ) -> Result<Self, ExchangeError> {
        let format = format.map_or_else(|| Format::of_table(name, &beginning), Ok)?;
        let declared = separator::declared(&beginning);
        let text = &beginning[declared.map_or(0, |(_, end)| end)..];
        let by_name = (format == Format::Tsv && text.contains('\t')).then_some(Separator::TAB);
        let separator = declared
            .map(|(separator, _)| separator)
            .or(by_name)
            .or_else(|| separator::guess(text, langs))
            .ok_or_else(|| ExchangeError::NoTable { name: name.to_owned() })?;
        let first = first_line(text, separator);
        let has_header = Columns::is_header(&first, langs);
        let is_declared = declared.is_some();
        Ok(Self { format, separator, is_declared, has_header, first, beginning })
    }

    /// The columns, and the records behind the header.
    pub(super) fn open(
        &self,
        window: Window,
        langs: Langs<'_>,
    ) -> Result<(Columns, Records), ExchangeError> {
        let of_kind = if self.has_header { records::spanning } else { records::line_by_line };
        let mut records = of_kind(window, self.separator);
        if self.is_declared {
            records.skip_line()?;
        }
        if !self.has_header {
            return Ok((Columns::without_header(langs), records));
        }
        let columns = match records.next()? {
            Some(Ok(header)) => Columns::of_header(&header.cells, langs),
            _ => Columns::of_header(&self.first, langs),
        };
        Ok((columns, records))
    }

    /// What the rows are, told by the columns or else by the length of the cells.
    pub(super) fn kind(
        &self,
        columns: &Columns,
        langs: Langs<'_>,
    ) -> Result<TableKind, ExchangeError> {
        if let Some(kind) = kind_by_columns(columns) {
            return Ok(kind);
        }
        let (columns, mut records) = self.open(Window::whole(self.beginning.clone()), langs)?;
        let mut lengths = Lengths::default();
        while let Some(record) = records.next()? {
            let Ok(record) = record else { continue };
            lengths.see(&columns, |at| record.cells.get(at).unwrap_or(""));
        }
        Ok(lengths.kind())
    }

    /// What is to be said of how the table was understood, before its rows are read.
    pub(super) fn remarks(
        &self,
        columns: &Columns,
        kind: TableKind,
        is_given: bool,
        langs: Langs<'_>,
    ) -> Vec<String> {
        remarks(self.has_header, columns, (kind, is_given), langs)
    }
}

/// What the rows are, if the columns tell.
pub(super) fn kind_by_columns(columns: &Columns) -> Option<TableKind> {
    match (columns.speak_of_terms(), columns.speak_of_units()) {
        (true, false) => Some(TableKind::Terms),
        (false, true) => Some(TableKind::Units),
        _ => None,
    }
}

/// How long the texts of rows are.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    all: usize,
    short: usize,
}

impl Lengths {
    /// Takes the texts of a row into account; `cell` answers with what stands in a column.
    pub(super) fn see<'c>(&mut self, columns: &Columns, cell: impl Fn(usize) -> &'c str) {
        for column in &columns.terms {
            let words = cell(column.at).split_whitespace().take(5).count();
            self.all += usize::from(words > 0);
            self.short += usize::from((1..=4).contains(&words));
        }
    }

    /// What the rows are: terms if half of the texts have at most four words.
    pub(super) fn kind(&self) -> TableKind {
        if self.short * 2 >= self.all { TableKind::Terms } else { TableKind::Units }
    }
}

/// What is to be said of how a table was understood, before its rows are read.
pub(super) fn remarks(
    has_header: bool,
    columns: &Columns,
    (kind, is_given): (TableKind, bool),
    (from, to): Langs<'_>,
) -> Vec<String> {
    let mut remarks = Vec::new();
    let (are, or) = match kind {
        TableKind::Terms => ("terms", "units"),
        TableKind::Units => ("sentence pairs", "terms"),
    };
    if !has_header {
        let but = if is_given { String::new() } else { format!(" (`--as {or}` if they are not)") };
        remarks.push(format!(
            "no header: taken for {are}, the columns for {from}, {to} and a note{but}"
        ));
    } else if !is_given && kind == TableKind::Units && !columns.speak_of_units() {
        remarks.push(format!("the rows are long: taken for {are} (`--as {or}` if they are not)"));
    }
    remarks.extend(columns.remark_on_unknown(kind == TableKind::Units));
    remarks.extend(columns.remarks.iter().cloned());
    let useless = columns.of_no_use(kind == TableKind::Units);
    if !useless.is_empty() {
        remarks.push(format!("{are} have no use for {}", useless.join(", ")));
    }
    remarks
}

/// Looks through a file that is to hold a table: how it is encoded, and how it begins.
pub(super) fn look_into(
    source: &mut Source,
    block: usize,
) -> Result<(Survey, String), ExchangeError> {
    let name = source.name().to_owned();
    let survey = Survey::of(source, block, &name).map_err(of_import)?;
    let beginning = beginning(source, &survey)?;
    kinds::refuse_as_table(&beginning, &name)?;
    if is_blank(&beginning) { Err(ExchangeError::Empty { name }) } else { Ok((survey, beginning)) }
}

/// To an import an Excel workbook is not so much "no text" as a table of another format.
fn of_import(error: ExchangeError) -> ExchangeError {
    match error {
        ExchangeError::NotText { name, what } if what != "a binary file" => {
            ExchangeError::NotYet { name, what }
        }
        error => error,
    }
}

/// The beginning of a text, as far as its lines are whole. Where it is blank it goes on: then a line
/// break stands for all that is blank.
fn beginning(source: &mut Source, survey: &Survey) -> Result<String, ExchangeError> {
    let name = source.name().to_owned();
    let unreadable = |error| unreadable(&name, error);
    source.seek(SeekFrom::Start(survey.mark as u64)).map_err(unreadable)?;
    let mut decoder = survey.encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0; BEGINNING];
    let mut text = String::new();
    loop {
        let read = fill(source, &mut buffer).map_err(unreadable)?;
        let is_last = read < buffer.len();
        if !decode_block(&mut decoder, &buffer[..read], is_last, &mut text) {
            return Err(ExchangeError::Changed { name });
        }
        let blank = is_blank(&text);
        if is_last {
            return Ok(text);
        }
        if !blank {
            let end = text.rfind(['\r', '\n']).filter(|end| !is_blank(&text[..*end]));
            text.truncate(end.unwrap_or(text.len()));
            return Ok(text);
        }
        "\n".clone_into(&mut text);
    }
}

/// The cells of the first line that is not empty.
fn first_line(text: &str, separator: Separator) -> StringRecord {
    let line = text.trim_start_matches(['\r', '\n']).split(['\r', '\n']).next();
    records::plain_cells(line.unwrap_or(""), separator)
}
