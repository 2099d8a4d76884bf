//! `beleg export`.

use std::fs;

use crate::support::{Sandbox, objects, shipped};

#[test]
fn the_glossary_goes_out_and_in_exactly() {
    let sandbox = Sandbox::filled();
    for args in [&["glossar.csv"][..], &["glossar.tsv"], &["excel.csv", "--for", "excel-de"]] {
        sandbox.ok(&[&["export"], args].concat());
        let object = &sandbox.json(&["import", args[0]])[0];
        assert_eq!(object["unchanged"], object["read"], "{args:?}");
        let other = Sandbox::new();
        fs::copy(sandbox.path(args[0]), other.path("in.csv")).unwrap();
        let format = if args[0].ends_with("tsv") { "tsv" } else { "csv" };
        other.ok(&["import", "in.csv", "--format", format]);
        assert_eq!(other.ok(&["export", "-"]), sandbox.ok(&["export", "-"]), "{args:?}");
    }
}

#[test]
fn the_columns_are_those_of_the_contract() {
    let sandbox = Sandbox::new();
    sandbox.ok(&[
        "add",
        "Devisen",
        "foreign currency",
        "--number",
        "plural",
        "--subject",
        "economy",
    ]);
    assert_eq!(
        sandbox.ok(&["export", "-"]),
        "id,subject,de,de_pos,de_gender,de_number,de_status,en,en_status,definition,note,source\n\
         c1,economy,Devisen,,,plural,preferred,foreign currency,preferred,,,\n"
    );
}

#[test]
fn entries_come_in_dictionary_order() {
    let sandbox = Sandbox::new();
    for term in ["Zoll", "Ärger", "Ausfuhr", "Öl", "Ofen"] {
        sandbox.ok(&["add", term, "x"]);
    }
    let table = sandbox.ok(&["export", "-"]);
    let terms: Vec<&str> =
        table.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(terms, ["Ärger", "Ausfuhr", "Ofen", "Öl", "Zoll"]);
}

#[test]
fn cells_are_harmless_to_excel_and_come_back_as_they_were() {
    let sandbox = Sandbox::new();
    let terms = ["-fach", "+49", "=1+1", "@home", "'-fach", "''=x", "'tis"];
    for term in terms {
        sandbox.ok(&["add", "--", term, "x"]);
    }
    sandbox.ok(&["export", "excel.csv", "--for", "excel-de"]);
    let bytes = fs::read(sandbox.path("excel.csv")).unwrap();
    assert!(bytes.starts_with("\u{feff}id;subject;".as_bytes()));
    let table = sandbox.read("excel.csv");
    for cell in table.split([';', '\n']) {
        let cell = cell.trim_start_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell == "\r", "{cell:?}");
    }
    let other = Sandbox::new();
    fs::copy(sandbox.path("excel.csv"), other.path("excel.csv")).unwrap();
    other.ok(&["import", "excel.csv"]);
    for term in terms {
        let answer = other.ok(&["term", "--json", "--", term]);
        assert_eq!(objects(&answer)[0]["found"]["by"], "exact", "{term}");
    }
}

#[test]
fn pairs_go_out_and_in() {
    let sandbox = Sandbox::filled();
    let report = &sandbox.json(&["export", "paare.csv", "--as", "units"])[0];
    let units = sandbox.json(&["stats"])[0]["units"].clone();
    assert_eq!(report["written"], units);
    let object = &sandbox.json(&["import", "paare.csv"])[0];
    assert_eq!((&object["as"], &object["unchanged"]), (&"units".into(), &units));
}

#[test]
fn filters_narrow_what_is_written() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["import", &shipped("glossary/economy.csv"), "--quiet"]);
    let economy = sandbox.ok(&["export", "-", "--subject", "economy"]);
    assert!(economy.contains("Devisen") && !economy.contains("Beistandsklausel"));
    let deprecated = sandbox.ok(&["export", "-", "--status", "deprecated"]);
    assert!(deprecated.lines().skip(1).all(|line| line.contains("deprecated")));
    let none = sandbox.ok(&["export", "-", "--since", "2999-01-01"]);
    assert_eq!(none.lines().count(), 1);
    for since in ["2020-01-01", "2020-01-01T00:00:00Z"] {
        assert_eq!(sandbox.ok(&["export", "-", "--since", since]), sandbox.ok(&["export", "-"]));
    }
    assert!(sandbox.refused(&["export", "-", "--since", "yesterday"]).contains("no date"));
}

