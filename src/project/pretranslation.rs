//! Texts with the translations that the memory has for their segments.

use std::rc::Rc;

use super::{Consulted, Located, MatchQuery, Project, ProjectError};
use crate::exchange::pretranslated::{FilledSegment, Filling, Pretranslated};
use crate::memory::matching::Match;
use crate::model::{Document, Span, TranslationUnit};

impl Project {
    /// Fills the segments of a text with the best translations that the memory and the databases
    /// consulted have; `tell` is told how much is done, from 0 to 1.
    ///
    /// # Errors
    /// If the database fails.
    pub fn pretranslate(
        &self,
        document: &Document,
        consulted: &Consulted,
        query: &MatchQuery,
        tell: &mut dyn FnMut(f64),
    ) -> Result<Pretranslated, ProjectError> {
        let texts = [document.segment_lines()];
        let best = self.best_matches(consulted, query, &texts, Rc::new, tell)?;
        let [lines] = texts;
        let found = best.into_iter().flatten();
        let mut paragraph = None;
        let segments = document.segments.iter().zip(lines).zip(found);
        let segments = segments.map(|((segment, text), found)| {
            let opens = paragraph.replace(segment.paragraph) != Some(segment.paragraph);
            let filling = found.map(|found| filling(&text, &found));
            FilledSegment { text, opens, filling }
        });
        Ok(Pretranslated {
            title: document.title.clone(),
            source_lang: document.lang.clone(),
            target_lang: self.langs.to.clone(),
            threshold: query.threshold,
            segments: segments.collect(),
        })
    }
}

fn filling(text: &str, Located { database, found }: &Located<Match>) -> Filling {
    let changes = || found.changes.iter();
    let stored = found.source_text();
    Filling {
        target: found.target_text().to_owned(),
        score: found.score,
        penalty: found.penalty,
        unit: found.unit.id,
        database: database.clone(),
        stored: stored.to_owned(),
        coded: [found.source, found.target].map(|place| coded(&found.unit, place)),
        added: joined(text, changes().filter_map(|change| change.asked)),
        gone: joined(stored, changes().filter_map(|change| change.found)),
    }
}

/// The text of a unit at a place with its codes, if it has any.
fn coded(unit: &TranslationUnit, place: usize) -> Option<String> {
    unit.provenance.details.as_ref()?.texts.get(place)?.coded.clone()
}

/// Spans of a text, those as one between which is nothing but white space.
fn joined(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if text[last.end..span.start].trim().is_empty() => last.end = span.end,
            _ => joined.push(span),
        }
    }
    joined
}
