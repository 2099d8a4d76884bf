//! The words that decide, one table a language.
//!
//! Invariant: looking a word up does not depend on case, on composed or decomposed letters, or on
//! soft hyphens, except that an entry with a capital stands only for words spelled like it.

use std::sync::LazyLock;

use fnv::FnvHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::model::Lang;

static GERMAN: LazyLock<Words> = LazyLock::new(|| Words {
    has_ordinals: true,
    capitalises_nouns: true,
    ..Words::parse(include_str!("words/de.txt"))
});
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("words/en.txt")));
static OTHER: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("words/other.txt")));

/// No word of a table is longer, in bytes.
pub(super) const LONGEST: usize = 40;

/// What a word can be; the names are those of the sections in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// An abbreviation that never ends a sentence.
    NeverFinal,
    /// An abbreviation that ends a sentence only if the next word proves it.
    MayEnd,
    /// An abbreviation before a number, a word otherwise.
    BeforeNumber,
    /// An abbreviation behind a number, a word otherwise.
    BehindNumber,
    /// The form of a company, `Inc.` and the like.
    Company,
    /// What may follow the form of a company in its sentence.
    CompanyNext,
    /// The end of longer abbreviations.
    Tail,
    /// The hour, `a.m.` and the like.
    Hour,
    /// A word that, when capitalised, proves the start of a sentence.
    Starter,
    /// The name of a month.
    Month,
    /// A noun that ordinals stand before.
    OrdinalNoun,
    /// A word that ordinals stand behind.
    OrdinalCue,
    /// One of these that is an article.
    Article,
    /// A noun or preposition that a cardinal stands behind.
    Counted,
    /// A word that carries on a citation of a law.
    Citation,
    /// What follows the hour.
    Time,
    /// A verb of saying.
    Speech,
    /// What a name may begin with in lower case.
    Particle,
}

const SECTIONS: [(&str, Class); 18] = [
    ("never-final", Class::NeverFinal),
    ("may-end", Class::MayEnd),
    ("before-number", Class::BeforeNumber),
    ("behind-number", Class::BehindNumber),
    ("company", Class::Company),
    ("company-next", Class::CompanyNext),
    ("tail", Class::Tail),
    ("hour", Class::Hour),
    ("starter", Class::Starter),
    ("month", Class::Month),
    ("ordinal-noun", Class::OrdinalNoun),
    ("ordinal-cue", Class::OrdinalCue),
    ("article", Class::Article),
    ("counted", Class::Counted),
    ("citation", Class::Citation),
    ("time", Class::Time),
    ("speech", Class::Speech),
    ("particle", Class::Particle),
];

/// All that a word can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// Whether the word is of this class.
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether the word is an abbreviation, whatever follows.
    pub(super) fn is_abbreviation(self) -> bool {
        self.has(Class::NeverFinal) || self.has(Class::MayEnd)
    }
}

/// The words of a language.
#[derive(Debug)]
pub(super) struct Words {
    /// By spelling: an entry in lower case for any case, one with capitals for itself.
    classes: FnvHashMap<&'static str, Classes>,
    ordinal_nouns: Vec<&'static str>,
    tails: Vec<&'static str>,
    /// Whether a number with a full stop may be an ordinal.
    pub(super) has_ordinals: bool,
    /// Whether nouns are capitalised, so that a capital proves nothing.
    pub(super) capitalises_nouns: bool,
}

impl Words {
    /// The words of a language; of one that has no table, those that most languages share.
    pub(super) fn of(lang: &Lang) -> &'static Self {
        match lang.primary() {
            "de" => &GERMAN,
            "en" => &ENGLISH,
            _ => &OTHER,
        }
    }

    fn parse(file: &'static str) -> Self {
        let mut classes: FnvHashMap<&'static str, Classes> = FnvHashMap::default();
        for (class, entry) in entries(file) {
            classes.entry(entry).or_default().0 |= 1 << class as u32;
        }
        let of_class =
            |class| entries(file).filter(|(of, _)| *of == class).map(|(_, entry)| entry).collect();
        Self {
            classes,
            ordinal_nouns: of_class(Class::OrdinalNoun),
            tails: of_class(Class::Tail),
            has_ordinals: false,
            capitalises_nouns: false,
        }
    }

    /// What a word, written without its final stop, can be.
    pub(super) fn classes(&self, word: &str) -> Classes {
        let Some(spelled) = Key::new(word) else { return Classes::default() };
        let found = self.get(spelled.as_str());
        match spelled.lower() {
            Some(lower) => Classes(found.0 | self.get(lower.as_str()).0),
            None => found,
        }
    }

    /// Whether the word is of this class.
    pub(super) fn has(&self, word: &str, class: Class) -> bool {
        self.classes(word).has(class)
    }

    /// Whether the word, or its head if it is a compound, is a noun that ordinals stand before.
    pub(super) fn is_ordinal_noun(&self, word: &str) -> bool {
        let Some(key) = Key::new(word).map(|key| key.lower().unwrap_or(key)) else { return false };
        self.ordinal_nouns.iter().any(|noun| match key.as_str().strip_suffix(noun) {
            // A compound begins with a word of its own: short nouns end too many others.
            Some(modifier) => modifier.is_empty() || (noun.len() > 3 && modifier.len() > 2),
            None => false,
        })
    }

    /// Whether the word is a compound that is cut short: `Hauptstr.`
    pub(super) fn is_cut_compound(&self, word: &str) -> bool {
        let Some(key) = Key::new(word).map(|key| key.lower().unwrap_or(key)) else { return false };
        let modifier = |tail: &&str| key.as_str().strip_suffix(*tail).map(str::len);
        self.tails.iter().filter_map(modifier).any(|length| length > 2)
    }

    fn get(&self, key: &str) -> Classes {
        self.classes.get(key).copied().unwrap_or_default()
    }
}

