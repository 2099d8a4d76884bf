//! `beleg edit`.

use crate::support::Sandbox;

fn devisen() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency", "forex", "--subject", "economy"]);
    sandbox
}

#[test]
fn what_is_given_replaces_what_was_there_and_can_be_undone() {
    let sandbox = devisen();
    let before = sandbox.ok(&["term", "Devisen", "--json"]);
    sandbox.ok(&["edit", "c1", "--subject", "finance", "--definition", "money of others"]);
    sandbox.ok(&["edit", "Devisen", "--number", "plural", "--gender", "f"]);
    sandbox.ok(&["edit", "c1", "--term", "forex", "--rename", "FX", "--status", "deprecated"]);
    let answer = &sandbox.json(&["term", "devisen"])[0];
    assert_eq!(
        (&answer["subject"], &answer["definition"]),
        (&"finance".into(), &"money of others".into())
    );
    assert_eq!(answer["terms"][0]["number"], "plural");
    assert_eq!(answer["terms"][2]["text"], "FX");
    assert_eq!(answer["terms"][2]["status"], "deprecated");
    sandbox.ok(&["term", "FX"]);
    assert_eq!(sandbox.run(&["term", "forex"]).code, 1);
    sandbox.ok(&["edit", "c1", "--subject", "", "--drop", "FX"]);
    let answer = &sandbox.json(&["term", "Devisen"])[0];
    assert!(answer.get("subject").is_none());
    assert_eq!(answer["terms"].as_array().unwrap().len(), 2);
    sandbox.ok(&["undo", "--times", "4"]);
    assert_eq!(sandbox.ok(&["term", "Devisen", "--json"]), before);
    sandbox.ok(&["term", "forex"]);
}

#[test]
fn the_concept_as_it_is_now_is_shown() {
    let sandbox = devisen();
    let shown = sandbox.ok(&["edit", "Devisen", "--usage", "never singular"]);
    assert!(shown.contains("never singular"), "{shown}");
    let again = sandbox.run(&["edit", "Devisen", "--usage", "never singular"]);
    assert!(again.stderr.contains("nothing changed"), "{}", again.stderr);
    let log = sandbox.json(&["log", "--limit", "1"]);
    assert_eq!(log[0]["summary"], "corrected c1 `Devisen`: `Devisen`");
    let object = &sandbox.json(&["edit", "c1", "--note", "x"])[0];
    assert_eq!((&object["concept"], &object["note"]), (&"c1".into(), &"x".into()));
}

#[test]
fn what_cannot_be_corrected_is_told() {
    let sandbox = devisen();
    sandbox.ok(&["add", "Devisen", "mottos", "--subject", "heraldry"]);
    for (args, part) in [
        (&["edit", "Devisen", "--note", "x"][..], "c1, c2"),
        (&["edit", "c1"], "nothing to correct"),
        (&["edit", "c1", "--status", "admitted"], "--term"),
        (&["edit", "c1", "--term", "money", "--status", "admitted"], "no term `money`"),
        (&["edit", "c9", "--note", "x"], "no concept c9"),
        (&["edit", "Zoll", "--note", "x"], "in no concept"),
        (&["edit", "c2", "--drop", "Devisen", "--drop", "mottos"], "beleg remove c2"),
        (&["edit", "c1", "--term", "forex", "--rename", " "], "cannot be empty"),
        (&["edit", "c1", "--term", "forex", "--rename", "foreign currency"], "already"),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(part), "{error}");
    }
    assert_eq!(sandbox.json(&["log"]).len(), 2);
}

#[test]
fn a_term_is_named_by_any_form_and_by_its_language() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Export", "Export", "exports"]);
    sandbox.ok(&["edit", "Exporte", "--gender", "m", "--lang", "de"]);
    sandbox.ok(&["edit", "c1", "--term", "Export", "--lang", "en", "--rename", "export"]);
    let terms = &sandbox.json(&["term", "c1"])[0]["terms"];
    assert_eq!((&terms[0]["gender"], &terms[1]["text"]), (&"m".into(), &"export".into()));
}
