//! Look-up: from what a person typed to the concepts it may mean.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::by::By;
use super::keys::{Tier, key};
use super::recognition::{Recognised, Recogniser};
use crate::model::{Concept, ConceptId, Lang};
use crate::store::{Reader, SqlResult};
use crate::text::fold::{capitalised, fold_term};
use crate::text::keys::word_keys;
use crate::text::pattern::{Pattern, Strictness};

/// A concept that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The concept.
    pub concept: Concept,
    /// How it was found.
    pub by: By,
}

/// At most so many concepts are shown for the beginning of a word.
const PREFIX_LIMIT: usize = 200;

/// At most so many terms are suggested.
const SUGGESTIONS: usize = 5;

/// Finds the concept of that id, or those of a term in any of the languages; a `*` at the end lets
/// it go on. The very term hides all others.
///
/// # Errors
/// If the database fails.
pub fn look_up(reader: &Reader<'_>, typed: &str, langs: &[Lang]) -> SqlResult<Vec<Entry>> {
    let typed = typed.trim();
    if let Some(concept) = typed.parse().ok().map(|id| reader.concept(id)).transpose()?.flatten() {
        return Ok(vec![Entry { concept, by: By::Exact }]);
    }
    if let Some(beginning) = typed.strip_suffix('*') {
        let key = fold_term(beginning);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        return entries(reader, &key, Tier::Spelling, By::Prefix, langs);
    }
    let exact = of_tier(reader, typed, langs, Tier::Exact, By::Exact)?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    // An equal spelling does not hide another form: *Maße* is spelled as *Masse* is, and is the
    // plural of *Maß*.
    let mut found = of_tier(reader, typed, langs, Tier::Spelling, By::Spelling)?;
    found.extend(of_forms(reader, typed, langs)?);
    let mut inflected = of_tier(reader, typed, langs, Tier::Inflected, By::Inflected)?;
    inflected.retain(|entry| has_form(&entry.concept, typed, langs));
    found.extend(inflected);
    let mut seen = BTreeSet::new();
    found.retain(|entry| seen.insert(entry.concept.id));
    Ok(found)
}

/// The concepts that have the key of what was typed, as a word of any of the languages.
fn of_tier(
    reader: &Reader<'_>,
    typed: &str,
    langs: &[Lang],
    tier: Tier,
    by: By,
) -> SqlResult<Vec<Entry>> {
    let mut found: Vec<Entry> = Vec::new();
    for lang in langs {
        let key = key(typed, lang, tier);
        if !key.is_empty() {
            let here = entries(reader, &key, tier, by, std::slice::from_ref(lang))?;
            let known = |id| found.iter().any(|entry| entry.concept.id == id);
            let new: Vec<Entry> =
                here.into_iter().filter(|entry| !known(entry.concept.id)).collect();
            found.extend(new);
        }
    }
    Ok(found)
}

/// The concepts of which what was typed is a form, with a capital or without.
fn of_forms(reader: &Reader<'_>, typed: &str, langs: &[Lang]) -> SqlResult<Vec<Entry>> {
    let mut found = Vec::new();
    for lang in langs {
        let mut recogniser = Recogniser::new(reader, lang);
        for text in [typed.to_owned(), capitalised(typed)] {
            let hits = recogniser.find(&text)?.into_iter();
            let is_all = |hit: &Recognised| {
                let (first, last) = (hit.spans.first(), hit.spans.last());
                first.is_some_and(|span| span.start == 0)
                    && last.is_some_and(|span| span.end == text.len())
            };
            found.extend(hits.filter(is_all).map(|hit| Entry {
                concept: Rc::unwrap_or_clone(hit.concept),
                by: if hit.by == By::Discontinuous { hit.by } else { By::Inflected },
            }));
        }
    }
    Ok(found)
}

/// Whether what was typed may be a form of one of the concept's terms: equal stems alone do not
/// tell, for they have lost their umlauts.
fn has_form(concept: &Concept, typed: &str, langs: &[Lang]) -> bool {
    langs.iter().any(|lang| {
        let pattern = Pattern::new(typed, lang, Strictness::Stem, false);
        pattern.is_some_and(|pattern| {
            concept.terms_in(lang).any(|term| pattern.matches(&word_keys(&term.text, lang)))
        })
    })
}

fn entries(
    reader: &Reader<'_>,
    key: &str,
    tier: Tier,
    by: By,
    langs: &[Lang],
) -> SqlResult<Vec<Entry>> {
    let matches = reader.concepts_by_key(key, tier.number(), by == By::Prefix, PREFIX_LIMIT)?;
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for found in matches {
        let wanted = langs.iter().any(|lang| lang.primary() == found.lang);
        if wanted && seen.insert(found.concept) {
            let concept = reader.concept(found.concept)?;
            entries.extend(concept.map(|concept| Entry { concept, by }));
        }
    }
    Ok(entries)
}

/// The terms that come closest to what was typed: those that hold it, and those that differ by a
/// few letters. The closest first.
///
/// # Errors
/// If the database fails.
pub fn suggest(reader: &Reader<'_>, typed: &str, langs: &[Lang]) -> SqlResult<Vec<String>> {
    let typed = typed.trim().trim_end_matches('*');
    if fold_term(typed).chars().nth(1).is_none() {
        return Ok(Vec::new());
    }
    let mut close: Vec<(usize, Tier, String, ConceptId)> = Vec::new();
    // A slip in an inflected form is looked for by its stem.
    for tier in [Tier::Spelling, Tier::Inflected] {
        let typed = langs.iter().map(|lang| {
            let key = key(typed, lang, tier);
            (lang.primary(), key.chars().count(), key)
        });
        let typed: Vec<(&str, usize, String)> = typed.collect();
        for found in reader.keys_of_tier(tier.number())? {
            let Some((_, length, key)) = typed.iter().find(|(lang, ..)| *lang == found.lang) else {
                continue;
            };
            let far = distance(key, *length, &found.key);
            close.extend(far.map(|far| (far, tier, found.key, found.concept)));
        }
    }
    close.sort_unstable();
    let mut terms: Vec<String> = Vec::new();
    for (_, tier, found, id) in close {
        if terms.len() == SUGGESTIONS {
            break;
        }
        let named = reader.concept(id)?.into_iter().flat_map(|concept| concept.terms);
        let mut named = named.filter(|term| key(&term.text, &term.lang, tier) == found);
        terms.extend(named.next().map(|term| term.text).filter(|term| !terms.contains(term)));
    }
    Ok(terms)
}

/// How far a term is from what was typed, if it is close at all: a letter in four may differ, one
/// at least.
fn distance(typed: &str, length: usize, key: &str) -> Option<usize> {
    let allowed = (length / 4).clamp(1, 4);
    let key_length = key.chars().count();
    if length >= 4 && key.contains(typed) {
        return Some(allowed + key_length - length);
    }
    if key_length.abs_diff(length) > allowed {
        return None;
    }
    Some(strsim::osa_distance(typed, key)).filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_may_differ() {
        assert_eq!(distance("devisn", 6, "devisen"), Some(1));
        assert_eq!(distance("sanktoin", 8, "sanktion"), Some(1));
        assert_eq!(distance("zoll", 4, "sanktion"), None);
    }

    #[test]
    fn a_part_of_a_term_is_close_but_not_as_close_as_a_slip() {
        assert!(distance("klausel", 7, "beistandsklausel") > distance("klausel", 7, "klauseln"));
    }
}
