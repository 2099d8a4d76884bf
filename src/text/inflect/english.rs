//! English inflection by rule and a list of what no rule gives.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Words with the forms that no rule gives, parted by spaces: plurals, and preterites and participles
/// of strong verbs.
const IRREGULAR: &str = include_str!("english_irregular.txt");

static FORMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut forms: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in IRREGULAR.lines() {
        let mut words = line.split(' ');
        if let Some(word) = words.next() {
            forms.entry(word).or_default().extend(words);
        }
    }
    forms
});

/// All forms of a noun in lower case.
pub(super) fn noun(word: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([word.to_owned(), with_s(word)]);
    forms.extend(irregular(word));
    let possessive: Vec<String> = forms.iter().map(|form| format!("{form}'s")).collect();
    forms.extend(possessive);
    forms
}

/// All forms of a verb in lower case.
pub(super) fn verb(word: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([word.to_owned(), with_s(word)]);
    let stem = word.strip_suffix('e').unwrap_or(word);
    match word.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        Some(stem) => forms.insert(format!("{stem}ied")),
        None => forms.insert(format!("{stem}ed")),
    };
    match word.strip_suffix("ie") {
        Some(stem) => forms.insert(format!("{stem}ying")),
        // agree, agreed, agreeing
        None if stem.ends_with('e') => forms.insert(format!("{word}ing")),
        None => forms.insert(format!("{stem}ing")),
    };
    if let Some(doubled) = doubled(word) {
        forms.extend([format!("{doubled}ed"), format!("{doubled}ing")]);
    }
    forms.extend(irregular(word));
    forms
}

/// All forms of an adjective in lower case.
pub(super) fn adjective(word: &str) -> BTreeSet<String> {
    let stem = word.strip_suffix('e').unwrap_or(word);
    let mut forms = BTreeSet::from([word.to_owned(), format!("{stem}er"), format!("{stem}est")]);
    if let Some(stem) = word.strip_suffix('y') {
        forms.extend([format!("{stem}ier"), format!("{stem}iest")]);
    }
    if let Some(doubled) = doubled(word) {
        forms.extend([format!("{doubled}er"), format!("{doubled}est")]);
    }
    forms.extend(irregular(word));
    forms
}

fn irregular(word: &str) -> impl Iterator<Item = String> {
    let known = FORMS.get(word).map(|forms| (word.len(), forms)).or_else(|| {
        // Compounds go as their last part does: policeman, grandchild, overcome.
        let parts = word.char_indices().map(|(at, _)| at).skip(2);
        parts
            .filter(|at| word.len() - at > 2)
            .find_map(|at| FORMS.get(&word[at..]).map(|forms| (word.len() - at, forms)))
    });
    let made = known.map(|(length, forms)| {
        let beginning = word[..word.len() - length].to_owned();
        forms.iter().map(move |form| format!("{beginning}{form}")).collect::<Vec<_>>()
    });
    made.unwrap_or_default().into_iter()
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

/// A word of one short vowel and one consonant with that consonant twice: *plan*, *planned*.
fn doubled(word: &str) -> Option<String> {
    let chars: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = chars.as_slice() else { return None };
    let fits = !is_vowel(*last)
        && !matches!(last, 'w' | 'x' | 'y')
        && is_vowel(*vowel)
        && (!is_vowel(*before) || *before == 'u');
    fits.then(|| format!("{word}{last}"))
}

fn is_vowel(char: char) -> bool {
    matches!(char, 'a' | 'e' | 'i' | 'o' | 'u')
}
