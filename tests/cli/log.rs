//! `beleg log`.

use crate::support::Sandbox;

#[test]
fn changes_are_listed_newest_first() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    sandbox.ok(&["add", "Zoll", "customs duty"]);
    sandbox.ok(&["undo"]);
    let log = sandbox.json(&["log"]);
    let undone = log.iter().find(|entry| entry["command"] == "add Zoll = customs duty").unwrap();
    assert_eq!(undone["undone"], true);
    assert_eq!(log.last().unwrap()["command"], "add Devisen = foreign currency");
    assert_eq!(sandbox.json(&["log", "--limit", "1"]).len(), 1);
}

#[test]
fn a_concept_has_a_history_of_its_own() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty"]);
    sandbox.ok(&["add", "Pakt", "pact"]);
    sandbox.ok(&["edit", "c1", "--note", "old"]);
    sandbox.ok(&["edit", "Zoll", "--gender", "m"]);
    sandbox.ok(&["relate", "c1", "related", "c2"]);
    let history = sandbox.json(&["log", "c1"]);
    let commands: Vec<&str> =
        history.iter().map(|entry| entry["command"].as_str().unwrap()).collect();
    assert_eq!(commands, ["relate c1 related", "edit c1", "edit c1", "add Zoll = duty"]);
    assert_eq!(sandbox.json(&["log", "c2"]).len(), 2);
    assert_eq!(sandbox.run(&["log", "c9"]).code, 1);
}
