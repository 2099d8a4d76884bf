//! Matches: units whose text is similar to one that is asked for.
//!
//! The index finds the candidates, the texts themselves are scored. Invariant: the answer is the same
//! as if every unit were compared, and so is its order: by score, then by unit; texts that are the
//! same stand together, the translation that a person approved first, then the one met most often,
//! then the newest.

use std::cmp::Reverse;

use super::filter::{Ranks, Sought};
use super::scope::Chosen;
use super::score::{CONTEXT, Change, EXACT, Scored};
use super::words::{WordReader, neighbour, same_text};
use crate::model::{Lang, Neighbours, TranslationUnit, UnitId};
use crate::store::{LentUnit, Reader, SqlResult};

/// Of units with the same score so many are looked at for the best translations: with ten thousand
/// copies of one sentence the others would be read in vain.
const POOL: usize = 100;

/// A text for which matches are sought.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'t> {
    /// The text.
    pub text: &'t str,
    /// The texts around it in its document, as digests; absent if it stands alone.
    pub neighbours: Option<(i64, i64)>,
}

impl<'t> Asked<'t> {
    /// A text on its own.
    pub fn alone(text: &'t str) -> Self {
        Self { text, neighbours: None }
    }

    /// The text at a place among the texts of a document.
    pub fn within(texts: &[&'t str], index: usize) -> Self {
        let before = index.checked_sub(1).map(|before| texts[before]);
        let after = texts.get(index + 1).copied();
        Self { text: texts[index], neighbours: Some((neighbour(before), neighbour(after))) }
    }
}

/// How matches are looked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language of the text.
    pub from: Lang,
    /// The language of the translation.
    pub to: Lang,
    /// The lowest score, 1 to 101.
    pub threshold: u8,
    /// How many matches to return at most.
    pub limit: usize,
    /// Which units are looked at.
    pub chosen: Chosen,
    /// Whether every unit is compared, index or not.
    pub exhaustive: bool,
}

/// What is taken off the score of a unit whose translation nobody has finished.
pub const DRAFT: u8 = 10;

/// A unit whose text is similar.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The score, 0 to 101, the penalty taken off.
    pub score: u8,
    /// What its memory took off, and that it is a draft.
    pub penalty: u8,
    /// The unit.
    pub unit: TranslationUnit,
    /// The place of the similar text among its variants.
    pub source: usize,
    /// The place of the translation.
    pub target: usize,
    /// How often the pair was met.
    pub uses: usize,
    /// Units with the very same pair, this one first.
    pub units: Vec<UnitId>,
    /// What differs.
    pub changes: Vec<Change>,
}

impl Match {
    /// The similar text.
    pub fn source_text(&self) -> &str {
        &self.unit.variants[self.source].text
    }

    /// The translation.
    pub fn target_text(&self) -> &str {
        &self.unit.variants[self.target].text
    }
}

/// Finds matches, of one text after the other.
pub struct Matcher<'r, 'c> {
    reader: &'r Reader<'c>,
    options: Options,
    words: WordReader,
    /// The language of the index, as it is named there, and its order.
    index: Option<(String, Ranks)>,
    has_further: bool,
}

/// A unit that reached the threshold.
struct Scorer {
    score: u8,
    penalty: u8,
    unit: UnitId,
    source: usize,
    target: usize,
    text: String,
}

impl Scorer {
    fn order(&self) -> (Reverse<u8>, UnitId) {
        (Reverse(self.score), self.unit)
    }
}

impl<'r, 'c> Matcher<'r, 'c> {
    /// A matcher. It uses the index of its language if there is one that serves from the threshold.
    ///
    /// # Errors
    /// If the database fails.
    pub fn new(reader: &'r Reader<'c>, options: Options) -> SqlResult<Self> {
        let index = match options.exhaustive {
            true => None,
            false => reader.match_index(options.from.primary())?,
        };
        let index = index
            .filter(|index| index.lowest <= options.threshold)
            .map(|index| (index.lang, Ranks::read(index.ranks)));
        let words = WordReader::new(&options.from);
        let has_further = reader.has_further_texts()?;
        Ok(Self { reader, options, words, index, has_further })
    }

