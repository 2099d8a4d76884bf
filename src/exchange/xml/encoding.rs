//! The encoding of an XML file: its mark, what it declares, else UTF-8.

use std::io::{Seek, SeekFrom};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::super::error::ExchangeError;
use super::super::source::{Source, fill, unreadable};

/// So many bytes hold the XML declaration.
const HEAD: usize = 256;

/// The encoding of an XML file, and the length of its byte-order mark. What the first bytes show
/// counts before what the file says of itself.
pub(in super::super) fn declared(
    source: &mut Source,
) -> Result<(&'static Encoding, usize), ExchangeError> {
    let name = source.name().to_owned();
    let mut head = vec![0; HEAD];
    let start = source.seek(SeekFrom::Start(0));
    let read = start.and_then(|_| fill(source, &mut head));
    head.truncate(read.map_err(|error| unreadable(&name, error))?);
    if let Some((encoding, mark)) = Encoding::for_bom(&head) {
        return Ok((encoding, mark));
    }
    match head.as_slice() {
        [b'<', 0, ..] => return Ok((UTF_16LE, 0)),
        [0, b'<', ..] => return Ok((UTF_16BE, 0)),
        _ => {}
    }
    let label = label(&head).and_then(Encoding::for_label);
    // What was read byte by byte until here cannot be UTF-16.
    let encoding = label.filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8);
    Ok((encoding, 0))
}

/// The value of `encoding` in an XML declaration.
pub(in super::super) fn label(head: &[u8]) -> Option<&[u8]> {
    let end = head.starts_with(b"<?xml").then(|| memmem::find(head, b"?>")).flatten()?;
    let declaration = &head[..end];
    let at = memmem::find(declaration, b"encoding")? + b"encoding".len();
    let value = declaration[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let end = value.iter().position(|byte| byte == quote)?;
    Some(&value[..end])
}

#[cfg(test)]
mod tests {
    use encoding_rs::{WINDOWS_1252, WINDOWS_1254};

    use super::*;

    #[test]
    fn bytes_count_before_the_declaration() {
        let utf16: Vec<u8> =
            "<?xml version='1.0'?>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding, mark) in [
            (b"<?xml version=\"1.0\" encoding='windows-1254'?>".as_slice(), WINDOWS_1254, 0),
            (b"<?xml encoding = \"iso-8859-1\"?>", WINDOWS_1252, 0),
            (b"<?xml encoding='utf-16'?>", UTF_8, 0),
            (b"<?xml encoding='klingon'?>", UTF_8, 0),
            (b"<tmx>", UTF_8, 0),
            (b"", UTF_8, 0),
            (b"\xef\xbb\xbf<?xml encoding='iso-8859-1'?>", UTF_8, 3),
            (&utf16, UTF_16LE, 0),
            (&[b"\xff\xfe".as_slice(), &utf16].concat(), UTF_16LE, 2),
        ] {
            let mut source = Source::of(bytes.to_vec(), "x").unwrap();
            let (found, length) = declared(&mut source).unwrap();
            assert_eq!((found, length), (encoding, mark), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
