//! `beleg audit`, and the practice that `beleg term` tells.

use crate::support::{Sandbox, shipped};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pairs.csv",
        "de,en\n\
         Der Vertrag gilt ab Mai.,The covenant applies from May.\n\
         Die Verträge gelten noch.,The treaties still apply.\n\
         Der Zoll auf Stahl steigt.,The levy on steel is going up.\n\
         Die Zölle auf Kupfer bleiben.,The levies on copper remain.\n\
         Niemand will den Zoll.,Nobody wants the levy.\n\
         Der Pakt ist neu.,The pact is new.\n",
    );
    sandbox.write(
        "glossary.csv",
        "de,en,en_status\nVertrag,treaty,preferred\nVertrag,covenant,forbidden\nZoll,duty,preferred\n\
         Pakt,pact,preferred\n",
    );
    sandbox.ok(&["import", "pairs.csv", "--as", "units"]);
    sandbox.ok(&["import", "glossary.csv"]);
    sandbox
}

#[test]
fn what_is_translated_otherwise_is_listed() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["audit", "--json"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let found = crate::support::objects(&ran.stdout);
    let terms: Vec<&str> = found.iter().map(|one| one["term"].as_str().unwrap()).collect();
    assert_eq!(terms, ["Zoll", "Vertrag"]);
    assert_eq!(found[0]["practice"]["renderings"][0]["text"], "levy");
    assert_eq!(found[0]["practice"]["renderings"][0]["count"], 3);
    assert_eq!(found[1]["practice"]["renderings"].as_array().unwrap().len(), 2);
    let shown = sandbox.run(&["audit"]).stdout;
    assert!(shown.contains("levy 3×") && shown.contains("differs from the glossary"), "{shown}");
    assert_eq!(sandbox.run(&["audit", "--min", "2", "--json"]).stdout.lines().count(), 1);
    assert_eq!(sandbox.run(&["audit", "c3"]).code, 0);
    assert!(sandbox.refused(&["audit", "c9"]).contains("c9"));
    // Who approves of what is used has an agreement.
    sandbox.ok(&["add", "Zoll", "levy"]);
    sandbox.ok(&["edit", "Vertrag", "--term", "covenant", "--status", "admitted"]);
    assert_eq!(sandbox.run(&["audit"]).code, 0);
}

#[test]
fn a_term_is_answered_with_how_it_was_translated() {
    let sandbox = sandbox();
    let practice = &sandbox.json(&["term", "Verträge"])[0]["practice"];
    assert_eq!((&practice["pairs"], &practice["agrees"]), (&2.into(), &false.into()));
    let practice = &sandbox.json(&["term", "Pakt"])[0]["practice"];
    assert_eq!(practice["agrees"], true);
    // A word of the pairs alone has renderings, but nothing to agree with.
    let practice = &sandbox.json(&["term", "Kupfer"])[0]["practice"];
    assert_eq!(practice["renderings"][0]["text"], "copper");
    assert!(practice.get("agrees").is_none());
}

#[test]
fn the_shipped_articles_are_rendered_as_a_person_reads_them() {
    let sandbox = Sandbox::new();
    for name in ["economy", "energy", "law", "military", "politics"] {
        sandbox.ok(&["import", &shipped(&format!("glossary/{name}.csv"))]);
    }
    for name in ["beistandspakt", "devisenmarkt"] {
        let article = |lang: &str| shipped(&format!("tests/data/articles/{name}.{lang}.txt"));
        sandbox.ok(&["align", &article("de"), &article("en"), "--quiet"]);
    }
    let table = std::fs::read_to_string(shipped("tests/data/renderings.tsv")).unwrap();
    let (mut all, mut wrong) = (0, Vec::new());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (term, expected) = line.split_once('\t').unwrap();
        let answers = sandbox.json(&["term", term, "--examples", "1"]);
        let practice = answers.iter().find_map(|answer| answer.get("practice"));
        let renderings = practice.and_then(|practice| practice["renderings"].as_array());
        let told: Vec<String> = renderings
            .into_iter()
            .flatten()
            .map(|one| format!("{}={}", one["text"].as_str().unwrap(), one["count"]))
            .collect();
        all += 1;
        if told.join(", ") != expected {
            wrong.push(format!("{term}: {} for {expected}", told.join(", ")));
        }
    }
    assert!(all >= 60);
    assert!(wrong.len() * 10 <= all, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
