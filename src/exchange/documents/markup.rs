//! The XML of a document's parts, piece by piece. However deep it is, it takes no stack.

use std::borrow::Cow;

use encoding_rs::UTF_8;
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

/// What reads the text of a part, and passes over elements whose text is not seen.
pub(super) trait Story {
    /// The elements that are open.
    fn open(&mut self) -> &mut Open;

    /// An element begins that is seen, as far as those are in which it stands.
    fn start(&mut self, tag: &Tag);

    /// An element that was seen ends.
    fn end(&mut self, name: &str);

    /// A text that is seen.
    fn text(&mut self, text: &str);

    /// Takes the next piece.
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(tag) => {
                if self.open().is_seen() {
                    self.start(&tag);
                }
                self.open().names.push(tag.name);
            }
            Piece::End => {
                let open = self.open();
                let name = open.names.pop().unwrap_or_default();
                match open.unseen {
                    Some(depth) if open.names.len() <= depth => open.unseen = None,
                    Some(_) => {}
                    None => self.end(&name),
                }
            }
            Piece::Text(text) => {
                if self.open().is_seen() {
                    self.text(&text);
                }
            }
        }
    }
}

/// The elements that are open.
#[derive(Default)]
pub(super) struct Open {
    names: Vec<String>,
    /// How many were open where something began that is not seen.
    unseen: Option<usize>,
}

impl Open {
    /// Lets nothing of the element be seen that begins.
    pub(super) fn hide(&mut self) {
        self.unseen = Some(self.names.len());
    }

    /// Whether the innermost elements have these names.
    pub(super) fn ends_with(&self, names: &[&str]) -> bool {
        let outer = self.names.len().checked_sub(names.len());
        outer.is_some_and(|outer| self.names[outer..].iter().eq(names))
    }

    fn is_seen(&self) -> bool {
        self.unseen.is_none()
    }
}

/// What to say of a part that does not go on to its end.
pub(super) fn cut_off(part: &str) -> String {
    format!("`{part}` is cut off")
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
    let (mut depth, mut has_root) = (0_usize, false);
    loop {
        let event = reader.read_event().map_err(|error| bad(format!("`{part}`: {error}")))?;
        match event {
            Event::Start(tag) => {
                (depth, has_root) = (depth + 1, true);
                see(Piece::Start(read_tag(&tag)));
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                see(Piece::End);
            }
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
            Event::Eof if depth > 0 || !has_root => return Err(bad(cut_off(part))),
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

/// So many bytes of a part tell its encoding.
const DECLARATION: usize = 256;

/// The text of a part.
pub(super) fn decoded(bytes: Vec<u8>, name: &str) -> Result<String, ExchangeError> {
    let head = bytes[..bytes.len().min(DECLARATION)].to_vec();
    let (encoding, mark) = declared(&mut Source::of(head, name)?)?;
    if encoding == UTF_8 && mark == 0 {
        return Ok(String::from_utf8(bytes)
            .unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned()));
    }
    let behind = bytes.get(mark..).unwrap_or_default();
    Ok(encoding.decode_without_bom_handling(behind).0.into_owned())
}
