//! Files that mean harm: each bound has its sentence, and the rest of the file is read.

use crate::support::{Sandbox, objects};

const SOUND: &str = "<tu><tuv xml:lang=\"de\"><seg>Guter Satz</seg></tuv><tuv xml:lang=\"en\"><seg>Good \
                     sentence</seg></tuv></tu>";

fn tmx(doctype: &str, german: &str, further: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n{doctype}\n<tmx version=\"1.4\"><header srclang=\"de\"/><body>\n<tu><tuv \
         xml:lang=\"de\"{further}><seg>{german}</seg></tuv><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu>\n\
         {SOUND}\n</body></tmx>"
    )
}

/// Imports a memory of one bad unit and a sound one, and answers with what was said of the bad one.
fn refused(file: &str) -> String {
    let sandbox = Sandbox::new();
    sandbox.write("secret.txt", "Geheimnis");
    sandbox.write("bad.tmx", file);
    let ran = sandbox.run(&["import", "bad.tmx", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let counts = &objects(&ran.stdout)[0];
    assert_eq!((&counts["new"], &counts["refused"]), (&1.into(), &1.into()), "{}", ran.stderr);
    assert_eq!(sandbox.json(&["find", "Satz"]).len(), 1);
    assert_eq!(sandbox.run(&["find", "Geheimnis"]).code, 1);
    ran.stderr
}

#[test]
fn no_entity_is_resolved() {
    for (doctype, text) in [
        ("<!DOCTYPE tmx [<!ENTITY x SYSTEM \"secret.txt\">]>", "&x;"),
        ("<!DOCTYPE tmx [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]>", "&x;"),
        ("<!DOCTYPE tmx [<!ENTITY % p SYSTEM \"secret.txt\"> %p;]>", "&x;"),
        ("<!DOCTYPE tmx [<!ENTITY x \"Text\">]>", "&x;"),
    ] {
        let told = refused(&tmx(doctype, text, ""));
        assert!(told.contains("line 4: refused: `&x;` is no entity of XML"), "{told}");
    }
}

#[test]
fn nothing_is_expanded_without_end() {
    let laughs: String = (1..30)
        .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
        .collect();
    let told = refused(&tmx(&format!("<!DOCTYPE tmx [<!ENTITY l0 \"ha\">{laughs}]>"), "&l29;", ""));
    assert!(told.contains("`&l29;` is no entity of XML"), "{told}");
}

#[test]
fn elements_attributes_and_tags_are_bounded() {
    let deep = "<hi>".repeat(200) + "x" + &"</hi>".repeat(200);
    assert!(refused(&tmx("", &deep, "")).contains("more than 100 deep"));
    let wide: String = (0..600).map(|number| format!(" a{number}=\"1\"")).collect();
    assert!(refused(&tmx("", "x", &wide)).contains("more than 500 attributes"));
    let long = format!(" a=\"{}\"", "x".repeat(2 << 20));
    assert!(refused(&tmx("", "x", &long)).contains("a tag is longer than 1 MB"));
}

#[test]
fn a_text_that_is_no_segment_is_refused_not_cut() {
    let told = refused(&tmx("", &"Wort ".repeat(300_000), ""));
    assert!(told.contains("the text in de is longer than 1 MB"), "{told}");
    let told = refused(&tmx("", &"Wort ".repeat(4_000_000), ""));
    assert!(told.contains("longer than 16 MB"), "{told}");
    let sandbox = Sandbox::new();
    let long = "Wort ".repeat(300_000);
    sandbox.write("long.csv", format!("de,en\n{long},x\nEin guter Satz,A good sentence\n"));
    let ran = sandbox.run(&["import", "long.csv", "--as", "units"]);
    assert!(
        ran.stderr.contains("line 2: refused: the text in de is longer than 1 MB"),
        "{}",
        ran.stderr
    );
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 1);
}
