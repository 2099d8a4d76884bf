//! The best match of every segment of texts.
//!
//! Matching is what takes time, so a text that occurs again is looked for again only where its
//! neighbours may make a difference. Invariant: the answer is as if every segment were looked for.

use std::collections::HashMap;

use super::consulting::{Consulted, Located};
use super::{MatchQuery, Project, ProjectError};
use crate::memory::matching::{Asked, DRAFT, Match};
use crate::memory::score::EXACT;

/// For every segment of every text what was found for it.
type Best<T> = Vec<Vec<Option<T>>>;

impl Project {
    /// The best match of every segment of every text, here or in the databases consulted, with `keep`
    /// applied to it. Of equal scores, one's own comes first. `tell` is told how much is done, from 0
    /// to 1.
    pub(super) fn best_matches<T: Clone>(
        &self,
        consulted: &Consulted,
        query: &MatchQuery,
        texts: &[Vec<String>],
        keep: impl Fn(Located<Match>) -> T,
        tell: &mut dyn FnMut(f64),
    ) -> Result<Best<T>, ProjectError> {
        let segments: usize = texts.iter().map(Vec::len).sum();
        let all = (segments * (consulted.opened().count() + 1)).max(1) as f64;
        let scored = |found: Located<Match>| (found.found.score, keep(found));
        let own = |found: Match| scored(Located { database: None, found });
        let mut best = self.best_here(query, texts, own, &mut |done| tell(done as f64 / all))?;
        for (round, (attached, project)) in (1..).zip(consulted.opened()) {
            let before = round * segments;
            let found = project.best_here(
                &attached.query(query),
                texts,
                |found| scored(attached.located(found)),
                &mut |done| tell((before + done) as f64 / all),
            )?;
            for (best, found) in best.iter_mut().flatten().zip(found.into_iter().flatten()) {
                let score = |one: &Option<(u8, T)>| one.as_ref().map(|(score, _)| *score);
                if score(&found) > score(best) {
                    *best = found;
                }
            }
        }
        let unscored = |lines: Vec<Option<(u8, T)>>| {
            lines.into_iter().map(|found| found.map(|(_, kept)| kept)).collect()
        };
        Ok(best.into_iter().map(unscored).collect())
    }

    /// The best match here of every segment of every text, with `keep` applied to it; `tell` is told
    /// how many segments are done.
    fn best_here<T: Clone>(
        &self,
        query: &MatchQuery,
        texts: &[Vec<String>],
        keep: impl Fn(Match) -> T,
        tell: &mut dyn FnMut(usize),
    ) -> Result<Best<T>, ProjectError> {
        let query = MatchQuery { limit: 1, ..query.clone() };
        let mut done = 0;
        self.reading(|reader| {
            let mut matcher = self.matcher(&reader, &query)?;
            let has_penalties = reader.memories()?.iter().any(|memory| memory.penalty > 0);
            let mut known: Known<'_, T> = Known::new(has_penalties);
            let mut best = Vec::with_capacity(texts.len());
            for lines in texts {
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                let mut found = Vec::with_capacity(lines.len());
                for index in 0..lines.len() {
                    let asked = Asked::within(&lines, index);
                    found.push(match known.get(&asked) {
                        Some(known) => known,
                        None => {
                            let first = matcher.find(&asked)?.into_iter().next();
                            let score = first.as_ref().map(|found| found.score);
                            known.put(&asked, score, first.map(&keep))
                        }
                    });
                    done += 1;
                    tell(done);
                }
                best.push(found);
            }
            Ok(best)
        })
    }
}

/// What was found for texts between their neighbours. Spans in what is kept are those of the text, so
/// texts are told apart to the byte.
struct Known<'t, T> {
    places: HashMap<&'t str, Vec<Place<T>>>,
    has_penalties: bool,
}

/// What was found for a text between some neighbours.
struct Place<T> {
    neighbours: Option<(i64, i64)>,
    score: Option<u8>,
    found: Option<T>,
}

impl<'t, T: Clone> Known<'t, T> {
    fn new(has_penalties: bool) -> Self {
        Self { places: HashMap::new(), has_penalties }
    }

    /// What is known to be found for a text.
    fn get(&self, asked: &Asked<'t>) -> Option<Option<T>> {
        let places = self.places.get(asked.text)?;
        // Neighbours raise the score of an equal text alone. Where no memory has a penalty, that is
        // the best there is, or a draft.
        let is_same = |place: &&Place<T>| {
            let is_unequal = !self.has_penalties
                && place.score < Some(EXACT)
                && place.score != Some(EXACT - DRAFT);
            is_unequal || place.neighbours == asked.neighbours
        };
        places.iter().find(is_same).map(|place| place.found.clone())
    }

    fn put(&mut self, asked: &Asked<'t>, score: Option<u8>, found: Option<T>) -> Option<T> {
        let place = Place { neighbours: asked.neighbours, score, found: found.clone() };
        self.places.entry(asked.text).or_default().push(place);
        found
    }
}
