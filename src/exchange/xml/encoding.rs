//! The encoding of an XML file: its mark, what it declares, else UTF-8.

use std::io::{Seek, SeekFrom};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::super::error::ExchangeError;
use super::super::source::{Source, fill, unreadable};
use super::super::survey::{BLOCK, decode_block};

/// So many bytes hold the XML declaration.
const HEAD: usize = 256;

/// The encoding of an XML file, and the length of its byte-order mark. What the first bytes show
/// counts before what the file says of itself; an encoding that is not known is UTF-8 if the text can
/// be that.
///
/// # Errors
/// If the file cannot be read, or says that it is in an encoding that is not read.
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
    let Some(label) = label(&head) else { return Ok((UTF_8, 0)) };
    match Encoding::for_label(label) {
        Some(encoding) if encoding.is_ascii_compatible() => Ok((encoding, 0)),
        // What was read byte by byte until here cannot be UTF-16.
        Some(encoding) if [UTF_16LE, UTF_16BE].contains(&encoding) => Ok((UTF_8, 0)),
        _ if !is_shifting(label) && is_utf8(source)? => Ok((UTF_8, 0)),
        _ => {
            let encoding = String::from_utf8_lossy(label).into_owned();
            Err(ExchangeError::UnknownEncoding { name, encoding })
        }
    }
}

/// Whether an encoding writes letters outside of ASCII as sequences of ASCII.
fn is_shifting(label: &[u8]) -> bool {
    let label = label.to_ascii_lowercase();
    let is = |part: &[u8]| memmem::find(&label, part).is_some();
    is(b"utf-7") || is(b"utf7") || is(b"iso-2022") || is(b"hz-gb")
}

/// Whether the whole text is UTF-8.
fn is_utf8(source: &mut Source) -> Result<bool, ExchangeError> {
    let name = source.name().to_owned();
    let unreadable = |error| unreadable(&name, error);
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let (mut buffer, mut text) = (vec![0; BLOCK], String::new());
    loop {
        let read = fill(source, &mut buffer).map_err(unreadable)?;
        let is_last = read < buffer.len();
        text.clear();
        if !decode_block(&mut decoder, &buffer[..read], is_last, &mut text) {
            return Ok(false);
        }
        if is_last {
            return Ok(true);
        }
    }
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

    #[test]
    fn an_encoding_that_is_not_read_is_named() {
        for (bytes, encoding) in [
            (b"<?xml version='1.0' encoding='IBM850'?><tmx>Z\x94lle".as_slice(), "IBM850"),
            (b"<?xml version='1.0' encoding='UTF-7'?><tmx>Z+APY-lle", "UTF-7"),
            (b"<?xml version='1.0' encoding='iso-2022-jp'?><tmx>", "iso-2022-jp"),
        ] {
            let mut source = Source::of(bytes.to_vec(), "x").unwrap();
            let told = declared(&mut source).unwrap_err().to_string();
            assert!(told.contains(&format!("`{encoding}`")), "{told}");
        }
        let utf8 = "<?xml version='1.0' encoding='IBM850'?><tmx>Zölle".as_bytes().to_vec();
        assert_eq!(declared(&mut Source::of(utf8, "x").unwrap()).unwrap(), (UTF_8, 0));
    }
}
