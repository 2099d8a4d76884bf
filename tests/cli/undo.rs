//! `beleg undo`.

use crate::support::{Sandbox, shipped};

#[test]
fn every_changing_command_can_be_undone() {
    let sandbox = Sandbox::with_articles();
    sandbox.write(
        "pairs.csv",
        "de,en\nDer Vertrag gilt noch lange nicht.,The treaty is far from valid.\n",
    );
    let changes: &[&[&str]] = &[
        &["add", "Devisen", "foreign currency"],
        &["add", "Devisen", "foreign exchange"],
        &["align", "pact.de.txt", "pact.en.txt"],
        &["import", &shipped("glossary/politics.csv")],
        &["import", "pairs.csv", "--as", "units"],
        &["remove", "c1"],
        &["remove", "d1"],
    ];
    let state = |sandbox: &Sandbox| {
        let read = |args: &[&str]| sandbox.run(args).stdout;
        [
            read(&["export", "-", "--as", "terms"]),
            read(&["export", "-", "--as", "units"]),
            read(&["documents", "--json"]).split("\"changed\"").next().unwrap_or("").to_owned(),
            read(&["term", "Devisen", "--json"]),
            read(&["find", "Vertrag", "--json"]),
        ]
    };
    let mut states = Vec::new();
    sandbox.ok(changes[0]);
    for change in &changes[1..] {
        states.push(state(&sandbox));
        sandbox.ok(change);
    }
    let last = state(&sandbox);
    for before in states.iter().rev() {
        sandbox.ok(&["undo"]);
        assert_eq!(state(&sandbox), *before);
    }
    sandbox.ok(&["redo", "--times", "6"]);
    assert_eq!(state(&sandbox), last);
}

#[test]
fn without_a_change_there_is_nothing_to_undo() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    sandbox.ok(&["add", "Zoll", "duty"]);
    let ran = sandbox.run(&["undo", "--times", "9"]);
    assert!(ran.code == 0 && ran.stderr.contains("nothing more to undo"), "{}", ran.stderr);
    assert!(sandbox.refused(&["undo"]).contains("nothing to undo"));
}

#[test]
fn undo_creates_no_database() {
    let sandbox = Sandbox::new();
    assert!(sandbox.refused(&["undo"]).contains("there is no database"));
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn the_remembered_languages_are_undone_too() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "house", "Haus", "--from", "en", "--to", "de"]);
    sandbox.ok(&["undo"]);
    sandbox.ok(&["add", "Tisch", "table"]);
    assert_eq!(sandbox.json(&["term", "Tisch"])[0]["terms"][0]["lang"], "de");
    sandbox.ok(&["undo"]);
    sandbox.ok(&["redo"]);
    assert_eq!(sandbox.json(&["stats"])[0]["from"], "de");
}
