//! Likely terms of texts or of the memory, with translations that the pairs and lexicons propose.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::word_links::KnownLinks;
use super::{LangPair, Project, ProjectError};
use crate::memory::scope::Chosen;
use crate::model::{
    Concept, ConceptId, Document, Lang, PartOfSpeech, Scope, Span, Status, Term, UnitId,
};
use crate::store::{LentUnit, Reader, SqlResult, WordQuery};
use crate::termbase::extract::proposing::{Proposal, Witness, groups};
use crate::termbase::extract::{Candidate, Extractor};
use crate::termbase::recognition::Recogniser;
use crate::text::keys::{index_key, word_keys};

/// What is to be extracted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractQuery {
    /// How many terms at most.
    pub limit: usize,
    /// How often a term has to be met.
    pub min_count: usize,
    /// Whether terms of the glossary are wanted too.
    pub known: bool,
    /// Whose pairs are looked at.
    pub scope: Scope,
}

/// What was extracted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The likeliest terms.
    pub terms: Vec<Extracted>,
    /// How many there are in all, those of the glossary left out unless they were wanted. As far as
    /// they were looked at, that is: of those beyond the limit some may be in the glossary.
    pub all: usize,
    /// How many were left out since the glossary has them.
    pub left_out: usize,
    /// How many segments or pairs were read.
    pub segments: usize,
}

/// A likely term.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The term and what was counted of it.
    pub candidate: Candidate,
    /// The concept of the glossary that has it.
    pub known: Option<ConceptId>,
    /// What it may be called in the target language, the likeliest first.
    pub proposals: Vec<Proposal>,
    /// A sentence that holds it.
    pub example: Shown,
}

/// A sentence that holds a term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The sentence.
    pub text: String,
    /// Where the term stands in it.
    pub span: Option<Span>,
    /// The document that it is from.
    pub document: Option<String>,
    /// The pair that it is from.
    pub unit: Option<UnitId>,
}

/// So many pairs that may hold a term are asked for.
const ASKED: usize = 20_000;

/// So many pairs that hold a term are looked at for its translation.
const LOOKED_AT: usize = 150;

/// So many pairs are looked at for how often a translation stands elsewhere.
const SAMPLE: usize = 20_000;

/// The place of a segment of a document, and back.
fn place(document: usize, segment: usize) -> u64 {
    (document as u64) << 32 | segment as u64
}

fn parted(place: u64) -> (usize, usize) {
    ((place >> 32) as usize, (place & 0xffff_ffff) as usize)
}

impl Project {
    /// Checks that patterns of terms are known for the source language.
    ///
    /// # Errors
    /// If they are not.
    pub fn check_patterns(&self) -> Result<(), ProjectError> {
        self.extractor().map(drop)
    }

    fn extractor(&self) -> Result<Extractor, ProjectError> {
        let from = &self.langs.from;
        Extractor::new(from).ok_or_else(|| ProjectError::NoPatterns { lang: from.clone() })
    }

    /// Extracts likely terms in the source language from documents, or, without them, from the source
    /// texts of the pairs of a scope. `progress` is told how much is done, from 0 to 1.
    ///
    /// # Errors
    /// If no patterns of the source language are known, or if the database fails.
    pub fn extract(
        &self,
        documents: Option<&[Document]>,
        query: &ExtractQuery,
        progress: &mut dyn FnMut(f64),
    ) -> Result<Extraction, ProjectError> {
        let mut extractor = self.extractor()?;
        self.reading(|reader| {
            let segments = match documents {
                Some(documents) => note_documents(&mut extractor, documents),
                None => self.note_units(&reader, &mut extractor, query, progress)?,
            };
            let candidates = extractor.finish(query.min_count);
            progress(0.6);
            let mut extraction = self.unknown(&reader, candidates, query)?;
            extraction.segments = segments;
            for term in &mut extraction.terms {
                term.example = match documents {
                    Some(documents) => shown_in(documents, &term.candidate),
                    None => self.shown_unit(&reader, &term.candidate)?,
                };
            }
            progress(0.7);
            self.propose(&reader, &mut extraction.terms, query, progress)?;
            Ok(extraction)
        })
    }

