//! Forms of German nouns: cases and plurals. A rule makes all that a noun of such an ending may
//! have; what no noun has is in no text.

use std::collections::BTreeSet;

use super::adjective::ENDINGS;
use super::vowels::{ends_in, ends_not_after, is_vowel, umlaut};

/// Endings of feminine nouns that have `-en` in the plural and nothing else.
const FEMININE: &[&str] = &[
    "heit", "keit", "schaft", "sion", "tion", "gion", "lion", "nion", "tät", "enz", "anz", "itis",
    "arbeit",
];

/// What is left of nominalised adjectives and participles without their ending.
const NOMINALISED: &[&str] = &[
    "nd", "iert", "igt", "los", "isch", "lich", "rtet", "ltet", "ntet", "gtet", "ndet", "bcht",
    "acht", "amt", "kannt", "wandt", "net", "setzt", "letzt", "schätzt", "stellt", "führt",
    "klagt", "ig", "ossen", "osen", "roffen", "rofen", "boren", "lenen", "fangen", "ogen", "isst",
    "ißt", "sandt", "wachsen", "fragt", "sichert", "wähnt", "suchten", "orben", "ndt", "iell",
    "uell", "wählt", "löst", "mt",
];

/// Nouns that look like nominalised adjectives and are none.
const NOT_NOMINALISED: &[&str] =
    &["nder", "amter", "mmer", "hmer", "ischer", "nter", "seite", "sandte"];

/// Nouns in `-el`, `-er`, `-en` whose vowel changes in the plural.
const CHANGING: &[&str] = &[
    "vater", "mutter", "bruder", "tochter", "acker", "hafen", "garten", "laden", "ofen", "boden",
    "kasten", "graben", "faden", "schaden", "magen", "wagen", "bogen", "nagel", "apfel", "vogel",
    "mantel", "mangel", "sattel", "hammer", "schwager", "kloster", "schnabel", "schädel", "lager",
    "zug", "kragen", "kran", "balken", "handel", "wandel",
];

/// Nouns with a plural in `-er`.
const PLURAL_ER: &[&str] = &[
    "kind",
    "bild",
    "feld",
    "geld",
    "glied",
    "lied",
    "nest",
    "schild",
    "haus",
    "land",
    "mann",
    "buch",
    "rad",
    "wort",
    "wald",
    "volk",
    "dorf",
    "dach",
    "fach",
    "fass",
    "glas",
    "grab",
    "gras",
    "blatt",
    "bad",
    "band",
    "amt",
    "gut",
    "huhn",
    "horn",
    "loch",
    "lamm",
    "kalb",
    "tal",
    "schloss",
    "tuch",
    "wurm",
    "geist",
    "gott",
    "leib",
    "rand",
    "strauch",
    "vormund",
    "tum",
    "ei",
    "rind",
    "kleid",
    "weib",
    "brett",
    "gesicht",
    "licht",
    "gespenst",
    "gemüt",
    "geschlecht",
    "gehalt",
    "regiment",
    "spital",
    "mal",
    "lid",
    "stift",
    "wicht",
    "haupt",
    "kraut",
    "maul",
    "gewand",
    "schwert",
    "trumm",
    "viech",
    "pfand",
    "holz",
    "leute",
    "mund",
    "bund",
    "daus",
    "scheit",
    "span",
    "balg",
    "aas",
    "ass",
    "hospital",
    "kamisol",
    "reis",
    "bord",
    "dorn",
    "ort",
    "rest",
    "wams",
    "biest",
    "ding",
    "gemach",
    "gelass",
    "luder",
    "mensch",
    "strauß",
    "wrack",
    "kaff",
    "schaff",
    "sims",
    "faß",
    "schloß",
];

