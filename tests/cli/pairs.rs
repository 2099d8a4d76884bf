//! Sentence pairs in the hands of a person: added, corrected, moved, removed; and what an import does
//! with them.

use serde_json::json;

use crate::support::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "old.tsv",
        "de\ten\tnote\tKapitel\n\
         Der Zoll auf Stahl steigt.\tThe tariff on steel rises.\tcheck\t3\n\
         Der Zoll auf Öl fällt.\tThe tariff on oil falls.\t\t4\n\
         Die Börse schließt früh.\tThe exchange closes early.\t\t\n",
    );
    sandbox.ok(&["import", "old.tsv", "--as", "units"]);
    sandbox
}

#[test]
fn a_pair_is_added_and_approved() {
    let sandbox = sandbox();
    let place = ["--memory", "acme", "--client", "ACME"];
    let added = sandbox
        .json(&[&["add", "--pair", "Der Pakt gilt.", "The pact is valid."], &place[..]].concat());
    assert_eq!(added[0], json!({"unit": "u4", "outcome": "new"}));
    let again = sandbox
        .json(&[&["add", "--pair", "Der Pakt gilt.", "The pact is valid."], &place[..]].concat());
    assert_eq!(again[0]["outcome"], "unchanged");
    let found = sandbox.json(&["match", "Der Pakt gilt.", "--client", "acme"]);
    assert_eq!((&found[0]["approved"], &found[0]["memory"]), (&json!(true), &json!("acme")));
    // A pair is a sentence and one translation, and a memory is no place for terms.
    sandbox.refused(&["add", "--pair", "Eins", "one", "two"]);
    sandbox.refused(&["add", "--pair", "Eins", "one", "--gender", "f"]);
    sandbox.refused(&["add", "Zoll", "duty", "--memory", "acme"]);
}

#[test]
fn pairs_are_corrected_by_id_and_by_condition() {
    let sandbox = sandbox();
    sandbox.ok(&["edit", "u1", "--text", "en=The duty on steel rises."]);
    assert_eq!(sandbox.json(&["find", "u1"])[0]["target"], "The duty on steel rises.");
    assert_eq!(sandbox.json(&["find", "duty", "--lang", "en"]).len(), 1);
    let args =
        ["edit", "--where", "text=tariff", "--where", "lang=en", "--replace", "tariff", "duty"];
    let shown = sandbox.run(&args);
    assert!(shown.stdout.contains("+ The duty on oil falls."), "{}", shown.stdout);
    assert!(shown.stderr.contains("`--yes`"), "{}", shown.stderr);
    assert_eq!(sandbox.json(&["find", "tariff", "--lang", "en"]).len(), 1);
    sandbox.ok(&[&args[..], &["--yes"]].concat());
    assert_eq!(sandbox.run(&["find", "tariff", "--lang", "en"]).code, 1);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["find", "tariff", "--lang", "en"]).len(), 1);
    sandbox.ok(&["edit", "--where", "approved=no", "--to-memory", "archive", "--yes"]);
    assert_eq!(sandbox.json(&["find", "Zoll*", "--memory", "archive"]).len(), 1);

    assert!(sandbox.refused(&["edit", "u1", "--text", "fr=Le tarif"]).contains("no text"));
    sandbox.refused(&["edit", "u99", "--approve"]);
    sandbox.refused(&["edit", "u1"]);
    let error = sandbox.refused(&["edit", "u1", "u2", "--text", "en=One for both."]);
    assert!(error.contains("--replace"), "{error}");
    sandbox.refused(&["edit", "u1", "--where", "lang=de", "--approve"]);
    assert_eq!(sandbox.run(&["edit", "--where", "colour=red", "--approve"]).code, 2);
    assert_eq!(sandbox.run(&["edit", "--where", "text=nirgends", "--approve"]).code, 1);
}

#[test]
fn pairs_that_meet_a_condition_are_removed_after_a_look() {
    let sandbox = sandbox();
    let shown = sandbox.run(&["remove", "--where", "origin=old.tsv", "--where", "text=Zoll"]);
    assert!(shown.stdout.contains("Öl") && shown.stderr.contains("2 pairs would go"));
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 3);
    sandbox.ok(&["remove", "--where", "origin=old.tsv", "--where", "text=Zoll", "--yes"]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 1);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 3);
    assert_eq!(sandbox.run(&["remove", "--where", "text=nirgends", "--yes"]).code, 1);
}

