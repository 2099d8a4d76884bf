//! `beleg find`.

use crate::support::Sandbox;

#[test]
fn words_are_found_in_any_order_and_form() {
    let sandbox = Sandbox::filled();
    for args in [
        &["Sanktionen"][..],
        &["Sanktion"],
        &["sanctions"],
        &["SANKTIONEN"],
        &["Sankt*"],
        &["multipolare Welt"],
        &["\"multipolaren Welt\""],
        &["Welt", "multipolaren"],
        &["Welt", "multipolar", "world"],
    ] {
        let hits = sandbox.json(&[&["find"], args].concat());
        assert!(!hits.is_empty(), "{args:?}");
        for hit in &hits {
            let marks =
                ["source_spans", "target_spans"].map(|spans| hit[spans].as_array().unwrap().len());
            assert!(marks.iter().sum::<usize>() > 0, "{args:?}: {hit}");
            assert!(hit["document"].is_string());
        }
    }
}

#[test]
fn exact_search_takes_no_other_form() {
    let sandbox = Sandbox::filled();
    assert_eq!(sandbox.run(&["find", "multipolare Welt", "--exact"]).code, 1);
    sandbox.ok(&["find", "multipolaren Welt", "--exact"]);
}

#[test]
fn a_language_narrows_the_search() {
    let sandbox = Sandbox::filled();
    assert_eq!(sandbox.run(&["find", "Sanktionen", "--lang", "en"]).code, 1);
    sandbox.ok(&["find", "Sanktionen", "--lang", "de"]);
}

#[test]
fn the_limit_holds_and_more_is_told() {
    let sandbox = Sandbox::filled();
    let ran = sandbox.run(&["find", "der", "--limit", "2", "--json"]);
    assert_eq!(ran.stdout.lines().count(), 2);
    assert!(ran.stderr.contains("more than 2"), "{}", ran.stderr);
}

#[test]
fn nothing_that_can_be_typed_breaks_it() {
    let sandbox = Sandbox::filled();
    let long = "a".repeat(5_000);
    let many = "wort ".repeat(2_000);
    for typed in [
        "\"",
        "'",
        "AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "-",
        "--",
        "*",
        "**",
        "a*b",
        ":",
        "forms:a",
        "stems : a",
        "^a",
        "a + b",
        "(",
        ")",
        "{a b}",
        "🙂",
        "\u{0}",
        "\\",
        "%",
        "_",
        ";",
        "\"a",
        "a\"b\"c",
        "ß",
        "Ä",
        "«»",
        "a AND",
        "\u{301}",
        long.as_str(),
        many.as_str(),
    ] {
        if typed.contains('\0') {
            continue;
        }
        for args in [vec!["find", "--", typed], vec!["term", "--", typed]] {
            let ran = sandbox.run(&args);
            assert!(ran.code == 0 || ran.code == 1, "{args:?}: {} {}", ran.code, ran.stderr);
            assert!(!ran.stderr.contains("error"), "{args:?}: {}", ran.stderr);
        }
    }
}

#[test]
fn pairs_of_doubtful_beads_are_marked() {
    let sandbox = Sandbox::new();
    sandbox.write("pairs.csv", "de,en,confidence\nDer Zoll steigt.,Duty is rising.,0.4\n");
    sandbox.ok(&["import", "pairs.csv", "--as", "units"]);
    assert!(sandbox.ok(&["find", "Zoll"]).starts_with("u1 ? pairs.csv\n"));
    assert!(sandbox.ok(&["term", "Zoll"]).contains("u1 ? pairs.csv\n"));
    assert_eq!(sandbox.json(&["find", "Zoll"])[0]["confidence"], 0.4);
}

#[test]
fn a_pair_is_found_by_its_id() {
    let sandbox = Sandbox::filled();
    let hits = sandbox.json(&["find", "u3"]);
    assert_eq!((hits.len(), &hits[0]["unit"]), (1, &"u3".into()));
    assert!(sandbox.ok(&["find", "u3"]).starts_with("u3 "));
}

#[test]
fn all_forms_of_a_word_are_found_and_told_as_such() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pairs.csv",
        "de,en\nUnter Nachbarn gilt das.,That holds among neighbours.\n\
         Er lehnte den Plan gestern ab.,He rejected the plan yesterday.\n\
         Der Nachbar geht.,The neighbour is leaving.\n",
    );
    sandbox.ok(&["import", "pairs.csv", "--as", "units"]);
    let ways = |word: &str, more: &[&str]| -> Vec<String> {
        let ran = sandbox.run(&[&["find", word, "--json"], more].concat());
        let hits = crate::support::objects(&ran.stdout);
        hits.iter().map(|hit| hit["by"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ways("Nachbar", &[]), ["exact", "inflected"]);
    assert_eq!(ways("nachbar", &[]), ["spelling", "inflected"]);
    assert_eq!(ways("Nachbar", &["--strict"]), ["exact"]);
    assert_eq!(ways("ablehnen", &[]), ["inflected"]);
    let hit = &sandbox.json(&["find", "ablehnen"])[0];
    assert_eq!(hit["source_spans"].as_array().unwrap().len(), 2);
}
