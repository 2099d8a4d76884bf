//! The XML of a document's parts, piece by piece. However deep it is, it takes no stack.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::super::error::ExchangeError;
use super::super::source::Source;
use super::super::xml::declared;
use super::super::zip::Zip;

/// A piece of XML. An element without content has a start and an end.
pub(super) enum Piece {
    /// A start tag.
    Start(Tag),
    /// An end tag.
    End,
    /// Text.
    Text(String),
}

/// A start tag; names are without prefix.
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads a part of a document and shows its pieces; says whether it is there.
pub(super) fn pieces(
    zip: &mut Zip<Source>,
    part: &str,
    mut see: impl FnMut(Piece),
) -> Result<bool, ExchangeError> {
    let Some(bytes) = zip.read(part)? else { return Ok(false) };
    let bad = |reason: String| ExchangeError::BadArchive { name: zip.name().to_owned(), reason };
    let text = decoded(bytes, zip.name())?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        let event = reader.read_event().map_err(|error| bad(format!("`{part}`: {error}")))?;
        match event {
            Event::Start(tag) => see(Piece::Start(read_tag(&tag))),
            Event::End(_) => see(Piece::End),
            Event::Text(text) => see(Piece::Text(text.xml10_content().into_owned())),
            Event::CData(text) => see(Piece::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let char = entity.resolve_char_ref().ok().flatten();
                // Those that the file declares itself are not expanded.
                let meaning = char
                    .map(String::from)
                    .or_else(|| resolve_xml_entity(&entity).map(str::to_owned));
                see(Piece::Text(meaning.unwrap_or_default()));
            }
            Event::Eof => return Ok(true),
            _ => {}
        }
    }
}

fn read_tag(tag: &BytesStart<'_>) -> Tag {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = unescape(&attribute.value).unwrap_or(Cow::Borrowed(&attribute.value));
        (attribute.key.local_name().as_ref().to_owned(), value.into_owned())
    });
    Tag { name: tag.local_name().as_ref().to_owned(), attributes: attributes.collect() }
}

/// The text of a part.
pub(super) fn decoded(bytes: Vec<u8>, name: &str) -> Result<String, ExchangeError> {
    let mut source = Source::of(bytes.clone(), name)?;
    let (encoding, mark) = declared(&mut source)?;
    let behind = bytes.get(mark..).unwrap_or_default();
    Ok(encoding.decode_without_bom_handling(behind).0.into_owned())
}
