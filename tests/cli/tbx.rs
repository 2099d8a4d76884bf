//! Termbases in TBX and MultiTerm XML, through the real binary.

use serde_json::Value;

use crate::support::{Sandbox, shipped};

const CLIENTS: &str = "<?xml version='1.0'?>\n<martif type='TBX' xml:lang='en'><text><body>\n\
    <termEntry id='c1'><descrip type='subjectField'>Zollrecht</descrip>\
    <descrip type='reliabilityCode'>9</descrip>\
    <langSet xml:lang='en'><tig><term>customs duty</term></tig></langSet>\
    <langSet xml:lang='de-de'><tig><term>Zoll</term></tig><tig><term>Maut</term>\
    <termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>\n\
    <termEntry id='c2'><langSet xml:lang='en'><tig><term>bench</term></tig></langSet>\
    <langSet xml:lang='de-de'><tig><term>Bank</term></tig></langSet></termEntry>\n\
    <termEntry id='c3'><langSet xml:lang='en'><tig><term>bank</term></tig></langSet>\
    <langSet xml:lang='de-de'><tig><term>Bank</term></tig></langSet></termEntry>\n\
    </body></text></martif>\n";

fn counts(object: &Value) -> [u64; 5] {
    ["read", "new", "merged", "unchanged", "refused"].map(|field| object[field].as_u64().unwrap())
}

#[test]
fn a_termbase_comes_in_once_beside_what_is_there() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Tor", "gate"]);
    sandbox.ok(&["add", "Bank", "bench", "--note", "im Park"]);
    sandbox.write("kunde.tbx", CLIENTS);
    let first = sandbox.run(&["import", "kunde.tbx", "--json"]);
    assert!(first.stderr.contains("not kept: 1 × reliabilityCode"), "{}", first.stderr);
    assert!(!first.stderr.contains("belongs to another concept"), "{}", first.stderr);
    let object: Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!((&object["format"], &object["as"]), (&"tbx".into(), &"terms".into()));
    assert_eq!(counts(&object)[0], 3);
    for _ in 0..2 {
        assert_eq!(counts(&sandbox.json(&["import", "kunde.tbx"])[0]), [3, 0, 0, 3, 0]);
    }
    let zoll = &sandbox.json(&["term", "Zoll"])[0];
    assert_eq!(zoll["subject"], "Zollrecht");
    assert_eq!(zoll["terms"][1]["status"], "deprecated");
    assert!(sandbox.json(&["term", "Bank"]).len() >= 2);
}

#[test]
fn an_id_that_two_entries_share_does_not_make_them_one() {
    let sandbox = Sandbox::new();
    sandbox.write("kunde.tbx", CLIENTS.replace("'c3'", "'c2'"));
    let first = sandbox.run(&["import", "kunde.tbx", "--json"]);
    assert!(first.stderr.contains("1 entry has the id of an earlier one"), "{}", first.stderr);
    assert_eq!(counts(&serde_json::from_str(&first.stdout).unwrap()), [3, 3, 0, 0, 0]);
    assert_eq!(counts(&sandbox.json(&["import", "kunde.tbx"])[0]), [3, 0, 0, 3, 0]);
    let banks = sandbox.json(&["term", "Bank"]);
    assert_eq!(banks.len(), 2, "{banks:?}");
}

#[test]
fn the_glossary_goes_out_and_in_exactly() {
    let sandbox = Sandbox::new();
    for name in ["politics", "economy", "military"] {
        sandbox.ok(&["import", &shipped(&format!("glossary/{name}.csv"))]);
    }
    let glossary = sandbox.ok(&["export", "-"]);
    for args in [
        &["--dialect", "basic"][..],
        &["--dialect", "min", "--style", "dct"],
        &["--dialect", "linguist"],
        &["--tbx2"],
    ] {
        sandbox.ok(&[&["export", "out.tbx", "--strict"], args].concat());
        let object = &sandbox.json(&["import", "out.tbx"])[0];
        assert_eq!(object["unchanged"], object["read"], "{args:?}");
        let other = Sandbox::new();
        other.write("in.tbx", sandbox.read("out.tbx"));
        other.ok(&["import", "in.tbx"]);
        assert_eq!(other.ok(&["export", "-"]), glossary, "{args:?}");
    }
}

