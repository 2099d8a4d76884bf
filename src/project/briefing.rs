//! What a translator wants to know of texts before starting.

use std::collections::HashMap;

use super::{Consulted, ExtractQuery, LeverageQuery, Project, ProjectError};
use crate::exchange::brief::{
    Brief, BriefBand, BriefCandidate, BriefCount, BriefSegment, BriefTerm, BriefText,
};
use crate::memory::leverage::Band;
use crate::model::{Concept, ConceptId, Document, PartOfSpeech, Scope, Span, Status, Term};
use crate::termbase::extract::proposing::Origin;
use crate::termbase::reach::Wish;
use crate::termbase::recognition::Recognised;
use crate::text::figures::{FigureKind, figures};

/// What is to be told.
#[derive(Debug, Clone, Default)]
pub struct BriefQuery {
    /// Which terms are found.
    pub wish: Wish,
    /// Whose pairs count.
    pub scope: Scope,
    /// The lowest score that counts as a match.
    pub threshold: u8,
    /// How many likely terms are told at most.
    pub candidates: usize,
}

/// So many names and numbers are told.
const COUNTED: usize = 60;

/// A likely term is told if it stands there so often.
const OFTEN: usize = 2;

impl Project {
    /// What is to be known of texts; `cite` names a term as dictionaries do. `progress` is told how
    /// much is done, from 0 to 1.
    ///
    /// # Errors
    /// If the database fails.
    pub fn brief(
        &self,
        documents: &[Document],
        consulted: &Consulted,
        query: &BriefQuery,
        cite: &dyn Fn(&Term) -> String,
        progress: &mut dyn FnMut(f64),
    ) -> Result<Brief, ProjectError> {
        let leverage = LeverageQuery { threshold: query.threshold, scope: query.scope.clone() };
        let leveraged = self.leverage(documents, consulted, &leverage, &mut |share| {
            progress(0.5 * share);
        })?;
        let bands = Band::ALL.iter().map(|band| {
            let amount = leveraged.total.amount(*band);
            BriefBand { name: band.name(), segments: amount.segments, words: amount.words }
        });
        let mut glossed = Glossed::default();
        let mut texts = Vec::new();
        for document in documents {
            texts.push(self.gloss(document, &query.wish, &mut glossed)?);
        }
        let terms = glossed.told(self, cite, &mut texts);
        let (names, candidates) = self.likely(documents, query, progress)?;
        Ok(Brief {
            from: self.langs().from.clone(),
            to: self.langs().to.clone(),
            bands: bands.collect(),
            terms,
            names,
            numbers: numbers(documents),
            candidates,
            texts,
        })
    }

    /// A text with its terms.
    fn gloss(
        &self,
        document: &Document,
        wish: &Wish,
        glossed: &mut Glossed,
    ) -> Result<BriefText, ProjectError> {
        let mut segments: Vec<BriefSegment> = Vec::new();
        self.mark(document, wish.clone(), |index, text, found| {
            let paragraph = |at: usize| document.segments[at].paragraph;
            let opens = index == 0 || paragraph(index - 1) != paragraph(index);
            let marks = glossed.note(text, found);
            segments.push(BriefSegment { text: text.to_owned(), opens, marks });
            Ok::<(), ProjectError>(())
        })?;
        let (title, name) = (document.title.clone(), document.origin.clone());
        Ok(BriefText { title, name, segments })
    }

