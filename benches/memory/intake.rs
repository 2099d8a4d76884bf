//! Taking a file in: a bare insert of the same rows beside the import, and what room it takes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use serde_json::json;

use beleg::project::{GivenLangs, Project};
use beleg::store::Access;

use crate::data::{Data, pairs_of};
use crate::report::{Facts, megabytes, rounded, tell};
use crate::spawn::Runs;

/// Units stand in documents of so many in the bare table.
const IN_DOCUMENT: i64 = 64;

/// Inserts the rows into a bare table, imports them, and compares.
pub fn import(data: &Data, database: &Path) {
    let bare = database.with_extension("bare");
    let rate = |time: Duration| rounded(data.units as f64 / time.as_secs_f64());
    let facts = |time: Duration| -> Facts {
        vec![("seconds", rounded(time.as_secs_f64())), ("rows_a_second", rate(time))]
    };
    let of_bare = insert(data, &bare).expect("a bare table");
    fs::remove_file(&bare).expect("the bare table");
    tell("bare insert", facts(of_bare));
    let file = data.pairs.to_string_lossy().into_owned();
    let arguments = ["import", "--as", "units", "--quiet", &file].map(str::to_owned);
    let runs = Runs { rounds: 1, ..Runs::of_beleg(database, vec![arguments.to_vec()]) };
    let timed = runs.time();
    let time = Duration::from_secs_f64(timed.milliseconds[0] / 1e3);
    let mut told = facts(time);
    told.push(("times_the_bare_insert", rounded(time.as_secs_f64() / of_bare.as_secs_f64())));
    told.extend(timed.bytes.map(|bytes| ("peak_mb", megabytes(bytes))));
    tell("import", told);
}

fn insert(data: &Data, file: &Path) -> rusqlite::Result<Duration> {
    let mut connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute_batch(
        "CREATE TABLE unit (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
           document INTEGER, position INTEGER, created INTEGER)",
    )?;
    let start = Instant::now();
    let transaction = connection.transaction()?;
    let mut statement =
        transaction.prepare("INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, 1700000000)")?;
    for (id, (source, target)) in (1_i64..).zip(pairs_of(&data.pairs)) {
        statement.execute(params![id, source, target, id / IN_DOCUMENT, id % IN_DOCUMENT])?;
    }
    drop(statement);
    transaction.commit()?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(start.elapsed())
}

/// Tells how large the database and its parts are.
pub fn sizes(data: &Data, database: &Path) {
    let file = fs::metadata(database).expect("the database").len();
    let parts = parts(database);
    let of = |prefix: &str| -> u64 {
        parts.iter().filter(|(name, _)| name.starts_with(prefix)).map(|(_, bytes)| bytes).sum()
    };
    let project = Project::open(database, Access::Read, &GivenLangs::default()).expect("it opens");
    let (_, postings) = project.index_size("de").expect("an index");
    let (matches, words) = (of("posting_"), of("unit_words"));
    let share = |bytes: u64| rounded(bytes as f64 / data.text as f64);
    tell(
        "sizes",
        vec![
            ("file_mb", megabytes(file)),
            ("text_mb", megabytes(data.text)),
            ("index_of_matches_mb", megabytes(matches)),
            ("index_of_matches_share_of_text", share(matches)),
            ("postings", json!(postings)),
            ("index_of_words_mb", megabytes(words)),
            ("index_of_words_share_of_text", share(words)),
        ],
    );
}

/// The bytes of each table and index of the file.
pub fn parts(database: &Path) -> Vec<(String, u64)> {
    let read = || -> rusqlite::Result<Vec<(String, u64)>> {
        let connection = Connection::open(database)?;
        let mut statement =
            connection.prepare("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    read().expect("the sizes of tables")
}
