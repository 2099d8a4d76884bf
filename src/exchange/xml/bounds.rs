//! What XML of a hostile file may not exceed, looked at before it is parsed.

use memchr::memchr;

/// Elements may stand within each other so deep.
pub(in super::super) const DEEPEST: usize = 100;

/// A tag may be so long, in bytes, and so may be the value of an attribute.
const LONGEST_TAG: usize = 1 << 20;

/// A tag may have so many attributes.
const ATTRIBUTES: usize = 500;

/// Something that is not parsed, and where, in bytes.
pub(super) struct Excess {
    pub(super) at: usize,
    pub(super) reason: String,
}

/// Looks through a text for what exceeds the bounds. What is ill-formed is left to the parser.
pub(super) fn check(text: &str) -> Result<(), Excess> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let Some((kind, length)) = token(&bytes[start..]) else { return Ok(()) };
        let excess = |reason: String| Err(Excess { at: start, reason });
        if let Token::Start | Token::Empty = kind {
            let tag = &bytes[start..start + length];
            if length > LONGEST_TAG {
                return excess(format!("a tag is longer than {} MB", LONGEST_TAG >> 20));
            }
            if tag.len() > ATTRIBUTES && memchr::memchr_iter(b'=', tag).count() > ATTRIBUTES {
                return excess(format!("an element has more than {ATTRIBUTES} attributes"));
            }
        }
        match kind {
            Token::Start => depth += 1,
            Token::End => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return excess(format!("elements stand within each other more than {DEEPEST} deep"));
        }
        at = start + length;
    }
    Ok(())
}

/// What stands between `<` and `>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A start tag.
    Start,
    /// A tag that is start and end.
    Empty,
    /// An end tag.
    End,
    /// A comment, characters as they are, an instruction, a declaration: no element.
    Other,
    /// No markup, since no `>` follows before the next `<`.
    Stray,
}

/// How markup begins that may hold any other, and how it ends, but for declarations, which come last.
const OTHERS: [(&[u8], Option<&[u8]>); 4] =
    [(b"<!--", Some(b"-->")), (b"<![CDATA[", Some(b"]]>")), (b"<?", Some(b"?>")), (b"<!", None)];

/// How many kinds there are of markup that may hold any other.
pub(super) const KINDS: usize = OTHERS.len();

/// So many bytes show which of these kinds begins with them.
pub(super) const LONGEST_OPENING: usize = b"<![CDATA[".len();

/// Which of these kinds begins here, if it is one.
pub(super) fn kind(bytes: &[u8]) -> Option<usize> {
    OTHERS.iter().position(|(open, _)| bytes.starts_with(open))
}

/// What begins with the `<` that the bytes begin with, and how long it is; nothing if it goes on
/// behind them.
pub(super) fn token(bytes: &[u8]) -> Option<(Token, usize)> {
    if let Some((open, end)) = kind(bytes).map(|kind| OTHERS[kind]) {
        let Some(end) = end else { return declaration(bytes) };
        let length = memchr::memmem::find(&bytes[open.len()..], end)?;
        return Some((Token::Other, open.len() + length + end.len()));
    }
    let is_end = bytes.get(1) == Some(&b'/');
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (byte, quote) {
            (b'<', _) => return Some((Token::Stray, at)),
            (byte, Some(open)) if *byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) if !is_end => quote = Some(*byte),
            (b'>', None) => {
                let kind = match bytes.get(at - 1) {
                    _ if is_end => Token::End,
                    Some(b'/') => Token::Empty,
                    _ => Token::Start,
                };
                return Some((kind, at + 1));
            }
            _ => {}
        }
    }
    None
}

/// The first tag of a text that begins with markup, behind declarations and comments.
pub(in super::super) fn first_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    while rest.starts_with('<') {
        let (kind, length) = token(rest.as_bytes())?;
        match kind {
            Token::Other => rest = rest[length..].trim_start(),
            Token::Start | Token::Empty => return Some(&rest[..length]),
            Token::End | Token::Stray => return None,
        }
    }
    None
}

/// A document type declaration, which may hold others in brackets.
fn declaration(bytes: &[u8]) -> Option<(Token, usize)> {
    let (mut quote, mut brackets) = (None, 0_usize);
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (byte, Some(open)) if *byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) => quote = Some(*byte),
            (b'[', None) => brackets += 1,
            (b']', None) => brackets = brackets.saturating_sub(1),
            (b'>', None) if brackets == 0 => return Some((Token::Other, at + 1)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_apart() {
        for (text, kind, length) in [
            ("<a b='>'>x", Token::Start, 9),
            ("<a/>", Token::Empty, 4),
            ("</a >", Token::End, 5),
            ("<!-- <a> -->x", Token::Other, 12),
            ("<![CDATA[</a>]]>x", Token::Other, 16),
            ("<?xml a='?'?>x", Token::Other, 13),
            ("<!DOCTYPE a [<!ENTITY b '>'>]>x", Token::Other, 30),
            ("< b<c>", Token::Stray, 3),
            ("<a b='x<c>", Token::Stray, 7),
        ] {
            assert_eq!(token(text.as_bytes()), Some((kind, length)), "{text}");
        }
        for text in ["<a", "<a b='>", "<!-- a", "<![CDATA[ ]]", "<!DOCTYPE a [>"] {
            assert_eq!(token(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_beyond_the_bounds_is_told() {
        let deep = "<a>".repeat(DEEPEST + 1);
        let wide = format!("<a {}/>", "b='1' ".repeat(ATTRIBUTES + 1));
        let long = format!("<b/><a b='{}'/>", "x".repeat(LONGEST_TAG));
        for (text, at, told) in
            [(deep, 3 * DEEPEST, "100 deep"), (wide, 0, "500 attributes"), (long, 4, "1 MB")]
        {
            let Err(excess) = check(&text) else { panic!("{told}") };
            assert_eq!(excess.at, at);
            assert!(excess.reason.contains(told), "{}", excess.reason);
        }
        assert!(check(&("<a>".repeat(DEEPEST) + "<b/>" + &"</a>".repeat(DEEPEST))).is_ok());
        assert!(check(&"<a></a><b/>".repeat(1_000)).is_ok());
    }
}
