//! Look-up: from what a person typed to the concepts it may mean.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::by::By;
use super::keys::{Tier, key};
use super::reach::Reach;
use super::recognition::{Recognised, Recogniser};
use crate::model::{Concept, ConceptId, Lang, Term};
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
/// it go on. The very term hides all others. If there is none, a compound leads to the concepts of its
/// parts.
///
/// # Errors
/// If the database fails.
pub fn look_up(
    reader: &Reader<'_>,
    typed: &str,
    langs: &[Lang],
    reach: Reach,
) -> SqlResult<Vec<Entry>> {
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
    if !exact.is_empty() && reach != Reach::Loose {
        return Ok(exact);
    }
    // An equal spelling does not hide another form: *Maße* is spelled as *Masse* is, and is the
    // plural of *Maß*.
    let mut found = exact;
    found.extend(of_tier(reader, typed, langs, Tier::Spelling, By::Spelling)?);
    if reach == Reach::Strict {
        return Ok(found);
    }
    found.extend(of_forms(reader, typed, langs)?);
    let mut inflected = of_tier(reader, typed, langs, Tier::Inflected, By::Inflected)?;
    inflected.retain(|entry| has_form(&entry.concept, typed, langs));
    found.extend(inflected);
    if found.is_empty() && reach != Reach::Strict {
        found = of_parts(reader, typed, langs)?;
    }
    if reach == Reach::Loose {
        found.extend(of_slips(reader, typed, langs)?);
    }
    let mut seen = BTreeSet::new();
    found.retain(|entry| seen.insert(entry.concept.id));
    Ok(found)
}

/// The terms of a language of which what was typed is a form.
///
/// # Errors
/// If the database fails.
pub fn terms(reader: &Reader<'_>, typed: &str, lang: &Lang) -> SqlResult<Vec<Term>> {
    let mut terms: Vec<Term> = Vec::new();
    for hit in forms(reader, typed, lang)? {
        let term = &hit.concept.terms[hit.term];
        if !terms.contains(term) {
            terms.push(term.clone());
        }
    }
    Ok(terms)
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
        found.extend(forms(reader, typed, lang)?.into_iter().map(|hit| Entry {
            concept: Arc::unwrap_or_clone(hit.concept),
            by: if hit.by == By::Discontinuous { hit.by } else { By::Inflected },
        }));
    }
    Ok(found)
}

/// The terms of a language of which all that was typed is a form, with a capital or without.
fn forms(reader: &Reader<'_>, typed: &str, lang: &Lang) -> SqlResult<Vec<Recognised>> {
    let (mut found, mut recogniser) = (Vec::new(), Recogniser::new(reader, lang));
    for text in [typed.to_owned(), capitalised(typed)] {
        let is_all = |hit: &Recognised| {
            let (first, last) = (hit.spans.first(), hit.spans.last());
            first.is_some_and(|span| span.start == 0)
                && last.is_some_and(|span| span.end == text.len())
        };
        found.extend(recogniser.find(&text)?.into_iter().filter(is_all));
    }
    Ok(found)
}

/// The concepts of which a term is a part of the compound that was typed, and how: the longest part
/// first.
fn of_parts(reader: &Reader<'_>, typed: &str, langs: &[Lang]) -> SqlResult<Vec<Entry>> {
    let mut found: Vec<(Reverse<usize>, Entry)> = Vec::new();
    for lang in langs.iter().filter(|lang| lang.primary() == "de") {
        for hit in Recogniser::new(reader, lang).find(&capitalised(typed))? {
            let length = hit.spans.iter().map(|span| span.end - span.start).sum();
            let entry = Entry { concept: Arc::unwrap_or_clone(hit.concept), by: hit.by };
            found.extend(hit.by.is_of_compound().then_some((Reverse(length), entry)));
        }
    }
    found.sort_by_key(|(length, entry)| (*length, entry.by));
    Ok(found.into_iter().map(|(_, entry)| entry).collect())
}

/// Whether what was typed may be a form of one of the concept's terms: equal stems alone do not
/// tell, for they have lost their umlauts.
pub(super) fn has_form(concept: &Concept, typed: &str, langs: &[Lang]) -> bool {
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

/// A term that is close to what was typed: how far it is, and the key by which it is.
type Close = (usize, Tier, String, ConceptId);

/// The terms that are close to what was typed, the closest first.
fn close(reader: &Reader<'_>, typed: &str, langs: &[Lang]) -> SqlResult<Vec<Close>> {
    if fold_term(typed).chars().nth(1).is_none() {
        return Ok(Vec::new());
    }
    let mut close: Vec<Close> = Vec::new();
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
    Ok(close)
}

/// The concepts of terms that differ from what was typed by a few letters.
fn of_slips(reader: &Reader<'_>, typed: &str, langs: &[Lang]) -> SqlResult<Vec<Entry>> {
    let folded = fold_term(typed);
    let mut entries = Vec::new();
    for (_, _, key, id) in close(reader, typed, langs)? {
        if !key.contains(&folded) {
            let concept = reader.concept(id)?;
            entries.extend(concept.map(|concept| Entry { concept, by: By::Typo }));
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
    let mut terms: Vec<String> = Vec::new();
    for (_, tier, found, id) in close(reader, typed, langs)? {
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
