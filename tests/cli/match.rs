//! `beleg match`.

use serde_json::{Value, json};

use crate::support::{Sandbox, objects};

/// Pairs that have much in common.
fn duties() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "duties.tsv",
        "de\ten\tdocument\n\
         Der Zoll auf Stahl steigt im Mai auf 25 Prozent.\tThe duty on steel rises to 25 percent in May.\talt\n\
         Der Zoll auf Stahl steigt im Mai auf 25 Prozent.\tIn May the steel duty goes up to 25 percent.\talt\n\
         Der Zoll auf Kupfer steigt im Juni auf 10 Prozent.\tThe duty on copper rises to 10 percent in June.\talt\n\
         Minister Meier lehnt den Vertrag ab.\tMinister Meier rejects the treaty.\tneu\n\
         Die Börse schließt heute früher.\tThe stock exchange closes early today.\tneu\n",
    );
    sandbox.ok(&["import", "duties.tsv", "--as", "units"]);
    sandbox
}

fn scores(found: &[Value]) -> Vec<(u64, &str)> {
    let of = |hit: &'_ Value| hit["score"].as_u64().unwrap();
    found.iter().map(|hit| (of(hit), hit["unit"].as_str().unwrap())).collect()
}

#[test]
fn similar_sentences_are_found_with_what_is_to_be_changed() {
    let sandbox = duties();
    let found = sandbox.json(&["match", "Der Zoll auf Stahl steigt im Mai auf 40 Prozent."]);
    assert_eq!(scores(&found), [(98, "u1"), (98, "u2"), (78, "u3")]);
    let first = &found[0];
    assert_eq!((&first["kind"], &first["query"]), (&json!("fuzzy"), &json!(0)));
    assert_eq!(first["changes"][0]["what"], "number");
    assert_eq!(
        (&first["changes"][0]["asked"], &first["changes"][0]["found"]),
        (&json!("40"), &json!("25"))
    );
    let span = first["changes"][0]["target_span"].as_array().unwrap();
    let place = span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize;
    assert_eq!(&first["target"].as_str().unwrap()[place], "25");
    let shown = sandbox.ok(&["match", "Minister Müller lehnt den Vertrag ab."]);
    assert!(shown.contains("Meier → Müller") && shown.contains("[Meier] rejects"), "{shown}");
}