/// All forms of a noun in lower case. `is_adjective` says that it is declined as one.
pub(in crate::text::inflect) fn forms(word: &str, is_adjective: bool) -> BTreeSet<String> {
    let mut forms = Forms(BTreeSet::from([word.to_owned()]));
    let length = word.chars().count();
    if let Some(stem) = word.strip_suffix("er").or_else(|| word.strip_suffix('e'))
        && (is_adjective || is_nominalised(word, stem))
    {
        forms.add(stem, &ENDINGS);
    }
    if length > 4 && is_feminine(word) {
        forms.add(word, &["en"]);
        return forms.0;
    }
    if word.ends_with("ie") {
        forms.add(word, &["n"]);
        return forms.0;
    }
    forms.foreign(word, length);
    if word.ends_with('e') {
        forms.add(word, &["n", "ns", "s"]);
        return forms.0;
    }
    let is_diminutive = ends_in(word, &["chen", "lein"]);
    let is_unstressed =
        ["el", "er", "en"].iter().any(|end| ends_not_after(word, end, &["i", "e", "a"]));
    if is_unstressed || is_diminutive {
        forms.add(word, &["s", "n", "ns"]);
        if let Some(changed) = umlaut(word).filter(|_| !is_diminutive && ends_in(word, CHANGING)) {
            forms.add(&changed, &["", "n"]);
        }
        return forms.0;
    }
    forms.native(word);
    forms.0
}

struct Forms(BTreeSet<String>);

impl Forms {
    fn add(&mut self, stem: &str, endings: &[&str]) {
        self.0.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
    }

    /// Adds what nouns with the endings of other languages have.
    fn foreign(&mut self, word: &str, length: usize) {
        let stem = |end: &str| word.strip_suffix(end);
        if length > 5 && word.ends_with("in") {
            self.add(word, &["nen"]);
        }
        if word.ends_with("nis") {
            self.add(word, &["ses", "se", "sen"]);
        }
        if let Some(stem) = stem("us").filter(|stem| length > 4 && !stem.ends_with('a')) {
            self.add(stem, &["en", "i"]);
            self.add(word, &["se", "sen", "ses"]);
        }
        if let Some(stem) = stem("um").filter(|_| length > 4) {
            self.add(stem, &["en", "a"]);
        }
        if let Some(stem) = stem("a") {
            self.add(stem, &["en"]);
            self.add(word, if word.ends_with("ma") { &["s", "ta"] } else { &["s"] });
        }
        if let Some(stem) = stem("on").filter(|_| length > 4) {
            self.add(word, &["s", "en", "e"]);
            self.add(stem, &["en", "a"]);
        }
        if let Some(stem) = stem("is").filter(|_| length > 4) {
            self.add(stem, &["en"]);
            self.add(word, &["se", "sen", "ses"]);
        }
        if ends_in(word, &["o", "i", "u", "y", "é", "ee", "eau"]) {
            self.add(word, &["s"]);
        }
        if let Some(stem) = stem("o") {
            self.add(stem, &["en", "i"]);
        }
        if ends_in(word, &["ip", "al", "il"]) {
            self.add(word, &["ien"]);
        }
        if let Some(stem) = stem("y") {
            self.add(stem, &["ies"]);
        }
    }

    /// Adds what other nouns have.
    fn native(&mut self, word: &str) {
        self.add(word, &["s", "es", "e", "en", "n", "ens"]);
        let changed = umlaut(word);
        if let Some(changed) = &changed {
            self.add(changed, &["", "e", "en"]);
        }
        if ends_in(word, PLURAL_ER) {
            self.add(changed.as_deref().unwrap_or(word), &["er", "ern"]);
        }
        if let Some(stem) = word.strip_suffix("mann") {
            self.add(stem, &["leute", "leuten"]);
        }
    }
}

fn is_feminine(word: &str) -> bool {
    let after_consonant = |end: &str| {
        let stem = word.strip_suffix(end);
        stem.and_then(|stem| stem.chars().next_back()).is_some_and(|char| !is_vowel(char))
    };
    ends_in(word, FEMININE)
        || ends_not_after(word, "ung", &["spr", "schw", "d"])
        || after_consonant("ik")
        || after_consonant("ei")
        || ends_not_after(word, "tur", &["e"])
        || ends_not_after(word, "sur", &["e"])
}

fn is_nominalised(word: &str, stem: &str) -> bool {
    ends_in(stem, NOMINALISED) && !ends_in(word, NOT_NOMINALISED)
        || ends_in(word, &["amte", "amter", "reisende", "reisender", "gesandte", "gesandter"])
}
/// Whether a noun in lower case has its plural in `-er`.
pub(super) fn has_plural_er(noun: &str) -> bool {
    PLURAL_ER.contains(&noun)
}

/// Whether the vowel of a noun in `-el`, `-er` or `-en` changes in the plural.
pub(super) fn is_changing(noun: &str) -> bool {
    CHANGING.contains(&noun)
}
