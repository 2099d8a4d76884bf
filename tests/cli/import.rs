//! `beleg import`.

use crate::support::{Sandbox, shipped, zipped};
use serde_json::Value;

fn counts(object: &Value) -> [u64; 5] {
    ["read", "new", "merged", "unchanged", "refused"].map(|field| object[field].as_u64().unwrap())
}

/// Imports a table of this content and answers with the counts, which must add up.
fn import(content: impl AsRef<[u8]>, args: &[&str]) -> (Sandbox, [u64; 5]) {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", content);
    let object = sandbox.json(&[&["import", "table.csv"], args].concat()).remove(0);
    let counts = counts(&object);
    assert_eq!(counts[0], counts[1..].iter().sum::<u64>(), "{object}");
    (sandbox, counts)
}

#[test]
fn a_shipped_glossary_is_imported_once() {
    let sandbox = Sandbox::new();
    for name in ["politics", "economy", "military"] {
        let file = shipped(&format!("glossary/{name}.csv"));
        let first = counts(&sandbox.json(&["import", &file])[0]);
        assert!(first[1] >= 60 && first[4] == 0, "{first:?}");
        assert_eq!(first[0], first[1] + first[2]);
        let again = counts(&sandbox.json(&["import", &file])[0]);
        assert_eq!(again, [first[0], 0, 0, first[0], 0]);
    }
    assert_eq!(sandbox.json(&["log"]).len(), 3);
}

#[test]
fn columns_are_found_by_what_people_call_them() {
    let table = "Bemerkung;Englisch;Fachgebiet;Deutsch;Genus\nnur Plural;foreign currency;Wirtschaft;Devisen;\n";
    let (sandbox, counts) = import(table, &[]);
    assert_eq!(counts, [1, 1, 0, 0, 0]);
    let answer = &sandbox.json(&["term", "Devisen"])[0];
    assert_eq!(answer["subject"], "Wirtschaft");
    assert_eq!(answer["note"], "nur Plural");
    assert_eq!(answer["terms"][1]["text"], "foreign currency");
}

#[test]
fn separators_encodings_and_excel_lines_are_understood() {
    let utf16 = |text: &str| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|char| char as u8).collect() };
    for table in [
        "de,en\nZölle,customs duties\n".as_bytes().to_vec(),
        "de;en\r\nZölle;customs duties\r\n".as_bytes().to_vec(),
        "de\ten\nZölle\tcustoms duties\n".as_bytes().to_vec(),
        "\u{feff}sep=;\r\nde;en\r\nZölle;customs duties\r\n".as_bytes().to_vec(),
        utf16("de\ten\r\nZölle\tcustoms duties\r\n"),
        latin("de;en\nZ\u{f6}lle;customs duties\n"),
        "Zölle;customs duties\n".as_bytes().to_vec(),
    ] {
        let (sandbox, counts) = import(&table, &[]);
        assert_eq!(counts, [1, 1, 0, 0, 0], "{}", String::from_utf8_lossy(&table));
        sandbox.ok(&["term", "Zölle"]);
    }
}

#[test]
fn refused_rows_are_named_with_line_and_reason() {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", "de,de_gender,en\nZoll,m,customs duty\nHaus,q,house\n,,\nTor,,\n");
    let ran = sandbox.run(&["import", "table.csv", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    let [read, new, _, _, refused] = counts(&object);
    assert_eq!((new, refused, read), (1, 2, 3), "{}", ran.stderr);
    assert!(ran.stderr.contains("line 3") && ran.stderr.contains('q'), "{}", ran.stderr);
    assert!(ran.stderr.contains("line 5"), "{}", ran.stderr);
    assert_eq!(sandbox.run(&["import", "table.csv", "--strict"]).code, 1);
}

#[test]
fn an_open_quote_swallows_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", "de,en\nZoll,customs duty\n\"Haus,house\nTor,gate\n");
    let ran = sandbox.run(&["import", "table.csv"]);
    assert!(ran.stderr.contains("line 3"), "{}", ran.stderr);
    sandbox.ok(&["term", "Zoll"]);
    sandbox.ok(&["term", "Tor"]);
}

