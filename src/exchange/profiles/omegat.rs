//! The glossary of an OmegaT project: lines of source, target and comment with tabs between them, in
//! UTF-8, without a header. Several translations are several lines. A line that begins with `#` is a
//! comment to OmegaT, and a quote is a plain character.

use super::choice::{Choice, Shown, count_others};
use super::losses::Part;
use super::table::{Table, on_one_line};
use crate::model::{Concept, Status, Term};

pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let mut table = Table::default();
    for concept in concepts {
        let losses = &mut table.losses;
        let Some(usable) = choice.pair(concept, SHOWN, losses) else { continue };
        count_others(concept, choice, losses);
        let before = table.rows.len();
        for source in &usable.source {
            let (text, changed) = on_one_line(&source.text);
            losses.add("line breaks and control characters", usize::from(changed));
            if text.starts_with('#') {
                losses.add("terms that begin with # and would be comments", 1);
                continue;
            }
            for target in &usable.target {
                let row = [text.clone(), on_one_line(&target.text).0];
                if row.iter().any(String::is_empty) {
                    continue;
                }
                let comment = comment(concept, source, target);
                let cells = row.into_iter().chain((!comment.is_empty()).then_some(comment));
                table.rows.push(cells.collect());
            }
        }
        table.written += usize::from(table.rows.len() > before);
        losses.add_parts(concept, LEFT);
    }
    table
}

/// The comment says that a term is proposed.
const SHOWN: Shown = Shown { proposed: true, avoided: false };

/// What a line says nothing of.
const LEFT: &[Part] = &[Part::Context, Part::Forms, Part::Matching, Part::ExternalId];

/// What there is to say of a pair, on one line.
fn comment(concept: &Concept, source: &Term, target: &Term) -> String {
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
    let lines: Vec<String> = parts.flatten().map(|part| on_one_line(&part).0).collect();
    lines.join("; ")
}
