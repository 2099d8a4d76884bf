//! Concordance: units that hold given words, on either side.
//!
//! The store's index finds the candidates; the words are then looked for in the texts themselves,
//! which tells the places and keeps the answer right whatever the index was given.

use std::cmp::Reverse;

use serde::Serialize;

use super::scope::Chosen;
use crate::model::{Lang, Span, TranslationUnit, UnitId};
use crate::store::{Reader, SqlResult, WordHit, WordQuery};
use crate::text::fold::fold;
use crate::text::keys::word_keys;
use crate::text::pattern::{Pattern, Strictness};

/// So many hits are ranked at a time. To rank all that hold a common word would take a hundred times
/// as long.
const RANKED: usize = 1_000;

/// Alignments less sure than this come after the others.
const SURE: f64 = 0.9;

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

    /// The words and phrases, each with whether it may go on.
    pub fn parts(&self) -> impl Iterator<Item = (&str, bool)> {
        self.parts.iter().map(|part| (part.text.as_str(), part.prefix))
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

/// What knows further forms of a word or phrase than its stems tell.
pub trait Finder {
    /// The language of the texts that it looks at.
    fn lang(&self) -> &Lang;

    /// What leads to the units that may hold it.
    fn query(&self) -> WordQuery;

    /// Where it stands in a text.
    ///
    /// # Errors
    /// If the database fails.
    fn find(&mut self, text: &str) -> SqlResult<Vec<Span>>;
}

/// For each part of a query what knows further forms of it.
pub type Finders<'f> = Vec<Vec<Box<dyn Finder + 'f>>>;

/// How a concordance is searched.
#[derive(Debug, Clone)]
pub struct Options {
    /// The languages to search in.
    pub langs: Vec<Lang>,
    /// Whether inflected forms count.
    pub strictness: Strictness,
    /// How many hits to return at most.
    pub limit: usize,
    /// Which units are asked for.
    pub chosen: Chosen,
}

/// How the words stand in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// As they were typed.
    Exact,
    /// In another spelling: case, umlauts spelled out, hyphens.
    Spelling,
    /// In another form.
    Inflected,
}

impl Way {
    /// How a part of a query stands in texts that hold it.
    fn of(part: &Part, places: &[&str]) -> Self {
        let is =
            |text: &str, wanted: &str| text == wanted || (part.prefix && text.starts_with(wanted));
        if places.iter().any(|text| is(text, part.text.trim())) {
            return Self::Exact;
        }
        let wanted = fold(&part.text);
        let is_spelled = places.iter().any(|text| is(&fold(text), wanted.trim()));
        if is_spelled { Self::Spelling } else { Self::Inflected }
    }
}

/// A unit that holds the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The unit.
    pub unit: TranslationUnit,
    /// The places of the words, in order, for each variant of the unit.
    pub spans: Vec<Vec<Span>>,
    /// How the words stand there: that which is least like what was typed.
    pub by: Way,
}