#[test]
fn quoted_cells_may_hold_line_breaks() {
    let (sandbox, counts) =
        import("de,en,note\nZoll,customs duty,\"two\nlines\"\nTor,gate,\n", &[]);
    assert_eq!(counts[1], 2);
    assert_eq!(sandbox.json(&["term", "Zoll"])[0]["note"], "two\nlines");
}

#[test]
fn a_dry_run_changes_nothing() {
    let sandbox = Sandbox::new();
    let file = shipped("glossary/politics.csv");
    let trial = counts(&sandbox.json(&["import", &file, "--dry-run"])[0]);
    assert!(!sandbox.path("test.db").exists());
    assert_eq!(trial, counts(&sandbox.json(&["import", &file])[0]));
    let before = sandbox.ok(&["export", "-"]);
    sandbox.ok(&["import", &shipped("glossary/economy.csv"), "--dry-run"]);
    assert_eq!(sandbox.ok(&["export", "-"]), before);
}

#[test]
fn sentences_without_a_header_are_taken_for_pairs() {
    let table = "Der Vertrag wurde am Montag unterzeichnet.\tThe treaty was signed on Monday.\n\
                 Er gilt für zehn lange Jahre.\tIt is valid for ten long years.\n";
    let sandbox = Sandbox::new();
    sandbox.write("pairs.tsv", table);
    let object = &sandbox.json(&["import", "pairs.tsv"])[0];
    assert_eq!(object["as"], "units");
    assert_eq!(counts(object), [2, 2, 0, 0, 0]);
    assert_eq!(counts(&sandbox.json(&["import", "pairs.tsv"])[0]), [2, 0, 0, 2, 0]);
    assert_eq!(sandbox.json(&["find", "treaty"]).len(), 1);
}

#[test]
fn homonyms_stay_apart_and_rows_of_one_term_come_together() {
    let table = "de,en,subject,definition\nBank,bank,economy,\nBank,bench,furniture,\nBank,lender,economy,\n";
    let (sandbox, counts) = import(table, &[]);
    assert_eq!(counts, [3, 2, 1, 0, 0]);
    assert_eq!(sandbox.json(&["term", "Bank"]).len(), 2);
}

#[test]
fn an_id_that_is_taken_is_replaced_and_told() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    sandbox.write("table.csv", "id,de,en\nc1,Zoll,customs duty\nc7,Tor,gate\nX-9,Haus,house\n");
    let ran = sandbox.run(&["import", "table.csv"]);
    assert!(ran.stderr.contains("c1 belongs to another concept"), "{}", ran.stderr);
    assert_eq!(sandbox.json(&["term", "Tor"])[0]["concept"], "c7");
    let again = &sandbox.json(&["import", "table.csv"])[0];
    assert_eq!(counts(again), [3, 0, 0, 3, 0]);
}

#[test]
fn what_cannot_be_used_at_all_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.csv", "");
    sandbox.write("words.csv", "note,remark\na,b\n");
    sandbox.write("binary.csv", [0u8, 159, 146, 150, 0, 1, 2]);
    for file in ["empty.csv", "words.csv", "binary.csv", "missing.csv"] {
        assert_eq!(sandbox.run(&["import", file]).code, 2, "{file}");
    }
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn stdin_is_read_too() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with_input(&["import", "-"], "de,en\nZoll,customs duty\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    sandbox.ok(&["term", "Zoll"]);
}

#[test]
fn what_is_understood_without_being_said_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write("latin.csv", b"Z\xf6lle;customs duties\n");
    let ran = sandbox.run(&["import", "latin.csv"]);
    for part in ["windows-1252", "no header", "--as units"] {
        assert!(ran.stderr.contains(part), "{}", ran.stderr);
    }
    sandbox.write("long.csv", "de,en\nDas ist ein langer Satz.,This is one long sentence.\n");
    let object = &sandbox.json(&["import", "long.csv"])[0];
    assert_eq!(object["as"], "units");
    assert_eq!(sandbox.json(&["import", "long.csv", "--as", "terms"])[0]["as"], "terms");
}

