//! The expansion of a term: every form in which it may stand in a text.

use std::collections::BTreeSet;

use super::reading::{self, Word, read};
use crate::model::{Matching, PartOfSpeech, Term};
use crate::text::fold::fold;
use crate::text::inflect::{Forms, WordClass, class_of, forms, is_attribute};
use crate::text::spelling::respelled;

/// Every form of a term, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// What was expanded: the term, or a further form of it.
    pub text: String,
    /// Whether it is a further form, which no rule made.
    pub is_further: bool,
    /// Which of the forms count.
    pub matching: Matching,
    /// How a term of one word is inflected.
    pub class: WordClass,
    /// For each of its words the forms that it may have.
    pub words: Vec<BTreeSet<String>>,
    /// Of a term with hyphens the forms that it has without them.
    pub joined: BTreeSet<String>,
    /// Where it may stand in two parts: the words at the end of the clause, and the finite forms
    /// before them.
    pub apart: Vec<(Vec<String>, BTreeSet<String>)>,
}

impl Expansion {
    /// The expansions of a term and of its further forms.
    pub fn all_of(term: &Term) -> Vec<Self> {
        let further = term.forms.iter().filter_map(|form| {
            let written = Term { text: form.clone(), forms: Vec::new(), ..term.clone() };
            Some(Self { is_further: true, ..Self::as_written(&written)? })
        });
        Self::of(term).into_iter().chain(further).collect()
    }

    /// The expansion of a term; absent if it has no word.
    pub fn of(term: &Term) -> Option<Self> {
        if term.matching == Matching::Exact {
            return Self::as_written(term);
        }
        let lang = &term.lang;
        let mut read = read(&term.text, lang);
        let is_infinitive = lang.primary() == "en"
            && read.len() > 1
            && read[0].text == "to"
            && !matches!(term.pos, Some(PartOfSpeech::Noun | PartOfSpeech::Adjective));
        let is_reflexive = lang.primary() == "de" && read.len() > 1 && read[0].text == "sich";
        if is_infinitive || is_reflexive {
            read.remove(0);
        }
        let parts: Vec<String> = read.iter().map(written).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let last = *parts.last()?;
        let verb = verb_of(&parts, term, is_infinitive);
        if let [word] = parts.as_slice() {
            let class =
                if verb.is_some() { WordClass::Verb } else { class_of(word, lang, term.pos) };
            let Forms { whole, apart } = forms(word, lang, class, term.gender);
            let apart = apart.into_iter().map(|apart| (vec![apart.prefix], apart.finite)).collect();
            let words = vec![whole];
            return Some(Self { class, words, apart, ..Self::none(term) });
        }
        let class = class_of(last, lang, term.pos);
        let mut joined = BTreeSet::new();
        let whole = reading::joined(&read);
        let end = &read.last()?.form;
        let beginning = whole.strip_suffix(end.as_str());
        if let Some(beginning) = beginning.filter(|_| read[1..].iter().all(Word::is_hyphened)) {
            let forms = forms(last, lang, class, term.gender).whole;
            joined.extend(forms.iter().map(|form| fold(&format!("{beginning}{form}"))));
        }
        let class_at = |place: usize| {
            let word = parts[place];
            let next = parts.get(place + 1);
            let is_head = place + 1 == parts.len();
            match lang.primary() {
                _ if verb == Some(place) => WordClass::Verb,
                "de" if word.starts_with(char::is_uppercase) => WordClass::Noun,
                "de" if next.is_some() && is_attribute(word, lang) => WordClass::Attribute,
                "en" if is_head => WordClass::Noun,
                _ => WordClass::Fixed,
            }
        };
        let expanded: Vec<Forms> = parts
            .iter()
            .enumerate()
            .map(|(place, word)| forms(word, lang, class_at(place), None))
            .collect();
        let mut apart = Vec::new();
        if verb == Some(parts.len() - 1) && lang.primary() == "de" {
            // in Kraft treten: tritt … in Kraft
            let before: Vec<String> =
                parts[..parts.len() - 1].iter().map(|word| fold(word)).collect();
            apart.push((before, forms(last, lang, WordClass::Verb, None).whole));
        }
        let words = expanded.into_iter().map(|forms| forms.whole).collect();
        Some(Self { class, words, joined, apart, ..Self::none(term) })
    }

    /// The expansion of what is not to be inflected.
    fn as_written(term: &Term) -> Option<Self> {
        let words = read(&term.text, &term.lang).into_iter();
        let words: Vec<_> = words.map(|word| BTreeSet::from([word.form])).collect();
        (!words.is_empty()).then(|| Self { words, ..Self::none(term) })
    }

    fn none(term: &Term) -> Self {
        Self {
            text: term.text.clone(),
            is_further: false,
            matching: term.matching,
            class: WordClass::Fixed,
            words: Vec::new(),
            joined: BTreeSet::new(),
            apart: Vec::new(),
        }
    }

    /// Whether the term is one word.
    pub fn is_single(&self) -> bool {
        self.words.len() == 1
    }
}

/// A word as it is to be inflected: one that was written in two, or is an abbreviation, as it is
/// meant.
fn written(word: &Word<'_>) -> String {
    let is_itself = respelled(fold(word.text)) == word.form || fold(word.text) == word.form;
    if is_itself { word.text.to_owned() } else { word.form.clone() }
}

/// The place of the word that is inflected as a verb.
fn verb_of(parts: &[&str], term: &Term, is_infinitive: bool) -> Option<usize> {
    let may_be = matches!(term.pos, Some(PartOfSpeech::Verb | PartOfSpeech::Phrase) | None);
    match term.lang.primary() {
        "en" if is_infinitive || term.pos == Some(PartOfSpeech::Verb) => Some(0),
        "de" if may_be => {
            let last = parts.last()?;
            let is_verb = last.starts_with(char::is_lowercase)
                && ["en", "eln", "ern"].iter().any(|end| last.ends_with(end));
            // Of one word its part of speech tells.
            (is_verb && parts.len() > 1).then_some(parts.len() - 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn expansion(lang: Lang, text: &str) -> Expansion {
        Expansion::of(&Term::new(lang, text)).unwrap()
    }

    #[test]
    fn attributes_agree_and_heads_are_inflected() {
        let treaty = expansion(Lang::german(), "bilateraler Vertrag");
        assert!(treaty.words[0].contains("bilateralen") && treaty.words[1].contains("vertraege"));
        let clause = expansion(Lang::english(), "mutual assistance clause");
        assert_eq!(clause.words[0].len(), 1);
        assert!(clause.words[2].contains("clauses"));
    }

    #[test]
    fn verbs_are_verbs_with_what_belongs_to_them() {
        let force = expansion(Lang::german(), "in Kraft treten");
        assert_eq!(force.apart[0].0, ["in", "kraft"]);
        assert!(force.apart[0].1.contains("tritt"));
        let impose = expansion(Lang::english(), "to impose sanctions");
        assert_eq!(impose.words.len(), 2);
        assert!(impose.words[0].contains("imposed"));
        assert_eq!(expansion(Lang::german(), "sich einigen").words.len(), 1);
        assert!(Expansion::of(&Term::new(Lang::german(), "…")).is_none());
    }
}
