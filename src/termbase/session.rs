//! The concepts that an import touches, kept in memory until it ends.
//!
//! Invariant: each concept is read once and written once, however many rows are about it, and the
//! concepts of a term are found here as the rows so far have made them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::entry::{Authority, Entry, Head, domain};
use super::keys::{Tier, concept_keys, key};
use crate::model::{Concept, ConceptId, Lang, Proposal, Term};
use crate::store::{SqlResult, Writer};
use crate::text::fold::fold_term;

/// A term as it is looked for: its primary language and its key.
type TermName = (String, String);

fn term_name(lang: &Lang, text: &str) -> TermName {
    (lang.primary().to_owned(), key(text, lang, Tier::Exact))
}

/// A term as another spelling may have it.
type Spelling = (String, String);

fn spelling(lang: &Lang, text: &str) -> Spelling {
    (lang.primary().to_owned(), fold_term(text))
}

fn lower(subject: Option<&String>) -> Option<String> {
    subject.map(|subject| subject.to_lowercase())
}

/// Rows that are about one concept.
pub(super) struct Group<'r> {
    pub(super) rows: Vec<&'r Proposal>,
    subject: Option<String>,
    domain: Option<String>,
    definition: Option<String>,
    /// The terms, each once; the group is about the first.
    terms: Vec<TermName>,
}

impl<'r> Group<'r> {
    pub(super) fn new(rows: Vec<&'r Proposal>) -> Self {
        let mut seen = HashSet::new();
        let proposed = rows.iter().flat_map(|row| &row.terms);
        let terms = proposed.map(|term| term_name(&term.lang, &term.text));
        let subject = rows.iter().find_map(|row| row.subject.as_ref());
        let client = rows.iter().find_map(|row| row.client.as_ref());
        let project = rows.iter().find_map(|row| row.project.as_ref());
        Self {
            subject: lower(subject),
            domain: domain(subject, client, project),
            definition: rows.iter().find_map(|row| row.definition.clone()),
            terms: terms.filter(|name| seen.insert(name.clone())).collect(),
            rows,
        }
    }

    /// The spellings of its terms.
    pub(super) fn spellings(&self) -> HashSet<Spelling> {
        let proposed = self.rows.iter().flat_map(|row| &row.terms);
        proposed.map(|term| spelling(&term.lang, &term.text)).collect()
    }
}

/// What finds concepts in memory: a term with a subject, whatever the definition or with that one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Slot {
    term: TermName,
    domain: Option<String>,
    definition: Defined,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Defined {
    Somehow,
    As(Option<String>),
}

/// The concepts that an import touches.
pub(super) struct Session<'w> {
    writer: &'w Writer<'w>,
    entries: BTreeMap<ConceptId, Entry>,
    slots: HashMap<Slot, BTreeSet<ConceptId>>,
    /// The terms whose concepts are all here.
    asked: HashSet<TermName>,
    /// Concepts that have an id of the file, but are not what the file means by it, with the terms
    /// that the file means. Nothing else of the file may give them such a term, or the next import
    /// would take them for what is meant.
    contested: HashMap<ConceptId, Vec<HashSet<Spelling>>>,
}

impl<'w> Session<'w> {
    pub(super) fn new(writer: &'w Writer<'w>) -> Self {
        Self {
            writer,
            entries: BTreeMap::new(),
            slots: HashMap::new(),
            asked: HashSet::new(),
            contested: HashMap::new(),
        }
    }

    /// A concept as the rows so far have made it.
    pub(super) fn concept(&mut self, id: ConceptId) -> SqlResult<Option<&Concept>> {
        if !self.entries.contains_key(&id) {
            let Some(concept) = self.writer.concept(id)? else { return Ok(None) };
            self.keep(id, Entry::new(concept));
        }
        Ok(self.entries.get(&id).map(Entry::concept))
    }

    /// Whether the rows of an id mean the concept that has it here: they share a term in two
    /// languages, or share one and do not contradict it.
    pub(super) fn means(&mut self, id: ConceptId, group: &Group<'_>) -> SqlResult<bool> {
        let spellings = group.spellings();
        let Some(concept) = self.concept(id)? else { return Ok(false) };
        let known: Vec<Spelling> =
            concept.terms.iter().map(|term| spelling(&term.lang, &term.text)).collect();
        let langs = |terms: &mut dyn Iterator<Item = &Spelling>| -> BTreeSet<String> {
            terms.map(|(lang, _)| lang.clone()).collect()
        };
        let shared = langs(&mut known.iter().filter(|term| spellings.contains(*term)));
        let both = langs(&mut known.iter()).len().min(langs(&mut spellings.iter()).len());
        let differ = |one: Option<&String>, other: Option<&String>| {
            one.is_some() && other.is_some() && lower(one) != lower(other)
        };
        let contradicts = differ(concept.definition.as_ref(), group.definition.as_ref())
            || differ(concept.subject.as_ref(), group.subject.as_ref());
        if shared.len() >= both.min(2) {
            return Ok(!shared.is_empty());
        }
        // One shared term is little: a concept that says all of it is meant rather.
        Ok(!shared.is_empty() && !contradicts && !self.another_says_all(id, group)?)
    }