/// The entries of a word file: words under the `[name]` of their class, `#` for remarks.
fn entries(file: &'static str) -> impl Iterator<Item = (Class, &'static str)> {
    let mut class = None;
    file.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(name) = name {
            class = SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
        }
        let words = if name.is_none() { line } else { "" };
        words.split_whitespace().filter_map(move |word| Some((class?, word)))
    })
}

/// A spelling to look up, on the stack: composed, without soft hyphens, apostrophes straight.
#[derive(Debug, Clone, Copy)]
struct Key {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Key {
    /// The key of a word, unless it is longer than any entry.
    fn new(word: &str) -> Option<Self> {
        if word.is_ascii() {
            return Self::collect(word.chars());
        }
        let straight = word.chars().filter(|char| *char != '\u{ad}').map(|char| match char {
            '’' => '\'',
            _ => char,
        });
        Self::collect(straight.nfc())
    }

    /// The key in lower case, if that is another one.
    fn lower(&self) -> Option<Self> {
        let text = self.as_str();
        if text.is_ascii() {
            let mut lower = *self;
            lower.bytes.make_ascii_lowercase();
            return (lower.bytes != self.bytes).then_some(lower);
        }
        let has_capital = text.chars().any(char::is_uppercase);
        has_capital.then(|| Self::collect(text.chars().flat_map(char::to_lowercase)))?
    }

    fn collect(chars: impl Iterator<Item = char>) -> Option<Self> {
        let mut key = Self { bytes: [0; LONGEST], length: 0 };
        for char in chars {
            let end = key.length + char.len_utf8();
            char.encode_utf8(key.bytes.get_mut(key.length..end)?);
            key.length = end;
        }
        Some(key)
    }

    fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 3] = [
        include_str!("words/de.txt"),
        include_str!("words/en.txt"),
        include_str!("words/other.txt"),
    ];

    #[test]
    fn every_section_is_known_sorted_and_without_repetition() {
        for file in FILES {
            let names = file.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
            for name in names {
                assert!(SECTIONS.iter().any(|(known, _)| *known == name), "{name}");
            }
            let entries: Vec<_> = entries(file).collect();
            for pair in entries.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                assert!(pair[0].1 < pair[1].1, "{pair:?}");
            }
            assert!(entries.iter().all(|(_, entry)| Key::new(entry).is_some()));
        }
    }

    #[test]
    fn an_abbreviation_is_of_one_class() {
        for words in [&GERMAN, &ENGLISH, &OTHER] {
            for (entry, classes) in &words.classes {
                let kinds = [Class::NeverFinal, Class::MayEnd, Class::BeforeNumber];
                let count = kinds.iter().filter(|kind| classes.has(**kind)).count();
                assert!(count <= 1, "{entry}");
            }
        }
    }

    #[test]
    fn case_and_composition_do_not_hide_a_word() {
        let words = Words::of(&Lang::german());
        for spelling in ["MÄRZ", "März", "Ma\u{308}rz", "Mä\u{ad}rz"] {
            assert!(words.has(spelling, Class::Month), "{spelling}");
        }
        assert!(words.has("Abs", Class::MayEnd));
        assert!(!words.classes("abs").is_abbreviation());
    }

    #[test]
    fn heads_of_compounds_take_ordinals() {
        let words = Words::of(&Lang::german());
        assert!(words.is_ordinal_noun("Klimakonferenz"));
        assert!(words.is_ordinal_noun("FC"));
        assert!(!words.is_ordinal_noun("Bratwurst"));
    }
}
