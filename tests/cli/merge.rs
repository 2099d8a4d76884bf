//! `beleg merge`.

use crate::support::Sandbox;

#[test]
fn a_merged_concept_has_all_and_the_other_is_gone_until_undone() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty", "--subject", "economy", "--definition", "a tax"]);
    sandbox.ok(&["add", "Abgabe", "levy", "duty", "--subject", "tax", "--note", "wide"]);
    sandbox.ok(&["add", "Steuer", "tax"]);
    sandbox.ok(&["relate", "c2", "broader", "c3"]);
    let ran = sandbox.run(&["merge", "c1", "c2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("the subject of c2 was not taken: tax"), "{}", ran.stderr);
    let merged = &sandbox.json(&["term", "Abgabe"])[0];
    assert_eq!((&merged["concept"], &merged["note"]), (&"c1".into(), &"wide".into()));
    let terms: Vec<(&str, &str)> = merged["terms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|term| (term["text"].as_str().unwrap(), term["status"].as_str().unwrap()))
        .collect();
    let expected = [
        ("Zoll", "preferred"),
        ("duty", "preferred"),
        ("Abgabe", "admitted"),
        ("levy", "admitted"),
    ];
    assert_eq!(terms, expected);
    assert_eq!(merged["relations"][0]["concept"], "c3");
    assert!(sandbox.refused(&["merge", "c1", "c2"]).contains("there is no concept c2"));
    assert!(sandbox.refused(&["merge", "c1", "c1"]).contains("itself"));
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["term", "Abgabe"])[0]["concept"], "c2");
    assert_eq!(sandbox.json(&["term", "c2"])[0]["relations"][0]["concept"], "c3");
}
