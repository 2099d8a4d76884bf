//! The records of a table, after RFC 4180.
//!
//! Invariant: every line that holds something belongs to a record or is refused, and a quote that
//! never closes costs its own line only. The csv crate would take everything behind such a quote
//! for one cell, so the records are found here; what is well formed is read as it reads it.

use csv::StringRecord;
use memchr::{memchr, memchr2, memchr3, memmem};

use super::error::ExchangeError;
use super::report::Refusal;
use super::rows::Record;
use super::separator::{Separator, closing_quote};
use super::window::Window;

/// So long may a record be, in bytes. A quote that is still open there counts as never closed: what
/// lies behind it need not be kept in memory to find that out.
const LONGEST: usize = 8 << 20;

/// Reads records one by one, so that they need not all be in memory.
pub(super) struct Records {
    window: Window,
    separator: Separator,
    /// The number of the line that is next.
    line: usize,
    may_span: bool,
    record: Record,
}

/// The records of a text. Quoted cells may span lines.
pub(super) fn spanning(window: Window, separator: Separator) -> Records {
    let record = Record { line: 0, cells: StringRecord::new() };
    Records { window, separator, line: 1, may_span: true, record }
}

/// The records of a text in which every line is one. A quote that is not closed well is a plain
/// character.
pub(super) fn line_by_line(window: Window, separator: Separator) -> Records {
    Records { may_span: false, ..spanning(window, separator) }
}

/// The records of a text that is in memory. Quoted cells may span lines.
pub(super) fn of_text(
    text: &str,
    separator: Separator,
) -> impl Iterator<Item = Result<Record, Refusal>> {
    let mut records = spanning(Window::whole(text.to_owned()), separator);
    // What is in memory can always be read.
    std::iter::from_fn(move || Some(records.next().ok()??.cloned()))
}

impl Records {
    /// The next record, or why it cannot be read; none when there are no more.
    pub(super) fn next(&mut self) -> Result<Option<Result<&Record, Refusal>>, ExchangeError> {
        if !self.skip_line_ends()? {
            return Ok(None);
        }
        match self.find_end()? {
            Found::Record { end, breaks } => {
                self.record.line = self.line;
                read_cells(&self.window.rest()[..end], self.separator, &mut self.record.cells);
                self.window.pass(end);
                self.line += breaks;
                Ok(Some(Ok(&self.record)))
            }
            Found::Fault { at, breaks, reason } => {
                self.window.pass(at);
                self.line += breaks;
                self.skip_line()?;
                Ok(Some(Err(Refusal { line: self.line, reason })))
            }
        }
    }

    /// How many bytes of the file were read as records.
    pub(super) fn passed(&self) -> u64 {
        self.window.passed()
    }

    /// Passes a line that is not empty, and what is empty before it.
    pub(super) fn skip_filled_line(&mut self) -> Result<(), ExchangeError> {
        if self.skip_line_ends()? { self.skip_line() } else { Ok(()) }
    }

    /// Passes what is left of a line, but not its end.
    pub(super) fn skip_line(&mut self) -> Result<(), ExchangeError> {
        loop {
            let rest = self.window.rest().as_bytes();
            if let Some(end) = memchr2(b'\n', b'\r', rest) {
                self.window.pass(end);
                return Ok(());
            }
            self.window.pass(rest.len());
            if !self.window.more()? {
                return Ok(());
            }
        }
    }

    /// Passes line ends, counting them as editors do, and says whether anything follows.
    fn skip_line_ends(&mut self) -> Result<bool, ExchangeError> {
        let mut after_return = false;
        loop {
            let rest = self.window.rest().as_bytes();
            let mut passed = 0;
            for byte in rest.iter().take_while(|byte| is_line_end(**byte)) {
                let is_pair = after_return && *byte == b'\n';
                self.line += usize::from(!is_pair);
                after_return = *byte == b'\r';
                passed += 1;
            }
            let is_done = passed < rest.len();
            self.window.pass(passed);
            if is_done {
                return Ok(true);
            }
            if !self.window.more()? {
                return Ok(false);
            }
        }
    }

