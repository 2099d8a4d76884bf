//! Proposals: what a term may be called in the other language.
//!
//! Of sentence pairs that hold the term, the groups of words are counted that stand in their
//! translations; what stands there, and seldom elsewhere, is likely its translation (Dice). A
//! dictionary of word links tells chance from meaning where pairs are few, and where there is none
//! puts a translation together word by word.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::background::{self, Trait};
use super::lemma::{self, is_german_noun};
use super::lists::ENGLISH_CLOSED;
use crate::model::Lang;
use crate::termbase::reading::{self, Gap};
use crate::text::compound::{self, words as known};
use crate::text::fold::{capitalised, fold};
use crate::text::inflect::is_closed_class;

/// A likely translation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The translation.
    pub text: String,
    /// How many of the pairs that hold the term hold it; of many, an estimate.
    pub count: usize,
    /// What it comes from.
    pub by: Origin,
}

/// What a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Sentence pairs.
    Pairs,
    /// A lexicon of word links.
    Lexicon,
}

/// Which words stand for which, in lower case.
pub trait Links {
    /// How likely a word stands where another does; absent if nothing is known of the latter.
    fn likelihood(&self, source: &str, target: &str) -> Option<f32>;
    /// The same the other way round.
    fn backward(&self, source: &str, target: &str) -> Option<f32>;
    /// Beginnings of likely words, with whether they are whole words.
    fn likely(&self, source: &str) -> Vec<(String, bool, f32)>;
}

/// So many words has a proposal at most.
const LONGEST: usize = 4;

/// So many groups of words are looked at for a term.
const LOOKED_AT: usize = 60;

/// A weaker association is none.
const WEAKEST: f64 = 0.2;

/// So many proposals are made.
const MOST: usize = 3;

/// Below this share of the best, what is not as good is not worth showing.
const BESIDE: f64 = 0.7;

/// A link is plausible from this likelihood on.
const LIKELY: f32 = 0.1;

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

/// Words that may stand within an English term.
const INNER: [&str; 6] = ["of", "the", "for", "in", "to", "and"];

/// The groups of words of a text that may be terms, each once, by a key under which singular and
/// plural meet, with how they are written.
pub fn groups(text: &str, lang: &Lang) -> HashMap<String, String> {
    let words = reading::read(text, lang);
    let is_english = lang.primary() == "en";
    let is_closed = |form: &str| match lang.primary() {
        "en" => ENGLISH_CLOSED.has(form),
        _ => is_closed_class(form, lang),
    };
    let is_end = |form: &str| {
        let is_word = form.chars().count() > 1 && form.contains(char::is_alphabetic);
        is_word
            && !is_closed(form)
            && (!is_english || background::character(lang, form) != Some(Trait::Verb))
            && !(is_english && form.ends_with("ly"))
    };
    let mut groups = HashMap::new();
    for first in 0..words.len() {
        if !is_end(&words[first].form) {
            continue;
        }
        for last in first..words.len().min(first + LONGEST) {
            if last > first && words[last].gap == Gap::Other {
                break;
            }
            let form = words[last].form.as_str();
            if !is_end(form) {
                if INNER.contains(&form) || !is_english {
                    continue;
                }
                break;
            }
            if is_english && last > first && form.ends_with("ed") {
                continue;
            }
            let before = words[first..last].iter().map(|word| word.form.as_str());
            let singular = if is_english { singular(form) } else { form.to_owned() };
            let key: Vec<&str> = before.chain([singular.as_str()]).collect();
            let span = words[first].span.start..words[last].span.end;
            let written: Vec<&str> = text[span].split_whitespace().collect();
            groups.entry(key.join(" ")).or_insert_with(|| written.join(" "));
        }
    }
    groups
}

/// An English word without the ending of a plural; a key, not always a word.
fn singular(form: &str) -> String {
    lemma::english(form, &|_| false)
}

/// What is known of a term and of its translations in the pairs that hold it.
#[derive(Debug, Default)]
pub struct Witness {
    /// The words of the term in lower case, compounds in parts.
    parts: Vec<String>,
    pairs: usize,
    groups: HashMap<String, Group>,
}

#[derive(Debug, Default)]
struct Group {
    count: usize,
    /// How it is written, with how often.
    written: HashMap<String, usize>,
}

impl Witness {
    /// A witness for a term in a language, who has seen nothing yet.
    pub fn new(term: &str, lang: &Lang) -> Self {
        Self { parts: parts(term, lang), ..Self::default() }
    }

