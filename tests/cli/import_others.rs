//! `beleg import` of other tools' own formats.

use rusqlite::Connection;
use serde_json::Value;

use crate::support::Sandbox;

/// The counts of an import, which must add up.
fn counts(object: &Value) -> [u64; 5] {
    let counts = ["read", "new", "merged", "unchanged", "refused"]
        .map(|field| object[field].as_u64().unwrap());
    assert_eq!(counts[0], counts[1..].iter().sum::<u64>(), "{object}");
    counts
}

/// A segment of Trados with these elements.
fn segment(elements: &str, lang: &str) -> String {
    format!(
        "<Segment xmlns:xsd=\"x\"><Elements>{elements}</Elements><CultureName>{lang}</CultureName></Segment>"
    )
}

fn text(text: &str) -> String {
    format!("<Text><Value>{text}</Value></Text>")
}

fn tag(kind: &str) -> String {
    format!(
        "<Tag><Type>{kind}</Type><Anchor>1</Anchor><AlignmentAnchor>1</AlignmentAnchor><TagID>7</TagID></Tag>"
    )
}

const TRADOS: &str = "
    CREATE TABLE translation_memories(id INTEGER PRIMARY KEY, source_language TEXT, target_language TEXT);
    INSERT INTO translation_memories VALUES(1, 'de-DE', 'en-GB');
    CREATE TABLE translation_units(id INTEGER PRIMARY KEY, guid BLOB, translation_memory_id INT,
        source_segment TEXT, target_segment TEXT, creation_date DATETIME, creation_user TEXT,
        change_date DATETIME, last_used_date DATETIME, usage_counter INT, flags INT, later TEXT);
    CREATE TABLE attributes(id INTEGER PRIMARY KEY, name TEXT, type INT);
    INSERT INTO attributes VALUES(1, 'Datei', 2), (2, 'Kunde', 4), (3, 'Stand', 3);
    CREATE TABLE string_attributes(translation_unit_id INT, attribute_id INT, value TEXT);
    CREATE TABLE date_attributes(translation_unit_id INT, attribute_id INT, value DATETIME);
    CREATE TABLE picklist_values(id INTEGER PRIMARY KEY, attribute_id INT, value TEXT);
    INSERT INTO picklist_values VALUES(5, 2, 'Amt');
    CREATE TABLE picklist_attributes(translation_unit_id INT, picklist_value_id INT);
    CREATE TABLE translation_unit_contexts(translation_unit_id INT, left_source_context INTEGER,
        left_target_context INTEGER);
    CREATE TABLE resources(id INTEGER PRIMARY KEY);
    INSERT INTO resources VALUES(1);
    INSERT INTO string_attributes VALUES(3, 1, 'a.txt'), (3, 1, 'b.txt');
    INSERT INTO date_attributes VALUES(3, 3, '2024-01-31 00:00:00');
    INSERT INTO picklist_attributes VALUES(3, 5);
    INSERT INTO translation_unit_contexts VALUES(3, -7, 8);";

/// Puts a unit into a memory.
fn put(memory: &Connection, id: i64, source: &str, target: Option<&str>, flags: i64) {
    let sql = "INSERT INTO translation_units VALUES(?1, x'000102030405060708090a0b0c0d0e0f', 1, ?2, ?3,
        '2020-02-05 09:39:53', 'AMT\\anna', '2021-03-04 05:06:07', '2022-01-01 00:00:00', 4, ?4, 'x')";
    memory.execute(sql, (id, source, target, flags)).unwrap();
}

fn memory(sandbox: &Sandbox, name: &str) -> Connection {
    let memory = Connection::open(sandbox.path(name)).unwrap();
    memory.execute_batch(TRADOS).unwrap();
    memory
}

