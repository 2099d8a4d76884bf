//! `beleg add`.

use crate::support::Sandbox;

const DEVISEN: &[&str] = &[
    "add",
    "Devisen",
    "foreign currency",
    "--pos",
    "noun",
    "--number",
    "plural",
    "--subject",
    "economy",
];

#[test]
fn an_entry_is_found_with_all_that_was_said() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.json(DEVISEN)[0]["outcome"], "new");
    let answer = &sandbox.json(&["term", "Devisen"])[0];
    assert_eq!(answer["subject"], "economy");
    assert_eq!(answer["terms"][0]["pos"], "noun");
    assert_eq!(answer["terms"][0]["number"], "plural");
    assert_eq!(answer["terms"][1]["text"], "foreign currency");
}

#[test]
fn the_same_entry_again_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.ok(DEVISEN);
    assert_eq!(sandbox.json(DEVISEN)[0]["outcome"], "unchanged");
    assert_eq!(sandbox.json(&["log"]).len(), 1);
}

#[test]
fn a_further_translation_joins_the_concept() {
    let sandbox = Sandbox::new();
    sandbox.ok(DEVISEN);
    let more = &["add", "Devisen", "foreign exchange", "--subject", "economy"];
    assert_eq!(sandbox.json(more)[0]["outcome"], "merged");
    let answers = sandbox.json(&["term", "Devisen"]);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["terms"][2]["status"], "admitted");
}

#[test]
fn another_subject_makes_a_homonym() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Bank", "bank", "--subject", "economy"]);
    sandbox.ok(&["add", "Bank", "bench", "--subject", "furniture"]);
    assert_eq!(sandbox.json(&["term", "Bank"]).len(), 2);
}

#[test]
fn wrong_values_are_refused_with_those_allowed() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["add", "Devisen", "foreign currency", "--number", "many"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("singular or plural"), "{}", ran.stderr);
    assert!(sandbox.refused(&["add", " ", "x"]).contains("empty"));
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn what_is_not_taken_is_told() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty", "--note", "first", "--pos", "noun"]);
    let add = |args: &[&str]| sandbox.run(&[&["add", "Zoll", "duty", "--json"], args].concat());
    assert!(add(&["--note", "other"]).stdout.contains("merged"));
    for note in ["first", "other"] {
        let ran = add(&["--note", note]);
        assert!(ran.stdout.contains("unchanged") && ran.stderr.is_empty(), "{}", ran.stderr);
    }
    let third = add(&["--note", "third"]);
    assert!(third.stdout.contains("note not taken"), "{}", third.stdout);
    assert!(third.stderr.contains("c1: note not taken: the entry has another one"));
    assert!(third.stderr.contains("beleg edit c1"), "{}", third.stderr);
    let said = sandbox.run(&["add", "Zoll", "duty", "--pos", "verb"]).stderr;
    assert!(said.contains("part of speech not taken: `Zoll` has another one"), "{said}");
    assert!(said.contains("c1 is as it was") && !said.contains("says that already"), "{said}");
}

#[test]
fn a_status_that_is_given_counts() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty"]);
    let ran = sandbox.run(&["add", "Zoll", "duty", "--status", "forbidden"]);
    assert!(ran.stderr.contains("the status of `duty` is now forbidden"), "{}", ran.stderr);
    let terms = sandbox.json(&["term", "Zoll"])[0]["terms"].clone();
    assert_eq!(
        (&terms[0]["status"], &terms[1]["status"]),
        (&"preferred".into(), &"forbidden".into())
    );
    let again = sandbox.json(&["add", "Zoll", "duty", "--status", "forbidden"]);
    assert_eq!(again[0]["outcome"], "unchanged");
    sandbox.ok(&["add", "Zoll", "duty"]);
    assert_eq!(sandbox.json(&["term", "Zoll"])[0]["terms"][1]["status"], "forbidden");
}

#[test]
fn another_entry_with_the_same_term_is_told() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Bank", "bank", "--subject", "economy"]);
    let ran = sandbox.run(&["add", "Bank", "bench"]);
    assert!(ran.stderr.contains("`Bank` is in c1 (economy) too"), "{}", ran.stderr);
}