#[test]
fn importing_the_old_file_again_reverts_no_correction() {
    let sandbox = sandbox();
    sandbox.ok(&["edit", "u1", "--text", "en=The duty on steel rises."]);
    let before = sandbox.ok(&["export", "-", "--as", "units"]);
    let told = sandbox.json(&["import", "old.tsv", "--as", "units"]);
    assert_eq!((&told[0]["unchanged"], &told[0]["new"]), (&json!(3), &json!(0)));
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), before);
}

#[test]
fn pairs_are_known_again_whatever_was_undone_before() {
    let sandbox = sandbox();
    let import = || {
        let told = sandbox.json(&["import", "old.tsv", "--as", "units"]);
        ["new", "unchanged"].map(|count| told[0][count].as_u64().unwrap())
    };
    sandbox.ok(&["remove", "u2"]);
    assert_eq!(import(), [1, 2]);
    sandbox.ok(&["undo", "--times", "2"]);
    assert_eq!(import(), [0, 3]);
    sandbox.ok(&["edit", "u1", "--text", "en=The duty on steel rises."]);
    sandbox.ok(&["undo"]);
    assert_eq!(import(), [0, 3]);
    sandbox.ok(&["undo"]);
    assert_eq!(import(), [3, 0]);
    sandbox.ok(&["undo"]);
    sandbox.ok(&["redo"]);
    assert_eq!(import(), [0, 3]);
    sandbox.ok(&["add", "--pair", "Die Börse schließt früh.", "The exchange closes early."]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 3);
}

#[test]
fn aligning_an_article_again_reverts_no_correction() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["edit", "u5", "--text", "en=A better sentence."]);
    let article = sandbox.read("pact.de.txt");
    sandbox.write("pact.de.txt", format!("{article}\n\nEin Nachsatz kam hinzu."));
    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt"]);
    assert_eq!(sandbox.json(&["find", "u5"])[0]["target"], "A better sentence.");
}

#[test]
fn every_origin_keeps_what_it_said_and_gives_it_back() {
    let sandbox = sandbox();
    sandbox.write(
        "other.csv",
        "de,en,note,created,Farbe\n\
         Der Zoll auf Öl fällt.,The tariff on oil falls.,seen,2019-05-04,rot\n",
    );
    let told = sandbox.json(&["import", "other.csv", "--as", "units"]);
    assert_eq!(told[0]["merged"], 1);
    assert_eq!(sandbox.json(&["import", "other.csv", "--as", "units"])[0]["unchanged"], 1);
    let table = sandbox.ok(&["export", "-", "--as", "units"]);
    assert_eq!(table.lines().count(), 5, "{table}");
    let other: Vec<&str> = table.lines().filter(|line| line.contains("other.csv")).collect();
    assert!(
        other[0].contains("seen,2019-05-04T00:00:00Z") && other[0].ends_with(",rot,"),
        "{table}"
    );
    assert!(table.lines().next().unwrap().ends_with("Farbe,Kapitel"), "{table}");
    // In another database the same comes out again.
    sandbox.write("pairs.csv", &table);
    sandbox.ok(&["--db", "copy.db", "import", "pairs.csv", "--as", "units"]);
    let copied = sandbox.ok(&["--db", "copy.db", "export", "-", "--as", "units"]);
    let sorted = |table: &str| {
        let mut lines: Vec<String> =
            table.lines().map(|line| line[line.find(',').unwrap()..].to_owned()).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&copied), sorted(&table));
}

#[test]
fn equal_pairs_of_two_clients_stay_apart() {
    let sandbox = sandbox();
    sandbox.ok(&["import", "old.tsv", "--as", "units", "--memory", "acme", "--client", "ACME"]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 6);
    let table = sandbox.ok(&["export", "-", "--as", "units", "--client", "ACME"]);
    assert_eq!(table.lines().count(), 4);
    assert!(table.contains(",acme,ACME,,,"), "{table}");
    sandbox.write("pairs.csv", &table);
    sandbox.ok(&["--db", "copy.db", "import", "pairs.csv", "--as", "units"]);
    let found =
        sandbox.json(&["--db", "copy.db", "match", "Der Zoll auf Öl fällt.", "--client", "acme"]);
    assert_eq!(found.len(), 1);
    let bad = "de,en,created,document\nEin Satz.,A sentence.,gestern,x\nZwei.,Two.,2020-01-01,x\n";
    sandbox.write("bad.csv", bad);
    let ran = sandbox.run(&["import", "bad.csv", "--as", "units", "--json"]);
    assert!(ran.stderr.contains("`gestern` is no date"), "{}", ran.stderr);
}