#[test]
fn formats_that_are_not_read_yet_are_named() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.tmx", "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"/>");
    sandbox.write("book.xlsx", zipped(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]));
    sandbox.write("prose.txt", "Ein Satz.\nNoch ein Satz.\n");
    for (file, word) in [
        ("empty.tmx", "no translation units"),
        ("book.xlsx", "Excel"),
        ("prose.txt", "beleg align"),
    ] {
        let error = sandbox.refused(&["import", file]);
        assert!(error.contains(word) && error.contains(file), "{error}");
    }
    assert!(sandbox.refused(&["import", "prose.txt", "--format", "text"]).contains("csv or tsv"));
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn the_source_of_an_entry_is_not_its_source_term() {
    let (sandbox, counts) = import("Quelle;Deutsch;Englisch\nBGBl.;Zoll;customs duty\n", &[]);
    assert_eq!(counts[1], 1);
    assert_eq!(sandbox.json(&["term", "Zoll"])[0]["source"], "BGBl.");
    let (sandbox, _) = import("Quelle;Ziel\nZoll;customs duty\n", &[]);
    assert_eq!(sandbox.json(&["term", "Zoll"])[0]["terms"][1]["text"], "customs duty");
}

#[test]
fn a_cell_too_many_is_refused_rather_than_lost() {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", "de,en,note\nZoll,duty,on goods, mostly\nTor,gate,,\n");
    let ran = sandbox.run(&["import", "table.csv"]);
    assert!(ran.stderr.contains("line 2: refused: 4 cells"), "{}", ran.stderr);
    sandbox.ok(&["term", "Tor"]);
}

#[test]
fn a_bad_quote_in_a_bare_list_is_a_character() {
    let (sandbox, counts) = import("\"Freund\" und Feind;friend and foe\n\"Zoll;duty\n", &[]);
    assert_eq!(counts, [2, 2, 0, 0, 0]);
    let exported = sandbox.ok(&["export", "-"]);
    assert!(
        exported.contains("\"\"\"Freund\"\" und Feind\",") && exported.contains("\"\"\"Zoll\",")
    );
}

#[test]
fn an_edited_row_of_an_export_is_taken_back() {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", "id,de,en\nc1,Zoll,duty\nc1,,tariff\n");
    sandbox.ok(&["import", "table.csv"]);
    sandbox.ok(&["export", "out.csv"]);
    let table = sandbox.read("out.csv").replace("tariff,admitted", "tariff,forbidden");
    sandbox.write("out.csv", &table);
    assert_eq!(counts(&sandbox.json(&["import", "out.csv"])[0]), [2, 0, 1, 1, 0]);
    assert_eq!(sandbox.ok(&["export", "-"]), table);
    assert_eq!(counts(&sandbox.json(&["import", "out.csv"])[0]), [2, 0, 0, 2, 0]);
}

#[test]
fn foreign_ids_make_no_further_concept_each_time() {
    let sandbox = Sandbox::new();
    sandbox.write("one.csv", "id,de,en\nT-001,Devisen,foreign currency\n");
    sandbox.write("two.csv", "id,de,en\nT-001,Zoll,duty\n");
    sandbox.ok(&["import", "one.csv", "two.csv"]);
    for file in ["one.csv", "two.csv", "two.csv"] {
        assert_eq!(counts(&sandbox.json(&["import", file])[0]), [1, 0, 0, 1, 0]);
    }
    assert_eq!(sandbox.json(&["stats"])[0]["concepts"], 2);
}

#[test]
fn what_an_entry_does_not_take_is_told_with_its_line() {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", "de,en,note\nZoll,duty,a\nZoll,duty,b\nZoll,duty,c\n");
    let ran = sandbox.run(&["import", "table.csv", "--json"]);
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(counts(&object), [3, 1, 1, 1, 0]);
    assert!(
        ran.stderr.contains("line 4: note not taken: the entry has another one"),
        "{}",
        ran.stderr
    );
}

