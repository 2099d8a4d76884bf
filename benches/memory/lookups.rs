//! Look-ups: each in a new process, many in one, and beside the comparison with every unit.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use beleg::memory::matching::{Asked, Match};
use beleg::project::{GivenLangs, MatchQuery, Project, ProjectError};
use beleg::store::Access;

use crate::data::Data;
use crate::report::{Facts, Latency, milliseconds, rounded, skip, tell};
use crate::spawn::{Runs, Timed, forget};

/// So often a command without a text of its own is run.
const REPEATED: usize = 100;

/// So many texts are looked up with the page cache dropped.
const COLD: usize = 50;

/// So many texts are compared with every unit.
const COMPARED: usize = 20;

/// Commands that do nothing: what a look-up cannot be faster than.
pub fn processes(database: &Path) {
    let nothing = PathBuf::from("/bin/true");
    if nothing.exists() {
        let runs = Runs::of_beleg(database, vec![Vec::new(); REPEATED]);
        tell("new process, /bin/true", Runs { program: nothing, ..runs }.time().facts());
    }
    tell("new process, --version", repeated(database, &["--version"]).facts());
}

fn repeated(database: &Path, arguments: &[&str]) -> Timed {
    let arguments = arguments.iter().map(|word| (*word).to_owned()).collect();
    Runs::of_beleg(database, vec![arguments; REPEATED]).time()
}

/// The commands that look texts up.
fn commands(texts: &[String], threshold: u8) -> Vec<Vec<String>> {
    let threshold = format!("--threshold={threshold}");
    let command =
        |text: &String| ["match", "--json", &threshold, "--", text].map(str::to_owned).to_vec();
    texts.iter().map(command).collect()
}

/// Looks texts up, each in a new process, and tells how long it took.
pub fn matches(database: &Path, texts: &[String], threshold: u8) -> Latency {
    let timed = timed(database, texts, threshold);
    tell(&format!("match at {threshold}, new process"), timed.facts());
    timed.latency()
}

/// Looks texts up, each in a new process.
pub fn timed(database: &Path, texts: &[String], threshold: u8) -> Timed {
    Runs::of_beleg(database, commands(texts, threshold)).time()
}

/// Searches for words and phrases, each in a new process.
pub fn find(database: &Path, data: &Data) {
    let rare = data.rare.iter().map(|word| vec!["find".to_owned(), word.clone()]).collect();
    tell("find a rare word, new process", Runs::of_beleg(database, rare).time().facts());
    for (what, words) in [
        ("find a common word (die), new process", "die"),
        ("find a phrase of common words (in der), new process", "in der"),
    ] {
        tell(what, repeated(database, &["find", words]).facts());
    }
}

/// Looks texts up with the database out of the page cache.
pub fn cold(database: &Path, data: &Data) {
    let what = "match at 70, new process, page cache dropped";
    if !forget(database) {
        skip(what, "files are not taken out of the cache on this system");
        return;
    }
    let texts: Vec<String> = data.queries.iter().take(COLD).cloned().collect();
    let runs = Runs::of_beleg(database, commands(&texts, 70));
    let timed = Runs { rounds: 1, cold: vec![database.to_owned()], ..runs }.time();
    tell(what, timed.facts());
}

/// Looks texts up in this process, and tells how long it took.
pub fn one_process(database: &Path, texts: &[String], threshold: u8) {
    let project = open(database);
    let query = MatchQuery { threshold, ..MatchQuery::default() };
    // The first time round fills the caches.
    look_up(&project, &query, texts);
    let (times, found) = look_up(&project, &query, texts);
    let mut facts = Latency::new(times).facts();
    facts.push(("with_a_match", json!(found.iter().filter(|found| !found.is_empty()).count())));
    tell(&format!("match at {threshold}, one process"), facts);
}

fn open(database: &Path) -> Project {
    Project::open(database, Access::Read, &GivenLangs::default()).expect("the database opens")
}

fn look_up(project: &Project, query: &MatchQuery, texts: &[String]) -> (Vec<f64>, Vec<Vec<Match>>) {
    let asked: Vec<Asked<'_>> = texts.iter().map(|text| Asked::alone(text)).collect();
    let (mut times, mut all) = (Vec::new(), Vec::new());
    let mut start = Instant::now();
    let done = project.matches(query, &asked, |_, found| {
        times.push(milliseconds(start.elapsed()));
        all.push(found);
        start = Instant::now();
        Ok::<_, ProjectError>(())
    });
    done.expect("matches");
    (times, all)
}

/// Compares texts with every unit; answers whether the index gives the same.
pub fn beside_comparison(database: &Path, texts: &[String]) -> bool {
    let project = open(database);
    let step = texts.len().div_ceil(COMPARED).max(1);
    let texts: Vec<String> = texts.iter().step_by(step).cloned().collect();
    let query = MatchQuery::default();
    let exhaustive = MatchQuery { exhaustive: true, ..query.clone() };
    look_up(&project, &query, &texts);
    let (times, by_index) = look_up(&project, &query, &texts);
    let (all_times, by_comparison) = look_up(&project, &exhaustive, &texts);
    let is_same = by_index == by_comparison;
    let sum = |times: &[f64]| times.iter().sum::<f64>();
    let mut facts: Facts = Latency::new(all_times.iter().copied()).facts();
    facts.push(("times_the_index", rounded(sum(&all_times) / sum(&times))));
    facts.push(("same_answers", json!(is_same)));
    tell("match at 70 with --exhaustive, one process", facts);
    is_same
}

/// Where the system keeps this program.
pub fn has_program(name: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).any(|folder| folder.join(name).is_file())
}
