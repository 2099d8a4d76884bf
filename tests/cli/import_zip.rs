//! `beleg import` of archives and folders, which stand for the files in them.

use std::fs;

use crate::support::{Sandbox, zipped};

fn tmx(source: &str, target: &str) -> String {
    format!(
        "<tmx version=\"1.4\"><header srclang=\"de\"/><body><tu><tuv xml:lang=\"de\"><seg>{source}</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>{target}</seg></tuv></tu></body></tmx>"
    )
}

#[test]
fn every_file_of_an_archive_is_imported() {
    let sandbox = Sandbox::new();
    let memory = tmx("Der Zoll gilt.", "The duty holds.");
    let inner = zipped(&[("x.tmx", memory.as_bytes())]);
    let glossary = "de;en\nZoll;duty\nTor;\n";
    sandbox.write(
        "lieferung.zip",
        zipped(&[
            ("../../memory/a.tmx", memory.as_bytes()),
            ("glossar.csv", glossary.as_bytes()),
            ("liesmich.txt", b"Ein Brief, der sagt, was das ist.\nGruss\n"),
            ("noch.zip", &inner),
            ("__MACOSX/._a.tmx", b"\0\x01"),
        ]),
    );
    let ran = sandbox.run(&["import", "lieferung.zip", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let objects = crate::support::objects(&ran.stdout);
    let told: Vec<(&str, u64, u64)> = objects
        .iter()
        .map(|object| {
            let count = |name: &str| object[name].as_u64().unwrap();
            (object["file"].as_str().unwrap(), count("new"), count("refused"))
        })
        .collect();
    assert_eq!(
        told,
        [("lieferung.zip: ../../memory/a.tmx", 1, 0), ("lieferung.zip: glossar.csv", 1, 1)]
    );
    for word in
        ["left out: `lieferung.zip: liesmich.txt`", "`lieferung.zip: noch.zip` is an archive"]
    {
        assert!(ran.stderr.contains(word), "{}", ran.stderr);
    }
    assert!(!ran.stderr.contains("__MACOSX"), "{}", ran.stderr);
    sandbox.ok(&["find", "Zoll"]);
    // All of it is one change.
    assert_eq!(sandbox.json(&["log"]).len(), 1);
    assert_eq!(sandbox.json(&["import", "lieferung.zip"])[0]["unchanged"], 1);
    let bytes = fs::read(sandbox.path("lieferung.zip")).unwrap();
    let ran = sandbox.run_with_input(&["import", "-", "--json"], bytes);
    assert!(ran.stdout.contains("\"stdin: glossar.csv\""), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn an_archive_without_anything_to_import_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("a.zip", zipped(&[("a.txt", b"Ein Brief.\nGruss\n")]));
    sandbox.write("b.zip", zipped(&[]));
    for name in ["a.zip", "b.zip"] {
        let ran = sandbox.run(&["import", name]);
        assert!(
            ran.code == 2 && ran.stderr.contains("holds nothing that could be imported"),
            "{}",
            ran.stderr
        );
    }
    let zeros = vec![b' '; 40 << 20];
    sandbox.write("c.zip", zipped(&[("a.csv", &zeros)]));
    let ran = sandbox.run(&["import", "c.zip"]);
    assert!(ran.code == 2 && ran.stderr.contains("more than 100 times"), "{}", ran.stderr);
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn a_project_of_omegat_is_one_change() {
    let sandbox = Sandbox::new();
    for (name, content) in [
        (
            "p/omegat.project",
            "<omegat><project version=\"1.0\"><source_lang>de-DE</source_lang><target_lang>en-GB</target_lang></project></omegat>".to_owned(),
        ),
        ("p/omegat/project_save.tmx", tmx("Der Zoll gilt.", "The duty holds.")),
        ("p/tm/auto/alt.tmx", tmx("Das Tor ist zu.", "The gate is closed.")),
        ("p/tm/mt/machine.tmx", tmx("Das Haus steht.", "The house stands.")),
        ("p/tm/penalty-10/x.tmx", tmx("Der Berg ruft.", "The mountain calls.")),
        ("p/tm/kaputt.tmx", "<tmx".to_owned()),
        ("p/source/x.txt", "Der Zoll gilt.".to_owned()),
        ("p/glossary/glossary.txt", "# Glossary in tab-separated format -*- coding: utf-8 -*-\nZoll\tduty\tNotiz\n".to_owned()),
        ("p/glossary/mehr/x.tab", "Tor\tgate\n".to_owned()),
        ("p/glossary/y.csv", "Haus,house,\"so, ja\"\n".to_owned()),
        ("p/glossary/notiz.md", "# nichts".to_owned()),
    ] {
        fs::create_dir_all(sandbox.path(name).parent().unwrap()).unwrap();
        sandbox.write(name, content);
    }
    let ran = sandbox.run(&["import", "p", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let objects = crate::support::objects(&ran.stdout);
    let files: Vec<String> =
        objects.iter().map(|object| object["file"].as_str().unwrap().replace('\\', "/")).collect();
    let wanted = [
        "p/omegat/project_save.tmx",
        "p/tm/auto/alt.tmx",
        "p/tm/mt/machine.tmx",
        "p/tm/penalty-10/x.tmx",
        "p/glossary/glossary.txt",
        "p/glossary/mehr/x.tab",
        "p/glossary/y.csv",
    ];
    assert_eq!(files, wanted);
    assert!(objects.iter().all(|object| object["new"] == 1), "{objects:?}");
    for word in ["left out: `", "kaputt.tmx", "penalty-", "7 files to import"] {
        assert!(ran.stderr.contains(word), "{}", ran.stderr);
    }
    let term = &sandbox.json(&["term", "Zoll"])[0];
    assert_eq!((&term["terms"][0]["lang"], &term["note"]), (&"de-DE".into(), &"Notiz".into()));
    sandbox.ok(&["export", "out.tmx"]);
    assert_eq!(
        sandbox
            .read("out.tmx")
            .matches("<prop type=\"x-Origin\">MachineTranslation</prop>")
            .count(),
        1
    );
    let again = sandbox.json(&["import", "p"]);
    assert!(again.iter().all(|object| object["unchanged"] == 1), "{again:?}");
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.run(&["find", "Zoll"]).code, 1);
    assert!(sandbox.refused(&["import", "p/tm"]).contains("is a folder"));
}
