//! Term recognition: which terms of the termbase stand in a text, in whatever form.
//!
//! Every form of every term is a key of the database, so a text is read word by word, and what is
//! looked up once is remembered. Invariant: hits are in order of their place, longer ones before those
//! within them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use fnv::FnvBuildHasher;

use super::by::By;
use super::expansion::Expansion;
use super::judging::Refusal;
use super::keys::{FormKind, forms_of};
use super::reach::{Reach, Wish};
use super::reading::{Word, joined, read};
use crate::model::{Concept, ConceptId, Lang, Span};
use crate::store::{Reader, SqlResult};
use crate::text::compound;
use crate::text::fold::{capitalised, fold};

/// A term that stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// Where it stands: one place, or several if its parts stand apart.
    pub spans: Vec<Span>,
    /// The concept.
    pub concept: Arc<Concept>,
    /// The place of the term in the concept.
    pub term: usize,
    /// How it was found.
    pub by: By,
    /// Whether it stands within a longer term.
    pub inside: bool,
}

/// A term of which a form stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The word.
    pub form: String,
    /// The concept.
    pub concept: Arc<Concept>,
    /// The place of the term in the concept.
    pub term: usize,
    /// All forms of the term.
    pub expansion: Expansion,
    /// How the term was found, or why it is not meant.
    pub verdict: Result<By, Refusal>,
}

/// A concept with the expansions of its terms in the language of the text.
#[derive(Debug)]
struct Known {
    concept: Arc<Concept>,
    expansions: Vec<(usize, Expansion)>,
}

impl Known {
    fn new(concept: Concept, lang: &Lang) -> Self {
        let terms = concept.terms.iter().enumerate();
        let here = terms.filter(|(_, term)| term.lang.is_same_language(lang));
        let expansions = here.flat_map(|(place, term)| {
            Expansion::all_of(term).into_iter().map(move |expansion| (place, expansion))
        });
        Self { expansions: expansions.collect(), concept: Arc::new(concept) }
    }
}

/// A concept of which a form is one, with the expansions that have it.
#[derive(Debug)]
struct Candidate {
    kind: FormKind,
    known: Rc<Known>,
    fitting: Vec<usize>,
}

impl Candidate {
    fn new(kind: FormKind, form: &str, known: Rc<Known>, lang: &Lang) -> Option<Self> {
        let expansions = known.expansions.iter().enumerate();
        let fitting = expansions.filter(|(_, (_, expansion))| kind.fits(form, lang, expansion));
        let fitting: Vec<usize> = fitting.map(|(place, _)| place).collect();
        (!fitting.is_empty()).then_some(Self { kind, known, fitting })
    }
}

/// Recognises terms of one language.
pub struct Recogniser<'r, 'c> {
    /// Absent if only what is known from the beginning is recognised.
    reader: Option<&'r Reader<'c>>,
    lang: Lang,
    wish: Wish,
    forms: HashMap<String, Rc<[Candidate]>, FnvBuildHasher>,
    concepts: HashMap<ConceptId, Option<Rc<Known>>, FnvBuildHasher>,
    /// The parts of words that were cut up.
    compounds: HashMap<String, Rc<[Range<usize>]>, FnvBuildHasher>,
}

/// So many forms are remembered.
const REMEMBERED: usize = 200_000;

/// Shorter words are no compounds.
const SHORTEST: usize = 6;

/// What may stand between a part of a compound and the next.
const LINKS: [&str; 8] = ["", "s", "n", "e", "es", "en", "er", "ns"];

/// All runs of parts of a compound but the whole, the longest first.
fn runs(parts: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..parts)
        .rev()
        .flat_map(move |length| (0..=parts - length).map(move |from| (from, from + length - 1)))
}

/// So many further parts of a word with hyphens are looked at.
const MOST_PARTS: usize = 4;

/// So many words may stand between a part and the word that it is completed from.
const MOST_BETWEEN: usize = 6;

impl<'r, 'c> Recogniser<'r, 'c> {
    /// A recogniser of the terms in a language.
    pub fn new(reader: &'r Reader<'c>, lang: &Lang) -> Self {
        Self::with(reader, lang, Wish::default())
    }

    /// A recogniser of the terms in a language that are wished for.
    pub fn with(reader: &'r Reader<'c>, lang: &Lang, wish: Wish) -> Self {
        let (forms, concepts, compounds) =
            (HashMap::default(), HashMap::default(), HashMap::default());
        Self { reader: Some(reader), lang: lang.clone(), wish, forms, concepts, compounds }
    }

    /// A recogniser of the terms of one concept in a language.
    pub fn of_concept(concept: &Concept, lang: &Lang) -> Self {
        let known = Rc::new(Known::new(concept.clone(), lang));
        let mut kinds: HashMap<String, Vec<FormKind>> = HashMap::new();
        for (form, kind) in concept.terms_in(lang).flat_map(forms_of) {
            let of_form = kinds.entry(form).or_default();
            if !of_form.contains(&kind) {
                of_form.push(kind);
            }
        }
        let forms = kinds.into_iter().map(|(form, kinds)| {
            let candidates = kinds
                .into_iter()
                .filter_map(|kind| Candidate::new(kind, &form, Rc::clone(&known), lang));
            let candidates: Rc<[Candidate]> = candidates.collect();
            (form, candidates)
        });
        Self {
            reader: None,
            lang: lang.clone(),
            wish: Wish::default(),
            forms: forms.collect(),
            concepts: HashMap::default(),
            compounds: HashMap::default(),
        }
    }

