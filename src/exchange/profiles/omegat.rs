//! The glossary of an OmegaT project: lines of source, target and comment with tabs between them, in
//! UTF-8, without a header. Several translations are several lines. A line that begins with `#` is a
//! comment to OmegaT, and a quote is a plain character.

use std::collections::BTreeSet;

use super::choice::{Choice, Shown, count_others};
use super::losses::{LINE_BREAKS, Part};
use super::table::{Table, on_one_line};
use crate::model::{Concept, Status, Term};

pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let mut table = Table::default();
    for concept in concepts {
        let losses = &mut table.losses;
        let Some(usable) = choice.pair(concept, SHOWN, losses) else { continue };
        count_others(concept, choice, losses);
        let before = table.rows.len();
        // Texts that do not go out as they are.
        let mut broken: BTreeSet<String> = BTreeSet::new();
        for source in &usable.source {
            let (text, changed) = on_one_line(&source.text);
            broken.extend(changed.then(|| source.text.clone()));
            if text.starts_with('#') {
                losses.add("terms that begin with # and would be comments", 1);
                continue;
            }
            for target in &usable.target {
                let (translation, changed) = on_one_line(&target.text);
                broken.extend(changed.then(|| target.text.clone()));
                if text.is_empty() || translation.is_empty() {
                    continue;
                }
                let mut comment = Vec::new();
                for part in said(concept, source, target) {
                    let (line, changed) = on_one_line(&part);
                    comment.push(line);
                    broken.extend(changed.then_some(part));
                }
                let comment = Some(comment.join("; ")).filter(|comment| !comment.is_empty());
                table.rows.push([text.clone(), translation].into_iter().chain(comment).collect());
            }
        }
        table.written += usize::from(table.rows.len() > before);
        losses.add(LINE_BREAKS, broken.len());
        losses.add_parts(concept, LEFT);
    }
    table
}

/// The comment says that a term is proposed.
const SHOWN: Shown = Shown { proposed: true, avoided: false };

/// What a line says nothing of.
const LEFT: &[Part] = &[Part::Context, Part::Forms, Part::Matching, Part::ExternalId];

/// What there is to say of a pair.
fn said(concept: &Concept, source: &Term, target: &Term) -> Vec<String> {
    let proposed = [source, target].iter().any(|term| term.status == Status::Proposed);
    let grammar = |term: &Term| {
        let said = [term.gender.map(|gender| gender.as_str()), term.number.map(|n| n.as_str())];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" "))
    };
    let owned = |field: &Option<String>| field.clone();
    let sections = concept
        .sections
        .iter()
        .flat_map(|section| [owned(&section.definition), owned(&section.note)]);
    let parts = [proposed.then(|| Status::Proposed.to_string()), grammar(source)]
        .into_iter()
        .chain([owned(&concept.subject), owned(&concept.client), owned(&concept.project)])
        .chain([owned(&concept.definition)])
        .chain(sections)
        .chain([owned(&source.usage_note), owned(&target.usage_note), owned(&concept.note)])
        .chain([owned(&source.source), owned(&target.source), owned(&concept.source)]);
    parts.flatten().collect()
}
