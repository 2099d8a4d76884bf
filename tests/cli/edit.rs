//! `beleg edit`.

use crate::support::Sandbox;

fn devisen() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency", "forex", "--subject", "economy"]);
    sandbox
}

#[test]
fn what_is_given_replaces_what_was_there_and_can_be_undone() {
    let sandbox = devisen();
    let before = sandbox.ok(&["term", "Devisen", "--json"]);
    sandbox.ok(&["edit", "c1", "--subject", "finance", "--definition", "money of others"]);
    sandbox.ok(&["edit", "Devisen", "--number", "plural", "--gender", "f"]);
    sandbox.ok(&["edit", "c1", "--term", "forex", "--rename", "FX", "--status", "deprecated"]);
    let answer = &sandbox.json(&["term", "devisen"])[0];
    assert_eq!(
        (&answer["subject"], &answer["definition"]),
        (&"finance".into(), &"money of others".into())
    );
    assert_eq!(answer["terms"][0]["number"], "plural");
    assert_eq!(answer["terms"][2]["text"], "FX");
    assert_eq!(answer["terms"][2]["status"], "deprecated");
    sandbox.ok(&["term", "FX"]);
    assert_eq!(sandbox.run(&["term", "forex"]).code, 1);
    sandbox.ok(&["edit", "c1", "--subject", "", "--drop", "FX"]);
    let answer = &sandbox.json(&["term", "Devisen"])[0];
    assert!(answer.get("subject").is_none());
    assert_eq!(answer["terms"].as_array().unwrap().len(), 2);
    sandbox.ok(&["undo", "--times", "4"]);
    assert_eq!(sandbox.ok(&["term", "Devisen", "--json"]), before);
    sandbox.ok(&["term", "forex"]);
}

#[test]
fn the_concept_as_it_is_now_is_shown() {
    let sandbox = devisen();
    let shown = sandbox.ok(&["edit", "Devisen", "--usage", "never singular"]);
    assert!(shown.contains("never singular"), "{shown}");
    let again = sandbox.run(&["edit", "Devisen", "--usage", "never singular"]);
    assert!(again.stderr.contains("nothing changed"), "{}", again.stderr);
    let log = sandbox.json(&["log", "--limit", "1"]);
    assert_eq!(log[0]["summary"], "corrected c1 `Devisen`: `Devisen`");
    let object = &sandbox.json(&["edit", "c1", "--note", "x"])[0];
    assert_eq!((&object["concept"], &object["note"]), (&"c1".into(), &"x".into()));
}

#[test]
fn what_cannot_be_corrected_is_told() {
    let sandbox = devisen();
    sandbox.ok(&["add", "Devisen", "mottos", "--subject", "heraldry"]);
    for (args, part) in [
        (&["edit", "Devisen", "--note", "x"][..], "c1, c2"),
        (&["edit", "c1"], "nothing to correct"),
        (&["edit", "c1", "--status", "admitted"], "--term"),
        (&["edit", "c1", "--term", "money", "--status", "admitted"], "no term `money`"),
        (&["edit", "c9", "--note", "x"], "no concept c9"),
        (&["edit", "Zoll", "--note", "x"], "in no concept"),
        (&["edit", "c2", "--drop", "Devisen", "--drop", "mottos"], "beleg remove c2"),
        (&["edit", "c1", "--term", "forex", "--rename", " "], "cannot be empty"),
        (&["edit", "c1", "--term", "forex", "--rename", "foreign currency"], "already"),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(part), "{error}");
    }
    assert_eq!(sandbox.json(&["log"]).len(), 2);
}

#[test]
fn a_term_is_named_by_any_form_and_by_its_language() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Export", "Export", "exports"]);
    sandbox.ok(&["edit", "Exporte", "--gender", "m", "--lang", "de"]);
    sandbox.ok(&["edit", "c1", "--term", "Export", "--lang", "en", "--rename", "export"]);
    let terms = &sandbox.json(&["term", "c1"])[0]["terms"];
    assert_eq!((&terms[0]["gender"], &terms[1]["text"]), (&"m".into(), &"export".into()));
}

/// An editor that makes this of a text.
#[cfg(unix)]
fn with_editor(sandbox: &Sandbox, script: &str, args: &[&str]) -> crate::support::Ran {
    use std::os::unix::fs::PermissionsExt;
    sandbox.write("editor.sh", format!("#!/bin/sh\n{script}\n"));
    let path = sandbox.path("editor.sh");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let output = sandbox.program().args(args).env("EDITOR", &path).output().unwrap();
    crate::support::Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[cfg(unix)]
#[test]
fn a_concept_is_edited_as_a_text() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty", "--gender", "m"]);
    sandbox.ok(&["add", "Abgabe", "levy"]);
    let script = "sed -i 's/^subject:.*/subject: economy/; s/duty/customs duty/' \"$1\"\n\
                  printf '[en] tariff\\n  note: of goods\\n' >> \"$1\"\n\
                  sed -i 's/^project:/broader: c2\\nproject:/' \"$1\"";
    let ran = with_editor(&sandbox, script, &["edit", "c1"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Zoll, der; Pl. Zölle"), "{}", ran.stdout);
    let concept = &sandbox.json(&["term", "c1"])[0];
    assert_eq!(concept["subject"], "economy");
    assert_eq!(concept["relations"][0]["concept"], "c2");
    assert_eq!(
        (&concept["terms"][1]["text"], &concept["terms"][2]["status"]),
        (&"customs duty".into(), &"admitted".into())
    );
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["term", "c1"])[0]["terms"][1]["text"], "duty");

    assert!(with_editor(&sandbox, "true", &["edit", "c1"]).stderr.contains("nothing changed"));
    assert!(
        with_editor(&sandbox, ": > \"$1\"", &["edit", "c1"]).stderr.contains("nothing changed")
    );
    let ran = with_editor(&sandbox, "exit 3", &["edit", "c1"]);
    assert!(ran.code == 2 && ran.stderr.contains("nothing was changed"), "{}", ran.stderr);
    let ran = with_editor(&sandbox, "echo 'status: good' >> \"$1\"", &["edit", "c1"]);
    assert!(ran.code == 2 && ran.stderr.contains("what you wrote is in"), "{}", ran.stderr);
    let kept = ran.stderr.split("is in ").nth(1).unwrap().trim();
    assert!(std::fs::read_to_string(kept).unwrap().contains("status: good"));
    std::fs::remove_file(kept).unwrap();
    // Without an editor and a terminal nothing is opened.
    assert!(sandbox.refused(&["edit", "c1"]).contains("nothing to correct"));
}
