//! `beleg memories`.

use serde_json::{Value, json};

use crate::support::Sandbox;

#[test]
fn memories_are_listed_with_what_is_in_them() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "--pair", "Eins.", "One."]);
    sandbox.ok(&["add", "--pair", "Zwei.", "Two.", "--memory", "acme", "--client", "ACME"]);
    sandbox.ok(&[
        "add",
        "--pair",
        "Drei.",
        "Three.",
        "--memory",
        "acme",
        "--client",
        "ACME",
        "--project",
        "P1",
        "--subject",
        "trade",
    ]);
    let listed = sandbox.json(&["memories"]);
    assert_eq!((&listed[0]["name"], &listed[0]["units"]), (&json!("acme"), &json!(2)));
    assert_eq!(
        listed[0]["sections"][1],
        json!({"client": "ACME", "project": "P1", "subject": "trade", "units": 1})
    );
    assert_eq!(sandbox.json(&["memories", "main"])[0]["units"], 1);
    assert_eq!(sandbox.run(&["memories", "nobody"]).code, 1);
}

#[test]
fn a_read_only_memory_is_not_changed() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "--pair", "Der Zoll steigt.", "The duty rises.", "--memory", "acme"]);
    sandbox.ok(&["memories", "acme", "--read-only"]);
    sandbox.write("x.tsv", "de\ten\nEin neuer Satz steht hier.\tA new sentence stands here.\n");
    sandbox.write("x.de.txt", "Ein neuer Satz steht hier.\n");
    sandbox.write("x.en.txt", "A new sentence stands here.\n");
    for args in [
        &["add", "--pair", "Neu.", "New.", "--memory", "acme"][..],
        &["import", "x.tsv", "--as", "units", "--memory", "acme"],
        &["align", "x.de.txt", "x.en.txt", "--memory", "acme"],
        &["edit", "u1", "--approve"],
        &["edit", "u1", "--text", "en=Other."],
        &["remove", "u1"],
    ] {
        assert!(sandbox.refused(args).contains("`acme` is read-only"), "{args:?}");
    }
    assert_eq!(sandbox.json(&["match", "Der Zoll steigt."]).len(), 1);
    sandbox.ok(&["memories", "acme", "--writable", "--penalty", "4"]);
    sandbox.ok(&["edit", "u1", "--text", "en=The tariff rises."]);
    let found = sandbox.json(&["match", "Der Zoll steigt."]);
    assert_eq!((&found[0]["score"], &found[0]["penalty"]), (&json!(96), &json!(4)));
    sandbox.ok(&["undo", "--times", "2"]);
    assert_eq!(sandbox.json(&["memories", "acme"])[0]["penalty"], 0);
}

#[test]
fn a_memory_of_another_name_is_made_only_if_asked_for() {
    let sandbox = Sandbox::filled();
    let error = sandbox.refused(&["memories", "mian", "--penalty", "5"]);
    assert!(error.contains("no memory `mian`") && error.contains("--new"), "{error}");
    sandbox.ok(&["memories", "archive", "--new", "--penalty", "5"]);
    let listed = sandbox.json(&["memories", "archive"]);
    assert_eq!((&listed[0]["units"], &listed[0]["penalty"]), (&json!(0), &json!(5)));
}

#[test]
fn what_is_not_said_of_an_alignment_stays() {
    let sandbox = Sandbox::with_articles();
    let align = |more: &[&str]| {
        sandbox.ok(&[&["align", "pact.de.txt", "pact.en.txt"][..], more].concat());
        let sections = sandbox.json(&["memories"]);
        let filled = |section: &&Value| section["units"].as_u64() > Some(0);
        let of = |memory: &Value| memory["sections"].as_array().unwrap().clone();
        let sections: Vec<Value> = sections.iter().flat_map(of).collect();
        sections.iter().filter(filled).cloned().collect::<Vec<Value>>()
    };
    let first = align(&["--client", "Muster", "--subject", "energy"]);
    assert_eq!((first.len(), &first[0]["subject"]), (1, &"energy".into()));
    let second = align(&["--client", "Neu"]);
    assert_eq!((second.len(), &second[0]["subject"]), (1, &"energy".into()), "{second:?}");
    assert_eq!((&second[0]["client"], &second[0]["units"]), (&"Neu".into(), &first[0]["units"]));
}
