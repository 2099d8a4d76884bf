//! `beleg index`.

use crate::support::Sandbox;

#[test]
fn an_index_is_told_and_made_for_lower_scores() {
    let sandbox = Sandbox::filled();
    let there = sandbox.json(&["index"]);
    assert_eq!((&there[0]["lang"], &there[0]["from"]), (&"de".into(), &70.into()));
    let wider = sandbox.json(&["index", "--from", "50"]);
    assert_eq!(wider[0]["from"], 50);
    let count = |object: &serde_json::Value| object["postings"].as_u64().unwrap();
    assert!(count(&wider[0]) > count(&there[0]));
    // What is added later goes into it as well.
    sandbox.ok(&["add", "--pair", "Neun Zöllner warten am Tor.", "Nine customs officers wait."]);
    assert!(count(&sandbox.json(&["index"])[0]) > count(&wider[0]));
    assert_eq!(sandbox.json(&["index", "--lang", "en"]).len(), 2);
}

#[test]
fn scores_that_no_index_serves_are_refused() {
    let sandbox = Sandbox::filled();
    for score in ["10", "95", "200"] {
        assert!(sandbox.refused(&["index", "--from", score]).contains(score));
    }
    assert!(sandbox.refused(&["find", "Zoll", "--from", "50"]).contains("no language tag"));
    let error = sandbox.refused(&["index", "--lang", "fr"]);
    assert!(error.contains("no text in `fr`"), "{error}");
    let empty = Sandbox::new();
    empty.refused(&["index"]);
}
