//! Workbooks of Excel, out and in.

use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::support::{Ran, Sandbox};

fn saved(sandbox: &Sandbox, name: &str, sheets: Vec<Worksheet>) {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save(sandbox.path(name)).unwrap();
}

fn sheet(rows: &[&[&str]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    for (line, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            sheet.write_string(line, column, *cell).unwrap();
        }
    }
    sheet
}

fn imported(sheets: Vec<Worksheet>) -> (Sandbox, Ran) {
    let sandbox = Sandbox::new();
    saved(&sandbox, "x.xlsx", sheets);
    let ran = sandbox.run(&["import", "x.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    (sandbox, ran)
}

#[test]
fn the_glossary_goes_out_and_in_exactly() {
    let sandbox = Sandbox::filled();
    for term in ["-fach", "+49", "=1+1", "@home", "'-fach", "007", "1-2"] {
        sandbox.ok(&["add", "--", term, "x"]);
    }
    let report = &sandbox.json(&["export", "g.xlsx"])[0];
    assert_eq!((&report["format"], &report["as"]), (&"xlsx".into(), &"terms".into()));
    let object = &sandbox.json(&["import", "g.xlsx"])[0];
    assert_eq!(object["unchanged"], object["read"]);
    let other = Sandbox::new();
    fs::copy(sandbox.path("g.xlsx"), other.path("g.xlsx")).unwrap();
    let ran = other.run(&["import", "g.xlsx"]);
    assert!(!ran.stderr.contains("to Excel"), "{}", ran.stderr);
    assert_eq!(other.ok(&["export", "-"]), sandbox.ok(&["export", "-"]));
}

#[test]
fn pairs_go_out_and_in() {
    let sandbox = Sandbox::filled();
    let report = &sandbox.json(&["export", "p.xlsx", "--as", "units"])[0];
    assert!(report["written"].as_u64().unwrap() > 10);
    let other = Sandbox::new();
    fs::copy(sandbox.path("p.xlsx"), other.path("p.xlsx")).unwrap();
    let object = &other.json(&["import", "p.xlsx"])[0];
    assert_eq!((&object["as"], &object["new"]), (&"units".into(), &report["written"]));
    let again = &other.json(&["import", "p.xlsx"])[0];
    assert_eq!(again["unchanged"], again["read"]);
    sandbox.ok(&["export", "d.xlsx", "--document", "d1"]);
}

#[test]
fn the_sheet_with_two_languages_is_read() {
    let mut first = sheet(&[&["Stand: heute"], &["von mir"]]);
    first.set_name("Info").unwrap();
    let (sandbox, ran) = imported(vec![
        first,
        sheet(&[&["Glossar Zölle"], &["Deutsch", "Englisch"], &["Zoll", "duty"]]),
    ]);
    assert!(ran.stderr.contains("only the sheet `Sheet2` is read"), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 row above the header is ignored"), "{}", ran.stderr);
    assert!(sandbox.ok(&["term", "Zoll"]).contains("duty"));
}

#[test]
fn a_bare_list_needs_no_header() {
    let (sandbox, ran) = imported(vec![sheet(&[
        &["Zoll", "duty", "note", "more"],
        &["", ""],
        &["Tor", "gate"],
        &["allein"],
    ])]);
    for part in ["no header: taken for terms", "1 row has a fourth column", "line 4: refused"] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert_eq!(sandbox.json(&["import", "x.xlsx"])[0]["read"], 3);
}

#[test]
fn what_excel_made_of_texts_is_told() {
    let mut table = sheet(&[&["id", "de", "en", "note"], &["", "", "duty"]]);
    table.write_number(1, 0, 1).unwrap();
    let date = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
    let format = Format::new().set_num_format("d. mmm");
    table.write_datetime_with_format(1, 1, &date, &format).unwrap();
    table.write_number(2, 1, 7).unwrap();
    table.write_number_with_format(2, 2, 7, &Format::new().set_num_format("000")).unwrap();
    let (sandbox, ran) = imported(vec![table]);
    for part in [
        "dates to Excel, which makes such of 1-2: 1, the first in row 2",
        "numbers to Excel, which drops zeros before them: 2, the first in row 3",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    let table = sandbox.ok(&["export", "-"]);
    assert!(table.contains(",7,,,,preferred,007,"), "{table}");
    assert!(table.contains("2026-02-01"), "{table}");
}

#[test]
fn a_cell_far_beyond_the_header_is_refused() {
    let mut sheet = sheet(&[&["de", "en"], &["Tor", "gate"], &["Zoll", "duty"]]);
    sheet.write_string(1, 40, "verirrt").unwrap();
    let (_, ran) = imported(vec![sheet]);
    assert!(ran.stderr.contains("line 2: refused: 3 cells"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 rows: 1 new concept"), "{}", ran.stderr);
}

#[test]
fn what_has_no_room_in_a_cell_is_told() {
    let sandbox = Sandbox::new();
    let long = "ä".repeat(40_000);
    sandbox.write("g.csv", format!("de,en,note\nZoll,duty,{long}\n"));
    sandbox.ok(&["import", "g.csv", "--as", "terms"]);
    let report = &sandbox.json(&["export", "g.xlsx"])[0];
    let what = "ends of texts longer than 32767 characters";
    assert_eq!(report["lost"][0], serde_json::json!({"what": what, "count": 1}));
}

#[test]
fn what_is_no_sound_workbook_is_refused() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["export", "g.xlsx"]);
    let bytes = fs::read(sandbox.path("g.xlsx")).unwrap();
    sandbox.write("cut.xlsx", &bytes[..bytes.len() / 2]);
    sandbox.write("text.xlsx", "PK\u{3}\u{4}");
    saved(&sandbox, "empty.xlsx", vec![Worksheet::new()]);
    saved(&sandbox, "one.xlsx", vec![sheet(&[&["de", "note"], &["Zoll", "x"]])]);
    for (file, word) in [
        ("cut.xlsx", "is a damaged archive, or document"),
        ("text.xlsx", "is a damaged archive, or document"),
        ("empty.xlsx", "is empty"),
        ("one.xlsx", "no columns for two languages"),
    ] {
        let error = sandbox.refused(&["import", file]);
        assert!(error.contains(word) && error.contains(file), "{error}");
    }
}

#[test]
fn a_cell_that_was_cut_takes_the_place_of_no_text() {
    let sandbox = Sandbox::new();
    let long = "ä".repeat(40_000);
    let table = format!("de,en,note\nZoll,duty,{long}\n");
    sandbox.write("g.csv", &table);
    sandbox.ok(&["import", "g.csv", "--as", "terms"]);
    sandbox.ok(&["export", "g.xlsx"]);
    let ran = sandbox.run(&["import", "g.xlsx"]);
    assert!(ran.stderr.contains("taken for empty: 1, the first in row 2"), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 unchanged"), "{}", ran.stderr);
    assert!(sandbox.ok(&["export", "-"]).contains(&long));

    let cell = "x".repeat(32_767);
    let rows =
        sheet(&[&["de", "en"], &[&cell, "much"], &["Das Tor ist offen.", "The gate is open."]]);
    saved(&sandbox, "u.xlsx", vec![rows]);
    let ran = sandbox.run(&["import", "u.xlsx", "--as", "units"]);
    assert!(ran.stderr.contains("line 2: refused: the text in de is as long as"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 rows: 1 new pair"), "{}", ran.stderr);
}

#[test]
fn rows_of_a_sheet_may_name_their_own_languages() {
    let (sandbox, ran) =
        imported(vec![sheet(&[&["Zoll", "duty", "de", "en"], &["gate", "Tor", "en", "de"]])]);
    assert!(ran.stderr.contains("the languages of each row"), "{}", ran.stderr);
    assert!(sandbox.ok(&["term", "Tor"]).contains("gate"));
}

#[test]
fn a_column_without_a_name_costs_no_row() {
    let (sandbox, ran) = imported(vec![sheet(&[
        &["Deutsch", "Englisch"],
        &["Strom", "power", "Anmerkung"],
        &["Netz", "grid"],
    ])]);
    assert!(ran.stderr.contains("1 column without a name is ignored"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 rows: 2 new concepts"), "{}", ran.stderr);
    assert!(sandbox.ok(&["term", "Strom"]).contains("power"));
}

#[test]
fn full_rows_are_never_passed_over() {
    let (_, ran) = imported(vec![sheet(&[
        &["Strom", "power", "Energie"],
        &["Netz", "grid", "Energie"],
        &["Deutsch", "English", "Sprache"],
        &["Zoll", "duty", "Handel"],
    ])]);
    assert!(ran.stderr.contains("4 rows: 4 new concepts"), "{}", ran.stderr);
    let (_, ran) = imported(vec![sheet(&[
        &["Kunde:", "Muster"],
        &["Deutsch", "Englisch"],
        &["Zoll", "duty"],
    ])]);
    assert!(ran.stderr.contains("1 row: 1 new concept"), "{}", ran.stderr);
}
