//! Every parser on files in which things went wrong at random.
//!
//! `BELEG_FUZZ_SECONDS=5 cargo test --test main -- --ignored --nocapture fuzz` gives each seed so
//! long, 3600 an hour. A file that makes a parser panic, or take more than ten seconds, is written
//! into `target/fuzz`.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use beleg::exchange::pretranslated::Filling;
use beleg::exchange::xliff::{self, Xliff};
use beleg::exchange::{Closer, Content, Format, Reading, Source, article, dictionary};
use beleg::model::Lang;
use beleg::text::language::closer;

use crate::support::seeds::{Random, Seed, damaged, seeds};
use crate::support::shipped;

/// So long may a small file take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a file in every way in which its kind can be read.
fn read(bytes: &[u8], name: &str) {
    let langs = (&Lang::german(), &Lang::english());
    for repairs in [false, true] {
        let source = Source::of(bytes.to_vec(), name).expect("bytes in memory");
        let closer = Some(closer as Closer);
        let reading = Reading { repairs, closer, ..Reading::new(langs) };
        match Content::open(source, &reading) {
            Ok((_, Content::Units(rows))) => rows.for_each(drop),
            Ok((_, Content::Backup(rows))) => rows.for_each(drop),
            Ok((_, Content::Terms(_))) | Err(_) => {}
        }
    }
    fill(bytes, name);
    let _ = article::read(bytes, name);
    let _ = article::read_segmented(bytes, name);
    for format in [Format::Ding, Format::DictCc, Format::Iate] {
        if name.ends_with(format.name()) {
            let _ = dictionary::read(bytes, name, format, langs);
        }
    }
}

/// Fills a working document, with and without codes.
fn fill(bytes: &[u8], name: &str) {
    let source = Source::of(bytes.to_vec(), name).expect("bytes in memory");
    let Ok(file) = Xliff::read(source) else { return };
    let _ = xliff::article(&file, &Lang::german());
    for coded in ["Ein <bpt i=\"1\" x=\"1\"/>Tor<ept i=\"1\"/>", "Ein Tor"] {
        let filling = Filling {
            target: "A <gate> & €".to_owned(),
            score: 100,
            penalty: 0,
            unit: None,
            database: None,
            stored: "Ein Tor".to_owned(),
            coded: [Some(coded.to_owned()), Some(coded.to_owned())],
            added: Vec::new(),
            gone: Vec::new(),
        };
        let fillings = vec![Some(&filling); file.segments.len()];
        let _ = file.fill(&fillings, &Lang::english());
    }
}

/// What came of a seed.
struct Outcome {
    name: String,
    runs: usize,
    slowest: Duration,
    faults: Vec<String>,
}

fn fuzz(seed: &Seed, time: Duration, number: u64) -> Outcome {
    let mut outcome =
        Outcome { name: seed.name.clone(), runs: 0, slowest: Duration::ZERO, faults: Vec::new() };
    let start = Instant::now();
    let from = start.elapsed().as_nanos() as u64 ^ (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut random = Random(from | 1);
    // A file that was damaged before is damaged further now and then.
    let mut pool = vec![seed.bytes.clone()];
    while start.elapsed() < time {
        let bytes = damaged(&pool[random.below(pool.len())], &mut random);
        let before = Instant::now();
        let ended = panic::catch_unwind(AssertUnwindSafe(|| read(&bytes, &seed.name)));
        let took = before.elapsed();
        outcome.runs += 1;
        outcome.slowest = outcome.slowest.max(took);
        if ended.is_err() || took > PATIENCE {
            let folder = shipped("target/fuzz");
            fs::create_dir_all(&folder).expect("a folder for faults");
            let file = format!("{folder}/{}-{}", outcome.faults.len(), seed.name);
            fs::write(&file, &bytes).expect("a file for a fault");
            outcome.faults.push(file);
        }
        if pool.len() < 32 && random.below(8) == 0 {
            pool.push(bytes);
        }
    }
    outcome
}

#[test]
#[ignore = "takes as long as it is given"]
fn no_parser_panics_or_hangs() {
    let seconds = env::var("BELEG_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let time = Duration::from_secs(seconds.unwrap_or(1));
    let (seeds, next, outcomes) = (seeds(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(seed) = seeds.get(place) else { break };
                    let outcome = fuzz(seed, time, place as u64);
                    outcomes.lock().expect("no panic").push(outcome);
                }
            });
        }
    });
    drop(panic::take_hook());
    let outcomes = outcomes.into_inner().expect("no panic");
    let mut faults = Vec::new();
    for Outcome { name, runs, slowest, faults: of_seed } in outcomes {
        println!(
            "{name}: {runs} files, the slowest {} ms, {} faults",
            slowest.as_millis(),
            of_seed.len()
        );
        faults.extend(of_seed);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
