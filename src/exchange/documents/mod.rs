//! Articles that are no plain text: documents of Word and LibreOffice, books, pages.
//!
//! Invariant: what comes out is the text that a reader sees (deleted changes, hidden text, scripts
//! and what computes a field are none), a paragraph a block, in the order of the document. A part
//! that is ill-formed makes the document unreadable; it is never read up to the fault.

mod blocks;
mod docx;
mod epub;
mod html;
mod markup;
mod odt;

use super::error::ExchangeError;
use super::source::Source;
use super::zip::{Zip, is_zip};
use crate::model::Span;

pub(super) use html::seems_page;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Document {
    /// The paragraphs, parted by empty lines.
    pub(super) text: String,
    /// Where they are.
    pub(super) paragraphs: Vec<Span>,
    /// The title that the document gives itself.
    pub(super) title: Option<String>,
    /// The encoding by its usual name.
    pub(super) encoding: &'static str,
    /// Whether nothing said so.
    pub(super) guessed: bool,
    /// What a person should know of how it was read.
    pub(super) remarks: Vec<String>,
}

/// What an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document of Word.
    Docx,
    /// A document of LibreOffice.
    Odt,
    /// A book.
    Epub,
    /// A workbook of Excel.
    Workbook,
    /// A document of another kind, with its article.
    Other(&'static str),
    /// Files that were packed.
    Files,
}

/// What an archive is, by the names of its members and what it says of itself.
pub(super) fn kind(source: &mut Source) -> Result<Kind, ExchangeError> {
    let mut zip = Zip::within(source)?;
    let has = |wanted: &str| zip.members().iter().any(|member| member == wanted);
    if has("[Content_Types].xml") {
        for (folder, kind) in [
            ("word/", Kind::Docx),
            ("xl/", Kind::Workbook),
            ("ppt/", Kind::Other("a PowerPoint presentation")),
        ] {
            if zip.members().iter().any(|member| member.starts_with(folder)) {
                return Ok(kind);
            }
        }
    }
    let is_book = has("META-INF/container.xml");
    let said = zip.read("mimetype")?.unwrap_or_default();
    Ok(match said.trim_ascii() {
        b"application/vnd.oasis.opendocument.text" => Kind::Odt,
        b"application/vnd.oasis.opendocument.spreadsheet" => {
            Kind::Other("an OpenDocument spreadsheet")
        }
        b"application/epub+zip" => Kind::Epub,
        said if said.starts_with(b"application/vnd.oasis.opendocument.") => {
            Kind::Other("an OpenDocument file, but no text")
        }
        _ if is_book => Kind::Epub,
        _ => Kind::Files,
    })
}

/// Reads a document that is an archive; nothing if the bytes are none.
///
/// # Errors
/// If it is damaged, locked or no article.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Option<Document>, ExchangeError> {
    if !is_zip(bytes) {
        return Ok(None);
    }
    let mut source = Source::of(bytes.to_vec(), name)?;
    let kind = kind(&mut source)?;
    let name = name.to_owned();
    let mut zip = Zip::open(source)?;
    let document = match kind {
        Kind::Docx => docx::read(&mut zip)?,
        Kind::Odt => odt::read(&mut zip)?,
        Kind::Epub => epub::read(&mut zip)?,
        Kind::Workbook => {
            return Err(ExchangeError::NotText { name, what: "an Excel workbook" });
        }
        Kind::Other(what) => return Err(ExchangeError::NotText { name, what }),
        Kind::Files => return Err(ExchangeError::Packed { name }),
    };
    Ok(Some(document))
}

/// Reads a page of the web.
pub(super) fn read_page(bytes: &[u8], name: &str) -> Document {
    html::read(bytes, name)
}
