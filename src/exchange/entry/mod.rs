//! An entry of another tool's termbase, gathered bit by bit into a row.
//!
//! Invariant: whatever is said of the entry is in its row, or counted as not kept.

mod ids;
mod meaning;
mod picklists;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::names::Langs;
use super::terms_in::{short, too_long};
use crate::model::{BETWEEN_NOTES, Lang, LanguageSection, Proposal, ProposedTerm};

pub(super) use ids::Ids;
pub(super) use meaning::{Meaning, lang, meaning};
pub(super) use tally::{Tally, faults};

/// Texts of which there is one place for all may be so long together, in bytes.
const LONGEST: usize = 1 << 16;

/// No entry has more terms.
const MOST_TERMS: usize = 10_000;

/// No entry says something in more languages.
const MOST_LANGS: usize = 1_000;

/// What something is said of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level<'l> {
    /// The whole entry.
    Entry,
    /// The entry in one language.
    Lang(&'l Lang),
    /// A term, by its place.
    Term(usize),
}

/// A text with its meaning and its level: whose language, or which term.
type Said = (Meaning, Option<Lang>, Option<usize>, String);

/// An entry while it is read.
#[derive(Debug, Default)]
pub(super) struct Entry {
    proposal: Proposal,
    /// The places of terms and of what is said in a language.
    terms: HashMap<(Lang, String), usize>,
    sections: HashMap<Lang, usize>,
    /// What was said, with whether there was a place for it.
    said: HashMap<Said, bool>,
    /// The types of terms, which count as a part of speech where there is no other.
    types: Vec<(usize, String)>,
    /// How many terms are empty.
    empty: usize,
    /// What has no place in the row.
    lost: Tally,
}

/// An entry that was read.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) proposal: Proposal,
    /// How many of its terms were empty.
    pub(super) empty: usize,
    pub(super) lost: Tally,
}

impl Entry {
    /// Adds a term, and answers with its place; none if it is empty.
    pub(super) fn term(&mut self, lang: &Lang, text: &str) -> Option<usize> {
        if text.trim().is_empty() {
            self.empty += 1;
            return None;
        }
        let terms = &mut self.proposal.terms;
        if terms.len() > MOST_TERMS {
            return None;
        }
        let place = self.terms.entry((lang.clone(), text.to_owned())).or_insert_with(|| {
            terms.push(ProposedTerm::new(lang.clone(), text));
            terms.len() - 1
        });
        Some(*place)
    }

    /// Counts something that has no place.
    pub(super) fn lose(&mut self, name: &str) {
        self.lost.add(name, 1);
    }

    /// Takes what is said under a name that a tool or its user gave.
    pub(super) fn say(&mut self, level: Level<'_>, name: &str, text: &str, langs: Langs<'_>) {
        if text.trim().is_empty() {
            return;
        }
        let taken = meaning(name, langs).is_some_and(|meaning| match meaning {
            Meaning::Labelled => self.put_labelled(level, name, text),
            meaning => self.put(level, meaning, text),
        });
        if !taken {
            self.lose(name);
        }
    }

    /// Puts a text where it belongs; says whether there was a place for it.
    pub(super) fn put(&mut self, level: Level<'_>, meaning: Meaning, text: &str) -> bool {
        let (lang, term) = match level {
            Level::Entry => (None, None),
            Level::Lang(lang) => (Some(lang.clone()), None),
            Level::Term(place) => (None, Some(place)),
        };
        let said = (meaning, lang, term, text.to_owned());
        if let Some(taken) = self.said.get(&said) {
            return *taken;
        }
        let taken = self.place(level, meaning, text);
        self.said.insert(said, taken);
        taken
    }

    fn place(&mut self, level: Level<'_>, meaning: Meaning, text: &str) -> bool {
        let proposal = &mut self.proposal;
        match (meaning, level) {
            (Meaning::Subject, _) => add(&mut proposal.subject, text),
            (Meaning::Definition, Level::Entry) => add(&mut proposal.definition, text),
            (Meaning::Note, Level::Entry) => add(&mut proposal.note, text),
            (Meaning::Definition, _) => {
                self.section(level).is_some_and(|section| add(&mut section.definition, text))
            }
            (Meaning::Note, Level::Lang(_)) => {
                self.section(level).is_some_and(|section| add(&mut section.note, text))
            }
            (Meaning::Source, Level::Entry | Level::Lang(_)) => add(&mut proposal.source, text),
            (Meaning::ExternalId, Level::Entry) => fill(&mut proposal.external_id, text.to_owned()),
            (Meaning::Client, Level::Entry | Level::Lang(_)) => {
                fill(&mut proposal.client, text.to_owned())
            }
            (Meaning::Project, Level::Entry | Level::Lang(_)) => {
                fill(&mut proposal.project, text.to_owned())
            }
            // There is no such place for a single term, nor for examples of a whole entry.
            (Meaning::Client, Level::Term(_)) => self.put_labelled(level, "client", text),
            (Meaning::Project, Level::Term(_)) => self.put_labelled(level, "project", text),
            (Meaning::Context, Level::Entry | Level::Lang(_)) => {
                self.put_labelled(level, "context", text)
            }
            (meaning, Level::Term(place)) => self.put_of_term(place, meaning, text),
            _ => false,
        }
    }

    fn put_labelled(&mut self, level: Level<'_>, label: &str, text: &str) -> bool {
        self.put(level, Meaning::Note, &format!("{label}: {text}"))
    }

