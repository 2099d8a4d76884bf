//! Opening a file of any format: each is listed here once.

use super::content::{Content, Reading};
use super::error::ExchangeError;
use super::format::Format;
use super::source::Source;
use super::{detect, jsonl, table, tmx, workbook};

impl Content {
    /// Opens a file, and answers with its format too. A glossary is read whole, sentence pairs are
    /// not: there may be millions.
    ///
    /// # Errors
    /// If the file cannot be read, or if it holds nothing that can be imported.
    pub fn open(
        mut source: Source,
        reading: &Reading<'_>,
    ) -> Result<(Format, Self), ExchangeError> {
        let format = match reading.format {
            Some(format) => Some(format),
            None => detect::by_content(&mut source)?,
        };
        match format {
            Some(Format::Tmx) => Ok((Format::Tmx, Self::Units(tmx::open(source, reading)?))),
            Some(Format::Xlsx) => Ok((Format::Xlsx, workbook::open(source, reading)?)),
            Some(Format::Jsonl) => {
                Ok((Format::Jsonl, Self::Backup(jsonl::open(source, reading.kind)?)))
            }
            format => table::open(source, &Reading { format, ..*reading }),
        }
    }
}
