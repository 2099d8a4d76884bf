//! Work on concepts as wholes: merging, splitting, relating and approving them, and their history.

use super::editing::edited_term;
use super::{Project, ProjectError};
use crate::model::{Concept, ConceptId, Lang, Relation, RelationKind, Status, Term};
use crate::store::{LogEntry, Reader, SqlError, SqlResult, Writer};
use crate::termbase::keys::concept_keys;

/// A concept that another one stands in a relation to, with a name for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The relation.
    pub relation: Relation,
    /// The leading term of the other concept.
    pub name: String,
}

impl Project {
    /// A concept.
    ///
    /// # Errors
    /// If there is no such concept, or if the database fails.
    pub fn concept(&self, id: ConceptId) -> Result<Concept, ProjectError> {
        self.reading(|reader| reader.concept(id))?.ok_or_else(|| no_such(id))
    }

    /// The relations of a concept.
    ///
    /// # Errors
    /// If the database fails.
    pub fn relations(&self, id: ConceptId) -> Result<Vec<Related>, ProjectError> {
        self.reading(|reader| related(&reader, id, &self.langs().from))
    }

    /// How many relations concepts stand in among each other and to others, each counted once.
    ///
    /// # Errors
    /// If the database fails.
    pub fn count_relations(&self, ids: &[ConceptId]) -> Result<usize, ProjectError> {
        let wanted: std::collections::HashSet<ConceptId> = ids.iter().copied().collect();
        self.reading(|reader| {
            let all = reader.all_relations()?;
            let concerns = |(one, other): &&(ConceptId, ConceptId)| {
                wanted.contains(one) || wanted.contains(other)
            };
            Ok(all.iter().filter(concerns).count())
        })
    }

    /// Puts a concept into relations to others, or ends them, in one change. Answers whether that
    /// changed anything.
    ///
    /// # Errors
    /// If there is no such concept, if one is to be related to itself, or if the database fails.
    pub fn relate(
        &mut self,
        id: ConceptId,
        kind: RelationKind,
        others: &[ConceptId],
        end: bool,
    ) -> Result<bool, ProjectError> {
        self.change(&format!("relate {id} {kind}"), |writer| {
            there(writer, id)?;
            let before = writer.relations(id).map_err(|error| writer.at_path(error))?;
            for other in others {
                there(writer, *other)?;
                if *other == id {
                    return Err(ProjectError::ToItself { id: id.to_string() });
                }
                let relation = Relation { kind, other: *other };
                let done =
                    if end { writer.unrelate(id, &relation) } else { writer.relate(id, &relation) };
                done.map_err(|error| writer.at_path(error))?;
            }
            let names: Vec<String> = others.iter().map(ToString::to_string).collect();
            let what = if end { "no longer " } else { "" };
            writer.summarise(format!("{id} {what}{kind}: {}", names.join(", ")));
            Ok(writer.relations(id).map_err(|error| writer.at_path(error))? != before)
        })
    }

