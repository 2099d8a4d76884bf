//! `beleg split`.

use crate::support::Sandbox;

#[test]
fn terms_become_a_concept_of_their_own() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty", "inch", "--subject", "economy"]);
    sandbox.ok(&["split", "c1", "inch", "--subject", "measures"]);
    let new = &sandbox.json(&["term", "inch"])[0];
    assert_eq!((&new["concept"], &new["subject"]), (&"c2".into(), &"measures".into()));
    assert_eq!(new["relations"][0]["kind"], "related");
    assert_eq!(sandbox.json(&["term", "c1"])[0]["terms"].as_array().unwrap().len(), 2);
    assert!(sandbox.refused(&["split", "c2", "inch"]).contains("no term left"));
    assert!(sandbox.refused(&["split", "c1", "yard"]).contains("yard"));
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["term", "inch"])[0]["concept"], "c1");
}