    fn note_units(
        &self,
        reader: &Reader<'_>,
        extractor: &mut Extractor,
        query: &ExtractQuery,
        progress: &mut dyn FnMut(f64),
    ) -> SqlResult<usize> {
        let chosen = Chosen::of(reader, &query.scope)?;
        let newest = reader.newest_unit()?.max(1) as f64;
        let mut documents: HashMap<String, u32> = HashMap::new();
        let mut segments = 0;
        reader.lend_units(reader.has_further_texts()?, |unit| {
            progress(0.6 * unit.unit.0 as f64 / newest);
            let Some((source, _)) = pair(&unit, &self.langs) else { return };
            if !chosen.holds(unit.section) {
                return;
            }
            let next = documents.len() as u32;
            let document = match documents.get(unit.origin) {
                Some(document) => *document,
                None => *documents.entry(unit.origin.to_owned()).or_insert(next),
            };
            segments += 1;
            extractor.note(source, document, unit.unit.0 as u64);
        })?;
        Ok(segments)
    }

    /// The likeliest candidates that the glossary does not have.
    fn unknown(
        &self,
        reader: &Reader<'_>,
        candidates: Vec<Candidate>,
        query: &ExtractQuery,
    ) -> SqlResult<Extraction> {
        let mut recogniser = Recogniser::new(reader, &self.langs.from);
        let mut extraction = Extraction { all: candidates.len(), ..Extraction::default() };
        for candidate in candidates {
            if extraction.terms.len() == query.limit {
                break;
            }
            let known = known(&mut recogniser, &candidate)?;
            if known.is_some() && !query.known {
                extraction.left_out += 1;
                extraction.all -= 1;
                continue;
            }
            let (proposals, example) = (Vec::new(), Shown::default());
            extraction.terms.push(Extracted { candidate, known, proposals, example });
        }
        Ok(extraction)
    }

    fn shown_unit(&self, reader: &Reader<'_>, candidate: &Candidate) -> SqlResult<Shown> {
        let id = UnitId(candidate.example.place as i64);
        let mut shown = Shown { unit: Some(id), ..Shown::default() };
        reader.lend_unit(id, reader.has_further_texts()?, |unit| {
            let Some((source, _)) = pair(&unit, &self.langs) else { return };
            shown.text = source.to_owned();
            shown.document = Some(unit.origin.to_owned());
        })?;
        shown.span = valid(candidate.example.span, &shown.text);
        Ok(shown)
    }

    /// Proposes translations: from pairs that hold the terms, else from the lexicons.
    fn propose(
        &self,
        reader: &Reader<'_>,
        terms: &mut [Extracted],
        query: &ExtractQuery,
        progress: &mut dyn FnMut(f64),
    ) -> SqlResult<()> {
        let LangPair { from, to } = &self.langs;
        let links = KnownLinks::of(reader, from, to)?;
        let chosen = Chosen::of(reader, &query.scope)?;
        let newest = reader.newest_unit()? as usize;
        let mut witnesses = Vec::new();
        let mut wanted: HashSet<String> = HashSet::new();
        let count = terms.len().max(1) as f64;
        for (place, term) in terms.iter().enumerate() {
            progress(0.7 + 0.2 * place as f64 / count);
            let mut witness = Witness::new(&term.candidate.term, from);
            let scale = match newest {
                0 => 1.0,
                _ => self.witness(reader, &term.candidate, &chosen, &mut witness)?,
            };
            wanted.extend(witness.narrow());
            witnesses.push((witness, scale));
        }
        let mut elsewhere: HashMap<String, f64> = HashMap::new();
        if newest > 0 && !wanted.is_empty() {
            let step = newest.div_ceil(SAMPLE);
            let mut done = 0;
            reader.each_pair((from, to), step, |_, target| {
                done += step;
                progress(0.9 + 0.1 * done as f64 / newest as f64);
                for key in groups(target, to).into_keys().filter(|key| wanted.contains(key)) {
                    *elsewhere.entry(key).or_default() += step as f64;
                }
            })?;
        }
        let elsewhere = |key: &str| elsewhere.get(key).copied().unwrap_or_default();
        for (term, (witness, scale)) in terms.iter_mut().zip(&witnesses) {
            term.proposals = witness.proposals(&links, &elsewhere, *scale, to);
            let may_be_composed = term.proposals.is_empty()
                && !matches!(
                    term.candidate.pos,
                    PartOfSpeech::ProperNoun | PartOfSpeech::Abbreviation
                );
            if may_be_composed {
                term.proposals.extend(witness.composed(&links, (from, to)));
            }
        }
        Ok(())
    }