    fn put_of_term(&mut self, place: usize, meaning: Meaning, text: &str) -> bool {
        let Some(term) = self.proposal.terms.get_mut(place) else { return false };
        match meaning {
            Meaning::Note => add(&mut term.usage_note, text),
            Meaning::Source => add(&mut term.source, text),
            Meaning::Context => add(&mut term.context, text),
            Meaning::Status => {
                picklists::status(text).is_some_and(|status| fill(&mut term.status, status))
            }
            Meaning::Pos => picklists::pos(text).is_some_and(|pos| fill(&mut term.pos, pos)),
            Meaning::Gender => {
                picklists::gender(text).is_some_and(|gender| fill(&mut term.gender, gender))
            }
            Meaning::Number => {
                picklists::number(text).is_some_and(|number| fill(&mut term.number, number))
            }
            Meaning::Matching => text.parse().is_ok_and(|way| fill(&mut term.matching, way)),
            Meaning::Forms => {
                let forms = text.split('|').map(str::trim).filter(|form| !form.is_empty());
                term.forms.extend(forms.map(str::to_owned));
                true
            }
            Meaning::Type => {
                self.types.push((place, text.to_owned()));
                true
            }
            _ => false,
        }
    }

    /// Puts what is known better than what the file's own categories could say.
    pub(super) fn correct(&mut self, level: Level<'_>, meaning: Meaning, text: &str) -> bool {
        if let Level::Term(place) = level
            && let Some(term) = self.proposal.terms.get_mut(place)
        {
            match meaning {
                Meaning::Status if picklists::status(text).is_some() => term.status = None,
                Meaning::Pos if picklists::pos(text).is_some() => term.pos = None,
                _ => {}
            }
        }
        self.place(level, meaning, text)
    }

    /// What is said in the language of a level.
    fn section(&mut self, level: Level<'_>) -> Option<&mut LanguageSection> {
        let lang = match level {
            Level::Entry => return None,
            Level::Lang(lang) => lang.clone(),
            Level::Term(place) => self.proposal.terms.get(place)?.lang.clone(),
        };
        let sections = &mut self.proposal.sections;
        if sections.len() > MOST_LANGS {
            return None;
        }
        let place = self.sections.entry(lang).or_insert_with_key(|lang| {
            sections.push(LanguageSection { lang: lang.clone(), definition: None, note: None });
            sections.len() - 1
        });
        sections.get_mut(*place)
    }

    /// The row, with the terms of the pair's languages first.
    ///
    /// # Errors
    /// If it has no term, one that is none, or terms in one language only and no id.
    pub(super) fn finish(
        mut self,
        id: (Option<String>, Option<String>),
        langs: Langs<'_>,
    ) -> Result<Finished, String> {
        for (place, kind) in std::mem::take(&mut self.types) {
            let Some(term) = self.proposal.terms.get_mut(place) else { continue };
            if !picklists::take_type(term, &kind) {
                self.lost.add("termType", 1);
            }
        }
        let Self { mut proposal, empty, lost, .. } = self;
        proposal.id = id.0;
        proposal.external_id = proposal.external_id.or(id.1);
        let Proposal { id, external_id, terms, sections, .. } = &mut proposal;
        terms.sort_by_key(|term| {
            (!term.lang.is_same_language(langs.0), !term.lang.is_same_language(langs.1))
        });
        let Some(first) = terms.first() else {
            let unread = lost.names_with("language").next();
            return Err(match (empty, unread) {
                (0, Some(unread)) => format!("no term in a language that is known: {unread}"),
                (0, None) => "no term".to_owned(),
                _ => "its terms are empty".to_owned(),
            });
        };
        if terms.len() > MOST_TERMS {
            return Err(format!("more than {MOST_TERMS} terms: no entry, rather a list"));
        }
        if sections.len() > MOST_LANGS {
            return Err(format!("more than {MOST_LANGS} languages: no entry, rather a list"));
        }
        if let Some(reason) = terms.iter().find_map(|term| too_long(&term.text)) {
            return Err(reason);
        }
        let is_pair = terms.iter().any(|term| !term.lang.is_same_language(&first.lang));
        if !is_pair && id.is_none() && external_id.is_none() {
            return Err(format!(
                "no translation, only `{}` in {}: an entry without an `id` of its own needs two \
                 languages",
                short(&first.text),
                first.lang
            ));
        }
        Ok(Finished { proposal, empty, lost })
    }
}

/// Adds a text to what stands there, unless it is there; says whether it stands there now.
fn add(place: &mut Option<String>, text: &str) -> bool {
    match place {
        None => *place = Some(text.to_owned()),
        Some(there) if there.len() + text.len() > LONGEST => return there == text,
        Some(there) if there.split(BETWEEN_NOTES).any(|part| part == text) || there == text => {}
        Some(there) => {
            there.push_str(BETWEEN_NOTES);
            there.push_str(text);
        }
    }
    true
}

/// Puts a value where none stands; says whether it stands there now.
fn fill<T: PartialEq>(place: &mut Option<T>, value: T) -> bool {
    match place {
        None => {
            *place = Some(value);
            true
        }
        Some(there) => *there == value,
    }
}

/// A text as people wrote it: line breaks that only wrap it are spaces.
pub(super) fn unwrapped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut was_empty = false;
    for line in text.trim().lines() {
        if !whole.is_empty() && !line.trim().is_empty() {
            let wraps = line.starts_with(char::is_whitespace) && !was_empty;
            whole.push(if wraps { ' ' } else { '\n' });
        }
        whole.push_str(line.trim());
        was_empty = line.trim().is_empty();
    }
    whole
}
