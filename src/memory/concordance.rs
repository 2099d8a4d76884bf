//! Concordance: units that hold given words, on either side.
//!
//! The store's index finds the candidates; the words are then looked for in the texts themselves,
//! which tells the places and keeps the answer right whatever the index was given.

use crate::model::{Lang, Span, TranslationUnit};
use crate::store::{Reader, SqlResult, WordColumn, WordQuery};
use crate::text::keys::{index_key, word_keys};
use crate::text::pattern::{Pattern, Strictness};

/// How many hits are ranked; more are found, but come in the order of their units.
const RANKED: usize = 1_000;

/// The index is asked for at most so many words or phrases; the texts are held to all of them.
const ASKED_PARTS: usize = 24;

/// The index is asked for at most so many words of a phrase.
const ASKED_WORDS: usize = 64;

/// What to search for: every part must occur, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    text: String,
    prefix: bool,
}

impl Query {
    /// Reads what a person typed: an argument with a space is a phrase, so is one in quotes; `*` at
    /// the end of a word or phrase lets it go on. Nothing else has a meaning, so nothing is wrong.
    pub fn parse<S: AsRef<str>>(arguments: &[S]) -> Self {
        let parts = arguments
            .iter()
            .flat_map(|argument| split_at_quotes(argument.as_ref()))
            .map(|text| {
                let text = text.trim();
                let prefix = text.ends_with('*');
                Part { text: text.trim_end_matches('*').to_owned(), prefix }
            })
            .filter(|part| {
                Pattern::new(&part.text, &Lang::german(), Strictness::Form, false).is_some()
            })
            .collect();
        Self { parts }
    }

    /// Whether nothing that could be searched for was typed.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// An argument without quotes is one part; with quotes, each quoted part is one and each word
/// between them another.
fn split_at_quotes(argument: &str) -> Vec<&str> {
    let quote = |char| matches!(char, '"' | '„' | '“' | '”' | '»' | '«');
    if !argument.contains(quote) {
        return vec![argument];
    }
    let pieces = argument.split(quote).enumerate();
    pieces
        .flat_map(|(number, piece)| match number % 2 {
            1 => vec![piece],
            _ => piece.split_whitespace().collect(),
        })
        .collect()
}

/// How a concordance is searched.
#[derive(Debug, Clone)]
pub struct Options {
    /// The languages to search in.
    pub langs: Vec<Lang>,
    /// Whether inflected forms count.
    pub strictness: Strictness,
    /// How many hits to return at most.
    pub limit: usize,
}

/// A unit that holds the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The unit.
    pub unit: TranslationUnit,
    /// The places of the words, in order, for each variant of the unit.
    pub spans: Vec<Vec<Span>>,
    /// How many parts occur in the very form that was typed.
    exact: usize,
}

