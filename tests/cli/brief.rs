//! `beleg brief`.

use serde_json::Value;

use crate::support::{Sandbox, shipped};

fn rows<'r>(rows: &'r [Value], section: &str) -> Vec<&'r Value> {
    rows.iter().filter(|row| row["section"] == section).collect()
}

#[test]
fn a_text_is_told_before_it_is_translated() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["add", "Pakt", "pact", "--status", "proposed"]);
    sandbox.write(
        "neu.txt",
        "Der Pakt von 2024\n\nDie Beistandsklauseln gelten seit dem 3. Mai. Die Beistandsklausel \
         verlangt eine Beistandsbekundung. Der Freundschaftspakt mit Turanien gilt. Turanien \
         lobte den Freundschaftspakt.\n",
    );
    let told = sandbox.json(&["brief", "neu.txt"]);
    let terms = rows(&told, "term");
    let clause = terms.iter().find(|term| term["term"] == "Beistandsklausel, die; Pl. -n").unwrap();
    assert_eq!(
        (&clause["hits"], &clause["translations"][0]),
        (&2.into(), &"mutual assistance clause".into())
    );
    assert_eq!(clause["forms"], serde_json::json!(["Beistandsklauseln", "Beistandsklausel"]));
    let aid =
        terms.iter().find(|term| term["term"].as_str().unwrap().starts_with("Beistand,")).unwrap();
    assert_eq!((&aid["hits"], &aid["in_compounds"]), (&0.into(), &1.into()));
    let pact = terms.iter().find(|term| term["term"] == "Pakt").unwrap();
    assert_eq!(pact["doubts"], serde_json::json!(["only proposed"]));
    assert!(rows(&told, "name").iter().any(|name| name["text"] == "Turanien"));
    assert!(rows(&told, "number").iter().any(|number| number["text"] == "2024"));
    assert!(rows(&told, "candidate").iter().any(|one| one["term"] == "Freundschaftspakt"));
    let words: u64 = rows(&told, "match").iter().map(|band| band["words"].as_u64().unwrap()).sum();
    assert!(words > 20);
    let shown = sandbox.ok(&["brief", "neu.txt"]);
    for part in ["What the memory holds", "2× Beistandsklausel", "Names", "Not in the glossary"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
}

#[test]
fn what_the_memory_has_is_counted() {
    let sandbox = Sandbox::filled();
    let told = sandbox.json(&["brief", "pact.de.txt"]);
    assert!(rows(&told, "match").iter().any(|band| band["band"] == "context"));
}

#[test]
fn a_page_and_markdown_are_written_whole_and_load_nothing() {
    let sandbox = Sandbox::filled();
    sandbox.write("böse.txt", "Die <script>alert(1)</script> Beistandsklausel & mehr.\n");
    sandbox.ok(&["brief", "böse.txt", "-o", "out.html"]);
    let page = sandbox.read("out.html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"));
    assert_eq!(page.matches("http://").count(), 1, "only the namespace");
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("<dd>mutual assistance clause"));
    sandbox.ok(&["brief", "böse.txt", "-o", "out.md"]);
    assert!(sandbox.read("out.md").contains("\\<script\\>"));
    assert!(sandbox.ok(&["brief", "böse.txt", "--format", "html"]).starts_with("<!DOCTYPE html>"));
    let refused = sandbox.refused(&["brief", "böse.txt", "-o", "out.csv"]);
    assert!(refused.contains(".html or .md"), "{refused}");
    let input = sandbox.run_with_input(&["brief", "-"], "Die Beistandsklausel gilt.\n");
    assert_eq!(input.code, 0, "{}", input.stderr);
}

#[test]
fn a_text_of_which_nothing_is_known_ends_with_1() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty"]);
    sandbox.write("neu.txt", "Der Hund bellt heute.\n");
    assert_eq!(sandbox.run(&["brief", "neu.txt"]).code, 1);
    assert!(sandbox.refused(&["brief", &shipped("nowhere.txt")]).contains("nowhere.txt"));
}
