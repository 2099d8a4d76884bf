//! Merging: the rows of a glossary into the concepts they belong to.
//!
//! Invariant: merging the same rows again changes nothing. Therefore the rows are not merged in
//! their order: first come those with an id of ours, then those with the id of another tool, then
//! those whose id means something else here, and last those without an id, which may only add to
//! what the others say.

use std::collections::{HashMap, HashSet};

use super::entry::{Authority, Entry};
use super::session::{Group, Session};
use crate::model::{Concept, ConceptId, LARGEST_GIVEN, Proposal};
use crate::store::{SqlResult, Writer};

/// Who says what the rows say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A table: its rows correct the concepts that have their ids, and add to others.
    Table,
    /// A person who adds an entry: a status that is given counts, whatever it was.
    Person,
}

/// What becomes of a row whose term is in the termbase already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDuplicate {
    /// It is merged where subject and definition do not contradict each other, and else kept apart as
    /// a homonym.
    #[default]
    Judge,
    /// It is merged, whatever subject and definition say.
    Merge,
    /// It is kept apart, unless the concept that is there says all of it.
    Keep,
    /// It is not taken.
    Skip,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The concept that it is in.
    pub concept: ConceptId,
    /// What it did to it.
    pub outcome: Outcome,
    /// What the row's writer should know, above all what was not taken.
    pub remarks: Vec<String>,
}

/// What a row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It made a concept.
    New,
    /// It changed a concept.
    Merged,
    /// The concept said all that already, or says otherwise and stays so.
    Unchanged,
}

/// Merges rows, and answers what became of each, in their order.
///
/// A row whose `id` a concept has that shares a term with the rows of that id corrects it: the
/// first such row the concept, every row its own terms. Other rows add to the concept that has
/// their first term, the same subject and no other definition, or are a concept of their own.
///
/// # Errors
/// If the database fails.
pub fn merge(
    writer: &Writer<'_>,
    rows: &[&Proposal],
    (speaker, on_duplicate): (Speaker, OnDuplicate),
    progress: &mut dyn FnMut(usize),
) -> SqlResult<Vec<Merged>> {
    let mut merging = Merging {
        writer,
        session: Session::new(writer),
        rows,
        speaker,
        on_duplicate,
        made: HashSet::new(),
        claimed: HashSet::new(),
        merged: vec![None; rows.len()],
        done: 0,
        progress,
    };
    let files = FileIds::of(rows);
    let mut taken = Vec::new();
    for (id, rows) in &files.own {
        taken.extend(merging.own(*id, rows)?.then_some((FileId::Own(*id), rows)));
    }
    for (id, rows) in &files.foreign {
        taken.extend(merging.foreign(id, rows)?.then_some((FileId::Foreign(id), rows)));
    }
    for (id, rows) in taken {
        merging.taken(id, rows)?;
    }
    let none = HashSet::new();
    for row in files.without {
        let group = merging.group(&[row]);
        match merging.home(&group, &none)? {
            Home::There(concept) => {
                merging.put(concept, &[row], Authority::Fills, Authority::Fills);
            }
            Home::Nowhere(concept) => merging.skip(concept, &[row]),
            Home::New => _ = merging.add(Concept::default(), &[row])?,
        }
    }
    let Merging { session, merged, .. } = merging;
    session.finish()?;
    Ok(merged.into_iter().flatten().collect())
}

/// The rows of a file by their ids, in the order in which these first occur.
#[derive(Default)]
struct FileIds<'r> {
    own: Vec<(ConceptId, Vec<usize>)>,
    foreign: Vec<(&'r str, Vec<usize>)>,
    without: Vec<usize>,
}

/// An id as a file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum FileId<'r> {
    /// One of ours: `c12`, or the bare number.
    Own(ConceptId),
    /// One of another tool.
    Foreign(&'r str),
}

impl<'r> FileId<'r> {
    fn of(text: &'r str) -> Self {
        let digits = text.strip_prefix('c').unwrap_or(text);
        let own: Option<ConceptId> = format!("c{digits}").parse().ok();
        // Numbers of other tools may be too large to go on counting from.
        match own.filter(|id| id.0 <= LARGEST_GIVEN) {
            Some(id) => Self::Own(id),
            None => Self::Foreign(text),
        }
    }
}

