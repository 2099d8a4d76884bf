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
