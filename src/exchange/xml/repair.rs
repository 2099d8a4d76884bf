//! Mending XML that is ill-formed in ways that leave no doubt of what was meant.

use quick_xml::escape::resolve_html5_entity;

use super::super::window::BROKEN;

/// The text without characters that XML does not allow, with the entities of HTML as what they stand
/// for, and with `&amp;` where an `&` stands alone.
pub(super) fn repaired(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        mended.extend(rest[..at].chars().filter(|char| is_kept(*char)));
        rest = &rest[at + 1..];
        let Some(name) = name(rest) else {
            mended.push_str("&amp;");
            continue;
        };
        rest = &rest[name.len() + 1..];
        match (name, character(name), resolve_html5_entity(name)) {
            ("lt" | "gt" | "amp" | "quot" | "apos", ..) | (_, Some(true), _) => {
                mended.push('&');
                mended.push_str(name);
                mended.push(';');
            }
            (_, Some(false), _) => {}
            (_, None, Some(meaning)) => mended.push_str(meaning),
            (_, None, None) => {
                mended.push_str("&amp;");
                mended.push_str(name);
                mended.push(';');
            }
        }
    }
    mended.extend(rest.chars().filter(|char| is_kept(*char)));
    mended
}

/// What could not be decoded stays, so that it is refused: nobody knows what it was.
fn is_kept(char: char) -> bool {
    is_allowed(char) || char == BROKEN
}

/// The name up to the first `;`, if nothing else stands before that.
fn name(rest: &str) -> Option<&str> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    let mark = usize::from(rest.starts_with('#'));
    let length = mark + rest.bytes().skip(mark).take_while(is_part).count();
    (length > mark && rest.as_bytes().get(length) == Some(&b';')).then(|| &rest[..length])
}

/// Whether a reference by number means a character that XML allows; nothing if it is by name.
fn character(name: &str) -> Option<bool> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    Some(number.ok().and_then(char::from_u32).is_some_and(is_allowed))
}

/// Whether XML 1.0 allows a character.
pub(super) fn is_allowed(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_kept() {
        for (text, meant) in [
            ("a&nbsp;b &auml;&lt;&#228;&#xE4;", "a\u{a0}b ä&lt;&#228;&#xE4;"),
            ("a&#x1F;b\u{1f}c\u{ffff}", "abc\u{ffff}"),
            ("A & B; C&D &x y; &", "A &amp; B; C&amp;D &amp;x y; &amp;"),
            ("&klingon;", "&amp;klingon;"),
            ("&;&#;&#x;&ä;", "&amp;;&amp;#;&amp;ä;"),
        ] {
            assert_eq!(repaired(text), meant, "{text}");
        }
    }

    #[test]
    fn a_name_is_looked_for_no_further_than_it_may_reach() {
        let text = "& ".repeat(1 << 20) + ";";
        assert_eq!(repaired(&text).len(), text.len() + (4 << 20));
    }
}