    /// Finds the end of the record that the window is at, and reads on until it is there.
    fn find_end(&mut self) -> Result<Found, ExchangeError> {
        loop {
            let rest = self.window.rest().as_bytes();
            let part = &rest[..rest.len().min(LONGEST)];
            let is_end = self.window.has_ended() && part.len() == rest.len();
            let scan = if self.may_span {
                scan(part, self.separator, is_end)
            } else {
                match memchr2(b'\n', b'\r', part) {
                    Some(end) => Scan::Done(Found::Record { end, breaks: 0 }),
                    None if is_end => Scan::Done(Found::Record { end: part.len(), breaks: 0 }),
                    None => Scan::Further(Found::too_long()),
                }
            };
            match scan {
                Scan::Done(found) => return Ok(found),
                Scan::Further(found) if part.len() == LONGEST => return Ok(found),
                Scan::Further(_) => _ = self.window.more()?,
            }
        }
    }
}

/// What a record turned out to be.
enum Found {
    Record {
        end: usize,
        /// How many line breaks are in its cells.
        breaks: usize,
    },
    Fault {
        at: usize,
        /// How many line breaks are before it.
        breaks: usize,
        reason: String,
    },
}

impl Found {
    fn too_long() -> Self {
        let reason = format!("longer than {} MB: no row, rather a text", LONGEST >> 20);
        Self::Fault { at: 0, breaks: 0, reason }
    }
}

/// A quote that opens a cell.
struct Open {
    at: usize,
    /// How many line breaks are before it.
    breaks: usize,
}

impl Open {
    fn never_closed(self) -> Found {
        self.fault("the quote that opens here is never closed")
    }

    fn text_follows(self) -> Found {
        self.fault("text follows the closing quote of a cell: within quotes write a quote twice")
    }

    fn fault(self, reason: &str) -> Found {
        Found::Fault { at: self.at, breaks: self.breaks, reason: reason.to_owned() }
    }
}

/// What can be said of a record by a part of the text.
enum Scan {
    Done(Found),
    /// More of the text tells; if there cannot be more, it is this.
    Further(Found),
}

/// Looks for the end of the record at the beginning of `bytes`. Nothing follows them if `is_end`.
fn scan(bytes: &[u8], separator: Separator, is_end: bool) -> Scan {
    let (mut at, mut cells, mut breaks) = (0, 0, 0);
    loop {
        cells += 1;
        if bytes.get(at) == Some(&b'"') {
            let open = Open { at, breaks };
            let Some(close) = closing_quote(bytes, at) else {
                let fault = open.never_closed();
                return if is_end { Scan::Done(fault) } else { Scan::Further(fault) };
            };
            let inner = line_breaks(&bytes[at + 1..close]);
            match bytes.get(close + 1) {
                None if !is_end => return Scan::Further(open.never_closed()),
                Some(byte) if *byte != separator.0 && !is_line_end(*byte) => {
                    let fault = if inner > 0 { open.never_closed() } else { open.text_follows() };
                    return Scan::Done(fault);
                }
                _ => {}
            }
            breaks += inner;
            at = close + 1;
        } else {
            match memchr3(separator.0, b'\n', b'\r', &bytes[at..]) {
                Some(end) => at += end,
                None if is_end => at = bytes.len(),
                None => return Scan::Further(Found::too_long()),
            }
        }
        match bytes.get(at) {
            Some(byte) if *byte == separator.0 => at += 1,
            // A lone cell that spans lines is of no use; more likely it swallowed rows.
            _ if cells == 1 && breaks > 0 => {
                return Scan::Done(Open { at: 0, breaks: 0 }.never_closed());
            }
            _ => return Scan::Done(Found::Record { end: at, breaks }),
        }
    }
}

/// The cells of one record, in which a quote that is not closed well is a plain character.
pub(super) fn plain_cells(record: &str, separator: Separator) -> StringRecord {
    let mut cells = StringRecord::new();
    read_cells(record, separator, &mut cells);
    cells
}

