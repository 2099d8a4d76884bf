//! Translations that nobody has finished, as the tool says that they come from.

use std::fmt::Write as _;

use crate::support::Sandbox;

const XLIFF: &str = "<xliff version=\"1.2\"><file original=\"a\" source-language=\"de\" \
     target-language=\"en\" datatype=\"x\"><body>\
     <trans-unit id=\"1\"><source>Der Zoll steigt im Mai.</source>\
     <target state=\"needs-review-translation\">The duty rose in May.</target></trans-unit>\
     <trans-unit id=\"2\"><source>Das Tor bleibt heute zu.</source>\
     <target state=\"translated\">The gate stays shut today.</target></trans-unit>\
     </body></file></xliff>";

#[test]
fn drafts_match_with_less() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xlf", XLIFF);
    let ran = sandbox.run(&["import", "a.xlf"]);
    assert!(ran.stderr.contains("1 pair unfinished, as the file says"), "{}", ran.stderr);
    let found = &sandbox.json(&["match", "Der Zoll steigt im Mai."])[0];
    assert_eq!((&found["score"], &found["penalty"]), (&90.into(), &10.into()));
    assert_eq!((&found["kind"], &found["draft"]), (&"fuzzy".into(), &true.into()));
    assert!(sandbox.ok(&["match", "Der Zoll steigt im Mai."]).contains("draft · penalty 10"));
    let found = &sandbox.json(&["match", "Das Tor bleibt heute zu."])[0];
    assert_eq!((&found["score"], found.get("draft")), (&100.into(), None));

    let empty =
        XLIFF.replace("The duty rose in May.", "").replace("needs-review-translation", "new");
    sandbox.write("b.xlf", empty);
    sandbox.ok(&["pretranslate", "b.xlf", "-o", "c.xlf"]);
    let filled = sandbox.read("c.xlf");
    assert!(
        filled.contains("state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\""),
        "{filled}"
    );
    let leverage = sandbox.json(&["leverage", "b.xlf"]);
    assert!(format!("{leverage:?}").contains("85"), "{leverage:?}");

    // Who approves it has finished it.
    sandbox.ok(&["edit", "u1", "--approve"]);
    assert_eq!(sandbox.json(&["match", "Der Zoll steigt im Mai."])[0]["score"], 100);
}

#[test]
fn every_tool_has_its_word_for_it() {
    let sandbox = Sandbox::new();
    sandbox
        .write("a.po", "#, fuzzy\nmsgid \"Delete all now\"\nmsgstr \"Alles sofort speichern\"\n");
    sandbox.write(
        "b.tmx",
        "<tmx version=\"1.4\"><header srclang=\"de\"/><body><tu>\
         <prop type=\"x-ConfirmationLevel\">Draft</prop>\
         <tuv xml:lang=\"de\"><seg>Ein Haus am See.</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>A house by the lake.</seg></tuv></tu></body></tmx>",
    );
    for file in ["a.po", "b.tmx"] {
        assert!(sandbox.run(&["import", file]).stderr.contains("unfinished"), "{file}");
    }
    for text in ["Alles sofort speichern", "Ein Haus am See."] {
        assert_eq!(sandbox.json(&["match", text])[0]["score"], 90, "{text}");
        let compared = sandbox.json(&["match", text, "--exhaustive"]);
        assert_eq!(compared[0]["score"], 90, "{text}");
        assert_eq!(sandbox.run(&["match", text, "--threshold", "95"]).code, 1, "{text}");
    }
}

#[test]
fn pairs_in_other_languages_are_told() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "de,fr,en\nDas Tor.,La porte.,\nDas Haus.,La maison.,The house.\n");
    let ran = sandbox.run(&["import", "a.csv", "--as", "units"]);
    assert!(ran.stderr.contains("1 pair without a text in `de` or `en`"), "{}", ran.stderr);
}

/// A memory in which one pair stands often, each time with something of its own.
fn repeated(times: usize, what: &str) -> String {
    let mut units = String::new();
    for number in 0..times {
        let (attribute, inner, code) = match what {
            "id" => (format!(" tuid=\"{number}\""), String::new(), String::new()),
            "context" => {
                let inner = format!("<prop type=\"x-context-pre\">{number}</prop>");
                (String::new(), inner, String::new())
            }
            _ => (String::new(), String::new(), format!("<ph>{number}</ph>")),
        };
        let _ = write!(
            units,
            "<tu{attribute}>{inner}<tuv xml:lang=\"de\"><seg>Abbrechen{code}</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>Cancel</seg></tuv></tu>"
        );
    }
    format!("<tmx version=\"1.4\"><header srclang=\"de\"/><body>{units}</body></tmx>")
}

