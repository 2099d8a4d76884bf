//! From bytes to text: UTF-8, UTF-16 with a byte-order mark, else Windows-1252.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ExchangeError;
use super::kinds;

/// A text as it came, its byte-order mark taken off, with what is known of its encoding.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// The encoding by its usual name.
    pub(super) encoding: &'static str,
    /// Whether nothing in the file said so.
    pub(super) guessed: bool,
}

impl Decoded<'_> {
    /// Whether there is nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        // Characters without width leave a page as blank as spaces do.
        let is_invisible =
            |char| matches!(char, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ad}');
        self.text.chars().all(|char| char.is_whitespace() || is_invisible(char))
    }

    /// Says so if the encoding was guessed.
    pub(super) fn remark(&self) -> Option<String> {
        let encoding = self.encoding;
        self.guessed
            .then(|| format!("neither UTF-8 nor marked as UTF-16, so it is read as {encoding}"))
    }
}

/// Decodes a file.
pub(super) fn decode<'b>(bytes: &'b [u8], name: &str) -> Result<Decoded<'b>, ExchangeError> {
    let named = || name.to_owned();
    let certain = |text, encoding| Ok(Decoded { text, encoding, guessed: false });
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return certain(Cow::Borrowed(utf8(rest, name)?), UTF_8.name());
    }
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(ExchangeError::OtherEncoding { name: named(), encoding: "UTF-32" });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        let text = utf16(rest, u16::from_le_bytes, UTF_16LE.name(), name)?;
        return certain(Cow::Owned(text), UTF_16LE.name());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let text = utf16(rest, u16::from_be_bytes, UTF_16BE.name(), name)?;
        return certain(Cow::Owned(text), UTF_16BE.name());
    }
    if let Some(what) = kinds::binary(bytes, name) {
        return Err(ExchangeError::NotText { name: named(), what });
    }
    if seems_utf16(bytes) {
        let encoding = "UTF-16 without a byte-order mark";
        return Err(ExchangeError::OtherEncoding { name: named(), encoding });
    }
    if seems_binary(bytes) {
        return Err(ExchangeError::NotText { name: named(), what: "a binary file" });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => certain(Cow::Borrowed(text), UTF_8.name()),
        Err(_) if let Some(line) = broken_utf8(bytes) => {
            let encoding = UTF_8.name();
            Err(ExchangeError::BrokenEncoding { name: named(), encoding, line })
        }
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Ok(Decoded { text, encoding: WINDOWS_1252.name(), guessed: true })
        }
    }
}

/// The text of a file that is to hold a table. The bytes go as soon as there is a text.
pub(super) fn decode_table(bytes: Vec<u8>, name: &str) -> Result<Decoded<'static>, ExchangeError> {
    let Decoded { text, encoding, guessed } =
        decode(&bytes, name).map_err(|error| match error {
            // To an import an Excel workbook is not so much "no text" as a table of another format.
            ExchangeError::NotText { name, what } if what != "a binary file" => {
                ExchangeError::NotYet { name, what }
            }
            error => error,
        })?;
    let text = match text {
        Cow::Owned(text) => text,
        Cow::Borrowed(text) => {
            let mark = bytes.len() - text.len();
            into_text(bytes, mark)
        }
    };
    let decoded = Decoded { text: Cow::Owned(text), encoding, guessed };
    kinds::refuse_as_table(&decoded.text, name)?;
    if decoded.is_blank() {
        return Err(ExchangeError::Empty { name: name.to_owned() });
    }
    Ok(decoded)
}

/// Bytes that are UTF-8 behind their mark, as a text in the same place of memory.
fn into_text(mut bytes: Vec<u8>, mark: usize) -> String {
    bytes.drain(..mark);
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// So many characters of a broken UTF-8 file are whole for each byte that is not. In a Windows-1252
/// text nearly every letter outside of ASCII stands between ASCII ones and is such a byte: what
/// looks like UTF-8 in it are a few letters before a mark (`ß` before `“`).
const WHOLE_FOR_BROKEN: usize = 4;

/// The line of the first fault, if bytes that are not UTF-8 were clearly meant to be.
fn broken_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut whole, mut usual, mut broken) = (0, 0, 0);
    let mut first = None;
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let others = chunk.valid().chars().filter(|char| !char.is_ascii());
        whole += others.clone().count();
        // In Windows-1252 these would be `Ã`, `Â` or `â€` and a mark, which no text has.
        usual += others
            .filter(|char| matches!(char, '\u{80}'..='\u{ff}' | '\u{2010}'..='\u{203f}'))
            .count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first = first.or(Some(at));
            broken += chunk.invalid().len();
        }
        at += chunk.invalid().len();
    }
    let is_cut = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    let is_meant = whole >= 2 && whole >= WHOLE_FOR_BROKEN * broken || is_cut && usual > 0;
    let first = first.filter(|_| is_meant)?;
    Some(1 + bytes[..first].iter().filter(|byte| **byte == b'\n').count())
}

fn utf8<'b>(bytes: &'b [u8], name: &str) -> Result<&'b str, ExchangeError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        ExchangeError::BrokenEncoding { name: name.to_owned(), encoding: UTF_8.name(), line }
    })
}

