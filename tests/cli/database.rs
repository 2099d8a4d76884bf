//! The database as a file: missing, foreign, newer, locked, read-only, and used by many at once.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use crate::support::Sandbox;

#[test]
fn a_reading_command_creates_nothing() {
    let sandbox = Sandbox::new();
    for args in [
        &["term", "Devisen"][..],
        &["find", "Devisen"],
        &["documents"],
        &["export", "x.csv"],
        &["log"],
        &["stats"],
        &["backup", "copy.db"],
        &["remove", "c1"],
        &["redo"],
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains("there is no database") && error.contains("test.db"), "{error}");
    }
    assert!(!sandbox.path("test.db").exists() && !sandbox.path("copy.db").exists());
}

#[test]
fn files_of_others_are_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("notes.txt", "Dies ist keine Datenbank, sondern eine lange Notiz.\n".repeat(100));
    Connection::open(sandbox.path("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE t (a)")
        .unwrap();
    for file in ["notes.txt", "other.db"] {
        let before = fs::read(sandbox.path(file)).unwrap();
        for args in [&["stats", "--db", file][..], &["add", "a", "b", "--db", file]] {
            assert!(sandbox.refused(args).contains("no Beleg database"), "{args:?}");
        }
        assert_eq!(fs::read(sandbox.path(file)).unwrap(), before, "{file}");
    }
}

#[test]
fn a_newer_database_is_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    let connection = Connection::open(sandbox.path("test.db")).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    for args in [&["stats"][..], &["add", "a", "b"]] {
        let error = sandbox.refused(args);
        assert!(error.contains("newer Beleg") && error.contains("999"), "{error}");
    }
}

/// Makes the folder `locked` and its database read-only, and runs `check` if that binds this user.
#[cfg(unix)]
fn with_read_only_folder(sandbox: &Sandbox, check: impl FnOnce()) {
    use std::os::unix::fs::PermissionsExt;
    let set = |mode, of: &Path| fs::set_permissions(of, fs::Permissions::from_mode(mode)).unwrap();
    let files = || fs::read_dir(sandbox.path("locked")).unwrap().map(|entry| entry.unwrap().path());
    files().for_each(|file| set(0o444, &file));
    set(0o555, &sandbox.path("locked"));
    if fs::write(sandbox.path("locked/probe"), "").is_err() {
        check();
    }
    set(0o755, &sandbox.path("locked"));
    files().for_each(|file| set(0o644, &file));
}

#[cfg(unix)]
#[test]
fn a_read_only_database_is_read_but_not_written() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("locked")).unwrap();
    sandbox.ok(&["add", "Devisen", "foreign currency", "--db", "locked/x.db"]);
    with_read_only_folder(&sandbox, || {
        sandbox.ok(&["term", "Devisen", "--db", "locked/x.db"]);
        let error = sandbox.refused(&["add", "a", "b", "--db", "locked/x.db"]);
        assert!(error.contains("read-only"), "{error}");
    });
}

#[cfg(unix)]
#[test]
fn what_another_user_is_writing_is_read_or_refused_but_never_passed_over() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("locked")).unwrap();
    sandbox.ok(&["add", "Devisen", "foreign currency", "--db", "locked/x.db"]);
    let other = Connection::open(sandbox.path("locked/x.db")).unwrap();
    other.query_row("SELECT count(*) FROM term", [], |_| Ok(())).unwrap();
    sandbox.ok(&["add", "Zoll", "customs duty", "--db", "locked/x.db"]);
    with_read_only_folder(&sandbox, || {
        sandbox.ok(&["term", "Zoll", "--db", "locked/x.db"]);
    });
    // The program of the other user dies, and leaves its log without an index.
    fs::create_dir(sandbox.path("left")).unwrap();
    for file in ["x.db", "x.db-wal"] {
        let from = sandbox.path("locked").join(file);
        fs::copy(from, sandbox.path("left").join(file)).unwrap();
    }
    drop(other);
    fs::remove_dir_all(sandbox.path("locked")).unwrap();
    fs::rename(sandbox.path("left"), sandbox.path("locked")).unwrap();
    with_read_only_folder(&sandbox, || {
        let error = sandbox.refused(&["term", "Zoll", "--db", "locked/x.db"]);
        assert!(error.contains("x.db-wal") && error.contains("read-only"), "{error}");
    });
}

