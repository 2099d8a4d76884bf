//! Aligned documents with the terms of the glossary in them, to be shown.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::concepts_in;
use super::{Alignment, Project, ProjectError};
use crate::exchange::page::{AlignedDocument, PageBead, PageHead, PageText};
use crate::model::{Concept, Document, DocumentId, Lang};
use crate::text::finder::Finder;

impl Project {
    /// The alignments of a document, or the one with another document; a bead less sure than
    /// `doubtful` is marked so.
    ///
    /// # Errors
    /// If there is no such document, if it is not aligned, or if the database fails.
    pub fn pages(
        &self,
        id: DocumentId,
        with: Option<DocumentId>,
        doubtful: f64,
    ) -> Result<Vec<AlignedDocument>, ProjectError> {
        let partners = match (with, self.alignment_of(id, with)) {
            (None, Err(ProjectError::SeveralPartners { partners, .. })) => partners,
            (_, alignment) => return Ok(vec![self.shown(&alignment?, doubtful)?]),
        };
        partners.iter().map(|with| self.page(id, Some(*with), doubtful)).collect()
    }

    /// The one alignment of a document, or the one with another document.
    ///
    /// # Errors
    /// If there is no such document, if it is not aligned, or with several and none was named, or if
    /// the database fails.
    pub fn page(
        &self,
        id: DocumentId,
        with: Option<DocumentId>,
        doubtful: f64,
    ) -> Result<AlignedDocument, ProjectError> {
        self.shown(&self.alignment_of(id, with)?, doubtful)
    }

    fn shown(&self, alignment: &Alignment, doubtful: f64) -> Result<AlignedDocument, ProjectError> {
        let Alignment { source, target, beads, .. } = alignment;
        let concepts = self.reading(|reader| concepts_in(&reader, source))?;
        let of_source = Terms::new(&concepts, &source.lang, &target.lang);
        let of_target = Terms::new(&concepts, &target.lang, &source.lang);
        let opens = |document: &Document, at: usize| {
            let paragraph = |at: usize| document.segments[at].paragraph;
            at == 0 || paragraph(at - 1) != paragraph(at)
        };
        let beads = beads.iter().map(|stored| {
            let bead = &stored.bead;
            let (source_texts, there) = of_source.mark(source, bead.source.clone(), None);
            let (target_texts, _) = of_target.mark(target, bead.target.clone(), Some(&there));
            PageBead {
                confidence: bead.confidence,
                is_doubtful: bead.confidence < doubtful && !stored.standing.is_decided(),
                standing: stored.standing,
                opens: bead.source.clone().any(|at| opens(source, at))
                    || bead.target.clone().any(|at| opens(target, at)),
                unit: stored.unit.map(|unit| unit.to_string()),
                source: source_texts,
                target: target_texts,
            }
        });
        Ok(AlignedDocument { beads: beads.collect(), source: head(source), target: head(target) })
    }
}

fn head(document: &Document) -> PageHead {
    PageHead {
        id: document.id,
        title: document.title.clone(),
        lang: document.lang.clone(),
        segments: document.segments.len(),
    }
}

/// The terms of concepts in one language, each with what there is to say of it.
struct Terms {
    finder: Finder,
    hints: Vec<String>,
}

impl Terms {
    fn new(concepts: &[Concept], lang: &Lang, other: &Lang) -> Self {
        let mut names: Vec<(usize, &str)> = Vec::new();
        let mut hints = Vec::new();
        for (number, concept) in concepts.iter().enumerate() {
            names.extend(concept.terms_in(lang).map(|term| (number, term.text.as_str())));
            let others: Vec<&str> = concept
                .terms_in(other)
                .filter(|term| term.status.is_permitted())
                .map(|term| term.text.as_str())
                .collect();
            let id = concept.id.map(|id| format!("{id}: ")).unwrap_or_default();
            hints.push(format!("{id}{}", others.join(" · ")));
        }
        Self { finder: Finder::new(names.into_iter(), lang), hints }
    }

    /// Segments with the terms in them, and the numbers of their concepts; with `wanted`, only the
    /// terms of these: a translation's terms are those of what it translates.
    fn mark(
        &self,
        document: &Document,
        segments: Range<usize>,
        wanted: Option<&BTreeSet<usize>>,
    ) -> (Vec<PageText>, BTreeSet<usize>) {
        let mut there = BTreeSet::new();
        let texts = segments.map(|at| {
            let text = document.segment_line(at);
            let is_wanted = |number| wanted.is_none_or(|wanted| wanted.contains(&number));
            let found = self.finder.find_longest(&text, &document.lang, is_wanted);
            let mut terms = Vec::new();
            for (span, numbers) in found {
                let hints: Vec<&str> =
                    numbers.iter().map(|number| self.hints[*number].as_str()).collect();
                terms.push((span, hints.join("; ")));
                there.extend(numbers);
            }
            PageText { number: at + 1, text, terms }
        });
        (texts.collect(), there)
    }
}
