//! Databases of earlier versions: each released schema is kept and must open, read and migrate.
//!
//! How to make the next one, with the binary of the release, in an empty folder: write a German and
//! an English text of two sentences each, of which one pair holds a mutual assistance clause and the
//! other `Zoll`, then
//!
//! ```sh
//! export BELEG_DB=made.db
//! beleg align --name vertrag vertrag.de.txt vertrag.en.txt
//! beleg add Beistandsklausel "mutual assistance clause" --subject politics --gender f
//! beleg add Zoll "customs duty" tariff --subject economy --note "levied at the border"
//! beleg backup schema-N.db
//! ```
//!
//! The backup is one file without a log beside it. Put it into `tests/data/databases` and name it
//! below; a file that was released is never made anew.

use std::fs;

use crate::support::{Sandbox, shipped};

/// The databases, by the schema that they have.
const DATABASES: [(&str, i64); 6] = [
    ("tests/data/databases/schema-1.db", 1),
    ("tests/data/databases/schema-2.db", 2),
    ("tests/data/databases/schema-3.db", 3),
    ("tests/data/databases/schema-4.db", 4),
    ("tests/data/databases/schema-5.db", 5),
    ("tests/data/databases/schema-6.db", 6),
];

#[test]
fn every_released_schema_opens() {
    for (file, version) in DATABASES {
        let sandbox = Sandbox::new();
        fs::copy(shipped(file), sandbox.path("test.db")).expect("the database");
        let stats = &sandbox.json(&["stats"])[0];
        assert_eq!(
            (&stats["units"], &stats["concepts"]),
            (&2.into(), &2.into()),
            "schema {version}"
        );
        let answer = &sandbox.json(&["term", "Beistandsklauseln"])[0];
        assert_eq!(answer["evidence"].as_array().unwrap().len(), 1, "schema {version}");
        assert_eq!(sandbox.json(&["find", "Zoll"]).len(), 1, "schema {version}");
        // A pair that is there is known again by the digest that stands in the file.
        sandbox.write(
            "pairs.csv",
            "de,en\n\"Der Vertrag enthält eine Beistandsklausel.\",\"The treaty contains a mutual \
             assistance clause.\"\n",
        );
        sandbox.ok(&["import", "pairs.csv", "--as", "units"]);
        assert_eq!(sandbox.json(&["stats"])[0]["units"], 2, "schema {version}");
        sandbox.ok(&["add", "Devisen", "foreign currency"]);
        sandbox.ok(&["undo", "--times", "2"]);
        sandbox.ok(&["redo"]);
    }
}

#[test]
fn the_newest_schema_is_among_those_kept() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Devisen", "foreign currency"]);
    let connection = rusqlite::Connection::open(sandbox.path("test.db")).unwrap();
    let version: i64 =
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(DATABASES.last().map(|(_, version)| *version), Some(version));
}
