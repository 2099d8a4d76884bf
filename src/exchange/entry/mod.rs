//! An entry of another tool's termbase, gathered bit by bit into a row.
//!
//! Invariant: whatever is said of the entry is in its row, or counted as not kept.

mod ids;
mod meaning;
mod picklists;
mod tally;

use std::collections::HashMap;

use super::names::Langs;
use super::terms_in::{short, too_long};
use crate::model::{Lang, LanguageSection, Proposal, ProposedTerm};

pub(super) use ids::Ids;
pub(super) use meaning::{Meaning, lang, meaning};
pub(super) use tally::{Tally, faults};

/// What stands between texts of which there is one place for all.
const BETWEEN: &str = "; ";

/// Texts of which there is one place for all may be so long together, in bytes.
const LONGEST: usize = 1 << 16;

/// No entry has more terms.
const MOST_TERMS: usize = 10_000;

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
        let Proposal { id, external_id, terms, .. } = &mut proposal;
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
        Some(there) if there.split(BETWEEN).any(|part| part == text) || there == text => {}
        Some(there) => {
            there.push_str(BETWEEN);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartOfSpeech, Status};

    fn said(level: Level<'_>, all: &[(&str, &str)]) -> (Proposal, String) {
        let (german, english) = (Lang::german(), Lang::english());
        let mut entry = Entry::default();
        entry.term(&english, "duty");
        entry.term(&german, "Zoll");
        for (name, text) in all {
            entry.say(level, name, text, (&german, &english));
        }
        let finished = entry.finish((None, None), (&german, &english)).unwrap();
        (finished.proposal, finished.lost.told().unwrap_or_default())
    }

    #[test]
    fn what_is_said_goes_where_it_belongs_or_is_counted() {
        let (row, lost) = said(
            Level::Entry,
            &[
                ("subjectField", "Recht"),
                ("Definition", "a"),
                ("definition", "b"),
                ("customerSubset", "Muster AG"),
                ("customerSubset", "Andere AG"),
                ("reliabilityCode", "9"),
                ("partOfSpeech", "noun"),
            ],
        );
        assert_eq!(row.subject.as_deref(), Some("Recht"));
        assert_eq!(row.definition.as_deref(), Some("a; b"));
        assert_eq!(row.client.as_deref(), Some("Muster AG"));
        assert_eq!(lost, "not kept: 1 × customerSubset, 1 × partOfSpeech, 1 × reliabilityCode");
        assert_eq!(row.terms[0].text, "Zoll");
    }

    #[test]
    fn what_is_said_of_a_term_stays_with_it() {
        let (row, lost) = said(
            Level::Term(1),
            &[
                ("Wortart", "Substantiv"),
                ("administrativeStatus", "supersededTerm-admn-sts"),
                ("Usage note", "amtlich"),
                ("register", "technicalRegister"),
                ("customerSubset", "Muster AG"),
                ("definition", "Abgabe"),
                ("partOfSpeech", "verb"),
                ("plural", "Zölle"),
            ],
        );
        let term = &row.terms[0];
        assert_eq!((term.pos, term.status), (Some(PartOfSpeech::Noun), Some(Status::Deprecated)));
        assert_eq!(
            term.usage_note.as_deref(),
            Some("amtlich; register: technicalRegister; client: Muster AG")
        );
        assert_eq!(term.forms, ["Zölle"]);
        assert_eq!(row.sections[0].definition.as_deref(), Some("Abgabe"));
        assert_eq!(lost, "not kept: 1 × partOfSpeech");
    }

    #[test]
    fn an_entry_may_say_much_and_say_it_again() {
        let mut entry = Entry::default();
        let langs: Vec<Lang> =
            (0..20_000).map(|number| format!("de-x-{number}").parse().unwrap()).collect();
        let long = "x".repeat(LONGEST - 2);
        assert!(entry.put(Level::Entry, Meaning::Note, &long));
        for lang in &langs {
            assert!(entry.put(Level::Lang(lang), Meaning::Definition, "a"));
            assert!(entry.put(Level::Entry, Meaning::Note, &long));
            assert!(!entry.put(Level::Entry, Meaning::Note, "too much"));
            entry.term(&Lang::german(), lang.as_str());
        }
        assert_eq!(entry.proposal.sections.len(), langs.len());
        assert_eq!(entry.proposal.terms.len(), MOST_TERMS + 1);
    }

    #[test]
    fn an_entry_that_cannot_be_used_says_why() {
        let (german, english) = (Lang::german(), Lang::english());
        let reason = |entry: Entry| entry.finish((None, None), (&german, &english)).unwrap_err();
        assert_eq!(reason(Entry::default()), "no term");
        let mut empty = Entry::default();
        assert_eq!(empty.term(&german, " \n"), None);
        assert_eq!(reason(empty), "its terms are empty");
        let mut single = Entry::default();
        single.term(&german, "Zoll");
        assert!(reason(single).starts_with("no translation, only `Zoll` in de"));
        let mut long = Entry::default();
        long.term(&german, &"x".repeat(1_001));
        assert!(reason(long).contains("longer than 1000"));
    }

    #[test]
    fn line_breaks_that_wrap_are_spaces() {
        assert_eq!(unwrapped("\n  Click the link\n\t\tto browse.\n "), "Click the link to browse.");
        assert_eq!(unwrapped("1. a\n2. b"), "1. a\n2. b");
        assert_eq!(unwrapped("a\n \n  b \n c"), "a\nb c");
    }
}