#[cfg(unix)]
#[test]
fn an_index_of_another_version_is_told_where_it_cannot_be_made_anew() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("locked")).unwrap();
    sandbox.ok(&["add", "Devisen", "foreign currency", "--db", "locked/x.db"]);
    let other = Connection::open(sandbox.path("locked/x.db")).unwrap();
    other.execute_batch("UPDATE setting SET value = 0 WHERE key = 'analyser'").unwrap();
    drop(other);
    with_read_only_folder(&sandbox, || {
        let ran = sandbox.run(&["term", "Devisen", "--db", "locked/x.db"]);
        assert_eq!(ran.code, 0);
        assert!(ran.stderr.contains("another version"), "{}", ran.stderr);
    });
    let ran = sandbox.run(&["term", "Devisen", "--db", "locked/x.db"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn who_waits_for_another_program_is_told_what_for() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    let other = Connection::open(sandbox.path("test.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(2_600));
            drop(other);
        });
        let ran = sandbox.run(&["add", "Zoll", "customs duty"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains("waiting for another program"), "{}", ran.stderr);
    });
}

#[test]
fn a_folder_is_no_database() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("folder")).unwrap();
    assert!(sandbox.refused(&["add", "a", "b", "--db", "folder"]).contains("folder"));
}

#[test]
fn eight_processes_at_once_show_no_error() {
    let sandbox = Sandbox::with_articles();
    std::thread::scope(|scope| {
        for worker in 0..8 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                for round in 0..4 {
                    let term = format!("Wort{worker}x{round}");
                    sandbox.ok(&["add", &term, "word"]);
                    sandbox.ok(&["term", &term]);
                    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt", "--quiet"]);
                    sandbox.ok(&["find", "Sanktionen"]);
                    sandbox.ok(&["export", &format!("{worker}.csv")]);
                }
            });
        }
    });
    let stats = &sandbox.json(&["stats"])[0];
    assert_eq!((stats["concepts"].as_u64(), stats["documents"].as_u64()), (Some(32), Some(2)));
}

#[test]
fn a_database_without_a_version_is_damaged() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    let connection = Connection::open(sandbox.path("test.db")).unwrap();
    connection.pragma_update(None, "user_version", 0).unwrap();
    drop(connection);
    for args in [&["stats"][..], &["add", "a", "b"]] {
        let error = sandbox.refused(args);
        assert!(
            error.contains("does not say of which version") && error.lines().count() <= 2,
            "{error}"
        );
    }
}

#[test]
fn undo_and_redo_leave_the_file_as_large_as_it_was() {
    let sandbox = Sandbox::new();
    let rows: String = (0..2_000).map(|row| format!("Wort {row};word {row}\n")).collect();
    sandbox.write("table.csv", format!("de;en\n{rows}"));
    sandbox.ok(&["import", "table.csv"]);
    let size = || sandbox.json(&["stats"])[0]["bytes"].as_u64().unwrap();
    let go = |times: usize| {
        for _ in 0..times {
            sandbox.ok(&["undo"]);
            sandbox.ok(&["redo"]);
        }
        size()
    };
    let once = go(1);
    assert!(go(4) <= once + once / 10, "{once}");
}

#[test]
fn a_mistyped_name_makes_no_folders_and_a_folder_is_no_database() {
    let sandbox = Sandbox::new();
    let add = |db| sandbox.refused(&["--db", db, "add", "Devisen", "foreign currency"]);
    let error = add("projcets/acme/beleg.db");
    assert!(error.contains("the folder `projcets/acme`"), "{error}");
    assert!(!sandbox.path("projcets").exists());
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    for error in [add("folder"), sandbox.refused(&["--db", "folder", "stats"])] {
        assert!(error.contains("`folder` is a folder, not a database"), "{error}");
    }
    sandbox.write("empty.db", "");
    let error = sandbox.refused(&["--db", "empty.db", "stats"]);
    assert!(error.contains("`empty.db` is empty"), "{error}");
}
