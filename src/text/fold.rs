//! Folding: the lossy keys under which equal spellings meet.
//!
//! Umlauts are spelled out (`ä` = `ae`), never stripped: `schon` and `schön` stay apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key of a word or text: NFKC, lower case, umlauts spelled out, `ß` as `ss`, other accents and
/// soft hyphens dropped, three equal consonants as two (*Schifffahrt*, before 1996 *Schiffahrt*).
///
/// ```
/// use beleg::text::fold::fold;
/// assert_eq!(fold("Pjöngjang"), fold("PJOENGJANG"));
/// assert_eq!(fold("Straße"), "strasse");
/// assert_ne!(fold("schön"), fold("schon"));
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return two_of_three(text.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(text.len() + 4);
    // Nearly all German words: nothing in them is to be composed.
    if text.chars().all(|char| char.is_ascii() || is_german(char)) {
        for char in text.chars() {
            match char {
                'ä' | 'Ä' => folded.push_str("ae"),
                'ö' | 'Ö' => folded.push_str("oe"),
                'ü' | 'Ü' => folded.push_str("ue"),
                'ß' => folded.push_str("ss"),
                _ => folded.push(char.to_ascii_lowercase()),
            }
        }
        return two_of_three(folded);
    }
    let composed: String = text.nfkc().flat_map(char::to_lowercase).nfc().collect();
    for char in composed.chars() {
        match char {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            '’' | 'ʼ' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ if char.is_ascii() => folded.push(char),
            _ => folded.extend(char.nfd().filter(|part| !is_combining_mark(*part)).nfc()),
        }
    }
    two_of_three(folded)
}

fn is_german(char: char) -> bool {
    matches!(char, 'ä' | 'ö' | 'ü' | 'ß' | 'Ä' | 'Ö' | 'Ü')
}

/// Makes three or more equal consonants two.
fn two_of_three(word: String) -> String {
    let is_tripled = |window: &[u8]| {
        window[0] == window[1]
            && window[1] == window[2]
            && window[0].is_ascii_lowercase()
            && !matches!(window[0], b'a' | b'e' | b'i' | b'o' | b'u')
    };
    if !word.as_bytes().windows(3).any(is_tripled) {
        return word;
    }
    let mut kept = String::with_capacity(word.len());
    for char in word.chars() {
        let before = kept.as_bytes();
        let last = before.len().saturating_sub(2);
        let tripled = char.is_ascii()
            && before.len() > 1
            && is_tripled(&[before[last], before[last + 1], char as u8]);
        if !tripled {
            kept.push(char);
        }
    }
    kept
}

/// A text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The key of a whole term: [`fold`], with hyphens and white space dropped, so that
/// `Nato-Generalsekretär` and `Nato Generalsekretär` meet.
pub fn fold_term(term: &str) -> String {
    fold(term).chars().filter(|char| !char.is_whitespace() && *char != '-').collect()
}

/// The key that sorts by DIN 5007-1, as in dictionaries: `ä` as `a`, `ß` as `ss`, case and accents
/// only where all else is equal; white space and hyphens come before letters, word by word.
pub fn sort_key(text: &str) -> (String, String) {
    let mut key = String::with_capacity(text.len());
    for char in text.nfkd().filter(|char| !is_combining_mark(*char)) {
        match char {
            'ß' | 'ẞ' => key.push_str("ss"),
            '-' | '‐' | '‑' | '–' => key.push(' '),
            _ if char.is_whitespace() => key.push(' '),
            _ => key.extend(char.to_lowercase()),
        }
    }
    (key, text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn composed_and_decomposed_umlauts_meet() {
        assert_eq!(fold("Pjo\u{308}ngjang"), "pjoengjang");
        assert_eq!(fold("PJO\u{308}NGJANG"), "pjoengjang");
    }

    #[test]
    fn sharp_s_in_capitals_is_double_s() {
        assert_eq!(fold("STRAẞE"), fold("STRASSE"));
    }

    #[test]
    fn three_equal_consonants_are_two() {
        assert_eq!(fold("Schifffahrt"), fold("Schiffahrt"));
        assert_eq!(fold("Flußschiffahrt"), fold("Flussschifffahrt"));
        assert_eq!(fold("Zooordnung"), "zooordnung");
    }

    #[test]
    fn other_accents_and_soft_hyphens_go() {
        assert_eq!(fold("Café Wos\u{ad}tok"), "cafe wostok");
    }

    #[test]
    fn dictionary_order_takes_umlauts_as_their_vowels() {
        let mut words = ["Zoll", "Ärger", "Ausfuhr", "arg", "Straße", "Strasse", "Strategie"];
        words.sort_by_key(|word| sort_key(word));
        assert_eq!(words, ["arg", "Ärger", "Ausfuhr", "Strasse", "Straße", "Strategie", "Zoll"]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
