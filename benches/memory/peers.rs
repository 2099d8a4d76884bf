//! Others on the same data, where they are installed.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::data::{Data, pairs_of};
use crate::lookups::has_program;
use crate::report::{Latency, skip, tell};

/// So many texts are looked up with each.
const ASKED: usize = 20;

const COMPARE: &str = "
import sys, time
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
pairs = [line.rstrip('\\n').split('\\t')[0] for line in open(sys.argv[1], encoding='utf-8')]
for query in sys.stdin.read().split('\\n'):
    start = time.perf_counter()
    process.extract(query, pairs, scorer=Levenshtein.normalized_similarity, limit=5,
                    score_cutoff=0.7)
    print(1000 * (time.perf_counter() - start))
";

/// RapidFuzz: similarity by characters, over all units.
pub fn rapidfuzz(data: &Data) {
    let what = "peer: rapidfuzz over all units, at 70 by characters, one process";
    let import = Command::new("python3").args(["-c", "import rapidfuzz"]).output();
    if !import.is_ok_and(|ran| ran.status.success()) {
        skip(what, "not installed");
        return;
    }
    let pairs = data.pairs.to_string_lossy();
    match run("python3", &["-c", COMPARE, &pairs], &asked(data).join("\n")) {
        Some(told) => tell(what, Latency::new(told.lines().filter_map(number)).facts()),
        None => skip(what, "it failed"),
    }
}

/// PostgreSQL with trigrams: in a temporary table, if a server answers and has the extension.
pub fn trigrams(data: &Data) {
    let what = "peer: PostgreSQL with pg_trgm at 0.7, one session";
    if !has_program("psql") {
        skip(what, "psql is not installed");
        return;
    }
    let extension = "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'";
    let Some(installed) = run("psql", &["-XqAtw", "-c", extension], "") else {
        skip(what, "no server answers psql");
        return;
    };
    if installed.trim() != "1" {
        skip(what, "the database has no pg_trgm");
        return;
    }
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut script = "SET pg_trgm.similarity_threshold = 0.7;
        SET standard_conforming_strings = on;
        CREATE TEMP TABLE unit (source text, target text);
        COPY unit FROM STDIN;\n"
        .to_owned();
    for (source, target) in pairs_of(&data.pairs) {
        let escaped = |text: String| text.replace('\\', "\\\\");
        script.push_str(&format!("{}\t{}\n", escaped(source), escaped(target)));
    }
    script.push_str("\\.\nCREATE INDEX ON unit USING gin (source gin_trgm_ops);\n\\timing on\n");
    for text in asked(data) {
        let text = quoted(&text);
        script.push_str(&format!(
            "SELECT 1 FROM unit WHERE source % {text} ORDER BY similarity(source, {text}) DESC
             LIMIT 5;\n"
        ));
    }
    let Some(told) = run("psql", &["-XqAtw", "-v", "ON_ERROR_STOP=1"], &script) else {
        skip(what, "it failed");
        return;
    };
    let times = told.lines().filter_map(|line| number(line.strip_prefix("Time: ")?));
    tell(what, Latency::new(times).facts());
}

fn asked(data: &Data) -> Vec<String> {
    let step = data.queries.len().div_ceil(ASKED).max(1);
    data.queries.iter().step_by(step).cloned().collect()
}

/// The number that a line begins with.
fn number(line: &str) -> Option<f64> {
    line.split(' ').next()?.parse().ok()
}

/// Runs a program with an input; answers with what it printed, unless it failed.
fn run(program: &str, arguments: &[&str], input: &str) -> Option<String> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // A program that ends early does not read all of it.
    let _ = child.stdin.take()?.write_all(input.as_bytes());
    let output = child.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