#[test]
fn pairs_keep_both_notes_and_their_confidence() {
    let sandbox = Sandbox::new();
    let table = |note: &str, confidence: &str| {
        format!(
            "de,en,document,confidence,note\nDas Tor ist zu.,It is shut.,x,{confidence},{note}\n"
        )
    };
    sandbox.write("a.csv", table("first", "0.5"));
    sandbox.write("b.csv", table("second", "0.9"));
    sandbox.ok(&["import", "a.csv"]);
    let ran = sandbox.run(&["import", "b.csv", "--json"]);
    assert_eq!(counts(&serde_json::from_str(&ran.stdout).unwrap()), [1, 0, 1, 0, 0]);
    assert!(ran.stderr.contains("line 2: confidence not taken"), "{}", ran.stderr);
    let exported = sandbox.ok(&["export", "-", "--as", "units"]);
    assert!(exported.contains(",0.5,first; second"), "{exported}");
    for file in ["a.csv", "b.csv"] {
        assert_eq!(counts(&sandbox.json(&["import", file])[0]), [1, 0, 0, 1, 0]);
    }
}

#[test]
fn one_bad_file_keeps_all_out() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "de,en\nZoll,duty\n");
    sandbox.write("bad.csv", "note,remark\na,b\n");
    sandbox.write("c.csv", "de,en\nTor,gate\n");
    let error = sandbox.refused(&["import", "a.csv", "bad.csv", "c.csv"]);
    assert!(error.contains("bad.csv") && error.contains("nothing was imported"), "{error}");
    assert!(!sandbox.path("test.db").exists());
    let objects = sandbox.json(&["import", "a.csv", "c.csv"]);
    assert_eq!(objects.iter().map(|object| counts(object)[1]).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(sandbox.json(&["log"]).len(), 1);
}

#[test]
fn broken_utf8_is_not_read_as_something_else() {
    let sandbox = Sandbox::new();
    let mut table = "de,en\n".to_owned() + &"Verträge über Zölle,treaties\n".repeat(50);
    table.push_str("Stra\u{df}e,road\n");
    let mut bytes = table.into_bytes();
    let at = bytes.len() - "ße,road\n".len();
    bytes.splice(at..at + 2, [0xdf]);
    sandbox.write("table.csv", &bytes);
    let error = sandbox.refused(&["import", "table.csv"]);
    assert!(error.contains("UTF-8 but broken in line 52") && error.contains("save it"), "{error}");
    assert!(sandbox.refused(&["segment", "table.csv"]).contains("line 52"));
}

#[test]
fn several_files_are_one_change() {
    let sandbox = Sandbox::new();
    let files = ["politics", "economy"].map(|name| shipped(&format!("glossary/{name}.csv")));
    let objects = sandbox.json(&["import", &files[0], &files[1]]);
    assert_eq!((objects.len(), sandbox.json(&["log"]).len()), (2, 1));
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["stats"])[0]["concepts"], 0);
}

#[test]
fn a_term_that_was_renamed_in_a_table_is_told() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Kernwaffe", "nuclear weapon", "nuke"]);
    let table = sandbox.ok(&["export", "-"]).replace("nuke", "atomic weapon");
    sandbox.write("table.csv", &table);
    let ran = sandbox.run(&["import", "table.csv"]);
    assert!(ran.stderr.contains("line 2: c1 got a new term, and `nuke` stays"), "{}", ran.stderr);
    let again = sandbox.run(&["import", "table.csv"]);
    assert!(!again.stderr.contains("stays"), "{}", again.stderr);
}

#[test]
fn an_id_with_another_meaning_makes_another_concept() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    one.ok(&["add", "Bank", "bank", "--definition", "Geldinstitut"]);
    other.ok(&["add", "Bank", "bench", "--definition", "Sitzmöbel"]);
    one.write("theirs.csv", other.ok(&["export", "-"]));
    let ran = one.run(&["import", "theirs.csv"]);
    assert!(ran.stderr.contains("the id c1 belongs to another concept"), "{}", ran.stderr);
    let definitions: Vec<String> = one
        .json(&["term", "Bank"])
        .iter()
        .map(|answer| answer["definition"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(definitions, ["Geldinstitut", "Sitzmöbel"]);
    assert_eq!(counts(&one.json(&["import", "theirs.csv"])[0]), [1, 0, 0, 1, 0]);
}

#[test]
fn what_a_row_replaces_is_told() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Bank", "bank", "--definition", "Geldinstitut", "--gender", "f"]);
    let table = sandbox.ok(&["export", "-"]).replace("Geldinstitut", "Kreditinstitut");
    sandbox.write("table.csv", table.replace(",f,", ",n,"));
    let ran = sandbox.run(&["import", "table.csv", "--dry-run"]);
    assert!(ran.stderr.contains("line 2: definition replaced"), "{}", ran.stderr);
    assert!(ran.stderr.contains("line 2: gender of `Bank` replaced"), "{}", ran.stderr);
}

