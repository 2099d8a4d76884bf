//! `beleg check`.

use serde_json::Value;

use crate::support::{Sandbox, shipped};

const GLOSSARY: &str = "\
de,en,en_status
Vertrag,treaty,preferred
Vertrag,accord,admitted
Vertrag,convention,deprecated
Vertrag,covenant,forbidden
Beistandsvertrag,mutual assistance treaty,preferred
Zoll,duty,preferred
Bundestag,Bundestag,preferred
ablehnen,reject,preferred
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("glossary.csv", GLOSSARY);
    sandbox.ok(&["import", "glossary.csv"]);
    sandbox
}

/// The rules and severities of what is found in one pair.
fn found(sandbox: &Sandbox, source: &str, target: &str) -> Vec<(String, String)> {
    sandbox.write("de.txt", format!("{source}\n"));
    sandbox.write("en.txt", format!("{target}\n"));
    let ran = sandbox.run(&["check", "de.txt", "en.txt", "--segmented", "--json"]);
    let found: Vec<Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(ran.code, i32::from(!found.is_empty()), "{}", ran.stderr);
    let text = |object: &Value, field: &str| object[field].as_str().unwrap().to_owned();
    found.iter().map(|object| (text(object, "rule"), text(object, "severity"))).collect()
}

#[test]
fn terms_are_held_to_the_glossary() {
    let sandbox = sandbox();
    for (source, target, expected) in [
        ("Der Vertrag gilt.", "The treaty applies.", &[][..]),
        ("Die Verträge gelten.", "The treaties apply.", &[]),
        ("Der Vertrag gilt.", "The accord applies.", &[]),
        ("Der Vertrag gilt.", "It applies.", &[("term-missing", "warning")]),
        ("Der Vertrag gilt.", "The convention applies.", &[("term-forbidden", "warning")]),
        ("Der Vertrag gilt.", "The covenant applies.", &[("term-forbidden", "error")]),
        ("Das gilt.", "The covenant applies.", &[]),
        // The longest term counts, and no part of a compound.
        ("Der Beistandsvertrag gilt.", "The treaty applies.", &[("term-missing", "warning")]),
        ("Der Beistandsvertrag gilt.", "It applies.", &[("term-missing", "error")]),
        ("Die Vertragsklausel gilt.", "It applies.", &[]),
        ("Der Zollvertrag gilt.", "It applies.", &[]),
        ("Er lehnte den Plan ab.", "He rejected the plan.", &[]),
        ("Er lehnte den Plan ab.", "He liked the plan.", &[("term-missing", "warning")]),
        // What stays as it is.
        ("Der Bundestag tagt.", "The Bundestag is in session.", &[]),
        ("Der Bundestag tagt.", "The parliament is in session.", &[("term-missing", "error")]),
    ] {
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(rule, severity)| ((*rule).to_owned(), (*severity).to_owned()))
            .collect();
        assert_eq!(found(&sandbox, source, target), expected, "{source} | {target}");
    }
}

#[test]
fn any_translation_keeps_numbers_marks_and_sentences() {
    let sandbox = sandbox();
    let long = "Die Regierung hat am Abend nach langer Debatte einen neuen Plan für den Norden \
                beschlossen, den viele für zu teuer halten. Die Opposition will dagegen klagen.";
    for (source, target, rule) in [
        ("Es waren 1.200 Leute da.", "There were 1,300 people.", "number"),
        ("Es war der 3. Mai 2024.", "It was 3 June 2024.", "number"),
        ("Es waren zwölf Leute da.", "There were eleven people.", "number"),
        ("Er (der Chef) geht.", "He (the boss leaves.", "bracket"),
        ("„Nein“, sagte er.", "“No, he said.", "quote"),
        ("Das ist noch nicht übersetzt.", "Das ist noch nicht übersetzt.", "untranslated"),
        ("Er geht heute nach Hause.", "He goes home today. He goes home today.", "doubled"),
        ("Er geht heute nach Hause.", "He goes goes home today.", "doubled"),
        ("Er geht heute nach Hause.", "", "omission"),
        ("", "He goes home today.", "addition"),
        (long, "A plan was adopted.", "omission"),
    ] {
        let (source, target) = (format!("Er kommt.\n{source}"), format!("He is coming.\n{target}"));
        let found = found(&sandbox, &source, &target);
        let rules: Vec<&str> = found.iter().map(|(rule, _)| rule.as_str()).collect();
        assert_eq!(rules, [rule], "{target}");
    }
    for (source, target) in [
        ("Am 12.3. kamen 1,5 Mio. Leute.", "On 12 March 1.5 million people came."),
        ("Um 20 Uhr, drei Tage lang", "At 8 p.m., for 3 days"),
        ("„Nein“, sagte er (leise).", "‘No,’ he said (softly)."),
        ("Microsoft Windows Server", "Microsoft Windows Server"),
    ] {
        assert_eq!(found(&sandbox, source, target), [], "{target}");
    }
    let twice = "Er geht heute nach Hause.\nSie bleibt noch hier.\nEr geht heute nach Hause.";
    let target = "He goes home today.\nShe is staying here.\nToday he is going home.";
    assert_eq!(found(&sandbox, twice, target)[0].0, "inconsistent");
}

