//! `beleg doctor`.

use serde_json::json;

use crate::support::{Sandbox, objects};

fn ill() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "x.tsv",
        "de\ten\n\
         Der Zoll steigt auf 25 Prozent.\tThe duty rises to 35 percent.\n\
         Die Frist endet am Freitag.\tThe deadline is Friday.\n\
         Die Frist endet am Freitag.\tThe period ends on Friday.\n\
         Das ist noch nicht übersetzt worden.\tDas ist noch nicht übersetzt worden.\n\
         Die Zo\u{308}lle steigen weiter.\tThe duties go on rising.\n\
         Ein gesunder Satz.\tA sound sentence.\n",
    );
    sandbox.ok(&["import", "x.tsv", "--as", "units"]);
    sandbox
}

#[test]
fn checks_are_counted_and_listed() {
    let sandbox = ill();
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!(ran.code, 1);
    let counts: Vec<(String, u64)> = objects(&ran.stdout)
        .iter()
        .map(|object| {
            (object["check"].as_str().unwrap().to_owned(), object["count"].as_u64().unwrap())
        })
        .collect();
    for (check, count) in
        [("number", 1), ("inconsistent", 2), ("untranslated", 1), ("spelling", 1), ("empty", 0)]
    {
        assert!(counts.contains(&(check.to_owned(), count)), "{check}: {counts:?}");
    }
    let ran = sandbox.run(&["doctor", "number", "--json"]);
    let found = objects(&ran.stdout);
    assert_eq!((ran.code, found.len()), (1, 1));
    assert_eq!((&found[0]["unit"], &found[0]["check"]), (&json!("u1"), &json!("number")));
    assert!(found[0]["message"].as_str().unwrap().contains("only in en: 35"));
    assert_eq!(sandbox.run(&["doctor", "empty"]).code, 0);
    assert_eq!(sandbox.run(&["doctor", "number", "--memory", "nobody"]).code, 0);
    assert_eq!(sandbox.run(&["doctor", "colour"]).code, 2);
}

#[test]
fn findings_are_exported() {
    let sandbox = ill();
    sandbox.run(&["doctor", "inconsistent", "--export", "f.csv"]);
    let table = sandbox.read("f.csv");
    assert!(table.starts_with("id,check,message,source,target\n"), "{table}");
    assert_eq!(table.lines().count(), 3);
    assert!(sandbox.refused(&["doctor", "number", "--export", "test.db"]).contains("itself"));
}

#[test]
fn what_is_safe_is_put_right_and_can_be_undone() {
    let sandbox = ill();
    let before = sandbox.ok(&["export", "-", "--as", "units"]);
    assert_eq!(sandbox.run(&["doctor", "--fix", "untranslated", "--dry-run"]).code, 1);
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), before);
    sandbox.ok(&["doctor", "--fix", "untranslated"]);
    sandbox.ok(&["doctor", "--fix", "spelling"]);
    let after = sandbox.ok(&["export", "-", "--as", "units"]);
    assert!(after.contains("Die Zölle steigen") && !after.contains("übersetzt"), "{after}");
    assert_eq!(sandbox.json(&["match", "Die Zölle steigen weiter."])[0]["score"], 100);
    sandbox.ok(&["undo", "--times", "2"]);
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), before);
    assert!(sandbox.refused(&["doctor", "--fix", "number"]).contains("by itself"));
}
