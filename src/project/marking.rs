//! The terms of the termbase in texts.

use super::{Project, ProjectError};
use crate::model::Document;
use crate::termbase::reach::Wish;
use crate::termbase::recognition::{Judged, Recognised, Recogniser};
use crate::text::compound;
use crate::text::fold::capitalised;
use crate::text::tokenize::{TokenKind, words};

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

    /// Recognises the terms that are wished for in every segment of a text, and hands out those of
    /// each in order; `take` answers whether to go on.
    ///
    /// # Errors
    /// If the database fails, or whatever `take` answers with.
    pub fn mark<E: From<ProjectError>>(
        &self,
        document: &Document,
        wish: Wish,
        mut take: impl FnMut(usize, &str, Vec<Recognised>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        self.reading(|reader| {
            let mut recogniser = Recogniser::with(&reader, &document.lang, wish);
            for index in 0..document.segments.len() {
                let text = document.segment_text(index);
                if let Err(error) = take(index, text, recogniser.find(text)?) {
                    failed = Some(error);
                    break;
                }
            }
            Ok(())
        })
        .map_err(E::from)?;
        failed.map_or(Ok(()), Err)
    }
}