#[test]
fn equal_text_has_100_and_nothing_else() {
    let sandbox = duties();
    let found = sandbox.json(&["match", "Die Bo\u{308}rse schließt heute früher."]);
    assert_eq!((&found[0]["score"], &found[0]["kind"]), (&json!(100), &json!("exact")));
    let found = sandbox.json(&["match", "Die  Börse schließt heute früher."]);
    assert_eq!((&found[0]["score"], &found[0]["kind"]), (&json!(99), &json!("fuzzy")));
    let ran = sandbox.run(&["match", "Etwas ganz anderes steht hier geschrieben."]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
}

#[test]
fn the_index_and_the_comparison_agree() {
    let sandbox = Sandbox::filled();
    for threshold in ["70", "85", "101"] {
        let args = ["match", "--file", "pact.de.txt", "--threshold", threshold, "--json"];
        let by_index = sandbox.run(&args);
        let compared = sandbox.run(&[&args[..], &["--exhaustive"]].concat());
        assert_eq!(by_index.stdout, compared.stdout);
        assert!(threshold != "70" || objects(&by_index.stdout).len() >= 40, "{threshold}");
    }
}

#[test]
fn neighbours_make_a_context_match() {
    let sandbox = Sandbox::filled();
    let found = sandbox.json(&["match", "--file", "pact.de.txt", "--limit", "1"]);
    let in_context = found.iter().filter(|hit| hit["kind"] == "context").count();
    assert!(in_context * 10 >= found.len() * 9, "{in_context} of {}", found.len());
    assert_eq!(found[0]["score"], 101);
    // Alone, the same sentence has no neighbours.
    let text = found[3]["source"].as_str().unwrap();
    assert_eq!(sandbox.json(&["match", text, "--limit", "1"])[0]["score"], 100);
    // The other way round they agree too.
    let found = sandbox.json(&["match", "--file", "pact.en.txt", "--from", "en", "--limit", "1"]);
    assert_eq!(found[0]["score"], 101);
}

#[test]
fn the_other_direction_gets_its_index_when_it_is_needed() {
    let sandbox = duties();
    let args = ["match", "The duty on steel rises to 30 percent in May.", "--from", "en"];
    let ran = sandbox.run(&args);
    assert!(ran.stderr.contains("making the index of matches in en"), "{}", ran.stderr);
    assert!(ran.stdout.contains("Der Zoll auf Stahl"), "{}", ran.stdout);
    let again = sandbox.run(&args);
    assert_eq!((again.stderr.as_str(), again.stdout), ("", ran.stdout));
    sandbox.ok(&["add", "--pair", "Das Öl wird teurer.", "Oil is getting dearer now."]);
    assert_eq!(sandbox.json(&["match", "Oil is getting dearer now.", "--from", "en"]).len(), 1);
}

#[test]
fn regions_of_a_language_match_each_other() {
    let sandbox = Sandbox::new();
    sandbox.write("x.csv", "de-AT,en-GB\nDer Jänner war mild.,January was mild.\n");
    sandbox.ok(&["import", "x.csv", "--as", "units", "--from", "de-AT", "--to", "en-GB"]);
    for from in ["de", "de-AT", "de-CH"] {
        let found = sandbox.json(&["match", "Der Jänner war mild.", "--from", from, "--to", "en"]);
        assert_eq!(scores(&found), [(100, "u1")], "{from}");
    }
}

#[test]
fn memories_are_chosen_and_have_penalties() {
    let sandbox = duties();
    let text = "Der Zoll auf Stahl steigt im Mai auf 25 Prozent.";
    sandbox.ok(&[
        "add",
        "--pair",
        text,
        "Steel duty: up to 25 percent in May.",
        "--memory",
        "acme",
        "--client",
        "ACME",
        "--subject",
        "trade",
    ]);
    let units = |args: &[&str]| {
        let args = [&["match", text][..], args].concat();
        sandbox
            .json(&args)
            .iter()
            .map(|hit| hit["unit"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // What a person approved comes first among the translations of a text.
    assert_eq!(units(&["--threshold", "100"]), ["u6", "u1", "u2"]);
    assert_eq!(units(&["--client", "acme"]), ["u6"]);
    assert_eq!(units(&["--memory", "main", "--limit", "1"]), ["u1"]);
    assert_eq!(units(&["--memory", "acme,main", "--threshold", "100"]).len(), 3);
    let found = sandbox.json(&["match", text, "--subject", "trade"]);
    assert_eq!((&found[0]["client"], &found[0]["memory"]), (&json!("ACME"), &json!("acme")));
    assert_eq!(sandbox.run(&["match", text, "--client", "nobody"]).code, 1);
}

#[test]
fn a_pair_that_was_edited_or_removed_is_found_as_it_stands() {
    let sandbox = duties();
    let old = "Die Börse schließt heute früher.";
    sandbox.ok(&["edit", "u5", "--text", "de=Die Börse öffnet morgen nicht."]);
    assert_eq!(sandbox.run(&["match", old]).code, 1);
    assert_eq!(scores(&sandbox.json(&["match", "Die Börse öffnet morgen nicht."])), [(100, "u5")]);
    sandbox.ok(&["undo"]);
    assert_eq!(scores(&sandbox.json(&["match", old])), [(100, "u5")]);
    sandbox.ok(&["remove", "u5"]);
    assert_eq!(sandbox.run(&["match", old]).code, 1);
    sandbox.ok(&["undo"]);
    assert_eq!(scores(&sandbox.json(&["match", old])), [(100, "u5")]);
}

#[test]
fn below_the_index_every_pair_is_compared_and_that_is_said() {
    let sandbox = duties();
    let text = "Der Zoll auf Zinn steigt im Juli auf Dauer.";
    let ran = sandbox.run(&["match", text, "--threshold", "55", "--json"]);
    assert!(ran.stderr.contains("every pair is compared"), "{}", ran.stderr);
    assert!(!objects(&ran.stdout).is_empty());
    sandbox.ok(&["index", "--from", "50"]);
    let indexed = sandbox.run(&["match", text, "--threshold", "55", "--json"]);
    assert_eq!((indexed.stderr.as_str(), indexed.stdout), ("", ran.stdout));
}

#[test]
fn equal_pairs_from_several_files_are_one_match() {
    let sandbox = duties();
    sandbox.write(
        "more.tsv",
        "de\ten\nDie Börse schließt heute früher.\tThe stock exchange closes early today.\n",
    );
    sandbox.ok(&["import", "more.tsv", "--as", "units"]);
    let found = sandbox.json(&["match", "Die Börse schließt heute früher."]);
    assert_eq!((found.len(), &found[0]["uses"]), (1, &json!(2)));
}

#[test]
fn nothing_to_ask_for_is_a_mistake() {
    let sandbox = duties();
    assert!(sandbox.refused(&["match", " "]).contains("no text"));
    sandbox.write("empty.txt", " \n");
    sandbox.refused(&["match", "--file", "empty.txt"]);
    assert_eq!(sandbox.run(&["match"]).code, 2);
    assert_eq!(sandbox.run(&["match", "x", "--threshold", "102"]).code, 2);
    let ran = sandbox.run_with_input(
        &["match", "--file", "-", "--segmented", "--json"],
        "Die Börse schließt heute früher.\nEtwas anderes.\nMinister Meier lehnt den Vertrag ab.\n",
    );
    let queries: Vec<u64> =
        objects(&ran.stdout).iter().map(|hit| hit["query"].as_u64().unwrap()).collect();
    assert_eq!(queries, [0, 2]);
    // A text that begins with a hyphen is no option.
    assert_eq!(sandbox.run(&["match", "-x steht für nichts"]).code, 1);
}

#[test]
fn a_sentence_in_the_other_language_is_told() {
    let sandbox = Sandbox::new();
    sandbox.ok(&[
        "add",
        "--pair",
        "Die Frist endet am 3. Mai 2026.",
        "The deadline is 3 May 2026.",
    ]);
    let asked = "The deadline for this contract is 3 May 2026.";
    let ran = sandbox.run(&["match", asked]);
    assert!(ran.stderr.contains("`--from en --to de` looks there"), "{}", ran.stderr);
    assert_eq!(
        sandbox.run(&["match", "Der Vertrag gilt für alle Beteiligten."]).stderr.lines().count(),
        1
    );
}
