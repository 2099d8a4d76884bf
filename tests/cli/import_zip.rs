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
    for word in [
        "left out: `lieferung.zip: liesmich.txt`",
        "`lieferung.zip: noch.zip` is an archive",
        "passed over: 1 file",
    ] {
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
fn rows_of_a_file_that_is_left_out_are_refused_rows() {
    let sandbox = Sandbox::new();
    let memory = tmx("Der Zoll gilt.", "The duty holds.");
    let genders = "de;en;gender\nZoll;duty;q\n";
    let of = |files: &[(&str, &[u8])]| {
        sandbox.write("a.zip", zipped(&[&[("a.tmx", memory.as_bytes())], files].concat()));
        sandbox.run(&["import", "a.zip", "--dry-run", "--strict", "--rejects", "no.csv"])
    };
    let ran = of(&[("alle.csv", genders.as_bytes())]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(sandbox.read("no.csv").contains("a.zip: alle.csv,2,\"gender:"), "{}", ran.stderr);
    for files in [("kaputt.tmx", b"<tmx".as_slice()), ("noch.zip", &zipped(&[("a", b"a")]))] {
        assert_eq!(of(&[files]).code, 1, "{}", files.0);
    }
    // What holds no rows is no loss.
    let empty = "<tmx version=\"1.4\"><header srclang=\"de\"/><body></body></tmx>";
    let ran = of(&[
        ("bild.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("leer.csv", b""),
        ("leer.tmx", empty.as_bytes()),
        ("leer.txt", b"# Glossary in tab-separated format -*- coding: utf-8 -*-\n"),
        ("x.html", b"<!DOCTYPE html><p>Ein Satz."),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("left out: ").count(), 5, "{}", ran.stderr);
    assert!(ran.stderr.contains("a PNG image, which holds no translations"), "{}", ran.stderr);
    assert_eq!(sandbox.read("no.csv").lines().count(), 1);
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let sandbox = Sandbox::new();
    let [one, other] = [("Das Tor.", "The gate."), ("Das Dach.", "The roof.")]
        .map(|(source, target)| tmx(source, target).into_bytes());
    sandbox.write("a.zip", zipped(&[("a/x.tmx", &one), ("b\\../b/x.tmx", &other)]));
    sandbox.ok(&["import", "a.zip"]);
    sandbox.ok(&["export", "all.jsonl"]);
    let all = sandbox.read("all.jsonl");
    assert!(
        all.contains("\"origin\":\"a/x.tmx\"") && all.contains("\"origin\":\"b/b/x.tmx\""),
        "{all}"
    );
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

/// The files of a project, and what they hold.
fn project() -> Vec<(&'static str, String)> {
    let empty = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n";
    vec![
        (
            "p/omegat.project",
            "<omegat><project version=\"1.0\"><source_lang>de-DE</source_lang><target_lang>en-GB</target_lang><tm_dir>../alle</tm_dir></project></omegat>".to_owned(),
        ),
        ("p/omegat/project_save.tmx", tmx("Der Zoll gilt.", "The duty holds.")),
        ("p/omegat/project_stats.txt", "1".to_owned()),
        ("p/tm/auto/alt.tmx", tmx("Das Tor ist zu.", "The gate is closed.")),
        ("p/tm/mt/machine.tmx", tmx("Das Haus steht.", "The house stands.")),
        ("p/tm/penalty-10/x.tmx", tmx("Der Berg ruft.", "The mountain calls.")),
        ("p/tm/kaputt.tmx", "<tmx".to_owned()),
        ("p/tm/liesmich.txt", "Alte Memorys.".to_owned()),
        ("p/p-level1.tmx", tmx("Der Zoll gilt.", "The duty holds.")),
        ("p/source/x.txt", "Der Zoll gilt.".to_owned()),
        ("p/glossary/glossary.txt", format!("{empty}Zoll\tduty\tNotiz\n")),
        ("p/glossary/leer.txt", empty.to_owned()),
        ("p/glossary/mehr/x.tab", "Tor\tgate\n".to_owned()),
        ("p/glossary/y.csv", "Haus,house,\"so, ja\"\n".to_owned()),
        ("p/glossary/notiz.md", "# nichts".to_owned()),
    ]
}

const IMPORTED: [&str; 7] = [
    "p/omegat/project_save.tmx",
    "p/tm/auto/alt.tmx",
    "p/tm/mt/machine.tmx",
    "p/tm/penalty-10/x.tmx",
    "p/glossary/glossary.txt",
    "p/glossary/mehr/x.tab",
    "p/glossary/y.csv",
];

/// Imports a project, whatever it is in, and looks at what became of it.
fn import_project(sandbox: &Sandbox, input: &str, before: &str) {
    let ran = sandbox.run(&["import", input, "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let objects = crate::support::objects(&ran.stdout);
    let files: Vec<String> =
        objects.iter().map(|object| object["file"].as_str().unwrap().replace('\\', "/")).collect();
    assert_eq!(files, IMPORTED.map(|file| format!("{before}{file}")));
    assert!(objects.iter().all(|object| object["new"] == 1), "{objects:?}");
    for word in ["kaputt.tmx", "leer.txt", "liesmich.txt", "notiz.md", "p-level1.tmx"] {
        let told = ran.stderr.lines().filter(|line| line.starts_with("left out: `"));
        assert_eq!(told.filter(|line| line.contains(word)).count(), 1, "{word}: {}", ran.stderr);
    }
    for word in ["source`", "passed over: 1 file", "penalty-", "`../alle`", "7 files to import"] {
        assert!(ran.stderr.contains(word), "{word}: {}", ran.stderr);
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
    let again = sandbox.json(&["import", input]);
    assert!(again.iter().all(|object| object["unchanged"] == 1), "{again:?}");
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.run(&["find", "Zoll"]).code, 1);
}

#[test]
fn a_project_of_omegat_is_one_change() {
    let sandbox = Sandbox::new();
    for (name, content) in project() {
        fs::create_dir_all(sandbox.path(name).parent().unwrap()).unwrap();
        sandbox.write(name, content);
    }
    import_project(&sandbox, "p", "");
    assert!(sandbox.refused(&["import", "p/tm"]).contains("is a folder"));
}

#[test]
fn a_project_in_an_archive_is_one_too() {
    let sandbox = Sandbox::new();
    let project = project();
    let files: Vec<(&str, &[u8])> =
        project.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    sandbox.write("p.zip", zipped(&files));
    import_project(&sandbox, "p.zip", "p.zip: ");
}

#[cfg(unix)]
#[test]
fn what_a_project_does_not_look_into_is_told() {
    let sandbox = Sandbox::new();
    for (name, content) in project() {
        fs::create_dir_all(sandbox.path(name).parent().unwrap()).unwrap();
        sandbox.write(name, content);
    }
    std::os::unix::fs::symlink("..", sandbox.path("p/tm/oben")).unwrap();
    let ran = sandbox.run(&["import", "p", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("left out: `p/tm/oben`: it is a link"), "{}", ran.stderr);
}
