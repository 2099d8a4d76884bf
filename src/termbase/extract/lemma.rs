//! The lemma of a noun: the singular, as far as rules, the word list and the texts tell it.
//!
//! A form is led back by taking an ending off; what is left must be a noun of which the form can be
//! made by [inflection](crate::text::inflect), and not so much seldomer than the form that the form is
//! rather a word of its own (*Kosten* is no plural of *Kost*).

use super::articles::Articles;
use super::background;
use super::lists::{OWN_LEMMAS, PLACES, PLURALS};
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
    let is_derived =
        || lower.chars().count() > 6 && NOUN_ENDINGS.iter().any(|ending| lower.ends_with(ending));
    known::is_noun(lower)
        || compound::parts(lower).len() > 1
        || lower.strip_suffix('s').is_some_and(|stem| known::is_noun(stem) || known::is_lower(stem))
        || is_derived()
}

/// Whether the last part of what looks like a compound is an ending.
fn is_ending(part: &str) -> bool {
    NOUN_ENDINGS.contains(&part)
        || matches!(part, "nis" | "nisse" | "nissen" | "sterin" | "gier" | "isch")
}

/// The noun that a compound ends in, in lower case; the word itself if it is none. With hyphens it is
/// in what stands behind the last.
pub(super) fn last_part(word: &str) -> String {
    let lower = word.to_lowercase();
    let last = lower.rsplit(['-', '‐', '‑', '–']).next().unwrap_or(&lower);
    match compound::parts(last).last() {
        Some(part) if !is_ending(&last[part.clone()]) => last[part.clone()].to_owned(),
        _ => last.to_owned(),
    }
}

/// The key of a form.
pub(super) fn form_key(written: &str) -> String {
    respelled(fold(written)).replace(['-', '‐', '‑', '–', ' ', '\''], "")
}

/// An ending to take off, what to put in its place, and how frequent what is left has to be beside
/// the form, once with and once without a changed vowel.
const ENDINGS: &[(&str, &str, f64, f64)] = &[
    ("", "", 9.0, 0.05),
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
            Some(shorter) => {
                let has_changed = shorter.chars().count() == word.chars().count();
                word = shorter;
                // What has its vowel back is the singular, or its dative: im Zuge.
                if has_changed && !word.ends_with('e') {
                    break;
                }
            }
            None => break,
        }
    }
    word
}

fn shortened(written: &str, articles: &Articles, is_met: &dyn Fn(&str) -> bool) -> Option<String> {
    if written.chars().all(|char| !char.is_lowercase()) || PLACES.has(&fold(written)) {
        return None;
    }
    let (lower, last) = (written.to_lowercase(), last_part(written));
    let is_listed = known::is_noun(&lower);
    let ending = |head: String, is_listed, has_cases| {
        Form { written, is_listed, has_cases, articles, head }.shortened(is_met)
    };
    if !is_listed {
        return ending(last, false, true);
    }
    // A list of forms need not have the singular of a compound. What looks like the genitive of its
    // last part is no case of it: Wechselkurs.
    let is_compound = last != lower;
    ending(lower, true, true).or_else(|| is_compound.then(|| ending(last, false, false)).flatten())
}

/// A form of which the lemma is looked for.
struct Form<'f> {
    written: &'f str,
    /// What the ending is taken off, in lower case: the whole word, or its last part.
    head: String,
    /// Whether the list has it as it is.
    is_listed: bool,
    /// Whether it may be a genitive.
    has_cases: bool,
    articles: &'f Articles,
}

impl Form<'_> {
    fn shortened(&self, is_met: &dyn Fn(&str) -> bool) -> Option<String> {
        let Self { written, head, articles, .. } = self;
        let is_own = OWN_LEMMAS.has(&fold(&last_part(head))) || is_plural(head);
        let is_singular = is_own || is_singular(head, articles);
        // Then what is left has to be more frequent: Spielen, but not Reise.
        let least = if is_often_singular(written, head) { 0.3 } else { 0.0 };
        let start =
            written.len().checked_sub(head.len()).filter(|at| written.is_char_boundary(*at))?;
        let (share, form) = (share_of(head), form_key(head));
        // Kurs, which has a genitive itself, is none of Kur.
        let has_genitive = known::is_noun(&format!("{head}es"));
        let is_plural = FEMININE_PLURALS.iter().any(|ending| head.ends_with(ending));
        for (ending, instead, ratio, changed_ratio) in ENDINGS {
            let is_case = matches!(*ending, "s" | "es");
            if (is_own || is_singular) && !is_case || is_case && (!self.has_cases || has_genitive) {
                continue;
            }
            let Some(stem) = head.strip_suffix(ending) else { continue };
            if stem.chars().count() < 2 {
                continue;
            }
            let plain = (!ending.is_empty()).then(|| (format!("{stem}{instead}"), *ratio));
            let changed =
                unchanged_vowel(stem).map(|stem| (format!("{stem}{instead}"), *changed_ratio));
            // What is feminine has its -e in the singular: Platte, but not Modelle.
            let has_singular = |shorter: &str| {
                FOREIGN.iter().any(|end| shorter.ends_with(end))
                    || is_met(&form_key(&format!("{}{shorter}", &written[..start])))
            };
            let plain = plain.filter(|(shorter, _)| {
                *ending != "e" || !is_feminine(head) || has_singular(shorter)
            });
            for (shorter, ratio) in changed.into_iter().chain(plain) {
                let whole = format!("{}{}", &written[..start], as_in(written, start, &shorter));
                let least = ratio.max(if is_case { 0.0 } else { least });
                let is_seldom = share_of(&shorter) < least * share;
                if is_seldom && !(is_plural && *ending == "en")
                    || self.is_other(&shorter, ending)
                    || !self.is_noun(&shorter, &whole, instead, is_met)
                {
                    continue;
                }
                let forms = forms(&shorter, &Lang::german(), WordClass::Noun, None);
                if forms.whole.contains(&form) {
                    return Some(whole);
                }
            }
        }
        None
    }

    /// Whether what is left without -n is another word.
    fn is_other(&self, shorter: &str, ending: &str) -> bool {
        let Articles { dative, genitive, any, .. } = *self.articles;
        let is_weak = WEAK.iter().any(|weak| shorter.ends_with(weak));
        if matches!(ending, "n" | "en") && dative + genitive > 0 && any == 0 && !is_weak {
            return true;
        }
        // Abkommen is no plural of Abkomme.
        ending == "n"
            && shorter.ends_with('e')
            && is_infinitive(&last_part(&self.head))
            && !background::knows(&Lang::german(), &capitalised(shorter))
    }

    /// Whether what is left is a noun.
    fn is_noun(
        &self,
        shorter: &str,
        whole: &str,
        instead: &str,
        is_met: &dyn Fn(&str) -> bool,
    ) -> bool {
        let may_be_cut = !self.is_listed
            && self.head.len() == self.written.len()
            && matches!(instead, "" | "nis");
        is_met(&form_key(whole))
            || known::is_noun(shorter)
            || may_be_cut && is_german_noun(shorter)
            || background::knows(&Lang::german(), whole)
            || PLACES.has(&fold(whole))
    }
}

