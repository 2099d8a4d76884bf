//! Forms of German adjectives: endings, comparison.

use std::collections::BTreeSet;

use super::vowels::{ends_in, umlaut};

/// The endings of an adjective before a noun.
pub(in crate::text::inflect) const ENDINGS: [&str; 5] = ["e", "em", "en", "er", "es"];

/// Adjectives whose vowel changes in comparison.
const CHANGING: &[&str] = &[
    "alt", "arg", "arm", "dumm", "grob", "groß", "hart", "jung", "kalt", "klug", "krank", "kurz",
    "lang", "scharf", "schwach", "schwarz", "stark", "warm", "gesund", "rot", "schmal", "blass",
    "glatt", "karg", "nass", "fromm", "krumm",
];

/// Adds a stem alone and with every ending.
pub(super) fn decline(forms: &mut BTreeSet<String>, stem: &str) {
    forms.insert(stem.to_owned());
    forms.extend(ENDINGS.iter().map(|ending| format!("{stem}{ending}")));
}

/// All forms of an adjective in lower case.
pub(in crate::text::inflect) fn forms(word: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    let irregular: Option<&[&str]> = match word {
        "hoch" => Some(&["hoh", "höher", "höchst"]),
        "gut" => Some(&["gut", "besser", "best"]),
        "nah" | "nahe" => Some(&["nah", "näher", "nächst"]),
        "groß" => Some(&["groß", "größer", "größt"]),
        // *Weitere* are more, not farther away.
        "weit" => Some(&["weit", "weitest"]),
        "viel" => Some(&["viel", "mehr", "meist"]),
        _ => None,
    };
    forms.insert(word.to_owned());
    if let Some(stems) = irregular {
        stems.iter().for_each(|stem| decline(&mut forms, stem));
        return forms;
    }
    let mut stem = word;
    if let Some(without) = word.strip_suffix('e') {
        stem = without;
        decline(&mut forms, &format!("{stem}r"));
        decline(&mut forms, &format!("{stem}st"));
    }
    decline(&mut forms, stem);
    if let Some(dark) = stem.strip_suffix("el") {
        decline(&mut forms, &format!("{dark}l"));
        decline(&mut forms, &format!("{dark}ler"));
    }
    if ends_in(stem, &["auer", "euer", "ter", "ger", "ner", "ker"]) {
        decline(&mut forms, &format!("{}r", &stem[..stem.len() - 2]));
    }
    if stem.ends_with("en") && stem.chars().count() > 5 {
        decline(&mut forms, &format!("{}n", &stem[..stem.len() - 2]));
    }
    decline(&mut forms, &format!("{stem}er"));
    decline(&mut forms, &format!("{stem}st"));
    if ends_in(stem, &["d", "t", "s", "ß", "x", "z", "sch", "a", "e", "i", "o", "u", "ä", "ö", "ü"])
    {
        decline(&mut forms, &format!("{stem}est"));
    }
    if let Some(changed) = umlaut(stem).filter(|_| ends_in(stem, CHANGING)) {
        for ending in ["er", "st", "est"] {
            decline(&mut forms, &format!("{changed}{ending}"));
        }
    }
    forms
}

/// All forms of an adjective that stands before a noun in some form.
pub(in crate::text::inflect) fn forms_of_declined(word: &str) -> BTreeSet<String> {
    let stem = ENDINGS
        .iter()
        .rev()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().count() > 2);
    let mut forms = BTreeSet::from([word.to_owned()]);
    if let Some(stem) = stem {
        forms.extend(self::forms(stem));
    }
    forms
}
