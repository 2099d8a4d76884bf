//! The terms of the termbase in texts.

use super::{Project, ProjectError};
use crate::model::Document;
use crate::termbase::reach::Wish;
use crate::termbase::recognition::{Judged, Recognised, Recogniser};

impl Project {
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
