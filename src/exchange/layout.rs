//! How a table is laid out, told by its beginning: the separator, the header, what its rows are.

use std::io::{Seek, SeekFrom};

use csv::StringRecord;

use super::columns::{Columns, TermColumn};
use super::encoding::is_blank;
use super::error::ExchangeError;
use super::format::Format;
use super::header;
use super::kinds;
use super::names::{Closer, Langs};
use super::records::{self, Records};
use super::report::counted;
use super::separator::{self, Separator};
use super::source::{Source, fill, unreadable};
use super::survey::{Survey, decode_block};
use super::window::Window;
use crate::model::Lang;

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

/// So many lines at most stand above a header.
pub(super) const BEFORE_HEADER: usize = 9;

/// So many rows show what they hold.
pub(super) const TELLING: usize = 1_000;

/// How a table is laid out.
pub(super) struct Layout {
    pub(super) format: Format,
    separator: Separator,
    /// Where the table begins in bytes: behind a first line that does nothing but name the separator.
    start: usize,
    has_header: bool,
    /// How many lines that are not empty stand above the header.
    above: usize,
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
        let start = declared.map_or(0, |(_, end)| end);
        let text = &beginning[start..];
        let by_name = (format == Format::Tsv && text.contains('\t')).then_some(Separator::TAB);
        let separator = declared
            .map(|(separator, _)| separator)
            .or(by_name)
            .or_else(|| separator::guess(text, langs))
            .ok_or_else(|| ExchangeError::NoTable { name: name.to_owned() })?;
        let above = above_header(text, separator, langs);
        let first = filled_lines(text).nth(above).unwrap_or("");
        let first = records::plain_cells(first, separator);
        let rows = rows(text, separator).skip(above).take(TELLING).collect::<Vec<_>>();
        let has_header =
            header::own_langs(&rows, langs).is_none() && header::is_header(&first, langs);
        Ok(Self { format, separator, start, has_header, above, first, beginning })
    }

    /// The columns, and the records behind the header.
    pub(super) fn open(
        &self,
        window: Window,
        langs: Langs<'_>,
        closer: Option<Closer>,
    ) -> Result<(Columns, Records), ExchangeError> {
        let of_kind = if self.has_header { records::spanning } else { records::line_by_line };
        let mut records = of_kind(window, self.separator);
        if self.start > 0 {
            records.skip_line()?;
        }
        for _ in 0..self.above {
            records.skip_filled_line()?;
        }
        if !self.has_header {
            let rows = rows(&self.beginning[self.start..], self.separator);
            return Ok((without_header(rows.skip(self.above), langs, closer), records));
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
        let (columns, mut records) =
            self.open(Window::whole(self.beginning.clone()), langs, None)?;
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
    ) -> Vec<String> {
        let mut told = Vec::from_iter(remark_above(self.above));
        told.extend(remarks(self.has_header, columns, (kind, is_given)));
        told
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

/// What is to be said of rows above the header.
pub(super) fn remark_above(rows: usize) -> Option<String> {
    counted(rows, "row above the header is ignored", "rows above the header are ignored")
}

/// The columns of a table without a header: source and target, the other way round if that is what
/// the texts clearly say, and a note; or source, target and the languages of each row.
pub(super) fn without_header(
    rows: impl Iterator<Item = StringRecord>,
    (from, to): Langs<'_>,
    closer: Option<Closer>,
) -> Columns {
    let rows: Vec<StringRecord> = rows.take(TELLING).collect();
    if let Some(own) = header::own_langs(&rows, (from, to)) {
        return Columns::with_own_langs(own);
    }
    let Some(closer) = closer else {
        return Columns::without_header([from, to], (from, to));
    };
    let mut texts = [const { String::new() }; 2];
    for row in rows {
        for (text, cell) in texts.iter_mut().zip(row.iter()) {
            text.push_str(cell);
            text.push('\n');
        }
    }
    let langs = texts.map(|text| closer(&text, from, to));
    let is_turned = langs == [Some(to), Some(from)];
    Columns::without_header(if is_turned { [to, from] } else { [from, to] }, (from, to))
}

/// What is to be said of how a table was understood, before its rows are read.
pub(super) fn remarks(
    has_header: bool,
    columns: &Columns,
    (kind, is_given): (TableKind, bool),
) -> Vec<String> {
    let mut remarks = Vec::new();
    let (are, or) = match kind {
        TableKind::Terms => ("terms", "units"),
        TableKind::Units => ("sentence pairs", "terms"),
    };
    if !has_header {
        let but = if is_given { String::new() } else { format!(" (`--as {or}` if they are not)") };
        let hold = if columns.have_own_langs() {
            "source, target and the languages of each row".to_owned()
        } else {
            let mut texts: Vec<&TermColumn> = columns.terms.iter().collect();
            texts.sort_by_key(|column| column.at);
            let langs: Vec<&str> = texts.iter().map(|column| column.lang.as_str()).collect();
            format!("{} and a note", langs.join(", "))
        };
        remarks.push(format!("no header: taken for {are}, the columns for {hold}{but}"));
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
        ExchangeError::NotText { name, what } if kinds::is_picture(what) => {
            ExchangeError::Other { name, what }
        }
        ExchangeError::NotText { name, what } if what != "a binary file" => {
            ExchangeError::NotImported { name, what }
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

/// The lines that are not empty.
fn filled_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\r', '\n']).filter(|line| !line.is_empty())
}

/// The cells of the lines that are not empty.
fn rows(text: &str, separator: Separator) -> impl Iterator<Item = StringRecord> {
    filled_lines(text).map(move |line| records::plain_cells(line, separator))
}

/// How many lines that are not empty stand above the header. None do if there is no header.
fn above_header(text: &str, separator: Separator, langs: Langs<'_>) -> usize {
    for (above, line) in filled_lines(text).take(BEFORE_HEADER + 1).enumerate() {
        let cells = records::plain_cells(line, separator);
        if above > 0 && header::is_header(&cells, langs) {
            let columns = Columns::of_header(&cells, langs);
            // Any two letters may be a language; what is passed over must be worth it.
            let is_own =
                |lang: &Lang| lang.is_same_language(langs.0) || lang.is_same_language(langs.1);
            let names_own = columns.terms.iter().any(|column| is_own(&column.lang));
            if names_own && columns.languages() > 1 {
                return above;
            }
        }
        if !may_stand_above(cells.iter()) || line.matches('"').count() % 2 > 0 {
            return 0;
        }
    }
    0
}

/// Whether a row may stand above a header: a title does, which fills one cell at most, and `Client:` with
/// its name.
pub(super) fn may_stand_above<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    let is_label = filled.next().is_none_or(|first| first.ends_with(':'));
    match (filled.next(), filled.next()) {
        (None, _) => true,
        (Some(_), None) => is_label,
        (Some(_), Some(_)) => false,
    }
}
