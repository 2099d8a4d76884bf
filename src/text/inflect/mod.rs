//! Inflection: all forms of a word, made by rule, so that a text need not be analysed: whatever form
//! of a term stands in it is one of those.
//!
//! The rules make more than there is (*Hauses*, *Hausen*), which does no harm: what no word has is in
//! no text, and the few that another word has are told apart by case and class.

mod english;
mod german;

pub use german::citation;

use std::collections::BTreeSet;

use super::fold::fold;
use super::spelling::respelled;
use crate::model::{Gender, Lang, PartOfSpeech};

/// How a word is inflected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordClass {
    /// As a noun.
    Noun,
    /// As a verb.
    Verb,
    /// As an adjective.
    Adjective,
    /// As an adjective that stands before a noun in some form already.
    Attribute,
    /// Not at all.
    Fixed,
}

/// The forms of a word, [folded](fold), German ones in today's [spelling](respelled).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    /// Those of one word.
    pub whole: BTreeSet<String>,
    /// Those of two.
    pub apart: Vec<Apart>,
}

/// A verb whose prefix stands apart: *steht … auf*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The prefix.
    pub prefix: String,
    /// The forms from which it stands apart.
    pub finite: BTreeSet<String>,
}

/// All forms of a word of a class. Of other languages than German and English only the word itself is
/// known.
pub fn forms(word: &str, lang: &Lang, class: WordClass, gender: Option<Gender>) -> Forms {
    let lower = word.to_lowercase();
    let (whole, apart) = match (lang.primary(), class) {
        ("de", WordClass::Noun) => {
            (german::noun(&lower, gender == Some(Gender::Common)), Vec::new())
        }
        ("de", WordClass::Verb) => german::verb(&lower),
        ("de", WordClass::Adjective) => (german::adjective(&lower), Vec::new()),
        ("de", WordClass::Attribute) => (german::declined_adjective(&lower), Vec::new()),
        ("en", WordClass::Noun) => (english::noun(&lower), Vec::new()),
        ("en", WordClass::Verb) => (english::verb(&lower), Vec::new()),
        ("en", WordClass::Adjective | WordClass::Attribute) => {
            (english::adjective(&lower), Vec::new())
        }
        _ => (BTreeSet::from([lower]), Vec::new()),
    };
    let is_german = lang.primary() == "de";
    let key = |form: &String| if is_german { respelled(fold(form)) } else { fold(form) };
    let folded = |forms: BTreeSet<String>| forms.iter().map(key).collect();
    let apart = apart.into_iter();
    Forms {
        whole: folded(whole),
        apart: apart
            .map(|(prefix, finite)| Apart { prefix: fold(&prefix), finite: folded(finite) })
            .collect(),
    }
}

/// How a word is inflected that alone makes a term, by what is said of it or else by how it looks.
pub fn class_of(word: &str, lang: &Lang, pos: Option<PartOfSpeech>) -> WordClass {
    match pos {
        Some(PartOfSpeech::Noun | PartOfSpeech::ProperNoun) => return WordClass::Noun,
        Some(PartOfSpeech::Verb) => return WordClass::Verb,
        Some(PartOfSpeech::Adjective) => return WordClass::Adjective,
        Some(PartOfSpeech::Adverb | PartOfSpeech::Other) => return WordClass::Fixed,
        Some(PartOfSpeech::Abbreviation) => return WordClass::Noun,
        Some(PartOfSpeech::Phrase) | None => {}
    }
    let is_capitalised = word.starts_with(char::is_uppercase);
    match lang.primary() {
        "de" if is_capitalised => WordClass::Noun,
        "de" if ["en", "eln", "ern"].iter().any(|end| word.ends_with(end)) => WordClass::Verb,
        "de" => WordClass::Adjective,
        "en" => WordClass::Noun,
        _ => WordClass::Fixed,
    }
}

/// Whether a word in lower case before a noun has the ending of an adjective.
pub fn is_attribute(word: &str, lang: &Lang) -> bool {
    lang.primary() == "de"
        && word.starts_with(char::is_lowercase)
        && german::ENDINGS
            .iter()
            .any(|ending| word.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 2))
}

/// Whether a folded word is a prefix that verbs may have apart from them, at the end of the clause.
pub fn is_separable_prefix(form: &str, lang: &Lang) -> bool {
    lang.primary() == "de" && german::is_separable_prefix(form)
}

/// Whether a folded word is one of a closed class, such as an article or a pronoun.
pub fn is_closed_class(form: &str, lang: &Lang) -> bool {
    lang.primary() == "de" && german::is_closed_class(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_every_class() {
        let (de, en) = (Lang::german(), Lang::english());
        for (word, lang, class, expected) in [
            ("Vertrag", &de, WordClass::Noun, "vertrages vertraege vertraegen"),
            ("Beistandsklausel", &de, WordClass::Noun, "beistandsklauseln"),
            ("Zoll", &de, WordClass::Noun, "zoelle zoellen zolls"),
            ("Nachbar", &de, WordClass::Noun, "nachbarn nachbars"),
            ("Abgeordneter", &de, WordClass::Noun, "abgeordnete abgeordneten"),
            ("Gremium", &de, WordClass::Noun, "gremien gremiums"),
            ("ablehnen", &de, WordClass::Verb, "lehnt abgelehnt abzulehnen ablehnende"),
            ("vereinbaren", &de, WordClass::Verb, "vereinbart vereinbarte vereinbarten"),
            ("beitreten", &de, WordClass::Verb, "beigetreten beitritt beitrat beizutreten"),
            ("hoch", &de, WordClass::Adjective, "hohen hoeheren hoechste"),
            ("bilaterales", &de, WordClass::Attribute, "bilateralen bilaterale"),
            ("treaty", &en, WordClass::Noun, "treaties treaty's"),
            ("policeman", &en, WordClass::Noun, "policemen"),
            ("plan", &en, WordClass::Verb, "planned planning plans"),
            ("agree", &en, WordClass::Verb, "agrees agreed agreeing"),
            ("undertake", &en, WordClass::Verb, "undertook undertaken undertaking"),
            ("happy", &en, WordClass::Adjective, "happier happiest"),
        ] {
            let forms = forms(word, lang, class, None);
            for form in expected.split(' ') {
                let is_there = forms.whole.contains(form)
                    || forms.apart.iter().any(|apart| apart.finite.contains(form));
                assert!(is_there, "{word}: {form} not in {:?}", forms.whole);
            }
        }
    }

    #[test]
    fn prefixes_stand_apart_where_they_may() {
        let of = |verb| forms(verb, &Lang::german(), WordClass::Verb, None).apart;
        let apart = of("aufstehen");
        assert_eq!(apart[0].prefix, "auf");
        assert!(apart[0].finite.contains("steht") && apart[0].finite.contains("stuende"));
        assert!(of("verhandeln").is_empty() && of("beschliessen").is_empty());
    }
}
