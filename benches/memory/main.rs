//! How fast the memory answers and grows, and how much room it takes.
//!
//!     cargo bench --bench memory -- PAIRS.tsv QUERIES.txt [--units N] [--queries N]
//!
//! `PAIRS.tsv` has a German and an English sentence a line, parted by a tab; `QUERIES.txt` a German
//! sentence a line. Without them sentences are made up. What is measured is told on stderr, and as
//! an object a line on stdout. Times are wall times; a look-up in a new process is the fastest of
//! three, from the start of the process to its end.

mod changes;
mod data;
mod intake;
mod lookups;
mod peers;
mod report;
mod spawn;

use std::path::PathBuf;
use std::{env, fs, thread};

use serde_json::json;

use data::Data;
use report::tell;

/// So many texts are looked up unless another number is given.
const QUERIES: usize = 500;

struct Arguments {
    files: Vec<PathBuf>,
    units: Option<usize>,
    queries: usize,
}

fn main() {
    if env::args().nth(1).as_deref() == Some(spawn::ARGUMENT) {
        spawn::run();
        return;
    }
    let arguments = arguments();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = Data::new(folder.path(), &arguments.files, arguments.units, arguments.queries);
    machine();
    let files: Vec<String> =
        arguments.files.iter().map(|file| file.display().to_string()).collect();
    tell(
        "data",
        vec![
            ("files", json!(files)),
            ("units", json!(data.units)),
            ("text_bytes", json!(data.text)),
            ("queries", json!(data.queries.len())),
        ],
    );
    let database = folder.path().join("memory.db");
    intake::import(&data, &database);
    intake::sizes(&data, &database);
    lookups::processes(&database);
    let usual = lookups::matches(&database, &data.queries, 70);
    lookups::find(&database, &data);
    lookups::cold(&database, &data);
    lookups::one_process(&database, &data.queries, 70);
    let is_right = lookups::beside_comparison(&database, &data.queries);
    changes::adding(&database, &data);
    changes::copies(&database, &data, &usual);
    changes::lower_index(&database, &data);
    peers::rapidfuzz(&data);
    peers::trigrams(&data);
    assert!(is_right, "the index does not answer what the comparison answers");
}

fn arguments() -> Arguments {
    let mut read = Arguments { files: Vec::new(), units: None, queries: QUERIES };
    let mut given = env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = given.next() {
        let mut number = || given.next().and_then(|word| word.parse().ok()).expect("a number");
        match word.as_str() {
            "--units" => read.units = Some(number()),
            "--queries" => read.queries = number(),
            _ => read.files.push(word.into()),
        }
    }
    read
}

fn machine() {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    tell(
        "machine",
        vec![
            ("cpu", json!(model.unwrap_or("unknown"))),
            ("cores", json!(thread::available_parallelism().map_or(1, usize::from))),
            ("system", json!(env::consts::OS)),
            ("load", json!(load.split(' ').next().unwrap_or_default())),
        ],
    );
}
