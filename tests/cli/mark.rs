//! `beleg mark`.

use serde_json::{Value, json};

use crate::support::Sandbox;

const GLOSSARY: &str = "\
de,en,de_pos
Vertrag,treaty,noun
Beistandsvertrag,mutual assistance treaty,noun
bilateraler Vertrag,bilateral treaty,
ablehnen,to reject,verb
finden,to find,verb
stattfinden,to take place,verb
in Kraft treten,to enter into force,
Nachbar,neighbour,noun
Öl,oil,noun
USA,USA,abbreviation
Sein,being,noun
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("glossary.csv", GLOSSARY);
    sandbox.ok(&["import", "glossary.csv"]);
    sandbox
}

/// The form, the term and the way of each hit in one text.
fn marked(sandbox: &Sandbox, text: &str, more: &[&str]) -> Vec<[String; 3]> {
    sandbox.write("text.txt", format!("{text}\n"));
    let args = [&["mark", "text.txt", "--segmented", "--json"], more].concat();
    let ran = sandbox.run(&args);
    assert!(ran.code < 2, "{}", ran.stderr);
    let objects = ran.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |object: &Value, field: &str| object[field].as_str().unwrap().to_owned();
    objects.map(|object| ["form", "term", "by"].map(|field| text(&object, field))).collect()
}

#[test]
fn terms_are_found_in_whatever_form_they_stand() {
    let sandbox = sandbox();
    for (text, expected) in [
        ("Der Vertrag gilt.", &[["Vertrag", "Vertrag", "exact"]][..]),
        ("Sie brachen die Verträge.", &[["Verträge", "Vertrag", "inflected"]]),
        ("Die VERTRAEGE gelten.", &[["VERTRAEGE", "Vertrag", "inflected"]]),
        ("Oel ist teuer.", &[["Oel", "Öl", "spelling"]]),
        ("Unter Nachbarn gilt das.", &[["Nachbarn", "Nachbar", "inflected"]]),
        ("Er hat es abgelehnt.", &[["abgelehnt", "ablehnen", "inflected"]]),
        ("Er lehnte den Plan ab.", &[["lehnte … ab", "ablehnen", "discontinuous"]]),
        ("Das Treffen fand im Mai statt.", &[["fand … statt", "stattfinden", "discontinuous"]]),
        ("Er fand es am 3. Mai.", &[["fand", "finden", "inflected"]]),
        ("Er tritt morgen in Kraft.", &[["tritt … in Kraft", "in Kraft treten", "discontinuous"]]),
        ("Die USA und wir.", &[["USA", "USA", "exact"]]),
        ("Das ist sein Haus, das seine.", &[]),
        ("Er verträgt das nicht.", &[]),
    ] {
        assert_eq!(marked(&sandbox, text, &[]), expected, "{text}");
    }
}

