//! Full backups as JSON lines.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Sandbox, objects};

/// A database with something of everything that people make.
fn full() -> Sandbox {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["relate", "c101", "broader", "c102"]);
    sandbox.ok(&["relate", "c103", "abbreviation-of", "c101"]);
    sandbox.ok(&["remove", "c105"]);
    sandbox.ok(&["edit", "u5", "--text", "de=Ein neuer Satz."]);
    sandbox.ok(&["remove", "u7"]);
    sandbox.write(
        "pairs.csv",
        "de,en,fr,note,farbe,confidence\n\
         Der Zoll gilt.,The duty applies.,Le droit est dû.,ja,rot,0.1234567890123\n\
         \"Zeile\u{2028}eins \"\"\u{7}\"\"\",Line 🦀,,,,\n\
         Das Tor ist zu.,The gate is shut.,,,,\n",
    );
    sandbox
        .write("other.csv", "de,en,document,note\nDas Tor ist zu.,The gate is shut.,anders,ja\n");
    let to = ["--as", "units", "--memory", "kunde", "--client", "ACME"];
    sandbox.ok(&[&["import", "pairs.csv"][..], &to].concat());
    sandbox.write(
        "heads.tmx",
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"x\" srclang=\"de\"><note>n</note>\
         </header><body><tu tuid=\"7\"><prop type=\"p\">q</prop><tuv xml:lang=\"de\"><seg>Ein <ph>1</ph> \
         Tor.</seg></tuv><tuv xml:lang=\"en\"><seg>A gate.</seg></tuv></tu></body></tmx>",
    );
    sandbox.ok(&["import", "heads.tmx"]);
    sandbox.ok(&["import", "other.csv", "--as", "units", "--memory", "kunde", "--client", "ACME"]);
    sandbox.ok(&["memories", "kunde", "--penalty", "5", "--read-only"]);
    sandbox
}

fn copied(from: &Sandbox, file: &str) -> Sandbox {
    let other = Sandbox::new();
    fs::copy(from.path(file), other.path(file)).unwrap();
    other
}

fn counts(object: &Value) -> [u64; 5] {
    ["read", "new", "merged", "unchanged", "refused"]
        .map(|count| object[count].as_u64().unwrap_or_default())
}

#[test]
fn a_backup_makes_an_empty_database_the_same() {
    let sandbox = full();
    let report = &sandbox.json(&["export", "all.jsonl"])[0];
    assert_eq!((&report["as"], &report["lost"]), (&"everything".into(), &json!([])));
    let text = sandbox.read("all.jsonl");
    let lines = objects(&text);
    assert_eq!(lines[0]["beleg"], 1);
    assert_eq!((&lines[0]["from"], &lines[0]["to"]), (&"de".into(), &"en".into()));
    for part in [
        "\"former\":[",
        "\"attestations\":[",
        "\"standing\":\"removed\"",
        "\"coded\":",
        "{\"head\":",
    ] {
        assert!(text.contains(part), "{part}");
    }
    let kinds =
        ["memory", "section", "document", "head", "unit", "alignment", "concept", "relation"];
    let order: Vec<usize> = lines[1..]
        .iter()
        .map(|line| kinds.iter().position(|kind| line.get(*kind).is_some()).unwrap())
        .collect();
    assert!(order.is_sorted() && (0..kinds.len()).all(|kind| order.contains(&kind)), "{order:?}");

    let other = copied(&sandbox, "all.jsonl");
    let [read, new, _, _, refused] = counts(&other.json(&["import", "all.jsonl"])[0]);
    assert_eq!((read, refused), (lines.len() as u64 - 1, 0));
    assert!(new + 2 >= read);
    other.ok(&["export", "again.jsonl"]);
    assert!(other.read("again.jsonl") == text, "the backup of the copy is another one");
    for args in [
        &["find", "Zoll"][..],
        &["term", "c101"],
        &["documents"],
        &["memories"],
        &["export", "-"],
        &["export", "-", "--as", "units"],
        &["match", "Der Zoll gilt nicht."],
    ] {
        let answer = sandbox.run(args);
        assert_eq!(other.run(args).stdout, answer.stdout, "{args:?}");
    }
    assert_eq!(counts(&other.json(&["import", "all.jsonl"])[0]), [read, 0, 0, read, 0]);
    other.ok(&["export", "again.jsonl"]);
    assert!(other.read("again.jsonl") == text);
    other.ok(&["undo"]);
    assert_eq!(other.json(&["stats"])[0]["units"], 0);
}

#[test]
fn a_backup_joins_what_is_there() {
    let sandbox = full();
    sandbox.ok(&["export", "all.jsonl"]);
    let other = copied(&sandbox, "all.jsonl");
    other.write("own.csv", "de,en\nEigenes,own thing\nPakt,pact\n");
    other.write(
        "pairs.csv",
        "de,en\nDer Zoll gilt.,The duty applies.\nMein eigener Satz.,My own.\n",
    );
    other.ok(&["import", "own.csv", "--as", "terms"]);
    other.ok(&["import", "pairs.csv", "--as", "units", "--memory", "kunde", "--client", "ACME"]);
    let [read, new, merged, unchanged, refused] =
        counts(&other.json(&["import", "all.jsonl", "--on-duplicate", "keep"])[0]);
    assert_eq!((new + merged + unchanged, refused), (read, 0));
    let again = other.json(&["import", "all.jsonl", "--on-duplicate", "keep"]);
    assert_eq!(counts(&again[0]), [read, 0, 0, read, 0]);
    assert!(other.ok(&["term", "Eigenes"]).contains("own thing"));
    assert!(other.ok(&["find", "eigener"]).contains("My own."));
    let relations = other.ok(&["export", "-", "--format", "jsonl"]);
    assert_eq!(relations.matches("{\"relation\":").count(), 2);
}

