//! A concept while rows are merged into it.
//!
//! Invariant: merging a row again changes nothing.

use std::collections::{HashMap, HashSet};

use super::keys::{Tier, key};
use crate::model::{
    Concept, Lang, LanguageSection, Matching, Proposal, ProposedTerm, Status, Term,
};

/// What a row may do to what the concept says already. It always fills what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Authority {
    /// Nothing.
    Fills,
    /// Only give its terms the status that it names.
    SetsStatus,
    /// Correct its terms, unless an earlier row spoke of them.
    CorrectsTerms,
    /// Correct the concept as well.
    CorrectsAll,
}

/// A concept in memory.
#[derive(Debug, Default)]
pub(super) struct Entry {
    concept: Concept,
    /// Where each term stands.
    places: HashMap<(Lang, String), usize>,
    /// The terms that a row has spoken of.
    spoken: HashSet<usize>,
    /// Whether any row changed it.
    pub(super) changed: bool,
}

/// What a row would do to a concept.
#[derive(Debug)]
pub(super) struct Effect {
    /// The concept with only those terms that the row speaks of, as they would be.
    after: Concept,
    /// The places of those terms that are there already; the others are new.
    places: Vec<usize>,
    /// Whether anything would be another than it is.
    pub(super) changes: bool,
    /// What would not be taken, and what the row's writer should know of the rest.
    pub(super) remarks: Vec<String>,
}

/// The domain and the definition of a concept.
pub(super) type Head = (Option<String>, Option<String>);

/// Where a concept holds: its subject, for its client, in its project. What holds elsewhere is another
/// concept.
pub(super) fn domain<'c>(
    subject: Option<&'c String>,
    client: Option<&'c String>,
    project: Option<&'c String>,
) -> Option<String> {
    if client.is_none() && project.is_none() {
        return subject.map(|subject| subject.to_lowercase());
    }
    let parts = [subject, client, project].map(|part| part.map_or("", String::as_str));
    Some(parts.join("\0").to_lowercase())
}

fn head(concept: &Concept) -> Head {
    let Concept { subject, client, project, definition, .. } = concept;
    (domain(subject.as_ref(), client.as_ref(), project.as_ref()), definition.clone())
}

impl Effect {
    /// The head of the concept as it would be.
    pub(super) fn head(&self) -> Head {
        head(&self.after)
    }

    /// The terms that would be new.
    pub(super) fn new_terms(&self) -> &[Term] {
        self.after.terms.get(self.places.len()..).unwrap_or_default()
    }
}

impl Entry {
    pub(super) fn new(concept: Concept) -> Self {
        let places = concept.terms.iter().enumerate().rev();
        let places = places.map(|(place, term)| (name(&term.lang, &term.text), place)).collect();
        Self { concept, places, ..Self::default() }
    }

    pub(super) fn concept(&self) -> &Concept {
        &self.concept
    }

    pub(super) fn head(&self) -> Head {
        head(&self.concept)
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.concept.terms.len()
    }

    /// Of the first `before` terms those that no row has spoken of, in languages that got a new term
    /// since: a term that was renamed in a table looks so.
    pub(super) fn left_beside_new(&self, before: usize) -> Vec<&Term> {
        let (old, new) = self.concept.terms.split_at(before.min(self.len()));
        old.iter()
            .enumerate()
            .filter(|(place, _)| !self.spoken.contains(place))
            .map(|(_, term)| term)
            .filter(|term| new.iter().any(|new| new.lang == term.lang))
            .collect()
    }

    /// What the row would do. Costs as much as the row is long, however many terms there are.
    pub(super) fn effect(&self, row: &Proposal, authority: Authority) -> Effect {
        let mut places: Vec<usize> = Vec::new();
        for proposed in &row.terms {
            let place = self.places.get(&name(&proposed.lang, &proposed.text));
            places.extend(place.filter(|place| !places.contains(place)).copied());
        }
        let Concept {
            id,
            external_id,
            subject,
            definition,
            note,
            source,
            client,
            project,
            sections,
            terms,
        } = &self.concept;
        let before = Concept {
            id: *id,
            external_id: external_id.clone(),
            subject: subject.clone(),
            definition: definition.clone(),
            note: note.clone(),
            source: source.clone(),
            client: client.clone(),
            project: project.clone(),
            sections: sections.clone(),
            terms: places.iter().map(|place| terms[*place].clone()).collect(),
        };
        let after = before.clone();
        let mut merging = Merging {
            entry: self,
            places,
            after,
            authority,
            said: Vec::new(),
            remarks: Vec::new(),
        };
        merging.put_row(row);
        let Merging { places, after, mut remarks, .. } = merging;
        remarks.extend(replaced(&before, &after));
        Effect { changes: after != before, after, places, remarks }
    }