impl<'r> FileIds<'r> {
    fn of(rows: &[&'r Proposal]) -> Self {
        let mut ids = Self::default();
        let mut places: HashMap<FileId<'r>, usize> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            let foreign = row.external_id.as_deref().map(FileId::Foreign);
            match row.id.as_deref().map(FileId::of).or(foreign) {
                None => ids.without.push(index),
                Some(id @ FileId::Own(own)) => {
                    let place = *places.entry(id).or_insert(ids.own.len());
                    if place == ids.own.len() {
                        ids.own.push((own, Vec::new()));
                    }
                    ids.own[place].1.push(index);
                }
                Some(id @ FileId::Foreign(foreign)) => {
                    let place = *places.entry(id).or_insert(ids.foreign.len());
                    if place == ids.foreign.len() {
                        ids.foreign.push((foreign, Vec::new()));
                    }
                    ids.foreign[place].1.push(index);
                }
            }
        }
        ids
    }
}

/// Where rows go.
enum Home {
    /// Into a concept that is there.
    There(ConceptId),
    /// Into one of their own.
    New,
    /// Nowhere, because of a concept that is there.
    Nowhere(ConceptId),
}

/// Rows that are being merged.
struct Merging<'a> {
    writer: &'a Writer<'a>,
    session: Session<'a>,
    rows: &'a [&'a Proposal],
    speaker: Speaker,
    on_duplicate: OnDuplicate,
    /// The concepts that came with these rows.
    made: HashSet<ConceptId>,
    /// The concepts that an id of the file stands for. Its other ids mean others.
    claimed: HashSet<ConceptId>,
    merged: Vec<Option<Merged>>,
    done: usize,
    progress: &'a mut dyn FnMut(usize),
}