#[test]
fn a_file_of_ours_that_another_tool_gives_back_is_known() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty"]);
    sandbox.ok(&["export", "out.tbx"]);
    let returned = sandbox.read("out.tbx").replace("<p>Beleg", "<p>Termtool").replace(
        "<term>duty</term>",
        "<term>duty</term><termNote type=\"partOfSpeech\">noun</termNote>",
    );
    sandbox.write("back.tbx", returned);
    assert_eq!(counts(&sandbox.json(&["import", "back.tbx"])[0]), [1, 0, 1, 0, 0]);
    assert_eq!(counts(&sandbox.json(&["import", "back.tbx"])[0]), [1, 0, 0, 1, 0]);
    assert_eq!(sandbox.json(&["term", "duty"])[0]["terms"][1]["pos"], "noun");
}

#[test]
fn a_termbase_may_be_a_reference() {
    let sandbox = Sandbox::new();
    sandbox.write("kunde.tbx", CLIENTS);
    let ran = sandbox.run(&["import", "kunde.tbx", "--reference", "kunde"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("not kept: 1 × reliabilityCode"), "{}", ran.stderr);
    assert!(sandbox.ok(&["term", "Zoll"]).contains("customs duty"));
}

#[test]
fn multiterm_comes_in_whatever_the_file_is_called() {
    let sandbox = Sandbox::new();
    let text = "<?xml version='1.0' encoding='UTF-16' ?><mtf><conceptGrp><concept>1</concept>\
        <languageGrp><language type='German' lang='DE'/><termGrp><term>Zölle</term></termGrp></languageGrp>\
        <languageGrp><language type='English' lang='EN'/><termGrp><term>duties</term></termGrp></languageGrp>\
        </conceptGrp></mtf>";
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes);
    sandbox.write("namen.xml", [0xff, 0xfe].into_iter().chain(utf16).collect::<Vec<u8>>());
    sandbox.ok(&["add", "Tor", "gate"]);
    for expected in [[1, 1, 0, 0, 0], [1, 0, 0, 1, 0]] {
        let object = &sandbox.json(&["import", "namen.xml"])[0];
        assert_eq!(object["format"], "multiterm");
        assert_eq!(counts(object), expected);
    }
    assert!(sandbox.ok(&["term", "Zölle"]).contains("duties"));
}

#[test]
fn what_is_no_termbase_or_no_tbx_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "OTMXML.TBX",
        "<!-- IBM -->\n<TAGTABLE>\n<TAG>\n<STRING><a></STRING></TAG></TAGTABLE>",
    );
    let error = sandbox.refused(&["import", "OTMXML.TBX"]);
    assert!(error.contains("a markup table of OpenTM2"), "{error}");
    sandbox.write("leer.tbx", "<martif type='TBX'><text><body></body></text></martif>");
    let error = sandbox.refused(&["import", "leer.tbx"]);
    assert!(
        error.contains("nothing that could be imported") && !error.contains("column"),
        "{error}"
    );
    sandbox.ok(&["add", "Zoll", "duty"]);
    for args in [&["x.csv", "--tbx2"][..], &["x.tmx", "--dialect", "min"], &["-", "--style", "dct"]]
    {
        let error = sandbox.refused(&[&["export"], args].concat());
        assert!(error.contains("kinds of tbx"), "{error}");
    }
    let error = sandbox.refused(&["export", "x.tbx", "--tbx2", "--dialect", "min"]);
    assert!(error.contains("cannot be used with"), "{error}");
    let error = sandbox.refused(&["export", "x.tbx", "--as", "units"]);
    assert!(error.contains("tbx cannot hold sentence pairs"), "{error}");
}

#[test]
fn entries_of_another_tool_are_merged_or_left_out_where_that_is_wanted() {
    let termbase = "<martif type=\"TBX\"><text><body><termEntry id=\"e1\"><descrip type=\"subjectField\">\
                    trade</descrip><langSet xml:lang=\"de\"><tig><term>Zoll</term></tig></langSet><langSet \
                    xml:lang=\"en\"><tig><term>tariff</term></tig></langSet></termEntry></body></text></martif>";
    for (wanted, merged, concepts) in [("merge", 1, 1), ("skip", 0, 1), ("keep", 0, 2)] {
        let sandbox = Sandbox::new();
        sandbox.write("own.csv", "de,en,subject\nZoll,duty,economy\n");
        sandbox.write("client.tbx", termbase);
        sandbox.ok(&["import", "own.csv"]);
        let counts = &sandbox.json(&["import", "client.tbx", "--on-duplicate", wanted])[0];
        assert_eq!(counts["merged"], merged, "{wanted}: {counts}");
        assert_eq!(sandbox.json(&["stats"])[0]["concepts"], concepts, "{wanted}");
        let again = &sandbox.json(&["import", "client.tbx", "--on-duplicate", wanted])[0];
        assert_eq!(again["unchanged"], 1, "{wanted}: {again}");
    }
}