#[test]
fn what_was_asked_for_is_not_explained() {
    let sandbox = Sandbox::new();
    sandbox.write("u.csv", "de;en\nDas ist ein langer Satz hier.;This is a long sentence here.\n");
    let ran = sandbox.run(&["import", "u.csv", "--as", "units"]);
    assert!(!ran.stderr.contains("taken for"), "{}", ran.stderr);
}

#[test]
fn one_term_in_common_is_not_enough_where_subject_and_definition_contradict() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Bank", "bank", "--subject", "economy", "--definition", "Geldinstitut"]);
    sandbox.write("t.csv", "id,subject,de,fr,definition\nc1,furniture,Bank,banc,Sitzmöbel\n");
    sandbox.ok(&["import", "t.csv", "--to", "fr"]);
    let answer = &sandbox.json(&["term", "c1"])[0];
    assert_eq!(answer["definition"], "Geldinstitut");
    assert_eq!(answer["terms"].as_array().unwrap().len(), 2);
}

#[test]
fn a_dry_run_leaves_an_empty_file_empty() {
    let sandbox = Sandbox::new();
    sandbox.write("test.db", "");
    sandbox.ok(&["import", &shipped("glossary/politics.csv"), "--dry-run"]);
    assert_eq!(sandbox.read("test.db"), "");
    assert!(sandbox.refused(&["undo"]).contains("is empty: it is no database yet"));
    assert_eq!(sandbox.read("test.db"), "");
}

#[test]
fn homonyms_are_kept_apart_merged_or_left_out() {
    for (what, concepts) in [("keep", 3), ("merge", 1), ("skip", 1)] {
        let sandbox = Sandbox::new();
        sandbox.ok(&["add", "Bank", "bank", "--subject", "economy"]);
        sandbox.write(
            "new.csv",
            "de,en,subject\nBank,bench,furniture\nBank,bank,economy\nBank,financial house,economy\n",
        );
        let ran = sandbox.run(&["import", "new.csv", "--on-duplicate", what]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(sandbox.json(&["stats"])[0]["concepts"], concepts, "{what} {}", ran.stderr);
    }
    // Without a terminal nobody is asked: homonyms are kept apart, what fits is merged.
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Bank", "bank", "--subject", "economy"]);
    sandbox.write("new.csv", "de,en,subject\nBank,bench,furniture\nBank,lender,economy\n");
    let told = &sandbox.json(&["import", "new.csv"])[0];
    assert_eq!((&told["new"], &told["merged"]), (&1.into(), &1.into()));
}

#[test]
fn a_glossary_is_labelled_and_chosen_by_its_label() {
    let sandbox = Sandbox::new();
    sandbox.write("acme.csv", "de,en\nZoll,customs levy\n");
    sandbox.write("all.csv", "de,en\nZoll,duty\nPakt,pact\n");
    sandbox.ok(&["import", "acme.csv", "--client", "ACME", "--subject", "trade"]);
    sandbox.ok(&["import", "all.csv"]);
    assert_eq!(sandbox.json(&["stats"])[0]["concepts"], 3);
    let table = sandbox.ok(&["export", "-", "--client", "acme"]);
    assert!(table.contains("customs levy") && !table.contains("pact"), "{table}");
    assert!(table.lines().next().unwrap().contains("client"), "{table}");
    // What holds for another client is not looked for.
    sandbox.write("text.txt", "Der Zoll gilt.\n");
    let terms = |client: &str| sandbox.json(&["mark", "text.txt", "--client", client]).len();
    assert_eq!((terms("ACME"), terms("Globex")), (2, 1));
    let other = Sandbox::new();
    other.write("in.csv", &table);
    other.ok(&["import", "in.csv"]);
    assert_eq!(other.json(&["term", "Zoll"])[0]["client"], "ACME");
}
