//! Groups of words of a translation that may be terms, and how they are written.

use std::collections::HashMap;

use super::articles::Articles;
use super::background::{self, Trait};
use super::lemma;
use super::lists::ENGLISH_CLOSED;
use crate::model::Lang;
use crate::termbase::reading::{self, Gap};
use crate::text::fold::fold;
use crate::text::inflect::is_closed_class;
use crate::text::stem::Stemmer;

/// So many words has a proposal at most.
const LONGEST: usize = 4;

/// Words that may stand within an English term.
pub(super) const INNER: [&str; 6] = ["of", "the", "for", "in", "to", "and"];

/// The groups of words of a text that may be terms, each once, by a key under which singular and
/// plural meet, with how they are written.
pub fn groups(text: &str, lang: &Lang) -> HashMap<String, String> {
    let words = reading::read(text, lang);
    let is_english = lang.primary() == "en";
    let is_closed = |form: &str| match lang.primary() {
        "en" => ENGLISH_CLOSED.has(form),
        _ => is_closed_class(form, lang),
    };
    let is_begin = |form: &str| {
        let is_word = form.chars().count() > 1 && form.contains(char::is_alphabetic);
        is_word && !is_closed(form) && !(is_english && form.ends_with("ly"))
    };
    let is = |form: &str, wanted| background::character(lang, form) == Some(wanted);
    let is_verb = |form: &str| is(form, Trait::Verb) || is(&singular(form), Trait::Verb);
    let is_end = |form: &str| is_begin(form) && !(is_english && is_verb(form));
    let is_participle = |form: &str| {
        is_english && (form.ends_with("ed") || form.ends_with("ing")) && !is(form, Trait::Noun)
    };
    let stemmer = Stemmer::new(lang);
    // What is inflected in other ways than by a plural meets under its stem.
    let key_of = |form: &str| if is_english { form.to_owned() } else { stemmer.stem(form) };
    let mut groups = HashMap::new();
    for first in 0..words.len() {
        if !is_begin(&words[first].form) {
            continue;
        }
        for last in first..words.len().min(first + LONGEST) {
            if last > first && words[last].gap == Gap::Other {
                break;
            }
            let form = words[last].form.as_str();
            if !is_end(form) {
                if INNER.contains(&form) || !is_english || is_begin(form) {
                    continue;
                }
                break;
            }
            if is_participle(form) {
                continue;
            }
            let before = words[first..last].iter().map(|word| key_of(&word.form));
            let end = if is_english { singular(form) } else { key_of(form) };
            let key: Vec<String> = before.chain([end]).collect();
            let span = words[first].span.start..words[last].span.end;
            let written: Vec<&str> = text[span].split_whitespace().collect();
            groups.entry(key.join(" ")).or_insert_with(|| written.join(" "));
        }
    }
    groups
}

/// An English word without the ending of a plural; a key, not always a word.
pub(super) fn singular(form: &str) -> String {
    lemma::english(form, &|_| false)
}

/// A group of words that was met.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// How often.
    pub(super) count: usize,
    /// How it is written, with how often.
    pub(super) written: HashMap<String, usize>,
}

/// Whether a group of words holds another.
pub(super) fn contains(key: &str, other: &str) -> bool {
    format!(" {key} ").contains(&format!(" {other} "))
}

/// How a group is written most often: in small letters, unless it never is.
pub(super) fn written(key: &str, group: &Group, lang: &Lang) -> String {
    if lang.primary() != "en" {
        let most = group
            .written
            .iter()
            .max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
        let most = most.map_or(key, |(written, _)| written);
        let is_noun =
            lang.primary() == "de" && !most.contains(' ') && most.starts_with(char::is_uppercase);
        return if is_noun {
            lemma::german(most, &Articles::default(), &|_| false)
        } else {
            most.to_owned()
        };
    }
    let mut forms: Vec<(&String, usize)> =
        group.written.iter().map(|(written, count)| (written, *count)).collect();
    let is_key = |written: &str| fold(written) == key;
    forms.sort_by(|one, other| {
        let order = |(written, count): &(&String, usize)| {
            (is_key(written), *count, written.chars().filter(|char| char.is_lowercase()).count())
        };
        order(other).cmp(&order(one)).then_with(|| one.0.cmp(other.0))
    });
    let Some((best, _)) = forms.first() else { return key.to_owned() };
    // The singular of what was met in the plural only.
    let (Some(last), Some(last_key)) = (best.rsplit(' ').next(), key.rsplit(' ').next()) else {
        return (*best).clone();
    };
    // Names keep their number: United Nations.
    let is_name = best.contains(' ') && last.starts_with(char::is_uppercase);
    let is_plural = fold(last) != last_key && !is_key(best) && !is_name;
    let stem = best.strip_suffix(last).unwrap_or_default();
    let form = if is_plural && last.chars().any(char::is_lowercase) {
        format!("{stem}{}", lemma::english(last, &|_| false))
    } else {
        (*best).clone()
    };
    uncapitalised(form)
}

/// Without the capital that begins a sentence; with it, if the other words have one too.
fn uncapitalised(form: String) -> String {
    let mut words = form.split(' ').filter(|word| !INNER.contains(word));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let first = words.next().unwrap_or_default();
    let is_plain = first.chars().skip(1).all(|char| !char.is_uppercase());
    let (rest, capitals) = words
        .fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(is_capital(word))));
    if !is_capital(first) || !is_plain || rest == 0 || capitals > 0 {
        return form;
    }
    let mut chars = form.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}
