//! `beleg approve`.

use crate::support::Sandbox;

#[test]
fn proposed_terms_are_approved() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "new.csv",
        "de,de_status,en,en_status\nZoll,proposed,duty,proposed\nPakt,preferred,pact,preferred\n",
    );
    sandbox.ok(&["import", "new.csv"]);
    sandbox.ok(&["add", "Pakt", "compact", "--status", "proposed"]);
    sandbox.ok(&["approve", "c1"]);
    let statuses = |id: &str| -> Vec<String> {
        let answer = &sandbox.json(&["term", id])[0];
        let terms = answer["terms"].as_array().unwrap();
        terms.iter().map(|term| term["status"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(statuses("c1"), ["preferred", "preferred"]);
    assert_eq!(sandbox.run(&["approve", "c1"]).code, 1);
    sandbox.ok(&["approve", "--all"]);
    assert_eq!(statuses("c2"), ["preferred", "preferred", "admitted"]);
    assert!(sandbox.refused(&["approve", "c9"]).contains("c9"));
    sandbox.refused(&["approve"]);
}
