//! Translations put together word by word, where each word is known well enough.

use super::background::{self, Trait};
use super::groups::singular;
use super::lists::ENGLISH_CLOSED;
use crate::model::Lang;
use crate::termbase::links::Links;
use crate::text::compound::words as known;
use crate::text::fold::capitalised;

/// A word is put in place of another from this likelihood on, and from this one the other way round.
const SURE: f32 = 0.3;
const SURE_BACK: f32 = 0.15;

/// A word has to have so much of what begins like it in general language.
const RULES: f64 = 0.6;

/// So many letters are looked at for that.
const BEGINNING: usize = 6;

/// What forms of a word have behind its stem.
const ENDINGS: [&str; 9] = ["", "e", "n", "en", "s", "es", "er", "ern", "em"];

/// The shortest part that compounds may end in to be put together: *Flugzeug* is no *flight stuff*.
const SHORTEST: usize = 5;

/// A term of these words, compounds in parts, put together word by word.
pub(super) fn composed(
    parts: &[String],
    links: &dyn Links,
    langs: (&Lang, &Lang),
) -> Option<String> {
    let is_put_together = langs.0.primary() == "de" && langs.1.primary() == "en";
    let (head, before) = parts.split_last()?;
    if parts.len() > 3 || !is_put_together {
        return None;
    }
    if !before.is_empty() && (head.chars().count() < SHORTEST || known::is_lower(head)) {
        return None;
    }
    let words = before.iter().map(|part| translated(part, false, links, langs));
    let words: Option<Vec<String>> = words.chain([translated(head, true, links, langs)]).collect();
    let mut words = words?;
    words.dedup();
    (words.len() == parts.len()).then(|| words.join(" "))
}

/// The word that stands for another, if one is known well enough. Lexicons know words by their first
/// letters: a word that shares them with others has no sure translation, nor is one that does.
fn translated(
    part: &str,
    is_last: bool,
    links: &dyn Links,
    langs: (&Lang, &Lang),
) -> Option<String> {
    if !rules(part, langs.0) {
        return None;
    }
    let (key, is_whole, likely) = links.likely(part).into_iter().next()?;
    let back = links.backward(part, &key).unwrap_or(0.0);
    if likely < SURE || back < SURE_BACK || ENGLISH_CLOSED.has(&key) {
        return None;
    }
    if is_whole {
        let is_verb = background::character(langs.1, &key) == Some(Trait::Verb);
        return (!is_verb).then(|| singular(&key));
    }
    let words = background::beginning(langs.1, &key, 12);
    let all: f64 = words.iter().map(|(_, share)| share).sum();
    let (best, _) = words.first()?;
    let best = singular(best);
    let of_best = words.iter().filter(|(word, _)| singular(word) == best);
    let share: f64 = of_best.map(|(_, share)| share).sum();
    let is_odd = is_last
        && (background::character(langs.1, &best) == Some(Trait::Verb)
            || ["ed", "ing", "ly"].iter().any(|end| best.ends_with(end)));
    (share >= RULES * all && !is_odd).then_some(best)
}

/// Whether most of the words that begin like this one are forms of it.
fn rules(part: &str, lang: &Lang) -> bool {
    let start: String = part.chars().take(BEGINNING).collect();
    let (mut own, mut all) = (0.0, 0.0);
    let stem = part.strip_suffix(['e', 's']).unwrap_or(part);
    for start in [start.clone(), capitalised(&start)] {
        for (word, share) in background::beginning(lang, &start, 60) {
            all += share;
            let lower = word.to_lowercase();
            let rest = lower.strip_prefix(stem);
            let is_own = rest.is_some_and(|rest| ENDINGS.contains(&rest));
            own += if is_own { share } else { 0.0 };
        }
    }
    all > 0.0 && own >= RULES * all
}
