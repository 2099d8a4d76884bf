//! Extraction as a whole.

use proptest::prelude::*;

use super::*;

fn extracted(texts: &[&str], lang: &Lang, min_count: usize) -> Vec<Candidate> {
    let mut extractor = Extractor::new(lang).unwrap();
    for (place, text) in texts.iter().enumerate() {
        extractor.note(text, place as u32 / 2, place as u64);
    }
    extractor.finish(min_count)
}

fn german(texts: &[&str]) -> Vec<Candidate> {
    extracted(texts, &Lang::german(), 2)
}

fn find<'c>(candidates: &'c [Candidate], term: &str) -> Option<&'c Candidate> {
    candidates.iter().find(|candidate| candidate.term == term)
}

#[test]
fn forms_of_a_term_are_counted_together() {
    let found = german(&[
        "Niemand hatte mit Beistandsklauseln gerechnet.",
        "Die Beistandsklausel gilt seit gestern.",
        "Sie sprach von der multipolaren Welt.",
        "In einer multipolaren Welt gilt das nicht.",
    ]);
    let clause = find(&found, "Beistandsklausel").unwrap();
    assert_eq!((clause.count, clause.documents), (2, 2 - 1));
    assert_eq!(clause.forms, ["Beistandsklausel", "Beistandsklauseln"]);
    assert_eq!((clause.gender, clause.head.as_deref()), (Some(Gender::Feminine), Some("Klausel")));
    let world = find(&found, "multipolare Welt").unwrap();
    assert_eq!((world.count, world.pos), (2, PartOfSpeech::Phrase));
    assert_eq!(find(&found, "Welt"), None);
}

#[test]
fn adjectives_agree_with_their_noun() {
    let found = german(&[
        "Der bilaterale Vertrag ist da.",
        "Sie las den bilateralen Vertrag.",
        "Das synthetische Netz riss.",
        "Mit synthetischen Netzen geht das.",
        "Die Vereinten Nationen tagen.",
        "Sie ging zu den Vereinten Nationen.",
    ]);
    for term in ["bilateraler Vertrag", "synthetisches Netz", "Vereinte Nationen"] {
        assert!(find(&found, term).is_some(), "{term}: {found:#?}");
    }
}

#[test]
fn a_noun_with_a_genitive_is_a_term() {
    let found = german(&["Das Recht der See ist alt.", "Wer kennt das Recht der See?"]);
    assert!(find(&found, "Recht der See").is_some(), "{found:#?}");
    let found = german(&["Ein Teil der Klausel fehlt.", "Dieser Teil der Klausel ist neu."]);
    assert!(find(&found, "Teil der Klausel").is_none(), "{found:#?}");
}

#[test]
fn what_is_no_term_is_left_out() {
    let found = german(&[
        "Wählen Sie am Montag um 12 Uhr sein_Feld und C:\\Pfad, der ihr Ding ist.",
        "Wählen Sie am Montag um 12 Uhr sein_Feld und C:\\Pfad, der ihr Ding ist.",
        "Im Januar waren es 30 Prozent, seitdem Millionen.",
        "Im Januar waren es 30 Prozent, seitdem Millionen.",
    ]);
    assert_eq!(found.iter().map(|one| one.term.as_str()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn names_are_told_apart() {
    let found = german(&[
        "Wladimir Putin reiste nach Pjöngjang.",
        "Putin blieb in Pjöngjang, wo Putin sprach.",
        "Dort traf Wladimir Putin die Presse.",
    ]);
    for name in ["Putin", "Pjöngjang", "Wladimir Putin"] {
        let pos = find(&found, name).map(|one| one.pos);
        assert!(pos.is_none_or(|pos| pos == PartOfSpeech::ProperNoun), "{name}: {found:#?}");
    }
}

#[test]
fn english_terms_are_nouns_with_what_stands_before_them() {
    let texts = [
        "The mutual assistance clauses were new to everyone.",
        "Nobody had read the mutual assistance clause.",
    ];
    let found = extracted(&texts, &Lang::english(), 2);
    let clause = find(&found, "mutual assistance clause").unwrap();
    assert_eq!((clause.count, clause.head.as_deref()), (2, Some("clause")));
    assert_eq!(find(&found, "assistance clause"), None);
}

#[test]
fn other_languages_are_not_known() {
    assert!(Extractor::new(&"fr".parse().unwrap()).is_none());
    assert!(Extractor::new(&"de-AT".parse().unwrap()).is_some());
}

/// Texts of words that patterns look for, between anything.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("der ".to_owned()),
        Just("Vertrag ".to_owned()),
        Just("multipolare ".to_owned()),
        Just("Kim Jong-un ".to_owned()),
        Just("Nato-".to_owned()),
        Just("İstanbul-ẞtraße ".to_owned()),
        Just("mutual clause ".to_owned()),
        "\\PC{0,12}",
        "[A-ZÄÖÜa-zäöüß]{1,9} ",
    ];
    prop::collection::vec(prop::collection::vec(word, 0..12).prop_map(|words| words.concat()), 0..6)
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_examples_are_in_their_texts(texts in texts(), german in any::<bool>()) {
        let lang = if german { Lang::german() } else { Lang::english() };
        let all: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = extracted(&all, &lang, 1);
        for candidate in found {
            let Example { place, span } = candidate.example;
            let text = &texts[place as usize];
            prop_assert!(text.get(span.start..span.end).is_some_and(|part| !part.is_empty()));
            prop_assert!(candidate.count >= 1 && candidate.documents >= 1);
            prop_assert!(candidate.score.is_finite() && candidate.score >= 0.0);
            prop_assert!(!candidate.term.is_empty() && !candidate.forms.is_empty());
            let mut witness = proposing::Witness::new(&candidate.term, &lang);
            witness.note(text, &Lang::english());
            witness.narrow();
        }
    }
}