    /// Whether every unit is compared.
    pub fn compares_all(&self) -> bool {
        self.index.is_none()
    }

    /// The matches of a text, best first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn find(&mut self, asked: &Asked<'_>) -> SqlResult<Vec<Match>> {
        let scored = Scored::new(asked.text, &mut self.words);
        let pool = match self.index.take() {
            Some(index) => {
                let pool = self.by_index(asked, &scored, &index);
                self.index = Some(index);
                pool?
            }
            None => self.by_comparison(asked, &scored)?,
        };
        self.best(pool, &scored)
    }

    fn by_index(
        &mut self,
        asked: &Asked<'_>,
        scored: &Scored<'_>,
        (lang, ranks): &(String, Ranks),
    ) -> SqlResult<Vec<Scorer>> {
        let mut classes = Vec::new();
        self.words.classes(asked.text, &mut classes);
        let sought = Sought::new(&classes, ranks, self.options.threshold.min(EXACT));
        let mut hits = Vec::new();
        for (place, token) in sought.tokens() {
            self.reader.postings(lang, token, sought.lengths(), |block| {
                sought.sift(place, block, &mut hits);
            })?;
        }
        let context = asked.neighbours.is_some();
        let mut pool = Pool::new(&self.options);
        for candidate in sought.candidates(hits) {
            let best = match candidate.bound {
                EXACT if context => CONTEXT,
                bound => bound,
            };
            if pool.is_closed_to(best, candidate.unit) {
                break;
            }
            let mut found = None;
            self.reader.lend_unit(candidate.unit, self.has_further, |unit| {
                found = of_unit(&unit, asked, scored, &self.options, &mut self.words);
            })?;
            pool.take(found);
        }
        Ok(pool.kept)
    }

    fn by_comparison(&mut self, asked: &Asked<'_>, scored: &Scored<'_>) -> SqlResult<Vec<Scorer>> {
        let mut pool = Pool::new(&self.options);
        self.reader.lend_units(self.has_further, |unit| {
            pool.take(of_unit(&unit, asked, scored, &self.options, &mut self.words));
        })?;
        Ok(pool.kept)
    }

    /// The first of the pool, each with its unit.
    fn best(&mut self, pool: Vec<Scorer>, scored: &Scored<'_>) -> SqlResult<Vec<Match>> {
        let mut groups: Vec<Vec<Scorer>> = Vec::new();
        for one in pool {
            let same = |group: &&mut Vec<Scorer>| {
                group.first().is_some_and(|first| {
                    first.score == one.score && same_text(&first.text, &one.text)
                })
            };
            match groups.iter_mut().rev().find(same) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
        }
        let mut best: Vec<Match> = Vec::new();
        for group in groups {
            let missing = self.options.limit.saturating_sub(best.len());
            if missing == 0 {
                break;
            }
            best.extend(self.translations(group, scored)?.into_iter().take(missing));
        }
        Ok(best)
    }

    /// The translations of one text, best first, equal pairs as one.
    fn translations(&mut self, group: Vec<Scorer>, scored: &Scored<'_>) -> SqlResult<Vec<Match>> {
        let mut all: Vec<Match> = Vec::new();
        for Scorer { score, penalty, unit: id, source, target, text } in group {
            let Some(unit) = self.reader.unit(id)? else { continue };
            let uses = self.reader.uses_of(id)?;
            let same = |known: &&mut Match| {
                known.penalty == penalty
                    && known.unit.variants[known.target] == unit.variants[target]
                    && known.source_text() == text
            };
            if let Some(known) = all.iter_mut().find(same) {
                known.uses += uses;
                known.units.push(id);
                if unit.provenance.is_approved && !known.unit.provenance.is_approved {
                    known.units.retain(|other| *other != id);
                    known.units.insert(0, id);
                    (known.unit, known.source, known.target) = (unit, source, target);
                }
                continue;
            }
            let changes = match score + penalty {
                EXACT.. => Vec::new(),
                _ => scored.changes(&text, &mut self.words),
            };
            let units = vec![id];
            all.push(Match { score, penalty, unit, source, target, uses, units, changes });
        }
        all.sort_by(|one, other| {
            let rank = |found: &Match| (found.unit.provenance.is_approved, found.uses);
            let newer = || other.unit.provenance.changed.cmp(&one.unit.provenance.changed);
            rank(other).cmp(&rank(one)).then_with(newer).then(one.unit.id.cmp(&other.unit.id))
        });
        Ok(all)
    }
}

