//! Copies: whole or not at all, whatever others do.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

fn check(path: &Path) -> String {
    let copy = Connection::open(path).unwrap();
    copy.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_copy_is_made_while_others_write() {
    let folder = folder();
    let path = folder.path().join("x.db");
    let mut store = open(&path);
    // More than fits into a step of a thousand pages.
    let long = "Wort ".repeat(400);
    change(&mut store, |writer| {
        (0..3_000).try_for_each(|_| writer.add_unit(&unit(&long, "x")).map(drop))
    });
    let (started, done) = (AtomicBool::new(false), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut other = open(&path);
            while !done.load(Ordering::Relaxed) {
                add(&mut other, "Zoll");
                started.store(true, Ordering::Relaxed);
            }
        });
        while !started.load(Ordering::Relaxed) {
            std::thread::yield_now();
        }
        let copied = store.backup(&folder.path().join("copy.db"));
        done.store(true, Ordering::Relaxed);
        copied.unwrap();
    });
    assert_eq!(check(&folder.path().join("copy.db")), "ok");
    let copy = Store::open(&folder.path().join("copy.db"), Access::Read).unwrap();
    assert_eq!(copy.read().counts().unwrap().units, 3_000);
}

#[test]
fn a_copy_that_fails_leaves_no_file() {
    let folder = folder();
    let mut store = open(&folder.path().join("x.db"));
    add(&mut store, "Zoll");
    let taken = folder.path().join("taken.db");
    fs::create_dir(&taken).unwrap();
    assert!(matches!(store.backup(&taken), Err(StoreError::Exists { .. })));
    // The copy is complete when it is found that it cannot be given its name.
    assert!(copy::copy(&store.connection, &taken, copy::IfThere::Replace).is_err());
    assert!(store.backup(&folder.path().join("no/such/folder.db")).is_err());
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["taken.db", "x.db", "x.db-shm", "x.db-wal"]);
}