fn read_cells(record: &str, separator: Separator, cells: &mut StringRecord) {
    cells.clear();
    let bytes = record.as_bytes();
    let mut at = 0;
    loop {
        let is_end = |end: usize| bytes.get(end).is_none_or(|byte| *byte == separator.0);
        let close = (bytes.get(at) == Some(&b'"')).then(|| closing_quote(bytes, at)).flatten();
        let end = match close.filter(|close| is_end(close + 1)) {
            Some(close) => {
                let inner = &record[at + 1..close];
                if memchr(b'"', inner.as_bytes()).is_some() {
                    cells.push_field(&inner.replace("\"\"", "\""));
                } else {
                    cells.push_field(inner);
                }
                close + 1
            }
            None => {
                let length = memchr(separator.0, &bytes[at..]);
                let end = length.map_or(bytes.len(), |length| at + length);
                cells.push_field(&record[at..end]);
                end
            }
        };
        if end >= bytes.len() {
            return;
        }
        at = end + 1;
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How many line breaks there are, as editors count them.
fn line_breaks(bytes: &[u8]) -> usize {
    let pairs = memmem::find_iter(bytes, b"\r\n").count();
    memchr::memchr2_iter(b'\n', b'\r', bytes).count() - pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Separator = Separator(b',');

    fn shown(records: impl Iterator<Item = Result<Record, Refusal>>) -> Vec<String> {
        records
            .map(|read| match read {
                Ok(Record { line, cells }) => {
                    format!("{line}: {}", cells.iter().collect::<Vec<_>>().join("|"))
                }
                Err(Refusal { line, reason }) => {
                    format!("{line}! {}", reason.split(' ').next_back().unwrap())
                }
            })
            .collect()
    }

    fn line_by_line(text: &str) -> impl Iterator<Item = Result<Record, Refusal>> {
        let mut records = super::line_by_line(Window::whole(text.to_owned()), COMMA);
        std::iter::from_fn(move || Some(records.next().unwrap()?.cloned()))
    }

    #[test]
    fn quoted_cells_span_lines_and_lines_are_counted() {
        let text = "a,\"b\r\nc\",\"d\"\"e\"\r\n\r\nf \"g\",h\rlast,";
        assert_eq!(shown(of_text(text, COMMA)), ["1: a|b\r\nc|d\"e", "4: f \"g\"|h", "5: last|"]);
    }

    #[test]
    fn an_open_quote_costs_its_own_line() {
        for (text, rows) in [
            ("a,b\n\"c,d\ne,f\n", &["1: a|b", "2! closed", "3: e|f"][..]),
            ("a,\"b\nc,\"d, e\"\nf,g", &["1! closed", "2: c|d, e", "3: f|g"]),
            ("a,\"b\nc,\"\",\"\"\"\"\nf,g", &["1! closed", "2: c||\"", "3: f|g"]),
            ("\"a,b\nc,12\"\nf,g", &["1! closed", "2: c|12\"", "3: f|g"]),
            ("x,\"y\nz\",\"open\nf,g", &["2! closed", "3: f|g"]),
            ("\"a\" b,c\nf,g", &["1! twice", "2: f|g"]),
            ("\"", &["1! closed"]),
        ] {
            assert_eq!(shown(of_text(text, COMMA)), rows, "{text}");
        }
    }

    #[test]
    fn without_a_header_a_bad_quote_is_a_character() {
        let text = "\n\"a\",b\n\"c,d\n\"e\" f,\"g, h\"\n\ni,\"j\"\"\"\n";
        assert_eq!(
            shown(line_by_line(text)),
            ["2: a|b", "3: \"c|d", "4: \"e\" f|g, h", "6: i|j\""]
        );
    }

    #[test]
    fn many_open_quotes_take_linear_time() {
        let started = std::time::Instant::now();
        for text in ["\"a,b\n".repeat(300_000), "\"\"\"\n".repeat(300_000), "\"".repeat(900_001)] {
            assert!(of_text(&text, COMMA).count() > 0);
            assert!(line_by_line(&text).count() > 0);
        }
        let line = "\"a,".repeat(300_000);
        assert_eq!(plain_cells(&line, COMMA).len(), 300_001);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