    /// Whether a concept besides this one says all that a group says.
    fn another_says_all(&mut self, id: ConceptId, group: &Group<'_>) -> SqlResult<bool> {
        let other = self.by_terms(group, &HashSet::from([id]))?;
        let entry = other.and_then(|other| self.entries.get(&other));
        Ok(entry.is_some_and(|entry| {
            let is_said = |row: &&Proposal| !entry.effect(row, Authority::Fills).changes;
            group.rows.iter().all(is_said)
        }))
    }

    /// Keeps terms away from a concept whose id means another one in the file.
    pub(super) fn contest(&mut self, id: ConceptId, terms: HashSet<Spelling>) {
        self.contested.entry(id).or_default().push(terms);
    }

    /// Whether a concept may get these terms.
    pub(super) fn is_open_to(&self, id: ConceptId, group: &Group<'_>) -> bool {
        let Some(kept_away) = self.contested.get(&id) else { return true };
        let terms = group.spellings();
        kept_away.iter().all(|kept_away| kept_away.is_disjoint(&terms))
    }

    /// How many terms a concept has that was looked at.
    pub(super) fn terms_of(&self, id: ConceptId) -> usize {
        self.entries.get(&id).map_or(0, Entry::len)
    }

    /// What to say of terms that stand beside new ones though the file does not have them.
    pub(super) fn left_beside_new(&self, id: ConceptId, before: usize) -> Vec<String> {
        let left = self.entries.get(&id).map(|entry| entry.left_beside_new(before));
        let tell = |term: &Term| {
            format!(
                "{id} got a new term, and `{}` stays beside it; `beleg edit {id} --drop TERM` \
                 takes one away",
                term.text
            )
        };
        left.unwrap_or_default().into_iter().map(tell).collect()
    }

