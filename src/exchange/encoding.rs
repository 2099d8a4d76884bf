//! From bytes to text: UTF-8, UTF-16 with a byte-order mark, else Windows-1252.

use std::borrow::Cow;
use std::io::Cursor;

use super::error::ExchangeError;
use super::survey::{BLOCK, Survey};

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
        is_blank(&self.text)
    }
}

/// Decodes a file.
pub(super) fn decode<'b>(bytes: &'b [u8], name: &str) -> Result<Decoded<'b>, ExchangeError> {
    let survey = Survey::of(&mut Cursor::new(bytes), BLOCK, name)?;
    let (text, _) = survey.encoding.decode_without_bom_handling(&bytes[survey.mark..]);
    Ok(Decoded { text, encoding: survey.encoding.name(), guessed: survey.guessed })
}

/// Whether there is nothing but white space.
pub(super) fn is_blank(text: &str) -> bool {
    // Characters without width leave a page as blank as spaces do.
    let is_invisible =
        |char| matches!(char, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ad}');
    text.chars().all(|char| char.is_whitespace() || is_invisible(char))
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;
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