#[test]
fn a_memory_of_trados_comes_in_with_all_it_says() {
    let sandbox = Sandbox::new();
    let made = memory(&sandbox, "amt ä#.sdltm");
    let source = [&text("Der "), &tag("Start"), &text("Zoll"), &tag("End"), &text(" gilt.")];
    let source = segment(&source.map(String::as_str).concat(), "de-DE");
    let target = segment(&text("The duty holds."), "en-GB");
    put(&made, 3, &source, Some(&target), 0x4_0001);
    put(&made, 4, &segment(&text("Ohne"), "de-DE"), None, 0);
    put(&made, 5, "<Segment><Elements>", Some(&target), 0);
    put(&made, 6, &segment(&text("Zwei"), ""), Some(&segment(&text("Two"), "")), 0x1_0002);
    drop(made);
    let ran = sandbox.run(&["import", "amt ä#.sdltm", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((object["format"].as_str(), counts(&object)), (Some("sdltm"), [4, 2, 0, 0, 2]));
    for told in
        ["line 4: refused: no translation", "line 5: refused: the source: ", "1 language resources"]
    {
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
    sandbox.ok(&["export", "out.tmx"]);
    let tmx = sandbox.read("out.tmx");
    for part in [
        "tuid=\"03020100-0504-0706-0809-0a0b0c0d0e0f\"",
        "creationid=\"AMT\\anna\"",
        "usagecount=\"4\" lastusagedate=\"20220101T000000Z\" creationdate=\"20200205T093953Z\" \
         changedate=\"20210304T050607Z\"",
        "<prop type=\"x-Datei:MultipleString\">a.txt</prop>",
        "<prop type=\"x-Datei:MultipleString\">b.txt</prop>",
        "<prop type=\"x-Kunde:SinglePicklist\">Amt</prop>",
        "<prop type=\"x-Stand:DateTime\">20240131T000000Z</prop>",
        "<prop type=\"x-Context\">-7, 8</prop>",
        "<prop type=\"x-ConfirmationLevel\">ApprovedTranslation</prop>",
        "<prop type=\"x-Origin\">MachineTranslation</prop>",
        "<seg>Der <bpt i=\"1\" x=\"1\" type=\"7\"/>Zoll<ept i=\"1\"/> gilt.</seg>",
        "<tuv xml:lang=\"en-GB\">",
    ] {
        assert!(tmx.contains(part), "{part}\n{tmx}");
    }
    let again = &sandbox.json(&["import", "amt ä#.sdltm"])[0];
    assert_eq!(counts(again), [4, 0, 0, 2, 2]);
    // What comes through a pipe has no file of its own.
    let bytes = std::fs::read(sandbox.path("amt ä#.sdltm")).unwrap();
    let ran = sandbox.run_with_input(&["import", "-", "--json"], bytes);
    assert_eq!(counts(&serde_json::from_str(&ran.stdout).unwrap())[0], 4, "{}", ran.stderr);
}

#[test]
fn a_long_memory_is_read_bit_by_bit() {
    let sandbox = Sandbox::new();
    let made = memory(&sandbox, "x.sdltm");
    made.execute_batch("BEGIN").unwrap();
    for id in 0..1_000 {
        let source = segment(&text(&format!("Satz {id}")), "de");
        put(
            &made,
            id * 7 - 500,
            &source,
            Some(&segment(&text(&format!("Sentence {id}")), "en")),
            0,
        );
    }
    let long = segment(&text(&"x".repeat(5 << 20)), "de");
    put(&made, 9_000, &long, Some(&segment(&text("long"), "en")), 0);
    made.execute_batch("COMMIT").unwrap();
    assert_eq!(counts(&sandbox.json(&["import", "x.sdltm"])[0]), [1_001, 1_000, 0, 0, 1]);
}

#[test]
fn hostile_databases_are_told_as_what_they_are() {
    let sandbox = Sandbox::filled();
    let error = sandbox.refused(&["import", "test.db"]);
    assert!(error.contains("database of Beleg") && error.contains("beleg attach"), "{error}");
    let other = Connection::open(sandbox.path("a.sdltm")).unwrap();
    other.execute_batch("CREATE TABLE x(y)").unwrap();
    drop(other);
    assert!(sandbox.refused(&["import", "a.sdltm"]).contains("an SQLite database, which holds no"));
    // A view could compute for ever.
    let view = Connection::open(sandbox.path("b.sdltm")).unwrap();
    view.execute_batch(
        "CREATE VIEW translation_units AS WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c)
         SELECT id, 'x' source_segment, 'y' target_segment FROM c",
    )
    .unwrap();
    drop(view);
    assert!(sandbox.refused(&["import", "b.sdltm"]).contains("an SQLite database, which holds no"));
    memory(&sandbox, "c.sdltm");
    assert!(sandbox.refused(&["import", "c.sdltm"]).contains("no translation units"));
    let mut bytes = std::fs::read(sandbox.path("c.sdltm")).unwrap();
    let end = bytes.len();
    bytes[200..end].fill(0xa5);
    sandbox.write("d.sdltm", &bytes);
    assert!(sandbox.refused(&["import", "d.sdltm"]).contains("a damaged database"));
    sandbox.write("e.sdltb", b"\0\x01\0\0Standard Jet DB\0\x01");
    assert!(sandbox.refused(&["import", "e.sdltb"]).contains("a termbase of MultiTerm"));
}

const MESSAGES: &str = "# Kopf\nmsgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
    #. Shown in the menu\n#: main.c:7\nmsgctxt \"menu\"\nmsgid \"Open the \\\"file\\\"\"\nmsgstr \"\"\n\"Die „Datei“ \"\n\"öffnen\"\n\n\
    #, fuzzy, c-format\nmsgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d Datei\"\nmsgstr[1] \"%d Dateien\"\n\n\
    msgid \"Save\"\nmsgstr \"\"\n\nmsgid \"Broken\nmsgstr \"Kaputt\"\n\n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n";

#[test]
fn messages_of_programs_are_pairs() {
    let sandbox = Sandbox::new();
    sandbox.write("app.po", MESSAGES);
    let ran = sandbox.run(&["import", "app.po", "--json"]);
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((object["format"].as_str(), counts(&object)), (Some("po"), [5, 3, 0, 0, 2]));
    for told in [
        "`msgid` is taken for `en`",
        "`msgstr` for `de`",
        "line 21: refused: no translation",
        "line 24: refused: a text must stand in double quotes",
        "not kept: 1 obsolete entry",
    ] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
    // The other way round than the file: German is looked up.
    let found = &sandbox.json(&["find", "öffnen"])[0];
    assert_eq!(found["source"], "Die „Datei“ öffnen");
    assert_eq!(found["target"], "Open the \"file\"");
    sandbox.ok(&["export", "out.tmx"]);
    let tmx = sandbox.read("out.tmx");
    for part in [
        "<note>Shown in the menu</note>",
        "<prop type=\"x-po-context\">menu</prop>",
        "<prop type=\"x-po-references\">main.c:7</prop>",
        "<prop type=\"x-po-fuzzy\">yes</prop>",
        "<prop type=\"x-po-flags\">c-format</prop>",
        "<seg>%d files</seg>",
    ] {
        assert!(tmx.contains(part), "{part}\n{tmx}");
    }
    assert_eq!(counts(&sandbox.json(&["import", "app.po"])[0]), [5, 0, 0, 3, 2]);
    // The content tells, and the head names the encoding.
    let latin = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-2\\n\"\nmsgid \"x\"\nmsgstr \"\u{b1}\"\n";
    sandbox.write("x.txt", latin.chars().map(|char| char as u8).collect::<Vec<u8>>());
    sandbox.ok(&["import", "x.txt"]);
    assert_eq!(sandbox.json(&["find", "ą"]).len(), 1);
}

#[test]
fn two_files_of_moses_are_pairs_line_by_line() {
    let sandbox = Sandbox::new();
    sandbox.write("k.de", "Der Zoll\u{2028}gilt.\r\n\r\nDas Tor.\n");
    sandbox.write("k.en", "The duty holds.\nNothing.\nThe gate.");
    let ran = sandbox.run(&["import", "--format", "moses", "k.en", "k.de", "--json"]);
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(counts(&object), [2, 2, 0, 0, 0]);
    assert!(ran.stderr.contains("one side is empty: 1 of 3 lines"), "{}", ran.stderr);
    assert_eq!(sandbox.json(&["find", "Tor"])[0]["target"], "The gate.");
    sandbox.write("l.en", "The duty holds.\n\nThe gate.\nMore.\n");
    let error = sandbox.refused(&["import", "--format", "moses", "k.de", "l.en"]);
    assert!(
        error.contains("`k.de` has 3 lines, `l.en` 4") && error.contains("nothing was changed"),
        "{error}"
    );
    let error = sandbox.refused(&["import", "--format", "moses", "k.de"]);
    assert!(error.contains("name both"), "{error}");
}

#[test]
fn glossaries_with_comments_are_told_by_them() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.txt",
        "#UTX 1.11; de/en; 2026\n#src\ttgt\tsrc:pos\tterm status\nZoll\tduty\tnoun\tforbidden\n",
    );
    sandbox.write("b.txt", "# Glossary -*- coding: utf-8 -*-\nTor\tgate\tan der Grenze\n");
    let object = &sandbox.json(&["import", "a.txt"])[0];
    assert_eq!((object["format"].as_str(), counts(object)), (Some("utx"), [1, 1, 0, 0, 0]));
    assert_eq!(sandbox.json(&["import", "b.txt"])[0]["format"], "omegat");
    let term = &sandbox.json(&["term", "Zoll"])[0];
    assert_eq!(
        (&term["terms"][0]["pos"], &term["terms"][1]["status"]),
        (&"noun".into(), &"forbidden".into())
    );
    assert_eq!(sandbox.json(&["term", "Tor"])[0]["note"], "an der Grenze");
}

#[test]
fn one_file_is_not_its_own_translation() {
    let sandbox = Sandbox::new();
    sandbox.write("k.de", "Das Tor ist offen.\n");
    let error = sandbox.refused(&["import", "--format", "moses", "k.de", "k.de"]);
    assert!(error.contains("`k.de` is given twice"), "{error}");
}

#[test]
fn a_memory_of_wordfast_is_named() {
    let head =
        "%20240212~081500\t%User ID,AB\t%TU=00000001\t%DE-DE\t%Wordfast TM v.5\t%EN-US\t%-\t.";
    let unit = "20240212~081501\tAB\t0\tDE-DE\tDas Amt prüft.\tEN-US\tThe office checks.";
    let text = format!("{head}\r\n{unit}\r\n");
    let utf16: Vec<u8> =
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect();
    for bytes in [text.clone().into_bytes(), utf16, latin] {
        let sandbox = Sandbox::new();
        sandbox.write("tm.txt", bytes);
        let error = sandbox.refused(&["import", "tm.txt"]);
        assert!(error.contains("a translation memory of Wordfast"), "{error}");
        assert!(error.contains("export it as TMX in Wordfast"), "{error}");
    }
}

/// A memory in TMX whose texts are marked so.
fn memory_in(head: &str, german: &str, english: &str) -> String {
    format!(
        "<?xml version='1.0'{head}?><tmx version='1.4'><header srclang='{german}'/><body>\
         <tu><tuv xml:lang='{german}'><seg>Das Tor ist offen.</seg></tuv>\
         <tuv xml:lang='{english}'><seg>The gate is open.</seg></tuv></tu></body></tmx>"
    )
}

#[test]
fn languages_are_found_whatever_their_codes() {
    for (german, english) in [("deu", "eng"), ("ger-DE", "ENG_us"), ("GERMAN", "ENGLISH (U.S.)")] {
        let sandbox = Sandbox::new();
        sandbox.write("m.tmx", memory_in("", german, english));
        sandbox.ok(&["import", "m.tmx"]);
        let found = sandbox.ok(&["match", "Das Tor ist offen.", "--from", "de", "--to", "en"]);
        assert!(found.contains("The gate is open."), "{german}: {found}");
    }
}

#[test]
fn xml_that_cannot_be_read_says_why() {
    let sandbox = Sandbox::new();
    sandbox.write("7.tmx", memory_in(" encoding='UTF-7'", "de", "en").replace("Das", "D+AOQ-s"));
    let (front, back) = ("Das Tor ist ge", "ffnet.");
    let text = memory_in(" encoding='IBM850'", "de", "en").replace("Das Tor ist offen.", "@");
    let (before, behind) = text.split_once('@').unwrap();
    let before = format!("{before}{front}");
    sandbox.write(
        "dos.tmx",
        [before.as_bytes(), &[0x94], back.as_bytes(), behind.as_bytes()].concat(),
    );
    sandbox.write("big.tmx", memory_in("", "de", "en").replace("tmx", "TMX"));
    for (file, told) in [
        ("7.tmx", ["`UTF-7`", "iconv -f UTF-7 -t UTF-8"]),
        ("dos.tmx", ["`IBM850`", "iconv -f IBM850 -t UTF-8"]),
        ("big.tmx", ["`TMX` for `tmx`", "small letters"]),
    ] {
        let error = sandbox.refused(&["import", file]);
        assert!(told.iter().all(|part| error.contains(part)), "{error}");
    }
}
