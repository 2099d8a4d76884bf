//! Telling a file's format by its content.

use std::io::{Seek, SeekFrom};

use super::commented;
use super::documents::{self, Kind};
use super::error::ExchangeError;
use super::format::Format;
use super::jsonl;
use super::kinds;
use super::source::{Source, fill, unreadable};
use super::xliff;
use super::xml::{declared, first_tag};
use super::zip::is_zip;

/// So much of a file shows what it is: licences stand before the first element.
const HEAD: usize = 1 << 14;

/// The format that a file's content shows; nothing if it may be a table or is unknown.
///
/// # Errors
/// If the file cannot be read, or is of a format that only looks like one of ours.
pub(super) fn by_content(source: &mut Source) -> Result<Option<Format>, ExchangeError> {
    let name = source.name().to_owned();
    if let Some(format) = binary(source)? {
        return Ok(Some(format));
    }
    let (encoding, mark) = declared(source)?;
    let mut head = vec![0; HEAD];
    let start = source.seek(SeekFrom::Start(mark as u64));
    let read = start.and_then(|_| fill(source, &mut head));
    head.truncate(read.map_err(|error| unreadable(&name, error))?);
    let (text, _) = encoding.decode_without_bom_handling(&head);
    if jsonl::is_head(&text) {
        return Ok(Some(Format::Jsonl));
    }
    let Some((root, tag)) = root(&text) else { return Ok(by_lines(&text)) };
    match root {
        "tmx" => Ok(Some(Format::Tmx)),
        "martif" | "tbx" | "TBX" => Ok(Some(Format::Tbx)),
        "mtf" => Ok(Some(Format::MultiTerm)),
        "TAGTABLE" => Err(ExchangeError::Other { name, what: "a markup table of OpenTM2" }),
        "xliff" => Ok(Some(xliff::format_of(tag))),
        root if root.eq_ignore_ascii_case("tmx") => Err(ExchangeError::NotImported {
            name,
            what: "a TMX file in capitals (`TMX` for `tmx`)",
        }),
        root if root.eq_ignore_ascii_case("xliff") => Err(ExchangeError::NotImported {
            name,
            what: "an XLIFF file in capitals (`XLIFF` for `xliff`)",
        }),
        root if root.eq_ignore_ascii_case("html") => Ok(Some(Format::Html)),
        "map" if tag.contains("tiledversion") || tag.contains("orientation") => {
            Err(ExchangeError::Other { name, what: "a map of the game editor Tiled" })
        }
        _ => Ok(None),
    }
}

/// The format of a file that is certainly no table.
pub(super) fn other_than_table(source: &mut Source) -> Option<Format> {
    let found = by_content(source).ok()??;
    // These are tables with lines of their own.
    let may_be_table = found.is_table() || matches!(found, Format::Utx | Format::OmegaT);
    (!may_be_table).then_some(found)
}

/// The format that the content of a file shows; nothing if it shows none.
pub fn shown_format(source: &mut Source) -> Option<Format> {
    by_content(source).ok()?
}

/// The format that bytes show by their first element; nothing if they show none.
pub fn shown_format_of(bytes: &[u8]) -> Option<Format> {
    let head = bytes[..bytes.len().min(HEAD)].to_vec();
    shown_format(&mut Source::of(head, "").ok()?)
}

/// What the beginning of an SQLite file says, and where the number of its program is.
const SQLITE: (&[u8], std::ops::Range<usize>) = (b"SQLite format 3\0", 68..72);

/// The number of Beleg in its databases.
const OWN: &[u8] = b"Belg";

