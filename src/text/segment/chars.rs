//! Classes of characters: stops, what opens or closes a sentence round them, letters.

use unicode_normalization::char::is_combining_mark;

/// Whether the character may stand at the end of a sentence and needs white space behind it.
pub(super) fn is_stop(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।')
}

/// Whether the character ends a sentence in a script that writes no spaces.
pub(super) fn is_wide_stop(char: char) -> bool {
    matches!(char, '。' | '！' | '？' | '｡')
}

/// Whether the character, directly behind a stop, belongs to the sentence that ends.
pub(super) fn is_closer(char: char) -> bool {
    (is_quote(char) && !only_opens(char))
        || is_closing_bracket(char)
        || is_invisible(char)
        || matches!(char, '*' | '_' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
        || matches!(char, '）' | '】' | '》' | '〉')
}

/// Whether the character may stand before the first word of a sentence.
pub(super) fn is_opener(char: char) -> bool {
    is_quote(char)
        || is_dash(char)
        || is_bullet(char)
        || is_invisible(char)
        || matches!(char, '(' | '[' | '{' | '¿' | '¡' | '*' | '_' | '…')
}

/// Whether the character is a quotation mark of any language: which of them open and which close
/// differs between languages, so only their place tells.
pub(super) fn is_quote(char: char) -> bool {
    matches!(
        char,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '`'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Whether the quotation mark opens in every language.
pub(super) fn only_opens(char: char) -> bool {
    matches!(char, '„' | '‚' | '‟' | '「' | '『')
}

/// Whether the quotation mark closes though it stands alone between white space.
pub(super) fn is_detached_closer(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '»' | '’')
}

/// Whether the character shows nothing, as those do that direct line breaks and writing.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether the character closes a bracket.
pub(super) fn is_closing_bracket(char: char) -> bool {
    matches!(char, ')' | ']' | '}')
}

/// Whether the character is a dash that parts.
pub(super) fn is_dash(char: char) -> bool {
    matches!(char, '-' | '–' | '—' | '―')
}

/// Whether the character marks an item of a list.
pub(super) fn is_bullet(char: char) -> bool {
    matches!(char, '•' | '⁃' | '‣' | '◦' | '▪')
}

/// Whether a sentence cannot begin with the character, so that what stands before has not ended.
pub(super) fn carries_on(char: char) -> bool {
    matches!(char, ',' | ';' | ':' | '%' | '‰' | '/' | '=' | '+' | '&' | '|')
        || is_closing_bracket(char)
        || is_stop(char)
}

/// Whether the character is a letter or, in decomposed text, part of one.
pub(super) fn is_letter(char: char) -> bool {
    char.is_alphabetic() || char == '\u{ad}' || (!char.is_ascii() && is_combining_mark(char))
}
