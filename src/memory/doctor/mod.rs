//! What may be wrong with the units of a memory.
//!
//! All units are gone through twice: a [`Survey`] learns what is usual in the memory, then an
//! [`Examiner`] tells what is not. Checks would rather miss something than raise a false alarm.

mod length;
mod numbers;
mod spelling;
mod wrong_language;

use std::collections::HashMap;
use std::hash::Hasher;

use fnv::FnvHasher;
use serde::{Serialize, Serializer};

use self::length::Lengths;
use self::spelling::Spellings;
use crate::model::{Lang, UnitId};
use crate::text::fold::fold;

/// Something that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// A text is empty.
    Empty,
    /// The same text is translated in different ways for the same client.
    Inconsistent,
    /// One text is far longer than the other, for this memory.
    Length,
    /// A text is in the language of the other.
    Language,
    /// The texts have different numbers.
    Number,
    /// A word with `ß` here, with `ss` elsewhere; or decomposed characters.
    Spelling,
    /// The translation is the text itself.
    Untranslated,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::Inconsistent,
        Self::Length,
        Self::Language,
        Self::Number,
        Self::Spelling,
        Self::Untranslated,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Inconsistent => "inconsistent",
            Self::Length => "length",
            Self::Language => "language",
            Self::Number => "number",
            Self::Spelling => "spelling",
            Self::Untranslated => "untranslated",
        }
    }

    /// What it means.
    pub fn about(self) -> &'static str {
        match self {
            Self::Empty => "a text is empty",
            Self::Inconsistent => "the same text is translated in another way for the same client",
            Self::Length => "one text is far longer than usual for the other",
            Self::Language => "a text is in the other language",
            Self::Number => "the numbers differ",
            Self::Spelling => "ß and ss in the same word, or decomposed characters",
            Self::Untranslated => "the translation is the text itself",
        }
    }
}

impl Serialize for Check {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A pair of texts as it is examined.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'t> {
    /// The unit.
    pub unit: UnitId,
    /// Texts of one group are to be translated alike.
    pub group: usize,
    /// The text in the source language.
    pub source: &'t str,
    /// The text in the target language.
    pub target: &'t str,
}

