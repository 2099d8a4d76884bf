//! Ranking: the C-value for how much a candidate is a unit, the log-likelihood ratio for how much it
//! is of these texts.

use std::collections::{BTreeMap, BTreeSet};

use super::merging::Term;
use super::{Candidate, background, lemma, naming};
use crate::model::{Lang, Number, PartOfSpeech};
use crate::text::compound;
use crate::text::compound::words as known;

/// Words that stand together do so more often than by chance: by about this.
const TOGETHER: f64 = 100.0;

/// What a name is worth beside a term.
const NAME: f64 = 0.2;

/// What a group of words with a genitive is worth beside one with adjectives.
const GENITIVE: f64 = 0.6;

/// Below this log-likelihood ratio a difference may be chance (p = 0.05, one degree of freedom).
const CHANCE: f64 = 3.84;

/// The terms as candidates, the likeliest first.
pub(super) fn ranked(
    terms: BTreeMap<String, Term>,
    lang: &Lang,
    words: usize,
    min_count: usize,
) -> Vec<Candidate> {
    let longer = longer(&terms);
    let mut candidates = Vec::new();
    for (key, term) in &terms {
        let count = f64::from(term.entry.count);
        let within = longer.get(key.as_str()).copied().unwrap_or_default();
        let length = length(term, lang);
        let c_value = (length + 1.0).log2() * (count - within.mean());
        let share = share(term, lang);
        let g2 = log_likelihood(count, words as f64, share);
        if c_value <= 0.0 || g2 < CHANCE || (term.entry.count as usize) < min_count {
            continue;
        }
        let pos = pos(term, lang);
        let weight = match pos {
            PartOfSpeech::ProperNoun => NAME,
            _ if term.parts.iter().any(|part| part.starts_with("g:")) => GENITIVE,
            _ => 1.0,
        };
        let score = weight * (c_value * g2).sqrt();
        candidates.push(candidate(term, pos, score, lang));
    }
    candidates.sort_by(|one, other| {
        other.score.total_cmp(&one.score).then_with(|| one.term.cmp(&other.term))
    });
    candidates
}

fn candidate(term: &Term, pos: PartOfSpeech, score: f64, lang: &Lang) -> Candidate {
    let is_german = lang.primary() == "de";
    let is_noun = matches!(pos, PartOfSpeech::Noun | PartOfSpeech::Phrase);
    Candidate {
        term: term.text.clone(),
        pos,
        gender: (is_german && is_noun && !term.is_plural)
            .then(|| lemma::gender(&term.noun, &term.articles))
            .flatten(),
        number: term.is_plural.then_some(Number::Plural),
        count: term.entry.count as usize,
        documents: term.entry.documents.count(),
        score: (score * 100.0).round() / 100.0,
        head: naming::head(&term.text, &term.noun, lang),
        forms: term.entry.forms.iter().map(|(form, _)| form.to_string()).collect(),
        example: term.entry.example,
    }
}

/// How often a term stands within longer ones.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    count: f64,
    terms: f64,
}

impl Within {
    fn mean(self) -> f64 {
        if self.terms > 0.0 { self.count / self.terms } else { 0.0 }
    }
}

fn longer(terms: &BTreeMap<String, Term>) -> BTreeMap<String, Within> {
    let mut within: BTreeMap<String, Within> = BTreeMap::new();
    for term in terms.values().filter(|term| term.parts.len() > 1) {
        let parts = &term.parts;
        let mut inner = BTreeSet::new();
        for from in 0..parts.len() {
            for to in from + 1..=parts.len() {
                if to - from < parts.len() {
                    // A word of a name alone is a noun.
                    let key = parts[from..to].join(" ");
                    inner.insert(if to - from == 1 { key.replacen("p:", "n:", 1) } else { key });
                }
            }
        }
        for key in inner {
            let known = within.entry(key).or_default();
            known.count += f64::from(term.entry.count);
            known.terms += 1.0;
        }
    }
    within
}

