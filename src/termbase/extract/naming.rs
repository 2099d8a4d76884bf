//! The citation form of a term: *multipolare Welt*, whatever forms were met.

use super::articles::Articles;
use super::counting::Entry;
use super::gender;
use super::lemma::{self, form_key};
use super::pieces::adjective_stem;
use crate::model::{Gender, Lang};
use crate::text::compound::words as known;
use crate::text::fold::{capitalised, fold};

/// The lemma of a folded form.
type Lemmas<'l> = dyn Fn(&str) -> Option<String> + 'l;

/// The term as a dictionary has it, and whether that is a plural. `articles` are those of its noun.
pub(super) fn name(
    entry: &Entry,
    parts: &[String],
    articles: &Articles,
    lang: &Lang,
    lemmas: &Lemmas<'_>,
) -> Option<(String, bool)> {
    let most = &*entry.forms.first()?.0;
    let words: Vec<&str> = most.split(' ').collect();
    let is_german = lang.primary() == "de";
    let of = |word: &str| {
        let key = if is_german { form_key(word) } else { fold(word).replace('-', "") };
        lemmas(&key)
    };
    if parts.len() == 1 {
        let text = of(most).unwrap_or_else(|| most.to_owned());
        let is_plural = is_german && lemma::is_plural(&text);
        return Some((text, is_plural));
    }
    if words.len() != parts.len() {
        return Some((most.to_owned(), false));
    }
    let (last, before) = words.split_last()?;
    if !is_german && last.starts_with(char::is_uppercase) {
        // Names keep their number: United Nations.
        return Some((most.to_owned(), false));
    }
    if parts[0].starts_with("p:") || !is_german {
        let last = of(last).unwrap_or_else(|| (*last).to_owned());
        return Some((format!("{} {last}", before.join(" ")), false));
    }
    if parts.iter().any(|part| part.starts_with("g:")) {
        let (first, rest) = words.split_first()?;
        let first = of(first).unwrap_or_else(|| (*first).to_owned());
        return Some((format!("{first} {}", rest.join(" ")), false));
    }
    Some(adjectives(entry, (before, last), articles, &of))
}

/// An adjective or two with their noun.
fn adjectives(
    entry: &Entry,
    (before, last): (&[&str], &str),
    articles: &Articles,
    of: &dyn Fn(&str) -> Option<String>,
) -> (String, bool) {
    let noun = of(last).unwrap_or_else(|| last.to_owned());
    let forms: Vec<(Vec<&str>, u32)> =
        entry.forms.iter().map(|(form, count)| (form.split(' ').collect(), *count)).collect();
    let is_capital = before.iter().all(|word| word.starts_with(char::is_uppercase));
    // Names keep their number: Vereinte Nationen.
    let is_plural_form = |form: &str| {
        let (form, noun) = (fold(form), fold(&noun));
        form != noun && form != format!("{noun}s") && form != format!("{noun}es")
    };
    let is_name_in_dative = is_capital
        && entry.articles.dative == 0
        && forms.iter().all(|(words, _)| {
            let ends = |word: &&str| word.ends_with("en");
            words.first().is_some_and(ends) && words.last().is_some_and(ends)
        });
    if let Some(plural) = noun.strip_suffix('n').filter(|_| is_name_in_dative && last == noun)
        && known::is_noun(&plural.to_lowercase())
    {
        let adjectives = before.iter().map(|word| format!("{} ", word.trim_end_matches('n')));
        return (format!("{}{plural}", adjectives.collect::<String>()), true);
    }
    let is_plural = lemma::is_plural(&noun)
        || is_capital
            && forms.iter().all(|(words, _)| words.last().is_some_and(|word| is_plural_form(word)));
    let gender = gender::gender(&noun, articles);
    let ending = match gender {
        _ if is_plural => "e",
        Some(Gender::Masculine) => "er",
        Some(Gender::Feminine) => "e",
        Some(Gender::Neuter) => "es",
        _ => endings(&forms, &noun, &entry.articles),
    };
    let adjectives = before.iter().map(|word| {
        let lower = word.to_lowercase();
        let length = adjective_stem(&lower).filter(|_| lower.len() == word.len()).map(str::len);
        let stem = length.map_or(*word, |length| &word[..length]);
        format!("{stem}{ending} ")
    });
    let adjectives: String = adjectives.collect();
    let noun = if is_plural { last.to_owned() } else { noun };
    (format!("{adjectives}{noun}"), is_plural)
}

/// The ending that the adjectives have where nothing else tells the gender. Without an article before
/// it, -en before a singular is the accusative of a masculine noun; one that is not feminine has -er
/// more often than -es.
fn endings(forms: &[(Vec<&str>, u32)], noun: &str, articles: &Articles) -> &'static str {
    let mut counts = [("e", 1_u32), ("er", 0), ("es", 0)];
    for (words, count) in forms {
        let (Some(adjective), Some(form)) = (words.first(), words.last()) else { continue };
        let is_singular = *form == noun;
        let is_masculine = articles.all() == 0 && adjective.ends_with("en") && is_singular;
        counts[0].1 += if adjective.ends_with('e') { *count } else { 0 };
        counts[1].1 += if is_masculine || adjective.ends_with("er") { 2 * *count } else { 0 };
        counts[2].1 += if adjective.ends_with("es") { 3 * *count } else { 0 };
    }
    counts[1].1 += 2 * (articles.accusative + articles.dative);
    if gender::is_not_feminine(noun) {
        counts[0].1 = 0;
        counts[1].1 += 1;
    }
    counts.iter().max_by_key(|(_, count)| *count).map_or("e", |(ending, _)| ending)
}

/// The lemma of the noun that a term is named by.
pub(super) fn noun(entry: &Entry, parts: &[String], lemmas: &Lemmas<'_>) -> String {
    let Some((most, _)) = entry.forms.first() else { return String::new() };
    let words: Vec<&str> = most.split(' ').collect();
    let genitive = parts.iter().position(|part| part.starts_with("g:"));
    let place = genitive.unwrap_or(words.len()).saturating_sub(1).min(words.len() - 1);
    let word = words[place];
    lemmas(&form_key(word)).unwrap_or_else(|| word.to_owned())
}

/// The noun that a term is a kind of, if it is one: the last part of a compound, or that of a phrase's
/// noun.
pub(super) fn head(text: &str, noun: &str, lang: &Lang) -> Option<String> {
    let head = if lang.primary() == "de" {
        let last = lemma::last_part(noun);
        let part = noun.rsplit(['-', '‐', '‑', '–']).next().unwrap_or(noun);
        if part.len() < noun.len() && part.chars().all(|char| !char.is_lowercase()) {
            part.to_owned()
        } else if last == noun.to_lowercase() || noun.chars().all(|char| !char.is_lowercase()) {
            noun.to_owned()
        } else {
            lemma::german(&capitalised(&last), &Articles::default(), &|_| false)
        }
    } else {
        noun.to_owned()
    };
    (fold(&head) != fold(text) && !head.is_empty()).then_some(head)
}