    /// Makes it so.
    pub(super) fn apply(&mut self, effect: Effect) {
        let Effect { mut after, places, changes, .. } = effect;
        let new = after.terms.split_off(places.len());
        let mut terms = std::mem::take(&mut self.concept.terms);
        for (place, term) in places.iter().zip(after.terms) {
            terms[*place] = term;
        }
        self.spoken.extend(places);
        for term in new {
            self.places.insert(name(&term.lang, &term.text), terms.len());
            self.spoken.insert(terms.len());
            terms.push(term);
        }
        self.concept = Concept { terms, ..after };
        self.changed |= changes;
    }
}

/// What a row put in place of something else.
fn replaced(before: &Concept, after: &Concept) -> Vec<String> {
    let is_other =
        |before: &Option<String>, after: &Option<String>| before.is_some() && before != after;
    let of_concept = [
        ("subject", is_other(&before.subject, &after.subject)),
        ("definition", is_other(&before.definition, &after.definition)),
        ("note", is_other(&before.note, &after.note)),
        ("source", is_other(&before.source, &after.source)),
        ("client", is_other(&before.client, &after.client)),
        ("project", is_other(&before.project, &after.project)),
    ];
    let mut told: Vec<String> = of_concept
        .into_iter()
        .filter(|(_, is_other)| *is_other)
        .map(|(field, _)| format!("{field} replaced"))
        .collect();
    for (before, after) in before.terms.iter().zip(&after.terms) {
        if before.status != after.status {
            told.push(format!("the status of `{}` is now {}", before.text, after.status));
        }
        let of_term = [
            ("part of speech", before.pos.is_some() && before.pos != after.pos),
            ("gender", before.gender.is_some() && before.gender != after.gender),
            ("number", before.number.is_some() && before.number != after.number),
            ("note", is_other(&before.usage_note, &after.usage_note)),
            ("source", is_other(&before.source, &after.source)),
            ("forms", !before.forms.is_empty() && before.forms != after.forms),
        ];
        let of_term = of_term.into_iter().filter(|(_, is_other)| *is_other);
        told.extend(of_term.map(|(field, _)| format!("{field} of `{}` replaced", before.text)));
    }
    told
}

/// What makes two terms of a concept one.
fn name(lang: &Lang, text: &str) -> (Lang, String) {
    (lang.clone(), key(text, lang, Tier::Exact))
}

/// A row on its way into a concept.
struct Merging<'e> {
    entry: &'e Entry,
    places: Vec<usize>,
    after: Concept,
    authority: Authority,
    /// The terms that the row has spoken of so far.
    said: Vec<usize>,
    remarks: Vec<String>,
}

