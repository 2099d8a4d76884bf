//! `beleg term`.

use crate::support::Sandbox;

#[test]
fn a_term_is_answered_with_its_evidence() {
    let sandbox = Sandbox::filled();
    let answer = &sandbox.json(&["term", "Beistandsklausel"])[0];
    assert_eq!(answer["found"]["by"], "exact");
    assert_eq!(answer["subject"], "politics");
    let evidence = answer["evidence"].as_array().unwrap();
    assert!(!evidence.is_empty());
    for (side, spans, words) in [
        ("source", "source_spans", "Beistandsklausel"),
        ("target", "target_spans", "mutual assistance clause"),
    ] {
        let text = evidence[0][side].as_str().unwrap();
        let span = &evidence[0][spans][0];
        let range = span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize;
        assert!(text[range].starts_with(words), "{text}");
    }
}

#[test]
fn spellings_and_forms_lead_to_the_term() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["add", "Pjöngjang", "Pyongyang"]);
    sandbox.ok(&["add", "Schlußstraße", "final road"]);
    for (typed, by) in [
        ("Beistandsklauseln", "inflected"),
        ("beistandsklausel", "spelling"),
        ("mutual assistance clauses", "inflected"),
        ("Pjoengjang", "spelling"),
        ("Schlussstrasse", "spelling"),
        ("Beistandskl*", "prefix"),
        ("Pyongyang", "exact"),
    ] {
        let answers = sandbox.json(&["term", typed]);
        assert_eq!(answers[0]["found"]["by"], by, "{typed}");
    }
}

#[test]
fn a_word_of_the_pairs_alone_is_answered_from_them() {
    let sandbox = Sandbox::filled();
    let answer = &sandbox.json(&["term", "Devisen"])[0];
    assert!(answer.get("concept").is_none());
    assert!(!answer["evidence"].as_array().unwrap().is_empty());
    let said = sandbox.run(&["term", "devisen"]).stderr;
    assert!(said.contains("in no concept") && said.contains("beleg add Devisen TRANS"), "{said}");
    let said = sandbox.run(&["term", "banquet"]).stderr;
    assert!(said.contains("`beleg add TERM banquet`"), "{said}");
}

#[test]
fn what_is_nowhere_is_met_with_the_closest_terms() {
    let sandbox = Sandbox::filled();
    let ran = sandbox.run(&["term", "Beistandsklausl"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("closest: Beistandsklausel"), "{}", ran.stderr);
    let ran = sandbox.run(&["term", "Sanktonen"]);
    assert!(ran.stderr.contains("closest: Sanktion"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn the_number_of_examples_is_the_users() {
    let sandbox = Sandbox::filled();
    let none = &sandbox.json(&["term", "Beistandsklausel", "--examples", "0"])[0];
    assert_eq!(none["evidence"].as_array().unwrap().len(), 0);
    let one = &sandbox.json(&["term", "Beistandsklausel", "--examples", "1"])[0];
    assert_eq!(one["evidence"].as_array().unwrap().len(), 1);
    assert_eq!(sandbox.ok(&["term", "Devisen", "--examples", "0"]), "");
}

#[test]
fn the_view_marks_the_term_on_both_sides() {
    let sandbox = Sandbox::filled();
    let view = sandbox.ok(&["term", "Beistandsklausel"]).replace("\n    ", " ");
    assert!(
        view.contains("[Beistandsklausel]") && view.contains("[mutual assistance clause]"),
        "{view}"
    );
    let colored = sandbox.ok(&["term", "Beistandsklausel", "--color", "always"]);
    assert!(colored.contains("\x1b[1mBeistandsklausel\x1b[0m"), "{colored}");
}

#[test]
fn a_concept_is_found_by_its_id() {
    let sandbox = Sandbox::filled();
    let answer = &sandbox.json(&["term", "c111"])[0];
    assert_eq!(answer["terms"][0]["text"], "Beistandsklausel");
    assert_eq!(sandbox.run(&["term", "c9999"]).code, 1);
}

#[test]
fn an_equal_spelling_does_not_hide_another_form() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Maß", "measure"]);
    sandbox.ok(&["add", "Masse", "mass"]);
    let found = |typed| -> Vec<String> {
        let answers = sandbox.json(&["term", typed]);
        answers
            .iter()
            .map(|answer| answer["terms"][0]["text"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(found("Maße"), ["Masse", "Maß"]);
    assert_eq!(found("Masse"), ["Masse"]);
}

#[test]
fn different_words_do_not_meet_without_their_umlauts() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Öl", "oil"]);
    sandbox.ok(&["add", "fördern", "to promote"]);
    for (typed, code) in [("Ol", 1), ("fordern", 1), ("Oel", 0), ("foerdern", 0)] {
        assert_eq!(sandbox.run(&["term", typed]).code, code, "{typed}");
    }
}

#[test]
fn the_pairs_prove_a_term_in_whatever_form_it_stands() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pairs.tsv",
        "de\ten\n\
         Das gilt unter Nachbarn.\tThat goes among neighbours.\n\
         Er lehnte den Plan gestern ab.\tHe rejected the plan yesterday.\n\
         Die Photographie ist alt.\tThe photograph is old.\n\
         Die Lehne brach ab.\tThe armrest broke off.\n",
    );
    sandbox.ok(&["import", "pairs.tsv", "--as", "units"]);
    for (term, translation, forms) in [
        ("Nachbar", "neighbour", vec!["Nachbarn"]),
        ("ablehnen", "to reject", vec!["lehnte", "ab"]),
        ("Fotografie", "photograph", vec!["Photographie"]),
    ] {
        sandbox.ok(&["add", term, translation]);
        let found = sandbox.json(&["term", term]);
        let evidence = found[0]["evidence"].as_array().unwrap();
        assert_eq!(evidence.len(), 1, "{term}: {evidence:?}");
        let source = evidence[0]["source"].as_str().unwrap();
        let spans = evidence[0]["source_spans"].as_array().unwrap().iter();
        let at = |span: &serde_json::Value, end: usize| span[end].as_u64().unwrap() as usize;
        let marked: Vec<&str> = spans.map(|span| &source[at(span, 0)..at(span, 1)]).collect();
        assert_eq!(marked, forms);
        assert_eq!(evidence[0]["target_spans"].as_array().unwrap().len(), 1, "{term}");
    }
}

#[test]
fn a_word_of_the_pairs_alone_is_offered_as_it_was_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "--pair", "Die Hauptstädte wachsen.", "The capitals are growing."]);
    let told = sandbox.run(&["term", "Hauptstadt"]).stderr;
    assert!(told.contains("`beleg add Hauptstadt TRANSLATION`"), "{told}");
    let told = sandbox.run(&["term", "hauptstaedte"]).stderr;
    assert!(told.contains("`beleg add Hauptstädte TRANSLATION`"), "{told}");
}