    /// Takes in the translation of a text that holds the term.
    pub fn note(&mut self, target: &str, lang: &Lang) {
        self.pairs += 1;
        for (key, written) in groups(target, lang) {
            let group = self.groups.entry(key).or_default();
            group.count += 1;
            *group.written.entry(written).or_default() += 1;
        }
    }

    /// Keeps the groups that are most likely translations, and answers with their keys.
    pub fn narrow(&mut self) -> HashSet<String> {
        let mut keys: Vec<(&String, usize)> =
            self.groups.iter().map(|(key, group)| (key, group.count)).collect();
        let least = if self.pairs > 4 { 2 } else { 1 };
        keys.retain(|(_, count)| *count >= least);
        keys.sort_by(|one, other| {
            other.1.cmp(&one.1).then_with(|| one.0.len().cmp(&other.0.len())).then(one.0.cmp(other.0))
        });
        // Of few pairs all stand equally often: none is left out unseen.
        let most = if self.pairs > 4 { LOOKED_AT } else { usize::MAX };
        let kept: HashSet<String> =
            keys.into_iter().take(most).map(|(key, _)| key.clone()).collect();
        self.groups.retain(|key, _| kept.contains(key));
        kept
    }

    /// The likely translations. `elsewhere` says how many pairs of all hold a group; `scale` how many
    /// pairs stand behind each that was noted.
    pub fn proposals(
        &self,
        links: &dyn Links,
        elsewhere: &dyn Fn(&str) -> f64,
        scale: f64,
    ) -> Vec<Proposal> {
        let mut found: Vec<(f64, f64, &str, &Group)> = Vec::new();
        let pairs = self.pairs as f64 * scale;
        for (key, group) in &self.groups {
            let together = group.count as f64 * scale;
            let dice = 2.0 * together / (pairs + elsewhere(key).max(together));
            let support = self.support(key, links);
            let words = key.split(' ').filter(|word| !INNER.contains(word)).count() as f64;
            let longer = (words - self.parts.len() as f64).abs();
            let score = dice * (-0.2 * longer).exp() * (0.35 + support.unwrap_or(0.25));
            let is_proven = match support {
                None => group.count > 2 && dice >= 0.5,
                Some(support) if group.count == 1 => support >= 0.6 && longer < 1.5,
                Some(support) if group.count == 2 => support >= 0.45,
                Some(support) => support >= 0.25 || dice >= 0.5,
            };
            if dice >= WEAKEST && is_proven {
                found.push((score, dice, key, group));
            }
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.2.cmp(other.2)));
        let best = found.first().map_or(0.0, |found| found.0);
        let mut proposals: Vec<Proposal> = Vec::new();
        let mut taken: Vec<&str> = Vec::new();
        for (score, _, key, group) in found {
            let overlaps = |other: &&str| contains(key, other) || contains(other, key);
            if score < BESIDE * best || taken.iter().any(overlaps) {
                continue;
            }
            taken.push(key);
            let count = (group.count as f64 * scale) as usize;
            proposals.push(Proposal { text: written(key, group), count, by: Origin::Pairs });
            if proposals.len() == MOST {
                break;
            }
        }
        proposals
    }

    /// How well the words of a group are accounted for by those of the term and the other way round,
    /// from 0 to 1; absent if nothing is known of the term's words.
    fn support(&self, key: &str, links: &dyn Links) -> Option<f64> {
        let words: Vec<&str> = key.split(' ').filter(|word| !INNER.contains(word)).collect();
        let mut linked = HashSet::new();
        let (mut there, mut known) = (0.0, 0.0);
        for part in &self.parts {
            let mut best = None::<f64>;
            for (place, word) in words.iter().enumerate() {
                let forward = links.likelihood(part, word);
                let strength = forward.unwrap_or(0.0).max(links.backward(part, word).unwrap_or(0.0));
                let alike = alike(part, word);
                if strength >= LIKELY || alike {
                    linked.insert(place);
                }
                let own = if alike || strength >= LIKELY { 1.0 } else { 0.0 };
                if forward.is_some() || own > 0.0 {
                    best = Some(best.unwrap_or(0.0).max(own));
                }
            }
            if let Some(best) = best {
                there += best;
                known += 1.0;
            }
        }
        if known == 0.0 {
            return None;
        }
        let back = linked.len() as f64 / words.len().max(1) as f64;
        Some(there / known * back)
    }

    /// A translation put together word by word, where each is known well enough.
    pub fn composed(&self, links: &dyn Links, langs: (&Lang, &Lang)) -> Option<Proposal> {
        let is_put_together = langs.0.primary() == "de" && langs.1.primary() == "en";
        if self.parts.is_empty() || self.parts.len() > 3 || !is_put_together {
            return None;
        }
        let last = self.parts.len() - 1;
        let head = &self.parts[last];
        if last > 0 && (head.chars().count() < SHORTEST || known::is_lower(head)) {
            return None;
        }
        let words = self.parts.iter().enumerate();
        let words: Option<Vec<String>> =
            words.map(|(place, part)| translated(part, place == last, links, langs)).collect();
        let mut words = words?;
        words.dedup();
        (words.len() == self.parts.len()).then(|| Proposal {
            text: words.join(" "),
            count: 0,
            by: Origin::Lexicon,
        })
    }
}

