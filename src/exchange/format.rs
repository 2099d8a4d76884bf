//! The formats, and how a file's format is told.

use std::fmt;
use std::str::FromStr;

use super::error::ExchangeError;
use super::separator::{self, Separator};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Columns parted by commas or semicolons.
    Csv,
    /// Columns parted by tabs.
    Tsv,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page to look at and to print.
    Html,
    /// The dictionary of Ding.
    Ding,
    /// A download of dict.cc.
    DictCc,
    /// A download of IATE.
    Iate,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::Tsv,
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Ding,
        Self::DictCc,
        Self::Iate,
    ];

    /// The name to give it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Ding => "ding",
            Self::DictCc => "dictcc",
            Self::Iate => "iate",
        }
    }

    /// How names of such files end, without the dot; the usual ending first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv", "tab"],
            Self::Text => &["txt", "text"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
            Self::Ding | Self::DictCc | Self::Iate => &[],
        }
    }

    /// What it holds, in a line.
    pub fn holds(self) -> &'static str {
        match self {
            Self::Csv => "a glossary or sentence pairs, read and written; beads, written",
            Self::Tsv => "the same, parted by tabs; read and written",
            Self::Text => "an article; read",
            Self::Markdown => "an article, without its code and comments; read",
            Self::Html => "an aligned article, side by side, to look at and print; written",
            Self::Ding => "the dictionary of Ding (trans-de-en), as a reference; read",
            Self::DictCc => "a download of dict.cc, as a reference; read",
            Self::Iate => "a download of IATE (E_ID|L_CODE|T_TERM …), as a reference; read",
        }
    }

    /// Whether it holds rows and columns.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// Whether it holds a dictionary, which is imported as a reference.
    pub fn is_dictionary(self) -> bool {
        matches!(self, Self::Ding | Self::DictCc | Self::Iate)
    }

    /// The format that a file's name tells.
    pub fn by_extension(name: &str) -> Option<Self> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (_, extension) = file.rsplit_once('.')?;
        let is = |format: &Self| {
            format.extensions().iter().any(|known| known.eq_ignore_ascii_case(extension))
        };
        Self::ALL.iter().copied().find(is)
    }

    /// The format of a table, told by its content and then by its name.
    pub(super) fn of_table(name: &str, text: &str) -> Result<Self, ExchangeError> {
        let by_name = Self::by_extension(name);
        match (separator::of_table(text), by_name) {
            (_, Some(Self::Markdown)) => Err(ExchangeError::NoTable { name: name.to_owned() }),
            (Some(Separator::TAB), _) => Ok(Self::Tsv),
            (Some(_), _) => Ok(Self::Csv),
            (None, Some(format)) if format.is_table() => Ok(format),
            (None, _) => Err(ExchangeError::NoTable { name: name.to_owned() }),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = ExchangeError;

    fn from_str(name: &str) -> Result<Self, ExchangeError> {
        let wanted = name.trim().trim_start_matches('.').to_lowercase();
        let is = |format: &Self| {
            format.name() == wanted || format.extensions().contains(&wanted.as_str())
        };
        Self::ALL.iter().copied().find(is).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|format| format.name()).collect();
            ExchangeError::UnknownFormat { name: name.to_owned(), allowed: names.join(", ") }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::look_into;
    use super::super::source::Source;
    use super::super::survey::BLOCK;
    use super::*;

    fn of_table(name: &str, content: &str) -> Result<Format, ExchangeError> {
        let mut source = Source::of(content.as_bytes().to_vec(), name)?;
        Format::of_table(name, &look_into(&mut source, BLOCK)?.1)
    }

    #[test]
    fn names_read_back() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse::<Format>().unwrap(), *format);
        }
        let error = "tmx".parse::<Format>().unwrap_err().to_string();
        assert_eq!(
            error,
            "`tmx` is no format: use csv, tsv, text, markdown, html, ding, dictcc, iate"
        );
    }

    #[test]
    fn content_counts_before_the_name() {
        for (name, content, format) in [
            ("a.csv", "de;en\nZoll;duty\n", Format::Csv),
            ("a.csv", "de\ten\nZoll\tduty\n", Format::Tsv),
            ("a.txt", "Zoll\tduty\nTor\tgate\n", Format::Tsv),
            ("a.TSV", "Zoll", Format::Tsv),
            ("stdin", "de,en\nZoll,duty\n", Format::Csv),
            ("stdin", "Zoll\tduty, tariff\n", Format::Tsv),
        ] {
            assert_eq!(of_table(name, content).unwrap(), format, "{content}");
        }
    }

    #[test]
    fn what_is_no_table_is_told() {
        for (name, content, word) in [
            ("a.csv", "", "empty"),
            ("a.csv", "\0\u{1}\u{2}", "binary"),
            ("a.tmx", "<?xml version='1.0'?>\n<!-- x --><tmx version='1.4'>", "a TMX"),
            ("a.csv", "<martif type='TBX'>", "a TBX"),
            ("a.xlsx", "PK\u{3}\u{4}", "an Excel workbook, which cannot be imported yet"),
            ("a.po", "msgid \"\"", "a PO file"),
            ("a.txt", "Ein Satz, mit Komma.\nNoch ein Satz.\nUnd, ja, noch einer.\n", "no table"),
            ("a.md", "# a;b\n", "no table"),
            ("a.html", "<!DOCTYPE html><table>", "HTML"),
        ] {
            let error = of_table(name, content).unwrap_err().to_string();
            assert!(error.contains(word) && error.contains(name), "{error}");
        }
    }
}