    /// The terms of a text.
    ///
    /// # Errors
    /// If the database fails.
    pub fn find(&mut self, text: &str) -> SqlResult<Vec<Recognised>> {
        let words = &read(text, &self.lang);
        let mut found = Vec::new();
        for at in 0..words.len() {
            self.find_at(words, at, None, &mut found)?;
            self.find_joined(text, words, at, &mut found)?;
            self.find_cut(words, at, &mut found)?;
            if self.lang.primary() == "de" && self.wish.reach != Reach::Strict {
                self.find_parts(&words[at], &mut found)?;
            }
        }
        Ok(settle(found))
    }

    /// Finds the terms that begin with a word. If the word does not stand so in the text, `made` says
    /// where its parts do, and how that leads to a term.
    fn find_at(
        &mut self,
        words: &[Word<'_>],
        at: usize,
        made: Option<(&[Span], By)>,
        found: &mut Vec<Recognised>,
    ) -> SqlResult<bool> {
        let before = found.len();
        for Candidate { kind, known, fitting } in self.candidates(&words[at].form)?.iter() {
            for (term, expansion) in fitting.iter().map(|place| &known.expansions[*place]) {
                let (spans, by) = match kind.judge(words, at, &self.lang, expansion) {
                    Ok(found) => found,
                    Err(refusal) if self.wish.reach.forgives(refusal) => {
                        (vec![words[at].span], By::Inflected)
                    }
                    Err(_) => continue,
                };
                let (spans, by) = match made {
                    Some((parts, by)) => (parts.to_vec(), by),
                    None => (spans, by),
                };
                if !self.wish.reach.takes(by) {
                    continue;
                }
                let concept = Arc::clone(&known.concept);
                found.push(Recognised { spans, concept, term: *term, by, inside: false });
            }
        }
        Ok(found.len() > before)
    }

    /// Finds terms that are written here with hyphens: *Ist-Zustand* is *Istzustand*.
    fn find_joined(
        &mut self,
        text: &str,
        words: &[Word<'_>],
        at: usize,
        found: &mut Vec<Recognised>,
    ) -> SqlResult<()> {
        let more = words[at + 1..].iter().take(MOST_PARTS).take_while(|word| word.is_hyphened());
        for length in 2..2 + more.count() {
            let parts = &words[at..at + length];
            let span = Span::new(parts[0].span.start, parts[length - 1].span.end);
            let whole = Word { span, text: span.of(text), form: joined(parts), ..parts[0].clone() };
            self.find_at(&[whole], 0, None, found)?;
        }
        Ok(())
    }

    /// Finds terms of which a part is left out: *Aus-* und Ein*fuhr*, *Stahl*zusagen und *-garantien*.
    fn find_cut(
        &mut self,
        words: &[Word<'_>],
        at: usize,
        found: &mut Vec<Recognised>,
    ) -> SqlResult<()> {
        let word = &words[at];
        let is_whole = |other: &&Word<'_>| {
            !other.is_cut_behind && !other.is_cut_before && other.text.chars().count() > 4
        };
        let made = |text: String, span: Span| {
            let form = joined(&[Word { form: fold(&text), ..word.clone() }]);
            (text, form, [word.span, span])
        };
        let mut ways = Vec::new();
        if word.is_cut_behind
            && let Some(other) = words[at + 1..].iter().take(MOST_BETWEEN).find(is_whole)
        {
            // What is left out is a word, not an ending: *Flugabwehr- und Schiffsabwehrraketen*.
            let places = other.text.char_indices().skip(1);
            for (from, _) in places.filter(|(from, _)| is_part(&other.text[*from..])) {
                ways.push(made(format!("{}{}", word.text, &other.text[from..]), other.span));
            }
        }
        if word.is_cut_before
            && let Some(other) = words[..at].iter().rev().take(MOST_BETWEEN).find(is_whole)
        {
            for (end, _) in other.text.char_indices().skip(3).collect::<Vec<_>>().into_iter().rev()
            {
                ways.push(made(format!("{}{}", &other.text[..end], word.text), other.span));
            }
        }
        for (text, form, mut spans) in ways {
            spans.sort_unstable_by_key(|span| span.start);
            let whole = Word { text: &text, form, ..word.clone() };
            if self.find_at(&[whole], 0, Some((&spans, By::Discontinuous)), found)? {
                break;
            }
        }
        Ok(())
    }

    /// Finds terms that are parts of a compound, unless all of it is one.
    fn find_parts(&mut self, word: &Word<'_>, found: &mut Vec<Recognised>) -> SqlResult<()> {
        let is_term = found.iter().any(|hit| hit.spans == [word.span]);
        if is_term
            || word.text.chars().count() < SHORTEST
            || !word.text.contains(char::is_uppercase)
        {
            return Ok(());
        }
        let lower = word.text.to_lowercase();
        let parts = match self.compounds.get(&lower) {
            Some(parts) => Rc::clone(parts),
            None => {
                let parts: Rc<[Range<usize>]> = compound::parts(&lower).into();
                if self.compounds.len() >= REMEMBERED {
                    self.compounds.clear();
                }
                self.compounds.insert(lower.clone(), Rc::clone(&parts));
                parts
            }
        };
        // Some letters take more room in capitals than in small ones.
        if parts.len() < 2 || lower.len() != word.text.len() {
            return Ok(());
        }
        for (from, to) in runs(parts.len()) {
            let (start, end) = (parts[from].start, parts[to].end);
            let is_head = to + 1 == parts.len();
            let links: &[&str] = if is_head { &[""] } else { &LINKS };
            for core in links.iter().filter_map(|link| lower[start..end].strip_suffix(link)) {
                let form = joined(&[Word { form: fold(core), ..word.clone() }]);
                let text = capitalised(core);
                let part = Word { text: &text, form, is_initial: false, ..word.clone() };
                let span = Span::new(word.span.start + start, word.span.start + end);
                let by = if is_head { By::CompoundHead } else { By::CompoundModifier };
                if self.find_at(&[part], 0, Some((&[span], by)), found)? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Every term of which a form stands in a text, with the reason if it is not taken for the term.
    ///
    /// # Errors
    /// If the database fails.
    pub fn judge(&mut self, text: &str) -> SqlResult<Vec<Judged>> {
        let words = read(text, &self.lang);
        let mut judged = Vec::new();
        for at in 0..words.len() {
            for Candidate { kind, known, fitting } in self.candidates(&words[at].form)?.iter() {
                for (term, expansion) in fitting.iter().map(|place| &known.expansions[*place]) {
                    let verdict = kind.judge(&words, at, &self.lang, expansion);
                    judged.push(Judged {
                        form: words[at].text.to_owned(),
                        concept: Arc::clone(&known.concept),
                        term: *term,
                        expansion: expansion.clone(),
                        verdict: verdict.map(|(_, by)| by),
                    });
                }
            }
        }
        Ok(judged)
    }

    fn candidates(&mut self, form: &str) -> SqlResult<Rc<[Candidate]>> {
        if let Some(known) = self.forms.get(form) {
            return Ok(Rc::clone(known));
        }
        let Some(reader) = self.reader else { return Ok(Rc::default()) };
        let found = reader.concepts_by_form(form, self.lang.primary(), FormKind::FIRST)?;
        let mut candidates = Vec::new();
        for (tier, id) in found {
            let Some(kind) = FormKind::of_tier(tier) else { continue };
            let Some(known) = self.known(id)? else { continue };
            candidates.extend(Candidate::new(kind, form, known, &self.lang));
        }
        let candidates: Rc<[Candidate]> = candidates.into();
        if self.forms.len() >= REMEMBERED {
            self.forms.clear();
        }
        self.forms.insert(form.to_owned(), Rc::clone(&candidates));
        Ok(candidates)
    }

    fn known(&mut self, id: ConceptId) -> SqlResult<Option<Rc<Known>>> {
        if let Some(known) = self.concepts.get(&id) {
            return Ok(known.clone());
        }
        let Some(reader) = self.reader else { return Ok(None) };
        let known = reader.concept(id)?.filter(|concept| self.wish.audience.heeds(concept));
        let known = known.map(|concept| Rc::new(Known::new(concept, &self.lang)));
        if self.concepts.len() >= REMEMBERED {
            self.concepts.clear();
        }
        self.concepts.insert(id, known.clone());
        Ok(known)
    }
}

/// Whether the end of a word may be a part of a compound.
fn is_part(end: &str) -> bool {
    const ENDINGS: [&str; 4] = ["ern", "ens", "nen", "ten"];
    end.chars().count() > 2 && !ENDINGS.contains(&end)
}

/// Puts hits in order and says which stand within others.
fn settle(mut found: Vec<Recognised>) -> Vec<Recognised> {
    let whole = |hit: &Recognised| {
        let end = hit.spans.last().map_or(0, |span| span.end);
        (hit.spans[0].start, Reverse(end))
    };
    let size = |hit: &Recognised| hit.spans.iter().map(|span| span.end - span.start).sum::<usize>();
    found.sort_by(|one, other| {
        whole(one)
            .cmp(&whole(other))
            .then_with(|| one.concept.id.cmp(&other.concept.id))
            .then_with(|| (one.by, one.term).cmp(&(other.by, other.term)))
    });
    // Of terms of one concept at one place the one that is written so counts.
    found.dedup_by(|next, kept| next.spans == kept.spans && next.concept.id == kept.concept.id);
    let is_within = |span: &Span, others: &[Span]| {
        others.iter().any(|other| other.start <= span.start && span.end <= other.end)
    };
    for at in 0..found.len() {
        let hit = &found[at];
        found[at].inside = found.iter().any(|other| {
            size(other) > size(hit) && hit.spans.iter().all(|span| is_within(span, &other.spans))
        });
    }
    found
}
