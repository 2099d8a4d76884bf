//! The terms of the termbase in texts.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::{Project, ProjectError};
use crate::model::Document;
use crate::store::{Access, SqlResult, Store, StoreError};
use crate::termbase::reach::Wish;
use crate::termbase::recognition::{Judged, Recognised, Recogniser};
use crate::text::compound;
use crate::text::fold::capitalised;
use crate::text::tokenize::{TokenKind, words};

/// Texts with more segments are read by several threads.
const LONG: usize = 1_000;

/// More threads than this would only wait for what is written.
const MOST_THREADS: usize = 4;

/// So many segments are read at a time.
const BATCH: usize = 256;

/// So many batches may wait for those before them.
const AHEAD: usize = 16;

/// A compound of a text, with the terms that are parts of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The word.
    pub word: String,
    /// What it is made of.
    pub parts: Vec<String>,
    /// The terms among its parts.
    pub terms: Vec<Recognised>,
}

impl Project {
    /// The German compounds of a text, with their parts and the terms among these.
    ///
    /// # Errors
    /// If the database fails.
    pub fn explain_parts(&self, text: &str) -> Result<Vec<Taken>, ProjectError> {
        let langs = [&self.langs.from, &self.langs.to];
        let Some(lang) = langs.into_iter().find(|lang| lang.primary() == "de") else {
            return Ok(Vec::new());
        };
        self.reading(|reader| {
            let mut recogniser = Recogniser::new(&reader, lang);
            let mut taken = Vec::new();
            for token in words(text).filter(|token| token.kind == TokenKind::Word) {
                // A compound is a noun, whether or not its capital was typed.
                let word = capitalised(token.span.of(text));
                let lower = word.to_lowercase();
                let parts = compound::parts(&lower);
                if parts.len() < 2 {
                    continue;
                }
                let mut terms = recogniser.find(&word)?;
                terms.retain(|hit| hit.by.is_of_compound());
                let parts = parts.into_iter().map(|part| lower[part].to_owned()).collect();
                taken.push(Taken { word, parts, terms });
            }
            Ok(taken)
        })
    }

    /// Every term, in either language, of which a form stands in a text, with how it was found or why
    /// it is not meant.
    ///
    /// # Errors
    /// If the database fails.
    pub fn explain_term(&self, text: &str) -> Result<Vec<Judged>, ProjectError> {
        self.reading(|reader| {
            let mut judged = Vec::new();
            for lang in [&self.langs.from, &self.langs.to] {
                judged.extend(Recogniser::new(&reader, lang).judge(text)?);
            }
            Ok(judged)
        })
    }

    /// Recognises the terms that are wished for in every segment of a text, and hands out those of each
    /// in order; `take` answers whether to go on. Of a long text several threads read at once.
    ///
    /// # Errors
    /// If the database fails, or whatever `take` answers with.
    pub fn mark<E: From<ProjectError>>(
        &self,
        document: &Document,
        wish: Wish,
        mut take: impl FnMut(usize, &str, Vec<Recognised>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut hand_out = |start: usize, batch: Vec<Vec<Recognised>>| {
            (start..)
                .zip(batch)
                .try_for_each(|(index, found)| take(index, document.segment_text(index), found))
        };
        let others = if document.segments.len() > LONG { self.others() } else { Vec::new() };
        if others.is_empty() {
            let mut failed = None;
            self.reading(|reader| {
                let mut recogniser = Recogniser::with(&reader, &document.lang, wish);
                for index in 0..document.segments.len() {
                    let found = recogniser.find(document.segment_text(index))?;
                    if let Err(error) = hand_out(index, vec![found]) {
                        failed = Some(error);
                        break;
                    }
                }
                Ok(())
            })
            .map_err(E::from)?;
            return failed.map_or(Ok(()), Err);
        }
        at_once(document, &wish, others, &mut hand_out)
    }

    /// Further connections to the database, one a core; none if it is not in a file.
    fn others(&self) -> Vec<Store> {
        let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let open = |_| Store::open(self.path(), Access::Read).ok();
        if cores < 2 { Vec::new() } else { (0..cores).map_while(open).collect() }
    }
}

/// What was found in the segments of a batch, and where the batch begins.
type Found = (usize, Result<Vec<Vec<Recognised>>, StoreError>);

/// Recognises terms over several connections; the batches are handed out in order.
fn at_once<E: From<ProjectError>>(
    document: &Document,
    wish: &Wish,
    stores: Vec<Store>,
    hand_out: &mut dyn FnMut(usize, Vec<Vec<Recognised>>) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let segments = document.segments.len();
    thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Found>(AHEAD);
        for store in stores {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                // Who does not listen any more has failed, and says so.
                let done = store.reading(|reader| {
                    let mut recogniser = Recogniser::with(&reader, &document.lang, wish.clone());
                    loop {
                        let start = next.fetch_add(BATCH, Ordering::Relaxed);
                        if start >= segments {
                            return Ok(());
                        }
                        let batch = start..segments.min(start + BATCH);
                        let found: SqlResult<Vec<Vec<Recognised>>> = batch
                            .map(|index| recogniser.find(document.segment_text(index)))
                            .collect();
                        if send.send((start, Ok(found?))).is_err() {
                            return Ok(());
                        }
                    }
                });
                if let Err(error) = done {
                    _ = send.send((segments, Err(error)));
                }
            });
        }
        drop(send);
        let (mut waiting, mut due) = (BTreeMap::new(), 0);
        for (start, batch) in receive {
            waiting.insert(start, batch.map_err(ProjectError::from)?);
            while let Some(batch) = waiting.remove(&due) {
                hand_out(due, batch)?;
                due += BATCH;
            }
        }
        Ok(())
    })
}
