//! Writing XML by hand where every byte matters.

use std::fmt::Write;

use super::repair::is_allowed;

/// A text as it stands between tags, or in an attribute in double quotes. Characters that XML does
/// not allow are left out; see [`is_allowed`].
pub(in super::super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars().filter(|char| is_allowed(*char)) {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A reader would make line feeds of them.
            '\r' => escaped.push_str("&#13;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Whether a text has characters that XML does not allow.
pub(in super::super) fn has_unwritable(text: &str) -> bool {
    text.chars().any(|char| !is_allowed(char))
}

/// The attribute as it stands in a tag, with a space before it.
pub(in super::super) fn attribute(name: &str, value: &str) -> String {
    // A reader would make spaces of them.
    let value = escaped(value).replace('\t', "&#9;").replace('\n', "&#10;");
    format!(" {name}=\"{value}\"")
}

/// A start tag.
pub(in super::super) fn start_tag<'a>(
    name: &str,
    attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut tag = format!("<{name}");
    for (name, value) in attributes {
        // Writing to a string cannot fail.
        let _ = write!(tag, "{}", attribute(name, value));
    }
    tag.push('>');
    tag
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "<b> & \"x\" 'y' ]]>\r\n\t ä\u{1f}";
        let xml = format!("{}{}</a>", start_tag("a", [("b", text)]), escaped(text));
        let tree = Document::parse(&xml).unwrap();
        let allowed = text.replace('\u{1f}', "");
        assert_eq!(tree.root_element().attribute("b"), Some(allowed.as_str()));
        assert_eq!(tree.root_element().text(), Some(allowed.as_str()));
    }
}
