//! The lemma of a noun: the singular, as far as rules, the word list and the texts tell it.
//!
//! A form is led back by taking an ending off; what is left must be a noun of which the form can be
//! made by [inflection](crate::text::inflect), and not so much seldomer than the form that the form is
//! rather a word of its own (*Kosten* is no plural of *Kost*).

use super::articles::Articles;
use super::background;
use super::lists::OWN_LEMMAS;
use crate::model::{Gender, Lang};
use crate::text::compound::{self, words as known};
use crate::text::fold::{capitalised, fold};
use crate::text::inflect::{WordClass, forms};
use crate::text::spelling::respelled;

/// Endings that make a German noun of a word that no list has.
const NOUN_ENDINGS: [&str; 26] = [
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen",
    "ität", "itäten", "ismus", "ismen", "ment", "mente", "erung", "tum", "logie", "logien", "ik",
    "iker", "ierung", "enz", "enzen", "anz",
];

/// Whether a word in lower case is a German noun, whole or as a compound.
pub(super) fn is_german_noun(lower: &str) -> bool {
    let is_derived = || {
        lower.chars().count() > 6 && NOUN_ENDINGS.iter().any(|ending| lower.ends_with(ending))
    };
    known::is_noun(lower)
        || compound::parts(lower).len() > 1
        || lower.strip_suffix('s').is_some_and(|stem| known::is_noun(stem) || known::is_lower(stem))
        || is_derived()
}

/// The noun that a compound ends in, in lower case; the word itself if it is none. With hyphens it is
/// in what stands behind the last.
pub(super) fn last_part(word: &str) -> String {
    let lower = word.to_lowercase();
    let last = lower.rsplit(['-', '‐', '‑', '–']).next().unwrap_or(&lower);
    match compound::parts(last).last() {
        Some(part) => last[part.clone()].to_owned(),
        None => last.to_owned(),
    }
}

/// The key of a form.
pub(super) fn form_key(written: &str) -> String {
    respelled(fold(written)).replace(['-', '‐', '‑', '–', ' ', '\''], "")
}

/// An ending to take off, what to put in its place, and how frequent what is left has to be beside
/// the form, once with and once without a changed vowel.
const ENDINGS: &[(&str, &str, f64, f64)] = &[
    ("innen", "in", 0.0, 9.0),
    ("nissen", "nis", 0.0, 9.0),
    ("nisses", "nis", 0.0, 9.0),
    ("nisse", "nis", 0.0, 9.0),
    ("ismen", "ismus", 0.0, 9.0),
    ("ien", "ium", 0.05, 9.0),
    ("n", "", 0.08, 9.0),
    ("en", "", 0.08, 0.05),
    ("e", "", 0.7, 0.05),
    ("ern", "", 0.05, 0.05),
    ("er", "", 0.1, 0.05),
    ("es", "", 0.1, 9.0),
    ("s", "", 0.1, 9.0),
    ("", "", 9.0, 0.05),
    ("en", "um", 0.1, 9.0),
    ("en", "a", 0.1, 9.0),
    ("en", "us", 0.1, 9.0),
    ("en", "o", 0.1, 9.0),
    ("a", "um", 0.1, 9.0),
];

/// Endings of masculine nouns that have -en in every other case.
const WEAK: [&str; 17] = [
    "e", "ent", "ant", "ist", "at", "et", "it", "ot", "nom", "soph", "graf", "mensch", "herr",
    "held", "fürst", "bär", "soldat",
];

/// The lemma of a German noun. `is_met` says whether a folded form is in the texts.
pub(super) fn german(written: &str, articles: &Articles, is_met: &dyn Fn(&str) -> bool) -> String {
    // Each step takes an ending off, so that it ends.
    let mut word = written.to_owned();
    for _ in 0..3 {
        let seen = if word == written { *articles } else { Articles::default() };
        match shortened(&word, &seen, is_met) {
            Some(shorter) => word = shorter,
            None => break,
        }
    }
    word
}

fn shortened(written: &str, articles: &Articles, is_met: &dyn Fn(&str) -> bool) -> Option<String> {
    if written.chars().all(|char| !char.is_lowercase()) {
        return None;
    }
    let head = last_part(written);
    let is_own = OWN_LEMMAS.has(&fold(&head));
    let is_singular = is_own || is_singular(written, &head, articles);
    let start = written.len().checked_sub(head.len()).filter(|at| written.is_char_boundary(*at))?;
    let before = &written[..start];
    let share = share_of(&head);
    let form = form_key(&head);
    let german = Lang::german();
    for (ending, instead, ratio, changed_ratio) in ENDINGS {
        let is_case = matches!(*ending, "s" | "es");
        if is_own && !is_case || is_singular && !is_case {
            continue;
        }
        let Some(stem) = head.strip_suffix(ending) else { continue };
        if stem.chars().count() < 2 {
            continue;
        }
        let plain = (!ending.is_empty()).then(|| (format!("{stem}{instead}"), *ratio));
        let changed = unchanged_vowel(stem).map(|stem| (format!("{stem}{instead}"), *changed_ratio));
        for (shorter, ratio) in changed.into_iter().chain(plain) {
            if matches!(*ending, "n" | "en")
                && articles.dative + articles.genitive > 0
                && !WEAK.iter().any(|weak| shorter.ends_with(weak))
                && articles.any == 0
            {
                continue;
            }
            let whole = format!("{before}{}", as_in(written, start, &shorter));
            let is_noun = is_met(&form_key(&whole)) || known::is_noun(&shorter) || is_name(&whole);
            if !is_noun || share_of(&shorter) < ratio * share && !(share_of(&shorter) == share) {
                continue;
            }
            if forms(&shorter, &german, WordClass::Noun, None).whole.contains(&form) {
                return Some(whole);
            }
        }
    }
    None
}

