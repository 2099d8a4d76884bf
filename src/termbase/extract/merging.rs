//! Merging: forms of one term under one key, with its lemma and citation form.

use std::collections::{BTreeMap, HashMap};

use super::articles::Articles;
use super::counting::{Entry, Tally};
use super::lemma::form_key;
use super::lists::WEAK_NOUNS;
use super::{lemma, naming};
use crate::model::Lang;
use crate::text::fold::fold;

/// From so many different nouns on, those that were met once are left out: to find the lemma of each
/// takes time, and what is left out is seldom beside what is there.
const MANY: usize = 20_000;

/// A term with what was counted of all its forms.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// The term as a dictionary has it.
    pub(super) text: String,
    /// Its words in lower case without endings, as far as that is known.
    pub(super) parts: Vec<String>,
    /// The lemma of its noun.
    pub(super) noun: String,
    /// What was counted of the noun alone.
    pub(super) articles: Articles,
    /// Whether it is used in the plural only.
    pub(super) is_plural: bool,
    /// What was counted.
    pub(super) entry: Entry,
}

impl Term {
    /// Whether it is made of words of a name.
    pub(super) fn is_name(&self) -> bool {
        self.parts.iter().all(|part| part.starts_with("p:"))
    }

    /// How many words it has, articles left out.
    pub(super) fn words(&self) -> usize {
        self.parts.iter().filter(|part| !part.starts_with("g:")).count()
    }
}

/// The lemma of a form.
#[derive(Debug, Clone)]
struct Lemma {
    written: String,
    key: String,
}

/// The terms of what was counted that were met often enough, by their keys.
pub(super) fn merged(tally: Tally, lang: &Lang, min_count: usize) -> BTreeMap<String, Term> {
    let mut entries: Vec<(Box<str>, Entry)> =
        tally.into_entries().filter(|(_, entry)| entry.sure > 0).collect();
    entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    for (_, entry) in &mut entries {
        // Where most may be another word, only what is sure counts.
        if 2 * entry.sure < entry.count {
            entry.count = entry.sure;
        }
    }
    let lemmas = lemmas(&entries, lang);
    let mut groups: BTreeMap<String, (Vec<String>, Entry)> = BTreeMap::new();
    for (key, entry) in entries {
        let Some((key, parts)) = rekeyed(&key, &lemmas, lang) else { continue };
        match groups.get_mut(&key) {
            Some((_, known)) => known.add(entry),
            None => _ = groups.insert(key, (parts, entry)),
        }
    }
    let articles: HashMap<String, Articles> = groups
        .iter()
        .filter(|(_, (parts, _))| parts.len() == 1)
        .map(|(key, (_, entry))| (key.clone(), entry.articles))
        .collect();
    groups.retain(|_, (_, entry)| entry.count as usize >= min_count);
    let terms = groups.into_iter().filter_map(|(key, (parts, mut entry))| {
        join_cases(&mut entry.forms);
        entry.forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        if parts.len() == 1 && WEAK_NOUNS.has(&parts[0][2..]) {
            return None;
        }
        let noun = noun_of(&parts);
        let of_noun = articles.get(noun).copied().unwrap_or_default();
        let written = |form: &str| lemmas.get(form).map(|lemma| lemma.written.clone());
        let named = naming::name(&entry, &parts, &of_noun, lang, &written);
        let (text, is_plural) = named?;
        let noun = naming::noun(&entry, &parts, &written);
        Some((key, Term { text, parts, noun, articles: of_noun, is_plural, entry }))
    });
    terms.collect()
}

/// Counts forms together that differ in the case of their first letter only: one of them begins
/// sentences.
fn join_cases(forms: &mut Vec<(Box<str>, u32)>) {
    let mut joined: Vec<(Box<str>, u32)> = Vec::new();
    forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    for (form, count) in forms.drain(..) {
        let is_same = |known: &str| {
            let (mut one, mut other) = (known.chars(), form.chars());
            let firsts = (one.next(), other.next());
            let lower = |char: Option<char>| char.map(|char| char.to_lowercase().to_string());
            one.as_str() == other.as_str() && lower(firsts.0) == lower(firsts.1)
        };
        match joined.iter_mut().find(|(known, _)| is_same(known)) {
            Some((_, known)) => *known += count,
            None => joined.push((form, count)),
        }
    }
    *forms = joined;
}

/// The key of the noun that a term is named by: the last, but for one with a genitive.
fn noun_of(parts: &[String]) -> &str {
    let genitive = parts.iter().position(|part| part.starts_with("g:"));
    let place = genitive.unwrap_or(parts.len()).saturating_sub(1);
    parts.get(place).map_or("", String::as_str)
}

/// The lemmas of all nouns, by their forms.
fn lemmas(entries: &[(Box<str>, Entry)], lang: &Lang) -> HashMap<String, Lemma> {
    let mut nouns: Vec<(&str, &Entry)> = entries
        .iter()
        .filter_map(|(key, entry)| Some((key.strip_prefix("n:")?, entry)))
        .filter(|(form, _)| !form.contains(' '))
        .collect();
    if nouns.len() > MANY {
        nouns.retain(|(_, entry)| entry.count > 1);
    }
    let met: std::collections::HashSet<&str> = nouns.iter().map(|(form, _)| *form).collect();
    let is_met = |form: &str| met.contains(form);
    let of_noun = |(form, entry): (&str, &Entry)| {
        let most = entry.forms.iter().max_by_key(|(_, count)| *count);
        let written = most.map_or(form, |(written, _)| written);
        let written = match lang.primary() {
            "de" => lemma::german(written, &entry.articles, &is_met),
            _ => lemma::english(written, &is_met),
        };
        let key = if lang.primary() == "de" { form_key(&written) } else { fold(&written) };
        (form.to_owned(), Lemma { key: key.replace('-', ""), written })
    };
    nouns.into_iter().map(of_noun).collect()
}

/// The key with lemmas in place of forms, and all its parts by their lemmas. A genitive keeps its form
/// in the key: *Rat der Volkskommissare* is in the plural.
fn rekeyed(
    key: &str,
    lemmas: &HashMap<String, Lemma>,
    lang: &Lang,
) -> Option<(String, Vec<String>)> {
    let (mut keys, mut parts) = (Vec::new(), Vec::new());
    let mut is_genitive = false;
    for part in key.split(' ') {
        is_genitive |= part.starts_with("g:");
        let lemma = match part.split_once(':')? {
            ("n", form) => Some(lemmas.get(form)?.key.as_str()),
            // The last word of a name has the ending of a genitive.
            ("p", form) if lang.primary() == "de" => {
                Some(lemmas.get(form).map_or(form, |lemma| lemma.key.as_str()))
            }
            _ => None,
        };
        match lemma {
            Some(lemma) => {
                let lemma = format!("{}{lemma}", &part[..2]);
                keys.push(if is_genitive { part.to_owned() } else { lemma.clone() });
                parts.push(lemma);
            }
            None => {
                keys.push(part.to_owned());
                parts.push(part.to_owned());
            }
        }
    }
    Some((keys.join(" "), parts))
}
