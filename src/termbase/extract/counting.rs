//! Counting: how often each candidate stands in the texts, in which forms, with which articles.
//!
//! What is kept is bounded: when too many different ones were met, the seldomest are forgotten, as in
//! lossy counting. What is left out so is seldom in large texts and would rank last.

use std::collections::HashMap;

use fnv::FnvBuildHasher;

use super::Example;
use super::articles::{Article, Articles};
use crate::model::Span;

/// So many different candidates are kept.
const MOST: usize = 600_000;

/// So many forms of a candidate are told apart.
const MOST_FORMS: usize = 12;

/// A candidate at one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Occurrence {
    /// Its key: its words, each with a letter for what it is, parted by spaces.
    pub(super) key: String,
    /// As it is written, but for the capital that begins a sentence.
    pub(super) written: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it is known to be what it looks like.
    pub(super) is_sure: bool,
    /// The article before it.
    pub(super) article: Option<Article>,
    /// How well its sentence shows it, the more the better.
    pub(super) quality: u8,
}

/// The documents that something stands in: the first ones by name, further ones as a count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Documents {
    first: Vec<u32>,
    further: u32,
    last: u32,
}

/// So many documents are known by name.
const NAMED: usize = 24;

impl Documents {
    fn note(&mut self, document: u32) {
        if self.first.contains(&document) || (self.further > 0 && self.last == document) {
            return;
        }
        if self.first.len() < NAMED {
            self.first.push(document);
        } else {
            self.further += 1;
            self.last = document;
        }
    }

    fn add(&mut self, other: &Self) {
        for document in &other.first {
            if !self.first.contains(document) {
                self.first.push(*document);
            }
        }
        // Those that are only counted may be the same.
        self.further = self.further.max(other.further);
    }

    /// How many there are, at least.
    pub(super) fn count(&self) -> usize {
        self.first.len() + self.further as usize
    }
}

/// What was counted of a candidate.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) count: u32,
    /// How often it was known to be what it looks like.
    pub(super) sure: u32,
    pub(super) documents: Documents,
    pub(super) articles: Articles,
    pub(super) forms: Vec<(Box<str>, u32)>,
    pub(super) example: Example,
    quality: u8,
}

impl Entry {
    fn new(example: Example) -> Self {
        Self {
            count: 0,
            sure: 0,
            documents: Documents::default(),
            articles: Articles::default(),
            forms: Vec::new(),
            example,
            quality: 0,
        }
    }

    fn note(&mut self, found: &Occurrence, document: u32, place: u64) {
        self.count = self.count.saturating_add(1);
        self.sure = self.sure.saturating_add(u32::from(found.is_sure));
        self.documents.note(document);
        if let Some(article) = found.article {
            self.articles.note(article);
        }
        let mut is_new = false;
        match self.forms.iter_mut().find(|(form, _)| **form == *found.written) {
            Some((_, count)) => *count += 1,
            None => is_new = self.forms.len() < MOST_FORMS,
        }
        if is_new {
            self.forms.push((found.written.as_str().into(), 1));
        }
        if found.quality > self.quality || self.count == 1 {
            self.quality = found.quality;
            self.example = Example { place, span: found.span };
        }
    }

    /// Takes in what was counted of another form of the same.
    pub(super) fn add(&mut self, other: Self) {
        self.count += other.count;
        self.sure += other.sure;
        self.documents.add(&other.documents);
        self.articles.add(&other.articles);
        for (form, count) in other.forms {
            match self.forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, known)) => *known += count,
                None => self.forms.push((form, count)),
            }
        }
        if other.quality > self.quality {
            self.quality = other.quality;
            self.example = other.example;
        }
    }
}

/// The counts of all candidates.
#[derive(Debug, Default)]
pub(super) struct Tally {
    entries: HashMap<Box<str>, Entry, FnvBuildHasher>,
    words: usize,
    forgotten: u32,
}

impl Tally {
    /// Takes in what was found in a text of so many words.
    pub(super) fn note(&mut self, found: Vec<Occurrence>, words: usize, document: u32, place: u64) {
        self.words += words;
        for one in &found {
            if let Some(entry) = self.entries.get_mut(one.key.as_str()) {
                entry.note(one, document, place);
                continue;
            }
            let mut entry = Entry::new(Example { place, span: one.span });
            entry.note(one, document, place);
            self.entries.insert(one.key.as_str().into(), entry);
        }
        if self.entries.len() > MOST {
            self.forget();
        }
    }

    /// Forgets the seldomest until there is room again.
    fn forget(&mut self) {
        while self.entries.len() > MOST / 2 {
            self.forgotten += 1;
            let seldom = self.forgotten;
            self.entries.retain(|_, entry| entry.count > seldom);
        }
        self.forgotten = 0;
    }

    /// How many words the texts have.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// The counts by their keys.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (Box<str>, Entry)> {
        self.entries.into_iter()
    }
}
