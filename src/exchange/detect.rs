//! Telling a file's format by its content.

use std::io::{Seek, SeekFrom};

use super::error::ExchangeError;
use super::format::Format;
use super::jsonl;
use super::source::{Source, fill, unreadable};
use super::xlsx;
use super::xml::declared;

/// So much of a file shows what it is: licences stand before the first element.
const HEAD: usize = 1 << 14;

/// The format that a file's content shows; nothing if it may be a table or is unknown.
///
/// # Errors
/// If the file cannot be read, or is of a format that only looks like one of ours.
pub(super) fn by_content(source: &mut Source) -> Result<Option<Format>, ExchangeError> {
    let name = source.name().to_owned();
    let (encoding, mark) = declared(source)?;
    let mut head = vec![0; HEAD];
    let start = source.seek(SeekFrom::Start(mark as u64));
    let read = start.and_then(|_| fill(source, &mut head));
    head.truncate(read.map_err(|error| unreadable(&name, error))?);
    if head.starts_with(b"PK\x03\x04") {
        let is_named_so = Format::by_extension(&name) == Some(Format::Xlsx);
        let is_workbook = xlsx::holds_workbook(source).unwrap_or(is_named_so);
        return Ok(is_workbook.then_some(Format::Xlsx));
    }
    let (text, _) = encoding.decode_without_bom_handling(&head);
    if jsonl::is_head(&text) {
        return Ok(Some(Format::Jsonl));
    }
    let Some((root, tag)) = root(&text) else { return Ok(None) };
    match root {
        "tmx" => Ok(Some(Format::Tmx)),
        "map" if tag.contains("tiledversion") || tag.contains("orientation") => {
            Err(ExchangeError::Other { name, what: "a map of the game editor Tiled" })
        }
        _ => Ok(None),
    }
}

/// The name of the first element and its tag, if the text is XML.
fn root(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.trim_start();
    loop {
        let skipped =
            [("<?", "?>"), ("<!--", "-->"), ("<!", ">")].into_iter().find_map(|(open, end)| {
                let length = rest.starts_with(open).then(|| rest.find(end))??;
                Some(length + end.len())
            });
        match skipped {
            Some(length) => rest = rest[length..].trim_start(),
            None => break,
        }
    }
    let tag = &rest.strip_prefix('<')?[..rest.find('>').unwrap_or(rest.len()).max(1) - 1];
    let name = tag.split(|char: char| char.is_ascii_whitespace() || char == '/').next()?;
    let local = name.rsplit(':').next()?;
    (!local.is_empty()).then_some((local, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(content: &[u8]) -> Result<Option<Format>, String> {
        let mut source = Source::of(content.to_vec(), "x").unwrap();
        by_content(&mut source).map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_element_tells() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        for (content, format) in [
            (b"<tmx version='1.4'>".to_vec(), Some(Format::Tmx)),
            (
                b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- > --><!DOCTYPE tmx SYSTEM 'x'>\n<tmx>"
                    .to_vec(),
                Some(Format::Tmx),
            ),
            (utf16("<?xml version='1.0'?><tmx>"), Some(Format::Tmx)),
            (b"de;en\n".to_vec(), None),
            (b"<html>".to_vec(), None),
            (b"<".to_vec(), None),
            (b"".to_vec(), None),
        ] {
            assert_eq!(told(&content), Ok(format), "{}", String::from_utf8_lossy(&content));
        }
        let map =
            told(b"<?xml version='1.0'?><map version='1.10' tiledversion='1.11' orientation='x'>");
        assert!(map.unwrap_err().contains("Tiled"));
    }
}
