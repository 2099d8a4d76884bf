//! Umlauts and inflection: stems lose their umlauts, so that *Verträge* meets *Vertrag*; this tells
//! such pairs from different words, *Öl* from *Ol* and *fördern* from *fordern*.

use super::keys::WordKeys;

/// Whether two words of the same stem may be forms of one word, as far as their umlauts go: German
/// nouns take one with an ending (*Haus*, *Häuser*) or, behind `-er`, `-el` and `-en`, without
/// (*Vater*, *Väter*).
pub fn may_be_forms(one: &WordKeys, other: &WordKeys) -> bool {
    let ((core, ending), (other_core, other_ending)) = (split(one), split(other));
    if core == other_core {
        return true;
    }
    let plural_without_ending = || {
        let mut ends = ["er", "el", "en"].iter();
        ends.any(|end| one.form.ends_with(end) && other.form.ends_with(end))
    };
    (one.is_capitalised || other.is_capitalised)
        && (ending != other_ending || plural_without_ending())
}

/// The part of a word that its stem stands for, with umlauts spelled out, and the rest.
fn split(word: &WordKeys) -> (&str, &str) {
    let mut stem = word.stem.chars().peekable();
    let mut end = 0;
    let mut before = ' ';
    for (at, char) in word.form.char_indices() {
        if stem.peek() == Some(&char) {
            stem.next();
        } else if !(char == 'e' && matches!(before, 'a' | 'o' | 'u')) {
            break;
        }
        before = char;
        end = at + char.len_utf8();
    }
    word.form.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::text::keys::word_keys;

    fn related(one: &str, other: &str) -> bool {
        let keys = |word: &str| word_keys(word, &Lang::german()).remove(0);
        let (one, other) = (keys(one), keys(other));
        one.stem == other.stem && may_be_forms(&one, &other)
    }

    #[test]
    fn plurals_with_an_umlaut_are_forms_of_their_noun() {
        for (one, other) in [
            ("Verträge", "Vertrag"),
            ("Zölle", "Zoll"),
            ("zölle", "Zoll"),
            ("VERTRAEGEN", "Vertrag"),
            ("Häuser", "Haus"),
            ("Vögel", "Vogel"),
            ("Gärten", "Garten"),
            ("aktuelle", "aktuell"),
        ] {
            assert!(related(one, other) && related(other, one), "{one} {other}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for (one, other) in
            [("Öl", "Ol"), ("fördern", "fordern"), ("schon", "schön"), ("drucken", "drücken")]
        {
            assert!(!related(one, other), "{one} {other}");
        }
    }
}