#[test]
fn nothing_half_written_is_left_behind() {
    let sandbox = Sandbox::filled();
    fs::create_dir(sandbox.path("folder.csv")).unwrap();
    let error = sandbox.refused(&["export", "folder.csv"]);
    assert!(error.contains("folder.csv"), "{error}");
    let error = sandbox.refused(&["export", "no/such/folder/x.csv"]);
    assert!(error.contains("no/such/folder"), "{error}");
    assert!(sandbox.refused(&["export", "glossar.xyz"]).contains(".csv"));
    let names: Vec<String> = fs::read_dir(sandbox.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("test.db") && !name.starts_with("pact"))
        .collect();
    assert_eq!(names, ["folder.csv"]);
}

#[test]
fn an_export_replaces_its_target_whole() {
    let sandbox = Sandbox::filled();
    sandbox.write("glossar.csv", "something much longer ".repeat(100_000));
    sandbox.ok(&["export", "glossar.csv"]);
    assert_eq!(sandbox.read("glossar.csv"), sandbox.ok(&["export", "-"]));
}

#[test]
fn what_only_some_entries_have_gets_further_columns() {
    let sandbox = Sandbox::new();
    let table = "id,de,en,no_such,en_note,de_definition,fr,en_pos,de_context\n\
                 c1,Zoll,duty,x,in Britain,Abgabe,droit,noun,Der Zoll stieg.\n\
                 c1,,tariff,,,,,,\nc2,Tor,gate,,,,,,\n";
    sandbox.write("table.csv", table);
    let ran = sandbox.run(&["import", "table.csv"]);
    assert!(ran.stderr.contains("`no_such` is not known"), "{}", ran.stderr);
    let exported = sandbox.ok(&["export", "-"]);
    assert!(
        exported.starts_with(
            "id,subject,de,de_pos,de_gender,de_number,de_status,en,en_status,definition,note,\
             source,en_pos,en_note,de_definition,de_context,fr,fr_status\n"
        ),
        "{exported}"
    );
    let other = Sandbox::new();
    other.write("in.csv", &exported);
    other.ok(&["import", "in.csv"]);
    assert_eq!(other.ok(&["export", "-"]), exported);
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay_what_they_are() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty"]);
    std::os::unix::fs::symlink("real.csv", sandbox.path("link.csv")).unwrap();
    sandbox.ok(&["export", "link.csv"]);
    assert!(fs::symlink_metadata(sandbox.path("link.csv")).unwrap().is_symlink());
    assert_eq!(sandbox.read("real.csv"), sandbox.ok(&["export", "-"]));
    sandbox.ok(&["export", "/dev/null", "--format", "csv"]);
    assert_eq!(sandbox.ok(&["export", "/dev/stdout", "--format", "csv"]), sandbox.read("real.csv"));
}

#[test]
fn the_ids_of_other_programs_go_out_and_in() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    one.write("theirs.csv", "id,de,en\nX-9,Haus,house\nX-9,,home\n17b,Tor,gate\n");
    one.ok(&["import", "theirs.csv"]);
    one.ok(&["export", "ours.csv", "--strict"]);
    other.write("ours.csv", one.read("ours.csv"));
    other.ok(&["import", "ours.csv"]);
    assert_eq!(other.ok(&["export", "-"]), one.read("ours.csv"));
    other.write("theirs.csv", one.read("theirs.csv"));
    let again = &other.json(&["import", "theirs.csv"])[0];
    assert_eq!(again["unchanged"], 3, "{again}");
}

