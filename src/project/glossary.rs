//! The glossary: entries taken in, removed and handed out.

use std::collections::BTreeSet;

use super::{Project, ProjectError};
use crate::model::{Concept, ConceptId, DocumentId, Lang, Proposal, Scope, Status};
use crate::store::SqlError;
use crate::termbase::keys::{Tier, key};
use crate::termbase::merge::{self, OnDuplicate, Outcome, Speaker};
use crate::text::fold::sort_key;

/// What adding an entry came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// A concept was made.
    New(Concept),
    /// Something was added to a concept.
    Merged(Concept),
    /// The concept said all that already.
    Unchanged(Concept),
}

/// Which entries to hand out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only concepts of this subject field.
    pub subject: Option<String>,
    /// Only terms of these statuses.
    pub status: Vec<Status>,
    /// Only units of this document.
    pub document: Option<DocumentId>,
    /// Only what was changed then or later: RFC 3339 in UTC, or the beginning of it.
    pub since: Option<String>,
    /// Only what has a text in each of these languages.
    pub langs: Vec<Lang>,
    /// Only units of these memories, clients, projects and subjects; only concepts of these clients and
    /// projects.
    pub scope: Scope,
}

/// A row of a glossary whose term is there with another subject or definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Homonym {
    /// The line of the row.
    pub line: usize,
    /// The term.
    pub term: String,
    /// The concept that has it.
    pub concept: ConceptId,
}

impl Project {
    /// The rows without an id whose first term is there with another subject or definition.
    ///
    /// # Errors
    /// If the database fails.
    pub fn homonyms(&self, rows: &[(usize, Proposal)]) -> Result<Vec<Homonym>, ProjectError> {
        let lower = |subject: &Option<String>| subject.as_ref().map(|text| text.to_lowercase());
        self.reading(|reader| {
            let mut homonyms = Vec::new();
            let has_id = |row: &Proposal| row.id.is_some() || row.external_id.is_some();
            for (line, row) in rows.iter().filter(|(_, row)| !has_id(row)) {
                let Some(first) = row.terms.first() else { continue };
                let key = key(&first.text, &first.lang, Tier::Exact);
                let all = reader.concepts_by_key(&key, Tier::Exact.number(), false, 100)?;
                let mut other = None;
                for found in all.into_iter().filter(|found| found.lang == first.lang.primary()) {
                    let Some(concept) = reader.concept(found.concept)? else { continue };
                    let is_same = lower(&concept.subject) == lower(&row.subject)
                        && (concept.definition.is_none()
                            || row.definition.is_none()
                            || concept.definition == row.definition);
                    if is_same {
                        other = None;
                        break;
                    }
                    other = other.or(Some(found.concept));
                }
                homonyms.extend(other.map(|concept| Homonym {
                    line: *line,
                    term: first.text.clone(),
                    concept,
                }));
            }
            Ok(homonyms)
        })
    }

    /// Adds one entry, and tells what of it was not taken and which status it changed.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add(&mut self, proposal: &Proposal) -> Result<(Added, Vec<String>), ProjectError> {
        let texts: Vec<&str> = proposal.terms.iter().map(|term| term.text.as_str()).collect();
        self.change(&format!("add {}", texts.join(" = ")), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let merged = {
                let how = (Speaker::Person, OnDuplicate::Judge);
                merge::merge(writer, &[proposal], how, &mut |_| ())
            };
            let mut added = (Added::Unchanged(Concept::default()), Vec::new());
            for merged in merged.map_err(tell)? {
                let id = merged.concept;
                let concept = writer.concept(id).map_err(tell)?.unwrap_or_default();
                let (verb, what) = match merged.outcome {
                    Outcome::New => ("new", Added::New(concept)),
                    Outcome::Merged => ("added to", Added::Merged(concept)),
                    Outcome::Unchanged => ("unchanged", Added::Unchanged(concept)),
                };
                writer.summarise(format!("{verb} {id}"));
                added = (what, merged.remarks);
            }
            Ok(added)
        })
    }

    /// The selected concepts in dictionary order (DIN 5007-1) of their leading source term.
    ///
    /// # Errors
    /// If the database fails.
    pub fn concepts(&self, selection: &Selection) -> Result<Vec<Concept>, ProjectError> {
        let mut concepts = self.reading(|reader| {
            let ids = match &selection.since {
                Some(since) => reader.concepts_changed_since(since)?,
                None => reader.concept_ids()?,
            };
            let mut concepts = Vec::new();
            for id in ids {
                concepts.extend(reader.concept(id)?.and_then(|concept| select(concept, selection)));
            }
            Ok(concepts)
        })?;
        let from = &self.langs().from;
        concepts.sort_by_cached_key(|concept| {
            let lang = concept.terms.iter().map(|term| &term.lang).min();
            let leading = concept.leading_in(from).or_else(|| concept.leading_in(lang?));
            (sort_key(leading.map_or("", |term| &term.text)), concept.id)
        });
        Ok(concepts)
    }

    /// All subject fields, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn subjects(&self) -> Result<BTreeSet<String>, ProjectError> {
        let concepts = self.concepts(&Selection::default())?;
        Ok(concepts.into_iter().filter_map(|concept| concept.subject).collect())
    }
}

fn select(mut concept: Concept, selection: &Selection) -> Option<Concept> {
    let lower = |text: &String| text.to_lowercase();
    if selection.subject.is_some()
        && selection.subject.as_ref().map(lower) != concept.subject.as_ref().map(lower)
    {
        return None;
    }
    let is_for = |label: &Option<String>, wanted: &[String]| {
        wanted.is_empty()
            || wanted
                .iter()
                .any(|name| lower(name) == label.as_ref().map_or_else(String::new, lower))
    };
    if !is_for(&concept.client, &selection.scope.clients)
        || !is_for(&concept.project, &selection.scope.projects)
    {
        return None;
    }
    if !selection.status.is_empty() {
        concept.terms.retain(|term| selection.status.contains(&term.status));
    }
    let has = |lang| concept.terms_in(lang).next().is_some();
    (!concept.terms.is_empty() && selection.langs.iter().all(has)).then_some(concept)
}
