//! Spellings that count as equal beyond what folding makes equal: the respellings of 1996, `ph` and
//! `f`, words written together or apart, abbreviations, numerals.

use std::sync::LazyLock;

use super::fold::fold;

/// Older spellings with the newer ones, wherever they stand in a word.
const RESPELLED: &[(&str, &str)] = &[
    ("stengel", "stängel"),
    ("gemse", "gämse"),
    ("aufwendig", "aufwändig"),
    ("behende", "behände"),
    ("greuel", "gräuel"),
    ("überschwenglich", "überschwänglich"),
    ("numerier", "nummerier"),
    ("plazier", "platzier"),
    ("selbständig", "selbstständig"),
    ("alptraum", "albtraum"),
    ("jogurt", "joghurt"),
    ("roheit", "rohheit"),
    ("panter", "panther"),
    ("delphin", "delfin"),
    ("tunfisch", "thunfisch"),
    ("exposee", "expose"),
    ("varietee", "variete"),
    ("portmonee", "portemonnaie"),
    ("quentchen", "quäntchen"),
    ("zierat", "zierrat"),
    ("känguruh", "känguru"),
    ("schneuzen", "schnäuzen"),
    ("belemmert", "belämmert"),
    ("stukkat", "stuckat"),
    ("photo", "foto"),
    ("graph", "graf"),
    ("phon", "fon"),
    ("potential", "potenzial"),
    ("potentiell", "potenziell"),
    ("substantial", "substanzial"),
    ("substantiell", "substanziell"),
    ("essential", "essenzial"),
    ("essentiell", "essenziell"),
    ("differential", "differenzial"),
    ("differentiell", "differenziell"),
    ("existential", "existenzial"),
    ("existentiell", "existenziell"),
    ("sequentiell", "sequenziell"),
    ("tendentiell", "tendenziell"),
];

/// Older spellings of whole words with the newer ones.
const WHOLE: &[(&str, &str)] =
    &[("rauh", "rau"), ("tip", "tipp"), ("stop", "stopp"), ("as", "ass"), ("mop", "mopp")];

/// The spellings folded, by the first letter of the older one.
static FOLDED: LazyLock<[Vec<(String, String)>; 26]> = LazyLock::new(|| {
    let mut folded: [Vec<(String, String)>; 26] = Default::default();
    for (old, new) in RESPELLED {
        let (old, new) = (fold(old), fold(new));
        let first = usize::from(old.as_bytes()[0] - b'a');
        folded[first].push((old, new));
    }
    folded
});

/// A folded German word as it is spelled today.
pub fn respelled(word: String) -> String {
    if let Some((_, new)) = WHOLE.iter().find(|(old, _)| *old == word) {
        return (*new).to_owned();
    }
    let of_letter = |letter: u8| FOLDED.get(usize::from(letter.wrapping_sub(b'a')));
    let (mut word, mut at) = (word, 0);
    while let Some(letter) = word.as_bytes().get(at).copied() {
        let here = of_letter(letter).and_then(|spellings| {
            spellings.iter().find(|(old, new)| {
                word.as_bytes()[at..].starts_with(old.as_bytes())
                    && !(new.contains(old.as_str()) && word.contains(new.as_str()))
            })
        });
        if let Some((old, new)) = here {
            word.replace_range(at..at + old.len(), new);
            at += new.len() - 1;
        }
        at += 1;
    }
    word
}

/// Two folded words that may be written as one.
const APART: &[(&str, &str)] = &[
    ("an", "hand"),
    ("an", "stelle"),
    ("auf", "grund"),
    ("auf", "seiten"),
    ("im", "stande"),
    ("in", "frage"),
    ("mit", "hilfe"),
    ("so", "dass"),
    ("so", "genannt"),
    ("so", "genannte"),
    ("so", "genannten"),
    ("von", "seiten"),
    ("zu", "grunde"),
    ("zu", "gunsten"),
    ("zu", "lasten"),
    ("zu", "stande"),
    ("zu", "ungunsten"),
    ("eis", "laufen"),
    ("kopf", "stehen"),
    ("rad", "fahren"),
];

/// Whether two folded words are often written as one.
pub fn is_often_one(first: &str, second: &str) -> bool {
    APART.contains(&(first, second))
}

/// Abbreviations with what they stand for, folded; the point belongs to them.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("jh", "jahrhundert"),
    ("jhd", "jahrhundert"),
    ("abs", "absatz"),
    ("art", "artikel"),
    ("nr", "nummer"),
    ("kap", "kapitel"),
    ("mio", "millionen"),
    ("mrd", "milliarden"),
    ("bd", "band"),
];

/// What a folded word with a point behind it stands for.
pub fn abbreviated(word: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}

const NUMERALS: [&str; 11] =
    ["zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwoelf"];

/// A number in digits as the folded German word that stands for it in compounds: `8-jährig`.
pub fn numeral(digits: &str) -> Option<&'static str> {
    let number: usize = digits.parse().ok()?;
    NUMERALS.get(number.checked_sub(2)?).copied()
}

/// Folded words that are two words, one with `ß` and one with `ss`.
pub const TWO_WORDS: &[&str] = &[
    "masse",
    "massen",
    "busse",
    "bussen",
    "flosse",
    "flossen",
    "geschosse",
    "geschossen",
    "russe",
    "schosse",
    "schossen",
];

/// Whether two spellings of a folded word are two words: *Maße* and *Masse*.
pub fn are_two_words(form: &str, one: &str, other: &str) -> bool {
    let has = |text: &str| (text.contains('ß') || text.contains('ẞ'), text.contains("ss"));
    TWO_WORDS.contains(&form)
        && matches!(
            (has(one), has(other)),
            ((true, false), (false, true)) | ((false, true), (true, false))
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_spellings_meet() {
        for (old, new) in [
            ("Gemse", "Gämse"),
            ("numerieren", "nummerieren"),
            ("Photographie", "Fotografie"),
            ("Selbständigkeit", "Selbstständigkeit"),
            ("potentielle", "potenzielle"),
            ("Tip", "Tipp"),
        ] {
            assert_eq!(respelled(fold(old)), respelled(fold(new)), "{old}");
        }
        for word in ["tippen", "platzieren", "stängel", "raum", "fotografie"] {
            assert_eq!(respelled(fold(word)), fold(word));
        }
    }

    #[test]
    fn a_measure_is_no_mass() {
        assert!(are_two_words("masse", "Maße", "Masse") && are_two_words("masse", "Masse", "Maß"));
        assert!(!are_two_words("masse", "Masse", "Masse"));
        assert!(!are_two_words("schluss", "Schluß", "Schluss"));
    }
}
