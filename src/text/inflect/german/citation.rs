//! The forms by which a dictionary names a German noun: its article and its plural.

use super::noun::{has_plural_er, is_changing};
use super::vowels::{ends_in, umlaut};
use crate::model::Gender;
use crate::text::compound;

/// Endings of nouns that have `-en` in the plural, whatever their gender.
const WEAK: &[&str] = &[
    "ung", "heit", "keit", "schaft", "ion", "tät", "ik", "enz", "anz", "ur", "ei", "ant", "ent",
    "ist", "at", "oge", "graf", "soph", "or",
];

/// Nouns from Italian that change as those from Latin do.
const MONEY: &[&str] = &["konto", "risiko", "saldo"];

/// The article of a gender.
pub fn article(gender: Gender) -> &'static str {
    match gender {
        Gender::Masculine => "der",
        Gender::Feminine => "die",
        Gender::Neuter => "das",
        Gender::Common => "der/die",
    }
}

/// The plural of a noun, the likeliest that German has a word for; absent if none is known.
pub fn plural(noun: &str, gender: Gender) -> Option<String> {
    if noun.contains([' ', '-']) || !noun.starts_with(char::is_uppercase) {
        return None;
    }
    let lower = noun.to_lowercase();
    let start = compound::parts(&lower).last().map_or(0, |part| part.start);
    let (before, head) = lower.split_at(start);
    let found = candidates(head, gender).into_iter().find(|plural| compound::is_noun(plural))?;
    let plural = format!("{before}{found}");
    let mut chars = plural.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    Some(first.chain(chars).collect())
}

/// What the plural of a noun in lower case may be, the likeliest first.
fn candidates(head: &str, gender: Gender) -> Vec<String> {
    let with = |ending: &str| format!("{head}{ending}");
    let changed = |ending: &str| umlaut(head).map(|stem| format!("{stem}{ending}"));
    let mut all: Vec<Option<String>> = Vec::new();
    let is_latin = head.ends_with("us") && !head.ends_with("aus") && gender != Gender::Feminine;
    if head.ends_with("nis") || is_latin {
        all.push(Some(with("se")));
    }
    if let Some(stem) = head.strip_suffix('o').filter(|_| ends_in(head, MONEY)) {
        all.push(Some(format!("{stem}en")));
    }
    if gender == Gender::Feminine {
        if head.ends_with("in") {
            all.push(Some(with("nen")));
        }
        if head.ends_with('e') || ends_in(head, &["el", "er"]) {
            all.push(Some(with("n")));
        }
        if ends_in(head, WEAK) {
            all.push(Some(with("en")));
        }
        all.extend([changed("e"), Some(with("en")), Some(with("s"))]);
        return all.into_iter().flatten().collect();
    }
    if let Some(stem) = head.strip_suffix("um").filter(|_| gender == Gender::Neuter) {
        all.push(Some(format!("{stem}en")));
    }
    if ends_in(head, &["chen", "lein"]) {
        return vec![head.to_owned()];
    }
    if ends_in(head, &["el", "er", "en"]) {
        all.extend([changed("").filter(|_| is_changing(head)), Some(head.to_owned())]);
    }
    if head.ends_with('e') {
        all.push(Some(with("n")));
    }
    if has_plural_er(head) {
        all.extend([changed("er"), Some(with("er"))]);
    }
    if ends_in(head, WEAK) && gender == Gender::Masculine {
        all.push(Some(with("en")));
    }
    if gender == Gender::Masculine {
        all.push(changed("e"));
    }
    all.extend([Some(with("e")), Some(with("s")), Some(with("en")), changed("e")]);
    all.into_iter().flatten().collect()
}

/// How a plural is named behind its noun: by its ending, `-n`, or whole where the noun changes.
pub fn shortened(noun: &str, plural: &str) -> String {
    match plural.strip_prefix(noun) {
        Some("") => "-".to_owned(),
        Some(ending) => format!("-{ending}"),
        None => plural.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_those_of_dictionaries() {
        for (noun, gender, expected) in [
            ("Beistandsklausel", Gender::Feminine, "-n"),
            ("Vertrag", Gender::Masculine, "Verträge"),
            ("Abkommen", Gender::Neuter, "-"),
            ("Land", Gender::Neuter, "Länder"),
            ("Bundesland", Gender::Neuter, "Bundesländer"),
            ("Währung", Gender::Feminine, "-en"),
            ("Regierungschefin", Gender::Feminine, "-nen"),
            ("Präsident", Gender::Masculine, "-en"),
            ("Zoll", Gender::Masculine, "Zölle"),
            ("Bündnis", Gender::Neuter, "-se"),
            ("Ministerium", Gender::Neuter, "Ministerien"),
            ("Kraft", Gender::Feminine, "Kräfte"),
            ("Minister", Gender::Masculine, "-"),
            ("Mangel", Gender::Masculine, "Mängel"),
            ("Haus", Gender::Neuter, "Häuser"),
            ("Krankenhaus", Gender::Neuter, "Krankenhäuser"),
            ("Konto", Gender::Neuter, "Konten"),
            ("Risiko", Gender::Neuter, "Risiken"),
            ("Auto", Gender::Neuter, "-s"),
        ] {
            let plural = plural(noun, gender).map(|plural| shortened(noun, &plural));
            assert_eq!(plural.as_deref(), Some(expected), "{noun}");
        }
        assert_eq!(plural("Glorpf", Gender::Masculine), None);
        assert_eq!(plural("Europäische Union", Gender::Feminine), None);
    }
}