#[test]
fn a_document_is_exported_without_the_others() {
    let sandbox = Sandbox::with_articles();
    sandbox.write("other.de.txt", "Das Geld ist knapp geworden. Der Handel ruht seit Wochen.\n");
    sandbox.write("other.en.txt", "Money has become scarce. Trade has been idle for weeks.\n");
    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt", "--quiet"]);
    sandbox.ok(&["align", "other.de.txt", "other.en.txt", "--quiet"]);
    let all = sandbox.ok(&["export", "-", "--as", "units"]);
    let documents = sandbox.json(&["documents"]);
    let id = |path: &str| {
        let is = |document: &&serde_json::Value| {
            document["path"].as_str().is_some_and(|known| known.ends_with(path))
        };
        documents.iter().find(is).unwrap()["id"].as_str().unwrap().to_owned()
    };
    for path in ["other.de.txt", "other.en.txt"] {
        let other = sandbox.ok(&["export", "-", "--document", &id(path)]);
        assert!(other.contains("Der Handel ruht") && !other.contains("Beistand"), "{other}");
        let pact = sandbox.ok(&["export", "-", "--document", &id("pact.de.txt")]);
        assert!(pact.contains("Beistand") && !pact.contains("Der Handel ruht"), "{pact}");
        assert_eq!(other.lines().count() + pact.lines().count(), all.lines().count() + 1);
    }
    let object = &sandbox.json(&["export", "d.csv", "--document", &id("other.de.txt")])[0];
    assert_eq!(object["as"], "units");
}

#[test]
fn only_what_has_a_text_in_the_language_is_exported() {
    let sandbox = Sandbox::new();
    sandbox.write("table.csv", "de,en,fr\nZoll,duty,droit\nTor,gate,\n");
    sandbox.ok(&["import", "table.csv"]);
    let french = sandbox.ok(&["export", "-", "--lang", "fr"]);
    assert!(french.contains("Zoll") && !french.contains("Tor"), "{french}");
    assert_eq!(sandbox.ok(&["export", "-", "--lang", "en"]).lines().count(), 3);
    sandbox
        .write("pairs.csv", "de,en,fr,document\nDas Tor ist zu.,It is shut.,,x\nJa.,Yes.,Oui.,x\n");
    sandbox.ok(&["import", "pairs.csv"]);
    let french = sandbox.ok(&["export", "-", "--as", "units", "--lang", "fr"]);
    assert!(french.contains("Oui.") && !french.contains("It is shut."), "{french}");
}

#[test]
fn a_filter_that_chooses_nothing_is_refused() {
    let sandbox = Sandbox::filled();
    for (args, word) in [
        (&["x.csv", "--as", "units", "--status", "preferred"][..], "`--status`"),
        (&["x.csv", "--memory", "main"], "`--memory`"),
        (&["x.html", "--document", "d1", "--subject", "politics"], "`--subject`"),
        (&["x.csv", "--as", "terms", "--document", "d1"], "`--document`"),
        (&["x.csv", "--document", "d99"], "no document d99"),
        (&["x.tsv", "--for", "excel-de"], "not tsv"),
        (&["x.csv", "--for", "excel-de", "--format", "tsv"], "not tsv"),
        (&["x.tsv", "--for", "excel-de", "--format", "csv"], "not tsv"),
        (&["x.txt", "--format", "text"], "text is read, but not written"),
    ] {
        let error = sandbox.refused(&[&["export"], args].concat());
        assert!(error.contains(word), "{args:?}: {error}");
        assert!(!sandbox.path(args[0]).exists(), "{args:?}");
    }
}

#[test]
fn a_subject_that_nothing_has_is_told_with_those_there_are() {
    let sandbox = Sandbox::filled();
    let ran = sandbox.run(&["export", "-", "--subject", "politik"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1));
    assert!(ran.stderr.contains("`politik`; there are politics"), "{}", ran.stderr);
    let ran = sandbox.run(&["export", "-", "--subject", "POLITICS"]);
    assert!(ran.stdout.lines().count() > 90 && !ran.stderr.contains("there are"));
}

#[test]
fn the_order_is_that_of_the_terms_that_are_shown() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    one.write("a.csv", "id;de;en\nc1;Alpha;x\nc2;Beta;y\n");
    one.write("b.csv", "id;de;en;de_status\nc1;Zeta;x;preferred\n");
    one.ok(&["import", "a.csv", "b.csv"]);
    one.ok(&["edit", "c1", "--term", "Alpha", "--status", "deprecated"]);
    other.write("in.csv", one.ok(&["export", "-"]));
    other.ok(&["import", "in.csv"]);
    assert_eq!(other.ok(&["export", "-"]), one.ok(&["export", "-"]));
}
