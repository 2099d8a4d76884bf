//! `beleg detach`.

use crate::support::Sandbox;

#[test]
fn a_detached_database_is_consulted_no_more() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "--pair", "Der Zoll steigt.", "The duty rises."]);
    sandbox.ok(&["--db", "team.db", "add", "--pair", "Der Zoll fällt.", "The duty falls."]);
    sandbox.ok(&["attach", "team.db"]);
    assert_eq!(sandbox.json(&["find", "Zoll"]).len(), 2);
    sandbox.ok(&["detach", "team"]);
    assert_eq!(sandbox.json(&["find", "Zoll"]).len(), 1);
    assert!(sandbox.refused(&["detach", "team"]).contains("`team`"));
    assert_eq!(sandbox.run(&["attach"]).code, 1);
}