impl Pair<'_> {
    /// By which it is known what is to be translated in the same way.
    fn key(&self) -> u64 {
        hash(self.source) ^ (self.group as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// What is usual in a memory.
#[derive(Debug)]
pub struct Survey {
    langs: (Lang, Lang),
    lengths: Lengths,
    spellings: Spellings,
    /// The first unit of each source text with a hash of its translation, by a hash of the text.
    translations: HashMap<u64, Translation, fnv::FnvBuildHasher>,
}

#[derive(Debug, Clone, Copy)]
struct Translation {
    first: UnitId,
    target: u64,
    /// Whether there is another one.
    varies: bool,
}

impl Survey {
    /// A survey of pairs in two languages.
    pub fn new(from: &Lang, to: &Lang) -> Self {
        Self {
            langs: (from.clone(), to.clone()),
            lengths: Lengths::default(),
            spellings: Spellings::default(),
            translations: HashMap::default(),
        }
    }

    /// Takes a pair in.
    pub fn note(&mut self, pair: &Pair<'_>) {
        self.lengths.note(pair.source, pair.target);
        for (text, lang) in [(pair.source, &self.langs.0), (pair.target, &self.langs.1)] {
            if lang.primary() == "de" {
                self.spellings.note(text);
            }
        }
        let target = hash(pair.target);
        let first = Translation { first: pair.unit, target, varies: false };
        let known = self.translations.entry(pair.key()).or_insert(first);
        known.varies |= known.target != target;
    }

    /// The examiner that knows what is usual.
    pub fn finish(mut self) -> Examiner {
        self.lengths.settle();
        self.spellings.settle();
        self.translations.retain(|_, translation| translation.varies);
        Examiner { survey: self }
    }
}

/// Tells what is not as usual.
#[derive(Debug)]
pub struct Examiner {
    survey: Survey,
}

impl Examiner {
    /// What may be wrong with a pair, each with a sentence.
    pub fn examine(&self, pair: &Pair<'_>) -> Vec<(Check, String)> {
        let Survey { langs: (from, to), lengths, spellings, translations } = &self.survey;
        let is_empty = |text: &str| text.trim().is_empty();
        if is_empty(pair.source) || is_empty(pair.target) {
            let side = if is_empty(pair.source) { from } else { to };
            return vec![(Check::Empty, format!("there is no text in {side}"))];
        }
        let mut found = Vec::new();
        let mut tell = |check, said: Option<String>| found.extend(said.map(|said| (check, said)));
        tell(
            Check::Inconsistent,
            translations.get(&pair.key()).map(|other| {
                if other.first == pair.unit {
                    "translated in another way elsewhere".to_owned()
                } else {
                    format!(
                        "{} has the same text, or nearly so, in another translation",
                        other.first
                    )
                }
            }),
        );
        if is_untranslated(pair.source, pair.target) {
            let said = "the translation is the text itself".to_owned();
            return vec![(Check::Untranslated, said)];
        }
        tell(Check::Length, lengths.examine(pair.source, pair.target));
        tell(Check::Language, wrong_language::examine(pair.source, pair.target, from, to));
        tell(Check::Number, numbers::examine((pair.source, from), (pair.target, to)));
        for (text, lang) in [(pair.source, from), (pair.target, to)] {
            tell(Check::Spelling, spelling::decomposed(text, lang));
            if lang.primary() == "de" {
                tell(Check::Spelling, spellings.examine(text));
            }
        }
        found
    }
}

/// So many words that begin with a small letter make a text one that is to be translated: names, codes
/// and titles stay as they are.
const TO_TRANSLATE: usize = 3;

fn is_untranslated(source: &str, target: &str) -> bool {
    if source.trim() != target.trim() {
        return false;
    }
    let is_small = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_lowercase) && word.chars().all(char::is_alphabetic)
    };
    source.split_whitespace().filter(is_small).count() >= TO_TRANSLATE
}

/// A hash of a text without case and white space at its ends.
fn hash(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(fold(text.trim()).as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examined(pairs: &[(&str, &str)]) -> Vec<Vec<Check>> {
        let made: Vec<Pair<'_>> = pairs
            .iter()
            .enumerate()
            .map(|(index, (source, target))| Pair {
                unit: UnitId(index as i64 + 1),
                group: usize::from(target.contains("levy")),
                source,
                target,
            })
            .collect();
        let mut survey = Survey::new(&Lang::german(), &Lang::english());
        made.iter().for_each(|pair| survey.note(pair));
        let examiner = survey.finish();
        made.iter()
            .map(|pair| examiner.examine(pair).into_iter().map(|(check, _)| check).collect())
            .collect()
    }

    #[test]
    fn each_fault_is_told_and_nothing_else() {
        let found = examined(&[
            ("Der Zoll steigt.", "The duty rises."),
            ("Der Zoll steigt.", "The tariff goes up."),
            ("Der Zoll steigt.", "The levy rises."),
            ("Ein Satz ohne alles.", " "),
            ("Das ist noch nicht übersetzt worden.", "Das ist noch nicht übersetzt worden."),
            ("Microsoft Windows Server", "Microsoft Windows Server"),
            ("Er sagte, daß es regnet.", "He said that it rains."),
            ("Er sagte, dass es schneit.", "He said that it snows."),
            ("Sie sagte, dass es taut.", "She said that it thaws."),
            ("Es waren 1.200 Gäste da.", "There were 1,300 guests."),
        ]);
        let expected: [&[Check]; 10] = [
            &[Check::Inconsistent],
            &[Check::Inconsistent],
            &[],
            &[Check::Empty],
            &[Check::Untranslated],
            &[],
            &[Check::Spelling],
            &[],
            &[],
            &[Check::Number],
        ];
        assert_eq!(found, expected);
    }
}
