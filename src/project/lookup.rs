//! Look-up: terms with their evidence, and the concordance.

use super::concept_work::{Related, related};
use super::word_links::KnownLinks;
use super::{Project, ProjectError};
use crate::memory::concordance::{self, Finder, Finders, Options, Query};
use crate::memory::scope::Chosen;
use crate::model::{Concept, Lang, Scope, Span, Term};
use crate::store::{Reader, SqlResult, WordQuery};
use crate::termbase::evidence::{self, Evidence};
use crate::termbase::lookup::{self, Entry};
use crate::termbase::practice::{self, Practice};
use crate::termbase::reach::Wish;
use crate::termbase::reference::{self, ReferenceHit};
use crate::termbase::wanted::Wanted;
use crate::text::fold::capitalised;
use crate::text::pattern::Strictness;

pub use crate::memory::concordance::Found;

/// What the database says of a term.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The concepts.
    pub entries: Vec<Answered>,
    /// What the references say.
    pub references: Vec<ReferenceHit>,
    /// If there is no concept: the sentence pairs that hold the words.
    pub pairs: Vec<Evidence>,
    /// If there is no concept: how the words were really translated.
    pub practice: Option<Practice>,
    /// If there is no concept: the terms that come closest.
    pub suggestions: Vec<String>,
}

/// A concept that answers, with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The concept, and how it was found.
    pub entry: Entry,
    /// Its relations.
    pub relations: Vec<Related>,
    /// The sentence pairs that prove it.
    pub proof: Vec<Evidence>,
    /// How its terms were really translated, if pairs hold them.
    pub practice: Option<Practice>,
}

/// So many entries of references are told.
const REFERENCED: usize = 8;

impl Project {
    /// Looks a term up, from either language, with at most `examples` sentence pairs.
    ///
    /// # Errors
    /// If the database fails.
    pub fn term(&self, typed: &str, examples: usize) -> Result<Answer, ProjectError> {
        self.term_with(typed, examples, &Wish::default())
    }

    /// Looks up a term that is wished for.
    ///
    /// # Errors
    /// If the database fails.
    pub fn term_with(
        &self,
        typed: &str,
        examples: usize,
        wish: &Wish,
    ) -> Result<Answer, ProjectError> {
        let langs = [self.langs().from.clone(), self.langs().to.clone()];
        let pair = (&langs[0], &langs[1]);
        self.reading(|reader| {
            let mut answer = Answer::default();
            let links = match examples {
                0 => None,
                _ => Some(KnownLinks::of(&reader, pair.0, pair.1)?),
            };
            let mut entries = lookup::look_up(&reader, typed, &langs, wish.reach)?;
            entries.retain(|entry| wish.audience.heeds(&entry.concept));
            for entry in entries {
                let proof = evidence::of_concept(&reader, &entry.concept, pair, examples)?;
                let relations = match entry.concept.id {
                    Some(id) => related(&reader, id, pair.0)?,
                    None => Vec::new(),
                };
                let practice = match &links {
                    Some(links) if !proof.is_empty() => {
                        Some(practice::of_concept(&reader, &entry.concept, pair, links)?)
                    }
                    _ => None,
                };
                let practice = practice.filter(|practice| practice.pairs > 0);
                answer.entries.push(Answered { entry, relations, proof, practice });
            }
            answer.references = reference::look_up(&reader, typed, &langs, REFERENCED)?;
            if answer.entries.iter().all(|one| one.entry.by.is_of_compound()) {
                // Whether the pairs hold the word is part of the answer, so one is always sought.
                answer.pairs = evidence::of_words(&reader, typed, pair, examples.max(1))?;
                if let Some(links) = links.filter(|_| !answer.pairs.is_empty()) {
                    let term = Term::new(pair.0.clone(), capitalised_noun(typed, &answer.pairs));
                    let concept = Concept { terms: vec![term], ..Concept::default() };
                    let practice = practice::of_concept(&reader, &concept, pair, &links)?;
                    answer.practice = Some(practice).filter(|practice| practice.pairs > 0);
                }
                answer.suggestions = lookup::suggest(&reader, typed, &langs)?;
            }
            Ok(answer)
        })
    }

    /// Finds the units that hold all the words, in `langs` or in any language.
    ///
    /// # Errors
    /// If the database fails.
    pub fn find(
        &self,
        query: &Query,
        langs: Vec<Lang>,
        strictness: Strictness,
        limit: usize,
        scope: &Scope,
    ) -> Result<Found, ProjectError> {
        let langs = if langs.is_empty() { self.unit_langs()? } else { langs };
        self.reading(|reader| {
            let chosen = Chosen::of(&reader, scope)?;
            let mut finders = match strictness {
                Strictness::Stem => finders(&reader, query, &langs)?,
                Strictness::Form => Vec::new(),
            };
            let options = Options { langs, strictness, limit, chosen };
            concordance::find(&reader, query, &mut finders, &options)
        })
    }
}

impl Finder for Wanted {
    fn lang(&self) -> &Lang {
        self.lang()
    }

    fn query(&self) -> WordQuery {
        self.query()
    }

    fn find(&mut self, text: &str) -> SqlResult<Vec<Span>> {
        Ok(self.mark(text)?.0.spans)
    }
}

/// What was typed, as the pairs write it if they have it so: a noun that was typed in small letters.
fn capitalised_noun(typed: &str, pairs: &[Evidence]) -> String {
    let mut texts = pairs
        .iter()
        .flat_map(|pair| pair.source.spans.iter().map(|span| span.of(&pair.source.text)));
    let found = texts.find(|text| text.to_lowercase() == typed.to_lowercase());
    found.unwrap_or(typed).to_owned()
}

/// What knows all forms of what was typed: as a term of the glossary, in whatever form it was typed,
/// and as a word of its own.
fn finders(reader: &Reader<'_>, query: &Query, langs: &[Lang]) -> SqlResult<Finders<'static>> {
    let mut finders: Finders<'static> = Vec::new();
    for (text, prefix) in query.parts() {
        let mut of_part: Vec<Box<dyn Finder>> = Vec::new();
        let inflected = langs.iter().filter(|lang| matches!(lang.primary(), "de" | "en"));
        for lang in inflected.filter(|_| !prefix) {
            let mut terms = lookup::terms(reader, text, lang)?;
            terms.push(Term::new(lang.clone(), text));
            if lang.primary() == "de" && text.starts_with(char::is_lowercase) {
                terms.push(Term::new(lang.clone(), capitalised(text)));
            }
            terms.dedup();
            let wanted = Wanted::terms(&Concept { terms, ..Concept::default() }, lang);
            of_part.push(Box::new(wanted));
        }
        finders.push(of_part);
    }
    Ok(finders)
}
