//! Backups that are taken into databases which hold something already.

use serde_json::Value;

use crate::support::{Sandbox, objects};

fn counts(object: &Value) -> [u64; 5] {
    ["read", "new", "merged", "unchanged", "refused"]
        .map(|count| object[count].as_u64().unwrap_or_default())
}

/// A backup with a section, `main` if it is 1, and a unit in it.
fn pair(section: u32, memory: &str, de: &str, en: &str, more: &str) -> String {
    format!(
        "{{\"beleg\":1}}\n\
         {{\"section\":{{\"id\":{section},\"memory\":\"{memory}\",\"client\":\"\",\"project\":\"\",\
         \"subject\":\"\"}}}}\n\
         {{\"unit\":{{\"id\":\"u1\",\"variants\":[{{\"lang\":\"de\",\"text\":\"{de}\"}},{{\"lang\":\"en\",\
         \"text\":\"{en}\"}}],\"provenance\":{{\"origin\":\"alt\",\"created\":\"\",\"changed\":\"\",\
         \"section\":{section}{more}}}}}}}\n"
    )
}

#[test]
fn a_read_only_memory_stays_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "de,en\nDas Tor ist zu.,The gate is shut.\n");
    sandbox.ok(&["import", "a.csv", "--as", "units", "--memory", "kunde"]);
    sandbox.ok(&["memories", "kunde", "--read-only"]);
    sandbox.ok(&["export", "same.jsonl"]);
    let before = sandbox.read("same.jsonl");
    sandbox.write("new.jsonl", pair(2, "kunde", "Das Tor ist auf.", "The gate is open.", ""));
    // A note would be added to the pair that is there.
    let more = ",\"note\":\"neu\"";
    sandbox.write("more.jsonl", pair(2, "kunde", "Das Tor ist zu.", "The gate is shut.", more));
    for file in ["new.jsonl", "more.jsonl"] {
        let error = sandbox.refused(&["import", file]);
        assert!(error.contains("the memory `kunde` is read-only"), "{error}");
        sandbox.ok(&["export", "after.jsonl"]);
        assert_eq!(sandbox.read("after.jsonl"), before);
    }
    let [read, _, _, unchanged, _] = counts(&sandbox.json(&["import", "same.jsonl"])[0]);
    assert_eq!(read, unchanged);
}

#[test]
fn beads_have_the_pairs_that_were_taken_or_none() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["export", "all.jsonl"]);
    let other = Sandbox::new();
    // The first ids are those of other units here.
    let rows: String = (0..60).map(|row| format!("Eigener Satz {row}.,Own {row}.\n")).collect();
    other.write("own.csv", format!("de,en\n{rows}"));
    other.ok(&["import", "own.csv", "--as", "units"]);
    let text = sandbox.read("all.jsonl");
    let lost = text.lines().find(|line| line.starts_with("{\"unit\":{\"id\":\"u2\"")).unwrap();
    other.write("all.jsonl", text.replace(&format!("{lost}\n"), ""));
    let ran = other.run(&["import", "all.jsonl"]);
    assert!(ran.stderr.contains("pairs of its beads that were not taken: 1"), "{}", ran.stderr);
    let unit = |text: &str, id: &Value| {
        let units = objects(text);
        let units = units.iter().filter_map(|line| line.get("unit"));
        let mut found = units.filter(|unit| unit["id"] == *id);
        found.next().map(|unit| unit["variants"].clone())
    };
    let beads = |text: &str| -> Vec<Value> {
        let lines = objects(text);
        let alignments = lines.iter().filter_map(|line| line.get("alignment"));
        alignments.flat_map(|alignment| alignment["beads"].as_array().unwrap().clone()).collect()
    };
    other.ok(&["export", "now.jsonl"]);
    let now = other.read("now.jsonl");
    let (before, after) = (beads(&text), beads(&now));
    assert!(before.len() > 10 && before.len() == after.len());
    for (before, after) in before.iter().zip(&after) {
        match before["unit"] == "u2" {
            true => assert_eq!(after.get("unit"), None),
            false => assert_eq!(unit(&text, &before["unit"]), unit(&now, &after["unit"])),
        }
    }
    let again = other.json(&["import", "all.jsonl"]);
    let [read, _, _, unchanged, _] = counts(&again[0]);
    assert_eq!(read, unchanged);
}

