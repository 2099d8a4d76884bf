//! Which language a text is in, as far as that can be told from its letters.

use crate::model::Lang;

/// Below this many letters a guess among all languages is not worth making: a foreign name or title
/// can turn it.
const SHORTEST: usize = 200;

/// How much of a text is looked at, in characters: more does not make the guess better.
const ENOUGH: usize = 4_000;

/// The language of a text, if it is long enough and clearly in one of those that are known.
pub fn guess(text: &str) -> Option<Lang> {
    let sample: String = text.chars().take(ENOUGH).collect();
    if sample.chars().filter(|char| char.is_alphabetic()).count() < SHORTEST {
        return None;
    }
    let info = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)?;
    let (_, tag) = CODES.iter().find(|(code, _)| *code == info.lang().code())?;
    tag.parse().ok()
}

/// Below this many letters even two languages are told apart by chance.
const SHORTEST_OF_TWO: usize = 30;

/// Which of two languages a text is rather in, if both are known. Less sure than [`guess`]: of German
/// and English sentences of 30 to 45 letters one in sixty is taken for the other.
pub fn closer<'l>(text: &str, one: &'l Lang, other: &'l Lang) -> Option<&'l Lang> {
    let sample: String = text.chars().take(ENOUGH).collect();
    if sample.chars().filter(|char| char.is_alphabetic()).count() < SHORTEST_OF_TWO {
        return None;
    }
    let code = |lang: &Lang| {
        let (code, _) = CODES.iter().find(|(_, tag)| *tag == lang.primary())?;
        whatlang::Lang::from_code(*code)
    };
    let (first, second) = (code(one)?, code(other)?);
    let found = whatlang::Detector::with_allowlist(vec![first, second]).detect_lang(&sample)?;
    Some(if found == first { one } else { other })
}

/// Whether [`guess`] knows a language at all.
pub fn is_known(lang: &Lang) -> bool {
    CODES.iter().any(|(_, tag)| *tag == lang.primary())
}

/// The usual tags of languages that are known by three letters.
const CODES: [(&str, &str); 19] = [
    ("ces", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("hun", "hu"),
    ("ita", "it"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("spa", "es"),
    ("swe", "sv"),
    ("tur", "tr"),
    ("ukr", "uk"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die beiden Staaten haben am Dienstag einen Vertrag unterzeichnet, der \
        ihre Zusammenarbeit auf eine neue Grundlage stellt. Was darin genau steht, wollte die \
        Sprecherin des Ministeriums nicht sagen; man werde den Wortlaut aber noch in dieser Woche \
        veröffentlichen, hieß es.";
    const ENGLISH: &str = "The two states signed a treaty on Tuesday that puts their cooperation \
        on a new footing. What exactly it contains the ministry's spokeswoman would not say; the \
        wording would be published before the end of the week, however, it was said on the side. \
        Nobody in the capital was surprised by that.";

    #[test]
    fn german_and_english_are_told_apart() {
        assert_eq!(guess(GERMAN), Some(Lang::german()));
        assert_eq!(guess(ENGLISH), Some(Lang::english()));
    }

    #[test]
    fn of_two_languages_a_sentence_is_enough() {
        let (german, english) = (Lang::german(), Lang::english());
        let closer = |text| closer(text, &german, &english).map(Lang::as_str);
        assert_eq!(closer("Das ist ein kurzer, aber deutscher Satz."), Some("de"));
        assert_eq!(closer("This is a short sentence, but an English one."), Some("en"));
        assert_eq!(closer("Okay."), None);
    }

    #[test]
    fn a_few_words_are_not_enough() {
        assert_eq!(guess("Ein kurzer Satz."), None);
    }
}
