//! What is said of an entry is kept or counted.

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
    for (number, lang) in langs.iter().enumerate() {
        let taken = entry.put(Level::Lang(lang), Meaning::Definition, "a");
        assert_eq!(taken, number <= MOST_LANGS);
        assert!(entry.put(Level::Entry, Meaning::Note, &long));
        assert!(!entry.put(Level::Entry, Meaning::Note, "too much"));
        entry.term(&Lang::german(), lang.as_str());
    }
    assert_eq!(entry.proposal.sections.len(), MOST_LANGS + 1);
    assert_eq!(entry.proposal.terms.len(), MOST_TERMS + 1);
    entry.proposal.terms.truncate(2);
    let reason = entry.finish((None, None), (&Lang::german(), &Lang::english())).unwrap_err();
    assert!(reason.contains("more than 1000 languages"), "{reason}");
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
