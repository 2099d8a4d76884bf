//! `beleg relate`.

use serde_json::Value;

use crate::support::Sandbox;

fn relations(sandbox: &Sandbox, id: &str) -> Vec<(String, String)> {
    let answer = &sandbox.json(&["term", id])[0];
    let relations = answer["relations"].as_array().cloned().unwrap_or_default();
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    relations.iter().map(|one| (text(one, "kind"), text(one, "term"))).collect()
}

#[test]
fn a_relation_is_seen_from_both_sides_until_it_ends() {
    let sandbox = Sandbox::new();
    for (term, translation) in [("Vertrag", "treaty"), ("Pakt", "pact"), ("UNO", "UN")] {
        sandbox.ok(&["add", term, translation]);
    }
    let one = |kind: &str, term: &str| vec![(kind.to_owned(), term.to_owned())];
    sandbox.ok(&["relate", "c2", "broader", "c1"]);
    assert_eq!(relations(&sandbox, "c2"), one("broader", "Vertrag"));
    assert_eq!(relations(&sandbox, "c1"), one("narrower", "Pakt"));
    let again = sandbox.run(&["relate", "c1", "narrower", "c2"]);
    assert!(again.code == 1 && again.stderr.contains("nothing changed"), "{}", again.stderr);
    assert_eq!(relations(&sandbox, "c1"), one("narrower", "Pakt"));
    sandbox.ok(&["relate", "c1", "narrower", "c2", "--end"]);
    assert_eq!(sandbox.run(&["relate", "c1", "narrower", "c2", "--end"]).code, 1);
    assert_eq!(relations(&sandbox, "c2"), []);
    sandbox.ok(&["relate", "c1", "antonym", "c3"]);
    sandbox.ok(&["relate", "c3", "antonym", "c1", "--end"]);
    assert_eq!(relations(&sandbox, "c1"), []);
    sandbox.ok(&["undo"]);
    assert_eq!(relations(&sandbox, "c3"), one("antonym", "Vertrag"));
    sandbox.ok(&["remove", "c3"]);
    assert_eq!(relations(&sandbox, "c1"), []);
    sandbox.ok(&["undo"]);
    assert_eq!(relations(&sandbox, "c1"), one("antonym", "UNO"));
    assert!(sandbox.refused(&["relate", "c1", "related", "c9"]).contains("c9"));
    assert!(sandbox.refused(&["relate", "c1", "related", "c1"]).contains("itself"));
    sandbox.refused(&["relate", "c1", "sibling", "c2"]);
}

#[test]
fn a_table_that_cannot_hold_relations_says_so() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Pakt", "pact"]);
    sandbox.ok(&["add", "Vertrag", "treaty"]);
    sandbox.ok(&["relate", "c1", "broader", "c2"]);
    let told = &sandbox.json(&["export", "out.csv"])[0];
    assert_eq!(told["lost"], serde_json::json!([{"what": "relations", "count": 1}]));
}
