//! `beleg references`, and importing them.

use crate::support::Sandbox;

const DING: &str = "# Version :: test\n\
Devisen {pl}; Valuta {pl} [fin.] | Devisenhandel {m} :: foreign currency (forex) | foreign exchange dealing\n\
Häuschen {n} :: little house\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("de-en", DING);
    sandbox.ok(&["add", "Devisen", "foreign exchange"]);
    sandbox.ok(&["import", "de-en"]);
    sandbox
}

#[test]
fn a_dictionary_is_consulted_after_the_glossary_and_never_mixed_with_it() {
    let sandbox = sandbox();
    let answers = sandbox.json(&["term", "Devisen"]);
    assert_eq!(answers[0]["concept"], "c1");
    assert_eq!(answers[1]["reference"], "ding");
    assert_eq!(answers[1]["terms"][2]["text"], "foreign currency");
    assert!(answers[1].get("concept").is_none());
    let answers = sandbox.json(&["term", "Haeuschen"]);
    assert_eq!(
        (&answers[0]["reference"], &answers[0]["found"]["by"]),
        (&"ding".into(), &"spelling".into())
    );
    assert_eq!(sandbox.json(&["stats"])[0]["concepts"], 1);
    assert!(!sandbox.ok(&["export", "-"]).contains("Valuta"));
    sandbox.write("text.txt", "Die Valuta ist knapp.\n");
    assert_eq!(sandbox.run(&["mark", "text.txt"]).code, 1);
}

#[test]
fn a_reference_is_switched_and_removed_and_brought_back() {
    let sandbox = sandbox();
    let listed = &sandbox.json(&["references"])[0];
    assert_eq!((&listed["name"], &listed["entries"]), (&"ding".into(), &3.into()));
    sandbox.ok(&["references", "ding", "--off"]);
    assert_eq!(sandbox.run(&["term", "Valuta"]).code, 1);
    sandbox.ok(&["references", "ding", "--on"]);
    sandbox.ok(&["term", "Valuta"]);
    sandbox.ok(&["references", "ding", "--remove"]);
    assert_eq!(sandbox.run(&["references"]).code, 1);
    assert_eq!(sandbox.run(&["term", "Valuta"]).code, 1);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["term", "Valuta"])[0]["reference"], "ding");
    assert!(sandbox.refused(&["references", "duden", "--off"]).contains("duden"));
}

#[test]
fn an_import_that_is_undone_and_done_again_is_found_again() {
    let sandbox = sandbox();
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.run(&["term", "Valuta"]).code, 1);
    sandbox.ok(&["redo"]);
    sandbox.ok(&["term", "Valuta"]);
    let told = &sandbox.json(&["import", "de-en"])[0];
    assert_eq!(
        (&told["new"], &told["unchanged"], &told["as"]),
        (&0.into(), &3.into(), &"reference".into())
    );
}

#[test]
fn any_glossary_becomes_a_reference_when_asked() {
    let sandbox = Sandbox::new();
    sandbox.write("alt.csv", "de,en,status\nAbbau,mining,preferred\n");
    sandbox.write(
        "iate.csv",
        "E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n\
         7|LAW|de|Zoll|Term|Reliable|Preferred\n7|LAW|en|duty|Term|Reliable|\n",
    );
    sandbox.write(
        "cc.txt",
        "# DE-EN vocabulary database\tcompiled by dict.cc\nAbkommen {n}\tagreement\tnoun\n",
    );
    sandbox.ok(&["import", "alt.csv", "--reference", "alt"]);
    sandbox.ok(&["import", "iate.csv"]);
    sandbox.ok(&["import", "cc.txt"]);
    for (word, name) in [("Abbau", "alt"), ("Zoll", "iate"), ("Abkommen", "dict.cc")] {
        assert_eq!(sandbox.json(&["term", word])[0]["reference"], name, "{word}");
    }
    assert_eq!(sandbox.json(&["references"]).len(), 3);
    let mixed = sandbox.refused(&["import", "iate.csv", "alt.csv"]);
    assert!(mixed.contains("import them apart"), "{mixed}");
    // Who wants it in the glossary says so.
    sandbox.ok(&["import", "iate.csv", "--as", "terms"]);
    assert_eq!(sandbox.json(&["term", "Zoll"])[0]["concept"], "c1");
    sandbox.write("bad", "x :: y\n");
    assert_eq!(sandbox.run(&["import", "bad", "--dry-run"]).code, 0);
    assert_eq!(sandbox.json(&["references"]).len(), 3);
}

#[test]
fn if_one_of_several_glossaries_is_of_no_use_none_becomes_a_reference() {
    let sandbox = Sandbox::new();
    sandbox.write("alt.csv", "de,en\nAbbau,mining\n");
    sandbox.write("q.csv", "de,en,gender\nZoll,duty,q\n");
    for other in ["q.csv", "fehlt.csv"] {
        let args =
            ["import", "alt.csv", other, "--reference", "alt", "--rejects", "no.csv", "--quiet"];
        let told = sandbox.refused(&args);
        assert!(told.contains(other) && told.contains("nothing was imported"), "{told}");
        assert_eq!(sandbox.read("no.csv").contains("q.csv,2,\"gender: "), other == "q.csv");
        assert!(!sandbox.path("test.db").exists());
    }
}
