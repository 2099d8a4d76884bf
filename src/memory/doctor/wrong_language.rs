//! Texts in the language of the other side.

use crate::model::Lang;
use crate::text::language::closer;
use crate::text::tokenize::words;

/// Words that hardly any sentence does without, and that the other language does not have.
fn common(lang: &Lang) -> Option<&'static [&'static str]> {
    match lang.primary() {
        "de" => Some(&[
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "für", "auf", "den",
            "dem", "des", "von", "zu", "werden", "wird", "sie", "ich", "es", "im", "oder", "wenn",
        ]),
        "en" => Some(&[
            "the", "and", "is", "not", "a", "an", "with", "for", "on", "of", "to", "be", "you",
            "are", "this", "that", "or", "if", "it", "has", "can", "from", "when", "as",
        ]),
        _ => None,
    }
}

/// So many common words of the other language and none of its own make a text suspicious.
const SUSPICIOUS: usize = 3;

/// Says which text is in the language of the other side.
pub(super) fn examine(source: &str, target: &str, from: &Lang, to: &Lang) -> Option<String> {
    let (own_words, other_words) = (common(from)?, common(to)?);
    for (text, lang, own, other, of_other) in
        [(source, from, own_words, other_words, to), (target, to, other_words, own_words, from)]
    {
        let (mut mine, mut theirs) = (0, 0);
        for token in words(text) {
            let word = token.span.of(text).to_lowercase();
            mine += usize::from(own.contains(&word.as_str()));
            theirs += usize::from(other.contains(&word.as_str()));
        }
        if mine == 0 && theirs >= SUSPICIOUS && closer(text, lang, of_other) == Some(of_other) {
            return Some(format!("the text in {lang} seems to be in {of_other}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_the_other_language_is_told() {
        let (german, english) = (Lang::german(), Lang::english());
        let told = |source, target| examine(source, target, &german, &english);
        let (de, en) = (
            "Die Sitzung ist auf den Abend verschoben, und das Amt wartet.",
            "The session is put off to the evening, and the office is waiting for it.",
        );
        assert_eq!(told(de, en), None);
        assert!(told(en, en).unwrap().contains("text in de seems to be in en"));
        assert!(told(de, de).unwrap().contains("text in en seems to be in de"));
        assert_eq!(told("Microsoft Windows Server", "The Windows Server"), None);
    }
}