    /// The names in texts, and the likely terms that the glossary does not have.
    fn likely(
        &self,
        documents: &[Document],
        query: &BriefQuery,
        progress: &mut dyn FnMut(f64),
    ) -> Result<(Vec<BriefCount>, Vec<BriefCandidate>), ProjectError> {
        let wanted = ExtractQuery {
            limit: query.candidates + COUNTED,
            min_count: 1,
            known: false,
            scope: query.scope.clone(),
        };
        let extracted = match self.extract(Some(documents), &wanted, &mut |share| {
            progress(0.5 + 0.5 * share);
        }) {
            Ok(extraction) => extraction.terms,
            // Of other languages no likely terms are known.
            Err(ProjectError::NoPatterns { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        let (mut names, mut candidates) = (Vec::new(), Vec::new());
        for term in extracted {
            let (text, count) = (term.candidate.term, term.candidate.count);
            if term.candidate.pos == PartOfSpeech::ProperNoun {
                names.push(BriefCount { text, count });
            } else if count >= OFTEN && candidates.len() < query.candidates {
                let proposals = term.proposals.into_iter().map(|proposal| match proposal.by {
                    Origin::Pairs => format!("{} ({}×)", proposal.text, proposal.count),
                    Origin::Lexicon => format!("{}?", proposal.text),
                });
                candidates.push(BriefCandidate {
                    term: text,
                    count,
                    proposals: proposals.collect(),
                    example: term.example.text,
                });
            }
        }
        names.sort_by(|one: &BriefCount, other| {
            other.count.cmp(&one.count).then_with(|| one.text.cmp(&other.text))
        });
        names.truncate(COUNTED);
        Ok((names, candidates))
    }
}

/// The numbers and dates of texts, in their order, each once.
fn numbers(documents: &[Document]) -> Vec<BriefCount> {
    let mut counts: Vec<BriefCount> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for document in documents {
        for text in document.segment_texts() {
            let found = figures(text, &document.lang);
            for figure in found.iter().filter(|figure| figure.kind == FigureKind::Digits) {
                let text = figure.span.of(text).to_owned();
                let place = *places.entry(text.clone()).or_insert_with(|| {
                    counts.push(BriefCount { text, count: 0 });
                    counts.len() - 1
                });
                counts[place].count += 1;
            }
        }
    }
    counts.truncate(COUNTED);
    counts
}

/// The terms of the glossary that were met.
#[derive(Default)]
struct Glossed {
    places: HashMap<(ConceptId, usize), usize>,
    met: Vec<Met>,
}

struct Met {
    concept: std::sync::Arc<Concept>,
    term: usize,
    hits: usize,
    in_compounds: usize,
    forms: Vec<String>,
    /// Other concepts that have a term at the same places.
    homonyms: Vec<ConceptId>,
}

impl Glossed {
    /// Takes the hits of a segment in, and answers with those that are to be marked.
    fn note(&mut self, text: &str, found: Vec<Recognised>) -> Vec<(Span, usize)> {
        let mut marks: Vec<(Span, usize)> = Vec::new();
        let mut end = 0;
        for hit in &found {
            let Some(id) = hit.concept.id else { continue };
            let place = *self.places.entry((id, hit.term)).or_insert_with(|| {
                self.met.push(Met {
                    concept: std::sync::Arc::clone(&hit.concept),
                    term: hit.term,
                    hits: 0,
                    in_compounds: 0,
                    forms: Vec::new(),
                    homonyms: Vec::new(),
                });
                self.met.len() - 1
            });
            let met = &mut self.met[place];
            let form: Vec<&str> = hit.spans.iter().map(|span| span.of(text)).collect();
            let form = form.join(" … ");
            if hit.by.is_of_compound() {
                met.in_compounds += 1;
            } else {
                met.hits += 1;
                if !met.forms.contains(&form) {
                    met.forms.push(form);
                }
                let same = found.iter().filter(|other| other.spans == hit.spans);
                for other in same.filter_map(|other| other.concept.id) {
                    if other != id && !met.homonyms.contains(&other) {
                        met.homonyms.push(other);
                    }
                }
            }
            for span in hit.spans.iter().filter(|span| span.start >= end) {
                marks.push((*span, place));
            }
            end = marks.last().map_or(end, |(span, _)| span.end.max(end));
        }
        marks.sort_unstable_by_key(|(span, _)| span.start);
        marks.dedup_by(|next, kept| next.0.start < kept.0.end);
        marks
    }

    /// The terms to be told, the most frequent first; the marks of the texts are put in their order.
    fn told(
        self,
        project: &Project,
        cite: &dyn Fn(&Term) -> String,
        texts: &mut [BriefText],
    ) -> Vec<BriefTerm> {
        let mut order: Vec<usize> = (0..self.met.len()).collect();
        order.sort_by_key(|at| {
            let met = &self.met[*at];
            (std::cmp::Reverse((met.hits, met.in_compounds)), *at)
        });
        let mut new_place = vec![0; self.met.len()];
        for (new, old) in order.iter().enumerate() {
            new_place[*old] = new;
        }
        for (_, term) in texts
            .iter_mut()
            .flat_map(|text| &mut text.segments)
            .flat_map(|segment| &mut segment.marks)
        {
            *term = new_place[*term];
        }
        order.into_iter().map(|at| told(&self.met[at], project, cite)).collect()
    }
}

fn told(met: &Met, project: &Project, cite: &dyn Fn(&Term) -> String) -> BriefTerm {
    let Met { concept, term, hits, in_compounds, forms, homonyms } = met;
    let own = &concept.terms[*term];
    let others = || concept.terms_in(&project.langs().to);
    let mut translations: Vec<&Term> = others().filter(|term| term.status.is_permitted()).collect();
    translations.sort_by_key(|term| term.status);
    let avoid = others().filter(|term| !term.status.is_permitted());
    let mut doubts = Vec::new();
    if translations.is_empty() {
        doubts.push("no translation".to_owned());
    } else if translations.iter().all(|term| term.status == Status::Proposed) {
        doubts.push("only proposed".to_owned());
    }
    if !own.status.is_permitted() {
        doubts.push(format!("{} in the source", own.status));
    }
    if !homonyms.is_empty() {
        let ids: Vec<String> = homonyms.iter().map(ToString::to_string).collect();
        doubts.push(format!("also in {}", ids.join(", ")));
    }
    BriefTerm {
        id: concept.id.map(|id| id.to_string()).unwrap_or_default(),
        term: cite(own),
        translations: translations.into_iter().map(|term| term.text.clone()).collect(),
        avoid: avoid.map(|term| (term.text.clone(), term.status)).collect(),
        doubts,
        hits: *hits,
        in_compounds: *in_compounds,
        forms: forms.clone(),
    }
}
