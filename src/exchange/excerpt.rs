//! Parts of a text: a place without white space round it, a title.

use crate::model::Span;

/// A place without the white space at its ends.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let inner = &text[start..end];
    let left = inner.len() - inner.trim_start().len();
    if left == inner.len() {
        return Span::new(start, start);
    }
    Span::new(start + left, start + inner.trim_end().len())
}

/// So long may a title be, in characters.
const LONGEST_TITLE: usize = 80;

/// A text on one line, cut between words to the length of a title.
pub(super) fn title(text: &str) -> String {
    let mut title = String::new();
    let mut length = 0;
    for word in text.split(|char: char| char.is_whitespace() || char.is_control()) {
        if word.is_empty() {
            continue;
        }
        let letters = word.chars().count();
        if length + 1 + letters > LONGEST_TITLE {
            if title.is_empty() {
                title.extend(word.chars().take(LONGEST_TITLE - 1));
            }
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
            length += 1;
        }
        title.push_str(word);
        length += letters;
    }
    title
}
