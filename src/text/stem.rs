//! Stems: the key under which the inflected forms of a word meet.
//!
//! Snowball's algorithms, by language; a language without one keeps its folded words.

use waken_snowball::Algorithm;

use super::fold::fold;
use crate::model::Lang;

/// Longer words, in bytes, are no words; and the algorithms take time that grows with the square of
/// the length.
const LONGEST: usize = 200;

/// The stemmer of a language.
#[derive(Debug, Clone, Copy)]
pub struct Stemmer {
    algorithm: Option<Algorithm>,
}

impl Stemmer {
    /// The stemmer for `lang`.
    pub fn new(lang: &Lang) -> Self {
        let algorithm = match lang.primary() {
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nl" => Algorithm::Dutch,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            _ => return Self { algorithm: None },
        };
        Self { algorithm: Some(algorithm) }
    }

    /// The folded stem of one word: `Vertrages`, `Verträge` and `VERTRAEGE` give the same.
    pub fn stem(&self, word: &str) -> String {
        let folded = fold(word);
        if folded.len() > LONGEST {
            return folded;
        }
        // The German algorithm reads `ae` as an umlaut, so folded words lose nothing. Other languages
        // lose an ending with an accent here and there; but equal forms always have equal stems.
        match self.algorithm {
            Some(algorithm) => waken_snowball::stem(algorithm, &folded).into_owned(),
            None => folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_forms_meet() {
        let stemmer = Stemmer::new(&Lang::german());
        for (one, other) in [
            ("Beistandsklauseln", "Beistandsklausel"),
            ("Vertrages", "Verträge"),
            ("VERTRAEGE", "Vertrag"),
            ("Geschossen", "Geschoß"),
            ("multipolaren", "multipolare"),
            ("Gastarbeitern", "Gastarbeiter"),
        ] {
            assert_eq!(stemmer.stem(one), stemmer.stem(other), "{one} {other}");
        }
        assert_ne!(stemmer.stem("Vertrag"), stemmer.stem("Vertreter"));
    }

    #[test]
    fn english_forms_meet() {
        let stemmer = Stemmer::new(&Lang::english());
        assert_eq!(stemmer.stem("Clauses"), stemmer.stem("clause"));
        assert_eq!(stemmer.stem("currencies"), stemmer.stem("currency"));
    }

    #[test]
    fn a_language_without_algorithm_keeps_its_words() {
        assert_eq!(Stemmer::new(&"ja".parse().unwrap()).stem("Tōkyō"), "tokyo");
    }
}
