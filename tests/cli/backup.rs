//! `beleg backup`.

use crate::support::Sandbox;

#[test]
fn the_copy_answers_as_the_database_does() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["backup", "copy.db"]);
    let copied = sandbox.ok(&["term", "Beistandsklausel", "--db", "copy.db"]);
    assert_eq!(copied, sandbox.ok(&["term", "Beistandsklausel"]));
    sandbox.ok(&["undo", "--db", "copy.db"]);
}

#[test]
fn nothing_is_written_over() {
    let sandbox = Sandbox::filled();
    sandbox.write("there.db", "mine");
    assert!(sandbox.refused(&["backup", "there.db"]).contains("exists already"));
    assert_eq!(sandbox.read("there.db"), "mine");
    assert!(sandbox.refused(&["backup", "no/such/folder/copy.db"]).contains("no/such/folder"));
    let mut names: Vec<_> = std::fs::read_dir(sandbox.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("test.db"))
        .collect();
    names.sort();
    assert_eq!(names, ["pact.de.txt", "pact.en.txt", "there.db"], "no half copy is left");
}

#[cfg(unix)]
#[test]
fn names_that_mean_something_to_sqlite_are_files_too() {
    let sandbox = Sandbox::new();
    for name in [":memory:", "file:x.db"] {
        sandbox.ok(&["add", "a", "b", "--db", name]);
        sandbox.ok(&["term", "a", "--db", name]);
        sandbox.ok(&["backup", &format!("{name}2"), "--db", name]);
        assert!(sandbox.path(name).exists() && sandbox.path(&format!("{name}2")).exists());
    }
    assert!(sandbox.refused(&["add", "a", "b", "--db", "folder/"]).contains("names a folder"));
}
