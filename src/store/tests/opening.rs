//! Opening: migrations, files that may not be written, and waiting for others.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::super::connect::as_it_stands;
use super::super::migrations::MIGRATIONS;
use super::*;

/// A migration that a later version might bring.
const SECOND: &str = "ALTER TABLE unit ADD COLUMN extra TEXT NOT NULL DEFAULT 'new'";

/// One that fails after it has done something.
const BROKEN: &str = "DELETE FROM term; SELECT * FROM no_such_table";

fn version_of(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn migrations_with(last: &'static str) -> Vec<&'static str> {
    MIGRATIONS.iter().copied().chain([last]).collect()
}

/// A database of the present schema with one unit and one concept; its path, and what is in it.
fn old_file(folder: &TempDir) -> (PathBuf, Vec<String>) {
    let path = folder.path().join("x.db");
    let mut store = open(&path);
    add(&mut store, "Zoll");
    change(&mut store, |writer| writer.add_unit(&unit("Satz", "sentence")));
    let held = store.dump();
    (path, held)
}

fn kept_copy(path: &Path) -> PathBuf {
    path.with_file_name(format!("x.db.schema{}", MIGRATIONS.len()))
}

#[test]
fn an_old_file_is_brought_up_to_date_and_kept_as_it_was() {
    let folder = folder();
    let (path, held) = old_file(&folder);
    let old = MIGRATIONS.len() as i64;
    // What a copy that was interrupted left behind is not taken for one.
    fs::write(kept_copy(&path), "half").unwrap();
    for access in [Access::Read, Access::Write] {
        let store = Store::open_with(&path, access, &migrations_with(SECOND)).unwrap();
        let sql = "SELECT extra FROM unit";
        let extra: String = store.connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(extra, "new");
        assert_eq!(store.read().counts().unwrap().concepts, 1);
    }
    assert_eq!((version_of(&path), version_of(&kept_copy(&path))), (old + 1, old));
    assert_eq!(open(&kept_copy(&path)).dump(), held);
    let error = Store::open(&path, Access::Read).unwrap_err();
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let folder = folder();
    let (path, held) = old_file(&folder);
    for _ in 0..2 {
        let error = Store::open_with(&path, Access::Write, &migrations_with(BROKEN)).unwrap_err();
        let told = error.to_string();
        assert!(matches!(error, StoreError::NotMigrated { .. }), "{told}");
        let copy = kept_copy(&path).display().to_string();
        assert!(told.contains("no_such_table") && told.contains(&copy), "{told}");
        assert!(!told.contains('\n'), "{told}");
    }
    assert_eq!(open(&path).dump(), held);
    assert_eq!(open(&kept_copy(&path)).dump(), held);
}

#[test]
fn what_was_recorded_before_a_column_came_can_be_undone() {
    let folder = folder();
    let (path, _) = old_file(&folder);
    let mut store = open(&path);
    let id = store.read().unit_ids(None).unwrap()[0];
    change(&mut store, |writer| writer.set_provenance(id, &noted("so")));
    drop(store);
    let mut store = Store::open_with(&path, Access::Write, &migrations_with(SECOND)).unwrap();
    step(&mut store, Direction::Undo);
    let sql = "SELECT extra, note FROM unit";
    let row = store.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    assert_eq!(row, Ok(("new".to_owned(), None::<String>)));
}

#[test]
fn several_that_open_an_old_file_at_once_migrate_it_once() {
    let folder = folder();
    let (path, held) = old_file(&folder);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let path = &path;
            let access = if worker % 2 == 0 { Access::Read } else { Access::Write };
            scope.spawn(move || {
                Store::open_with(path, access, &migrations_with(SECOND)).unwrap();
            });
        }
    });
    assert_eq!(version_of(&path), MIGRATIONS.len() as i64 + 1);
    assert_eq!(open(&kept_copy(&path)).dump(), held);
}

#[test]
fn changes_that_stand_in_the_log_are_not_passed_over() {
    let folder = folder();
    let (path, _) = old_file(&folder);
    assert!(as_it_stands(&path).is_ok(), "its log is settled");
    let mut store = open(&path);
    add(&mut store, "Devisen");
    let error = as_it_stands(&path).unwrap_err();
    assert!(matches!(error, StoreError::InProgress { .. }), "{error}");
    let reader = Store::open(&path, Access::Read).unwrap();
    assert_eq!(reader.read().counts().unwrap().concepts, 2);
}

#[test]
fn who_waits_is_told_once_and_goes_on() {
    static NOTICES: AtomicUsize = AtomicUsize::new(0);
    on_waiting(|| {
        NOTICES.fetch_add(1, Ordering::Relaxed);
    });
    let folder = folder();
    let path = folder.path().join("x.db");
    let mut store = open(&path);
    for _ in 0..2 {
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(Duration::from_millis(400));
                drop(other);
            });
            add(&mut store, "Zoll");
        });
    }
    assert_eq!(NOTICES.load(Ordering::Relaxed), 1);
}