impl<'a> Merging<'a> {
    fn group(&self, rows: &[usize]) -> Group<'a> {
        Group::new(rows.iter().map(|row| self.rows[*row]).collect())
    }

    /// Merges the rows of an id of ours. Answers whether that means something else here.
    fn own(&mut self, id: ConceptId, rows: &[usize]) -> SqlResult<bool> {
        if self.session.concept(id)?.is_none() {
            self.claimed.insert(id);
            self.add(Concept { id: Some(id), ..Concept::default() }, rows)?;
            return Ok(false);
        }
        let group = self.group(rows);
        if !self.session.means(id, &group)? {
            self.session.contest(id, group.spellings());
            return Ok(true);
        }
        self.claimed.insert(id);
        self.put(id, rows, Authority::CorrectsAll, Authority::CorrectsTerms);
        Ok(false)
    }

    /// Merges the rows of an id of another tool. Answers whether that means something else here.
    fn foreign(&mut self, id: &str, rows: &[usize]) -> SqlResult<bool> {
        let known = self.writer.concepts_by_external_id(id)?;
        if known.is_empty() {
            if let Some(concept) = self.returned(id, rows)? {
                self.claimed.insert(concept);
                self.put(concept, rows, Authority::CorrectsAll, Authority::CorrectsTerms);
                return Ok(false);
            }
            // Who wants entries merged or left out means those of other tools too.
            if matches!(self.on_duplicate, OnDuplicate::Merge | OnDuplicate::Skip) {
                return Ok(true);
            }
            let external_id = Some(id.to_owned());
            let concept = self.add(Concept { external_id, ..Concept::default() }, rows)?;
            self.claimed.insert(concept);
            return Ok(false);
        }
        let group = self.group(rows);
        let terms = group.spellings();
        let mut meant = None;
        for known in known.into_iter().filter(|known| !self.claimed.contains(known)) {
            let is_meant = meant.is_none()
                && self.session.means(known, &group)?
                && self.session.is_open_to(known, &group);
            if is_meant {
                meant = Some(known);
            } else {
                self.session.contest(known, terms.clone());
            }
        }
        let Some(concept) = meant else { return Ok(true) };
        self.claimed.insert(concept);
        self.put(concept, rows, Authority::CorrectsAll, Authority::CorrectsTerms);
        Ok(false)
    }

    /// The concept of ours that rows mean which another tool gives back under its id.
    fn returned(&mut self, id: &str, rows: &[usize]) -> SqlResult<Option<ConceptId>> {
        let own = id.parse().ok().filter(|own| !self.claimed.contains(own));
        let Some(own) = own else { return Ok(None) };
        let group = self.group(rows);
        let is_meant = self.session.means(own, &group)? && self.session.is_open_to(own, &group);
        Ok(is_meant.then_some(own))
    }

    /// Merges the rows of an id that means something else here.
    fn taken(&mut self, id: FileId<'_>, rows: &[usize]) -> SqlResult<()> {
        let group = self.group(rows);
        let claimed = std::mem::take(&mut self.claimed);
        let home = self.home(&group, &claimed);
        self.claimed = claimed;
        match home? {
            Home::There(concept) => {
                self.put(concept, rows, Authority::Fills, Authority::Fills);
                return Ok(());
            }
            Home::Nowhere(concept) => {
                self.skip(concept, rows);
                return Ok(());
            }
            Home::New => {}
        }
        let external_id = match id {
            FileId::Own(_) => None,
            FileId::Foreign(id) => Some(id.to_owned()),
        };
        let concept = self.add(Concept { external_id, ..Concept::default() }, rows)?;
        self.claimed.insert(concept);
        if let (FileId::Own(own), Some(first)) = (id, rows.first()) {
            let told = format!("the id {own} belongs to another concept, so this one is {concept}");
            if let Some(merged) = &mut self.merged[*first] {
                merged.remarks.insert(0, told);
            }
        }
        Ok(())
    }

    /// Where rows go that have no id that counts.
    fn home(&mut self, group: &Group<'_>, excluded: &HashSet<ConceptId>) -> SqlResult<Home> {
        let judged = self.session.by_terms(group, excluded)?;
        let is_own = |id: &ConceptId| self.made.contains(id);
        if let Some(own) = judged.filter(is_own) {
            return Ok(Home::There(own));
        }
        let other = match judged {
            None if matches!(self.on_duplicate, OnDuplicate::Judge | OnDuplicate::Keep) => None,
            None => self.session.homonym(group, excluded)?.filter(|id| !self.made.contains(id)),
            some => some,
        };
        Ok(match (self.on_duplicate, judged, other) {
            (OnDuplicate::Judge, Some(id), _) | (OnDuplicate::Merge, _, Some(id)) => {
                Home::There(id)
            }
            (OnDuplicate::Skip, _, Some(id)) => Home::Nowhere(id),
            (OnDuplicate::Keep, Some(id), _) if self.session.says_all(id, group) => Home::There(id),
            _ => Home::New,
        })
    }

    /// Leaves rows out whose term is there.
    fn skip(&mut self, concept: ConceptId, rows: &[usize]) {
        for row in rows {
            let remarks = vec![format!("not taken: the term is in {concept}")];
            self.note(*row, Merged { concept, outcome: Outcome::Unchanged, remarks });
        }
    }

    /// Makes a concept of rows.
    fn add(&mut self, concept: Concept, rows: &[usize]) -> SqlResult<ConceptId> {
        let mut entry = Entry::new(concept);
        let mut effects = Vec::new();
        let authority = std::iter::once(Authority::CorrectsAll)
            .chain(std::iter::repeat(Authority::CorrectsTerms));
        for (row, authority) in rows.iter().zip(authority) {
            let mut effect = entry.effect(self.rows[*row], authority);
            effects.push((effect.changes, std::mem::take(&mut effect.remarks)));
            entry.apply(effect);
        }
        let id = self.session.add(entry)?;
        self.made.insert(id);
        for (number, (row, (changes, remarks))) in rows.iter().zip(effects).enumerate() {
            let outcome = match (number, changes) {
                (0, _) => Outcome::New,
                (_, true) => Outcome::Merged,
                (_, false) => Outcome::Unchanged,
            };
            self.note(*row, Merged { concept: id, outcome, remarks });
        }
        Ok(id)
    }

    /// Puts rows into a concept that is there.
    fn put(&mut self, concept: ConceptId, rows: &[usize], first: Authority, others: Authority) {
        let before = self.session.terms_of(concept);
        for (number, row) in rows.iter().enumerate() {
            let authority = if number == 0 { first } else { others };
            let authority = match (self.speaker, authority) {
                (Speaker::Person, Authority::Fills) => Authority::SetsStatus,
                (_, authority) => authority,
            };
            let (changes, remarks) = self.session.put(concept, self.rows[*row], authority);
            let outcome = if changes { Outcome::Merged } else { Outcome::Unchanged };
            self.note(*row, Merged { concept, outcome, remarks });
        }
        if first == Authority::CorrectsAll
            && let Some(row) = rows.first()
        {
            let left = self.session.left_beside_new(concept, before);
            self.merged[*row].iter_mut().for_each(|merged| merged.remarks.extend(left.clone()));
        }
    }

    fn note(&mut self, row: usize, merged: Merged) {
        self.merged[row] = Some(merged);
        self.done += 1;
        (self.progress)(self.done);
    }
}