impl Merging<'_> {
    fn put_row(&mut self, row: &Proposal) {
        let replace = self.authority == Authority::CorrectsAll;
        let after = &mut self.after;
        // The id by which the file knows the entry stays. Rows that only have such an id and were
        // found by their terms do not give it: then they would correct the entry the next time.
        let renames = replace && after.external_id != row.id;
        let own = after.id.map(|id| id.to_string());
        let gives = replace || row.id.is_some();
        let external = row.external_id.as_ref().filter(|id| gives && Some(*id) != own.as_ref());
        let external_id = put(&mut after.external_id, external, renames);
        let definition = put(&mut after.definition, row.definition.as_ref(), replace);
        let subject = put(&mut after.subject, row.subject.as_ref(), replace)
            || same_subject(after.subject.as_ref(), row.subject.as_ref());
        self.tell(external_id, "external id");
        self.tell(subject, "subject");
        let client = put(&mut self.after.client, row.client.as_ref(), replace);
        let project = put(&mut self.after.project, row.project.as_ref(), replace);
        self.tell(definition, "definition");
        self.tell(client, "client");
        self.tell(project, "project");
        for section in &row.sections {
            self.put_section(section, replace);
        }
        let after = &mut self.after;
        let note = put(&mut after.note, row.note.as_ref(), replace);
        let source = put(&mut after.source, row.source.as_ref(), replace);
        // What the concept says otherwise may still be said of the last term of the row.
        let mut of_term = ProposedTerm::new(Lang::german(), "");
        of_term.usage_note = row.note.clone().filter(|_| !note);
        of_term.source = row.source.clone().filter(|_| !source);
        for (index, proposed) in row.terms.iter().enumerate() {
            let is_last = index + 1 == row.terms.len();
            self.put_term(proposed, is_last.then_some(&of_term));
        }
        if row.terms.is_empty() {
            self.tell(note, "note");
            self.tell(source, "source");
        }
    }

    /// Says so if something was not taken because the concept says otherwise.
    fn tell(&mut self, taken: bool, what: &str) {
        if !taken {
            self.remarks.push(format!("{what} not taken: the entry has another one"));
        }
    }

    fn put_section(&mut self, section: &LanguageSection, replace: bool) {
        let sections = &mut self.after.sections;
        let Some(known) = sections.iter_mut().find(|known| known.lang == section.lang) else {
            sections.push(section.clone());
            return;
        };
        let definition = put(&mut known.definition, section.definition.as_ref(), replace);
        let note = put(&mut known.note, section.note.as_ref(), replace);
        self.tell(definition, &format!("definition in {}", section.lang));
        self.tell(note, &format!("note in {}", section.lang));
    }

    /// Puts a term; `of_concept` holds what the concept says otherwise, to be said of the term
    /// where nothing of its own is.
    fn put_term(&mut self, proposed: &ProposedTerm, of_concept: Option<&ProposedTerm>) {
        let wanted = name(&proposed.lang, &proposed.text);
        let known = self.after.terms.iter().position(|term| name(&term.lang, &term.text) == wanted);
        let at = known.unwrap_or_else(|| self.push(proposed));
        let is_first = !self.said.contains(&at)
            && self.places.get(at).is_none_or(|place| !self.entry.spoken.contains(place));
        self.said.push(at);
        let corrects = [Authority::CorrectsAll, Authority::CorrectsTerms].contains(&self.authority);
        let replace = is_first && corrects;
        let term = &mut self.after.terms[at];
        let text = term.text.clone();
        let mut others = Vec::new();
        if let Some(status) = proposed.status.filter(|status| *status != term.status) {
            if replace || self.authority == Authority::SetsStatus {
                term.status = status;
            } else {
                others.push("status");
            }
        }
        if let Some(matching) = proposed.matching.filter(|matching| *matching != term.matching) {
            if replace || term.matching == Matching::Forms {
                term.matching = matching;
            } else {
                others.push("matching");
            }
        }
        if replace && !proposed.forms.is_empty() {
            term.forms.clone_from(&proposed.forms);
        } else {
            let new = proposed.forms.iter().filter(|form| !term.forms.contains(form));
            let new: Vec<String> = new.cloned().collect();
            term.forms.extend(new);
        }
        for (taken, what) in [
            (put(&mut term.pos, proposed.pos.as_ref(), replace), "part of speech"),
            (put(&mut term.gender, proposed.gender.as_ref(), replace), "gender"),
            (put(&mut term.number, proposed.number.as_ref(), replace), "number"),
            (put(&mut term.usage_note, proposed.usage_note.as_ref(), replace), "note"),
            (put(&mut term.source, proposed.source.as_ref(), replace), "source"),
            (put(&mut term.context, proposed.context.as_ref(), replace), "context"),
        ] {
            others.extend((!taken).then_some(what));
        }
        self.remarks.extend(
            others.iter().map(|what| format!("{what} not taken: `{text}` has another one")),
        );
        let Some(of_concept) = of_concept else { return };
        let term = &mut self.after.terms[at];
        let note = replace && proposed.usage_note.is_none();
        let note = put(&mut term.usage_note, of_concept.usage_note.as_ref(), note);
        let source = replace && proposed.source.is_none();
        let source = put(&mut term.source, of_concept.source.as_ref(), source);
        self.tell(note, "note");
        self.tell(source, "source");
    }

    /// Makes a term of which nothing is said yet but its status.
    fn push(&mut self, proposed: &ProposedTerm) -> usize {
        let has = |terms: &[Term]| terms.iter().any(|term| term.lang == proposed.lang);
        let leads = !has(&self.entry.concept.terms) && !has(&self.after.terms);
        let usual = if leads { Status::Preferred } else { Status::Admitted };
        let mut term = Term::new(proposed.lang.clone(), proposed.text.clone());
        term.status = proposed.status.unwrap_or(usual);
        self.after.terms.push(term);
        self.after.terms.len() - 1
    }
}

/// Puts what is proposed where nothing stands yet, or also over what stands there. Answers whether
/// it stands there now.
fn put<T: Clone + PartialEq>(field: &mut Option<T>, proposed: Option<&T>, replace: bool) -> bool {
    let Some(proposed) = proposed else { return true };
    if replace || field.is_none() {
        *field = Some(proposed.clone());
    }
    field.as_ref() == Some(proposed)
}

/// Whether both are the same subject field, in whatever case they are written.
fn same_subject(one: Option<&String>, other: Option<&String>) -> bool {
    one.map(|subject| subject.to_lowercase()) == other.map(|subject| subject.to_lowercase())
}
