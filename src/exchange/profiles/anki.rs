//! Cards of Anki: a note a concept, with the leading source term on the front, the translations on
//! the back, and what else there is to know. Anki knows a note by its front, so that no two are the
//! same.

use std::collections::HashMap;

use super::choice::{Choice, Shown, Usable, count_others};
use super::losses::Part;
use super::table::Table;
use crate::model::{Concept, Status, Term};

const PREAMBLE: &str = "#separator:tab\n#html:false\n#columns:Front\tBack\tExtra\tTags\n\
                        #tags column:4\n";

pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let mut table = Table { preamble: PREAMBLE.to_owned(), ..Table::default() };
    let mut kept = Vec::new();
    for concept in concepts {
        let Some(usable) = choice.pair(concept, SHOWN, &mut table.losses) else { continue };
        count_others(concept, choice, &mut table.losses);
        table.losses.add_parts(concept, LEFT);
        kept.push(usable);
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for usable in &kept {
        let [alone, with_subject] = fronts(usable);
        // A concept without a subject has the same front twice.
        let is_other = with_subject != alone;
        for front in [Some(alone), is_other.then_some(with_subject)].into_iter().flatten() {
            *counts.entry(front).or_default() += 1;
        }
    }
    for usable in &kept {
        let concept = usable.concept;
        let [alone, with_subject] = fronts(usable);
        let is_one = |front: &String| counts.get(front) == Some(&1);
        let front = [&alone, &with_subject].into_iter().find(|front| is_one(front));
        let id = concept.id.map(|id| format!(" [{id}]")).unwrap_or_default();
        let front = front.cloned().unwrap_or_else(|| format!("{with_subject}{id}"));
        let back: Vec<String> = usable.target.iter().map(|term| named(term)).collect();
        let extra = extra(concept, &usable.source[1..], choice);
        let tag = concept.subject.as_deref().unwrap_or_default();
        let tag = tag.split_whitespace().collect::<Vec<_>>().join("_");
        table.rows.push(vec![front, back.join("; "), extra, tag]);
    }
    table.written = kept.len();
    table
}

const SHOWN: Shown = Shown { proposed: true, avoided: true };

/// What a card says nothing of.
const LEFT: &[Part] =
    &[Part::Source, Part::TermSource, Part::Forms, Part::Matching, Part::Place, Part::ExternalId];

/// What may stand on the front: the leading term alone, and with the subject.
fn fronts(usable: &Usable<'_>) -> [String; 2] {
    let lead = named(usable.source[0]);
    let subject = usable.concept.subject.as_ref();
    let with_subject = subject.map_or_else(|| lead.clone(), |name| format!("{lead} ({name})"));
    [lead, with_subject]
}

/// A term with what a learner wants to know of it.
fn named(term: &Term) -> String {
    let gender = term.gender.map(|gender| gender.as_str());
    let number = term.number.map(|number| number.as_str());
    let proposed = (term.status == Status::Proposed).then_some("proposed");
    let said: Vec<&str> = [gender, number, proposed].into_iter().flatten().collect();
    let text = term.text.trim();
    if said.is_empty() { text.to_owned() } else { format!("{text} [{}]", said.join(", ")) }
}

/// What there is to know of a concept, a line each.
fn extra(concept: &Concept, synonyms: &[&Term], choice: &Choice<'_>) -> String {
    let (from, to) = choice.langs;
    let mut lines = Vec::new();
    let synonyms: Vec<String> = synonyms.iter().map(|term| named(term)).collect();
    lines.extend((!synonyms.is_empty()).then(|| format!("= {}", synonyms.join("; "))));
    for lang in [from, to] {
        let avoided = concept.terms_in(lang).filter(|term| !term.status.is_permitted());
        lines.extend(avoided.map(|term| format!("{}: {}", term.status, term.text.trim())));
    }
    lines.extend(concept.definition.clone());
    for section in &concept.sections {
        lines.extend([section.definition.clone(), section.note.clone()].into_iter().flatten());
    }
    lines.extend(concept.note.clone());
    for lang in [from, to] {
        for term in concept.terms_in(lang) {
            lines.extend(term.usage_note.as_ref().map(|note| format!("{}: {note}", term.text)));
            lines.extend(term.context.clone());
        }
    }
    lines.join("\n")
}