#[test]
fn a_shorter_term_is_told_within_the_longer_one() {
    let sandbox = sandbox();
    sandbox.write("text.txt", "Über bilaterale Verträge\nwurde verhandelt.\n");
    let found = sandbox.json(&["mark", "text.txt"]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((&found[0]["term"], found[0].get("inside")), (&json!("bilateraler Vertrag"), None));
    assert_eq!((&found[1]["term"], &found[1]["inside"]), (&json!("Vertrag"), &json!(true)));
    assert_eq!(found[0]["spans"], json!([[6, 26]]));
    assert_eq!(found[0]["translations"], json!(["bilateral treaty"]));
    let shown = sandbox.ok(&["mark", "text.txt"]);
    assert!(shown.contains("  bilaterale Verträge (bilateraler Vertrag)  bilateral treaty"));
    assert!(shown.contains("      Verträge (Vertrag)  treaty"), "{shown}");
}

#[test]
fn the_other_direction_is_found_as_well() {
    let sandbox = sandbox();
    let english = ["--from", "en", "--to", "de"];
    for (text, expected) in [
        ("The treaties hold.", &[["treaties", "treaty", "inflected"]][..]),
        ("It was rejected.", &[["rejected", "to reject", "inflected"]]),
        ("It entered into force.", &[["entered into force", "to enter into force", "inflected"]]),
        (
            "Both neighbours’ treaty.",
            &[["neighbours", "neighbour", "inflected"], ["treaty", "treaty", "exact"]],
        ),
    ] {
        assert_eq!(marked(&sandbox, text, &english), expected, "{text}");
    }
}

#[test]
fn a_text_without_terms_is_told_by_the_exit_code() {
    let sandbox = sandbox();
    sandbox.write("text.txt", "Hier steht nichts davon.\n");
    let ran = sandbox.run(&["mark", "text.txt"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("no term of the glossary"), "{}", ran.stderr);
    sandbox.refused(&["mark", "missing.txt"]);
}

#[test]
fn forms_follow_what_is_changed_and_undone() {
    let sandbox = sandbox();
    let text = "Die Zölle steigen.";
    assert!(marked(&sandbox, text, &[]).is_empty());
    sandbox.ok(&["add", "Zoll", "customs duty"]);
    assert_eq!(marked(&sandbox, text, &[]).len(), 1);
    sandbox.ok(&["undo"]);
    assert!(marked(&sandbox, text, &[]).is_empty());
    sandbox.ok(&["redo"]);
    assert_eq!(marked(&sandbox, text, &[]).len(), 1);
}

#[test]
fn spellings_that_count_as_equal_lead_to_each_other() {
    let sandbox = Sandbox::new();
    let (mut glossary, mut text, mut expected) =
        (String::from("de,en\n"), String::new(), Vec::new());
    let pairs = include_str!("../data/variants.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in pairs {
        let fields: Vec<&str> = line.split('\t').collect();
        let (one, other, relation) = (fields[0], fields[1], fields[2]);
        // What begins a sentence may have a capital.
        let both = match relation {
            "equal" | "not"
                if one.to_lowercase() != other.to_lowercase() || relation == "equal" =>
            {
                vec![(one, other), (other, one)]
            }
            "contains" => vec![(one, other)],
            _ => continue,
        };
        for (term, found) in both {
            glossary.push_str(&format!("{term},x{}\n", expected.len()));
            text.push_str(&format!("{found}\n"));
            expected.push((term, found, relation));
        }
    }
    sandbox.write("glossary.csv", glossary);
    sandbox.write("text.txt", text);
    sandbox.ok(&["import", "glossary.csv"]);
    let found = sandbox.json(&["mark", "text.txt", "--segmented"]);
    assert!(expected.len() > 110);
    for (segment, (term, text, relation)) in expected.into_iter().enumerate() {
        let is_it = |hit: &&Value| {
            hit["segment"] == segment
                && (hit["by"] != "inflected" || relation == "equal")
                && hit["translations"].as_array().unwrap().contains(&json!(format!("x{segment}")))
        };
        let is_there = found.iter().any(|hit| is_it(&hit));
        assert_eq!(is_there, relation != "not", "{term}: {text} ({relation})");
    }
}

#[test]
fn terms_within_compounds_are_told_as_parts() {
    let sandbox = Sandbox::new();
    for (term, translation) in
        [("Vertrag", "treaty"), ("Klausel", "clause"), ("Handelsvertrag", "trade treaty")]
    {
        sandbox.ok(&["add", term, translation]);
    }
    for (text, expected) in [
        (
            "Die Vertragsklauseln gelten.",
            &[
                ["Vertrags", "Vertrag", "compound-modifier"],
                ["klauseln", "Klausel", "compound-head"],
            ][..],
        ),
        ("Der Handelsvertrag gilt.", &[["Handelsvertrag", "Handelsvertrag", "exact"]]),
        (
            "Die Handelsvertragsfrage.",
            &[
                ["Handelsvertrags", "Handelsvertrag", "compound-modifier"],
                ["vertrags", "Vertrag", "compound-modifier"],
            ],
        ),
        (
            "Vertragliches gilt, VERTRAGSBRUCH nicht.",
            &[["VERTRAGS", "Vertrag", "compound-modifier"]],
        ),
        ("Sie vertragen sich.", &[]),
    ] {
        assert_eq!(marked(&sandbox, text, &[]), expected, "{text}");
    }
    // A part proves nothing of the term itself.
    sandbox.ok(&["add", "--pair", "Die Vertragsklausel gilt.", "The provision holds."]);
    assert_eq!(sandbox.json(&["term", "Klausel"])[0]["evidence"], json!([]));
}

#[test]
fn what_a_hyphen_leaves_out_is_put_in_again() {
    let sandbox = Sandbox::new();
    for (term, translation) in
        [("Ausfuhr", "export"), ("Stahlgarantie", "steel guarantee"), ("Sucht", "addiction")]
    {
        sandbox.ok(&["add", term, translation, "--pos", "noun"]);
    }
    for (text, expected) in [
        ("Die Aus- und Einfuhr wächst.", &[["Aus … Einfuhr", "Ausfuhr", "discontinuous"]][..]),
        (
            "Es gab Stahlzusagen und -garantien.",
            &[["Stahlzusagen … garantien", "Stahlgarantie", "discontinuous"]],
        ),
        // The end of a word alone is no part of another.
        ("Ein Such- und Filtertext steht da.", &[]),
    ] {
        assert_eq!(marked(&sandbox, text, &[]), expected, "{text}");
    }
}