/// Whether a group of words holds another.
fn contains(key: &str, other: &str) -> bool {
    format!(" {key} ").contains(&format!(" {other} "))
}

/// How a group is written most often: in small letters, unless it never is.
fn written(key: &str, group: &Group) -> String {
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
    let (rest, capitals) =
        words.fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(is_capital(word))));
    if !is_capital(first) || !is_plain || rest == 0 || capitals > 0 {
        return form;
    }
    let mut chars = form.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

/// The words of a term in lower case, compounds in their parts.
fn parts(term: &str, lang: &Lang) -> Vec<String> {
    let lower = term.to_lowercase();
    let words = lower.split([' ', '-', '‐', '‑', '–']).filter(|word| !word.is_empty());
    let mut parts = Vec::new();
    for word in words.filter(|word| !matches!(*word, "der" | "des" | "of" | "the")) {
        if lang.primary() == "de" && is_german_noun(word) {
            parts.extend(compound::parts(word).into_iter().map(|part| word[part].to_owned()));
        } else {
            parts.push(word.to_owned());
        }
    }
    parts
}

/// Whether two words are written nearly alike: *Sanktion* and *sanction*.
fn alike(one: &str, other: &str) -> bool {
    one == other
        || one.chars().count() > 4
        && other.chars().count() > 4
        && strsim::normalized_levenshtein(one, other) >= 0.7
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(&'static [(&'static str, &'static str)]);

    impl Links for Known {
        fn likelihood(&self, source: &str, target: &str) -> Option<f32> {
            let of_source = || self.0.iter().filter(|(word, _)| *word == source);
            of_source().next()?;
            Some(if of_source().any(|(_, other)| *other == target) { 0.5 } else { 0.0 })
        }

        fn backward(&self, source: &str, target: &str) -> Option<f32> {
            self.likelihood(source, target)
        }

        fn likely(&self, source: &str) -> Vec<(String, bool, f32)> {
            let links = self.0.iter().filter(|(word, _)| *word == source);
            links.map(|(_, other)| ((*other).to_owned(), true, 0.5)).collect()
        }
    }

    #[test]
    fn what_stands_in_all_pairs_and_not_elsewhere_is_the_translation() {
        let (german, english) = (Lang::german(), Lang::english());
        let mut witness = Witness::new("Beistandsklausel", &german);
        for target in [
            "The mutual assistance clause is new.",
            "Nobody had read the mutual assistance clause.",
            "Two mutual assistance clauses were struck out.",
        ] {
            witness.note(target, &english);
        }
        witness.narrow();
        let known = Known(&[("klausel", "clause"), ("beistands", "assistance")]);
        let proposals = witness.proposals(&known, &|_| 0.0, 1.0);
        assert_eq!(proposals[0].text, "mutual assistance clause");
        assert_eq!((proposals[0].count, proposals[0].by), (3, Origin::Pairs));
    }

    #[test]
    fn one_pair_proves_only_what_the_lexicon_knows() {
        let english = Lang::english();
        let mut witness = Witness::new("Zoll", &Lang::german());
        witness.note("Nobody likes the tariff here.", &english);
        witness.narrow();
        assert!(witness.proposals(&Known(&[("zoll", "duty")]), &|_| 0.0, 1.0).is_empty());
        let proposals = witness.proposals(&Known(&[("zoll", "tariff")]), &|_| 0.0, 1.0);
        assert_eq!(proposals[0].text, "tariff");
    }

    #[test]
    fn compounds_are_put_together_word_by_word() {
        let known = Known(&[("sicherheits", "security"), ("garantie", "guarantee")]);
        let witness = Witness::new("Sicherheitsgarantie", &Lang::german());
        let composed = witness.composed(&known, (&Lang::german(), &Lang::english())).unwrap();
        assert_eq!(composed.text, "security guarantee");
        let witness = Witness::new("Kreditgarantie", &Lang::german());
        assert_eq!(witness.composed(&known, (&Lang::german(), &Lang::english())), None);
    }
}