/// What stands before the -e of masculine nouns that have -en in every other case.
const WEAK_IN_E: [&str; 24] = [
    "kolleg", "kund", "jung", "expert", "zeug", "erb", "bot", "gatt", "neff", "pat", "sklav",
    "löw", "aff", "has", "bull", "falk", "ochs", "genoss", "gefährt", "insass", "nachkomm", "lai",
    "ries", "nam",
];

/// Whether a noun in lower case is feminine: the list has no genitive of it.
pub(super) fn is_feminine(head: &str) -> bool {
    let has = |ending: &str| known::is_noun(&format!("{head}{ending}"));
    let is_weak = match head.strip_suffix('e') {
        Some(stem) => WEAK_IN_E.iter().any(|weak| stem.ends_with(weak)),
        None => WEAK.iter().any(|weak| head.ends_with(weak)),
    };
    known::is_noun(head) && !has("s") && !has("es") && !is_weak && !head.ends_with(['s', 'x', 'z'])
}

/// Whether a word is a verb in -en as well.
fn is_infinitive(word: &str) -> bool {
    let stem = word.strip_suffix("en");
    stem.is_some_and(|stem| known::is_lower(word) && known::is_lower(&format!("{stem}t")))
}

/// What stands in place of the last part: a whole word keeps its capital.
fn as_in(written: &str, start: usize, shorter: &str) -> String {
    let is_capital = written[start..].starts_with(char::is_uppercase);
    if is_capital { capitalised(shorter) } else { shorter.to_owned() }
}

/// Whether a German noun has no singular.
pub(super) fn is_plural(word: &str) -> bool {
    PLURALS.has(&fold(&last_part(word)))
}

/// Endings of nouns that have -e in the plural, whether the list has their genitive in -es or not.
const FOREIGN: [&str; 11] = ["ell", "ment", "at", "al", "em", "amm", "iv", "ett", "ar", "är", "on"];

/// Endings of plurals of feminine nouns.
const FEMININE_PLURALS: [&str; 6] = ["ungen", "heiten", "keiten", "schaften", "tionen", "täten"];

/// Whether the articles say that it stands in the singular as it is.
fn is_singular(head: &str, articles: &Articles) -> bool {
    if FEMININE_PLURALS.iter().any(|ending| head.ends_with(ending)) {
        return false;
    }
    let nominative = articles.neuter + articles.nominative + articles.masculine;
    let feminine = articles.feminine;
    5 * nominative > articles.all() && nominative >= feminine
        || feminine > 0 && articles.not_feminine() == 0
}

/// Whether general language has it as a singular.
fn is_often_singular(written: &str, head: &str) -> bool {
    let gender = background::gender(written).or_else(|| background::gender(&capitalised(head)));
    let is_plural = FEMININE_PLURALS.iter().any(|ending| head.ends_with(ending));
    !is_plural && matches!(gender, Some(Gender::Feminine | Gender::Neuter))
}

fn share_of(part: &str) -> f64 {
    background::counted(&Lang::german(), &capitalised(part))
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
        let is_longer = background::knows(&english, &fold(&format!("{stem}e")));
        if ending == "es" && (!is_hissing || is_longer) {
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
            ("Handelsabkommen", "Handelsabkommen"),
            ("Wechselkurs", "Wechselkurs"),
            ("Höchstergebnisse", "Höchstergebnis"),
            ("Schäden", "Schaden"),
            ("Ausdrücken", "Ausdruck"),
            ("Festplatten", "Festplatte"),
            ("Kreditgarantien", "Kreditgarantie"),
            ("Kurs", "Kurs"),
            ("Dokumente", "Dokument"),
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