    /// Puts a row into a concept. Answers whether that changed it, and the remarks.
    pub(super) fn put(
        &mut self,
        id: ConceptId,
        row: &Proposal,
        authority: Authority,
    ) -> (bool, Vec<String>) {
        let Some(entry) = self.entries.get(&id) else { return (false, Vec::new()) };
        let mut effect = entry.effect(row, authority);
        let (changes, remarks) = (effect.changes, std::mem::take(&mut effect.remarks));
        let (before, after) = (entry.head(), effect.head());
        let new: Vec<Term> = effect.new_terms().to_vec();
        if before != after {
            self.index(id, false);
        }
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.apply(effect);
        }
        if before == after {
            self.index_terms(id, &new, &after, true);
        } else {
            self.index(id, true);
        }
        (changes, remarks)
    }

    /// Stores a new concept.
    pub(super) fn add(&mut self, mut entry: Entry) -> SqlResult<ConceptId> {
        let id = self.writer.add_concept(entry.concept(), &concept_keys(entry.concept()))?;
        entry.changed = false;
        self.keep(id, entry);
        Ok(id)
    }

    /// Writes every concept that was changed.
    pub(super) fn finish(self) -> SqlResult<()> {
        for (id, entry) in self.entries.iter().filter(|(_, entry)| entry.changed) {
            self.writer.put_concept(*id, entry.concept(), &concept_keys(entry.concept()))?;
        }
        Ok(())
    }

    /// The concept of a group that brings no id, or none that counts: one that has its first term
    /// and the same subject, and no other definition. The one with most of its terms is taken; of
    /// several that have them all the first that says all that the group says, so that what was
    /// imported once is found again.
    pub(super) fn by_terms(
        &mut self,
        group: &Group<'_>,
        excluded: &HashSet<ConceptId>,
    ) -> SqlResult<Option<ConceptId>> {
        let Some((first, others)) = group.terms.split_first() else { return Ok(None) };
        self.ask(first)?;
        let defined = match &group.definition {
            None => vec![Defined::Somehow],
            Some(_) => vec![Defined::As(group.definition.clone()), Defined::As(None)],
        };
        let slot = |term: &TermName, definition| Slot {
            term: term.clone(),
            domain: group.domain.clone(),
            definition,
        };
        let homes: Vec<&BTreeSet<ConceptId>> = defined
            .into_iter()
            .filter_map(|defined| self.slots.get(&slot(first, defined)))
            .collect();
        let is_free = |id: &ConceptId| !excluded.contains(id) && self.is_open_to(*id, group);
        let size: usize = homes.iter().map(|homes| homes.len()).sum();
        let mut shared: BTreeMap<ConceptId, usize> = BTreeMap::new();
        for term in others {
            let Some(with_term) = self.slots.get(&slot(term, Defined::Somehow)) else { continue };
            let mut count = |id: ConceptId| *shared.entry(id).or_default() += 1;
            if with_term.len() < size {
                let both = |id: &&ConceptId| homes.iter().any(|homes| homes.contains(id));
                with_term.iter().filter(both).copied().for_each(&mut count);
            } else {
                let both = |id: &&ConceptId| with_term.contains(id);
                homes.iter().copied().flatten().filter(both).copied().for_each(&mut count);
            }
        }
        shared.retain(|id, _| is_free(id));
        let most = shared.values().max().copied().unwrap_or(0);
        let mut best: Box<dyn Iterator<Item = ConceptId>> = if most > 0 {
            Box::new(shared.iter().filter(|(_, count)| **count == most).map(|(id, _)| *id))
        } else if others.is_empty() {
            let mut all: Vec<ConceptId> = homes.iter().copied().flatten().copied().collect();
            all.sort_unstable();
            Box::new(all.into_iter().filter(is_free))
        } else {
            let lowest = |homes: &&BTreeSet<ConceptId>| homes.iter().copied().find(is_free);
            Box::new(homes.iter().filter_map(lowest).min().into_iter())
        };
        let Some(lowest) = best.next() else { return Ok(None) };
        if most < others.len() {
            return Ok(Some(lowest));
        }
        let says_all = |id: &ConceptId| {
            self.entries.get(id).is_some_and(|entry| {
                group.rows.iter().all(|row| !entry.effect(row, Authority::Fills).changes)
            })
        };
        Ok(Some(std::iter::once(lowest).chain(best).find(says_all).unwrap_or(lowest)))
    }

    /// A stored concept that has the first term of a group, whatever else it says.
    pub(super) fn homonym(
        &mut self,
        group: &Group<'_>,
        excluded: &HashSet<ConceptId>,
    ) -> SqlResult<Option<ConceptId>> {
        let Some(first) = group.terms.first() else { return Ok(None) };
        let all = usize::try_from(i64::MAX).unwrap_or(usize::MAX);
        let there = self.writer.concepts_by_key(&first.1, Tier::Exact.number(), false, all)?;
        let there = there.into_iter().filter(|found| found.lang == first.0);
        for id in there.map(|found| found.concept) {
            let is_free = !excluded.contains(&id) && self.is_open_to(id, group);
            if is_free && self.concept(id)?.is_some() {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Whether a concept says all that a group says.
    pub(super) fn says_all(&self, id: ConceptId, group: &Group<'_>) -> bool {
        self.entries.get(&id).is_some_and(|entry| {
            group.rows.iter().all(|row| !entry.effect(row, Authority::Fills).changes)
        })
    }

    /// Brings all concepts of a term here.
    fn ask(&mut self, term: &TermName) -> SqlResult<()> {
        if !self.asked.insert(term.clone()) {
            return Ok(());
        }
        let all = usize::try_from(i64::MAX).unwrap_or(usize::MAX);
        for found in self.writer.concepts_by_key(&term.1, Tier::Exact.number(), false, all)? {
            if found.lang == term.0 {
                self.concept(found.concept)?;
            }
        }
        Ok(())
    }

    fn keep(&mut self, id: ConceptId, entry: Entry) {
        self.entries.insert(id, entry);
        self.index(id, true);
    }

    /// Lets a concept be found by its terms, or no longer.
    fn index(&mut self, id: ConceptId, present: bool) {
        let Some(entry) = self.entries.get(&id) else { return };
        let (terms, head) = (entry.concept().terms.clone(), entry.head());
        self.index_terms(id, &terms, &head, present);
    }

    fn index_terms(&mut self, id: ConceptId, terms: &[Term], head: &Head, present: bool) {
        for term in terms {
            for definition in [Defined::Somehow, Defined::As(head.1.clone())] {
                let term = term_name(&term.lang, &term.text);
                let ids = self.slots.entry(Slot { term, domain: head.0.clone(), definition });
                let ids = ids.or_default();
                if present {
                    ids.insert(id);
                } else {
                    ids.remove(&id);
                }
            }
        }
    }
}
