//! XML that is parsed whole: what to look at before, and what to say after.

use std::borrow::Cow;

use roxmltree::Error;

use super::bounds::{self, Token, token};
use super::tree::told;

/// Looks through a text for what exceeds the bounds; answers where, in bytes, and what it is.
pub(in super::super) fn check_bounds(text: &str) -> Result<(), (usize, String)> {
    bounds::check(text).map_err(|excess| (excess.at, excess.reason))
}

/// The text with spaces for its document type declaration, so that nothing in it is ever expanded and
/// everything else stands where it stood.
pub(in super::super) fn blank_doctype(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let Some((Token::Other, length)) = token(&bytes[start..]) else { break };
        let end = start + length;
        if bytes[start..end].starts_with(b"<!DOCTYPE") {
            let blank = text[start..end].bytes().map(|byte| match byte {
                b'\n' | b'\r' => char::from(byte),
                _ => ' ',
            });
            let mut blanked = String::with_capacity(text.len());
            blanked.push_str(&text[..start]);
            blanked.extend(blank);
            blanked.push_str(&text[end..]);
            return Cow::Owned(blanked);
        }
        at = end;
    }
    Cow::Borrowed(text)
}

/// How long the tag is that an element begins with, in bytes.
pub(in super::super) fn tag_length(element: &str) -> usize {
    token(element.as_bytes()).map_or(element.len(), |(_, length)| length)
}

/// What is wrong with a file that is read as it is or not at all, for people.
pub(in super::super) fn whole_fault(error: &Error) -> String {
    let told = told(error);
    // It cannot be mended where it stands.
    let end = [": `--repair`", ", or let `--repair`"].iter().find_map(|hint| told.find(hint));
    told[..end.unwrap_or(told.len())].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_blanked_and_nothing_moves() {
        let text = "<?xml version='1.0'?>\n<!-- <!DOCTYPE x> -->\n<!DOCTYPE a [\n<!ENTITY b 'ä>'>]><a>c</a>";
        let blanked = blank_doctype(text);
        assert_eq!(blanked.len(), text.len());
        assert!(blanked.ends_with(" <a>c</a>") && blanked.contains("<!-- <!DOCTYPE x> -->"));
        assert!(!blanked.contains("ENTITY"));
        assert_eq!(blanked.matches('\n').count(), 3);
        for text in ["<a><!DOCTYPE a></a>", "", "<!DOCTYPE a", "a"] {
            assert_eq!(blank_doctype(text), text);
        }
    }

    #[test]
    fn nothing_is_offered_that_cannot_be_done() {
        for text in ["<a>&nbsp;</a>", "<a>\u{1f}</a>", "<a>A & B</a>"] {
            let error = roxmltree::Document::parse(text).unwrap_err();
            let told = whole_fault(&error);
            assert!(!told.contains("--repair") && !told.is_empty(), "{told}");
        }
    }
}