impl Hit {
    /// A unit that was asked for by its id: nothing in it is marked.
    pub fn of_unit(unit: TranslationUnit) -> Self {
        let spans = vec![Vec::new(); unit.variants.len()];
        Self { unit, spans, by: Way::Exact }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The hits. Of each thousand those in the typed form come first, then those that a person
    /// approved, then sure before doubtful alignments, then short before long texts, then the older
    /// units.
    pub hits: Vec<Hit>,
    /// Whether there are more than the limit allows.
    pub more: bool,
}

/// Finds the units that hold all parts of a query, in a form that the stems or the finders know.
///
/// # Errors
/// If the database fails.
pub fn find(
    reader: &Reader<'_>,
    query: &Query,
    finders: &mut Finders<'_>,
    options: &Options,
) -> SqlResult<Found> {
    if query.is_empty() || options.langs.is_empty() {
        return Ok(Found::default());
    }
    let matchers: Vec<Matcher> =
        options.langs.iter().map(|lang| Matcher::new(query, lang, options.strictness)).collect();
    let question = question(query, finders, options);
    let mut found = Found::default();
    let mut after = UnitId(0);
    loop {
        let (mut ranked, mut seen) = (Vec::new(), 0);
        reader.each_with_words(&question, after, RANKED, |hit| {
            seen += 1;
            after = hit.unit;
            if options.chosen.holds(hit.section) {
                ranked.push(rank(&hit, query));
            }
        })?;
        ranked.sort_unstable();
        for (_, id) in ranked {
            let Some(unit) = reader.unit(id)? else { continue };
            let Some(hit) = hit(unit, &matchers, finders, query)? else { continue };
            if found.hits.len() == options.limit {
                found.more = true;
                return Ok(found);
            }
            found.hits.push(hit);
        }
        if seen < RANKED {
            return Ok(found);
        }
    }
}

/// What orders hits.
type Rank = (Reverse<usize>, bool, bool, usize);

fn rank(hit: &WordHit<'_>, query: &Query) -> (Rank, UnitId) {
    let holds = |part: &&Part| hit.texts.iter().any(|text| text.contains(&part.text));
    let typed = query.parts.iter().filter(holds).count();
    let is_doubtful = hit.confidence.is_some_and(|sure| sure < SURE);
    let length = hit.texts.iter().map(|text| text.len()).sum();
    ((Reverse(typed), !hit.is_approved, is_doubtful, length), hit.unit)
}

/// The query as the words of one language.
struct Matcher {
    lang: Lang,
    /// For each part the pattern to find.
    patterns: Vec<Pattern>,
}

impl Matcher {
    fn new(query: &Query, lang: &Lang, strictness: Strictness) -> Self {
        let patterns = query
            .parts
            .iter()
            .filter_map(|part| Pattern::new(&part.text, lang, strictness, part.prefix))
            .collect();
        Self { lang: lang.clone(), patterns }
    }
}

fn hit(
    unit: TranslationUnit,
    matchers: &[Matcher],
    finders: &mut Finders<'_>,
    query: &Query,
) -> SqlResult<Option<Hit>> {
    let mut found = vec![false; query.parts.len()];
    let mut spans = vec![Vec::new(); unit.variants.len()];
    for (variant, places) in unit.variants.iter().zip(&mut spans) {
        let Some(matcher) =
            matchers.iter().find(|matcher| matcher.lang.is_same_language(&variant.lang))
        else {
            continue;
        };
        let keys = word_keys(&variant.text, &variant.lang);
        for (index, pattern) in matcher.patterns.iter().enumerate() {
            let here = pattern.find(&keys);
            found[index] |= !here.is_empty();
            places.extend(here);
        }
        for (index, finders) in finders.iter_mut().enumerate() {
            let of_lang =
                |finder: &&mut Box<dyn Finder + '_>| finder.lang().is_same_language(&variant.lang);
            for finder in finders.iter_mut().filter(of_lang) {
                let here = finder.find(&variant.text)?;
                found[index] |= !here.is_empty();
                places.extend(here);
            }
        }
        merge_overlaps(places);
    }
    if !found.iter().all(|found| *found) {
        return Ok(None);
    }
    let places: Vec<&str> = unit
        .variants
        .iter()
        .zip(&spans)
        .flat_map(|(variant, spans)| spans.iter().map(|span| span.of(&variant.text)))
        .collect();
    let by = query.parts.iter().map(|part| Way::of(part, &places)).max();
    Ok(Some(Hit { by: by.unwrap_or(Way::Exact), unit, spans }))
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
fn question(query: &Query, finders: &Finders<'_>, options: &Options) -> WordQuery {
    let parts = query.parts.iter().take(ASKED_PARTS).enumerate().map(|(index, part)| {
        let langs = options.langs.iter();
        let ways = langs.flat_map(|lang| ways(part, lang, options.strictness));
        let further = finders.get(index).into_iter().flatten().map(|finder| finder.query());
        WordQuery::Any(ways.chain(further).collect())
    });
    WordQuery::All(parts.collect())
}

fn ways(part: &Part, lang: &Lang, strictness: Strictness) -> Vec<WordQuery> {
    let Some(pattern) = Pattern::new(&part.text, lang, strictness, part.prefix) else {
        return Vec::new();
    };
    let phrases = pattern.index_phrases(lang, ASKED_WORDS).into_iter();
    phrases.map(|phrase| WordQuery::Phrase { keys: phrase.keys, prefix: phrase.prefix }).collect()
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
