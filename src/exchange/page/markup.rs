//! Stored text within markup, and how a page begins.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::PageText;

/// A text in which nothing is markup. Characters that XML does not allow, or that turn the direction
/// of what follows, are replaced.
pub(in crate::exchange) struct Escaped<'t>(pub(in crate::exchange) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\r' | '\t' => f.write_char(' ')?,
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                    f.write_char('\u{fffd}')?;
                }
                char if char.is_control() => f.write_char('\u{fffd}')?,
                char => f.write_char(char)?,
            }
        }
        Ok(())
    }
}

/// A text with its terms marked.
pub(super) struct Marked<'t>(pub(super) &'t PageText);

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PageText { text, terms, .. } = self.0;
        let mut at = 0;
        for (span, hint) in terms {
            let (before, term) = (&text[at..span.start], span.of(text));
            write!(f, "{}", Escaped(before))?;
            write!(f, "<span class=\"term\" title=\"{}\">{}</span>", Escaped(hint), Escaped(term))?;
            at = span.end;
        }
        write!(f, "{}", Escaped(&text[at..]))
    }
}

/// Begins a page: one file that loads nothing and runs nothing. Its own words are English; every
/// stored text says its language itself.
pub(in crate::exchange) fn write_head(
    out: &mut dyn Write,
    lang: &str,
    title: &str,
    styles: &[&str],
) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n\
         <meta charset=\"utf-8\" />\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <title lang=\"{}\">{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>",
        Escaped(lang),
        Escaped(title),
        styles.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn terms_are_marked_where_they_stand() {
        let text = PageText {
            number: 1,
            text: "Öl & Zoll".to_owned(),
            terms: vec![
                (Span::new(0, 3), "c1: \"oil\"".to_owned()),
                (Span::new(6, 10), "c2".to_owned()),
            ],
        };
        assert_eq!(
            Marked(&text).to_string(),
            "<span class=\"term\" title=\"c1: &quot;oil&quot;\">Öl</span> &amp; \
             <span class=\"term\" title=\"c2\">Zoll</span>"
        );
    }
}