/// The best so far, in order.
struct Pool {
    kept: Vec<Scorer>,
    size: usize,
}

impl Pool {
    fn new(options: &Options) -> Self {
        Self { kept: Vec::new(), size: options.limit.max(POOL) }
    }

    /// Whether a unit of at most this score, and all that come behind it, would not be kept.
    fn is_closed_to(&self, best: u8, unit: UnitId) -> bool {
        let last = self.kept.last().filter(|_| self.kept.len() >= self.size);
        last.is_some_and(|last| last.order() < (Reverse(best), unit))
    }

    fn take(&mut self, found: Option<Scorer>) {
        let Some(found) = found else { return };
        if self.is_closed_to(found.score, found.unit) {
            return;
        }
        let place = self.kept.partition_point(|kept| kept.order() < found.order());
        self.kept.insert(place, found);
        self.kept.truncate(self.size);
    }
}

/// The best of a unit's texts in the language asked for, if it reaches the threshold.
fn of_unit(
    unit: &LentUnit<'_>,
    asked: &Asked<'_>,
    scored: &Scored<'_>,
    options: &Options,
    words: &mut WordReader,
) -> Option<Scorer> {
    let of_memory = options.chosen.penalty(unit.section)?;
    let is_in = |tag: &str, lang: &Lang| tag.split('-').next() == Some(lang.primary());
    let target = place_of(unit, &options.to)?;
    let (mut best, mut of_draft): (Option<Scorer>, Option<u8>) = (None, None);
    for (source, (tag, text)) in unit.texts().enumerate() {
        if !is_in(tag, &options.from) || source == target {
            continue;
        }
        let needed = options.threshold.saturating_add(of_memory);
        let Some(score) = scored.score(text, words, needed.min(EXACT)) else { continue };
        let score = match score {
            EXACT if has_neighbours(unit, source, asked) => CONTEXT,
            score => score,
        };
        if score < needed {
            continue;
        }
        // Few units come so far that it is asked what their files say of them.
        let draft = *of_draft.get_or_insert_with(|| if unit.is_draft() { DRAFT } else { 0 });
        let penalty = of_memory.saturating_add(draft);
        let needed = options.threshold.saturating_add(penalty);
        if score >= needed && best.as_ref().is_none_or(|best| best.score + penalty < score) {
            let (score, text) = (score - penalty, text.to_owned());
            best = Some(Scorer { score, penalty, unit: unit.unit, source, target, text });
        }
    }
    best
}

/// The place of the text in a language: of the very tag if there is one, else of the same language.
fn place_of(unit: &LentUnit<'_>, lang: &Lang) -> Option<usize> {
    let exact = unit.texts().position(|(tag, _)| tag == lang.as_str());
    exact
        .or_else(|| unit.texts().position(|(tag, _)| tag.split('-').next() == Some(lang.primary())))
}

fn has_neighbours(unit: &LentUnit<'_>, source: usize, asked: &Asked<'_>) -> bool {
    let Some((before, after)) = asked.neighbours else { return false };
    let there = match source {
        0 => unit.context.source,
        1 => unit.context.target,
        _ => Neighbours::default(),
    };
    there == Neighbours { before: Some(before), after: Some(after) }
}
