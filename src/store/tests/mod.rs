//! What the store promises, tried on files.

mod copying;
mod opening;
mod undo;
mod writing;

use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::model::{
    Bead, Concept, ConceptId, Context, Document, DocumentId, Lang, LanguageSection, Provenance,
    Segment, Span, Standing, Term, TranslationUnit, UnitId, Variant,
};

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

fn open(path: &Path) -> Store {
    Store::open(path, Access::Write).unwrap()
}

/// Makes one change.
fn change<T>(store: &mut Store, make: impl FnOnce(&Writer<'_>) -> SqlResult<T>) -> T {
    store.change("change", |writer| make(writer).map_err(|error| writer.at_path(error))).unwrap()
}

fn step(store: &mut Store, direction: Direction) {
    store.change("step", |writer| writer.step(direction, &mut |_| {}).map(drop)).unwrap();
}

fn concept(term: &str) -> Concept {
    Concept { terms: vec![Term::new(Lang::german(), term)], ..Concept::default() }
}

fn add(store: &mut Store, term: &str) -> ConceptId {
    change(store, |writer| writer.add_concept(&concept(term), &[]))
}

fn unit(source: &str, target: &str) -> TranslationUnit {
    let variants = vec![
        Variant { lang: Lang::german(), text: source.to_owned() },
        Variant { lang: Lang::english(), text: target.to_owned() },
    ];
    TranslationUnit { id: None, variants, provenance: Provenance::default() }
}

/// What is said of a unit that has a note and nothing else.
fn noted(note: &str) -> Provenance {
    Provenance { note: Some(note.to_owned()), ..Provenance::default() }
}

/// A document of segments of these lengths.
fn document(origin: &str, lengths: &[usize]) -> Document {
    let mut segments = Vec::new();
    let mut end = 0;
    for (paragraph, length) in lengths.iter().enumerate() {
        segments.push(Segment { span: Span::new(end, end + length), paragraph });
        end += length;
    }
    Document {
        id: None,
        origin: origin.to_owned(),
        title: "A".to_owned(),
        lang: Lang::german(),
        text: "x".repeat(end),
        encoding: "UTF-8".to_owned(),
        segments,
    }
}

/// The number of steps in the journal.
fn steps(store: &Store) -> i64 {
    let sql = "SELECT count(*) FROM journal_step";
    store.connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

impl Store {
    /// Everything that the journal covers, row by row.
    pub(crate) fn dump(&self) -> Vec<String> {
        let relations = [
            "document",
            "segment",
            "alignment",
            "unit",
            "variant",
            "bead",
            "concept",
            "language_section",
            "language_pair",
            "term",
        ];
        let ordered =
            |relation| self.shown(relation, &format!("SELECT * FROM {relation} ORDER BY id"));
        relations.into_iter().flat_map(ordered).collect()
    }

    /// The derived keys of concepts and the words of units, row by row.
    pub(crate) fn dump_derived(&self) -> Vec<String> {
        let sql = "CREATE VIRTUAL TABLE IF NOT EXISTS
                   temp.word USING fts5vocab('main', 'unit_words', 'instance')";
        self.connection.execute_batch(sql).unwrap();
        let mut rows =
            self.shown("key", "SELECT * FROM term_key ORDER BY key, tier, lang, concept");
        rows.extend(self.shown("word", "SELECT * FROM word ORDER BY term, doc, col, offset"));
        rows
    }

    fn shown(&self, name: &str, sql: &str) -> Vec<String> {
        let mut statement = self.connection.prepare(sql).unwrap();
        let width = statement.column_count();
        let mut found = statement.query([]).unwrap();
        let mut rows = Vec::new();
        while let Some(row) = found.next().unwrap() {
            let values: Vec<_> =
                (0..width).map(|column| format!("{:?}", row.get_ref(column).unwrap())).collect();
            rows.push(format!("{name}: {}", values.join(" | ")));
        }
        rows
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = folder();
    let path = folder.path().join("x.db");
    let mut store = open(&path);
    add(&mut store, "Devisen");
    let before = store.dump();
    let pages: i64 =
        store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    let result = store.change("import", |writer| {
        for number in 0..10_000 {
            writer
                .add_concept(&concept(&format!("Wort {number}")), &[])
                .map_err(|error| writer.at_path(error))?;
        }
        Ok::<_, StoreError>(())
    });
    assert!(matches!(result, Err(StoreError::Full { .. })), "{result:?}");
    assert_eq!(store.dump(), before);
}

#[test]
fn a_locked_database_is_told_as_such() {
    let folder = folder();
    let path = folder.path().join("x.db");
    let mut store = open(&path);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    store.connection.busy_timeout(std::time::Duration::from_millis(10)).unwrap();
    let result = store.change("add", |_| Ok::<_, StoreError>(()));
    assert!(matches!(result, Err(StoreError::Locked { .. })), "{result:?}");
}

#[test]
fn a_change_that_fails_leaves_nothing_behind() {
    let folder = folder();
    let mut store = open(&folder.path().join("x.db"));
    add(&mut store, "Devisen");
    let before = (store.dump(), store.read().log(10).unwrap());
    let result = store.change("add", |writer| {
        writer.add_concept(&concept("Zoll"), &[]).map_err(|error| writer.at_path(error))?;
        Err::<(), _>(StoreError::NothingToUndo { verb: "undo" })
    });
    assert!(result.is_err());
    assert_eq!((store.dump(), store.read().log(10).unwrap()), before);
}

#[test]
fn a_trial_and_a_change_of_nothing_leave_no_entry() {
    let folder = folder();
    let mut store = open(&folder.path().join("x.db"));
    store
        .change("trial", |writer| {
            writer.keep_nothing();
            writer.add_concept(&concept("Zoll"), &[]).map_err(|error| writer.at_path(error))
        })
        .unwrap();
    store.change("nothing", |_| Ok::<_, StoreError>(())).unwrap();
    assert!(store.read().log(10).unwrap().is_empty());
    assert!(store.dump().is_empty());
}

#[test]
fn ids_are_never_given_twice() {
    let folder = folder();
    let mut store = open(&folder.path().join("x.db"));
    let first = add(&mut store, "Zoll");
    store.change("undo", |writer| writer.step(Direction::Undo, &mut |_| {}).map(drop)).unwrap();
    assert!(add(&mut store, "Zoll") > first);
}
