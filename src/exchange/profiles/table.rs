//! The rows of a table on their way out, and how they are laid out.

use std::io::Write;

use csv::{QuoteStyle, WriterBuilder};

use super::super::error::ExchangeError;
use super::super::report::Loss;
use super::super::xlsx::Sheet;
use super::losses::Losses;

/// What a program is to get.
#[derive(Default)]
pub(super) struct Table {
    /// Lines before the rows.
    pub(super) preamble: String,
    pub(super) rows: Vec<Vec<String>>,
    /// How many concepts are in it.
    pub(super) written: usize,
    pub(super) losses: Losses,
}

/// How cells become a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Commas, quotes where they are needed, UTF-8 without a mark, LF.
    Commas,
    /// The same with a byte-order mark.
    MarkedCommas,
    /// The same with semicolons, without a mark.
    Semicolons,
    /// Tabs; a quote is a plain character, so that cells must be on one line.
    Tabs,
    /// Tabs, quotes where they are needed or where `#` would make a comment of a line.
    QuotedTabs,
    /// A workbook.
    Sheet,
}

impl Layout {
    pub(super) fn write(
        self,
        out: &mut dyn Write,
        preamble: &str,
        rows: &[Vec<String>],
    ) -> Result<Vec<Loss>, ExchangeError> {
        if self == Self::Sheet {
            let mut sheet = Sheet::default();
            rows.iter().try_for_each(|row| sheet.row(row))?;
            return sheet.finish(out);
        }
        let output = |source| ExchangeError::Output { source };
        let mark = if self == Self::MarkedCommas { "\u{feff}" } else { "" };
        out.write_all(format!("{mark}{preamble}").as_bytes()).map_err(output)?;
        let mut builder = WriterBuilder::new();
        let quotes = if self == Self::Tabs { QuoteStyle::Never } else { QuoteStyle::Necessary };
        builder.flexible(true).quote_style(quotes).delimiter(match self {
            Self::Semicolons => b';',
            Self::Tabs | Self::QuotedTabs => b'\t',
            _ => b',',
        });
        if self == Self::QuotedTabs {
            builder.comment(Some(b'#'));
        }
        let mut writer = builder.from_writer(out);
        for row in rows {
            writer.write_record(row).map_err(|error| output(error.into()))?;
        }
        writer.flush().map_err(output)?;
        Ok(Vec::new())
    }
}

/// A text on one line: what breaks lines or controls anything becomes a space, and says whether that
/// changed more than the white space at its ends.
pub(super) fn on_one_line(text: &str) -> (String, bool) {
    let text = text.trim();
    let breaks = |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}');
    if !text.contains(breaks) {
        return (text.to_owned(), false);
    }
    let parts = text.split(breaks).map(str::trim).filter(|part| !part.is_empty());
    (parts.collect::<Vec<_>>().join(" "), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(layout: Layout, rows: &[&[&str]]) -> String {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let mut out = Vec::new();
        layout.write(&mut out, "", &rows).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_stand_where_they_are_read() {
        let row: &[&str] = &["#a", "say \"b\"", "c,d;e"];
        assert_eq!(written(Layout::Commas, &[row]), "#a,\"say \"\"b\"\"\",\"c,d;e\"\n");
        assert_eq!(written(Layout::Semicolons, &[row]), "#a;\"say \"\"b\"\"\";\"c,d;e\"\n");
        assert_eq!(written(Layout::Tabs, &[row]), "#a\tsay \"b\"\tc,d;e\n");
        assert_eq!(written(Layout::QuotedTabs, &[row]), "\"#a\"\t\"say \"\"b\"\"\"\tc,d;e\n");
        assert!(written(Layout::MarkedCommas, &[row]).starts_with("\u{feff}#a,"));
    }

    #[test]
    fn lines_are_joined_and_nothing_else() {
        assert_eq!(on_one_line(" a b "), ("a b".to_owned(), false));
        assert_eq!(on_one_line("a\r\n\u{7}b\u{2028}"), ("a b".to_owned(), true));
    }
}
