//! Ranking: the C-value for how much a candidate is a unit, the log-likelihood ratio for how much it
//! is of these texts.

use std::collections::{BTreeMap, BTreeSet};

use super::background::Trait;
use super::lists::{NATIONS, PLACES};
use super::merging::Term;
use super::{Candidate, background, gender, lemma, naming};
use crate::model::{Lang, Number, PartOfSpeech};
use crate::text::compound;
use crate::text::compound::words as known;
use crate::text::fold::fold;

/// Words that stand together do so more often than by chance: by about this.
const TOGETHER: f64 = 100.0;

/// What a name is worth beside a term.
const NAME: f64 = 0.1;

/// What an abbreviation is worth, which may be a name or a piece of code.
const ABBREVIATION: f64 = 0.5;

/// What an adjective is worth that is no relation to a noun (*russisch, wirtschaftlich*) but mostly
/// a judgement or participle.
const LOOSE: f64 = 0.6;

/// How much the log-likelihood ratio counts, which grows with the frequency: of a few texts what is
/// frequent is often their subject's everyday words.
const FREQUENT: f64 = 0.55;

/// From here on a candidate is not more of these texts: what general language has of words that stand
/// together is a guess.
const MOST_SPECIAL: f64 = 7.0;

/// Endings of adjectives that stand for a relation.
const RELATIONS: [&str; 10] = ["isch", "lich", "al", "ell", "iv", "aer", "ar", "ent", "ant", "ig"];

/// What a group of words with a genitive is worth beside one with adjectives.
const GENITIVE: f64 = 0.6;

/// Below this log-likelihood ratio a difference may be chance (p = 0.01, one degree of freedom).
const CHANCE: f64 = 6.63;

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
        // As a share of its occurrences: how often it was met the ratio tells.
        let c_value = (length + 1.0).log2() * (1.0 - within.mean() / count);
        let share = share(term, lang);
        let g2 = log_likelihood(count, words as f64, share);
        if c_value <= 0.0 || g2 < CHANCE || (term.entry.count as usize) < min_count {
            continue;
        }
        let pos = pos(term, lang);
        let weight = match pos {
            PartOfSpeech::ProperNoun => NAME,
            PartOfSpeech::Abbreviation => ABBREVIATION,
            _ if term.parts.iter().any(|part| part.starts_with("g:")) => GENITIVE,
            _ if is_loose(term) => LOOSE,
            _ => 1.0,
        };
        let special = (count / words as f64 / share).ln().clamp(0.0, MOST_SPECIAL);
        let score = weight * c_value * g2.powf(FREQUENT) * special;
        candidates.push(candidate(term, pos, score, lang));
    }
    candidates.sort_by(|one, other| {
        other.score.total_cmp(&one.score).then_with(|| one.term.cmp(&other.term))
    });
    candidates
}

/// Whether an adjective of a term stands for no relation.
fn is_loose(term: &Term) -> bool {
    let mut adjectives = term.parts.iter().filter_map(|part| part.strip_prefix("a:"));
    let is_capital = term.text.starts_with(char::is_uppercase);
    // Names are what they are: Oberster Gerichtshof.
    !is_capital
        && adjectives
            .any(|stem| NATIONS.has(stem) || !RELATIONS.iter().any(|ending| stem.ends_with(ending)))
}

fn candidate(term: &Term, pos: PartOfSpeech, score: f64, lang: &Lang) -> Candidate {
    let is_german = lang.primary() == "de";
    let is_noun = matches!(pos, PartOfSpeech::Noun | PartOfSpeech::Phrase);
    Candidate {
        term: term.text.clone(),
        pos,
        gender: (is_german && is_noun && !term.is_plural)
            .then(|| gender::gender(&term.noun, &term.articles))
            .flatten(),
        number: term.is_plural.then_some(Number::Plural),
        count: term.entry.count as usize,
        documents: term.entry.documents.count(),
        score: (score * 100.0).round() / 100.0,
        head: (pos != PartOfSpeech::ProperNoun)
            .then(|| naming::head(&term.text, &term.noun, lang))
            .flatten(),
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
    words + ((parts as f64).min(3.0) - 1.0) * if words > 1.0 { 0.5 } else { 1.0 }
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
    let part =
        |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
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
        let is_name = lang.primary() == "en" && is_english_name(&term.text, lang);
        return if is_name { PartOfSpeech::ProperNoun } else { PartOfSpeech::Phrase };
    }
    if is_capital && !PLACES.has(&fold(&term.text)) {
        return PartOfSpeech::Abbreviation;
    }
    if lang.primary() != "de" {
        let is_name = term.entry.forms.iter().all(|(form, _)| form.starts_with(char::is_uppercase));
        let is_name = is_name || PLACES.has(&fold(&term.text));
        return if is_name { PartOfSpeech::ProperNoun } else { PartOfSpeech::Noun };
    }
    let lower = term.text.to_lowercase();
    if PLACES.has(&fold(&lower)) || is_bare(term, &lower, lang) {
        return PartOfSpeech::ProperNoun;
    }
    let last = lemma::last_part(&term.text);
    let is_word = known::is_noun(&last) || known::is_lower(&lower) || lemma::is_german_noun(&last);
    let has_articles = term.entry.articles.all() * 3 >= term.entry.count;
    if is_word || has_articles { PartOfSpeech::Noun } else { PartOfSpeech::ProperNoun }
}

/// Whether most words of a phrase are of names: with a capital, and places or in no list.
fn is_english_name(text: &str, lang: &Lang) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_of_name = |word: &&&str| {
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            && (PLACES.has(&fold(&lower)) || !background::knows(lang, &lower))
    };
    2 * words.iter().filter(is_of_name).count() >= words.len()
}

/// Whether a German word that no list has is always in the singular and never has an article: then it
/// is a name, though it can be cut up like a compound (*Russ-land*).
fn is_bare(term: &Term, lower: &str, lang: &Lang) -> bool {
    if known::is_noun(lower) {
        let is_seldom = term.entry.count < 6 || background::gender(&term.text).is_some();
        return !is_seldom && term.entry.articles.all() == 0 && is_always_singular(term);
    }
    let is_known = background::character(lang, &term.text) == Some(Trait::Bare);
    let has_articles = term.entry.articles.all() * 8 >= term.entry.count;
    is_known
        || !has_articles
            && is_always_singular(term)
            && (term.entry.count > 2 || lower.ends_with("land"))
}

fn is_always_singular(term: &Term) -> bool {
    term.entry.forms.iter().all(|(form, _)| {
        let rest = form.strip_prefix(term.text.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest == "s")
    })
}