    /// Merges concepts into the first, in one change: it gets their terms and relations and, where it
    /// says nothing itself, what they say. Answers with it, and with what was not taken.
    ///
    /// # Errors
    /// If there is no such concept, or if the database fails.
    pub fn merge(
        &mut self,
        into: ConceptId,
        others: &[ConceptId],
    ) -> Result<(Concept, Vec<String>), ProjectError> {
        let names: Vec<String> = others.iter().map(ToString::to_string).collect();
        let names = names.join(" ");
        self.change(&format!("merge {into} {names}"), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let mut merged = there(writer, into)?;
            let mut remarks = Vec::new();
            let mut seen = std::collections::HashSet::new();
            for id in others.iter().filter(|id| seen.insert(**id)) {
                if *id == into {
                    return Err(ProjectError::ToItself { id: into.to_string() });
                }
                let other = there(writer, *id)?;
                let relations = writer.relations(*id).map_err(tell)?;
                writer.remove_concept(*id).map_err(tell)?;
                for relation in relations.iter().filter(|relation| relation.other != into) {
                    writer.relate(into, relation).map_err(tell)?;
                }
                take_in(&mut merged, other, *id, &mut remarks);
            }
            writer.put_concept(into, &merged, &concept_keys(&merged)).map_err(tell)?;
            writer.summarise(format!("merged {names} into {into} `{}`", name(&merged)));
            Ok((merged, remarks))
        })
    }

    /// Makes a concept of its own of some terms of one, in one change; it is related to the old one,
    /// and keeps its subject. Answers with the new one and the old one.
    ///
    /// # Errors
    /// If there is no such concept or term, if no term would be left, or if the database fails.
    pub fn split(
        &mut self,
        id: ConceptId,
        terms: &[String],
        subject: Option<String>,
    ) -> Result<(Concept, Concept), ProjectError> {
        self.change(&format!("split {id}"), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let mut rest = there(writer, id)?;
            let mut gone: Vec<Term> = Vec::new();
            for text in terms {
                let at = edited_term(&rest, text, None)?;
                gone.push(rest.terms.remove(at));
            }
            if rest.terms.is_empty() {
                return Err(ProjectError::LastTerm { id: id.to_string() });
            }
            let new = Concept {
                subject: subject.or_else(|| rest.subject.clone()),
                source: rest.source.clone(),
                client: rest.client.clone(),
                project: rest.project.clone(),
                terms: gone,
                ..Concept::default()
            };
            writer.put_concept(id, &rest, &concept_keys(&rest)).map_err(tell)?;
            let made = writer.add_concept(&new, &concept_keys(&new)).map_err(tell)?;
            let related = Relation { kind: RelationKind::Related, other: id };
            writer.relate(made, &related).map_err(tell)?;
            writer.summarise(format!("split {made} `{}` off {id} `{}`", name(&new), name(&rest)));
            Ok((Concept { id: Some(made), ..new }, rest))
        })
    }

    /// Approves the proposed terms of concepts, or of all: the first of a language that has no
    /// preferred one becomes that, the others are admitted. Answers with how many terms were.
    ///
    /// # Errors
    /// If there is no such concept, or if the database fails.
    pub fn approve(&mut self, ids: Option<&[ConceptId]>) -> Result<usize, ProjectError> {
        self.change("approve", |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let ids = match ids {
                Some(ids) => ids.to_vec(),
                None => writer.concept_ids().map_err(tell)?,
            };
            let mut approved = 0;
            for id in ids {
                let mut concept = there(writer, id)?;
                let before = approved;
                for at in 0..concept.terms.len() {
                    if concept.terms[at].status != Status::Proposed {
                        continue;
                    }
                    let lang = concept.terms[at].lang.clone();
                    let is_led =
                        concept.terms_in(&lang).any(|term| term.status == Status::Preferred);
                    concept.terms[at].status =
                        if is_led { Status::Admitted } else { Status::Preferred };
                    approved += 1;
                }
                if approved > before {
                    writer.put_concept(id, &concept, &concept_keys(&concept)).map_err(tell)?;
                }
            }
            writer.summarise(format!("approved {approved} terms"));
            Ok(approved)
        })
    }

    /// What was done to a concept, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn history_of(&self, id: ConceptId, limit: usize) -> Result<Vec<LogEntry>, ProjectError> {
        self.reading(|reader| reader.log_of_concept(id, limit))
    }

    /// Puts a concept as a person has written it in the place of what was there, with its relations.
    ///
    /// # Errors
    /// If there is no such concept, if it has no term, or one twice, or if the database fails.
    pub fn rewrite(
        &mut self,
        id: ConceptId,
        concept: Concept,
        relations: &[Relation],
    ) -> Result<bool, ProjectError> {
        self.change(&format!("edit {id}"), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let before = there(writer, id)?;
            let text = id.to_string();
            if concept.terms.is_empty() {
                return Err(ProjectError::LastTerm { id: text });
            }
            for (at, term) in concept.terms.iter().enumerate() {
                let same = |other: &Term| other.text == term.text && other.lang == term.lang;
                if concept.terms[..at].iter().any(same) {
                    let (lang, id) = (term.lang.clone(), text);
                    return Err(ProjectError::TermTwice { text: term.text.clone(), lang, id });
                }
            }
            let after = Concept { id: Some(id), ..concept };
            let old = writer.relations(id).map_err(tell)?;
            for relation in old.iter().filter(|known| !relations.contains(known)) {
                writer.unrelate(id, relation).map_err(tell)?;
            }
            for relation in relations.iter().filter(|wanted| !old.contains(wanted)) {
                there(writer, relation.other)?;
                writer.relate(id, relation).map_err(tell)?;
            }
            if after != before {
                writer.put_concept(id, &after, &concept_keys(&after)).map_err(tell)?;
            }
            let mut relations = relations.to_vec();
            relations.sort_unstable_by_key(|relation| (relation.kind, relation.other));
            writer.summarise(format!("edited {id} `{}`", name(&after)));
            Ok(after != before || relations != old)
        })
    }
}

/// The relations of a concept, the others by their leading terms in a language.
pub(super) fn related(reader: &Reader<'_>, id: ConceptId, lang: &Lang) -> SqlResult<Vec<Related>> {
    let mut related = Vec::new();
    for relation in reader.relations(id)? {
        let Some(other) = reader.concept(relation.other)? else { continue };
        let leading = other.leading_in(lang).or(other.terms.first());
        let name = leading.map(|term| term.text.clone()).unwrap_or_default();
        related.push(Related { relation, name });
    }
    Ok(related)
}

fn no_such(id: ConceptId) -> ProjectError {
    ProjectError::NoSuch { kind: "concept", id: id.to_string() }
}

fn there(writer: &Writer<'_>, id: ConceptId) -> Result<Concept, ProjectError> {
    let found = writer.concept(id).map_err(|error| writer.at_path(error))?;
    found.ok_or_else(|| no_such(id))
}

fn name(concept: &Concept) -> &str {
    concept.terms.first().map_or("", |term| term.text.as_str())
}

/// Puts what another concept says into one that is silent there.
fn take_in(merged: &mut Concept, other: Concept, id: ConceptId, remarks: &mut Vec<String>) {
    let fields = [
        ("subject", &mut merged.subject, other.subject),
        ("definition", &mut merged.definition, other.definition),
        ("note", &mut merged.note, other.note),
        ("source", &mut merged.source, other.source),
        ("client", &mut merged.client, other.client),
        ("project", &mut merged.project, other.project),
        ("external id", &mut merged.external_id, other.external_id),
    ];
    for (what, field, of_other) in fields {
        match (&field, of_other) {
            (None, of_other) => *field = of_other,
            (Some(own), Some(of_other)) if *own != of_other => {
                remarks.push(format!("the {what} of {id} was not taken: {of_other}"));
            }
            _ => {}
        }
    }
    for section in other.sections {
        if !merged.sections.iter().any(|known| known.lang == section.lang) {
            merged.sections.push(section);
        }
    }
    for mut term in other.terms {
        let same = |known: &&Term| known.text == term.text && known.lang == term.lang;
        if merged.terms.iter().any(|known| same(&known)) {
            continue;
        }
        // A language has one preferred term.
        let is_led = merged.terms_in(&term.lang).any(|known| known.status == Status::Preferred);
        if is_led && term.status == Status::Preferred {
            term.status = Status::Admitted;
            remarks.push(format!("`{}` is admitted now", term.text));
        }
        merged.terms.push(term);
    }
}