/// How many words a term has; a compound counts as what it is made of.
fn length(term: &Term, lang: &Lang) -> f64 {
    let words = term.words() as f64;
    if lang.primary() != "de" || term.is_name() {
        return words;
    }
    let lower = term.noun.to_lowercase();
    let parts: usize = lower.split('-').map(|part| compound::parts(part).len()).sum();
    words - 1.0 + (parts as f64).min(3.0)
}

/// The share that a term has, or may have, of the words of general language.
fn share(term: &Term, lang: &Lang) -> f64 {
    if term.parts.len() == 1 {
        return share_of_forms(term.entry.forms.iter().map(|(form, _)| &**form), &term.text, lang);
    }
    let words = term.text.split(' ').zip(&term.parts).filter(|(_, part)| !part.starts_with("g:"));
    let shares: Vec<f64> = words.map(|(word, part)| share_of_word(word, part, lang)).collect();
    let together = shares.iter().product::<f64>() * TOGETHER.powi(shares.len() as i32 - 1);
    let seldomest = shares.iter().copied().fold(1.0, f64::min);
    together.min(seldomest / 2.0)
}

fn share_of_forms<'f>(forms: impl Iterator<Item = &'f str>, lemma: &'f str, lang: &Lang) -> f64 {
    let is_german = lang.primary() == "de";
    let key = |form: &str| if is_german { form.to_owned() } else { form.to_lowercase() };
    let forms: BTreeSet<String> = forms.chain([lemma]).map(key).collect();
    let known = forms.iter().filter(|form| background::knows(lang, form));
    let sum: f64 = known.map(|form| background::share(lang, form)).sum();
    if sum > 0.0 { sum } else { background::share(lang, "\0") }
}

fn share_of_word(word: &str, part: &str, lang: &Lang) -> f64 {
    if !part.starts_with("a:") {
        return share_of_forms([word].into_iter(), word, lang);
    }
    let lower = word.to_lowercase();
    let stem = super::pieces::adjective_stem(&lower).unwrap_or(&lower);
    let forms: Vec<String> =
        ["", "e", "em", "en", "er", "es"].iter().map(|end| format!("{stem}{end}")).collect();
    share_of_forms(forms.iter().map(String::as_str), &lower, lang)
}

/// Dunning's ratio for a candidate that stands `count` times in `words` words, while general language
/// has a share of it; below zero if the texts have less of it.
fn log_likelihood(count: f64, words: f64, share: f64) -> f64 {
    let general = share * background::SIZE;
    let all = (count + general) / (words + background::SIZE);
    let (expected, expected_general) = (words * all, background::SIZE * all);
    let part = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let ratio = 2.0 * (part(count, expected) + part(general, expected_general));
    if count < expected { -ratio } else { ratio }
}

/// What kind of word a term is. A word that no list has and that hardly ever has an article is a name.
fn pos(term: &Term, lang: &Lang) -> PartOfSpeech {
    let is_capital = term.text.chars().all(|char| !char.is_lowercase());
    if term.is_name() {
        return PartOfSpeech::ProperNoun;
    }
    if term.parts.len() > 1 {
        return PartOfSpeech::Phrase;
    }
    if is_capital {
        return PartOfSpeech::Abbreviation;
    }
    if lang.primary() != "de" {
        let is_name = term.entry.forms.iter().all(|(form, _)| form.starts_with(char::is_uppercase));
        return if is_name { PartOfSpeech::ProperNoun } else { PartOfSpeech::Noun };
    }
    let lower = term.text.to_lowercase();
    let last = lemma::last_part(&term.text);
    let is_word = known::is_noun(&last) || known::is_lower(&lower) || lemma::is_german_noun(&last);
    let is_bare = term.articles.all() * 3 < term.entry.count;
    if !is_word && is_bare { PartOfSpeech::ProperNoun } else { PartOfSpeech::Noun }
}