    /// Shows a witness the pairs that hold a candidate, and answers with how many stand behind each.
    fn witness(
        &self,
        reader: &Reader<'_>,
        candidate: &Candidate,
        chosen: &Chosen,
        witness: &mut Witness,
    ) -> SqlResult<f64> {
        let LangPair { from, to } = &self.langs;
        let ids = reader.units_with_words(&question(candidate, from), ASKED)?;
        let step = ids.len().div_ceil(LOOKED_AT).max(1);
        let mut recogniser = Recogniser::of_concept(&concept(candidate, from), from);
        let has_further = reader.has_further_texts()?;
        let mut failed = Ok(());
        for id in ids.iter().step_by(step) {
            reader.lend_unit(*id, has_further, |unit| {
                let Some((source, target)) = pair(&unit, &self.langs) else { return };
                if !chosen.holds(unit.section) {
                    return;
                }
                match recogniser.find(source) {
                    Ok(hits) if hits.iter().any(|hit| !hit.by.is_of_compound()) => {
                        witness.note(target, to);
                    }
                    Ok(_) => {}
                    Err(error) => failed = Err(error),
                }
            })?;
        }
        failed.map(|()| step as f64)
    }
}

fn note_documents(extractor: &mut Extractor, documents: &[Document]) -> usize {
    let mut segments = 0;
    for (number, document) in documents.iter().enumerate() {
        for index in 0..document.segments.len() {
            extractor.note(&document.segment_line(index), number as u32, place(number, index));
            segments += 1;
        }
    }
    segments
}

fn shown_in(documents: &[Document], candidate: &Candidate) -> Shown {
    let (number, segment) = parted(candidate.example.place);
    let Some(document) = documents.get(number) else { return Shown::default() };
    let text = document.segment_line(segment);
    let span = valid(candidate.example.span, &text);
    Shown { text, span, document: Some(document.title.clone()), unit: None }
}

fn valid(span: Span, text: &str) -> Option<Span> {
    text.get(span.start..span.end).map(|_| span)
}

/// The texts of a unit in the two languages.
fn pair<'u>(unit: &'u LentUnit<'_>, langs: &LangPair) -> Option<(&'u str, &'u str)> {
    let text = |lang: &Lang| {
        let of = |tag: &str| tag.split('-').next() == Some(lang.primary());
        unit.texts().find(|(tag, _)| of(tag)).map(|(_, text)| text)
    };
    Some((text(&langs.from)?, text(&langs.to)?))
}

/// The concept of the glossary that has a candidate as a whole, in whatever form.
fn known(
    recogniser: &mut Recogniser<'_, '_>,
    candidate: &Candidate,
) -> SqlResult<Option<ConceptId>> {
    let forms = candidate.forms.iter().take(3).map(String::as_str);
    for form in [candidate.term.as_str()].into_iter().chain(forms) {
        let whole = Span::new(0, form.len());
        let hits = recogniser.find(form)?;
        let hit = hits.iter().find(|hit| hit.spans == [whole] && !hit.by.is_of_compound());
        if let Some(hit) = hit {
            return Ok(hit.concept.id);
        }
    }
    Ok(None)
}

/// A concept of which a candidate is the only term.
fn concept(candidate: &Candidate, lang: &Lang) -> Concept {
    let term = Term {
        status: Status::Proposed,
        gender: candidate.gender,
        pos: match candidate.pos {
            PartOfSpeech::Phrase => None,
            pos => Some(pos),
        },
        ..Term::new(lang.clone(), in_small_letters(candidate, lang))
    };
    Concept { terms: vec![term], ..Concept::default() }
}

/// A phrase with its adjectives in small letters, by which they are known: *Oberster Gerichtshof*.
fn in_small_letters(candidate: &Candidate, lang: &Lang) -> String {
    let words: Vec<&str> = candidate.term.split(' ').collect();
    let is_other = candidate.pos != PartOfSpeech::Phrase
        || lang.primary() != "de"
        || words.iter().any(|word| matches!(*word, "der" | "des"));
    match words.split_last() {
        Some((noun, before)) if !is_other => {
            let before = before.iter().map(|word| format!("{} ", word.to_lowercase()));
            before.collect::<String>() + noun
        }
        _ => candidate.term.clone(),
    }
}

/// What to ask the index of words for: the stems of all forms that were met.
fn question(candidate: &Candidate, lang: &Lang) -> WordQuery {
    let forms = candidate.forms.iter().chain([&candidate.term]);
    let phrases: BTreeSet<Vec<String>> = forms
        .map(|form| {
            let words = word_keys(form, lang).into_iter();
            words.map(|keys| index_key(lang, &keys.stem)).collect()
        })
        .collect();
    let phrases = phrases.into_iter().filter(|keys| !keys.is_empty());
    WordQuery::Any(phrases.map(|keys| WordQuery::Phrase { keys, prefix: false }).collect())
}
