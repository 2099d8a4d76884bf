//! `beleg attach`.

use std::fs;

use crate::support::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "--pair", "Der Zoll steigt im Mai.", "The duty rises in May."]);
    sandbox.ok(&[
        "--db",
        "team.db",
        "add",
        "--pair",
        "Der Zoll steigt im Juni.",
        "The tariff rises in June.",
    ]);
    sandbox
}

#[test]
fn an_attached_database_is_consulted_and_not_copied() {
    let sandbox = sandbox();
    let before = fs::metadata(sandbox.path("team.db")).unwrap().len();
    sandbox.ok(&["attach", "team.db", "--penalty", "3"]);
    let found = sandbox.json(&["match", "Der Zoll steigt im Juni."]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((&found[0]["database"], &found[0]["score"]), (&"team".into(), &97.into()));
    assert_eq!(found[1]["score"], 80);
    let found = sandbox.json(&["find", "Zoll"]);
    assert_eq!((found.len(), &found[1]["database"]), (2, &"team".into()));
    sandbox.write("text.txt", "Der Zoll steigt im Juni.\n");
    let bands = sandbox.json(&["leverage", "text.txt"]);
    let found: Vec<_> = bands.iter().filter(|band| band["segments"] == 1).collect();
    assert_eq!((found.len(), &found[0]["band"]), (2, &"95-99".into()), "{bands:?}");
    let filled = sandbox.json(&["pretranslate", "text.txt", "-o", "text.tsv"]);
    assert_eq!((&filled[0]["database"], &filled[0]["score"]), (&"team".into(), &97.into()));
    let table = sandbox.read("text.tsv");
    assert!(table.lines().nth(1).unwrap().ends_with("\t97\tfuzzy\tu1\tteam"), "{table}");
    assert_eq!(fs::metadata(sandbox.path("team.db")).unwrap().len(), before);
    assert_eq!(sandbox.json(&["stats"])[0]["units"], 1);
    let listed = sandbox.json(&["attach"]);
    assert_eq!((&listed[0]["name"], &listed[0]["penalty"]), (&"team".into(), &3.into()));
}

#[test]
fn what_cannot_be_consulted_is_told() {
    let sandbox = sandbox();
    sandbox.refused(&["attach", "missing.db"]);
    sandbox.write("text.db", "no database");
    sandbox.refused(&["attach", "text.db"]);
    sandbox.write("empty.db", "");
    assert!(sandbox.refused(&["attach", "empty.db"]).contains("empty.db` is empty"));
    assert!(sandbox.refused(&["attach", "test.db"]).contains("itself"));
    sandbox.ok(&["attach", "team.db", "--name", "Kollegin"]);
    fs::remove_file(sandbox.path("team.db")).unwrap();
    let ran = sandbox.run(&["match", "Der Zoll steigt im Mai."]);
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("`Kollegin` is not consulted"), "{}", ran.stderr);
}