fn utf16(
    bytes: &[u8],
    read: fn([u8; 2]) -> u16,
    encoding: &'static str,
    name: &str,
) -> Result<String, ExchangeError> {
    let mut line = 1;
    let mut text = String::with_capacity(bytes.len());
    let (pairs, rest) = bytes.as_chunks::<2>();
    for char in char::decode_utf16(pairs.iter().map(|pair| read(*pair))) {
        let Ok(char) = char else {
            return Err(ExchangeError::BrokenEncoding { name: name.to_owned(), encoding, line });
        };
        line += usize::from(char == '\n');
        text.push(char);
    }
    if !rest.is_empty() {
        return Err(ExchangeError::BrokenEncoding { name: name.to_owned(), encoding, line });
    }
    if text.contains('\0') {
        return Err(ExchangeError::NotText { name: name.to_owned(), what: "a binary file" });
    }
    Ok(text)
}

/// Whether every other byte of the beginning is mostly zero, as in Latin text in UTF-16.
fn seems_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4_096)];
    let pairs = head.len() / 2;
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    pairs >= 4 && even.max(odd) * 10 >= pairs * 7 && even.min(odd) * 20 <= pairs
}

/// Whether there is a zero byte, or more control characters than a text would have.
fn seems_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1a | 0x1b);
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    bytes.contains(&0) || controls * 20 > bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16le(text: &str) -> Vec<u8> {
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(bytes).collect()
    }

    #[test]
    fn marks_are_taken_off_and_nothing_else() {
        let text = "Zölle\r\nu\u{308}ber 🦀\n";
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (format!("\u{feff}{text}").into_bytes(), "UTF-8"),
            (utf16le(text), "UTF-16LE"),
            (utf16le(text).chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect(), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes, "x").unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
            assert!(!decoded.guessed);
        }
    }

    #[test]
    fn what_is_not_utf8_is_taken_for_windows_1252() {
        let decoded = decode(b"\x84Z\xf6lle\x93 \x80 5", "x").unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.guessed), ("„Zölle“ € 5", true));
    }

    #[test]
    fn utf8_with_a_bad_byte_is_not_taken_for_windows_1252() {
        let sentence = "Die Verträge über Zölle gelten.\n";
        let article = sentence.repeat(50);
        let mut bad = article.clone().into_bytes();
        bad[sentence.len() * 6 + 3] = 0xe4;
        let cut = article.as_bytes()[..sentence.len() * 9 + 10].to_vec();
        assert_eq!(cut.last(), Some(&0xc3));
        for (bytes, line) in [(bad, 7), (cut, 10), (b"Z\xc3\xb6lle\nVertr\xc3".to_vec(), 2)] {
            let error = decode(&bytes, "x.txt").unwrap_err().to_string();
            assert_eq!(error, format!("`x.txt` is UTF-8 but broken in line {line}"));
        }
    }

    #[test]
    fn marks_behind_letters_do_not_make_windows_1252_broken_utf8() {
        for text in ["Spaß", "„Spaß“ und »Fuß«", "Spaß… und Fuß", "„GROß“, „MAß“"]
        {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            let decoded = decode(&bytes, "x").unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.guessed), (text, true));
        }
    }

    proptest! {
        #[test]
        fn windows_1252_is_read_back(
            words in prop::collection::vec(
                "[a-zA-ZäöüÄÖÜ]{1,8}|[a-z]{1,4}ß|„[A-ZÄÖÜ][a-zäöüß]{1,6}“|»[a-zß]{1,5}«|–|€ 5|[a-zß]{1,5}…",
                1..60,
            )
        ) {
            let text = words.join(" ");
            let (bytes, _, _) = WINDOWS_1252.encode(&text);
            prop_assume!(std::str::from_utf8(&bytes).is_err());
            let decoded = decode(&bytes, "x").unwrap();
            prop_assert_eq!((decoded.text.as_ref(), decoded.guessed), (text.as_str(), true));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        let half = utf16le("Zoll")[..9].to_vec();
        let lone = [&utf16le("Zoll\n")[..], &[0x00, 0xd8, b'x', 0]].concat();
        let unmarked = utf16le("Der Zoll, die Zölle")[2..].to_vec();
        let mixed = [b"\xef\xbb\xbfa\n".as_slice(), b"Z\xf6lle"].concat();
        for (bytes, word) in [
            (half, "UTF-16LE but broken in line 1"),
            (lone, "UTF-16LE but broken in line 2"),
            (unmarked, "UTF-16 without a byte-order mark"),
            (mixed, "UTF-8 but broken in line 2"),
            (b"%PDF-1.7".to_vec(), "PDF"),
            (b"PK\x03\x04abc".to_vec(), "ZIP"),
            (b"\x89PNG\r\n".to_vec(), "PNG"),
            (vec![0, 159, 146, 150, 0, 1, 2], "binary"),
            (vec![7, 1, 2, 3], "binary"),
            (b"\xff\xfe\0\0x\0\0\0".to_vec(), "UTF-32"),
        ] {
            let error = decode(&bytes, "x.txt").unwrap_err().to_string();
            assert!(error.contains(word) && error.contains("`x.txt`"), "{error}");
        }
    }
}