impl Hit {
    /// A unit that was asked for by its id: nothing in it is marked.
    pub fn of_unit(unit: TranslationUnit) -> Self {
        let spans = vec![Vec::new(); unit.variants.len()];
        Self { unit, spans, exact: 0 }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The hits: those in the typed form first, then the shorter texts, then the older units.
    pub hits: Vec<Hit>,
    /// Whether there are more than the limit allows.
    pub more: bool,
}

/// Finds the units that hold all parts of a query.
///
/// # Errors
/// If the database fails.
pub fn find(reader: &Reader<'_>, query: &Query, options: &Options) -> SqlResult<Found> {
    if query.is_empty() || options.langs.is_empty() {
        return Ok(Found::default());
    }
    let matchers: Vec<Matcher> =
        options.langs.iter().map(|lang| Matcher::new(query, lang, options.strictness)).collect();
    let limit = RANKED.max(options.limit + 1);
    let ids = reader.units_with_words(&question(query, options), limit)?;
    let mut hits = Vec::new();
    for id in ids {
        if let Some(unit) = reader.unit(id)? {
            hits.extend(hit(unit, &matchers, query.parts.len()));
        }
    }
    hits.sort_by_key(|hit| {
        let length: usize = hit.unit.variants.iter().map(|variant| variant.text.len()).sum();
        (std::cmp::Reverse(hit.exact), length, hit.unit.id)
    });
    let more = hits.len() > options.limit;
    hits.truncate(options.limit);
    Ok(Found { hits, more })
}

/// The query as the words of one language.
struct Matcher {
    lang: Lang,
    /// For each part: the pattern to find, and the same in the typed form only.
    patterns: Vec<(Pattern, Pattern)>,
}

impl Matcher {
    fn new(query: &Query, lang: &Lang, strictness: Strictness) -> Self {
        let pattern =
            |part: &Part, strictness| Pattern::new(&part.text, lang, strictness, part.prefix);
        let patterns = query
            .parts
            .iter()
            .filter_map(|part| Some((pattern(part, strictness)?, pattern(part, Strictness::Form)?)))
            .collect();
        Self { lang: lang.clone(), patterns }
    }
}

fn hit(unit: TranslationUnit, matchers: &[Matcher], parts: usize) -> Option<Hit> {
    let mut found = vec![false; parts];
    let mut exact = vec![false; parts];
    let mut spans = vec![Vec::new(); unit.variants.len()];
    for (variant, places) in unit.variants.iter().zip(&mut spans) {
        let Some(matcher) =
            matchers.iter().find(|matcher| matcher.lang.is_same_language(&variant.lang))
        else {
            continue;
        };
        let keys = word_keys(&variant.text, &variant.lang);
        for (index, (pattern, typed)) in matcher.patterns.iter().enumerate() {
            let here = pattern.find(&keys);
            found[index] |= !here.is_empty();
            exact[index] |= !here.is_empty() && !typed.find(&keys).is_empty();
            places.extend(here);
        }
        merge_overlaps(places);
    }
    let exact = exact.iter().filter(|exact| **exact).count();
    found.iter().all(|found| *found).then_some(Hit { unit, spans, exact })
}

/// Sorts the places and joins those that overlap.
fn merge_overlaps(places: &mut Vec<Span>) {
    places.sort_unstable();
    places.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
}

/// The question that leads to the candidates.
fn question(query: &Query, options: &Options) -> WordQuery {
    let parts = query.parts.iter().take(ASKED_PARTS).map(|part| {
        let langs = options.langs.iter();
        WordQuery::Any(langs.flat_map(|lang| ways(part, lang, options.strictness)).collect())
    });
    WordQuery::All(parts.collect())
}

fn ways(part: &Part, lang: &Lang, strictness: Strictness) -> Vec<WordQuery> {
    let Some(pattern) = Pattern::new(&part.text, lang, strictness, part.prefix) else {
        return Vec::new();
    };
    let asked = |column, keys: &mut dyn Iterator<Item = &str>, prefix| {
        let keys = keys.take(ASKED_WORDS).map(|key| index_key(lang, key)).collect();
        WordQuery::Phrase { column, keys, prefix }
    };
    let whole = pattern.forms().count() <= ASKED_WORDS;
    let mut ways = vec![asked(WordColumn::Forms, &mut pattern.forms(), part.prefix && whole)];
    if strictness == Strictness::Stem && !part.prefix {
        ways.push(asked(WordColumn::Stems, &mut pattern.stems(), false));
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(arguments: &[&str]) -> Vec<String> {
        let parts = Query::parse(arguments).parts;
        parts.into_iter().map(|part| part.text + if part.prefix { "*" } else { "" }).collect()
    }

    #[test]
    fn arguments_with_spaces_and_quotes_are_phrases() {
        assert_eq!(texts(&["multipolare Welt", "Waf*"]), ["multipolare Welt", "Waf*"]);
        assert_eq!(texts(&["Kim \"neue Ebene\" hebe"]), ["Kim", "neue Ebene", "hebe"]);
        assert_eq!(texts(&["\"neue Ebene"]), ["neue Ebene"]);
    }

    #[test]
    fn marks_without_words_ask_for_nothing() {
        assert!(Query::parse(&["-", "*", "\"\"", ":", "🙂", ""]).is_empty());
        assert_eq!(texts(&["AND", "-Kim", "a:b"]), ["AND", "-Kim", "a:b"]);
    }

    #[test]
    fn overlapping_places_are_joined() {
        let mut places = vec![Span::new(4, 9), Span::new(0, 5), Span::new(9, 12)];
        merge_overlaps(&mut places);
        assert_eq!(places, [Span::new(0, 9), Span::new(9, 12)]);
    }
}
