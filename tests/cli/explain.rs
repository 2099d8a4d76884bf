//! `beleg explain`.

use crate::support::{Sandbox, shipped};

const DE: &str = "\
Die Regierung hat am Montag ein neues Gesetz vorgelegt.
Es soll im Januar in Kraft treten.
Niemand hatte damit gerechnet.
Kritik kam von der Opposition.
Am Freitag stimmt das Parlament ab.
";
const EN: &str = "\
On Monday the government presented a new law.
It is to take effect in January.
The opposition criticised it.
Parliament votes on Friday.
";

fn aligned() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.de.txt", DE);
    sandbox.write("a.en.txt", EN);
    sandbox.ok(&["align", "a.de.txt", "a.en.txt", "--segmented", "--quiet"]);
    sandbox
}

/// The view on one line.
fn view(sandbox: &Sandbox, args: &[&str]) -> String {
    let shown = sandbox.ok(args);
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_parts_add_up_and_the_words_are_named() {
    let sandbox = aligned();
    let why = &sandbox.json(&["explain", "align", "d1", "1"])[0];
    assert_eq!((&why["bead"], &why["kind"]), (&0.into(), &"1-1".into()));
    assert_eq!((&why["source_document"], &why["target_document"]), (&"d1".into(), &"d2".into()));
    assert_eq!(why["chosen"], true);
    let number = |name: &str| why["score"][name].as_f64().unwrap();
    let sum: f64 = ["prior", "words_source", "words_target", "length", "paragraph"]
        .iter()
        .map(|part| number(part))
        .sum();
    assert!((sum - number("total")).abs() < 1e-3, "{why}");
    let links = why["links"].as_array().unwrap();
    let link = |source: &str| links.iter().find(|link| link["source"] == source).unwrap();
    assert_eq!(link("Gesetz")["target"], "law");
    assert_eq!(link("Gesetz")["by"], "lexicon");
    assert!(why["margin"].as_f64().unwrap() > 0.0);
    assert!(!why["instead"].as_array().unwrap().is_empty());
}

#[test]
fn the_view_says_why_in_words_and_figures() {
    let sandbox = aligned();
    let shown = view(&sandbox, &["explain", "align", "d1", "1"]);
    for part in [
        "bead 1 of d1 and d2 · 1-1",
        "Chosen because",
        "as likely as the best other way",
        "Gesetz → law",
        "words in de",
        "55 and 45 characters",
        "The best other way",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn a_sentence_that_was_left_out_is_set_against_its_neighbours() {
    let sandbox = aligned();
    let shown = view(&sandbox, &["explain", "align", "d1", "3"]);
    assert!(shown.contains("· 1-0 ·") && shown.contains("with the bead before, as 2-1"), "{shown}");
    let why = &sandbox.json(&["explain", "align", "d1", "3"])[0];
    assert_eq!(why["score"]["prior"], why["score"]["total"]);
    assert_eq!(why["merged"].as_array().unwrap().len(), 2);
}

#[test]
fn either_document_leads_to_the_bead() {
    let sandbox = aligned();
    let of = |document| sandbox.ok(&["explain", "align", document, "2", "--json"]);
    assert_eq!(of("d1"), of("d2"));
}

#[test]
fn what_a_person_decided_is_told_with_what_the_aligner_would_choose() {
    let sandbox = aligned();
    sandbox.ok(&["review", "d1", "--all", "--out", "r.txt", "--quiet"]);
    let lines: Vec<String> = sandbox
        .read("r.txt")
        .lines()
        .filter(|line| !line.starts_with("[ ] 2 ") && !line.starts_with("[?] 2 "))
        .map(|line| line.replace("[?] 4 ", "[ok] 4 ").replace("[ ] 4 ", "[ok] 4 "))
        .collect();
    sandbox.write("r.txt", lines.join("\n"));
    sandbox.ok(&["review", "d1", "--apply", "r.txt", "--quiet"]);
    let shown = view(&sandbox, &["explain", "align", "d1", "1"]);
    assert!(shown.contains("accepted by a person"), "{shown}");
    assert!(shown.contains("the aligner alone would choose otherwise"), "{shown}");
    assert!(shown.contains("What the aligner would choose"), "{shown}");
    let why = &sandbox.json(&["explain", "align", "d1", "1"])[0];
    assert_eq!((&why["chosen"], &why["kind"]), (&false.into(), &"2-2".into()));
    assert_eq!(why["instead"].as_array().unwrap().len(), 2);
    assert!(why["margin"].as_f64().unwrap() < 0.0 && why.get("confidence_now").is_none());
    let shown = view(&sandbox, &["explain", "align", "d1", "3"]);
    assert!(shown.contains("The aligner alone would give it"), "{shown}");
}

#[test]
fn terms_of_the_glossary_are_told_as_such() {
    let sandbox = Sandbox::with_articles();
    sandbox.ok(&["import", &shipped("glossary/politics.csv"), "--quiet"]);
    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt", "--quiet"]);
    let shown = view(&sandbox, &["explain", "align", "d1", "3"]);
    assert!(shown.contains("Beistandsklausel → mutual assistance clause glossary"), "{shown}");
}

#[test]
fn what_cannot_be_explained_is_refused_with_a_hint() {
    let sandbox = aligned();
    for (args, told) in [
        (&["d1", "6"][..], "there is no bead 6: the alignment has 5"),
        (&["d9", "1"], "there is no document d9"),
        (&["d1", "1", "--with", "d9"], "d1 is not aligned with d9"),
    ] {
        let error = sandbox.refused(&[&["explain", "align"], args].concat());
        assert!(error.contains(told) && error.lines().count() == 2, "{error}");
    }
    for args in
        [&["explain"][..], &["explain", "align", "d1", "0"], &["explain", "align", "u1", "1"]]
    {
        assert_eq!(sandbox.run(args).code, 2, "{args:?}");
    }
}

#[test]
fn one_of_several_alignments_is_named() {
    let sandbox = aligned();
    sandbox.write("b.en.txt", EN.replace("presented", "tabled"));
    sandbox.ok(&["align", "a.de.txt", "b.en.txt", "--segmented", "--quiet"]);
    let error = sandbox.refused(&["explain", "align", "d1", "1"]);
    assert!(error.contains("--with"), "{error}");
    let why = &sandbox.json(&["explain", "align", "d1", "1", "--with", "d3"])[0];
    assert_eq!(why["target_document"], "d3");
}

#[test]
fn a_term_has_its_forms_and_the_reason_why_one_is_not_taken_for_it() {
    let sandbox = Sandbox::new();
    for (term, translation) in [
        ("Vertrag", "treaty"),
        ("ablehnen", "to reject"),
        ("stellen", "to put"),
        ("Sein", "being"),
        ("bilateraler Vertrag", "bilateral treaty"),
        ("Maß", "measure"),
    ] {
        sandbox.ok(&["add", term, translation]);
    }
    for (text, term, how) in [
        ("Verträge", "Vertrag", "inflected"),
        ("verträgen", "Vertrag", "small-letter"),
        ("Er lehnte es ab.", "ablehnen", "discontinuous"),
        ("Er lehnte am Zaun.", "ablehnen", "no-end"),
        ("Er stellte es bereit.", "stellen", "other-verb"),
        ("Seine Sachen.", "Sein", "closed-class"),
        ("Bilaterale Gespräche.", "bilateraler Vertrag", "other-words"),
        ("Die Masse stimmt.", "Maß", "other-word"),
    ] {
        let told = sandbox.run(&["explain", "term", text, "--json"]);
        let objects = told.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
        let objects: Vec<serde_json::Value> = objects.collect();
        let of_term = objects.iter().find(|object| object["term"] == term);
        let of_term = of_term.unwrap_or_else(|| panic!("{text}: {objects:?}"));
        assert!(of_term["by"] == how || of_term["refused"] == how, "{text}: {of_term}");
        assert!(!of_term["forms"][0].as_array().unwrap().is_empty());
    }
    let shown = view(&sandbox, &["explain", "term", "Er", "lehnte", "es", "ab."]);
    assert!(shown.contains("lehnte: it is a form of the term whose parts stand apart"), "{shown}");
    assert!(shown.contains("… ab"), "{shown}");
    let ran = sandbox.run(&["explain", "term", "Vertragg"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("closest: Vertrag"), "{}", ran.stderr);
}

#[test]
fn a_compound_is_explained_by_its_parts() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Beistand", "assistance"]);
    sandbox.ok(&["add", "Klausel", "clause"]);
    let told = sandbox.json(&["explain", "term", "beistandsbekundungen"]);
    assert_eq!(told[0]["parts"], serde_json::json!(["beistands", "bekundungen"]));
    assert_eq!(told[0]["terms"][0]["by"], "compound-modifier");
    let shown = sandbox.ok(&["explain", "term", "Vertragsklausel"]);
    assert!(shown.contains("vertrags + klausel") && shown.contains("Klausel (c2)"), "{shown}");
    let ran = sandbox.run(&["explain", "term", "Bahnhofsuhr"]);
    assert!(ran.code == 1 && ran.stdout.contains("no part of it is a term"), "{}", ran.stdout);
}
