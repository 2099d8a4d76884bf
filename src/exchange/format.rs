//! The formats, and how a file's format is told.

use std::fmt;
use std::str::FromStr;

use super::error::ExchangeError;
use super::separator::{self, Separator};

/// What a file can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holding {
    /// Terms of a glossary.
    Terms,
    /// Sentence pairs.
    Units,
    /// An article, or one with its translation.
    Document,
    /// All that a database keeps.
    Everything,
}

impl Holding {
    /// The name to give it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Units => "units",
            Self::Document => "document",
            Self::Everything => "everything",
        }
    }
}

/// Declares every format: its name on the command line, how names of such files end (the usual
/// ending first), what is read from it and what is written, the usual first, and what it holds, in a
/// line. A new format is an entry here and a file.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident $name:literal [$($extension:literal),*]
       reads [$($read:ident),*] writes [$($written:ident),*] $holds:literal;)+) => {
        /// A file format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format { $($(#[$doc])* $format),+ }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$format),+];

            /// The name to give it on the command line.
            pub fn name(self) -> &'static str {
                match self { $(Self::$format => $name),+ }
            }

            /// How names of such files end, without the dot; the usual ending first.
            pub fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$format => &[$($extension),*]),+ }
            }

            /// What is read from such files, the usual first.
            pub fn reads(self) -> &'static [Holding] {
                match self { $(Self::$format => &[$(Holding::$read),*]),+ }
            }

            /// What is written into such files, the usual first.
            pub fn writes(self) -> &'static [Holding] {
                match self { $(Self::$format => &[$(Holding::$written),*]),+ }
            }

            /// What it holds, in a line.
            pub fn holds(self) -> &'static str {
                match self { $(Self::$format => $holds),+ }
            }
        }
    };
}

formats! {
    /// Columns parted by commas or semicolons.
    Csv "csv" ["csv"] reads [Terms, Units] writes [Terms, Units, Document]
        "a glossary or sentence pairs; beads, written";
    /// Columns parted by tabs.
    Tsv "tsv" ["tsv", "tab"] reads [Terms, Units] writes [Terms, Units, Document]
        "the same, parted by tabs";
    /// Translation memory exchange.
    Tmx "tmx" ["tmx"] reads [Units] writes [Units]
        "sentence pairs with their codes, dates, notes and properties (TMX 1.4b)";
    /// Termbase exchange.
    Tbx "tbx" ["tbx"] reads [Terms] writes [Terms]
        "a glossary (TBX of 2008 and 2019; Basic, Min, Linguist and Default written)";
    /// An export of MultiTerm.
    MultiTerm "multiterm" [] reads [Terms] writes []
        "a glossary that MultiTerm exported as XML";
    /// A working document, XLIFF 1.2.
    Xliff "xliff" ["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"] reads [Units, Document] writes [Units]
        "a working document (XLIFF 1.2, of Trados, memoQ and Phrase too)";
    /// A working document, XLIFF 2.
    Xliff2 "xliff2" [] reads [Units, Document] writes [Units]
        "the same in XLIFF 2 (2.1 is written)";
    /// A workbook of Excel.
    Xlsx "xlsx" ["xlsx"] reads [Terms, Units] writes [Terms, Units]
        "a glossary or sentence pairs, as a workbook of Excel";
    /// A translation memory of Trados Studio.
    Sdltm "sdltm" ["sdltm"] reads [Units] writes []
        "a translation memory of Trados Studio, with its codes, fields and status";
    /// Messages of programs.
    Po "po" ["po", "pot"] reads [Units] writes []
        "messages of programs and their translations (gettext)";
    /// Universal Terminology eXchange.
    Utx "utx" ["utx"] reads [Terms] writes []
        "a glossary for machine translation (UTX 1.x)";
    /// A glossary of OmegaT.
    OmegaT "omegat" [] reads [Terms] writes []
        "a glossary of OmegaT: source, target and comment, parted by tabs";
    /// Two files with as many lines.
    Moses "moses" [] reads [Units] writes []
        "sentence pairs in two files, a text a line: corpus.de and corpus.en";
    /// A full backup.
    Jsonl "jsonl" ["jsonl"] reads [Everything, Terms, Units] writes [Everything, Terms, Units]
        "everything, exactly, as JSON lines: a backup as text";
    /// Plain text.
    Text "text" ["txt", "text"] reads [Document] writes []
        "an article";
    /// Markdown.
    Markdown "markdown" ["md", "markdown"] reads [Document] writes [Terms]
        "an article, without its code and comments; a glossary to read, written";
    /// A page of the web.
    Html "html" ["html", "htm", "xhtml"] reads [Document] writes [Terms, Document]
        "an article; an aligned one, side by side, or a glossary, to look at and print";
    /// A document of Word.
    Docx "docx" ["docx"] reads [Document] writes []
        "an article with its notes, tracked changes accepted";
    /// A document of LibreOffice.
    Odt "odt" ["odt"] reads [Document] writes []
        "an article with its notes, tracked changes accepted";
    /// A book.
    Epub "epub" ["epub"] reads [Document] writes []
        "an article: the chapters of a book in their order";
    /// An archive of files.
    Zip "zip" ["zip"] reads [Terms, Units] writes []
        "files of these formats, packed";
    /// The dictionary of Ding.
    Ding "ding" [] reads [Terms] writes []
        "the dictionary of Ding (trans-de-en), as a reference";
    /// A download of dict.cc.
    DictCc "dictcc" [] reads [Terms] writes []
        "a download of dict.cc, as a reference";
    /// A download of IATE.
    Iate "iate" [] reads [Terms] writes []
        "a download of IATE (E_ID|L_CODE|T_TERM …), as a reference";
}

impl Format {
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
        let error = "klingon".parse::<Format>().unwrap_err().to_string();
        assert!(error.starts_with("`klingon` is no format: use csv, tsv, tmx, "), "{error}");
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
            ("a.xlsx", "PK\u{3}\u{4}", "an Excel workbook, which is not imported"),
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
