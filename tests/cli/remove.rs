//! `beleg remove`.

use crate::support::Sandbox;

#[test]
fn what_is_removed_is_gone_until_it_is_brought_back() {
    let sandbox = Sandbox::filled();
    let unit = sandbox.json(&["find", "Sanktionen", "--limit", "1"])[0]["unit"]
        .as_str()
        .unwrap()
        .to_owned();
    let concept =
        sandbox.json(&["term", "Beistandsklausel"])[0]["concept"].as_str().unwrap().to_owned();
    sandbox.ok(&["remove", &unit, &concept]);
    let answer = &sandbox.json(&["term", "Beistandsklausel"])[0];
    assert_ne!(answer.get("concept"), Some(&concept.as_str().into()));
    let hits = sandbox.run(&["find", "Sanktionen", "--json"]).stdout;
    assert!(!hits.contains(&format!("\"{unit}\"")));
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["term", "Beistandsklausel"])[0]["concept"], concept.as_str());
    assert!(sandbox.ok(&["find", "Sanktionen", "--json"]).contains(&format!("\"{unit}\"")));
}

#[test]
fn a_document_goes_with_its_pairs_and_comes_back_with_them() {
    let sandbox = Sandbox::filled();
    let before = sandbox.ok(&["stats", "--json"]);
    let hits = sandbox.ok(&["find", "Sanktionen", "--json"]);
    sandbox.ok(&["remove", "d1"]);
    let stats = &sandbox.json(&["stats"])[0];
    assert_eq!((stats["documents"].as_u64(), stats["units"].as_u64()), (Some(0), Some(0)));
    sandbox.ok(&["undo"]);
    let counts = |stats: &str| {
        stats.split("\"documents\"").nth(1).unwrap().split("\"bytes\"").next().unwrap().to_owned()
    };
    assert_eq!(counts(&sandbox.ok(&["stats", "--json"])), counts(&before));
    assert_eq!(sandbox.ok(&["find", "Sanktionen", "--json"]), hits);
}

#[test]
fn what_is_not_there_cannot_be_removed() {
    let sandbox = Sandbox::filled();
    for id in ["c9999", "u9999", "d9999"] {
        assert!(sandbox.refused(&["remove", id]).contains("there is no"));
    }
    assert!(sandbox.refused(&["remove", "Devisen"]).contains("no id"));
}

#[test]
fn what_goes_with_another_thing_may_be_named_too() {
    let sandbox = Sandbox::filled();
    let unit = sandbox.json(&["find", "Sanktionen", "--limit", "1"])[0]["unit"].clone();
    let before = sandbox.ok(&["export", "-", "--as", "units"]);
    let removed = sandbox.json(&["remove", "d1", "d2", unit.as_str().unwrap(), "c111", "c111"]);
    assert_eq!(removed.len(), 2, "{removed:?}");
    assert_eq!(removed[0]["documents"], serde_json::json!(["d2"]));
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), before);
    sandbox.refused(&["remove", "d1", "d9"]);
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), before);
}

#[test]
fn a_pair_with_a_note_stays_when_its_article_goes() {
    let sandbox = Sandbox::filled();
    let hit = sandbox.json(&["find", "Sanktionen", "--limit", "1"]).remove(0);
    let cell = |text: &serde_json::Value| text.as_str().unwrap().to_owned();
    let (source, target) = (cell(&hit["source"]), cell(&hit["target"]));
    sandbox.write("mine.tsv", format!("de\ten\tnote\n{source}\t{target}\tmine\n"));
    sandbox.ok(&["import", "mine.tsv", "--as", "units"]);
    sandbox.ok(&["remove", "d1"]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 1);
    assert_eq!(sandbox.json(&["find", "Sanktionen"])[0]["unit"], hit["unit"]);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 52);
}