#[test]
fn where_a_pair_was_met_comes_along() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "de,en,document,note\nDas Tor ist zu.,The gate is shut.,erst,eins\n");
    sandbox.write("b.csv", "de,en,document,note\nDas Tor ist zu.,The gate is shut.,dann,zwei\n");
    sandbox.ok(&["import", "a.csv", "--as", "units"]);
    sandbox.ok(&["import", "b.csv", "--as", "units"]);
    sandbox.ok(&["edit", "u1", "--text", "en=The gate is closed."]);
    sandbox.ok(&["export", "all.jsonl"]);
    let other = Sandbox::new();
    other.write("all.jsonl", sandbox.read("all.jsonl"));
    other.write(
        "own.csv",
        "de,en,document\nEtwas anderes.,Something else.,eigen\nDas Tor ist zu.,The gate is closed.,eigen\n",
    );
    other.ok(&["import", "own.csv", "--as", "units"]);
    let [_, new, merged, ..] = counts(&other.json(&["import", "all.jsonl"])[0]);
    assert_eq!((new, merged), (0, 1));
    let table = other.ok(&["export", "-", "--as", "units"]);
    for part in ["eigen", "erst", "eins", "dann", "zwei"] {
        assert!(table.contains(part), "{part}: {table}");
    }
    // That it was corrected comes along too.
    other.write("a.csv", sandbox.read("a.csv"));
    let ran = other.run(&["import", "a.csv", "--as", "units"]);
    assert!(ran.stderr.contains("was corrected here since"), "{}", ran.stderr);
    let [read, _, _, unchanged, _] = counts(&other.json(&["import", "all.jsonl"])[0]);
    assert_eq!(read, unchanged);
}

#[test]
fn what_belongs_nowhere_is_not_taken() {
    let sandbox = Sandbox::new();
    let text = pair(7, "kunde", "Das Tor ist zu.", "The gate is shut.", "");
    let lines: Vec<&str> = text.lines().collect();
    sandbox.write("no-section.jsonl", [lines[0], lines[2]].join("\n"));
    let ran = sandbox.run(&["import", "no-section.jsonl"]);
    assert!(ran.stderr.contains("refused: its section does not stand before it"), "{}", ran.stderr);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 0);
    // The first one is that of every database.
    sandbox.write("main.jsonl", [lines[0], &lines[2].replace(":7", ":1")].join("\n"));
    sandbox.ok(&["import", "main.jsonl"]);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 1);
}

#[test]
fn homonyms_stay_apart() {
    let sandbox = Sandbox::new();
    let concept = |id: &str, client: &str, en: &str| {
        format!(
            "{{\"concept\":{{\"id\":\"{id}\",{client}\"terms\":[{{\"lang\":\"de\",\"text\":\"Schloss\",\
             \"status\":\"preferred\",\"matching\":\"forms\"}},{{\"lang\":\"en\",\"text\":\"{en}\",\
             \"status\":\"preferred\",\"matching\":\"forms\"}}],\"created\":\"\",\"changed\":\"\"}}}}"
        )
    };
    sandbox.ok(&["add", "Schloss", "castle"]);
    // The first means the one that is there; the second is another, though it shares the term.
    let lines = [
        "{\"beleg\":1}".to_owned(),
        concept("c1", "", "castle"),
        concept("c2", "\"definition\":\"an einer Tür\",", "lock"),
        "{\"relation\":{\"concept\":\"c2\",\"kind\":\"related\",\"other\":\"c1\"}}".to_owned(),
    ];
    sandbox.write("all.jsonl", lines.join("\n"));
    let [read, new, merged, unchanged, _] = counts(&sandbox.json(&["import", "all.jsonl"])[0]);
    assert_eq!((read, new, merged, unchanged), (3, 2, 0, 1));
    let [read, _, _, unchanged, _] = counts(&sandbox.json(&["import", "all.jsonl"])[0]);
    assert_eq!(read, unchanged);
}

