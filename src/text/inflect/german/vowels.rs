//! The vowels of German words.

/// The vowel groups of a word, as byte ranges, in order.
fn groups(word: &str) -> Vec<(usize, &str)> {
    const PAIRS: [&str; 9] = ["aa", "au", "äu", "oo", "eu", "ei", "ie", "ee", "ai"];
    let mut groups = Vec::new();
    let mut at = 0;
    while let Some(char) = word[at..].chars().next() {
        let rest = &word[at..];
        let pair = PAIRS.into_iter().find(|pair| rest.starts_with(pair));
        let length = match pair {
            Some(pair) => pair.len(),
            None => char.len_utf8(),
        };
        if pair.is_some() || is_vowel(char) {
            groups.push((at, &rest[..length]));
        }
        at += length;
    }
    groups
}

pub(super) fn is_vowel(char: char) -> bool {
    matches!(char, 'a' | 'e' | 'i' | 'o' | 'u' | 'ä' | 'ö' | 'ü' | 'y')
}

/// A stem with its last stressed vowel turned into an umlaut; absent if it has none.
pub(super) fn umlaut(stem: &str) -> Option<String> {
    let mut groups = groups(stem);
    let is_weak = ["el", "er", "en"].iter().any(|end| stem.ends_with(end));
    // Mantel, Hammer, Laden: the last vowel is not the one that changes.
    while is_weak && groups.len() > 1 && groups.last().is_some_and(|(_, group)| *group == "e") {
        groups.pop();
    }
    let (at, group) = groups.pop()?;
    let changed = match group {
        "a" | "aa" => "ä",
        "o" | "oo" => "ö",
        "u" => "ü",
        "au" => "äu",
        _ => return None,
    };
    Some([&stem[..at], changed, &stem[at + group.len()..]].concat())
}

/// Whether a word ends in one of these.
pub(super) fn ends_in(word: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| word.ends_with(end))
}

/// Whether a word ends in `end` after something other than these.
pub(super) fn ends_not_after(word: &str, end: &str, before: &[&str]) -> bool {
    word.strip_suffix(end).is_some_and(|stem| !ends_in(stem, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stressed_vowel_changes() {
        for (stem, changed) in [
            ("vertrag", "verträg"),
            ("mantel", "mäntel"),
            ("laden", "läden"),
            ("haus", "häus"),
            ("saal", "säl"),
            ("boot", "böt"),
            ("sohn", "söhn"),
        ] {
            assert_eq!(umlaut(stem).as_deref(), Some(changed));
        }
        for stem in ["zoll", "brief", "feuer", "krise", "bcd", ""] {
            assert_eq!(umlaut(stem).is_some(), stem == "zoll", "{stem}");
        }
    }
}