#[test]
fn a_part_of_a_backup_is_taken_or_written_alone() {
    let sandbox = full();
    sandbox.ok(&["export", "all.jsonl"]);
    for (kind, kept, left) in [("terms", "concepts", "units"), ("units", "units", "concepts")] {
        let file = format!("{kind}.jsonl");
        sandbox.ok(&["export", &file, "--as", kind]);
        for args in [&["import", &file][..], &["import", "all.jsonl", "--as", kind]] {
            let other = copied(&sandbox, args[1]);
            other.ok(args);
            let stats = &other.json(&["stats"])[0];
            let all = &sandbox.json(&["stats"])[0];
            assert_eq!((&stats[kept], &stats[left]), (&all[kept], &json!(0)), "{args:?}");
            assert_eq!(stats["documents"], 0);
        }
    }
    sandbox.ok(&["export", "some.jsonl", "--as", "terms", "--subject", "politics"]);
    assert!(sandbox.read("some.jsonl").contains("\"concept\""));
    let error = sandbox.refused(&["export", "x.jsonl", "--subject", "politics"]);
    assert!(error.contains("`--subject`"), "{error}");
}

#[test]
fn the_languages_come_along() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "droit", "Recht", "--from", "fr", "--to", "de"]);
    sandbox.ok(&["export", "all.jsonl"]);
    let other = copied(&sandbox, "all.jsonl");
    other.ok(&["import", "all.jsonl"]);
    assert_eq!(other.ok(&["export", "-"]), sandbox.ok(&["export", "-"]));
    assert_eq!(other.ok(&["export", "-", "--format", "jsonl"]), sandbox.read("all.jsonl"));
}

#[test]
fn a_bad_record_costs_itself() {
    let document = |text: &str, segments: &str| {
        format!(
            "{{\"document\":{{\"id\":\"d1\",\"lang\":\"de\",\"origin\":\"a\",\"title\":\"a\",\
             \"encoding\":\"UTF-8\",\"created\":\"\",\"changed\":\"\",\"section\":1,\"text\":\"{text}\",\
             \"segments\":{segments}}}}}"
        )
    };
    let concept = "{\"concept\":{\"id\":\"c7\",\"terms\":[{\"lang\":\"de\",\"text\":\"Zoll\",\"status\":\
                   \"preferred\",\"matching\":\"forms\"}],\"created\":\"\",\"changed\":\"\"}}";
    let bead = |from: usize, to: usize| {
        format!(
            "{{\"alignment\":{{\"source\":\"d1\",\"target\":\"d2\",\"accept\":0,\"created\":\"\",\"beads\":\
             [{{\"source\":[{from},{to}],\"target\":[0,1],\"confidence\":1,\"standing\":\"aligned\"}}]}}}}"
        )
    };
    let lines = [
        "{\"beleg\":1}".to_owned(),
        document("äb", "[[1,2,0]]"),
        document("ab", "[[0,9,0]]"),
        document("ab", "[[1,2,0],[0,1,0]]"),
        document("ab", "[[0,2,0]]"),
        "{\"unit\":{\"variants\":[{\"lang\":\"de\",\"text\":\"x\"}]}}".to_owned(),
        "{\"novelty\":{}}".to_owned(),
        "no json".to_owned(),
        String::new(),
        concept.to_owned(),
        concept.replace("c7", "c8").replace("Zoll", " "),
        bead(1, 0),
        bead(0, 1),
        "{\"relation\":{\"concept\":\"c7\",\"kind\":\"broader\",\"other\":\"c99\"}}".to_owned(),
        "{\"memory\":{\"name\":\"m\",\"is_read_only\":false,\"penalty\":101}}".to_owned(),
    ];
    let sandbox = Sandbox::new();
    sandbox.write("bad.jsonl", lines.join("\n"));
    let ran = sandbox.run(&["import", "bad.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for part in [
        "line 2: refused: its segment 1 is no place",
        "line 3: refused",
        "line 4: refused: its segment 2",
        "line 6: refused: no record: missing field `provenance`, at character ",
        "line 7: refused: no record: unknown variant `novelty`",
        "line 8: refused: no record",
        "line 11: refused: a term is empty",
        "line 12: refused: its bead 1",
        "line 13: refused: the alignment is of documents that were not taken",
        "line 14: refused: the relation is of concepts that were not taken",
        "line 15: refused: the penalty 101",
        "13 records: 2 new, 0 merged, 0 unchanged, 11 refused",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
}

#[test]
fn what_is_no_backup_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write("new.jsonl", "{\"beleg\":2}\n");
    sandbox.write("other.jsonl", "{\"a\":1}\n");
    sandbox.write("empty.jsonl", "{\"beleg\":1}\n");
    assert!(sandbox.refused(&["import", "new.jsonl"]).contains("a newer Beleg"));
    assert!(sandbox.refused(&["import", "other.jsonl"]).contains("JSON"));
    let error = sandbox.refused(&["import", "other.jsonl", "--format", "jsonl"]);
    assert!(error.contains("no backup of Beleg"), "{error}");
    assert!(sandbox.refused(&["import", "empty.jsonl"]).contains("nothing"));
    sandbox.ok(&["add", "Zoll", "duty"]);
    sandbox.ok(&["export", "all.jsonl"]);
    let error = sandbox.refused(&["import", "all.jsonl", "--client", "ACME"]);
    assert!(error.contains("says itself where"), "{error}");
}