/// The format of a file that is no text.
fn binary(source: &mut Source) -> Result<Option<Format>, ExchangeError> {
    let name = source.name().to_owned();
    let mut head = [0; 100];
    let start = source.seek(SeekFrom::Start(0));
    let read = start.and_then(|_| fill(source, &mut head));
    let head = &head[..read.map_err(|error| unreadable(&name, error))?];
    if head.starts_with(SQLITE.0) {
        return match head.get(SQLITE.1) {
            Some(OWN) => Err(ExchangeError::OwnDatabase { name }),
            _ => Ok(Some(Format::Sdltm)),
        };
    }
    if is_zip(head) {
        return match documents::kind(source)? {
            Kind::Docx => Ok(Some(Format::Docx)),
            Kind::Odt => Ok(Some(Format::Odt)),
            Kind::Epub => Ok(Some(Format::Epub)),
            Kind::Workbook => Ok(Some(Format::Xlsx)),
            Kind::Other(what) => Err(ExchangeError::NotImported { name, what }),
            Kind::Files => Ok(Some(Format::Zip)),
        };
    }
    match kinds::database(head, &name) {
        Some(what) => Err(ExchangeError::NotImported { name, what }),
        None => Ok(None),
    }
}

/// The format that the first lines of a text show.
fn by_lines(text: &str) -> Option<Format> {
    if commented::is_utx(text) {
        return Some(Format::Utx);
    }
    if commented::is_glossary(text) {
        return Some(Format::OmegaT);
    }
    let mut lines = text.lines().map(str::trim_start);
    let is_message = |line: &str| {
        ["msgid", "msgctxt"].iter().any(|keyword| {
            line.strip_prefix(keyword).is_some_and(|rest| rest.trim_start().starts_with('"'))
        })
    };
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(is_message).then_some(Format::Po)
}

/// The name of the first element and its tag, if the text is XML.
fn root(text: &str) -> Option<(&str, &str)> {
    let tag = first_tag(text)?;
    let inner = tag.trim_start_matches('<');
    let end = |char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>');
    let name = inner.split(end).next()?;
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
            (b"<!DOCTYPE tmx [<!ENTITY a '<map>'>]><tmx>".to_vec(), Some(Format::Tmx)),
            (b"<martif type='TBX'>".to_vec(), Some(Format::Tbx)),
            (b"<TBX dialect='TBX-Min'>".to_vec(), Some(Format::Tbx)),
            (b"<tbx type='TBX-Basic' xmlns='x'>".to_vec(), Some(Format::Tbx)),
            (
                utf16("<?xml version='1.0' encoding='UTF-16' ?><mtf><a/></mtf>"),
                Some(Format::MultiTerm),
            ),
            (
                b"<!DOCTYPE xliff [<!ENTITY a '>'>]>\n<xliff version='1.2'>".to_vec(),
                Some(Format::Xliff),
            ),
            (
                b"<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0'>".to_vec(),
                Some(Format::Xliff2),
            ),
            (b"<!DOCTYPE xliff [".to_vec(), None),
            (b"de;en\n".to_vec(), None),
            (b"<!doctype html><HTML lang='de'>".to_vec(), Some(Format::Html)),
            (b"\n# x\nmsgid \"\"\n".to_vec(), Some(Format::Po)),
            (b"msgid;en\n".to_vec(), None),
            (b"#UTX-S 1.01; de/en".to_vec(), Some(Format::Utx)),
            (b"# Glossary -*- coding: utf-8 -*-\n".to_vec(), Some(Format::OmegaT)),
            (b"SQLite format 3\0".to_vec(), Some(Format::Sdltm)),
            (b"<".to_vec(), None),
            (b"".to_vec(), None),
        ] {
            assert_eq!(told(&content), Ok(format), "{}", String::from_utf8_lossy(&content));
        }
        let map =
            told(b"<?xml version='1.0'?><map version='1.10' tiledversion='1.11' orientation='x'>");
        assert!(map.unwrap_err().contains("Tiled"));
        let capitals = told(b"<?xml version='1.0'?><TMX version='1.4'><body/></TMX>");
        assert!(capitals.unwrap_err().contains("`TMX` for `tmx`"));
        let table = told(b"<!-- x -->\n<TAGTABLE>\n<TAG><STRING><a></STRING></TAG></TAGTABLE>");
        assert!(
            table.unwrap_err().contains("a markup table of OpenTM2, which holds no translations")
        );
    }
}
