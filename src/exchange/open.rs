//! Opening a file of any format: each is listed here once.

use super::content::{Content, Reading};
use super::error::ExchangeError;
use super::format::Format;
use super::source::Source;
use super::{
    commented, detect, jsonl, kinds, multiterm, po, sdltm, table, tbx, tmx, workbook, xliff,
};

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
            Some(Format::Tbx) => Ok((Format::Tbx, Self::Terms(tbx::open(source, reading)?))),
            Some(Format::MultiTerm) => {
                Ok((Format::MultiTerm, Self::Terms(multiterm::open(source, reading)?)))
            }
            Some(format @ (Format::Xliff | Format::Xliff2)) => {
                Ok((format, Self::Units(xliff::open(source, reading)?)))
            }
            Some(Format::Xlsx) => Ok((Format::Xlsx, workbook::open(source, reading)?)),
            Some(Format::Sdltm) => Ok((Format::Sdltm, Self::Units(sdltm::open(source, reading)?))),
            Some(Format::Po) => Ok((Format::Po, Self::Units(po::open(source, reading)?))),
            Some(Format::Utx) => {
                Ok((Format::Utx, Self::Terms(commented::open_utx(source, reading)?)))
            }
            Some(Format::OmegaT) => {
                Ok((Format::OmegaT, Self::Terms(commented::open_omegat(source, reading)?)))
            }
            Some(Format::Moses) => Err(ExchangeError::OneOfTwo { name: source.name().to_owned() }),
            Some(
                format @ (Format::Html | Format::Docx | Format::Odt | Format::Epub | Format::Zip),
            ) if reading.format.is_none() => Err(no_table(source.name(), format)),
            Some(Format::Jsonl) => {
                Ok((Format::Jsonl, Self::Backup(jsonl::open(source, reading.kind)?)))
            }
            format => {
                if let Some(asked) = format
                    && let Some(found) = detect::other_than_table(&mut source)
                {
                    let name = source.name().to_owned();
                    let (asked, found) = (asked.name(), found.name());
                    return Err(ExchangeError::NotAsked { name, asked, found });
                }
                table::open(source, &Reading { format, ..*reading })
            }
        }
    }
}

/// What to say of a file that is read by other commands, or member by member.
fn no_table(name: &str, format: Format) -> ExchangeError {
    let what = match format {
        Format::Html => kinds::PAGE,
        Format::Docx => "a Word document",
        Format::Odt => "an OpenDocument text",
        Format::Epub => "a book",
        _ => return ExchangeError::Packed { name: name.to_owned() },
    };
    ExchangeError::Article { name: name.to_owned(), what }
}