#[test]
fn the_shipped_articles_have_no_error() {
    let sandbox = Sandbox::new();
    for name in ["economy", "energy", "law", "military", "politics"] {
        let file = shipped(&format!("glossary/{name}.csv"));
        if std::path::Path::new(&file).exists() {
            sandbox.ok(&["import", &file]);
        }
    }
    for name in ["beistandspakt", "devisenmarkt"] {
        let article = |lang: &str| shipped(&format!("tests/data/articles/{name}.{lang}.txt"));
        let ran = sandbox.run(&["check", &article("de"), &article("en"), "--severity", "error"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn findings_have_their_place_in_every_report() {
    let sandbox = sandbox();
    sandbox.write("de.txt", "Er kommt.\n\nDer Bundestag tagt & <b>schweigt</b>.\n");
    sandbox.write("en.txt", "He is coming.\n\nThe parliament is sitting & <b>silent</b>.\n");
    let check = ["check", "de.txt", "en.txt", "--segmented"];
    let ran = sandbox.run(&[&check[..], &["--json"]].concat());
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&found["segment"], &found["what"]), (&1.into(), &"Bundestag".into()));
    let span = found["span"].as_array().unwrap();
    let range = span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize;
    assert_eq!(&found["source"].as_str().unwrap()[range], "Bundestag");

    let ran = sandbox.run(&[&check[..], &["--sarif", "out.sarif", "--junit", "out.xml"]].concat());
    assert_eq!(ran.code, 1);
    let sarif: Value = serde_json::from_str(&sandbox.read("out.sarif")).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "term-missing");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "en.txt");
    assert_eq!(place["region"]["startLine"], 3);
    let junit = sandbox.read("out.xml");
    assert!(junit.contains("en.txt:3") && junit.contains("&lt;b&gt;silent"), "{junit}");
    let ran = sandbox.run(&[&check[..], &["--sarif", "-", "--quiet"]].concat());
    assert!(serde_json::from_str::<Value>(&ran.stdout).is_ok(), "{}", ran.stdout);
}

#[test]
fn what_is_read_is_not_written_over() {
    let sandbox = sandbox();
    sandbox.write("de.txt", "Es sind 5 da.\n");
    sandbox.write("en.txt", "There are 6.\n");
    for output in ["--sarif", "--junit"] {
        sandbox.refused(&["check", "de.txt", "en.txt", output, "en.txt"]);
    }
    sandbox.refused(&["brief", "de.txt", "-o", "de.txt"]);
    sandbox.refused(&["extract", "de.txt", "-o", "de.txt"]);
    assert_eq!(sandbox.read("de.txt"), "Es sind 5 da.\n");
    assert_eq!(sandbox.read("en.txt"), "There are 6.\n");
}

#[test]
fn what_was_accepted_does_not_return() {
    let sandbox = sandbox();
    sandbox.write("de.txt", "Der Bundestag tagt.\nEs sind 5 da.\n");
    sandbox.write("en.txt", "The parliament is sitting.\nSix are there.\n");
    let check = ["check", "de.txt", "en.txt", "--segmented", "--exceptions", "ok.csv"];
    assert!(sandbox.refused(&check).contains("ok.csv"));
    sandbox.ok(&[&check[..], &["--accept"]].concat());
    assert_eq!(sandbox.ok(&check), "");
    sandbox.write("en.txt", "The parliament is sitting.\nSeven are there.\n");
    let ran = sandbox.run(&check);
    assert!(ran.code == 1 && ran.stdout.contains("Seven"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("parliament"), "{}", ran.stdout);
    // What is empty holds everywhere.
    sandbox.write("ok.csv", "rule,what\nterm-missing,Bundestag\nnumber,\n");
    assert_eq!(sandbox.ok(&check), "");
    sandbox.write("ok.csv", "rule,what\nnumbers,\n");
    let told = sandbox.refused(&check);
    assert!(told.contains("`ok.csv`, line 2: `numbers` is no rule"), "{told}");
}

#[test]
fn tables_and_documents_are_checked_too() {
    let sandbox = Sandbox::filled();
    let ran = sandbox.run(&["check", "d1", "--json"]);
    assert!(ran.code < 2, "{}", ran.stderr);
    sandbox.write("pairs.csv", "de,en\nEs sind 5 da.,There are 6.\nEs sind 7 da.,\n");
    let ran = sandbox.run(&["check", "pairs.csv", "--json"]);
    assert!(ran.stdout.contains("\"number\"") && ran.stdout.contains("\"omission\""));
    let ran = sandbox.run(&["check", "pairs.csv", "--only", "number", "--json"]);
    assert_eq!(ran.stdout.lines().count(), 1);
    let ran = sandbox.run(&["check", "pairs.csv", "--without", "number,omission"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    sandbox.write("leer.csv", "de,en\n");
    assert!(sandbox.refused(&["check", "leer.csv"]).contains("holds no pairs"));
    assert!(sandbox.refused(&["check", "d9"]).contains("d9"));
    assert!(sandbox.refused(&["check", "pact.de.txt", "pact.de.txt"]).contains("one file"));
}

#[test]
fn without_a_database_all_but_terms_is_checked() {
    let sandbox = Sandbox::new();
    sandbox.write("pairs.csv", "de,en\nEs sind 5 da.,There are 6.\n");
    let ran = sandbox.run(&["check", "pairs.csv", "--no-terms", "--json"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 1));
    assert!(!sandbox.path("test.db").exists());
    sandbox.refused(&["check", "pairs.csv"]);
}
