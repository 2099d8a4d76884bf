//! `beleg extract`.

use serde_json::{Value, json};

use crate::support::{Sandbox, objects};

const TEXT: &str = "Die Beistandsklausel steht im neuen Vertrag.

Niemand hatte mit Beistandsklauseln und Kreditgarantien gerechnet. Die Sicherheitsgarantien und \
die Kreditgarantien gelten in einer multipolaren Welt. Sicherheitsgarantien sind selten.

Kim spricht von multipolarer Welt.
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("text.txt", TEXT);
    sandbox
}

fn terms(found: &[Value]) -> Vec<&str> {
    found.iter().map(|object| object["term"].as_str().unwrap()).collect()
}

fn find<'f>(found: &'f [Value], term: &str) -> &'f Value {
    found.iter().find(|object| object["term"] == term).unwrap_or_else(|| panic!("{found:#?}"))
}

#[test]
fn terms_of_a_text_are_found_without_a_database() {
    let sandbox = sandbox();
    let found = sandbox.json(&["extract", "text.txt"]);
    let clause = find(&found, "Beistandsklausel");
    assert_eq!(clause["forms"], json!(["Beistandsklausel", "Beistandsklauseln"]));
    assert_eq!((&clause["count"], &clause["head"]), (&json!(2), &json!("Klausel")));
    assert_eq!((&clause["lang"], &clause["pos"]), (&json!("de"), &json!("noun")));
    let example = clause["example"]["text"].as_str().unwrap();
    let span = clause["example"]["span"].as_array().unwrap();
    let place = |at: usize| span[at].as_u64().unwrap() as usize;
    assert!(example[place(0)..place(1)].starts_with("Beistandsklausel"));
    assert_eq!(find(&found, "multipolare Welt")["pos"], "phrase");
    assert!(!terms(&found).contains(&"Kim"), "{found:?}");
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn compounds_of_one_head_stand_together() {
    let shown = sandbox().ok(&["extract", "text.txt"]);
    let group = shown.split("… Garantie\n").nth(1).expect("a group");
    let lines: Vec<&str> = group.lines().filter(|line| line.contains('×')).take(2).collect();
    assert!(
        lines.iter().all(|line| line.starts_with("  ") && line.contains("garantie")),
        "{shown}"
    );
}

#[test]
fn terms_of_the_glossary_are_left_out() {
    let sandbox = sandbox();
    sandbox.ok(&["add", "Beistandsklausel", "mutual assistance clause"]);
    let ran = sandbox.run(&["extract", "text.txt", "--json"]);
    assert!(!terms(&objects(&ran.stdout)).contains(&"Beistandsklausel"));
    assert!(ran.stderr.contains("1 is in the glossary"), "{}", ran.stderr);
    let found = sandbox.json(&["extract", "text.txt", "--known"]);
    assert_eq!(find(&found, "Beistandsklausel")["known"], "c1");
}

#[test]
fn pairs_propose_translations() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pairs.tsv",
        "de\ten\n\
         Die Beistandsklausel gilt.\tThe mutual assistance clause applies.\n\
         Es gibt zwei Beistandsklauseln.\tThere are two mutual assistance clauses.\n\
         Wer las die Beistandsklausel?\tWho read the mutual assistance clause?\n\
         Das Wetter ist gut.\tThe weather is fine.\n",
    );
    sandbox.ok(&["import", "pairs.tsv", "--as", "units", "--quiet"]);
    let found = sandbox.json(&["extract"]);
    let clause = find(&found, "Beistandsklausel");
    assert_eq!(
        clause["proposals"][0],
        json!({"text": "mutual assistance clause", "count": 3, "by": "pairs"})
    );
    assert_eq!(clause["example"]["unit"], "u3");
    let ran = sandbox.run(&["extract", "--memory", "other"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    sandbox.write("text.txt", TEXT);
    let found = sandbox.json(&["extract", "text.txt"]);
    assert_eq!(find(&found, "Beistandsklausel")["proposals"][0]["count"], 3);
}

#[test]
fn the_table_is_a_glossary_to_be_imported() {
    let sandbox = sandbox();
    sandbox.write("pairs.tsv", "de\ten\nMit Kreditgarantien.\tWith credit guarantees.\n");
    sandbox.ok(&["import", "pairs.tsv", "--as", "units", "--quiet"]);
    let ran = sandbox.run(&["extract", "text.txt", "-o", "glossar.csv"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.contains("without a translation"), "{}", ran.stderr);
    let table = sandbox.read("glossar.csv");
    let header =
        "id,subject,de,de_pos,de_gender,de_number,de_status,en,en_status,definition,note,source";
    assert_eq!(table.lines().next(), Some(header));
    let row = table.lines().find(|line| line.starts_with(",,Kreditgarantie,")).expect("a row");
    assert!(row.contains(",noun,f,,proposed,"), "{row}");
    assert!(table.contains("in einer multipolaren Welt."), "{table}");
    let ready = table.replacen(",proposed,,,", ",proposed,clause,proposed,", 1);
    sandbox.write("glossar.csv", ready);
    let told = sandbox.run(&["import", "glossar.csv"]);
    assert!(told.code < 2, "{}", told.stderr);
    assert!(sandbox.ok(&["export", "out.csv"]).is_empty());
    assert!(sandbox.read("out.csv").contains("proposed"));
    let stream = sandbox.ok(&["extract", "text.txt", "-o", "-"]);
    assert!(stream.starts_with(header), "{stream}");
}

#[test]
fn stdin_and_english_are_read() {
    let sandbox = Sandbox::new();
    let text = "The mutual assistance clause is new. Who read the mutual assistance clause?";
    let ran = sandbox.run_with_input(&["extract", "-", "--from", "en", "--json"], text);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(terms(&objects(&ran.stdout)), ["mutual assistance clause"]);
}

#[test]
fn what_cannot_be_done_is_told() {
    let sandbox = sandbox();
    sandbox.write("empty.txt", "Ja. Nein.\n");
    let ran = sandbox.run(&["extract", "empty.txt"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("no likely term in 2 segments"), "{}", ran.stderr);
    assert!(sandbox.refused(&["extract", "missing.txt"]).contains("missing.txt"));
    assert!(
        sandbox.refused(&["extract", "text.txt", "--from", "fr"]).contains("German and English")
    );
    assert!(sandbox.refused(&["extract"]).contains("test.db"));
    let both = ["extract", "text.txt", "--json", "-o", "-"];
    assert!(sandbox.refused(&both).contains("cannot both be printed"));
    sandbox.ok(&["add", "Zoll", "duty"]);
    assert!(sandbox.refused(&["extract", "text.txt", "-o", "test.db"]).contains("database itself"));
}