/// What stands in place of the last part: a whole word keeps its capital.
fn as_in(written: &str, start: usize, shorter: &str) -> String {
    let is_capital = written[start..].starts_with(char::is_uppercase);
    if is_capital { capitalised(shorter) } else { shorter.to_owned() }
}

/// Whether the articles or what is known of the word say that it stands in the singular as it is.
fn is_singular(written: &str, head: &str, articles: &Articles) -> bool {
    let nominative = articles.neuter + articles.nominative;
    let feminine = articles.feminine;
    if nominative > 0 && nominative >= feminine {
        return true;
    }
    if feminine > 0 && articles.not_feminine() == 0 {
        return true;
    }
    let gender = background::gender(written).or_else(|| background::gender(&capitalised(head)));
    matches!(gender, Some(Gender::Feminine | Gender::Neuter))
}

fn share_of(part: &str) -> f64 {
    background::share(&Lang::german(), &capitalised(part))
}

fn is_name(word: &str) -> bool {
    background::knows(&Lang::german(), word)
}

/// A stem with the vowel that an umlaut came from.
fn unchanged_vowel(stem: &str) -> Option<String> {
    let (at, umlaut) = stem.char_indices().rfind(|(_, char)| matches!(char, 'ä' | 'ö' | 'ü'))?;
    let vowel = match umlaut {
        'ä' => 'a',
        'ö' => 'o',
        _ => 'u',
    };
    Some(format!("{}{vowel}{}", &stem[..at], &stem[at + umlaut.len_utf8()..]))
}

/// The gender of a German noun, as far as articles, general language or its ending tell it.
pub(super) fn gender(lemma: &str, articles: &Articles) -> Option<Gender> {
    let head = last_part(lemma);
    let known = background::gender(lemma).or_else(|| background::gender(&capitalised(&head)));
    if known.is_some() {
        return known;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| head.ends_with(ending));
    if ends(&["ung", "heit", "keit", "schaft", "tion", "sion", "tät", "enz", "anz", "ie", "ik", "tur"])
    {
        return Some(Gender::Feminine);
    }
    if ends(&["ismus", "ling", "ist", "or"]) {
        return Some(Gender::Masculine);
    }
    if ends(&["chen", "lein", "ment", "tum", "ium"]) {
        return Some(Gender::Neuter);
    }
    if articles.feminine > 0 && articles.feminine > 2 * articles.not_feminine() {
        return Some(Gender::Feminine);
    }
    if articles.neuter > articles.accusative {
        return Some(Gender::Neuter);
    }
    (articles.accusative > articles.neuter).then_some(Gender::Masculine)
}

/// The singular of an English noun.
pub(super) fn english(written: &str, is_met: &dyn Fn(&str) -> bool) -> String {
    let english = Lang::english();
    let lower = written.to_lowercase();
    let is_capital = written.chars().all(|char| !char.is_lowercase());
    if is_capital || ["ss", "us", "is", "ics", "news"].iter().any(|end| lower.ends_with(end)) {
        return written.to_owned();
    }
    let endings: [(&str, &str); 3] = [("ies", "y"), ("es", ""), ("s", "")];
    for (ending, instead) in endings {
        let Some(stem) = written.strip_suffix(ending).filter(|stem| stem.len() > 2) else {
            continue;
        };
        let is_hissing = ["s", "x", "ch", "sh", "z"].iter().any(|end| stem.ends_with(end));
        if ending == "es" && !is_hissing {
            continue;
        }
        let shorter = format!("{stem}{instead}");
        let (form, share) = (fold(&shorter), background::share(&english, &lower));
        let is_known = is_met(&form) || background::share(&english, &form) >= 0.05 * share;
        let all = forms(&form, &english, WordClass::Noun, None).whole;
        if is_known && all.contains(&fold(&lower)) {
            return shorter;
        }
    }
    written.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_plurals_and_cases_lead_to_their_singular() {
        let nothing = |_: &str| false;
        for (form, lemma) in [
            ("Klauseln", "Klausel"),
            ("Beistandsklauseln", "Beistandsklausel"),
            ("Verträgen", "Vertrag"),
            ("Vertrages", "Vertrag"),
            ("Sicherheitsgarantien", "Sicherheitsgarantie"),
            ("Staaten", "Staat"),
            ("Menschen", "Mensch"),
            ("Kinder", "Kind"),
            ("Häuser", "Haus"),
            ("Reise", "Reise"),
            ("Straße", "Straße"),
            ("Kosten", "Kosten"),
            ("Gipfeltreffen", "Gipfeltreffen"),
            ("Ergebnisse", "Ergebnis"),
            ("Gremien", "Gremium"),
            ("Haus", "Haus"),
            ("Norden", "Norden"),
            ("Kriege", "Krieg"),
            ("Abkommen", "Abkommen"),
            ("NATO", "NATO"),
        ] {
            assert_eq!(german(form, &Articles::default(), &nothing), lemma, "{form}");
        }
    }

    #[test]
    fn an_article_says_that_a_form_is_a_singular() {
        let articles = Articles { feminine: 2, ..Articles::default() };
        assert_eq!(german("Note", &articles, &|_| true), "Note");
        let articles = Articles { neuter: 1, ..Articles::default() };
        assert_eq!(german("Schreiben", &articles, &|_| true), "Schreiben");
    }

    #[test]
    fn english_plurals_lead_to_their_singular() {
        let nothing = |_: &str| false;
        for (form, lemma) in [
            ("countries", "country"),
            ("glasses", "glass"),
            ("sanctions", "sanction"),
            ("politics", "politics"),
            ("crisis", "crisis"),
        ] {
            assert_eq!(english(form, &nothing), lemma, "{form}");
        }
    }
}
