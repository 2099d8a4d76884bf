//! A database that changes: single units, ten thousand copies of a sentence, an index that serves
//! from a lower threshold.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use beleg::model::{Lang, Provenance, Section, TranslationUnit, Variant};
use beleg::project::{Batch, GivenLangs, Numbered, Project, Rows};
use beleg::store::Access;
use beleg::termbase::merge::OnDuplicate;

use crate::data::Data;
use crate::intake::parts;
use crate::lookups::{matches, one_process, timed};
use crate::report::{Latency, megabytes, milliseconds, rounded, tell};

/// So many units are added one by one.
const ADDED: usize = 200;

/// So many copies of a sentence are put in.
const COPIES: usize = 10_000;

/// The threshold of the lower index.
const LOWER: u8 = 50;

fn open(database: &Path) -> Project {
    Project::open(database, Access::Write, &GivenLangs::default()).expect("the database opens")
}

fn unit(source: &str, target: &str) -> TranslationUnit {
    let variant = |lang: Lang, text: &str| Variant { lang, text: text.to_owned() };
    let variants = vec![variant(Lang::german(), source), variant(Lang::english(), target)];
    TranslationUnit { id: None, variants, provenance: Provenance::default() }
}

fn put(project: &mut Project, units: &[TranslationUnit], is_trial: bool) -> Duration {
    let rows = Rows::Units(Box::new(
        (1..)
            .zip(units.iter().cloned())
            .map(|(line, unit)| Ok(Numbered { line, unit, section: None })),
    ));
    let batch = Batch {
        head: None,
        origin: "added".to_owned(),
        section: Section::default(),
        rows,
        on_duplicate: OnDuplicate::Judge,
    };
    let start = Instant::now();
    let imported = project.import(vec![batch], is_trial, &mut |_| ControlFlow::Continue(()));
    let time = start.elapsed();
    assert_eq!(imported.expect("an import")[0].0.new, units.len(), "all are new");
    time
}

/// Adds single units to a copy of the database, each in a change of its own.
pub fn adding(database: &Path, data: &Data) {
    let copy = database.with_extension("adding");
    open(database).backup(&copy).expect("a copy");
    let mut project = open(&copy);
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for (number, text) in data.queries.iter().cycle().take(ADDED).enumerate() {
        let units = [unit(&format!("{text} neu {number}"), "new")];
        without.push(milliseconds(put(&mut project, &units, true)));
        with.push(milliseconds(put(&mut project, &units, false)));
    }
    tell("add one unit, without the commit", Latency::new(without).facts());
    tell("add one unit", Latency::new(with).facts());
    drop(project);
    fs::remove_file(copy).expect("the copy");
}

/// Puts copies of one sentence with other translations in, and looks the same texts up.
pub fn copies(database: &Path, data: &Data, usual: &Latency) {
    let copy = database.with_extension("copies");
    let mut project = open(database);
    project.backup(&copy).expect("a copy");
    project = open(&copy);
    // The longest of the first has many words to share with others.
    let text = data.queries.iter().take(50).max_by_key(|text| text.len()).expect("a query");
    let units: Vec<TranslationUnit> =
        (0..COPIES).map(|number| unit(text, &format!("translation {number}"))).collect();
    let time = put(&mut project, &units, false);
    drop(project);
    tell("import of 10,000 copies", vec![("seconds", rounded(time.as_secs_f64()))]);
    let timed_again = timed(&copy, &data.queries, 70);
    let mut facts = timed_again.facts();
    facts.extend(timed_again.latency().beside(usual));
    tell("match at 70, new process, with 10,000 copies", facts);
    let near = [text.clone(), format!("{text} Neu."), format!("Neu: {text}")];
    let of_it: Vec<String> = near.iter().cycle().take(60).cloned().collect();
    tell("match of the copied sentence, new process", timed(&copy, &of_it, 70).facts());
    fs::remove_file(copy).expect("the copy");
}

/// Makes an index that serves from a lower threshold, and looks the same texts up there.
pub fn lower_index(database: &Path, data: &Data) {
    let mut project = open(database);
    let start = Instant::now();
    project.build_index("de", LOWER).expect("an index");
    let time = start.elapsed();
    let (_, postings) = project.index_size("de").expect("its size");
    drop(project);
    let tables = parts(database).into_iter().filter(|(name, _)| name.starts_with("posting_"));
    let bytes: u64 = tables.map(|(_, bytes)| bytes).sum();
    tell(
        "index from 50",
        vec![
            ("seconds", rounded(time.as_secs_f64())),
            ("mb", megabytes(bytes)),
            ("share_of_text", rounded(bytes as f64 / data.text as f64)),
            ("postings", json!(postings)),
        ],
    );
    matches(database, &data.queries, LOWER);
    one_process(database, &data.queries, LOWER);
    matches(database, &data.queries, 70);
}
