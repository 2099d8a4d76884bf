//! Glossaries of DeepL and Google: a source term and the one translation to put in its place, in two
//! columns without a header, in UTF-8 without a mark. DeepL refuses a whole file for a source term that
//! stands twice, a control character, or a text or file that is too long; Google has the same limits,
//! and of several translations uses one without saying which.

use std::collections::{BTreeSet, HashMap};

use super::choice::{Choice, Shown, count_others};
use super::losses::{LINE_BREAKS, Part};
use super::table::{Table, on_one_line};
use crate::model::{Concept, Status, Term};

/// A text may be so long, in bytes.
const LONGEST: usize = 1_024;

/// So long may a file be, in bytes.
const LARGEST: usize = 10 << 20;

/// A translation that may be chosen for a source term.
struct Candidate {
    source: String,
    target: String,
    /// Preferred terms first.
    rank: (Status, Status),
    /// The place of its concept.
    concept: usize,
}

/// The pairs, each source term once: its preferred translation, of concepts that are equally good
/// the first.
pub(super) fn table(concepts: &[Concept], choice: &Choice<'_>) -> Table {
    let mut table = Table::default();
    let mut best: HashMap<String, usize> = HashMap::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (number, concept) in concepts.iter().enumerate() {
        let losses = &mut table.losses;
        let Some(usable) = choice.pair(concept, Shown::default(), losses) else { continue };
        count_others(concept, choice, losses);
        let lines = |terms: &[&Term]| -> Vec<(String, bool, Status)> {
            let line = |term: &&Term| {
                let (text, changed) = on_one_line(&term.text);
                (text, changed, term.status)
            };
            terms.iter().map(line).filter(|(text, _, _)| !text.is_empty()).collect()
        };
        let (sources, targets) = (lines(&usable.source), lines(&usable.target));
        let changed = sources.iter().chain(&targets).filter(|(_, changed, _)| *changed).count();
        losses.add(LINE_BREAKS, changed);
        let (sources, targets) = [sources, targets]
            .map(|mut lines| {
                let all = lines.len();
                lines.retain(|(text, _, _)| text.len() <= LONGEST);
                losses.add("terms longer than 1024 bytes", all - lines.len());
                lines
            })
            .into();
        let Some(((target, _, status), further)) = targets.split_first() else { continue };
        losses.add("second translations of a term", further.len());
        for (source, _, of_source) in sources {
            let candidate = Candidate {
                source: source.clone(),
                target: target.clone(),
                rank: (of_source, *status),
                concept: number,
            };
            match best.get(&source).copied() {
                None => {
                    best.insert(source, candidates.len());
                    candidates.push(candidate);
                }
                Some(place) => {
                    losses.add("terms that another concept has too", 1);
                    if candidate.rank < candidates[place].rank {
                        candidates[place] = candidate;
                    }
                }
            }
        }
    }
    finish(table, concepts, candidates)
}

fn finish(mut table: Table, concepts: &[Concept], candidates: Vec<Candidate>) -> Table {
    let (mut size, mut there) = (0, BTreeSet::new());
    let all = candidates.len();
    for Candidate { source, target, concept, .. } in candidates {
        // The cells, in quotes that are doubled in them, the separator and the end of the line.
        let quotes = [&source, &target].map(|text| text.matches('"').count() + 2);
        size += source.len() + target.len() + quotes.iter().sum::<usize>() + 2;
        if size > LARGEST {
            break;
        }
        table.rows.push(vec![source, target]);
        if there.insert(concept) {
            table.losses.add_parts(&concepts[concept], LEFT);
        }
    }
    table.written = there.len();
    table.losses.add("pairs for which 10 MiB have no room", all - table.rows.len());
    table
}

/// What a pair says nothing of.
const LEFT: &[Part] = &[
    Part::Subject,
    Part::Definition,
    Part::Note,
    Part::LangNote,
    Part::UsageNote,
    Part::Source,
    Part::TermSource,
    Part::Context,
    Part::Grammar,
    Part::Forms,
    Part::Matching,
    Part::Place,
    Part::ExternalId,
];