#[test]
fn a_pair_that_stands_often_is_known_each_time() {
    for what in ["id", "context", "code"] {
        let sandbox = Sandbox::new();
        sandbox.write("a.tmx", repeated(200, what));
        assert_eq!(sandbox.json(&["import", "a.tmx"])[0]["new"], 200, "{what}");
        assert_eq!(sandbox.json(&["import", "a.tmx"])[0]["unchanged"], 200, "{what}");
        // One that says nothing of its own is the oldest of them.
        let plain = "de,en\nAbbrechen,Cancel\n";
        sandbox.write("b.csv", plain);
        assert_eq!(sandbox.json(&["import", "b.csv", "--as", "units"])[0]["merged"], 1, "{what}");
    }
}

#[test]
fn what_its_tool_finished_is_no_draft_any_more() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xlf", XLIFF);
    sandbox.ok(&["import", "a.xlf"]);
    let score = || sandbox.json(&["match", "Der Zoll steigt im Mai."])[0]["score"].clone();
    assert_eq!(score(), 90);
    // It goes out as what it is, and comes back.
    sandbox.ok(&["export", "out.xlf"]);
    assert!(sandbox.read("out.xlf").contains("<target state=\"needs-review-translation\">"));
    assert_eq!(sandbox.json(&["import", "out.xlf"])[0]["unchanged"], 2);
    std::fs::create_dir(sandbox.path("b")).unwrap();
    sandbox.write("b/a.xlf", XLIFF.replace("needs-review-translation", "translated"));
    assert_eq!(sandbox.json(&["import", "b/a.xlf"])[0]["merged"], 1);
    assert_eq!(score(), 100);
    assert_eq!(sandbox.json(&["import", "b/a.xlf"])[0]["unchanged"], 2);
    // What is finished stays so.
    assert_eq!(sandbox.json(&["import", "a.xlf"])[0]["unchanged"], 2);
    assert_eq!(score(), 100);
}

#[test]
fn another_file_may_finish_a_draft() {
    let sandbox = Sandbox::new();
    sandbox.write("a.po", "#, fuzzy\nmsgid \"Delete all now\"\nmsgstr \"Alles sofort löschen\"\n");
    sandbox.ok(&["import", "a.po"]);
    let score = || sandbox.json(&["match", "Alles sofort löschen"])[0]["score"].clone();
    assert_eq!(score(), 90);
    sandbox.write("b.po", "msgid \"Delete all now\"\nmsgstr \"Alles sofort löschen\"\n");
    assert_eq!(sandbox.json(&["import", "b.po"])[0]["merged"], 1);
    assert_eq!(score(), 100);
    for file in ["b.po", "a.po"] {
        assert_eq!(sandbox.json(&["import", file])[0]["unchanged"], 1, "{file}");
    }
    assert_eq!(score(), 100);
}

#[test]
fn a_row_goes_to_the_pair_whose_id_it_has() {
    let sandbox = Sandbox::new();
    let unit = |prop: &str, code: &str| {
        format!(
            "<tu>{prop}<tuv xml:lang=\"de\"><seg>Ein {code}Tor</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>A gate</seg></tuv></tu>"
        )
    };
    let units = [unit("", "<ph>1</ph>"), unit("<prop type=\"x-zweck\">Haus</prop>", "<ph>2</ph>")];
    sandbox.write(
        "a.tmx",
        format!(
            "<tmx version=\"1.4\"><header srclang=\"de\"/><body>{}</body></tmx>",
            units.concat()
        ),
    );
    sandbox.ok(&["import", "a.tmx"]);
    sandbox.ok(&["export", "a.csv", "--as", "units"]);
    assert_eq!(sandbox.json(&["import", "a.csv", "--as", "units"])[0]["unchanged"], 2);
}

#[test]
fn a_pair_gathers_no_end_of_notes() {
    let sandbox = Sandbox::new();
    let unit = |number: usize| {
        format!(
            "<tu><note>n{number}</note><prop type=\"p{number}\">v</prop><tuv xml:lang=\"de\">\
             <seg>Tor</seg></tuv><tuv xml:lang=\"en\"><seg>gate</seg></tuv></tu>"
        )
    };
    let units: String = (0..1_000).map(unit).collect();
    sandbox.write(
        "a.tmx",
        format!("<tmx version=\"1.4\"><header srclang=\"de\"/><body>{units}</body></tmx>"),
    );
    let ran = sandbox.run(&["import", "a.tmx"]);
    assert!(ran.stderr.contains("or too many"), "{}", ran.stderr);
    assert_eq!(sandbox.json(&["import", "a.tmx"])[0]["unchanged"], 1_000);
    sandbox.ok(&["export", "b.tmx"]);
    assert!(sandbox.read("b.tmx").len() < 40_000);
}