#[test]
fn what_would_do_harm_is_refused() {
    let sandbox = Sandbox::new();
    let text = pair(1, "main", "Tor", "gate", "");
    let deep = "<hi>".repeat(100_000) + &"</hi>".repeat(100_000);
    let details = format!(",\"details\":{{\"texts\":[{{\"coded\":\"{deep}\"}}]}}");
    let twice = ",\"details\":{\"attributes\":[[\"tuid\",\"1\"],[\"tuid\",\"2\"]]}";
    let no_object = text.replace("\"provenance\":{", "\"provenance\":\"x\",\"rest\":{");
    let large = text.replace("\"u1\"", "\"u9223372036854775807\"");
    for (line, text, told) in [
        (
            3,
            pair(1, "main", "Tor", "gate", &details),
            "its codes: elements stand within each other",
        ),
        (3, pair(1, "main", "Tor", "gate", twice), "the attribute `tuid` stands there twice"),
        (3, no_object, "no record: invalid type: string \"x\", expected an object, at"),
        (3, large, "the number 9223372036854775807 of its id is not from 1 to 999999999"),
        (2, text.replace("\"id\":1,", "\"id\":-1,"), "the number -1 of its id"),
    ] {
        sandbox.write("bad.jsonl", text);
        let ran = sandbox.run(&["import", "bad.jsonl", "--dry-run"]);
        assert!(ran.stderr.contains(&format!("line {line}: refused: {told}")), "{}", ran.stderr);
    }
}

#[test]
fn languages_that_were_given_count_more_than_those_of_a_backup() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "droit", "Recht", "--from", "fr", "--to", "de"]);
    sandbox.ok(&["export", "all.jsonl"]);
    let other = Sandbox::new();
    other.write("all.jsonl", sandbox.read("all.jsonl"));
    other.ok(&["import", "all.jsonl", "--from", "de", "--to", "fr"]);
    other.ok(&["export", "now.jsonl"]);
    assert!(other.read("now.jsonl").starts_with("{\"beleg\":1,\"from\":\"de\",\"to\":\"fr\"}"));
    let same = sandbox.read("all.jsonl").replace("\"to\":\"de\"", "\"to\":\"fr\"");
    other.write("same.jsonl", same);
    let new = Sandbox::new();
    new.write("same.jsonl", other.read("same.jsonl"));
    assert!(new.refused(&["import", "same.jsonl"]).contains("both `fr`"));
}

#[test]
fn a_part_names_nobody_else() {
    let sandbox = Sandbox::new();
    for (file, client) in [("a.csv", "ACME"), ("b.csv", "Geheim")] {
        sandbox.write(file, format!("de,en\nDas Tor ist zu.,The gate of {client} is shut.\n"));
        let memory = client.to_lowercase();
        sandbox.ok(&["import", file, "--as", "units", "--memory", &memory, "--client", client]);
    }
    sandbox.ok(&["export", "acme.jsonl", "--as", "units", "--client", "ACME"]);
    let text = sandbox.read("acme.jsonl");
    assert!(text.contains("ACME") && !text.to_lowercase().contains("geheim"), "{text}");
    assert!(!text.contains("b.csv"), "{text}");

    sandbox.ok(&["add", "Zoll", "duty", "--subject", "law"]);
    sandbox.ok(&["add", "Abgabe", "levy", "--subject", "tax"]);
    sandbox.ok(&["relate", "c1", "broader", "c2"]);
    let args = ["export", "law.jsonl", "--as", "terms", "--subject", "law"];
    let report = &sandbox.json(&args)[0];
    assert!(report["lost"].to_string().contains("relations"), "{report}");
    assert!(!sandbox.read("law.jsonl").contains("Abgabe"));
}
