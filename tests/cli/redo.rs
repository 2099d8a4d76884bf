//! `beleg redo`.

use crate::support::Sandbox;

#[test]
fn what_was_undone_is_done_again_in_its_order() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    sandbox.ok(&["add", "Zoll", "customs duty"]);
    sandbox.ok(&["undo", "--times", "2"]);
    sandbox.ok(&["redo"]);
    sandbox.ok(&["term", "Devisen"]);
    assert_eq!(sandbox.run(&["term", "Zoll"]).code, 1);
    sandbox.ok(&["redo"]);
    sandbox.ok(&["term", "Zoll"]);
    assert!(sandbox.refused(&["redo"]).contains("nothing to redo"));
    sandbox.ok(&["undo", "--times", "2"]);
    assert_eq!(sandbox.run(&["term", "Devisen"]).code, 1);
}

#[test]
fn a_new_change_ends_what_could_be_done_again() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    sandbox.ok(&["undo"]);
    sandbox.ok(&["add", "Zoll", "customs duty"]);
    assert!(sandbox.refused(&["redo"]).contains("nothing to redo"));
}
