//! The records of a table, after RFC 4180.
//!
//! Invariant: every line that holds something belongs to a record or is refused, and a quote that
//! never closes costs its own line only. The csv crate would take everything behind such a quote
//! for one cell, so the records are found here; what is well formed is read as it reads it.

use csv::StringRecord;

use super::report::Refusal;
use super::rows::Record;
use super::separator::{Separator, closing_quote};

/// The records of a text whose first line has the number `line`. Quoted cells may span lines.
pub(super) fn spanning(text: &str, line: usize, separator: Separator) -> Records<'_> {
    Records { text, separator, at: 0, lines: Lines { text, at: 0, line }, may_span: true }
}

/// The records of a text in which every line is one. A quote that is not closed well is a plain
/// character.
pub(super) fn line_by_line(text: &str, line: usize, separator: Separator) -> Records<'_> {
    Records { may_span: false, ..spanning(text, line, separator) }
}

/// Reads records one by one, so that they need not all be in memory.
pub(super) struct Records<'t> {
    text: &'t str,
    separator: Separator,
    at: usize,
    lines: Lines<'t>,
    may_span: bool,
}

impl Iterator for Records<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[self.at..];
        let start = self.at + rest.iter().position(|byte| !is_line_end(*byte))?;
        let mut end = line_end(bytes, start);
        if self.may_span {
            let scan = scan(bytes, start, self.separator);
            // A lone cell that spans lines is of no use; more likely it swallowed rows.
            let swallowed = scan.cells == 1 && scan.end > end;
            if let Some(open) = scan.open.or(swallowed.then_some(start)) {
                self.at = line_end(bytes, open);
                let line = self.lines.number_at(open);
                return Some(Err(Refusal { line, reason: reason(bytes, open) }));
            }
            end = scan.end;
        }
        self.at = end;
        let cells = plain_cells(&self.text[start..end], self.separator);
        Some(Ok(Record { line: self.lines.number_at(start), cells }))
    }
}

/// The cells of one record, in which a quote that is not closed well is a plain character.
pub(super) fn plain_cells(record: &str, separator: Separator) -> StringRecord {
    let mut cells = StringRecord::new();
    let bytes = record.as_bytes();
    let mut at = 0;
    loop {
        let is_end = |end: usize| bytes.get(end).is_none_or(|byte| *byte == separator.0);
        let close = (bytes.get(at) == Some(&b'"')).then(|| closing_quote(bytes, at)).flatten();
        let end = match close.filter(|close| is_end(close + 1)) {
            Some(close) => {
                cells.push_field(&record[at + 1..close].replace("\"\"", "\""));
                close + 1
            }
            None => {
                let rest = &bytes[at..];
                let length = rest.iter().position(|byte| *byte == separator.0);
                let end = at + length.unwrap_or(rest.len());
                cells.push_field(&record[at..end]);
                end
            }
        };
        if end >= bytes.len() {
            return cells;
        }
        at = end + 1;
    }
}

/// A record that was looked through.
struct Scan {
    /// Where its line ends, if all its quotes are closed.
    end: usize,
    cells: usize,
    /// The quote that is not closed, or not at the end of its cell.
    open: Option<usize>,
}

fn scan(bytes: &[u8], start: usize, separator: Separator) -> Scan {
    let (mut at, mut cells) = (start, 0);
    loop {
        cells += 1;
        if bytes.get(at) == Some(&b'"') {
            let open = Scan { end: at, cells, open: Some(at) };
            let Some(close) = closing_quote(bytes, at) else { return open };
            at = close + 1;
            match bytes.get(at) {
                Some(byte) if *byte == separator.0 || is_line_end(*byte) => {}
                None => {}
                Some(_) => return open,
            }
        } else {
            let ends = |byte: &u8| *byte == separator.0 || is_line_end(*byte);
            at += bytes[at..].iter().position(ends).unwrap_or(bytes.len() - at);
        }
        match bytes.get(at) {
            Some(byte) if *byte == separator.0 => at += 1,
            _ => return Scan { end: at, cells, open: None },
        }
    }
}

fn reason(bytes: &[u8], open: usize) -> String {
    let end = line_end(bytes, open);
    let reason = match closing_quote(&bytes[..end], open) {
        Some(close) if close + 1 < end => {
            "text follows the closing quote of a cell: within quotes write a quote twice"
        }
        _ => "the quote that opens here is never closed",
    };
    reason.to_owned()
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    at + rest.iter().position(|byte| is_line_end(*byte)).unwrap_or(rest.len())
}

/// Counts lines as editors do; places must be asked for in order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn number_at(&mut self, place: usize) -> usize {
        let bytes = self.text.as_bytes();
        while self.at < place {
            let is_pair = bytes[self.at] == b'\r' && bytes.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(is_line_end(bytes[self.at]) && !is_pair);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Separator = Separator(b',');

    fn shown(read: Records<'_>) -> Vec<String> {
        read.map(|read| match read {
            Ok(Record { line, cells }) => {
                format!("{line}: {}", cells.iter().collect::<Vec<_>>().join("|"))
            }
            Err(Refusal { line, reason }) => {
                format!("{line}! {}", reason.split(' ').next_back().unwrap())
            }
        })
        .collect()
    }

    #[test]
    fn quoted_cells_span_lines_and_lines_are_counted() {
        let text = "a,\"b\r\nc\",\"d\"\"e\"\r\n\r\nf \"g\",h\rlast,";
        assert_eq!(
            shown(spanning(text, 1, COMMA)),
            ["1: a|b\r\nc|d\"e", "4: f \"g\"|h", "5: last|"]
        );
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
            assert_eq!(shown(spanning(text, 1, COMMA)), rows, "{text}");
        }
    }

    #[test]
    fn without_a_header_a_bad_quote_is_a_character() {
        let text = "\"a\",b\n\"c,d\n\"e\" f,\"g, h\"\n\ni,\"j\"\"\"\n";
        assert_eq!(
            shown(line_by_line(text, 2, COMMA)),
            ["2: a|b", "3: \"c|d", "4: \"e\" f|g, h", "6: i|j\""]
        );
    }

    #[test]
    fn many_open_quotes_take_linear_time() {
        let started = std::time::Instant::now();
        for text in ["\"a,b\n".repeat(300_000), "\"\"\"\n".repeat(300_000), "\"".repeat(900_001)] {
            assert!(spanning(&text, 1, COMMA).count() > 0);
            assert!(line_by_line(&text, 1, COMMA).count() > 0);
        }
        let line = "\"a,".repeat(300_000);
        assert_eq!(plain_cells(&line, COMMA).len(), 300_001);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
