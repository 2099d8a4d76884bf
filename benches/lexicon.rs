//! Trains the shipped lexicon, and tells its size and how fast it is read.
//!
//!     cargo bench --bench lexicon -- PAIRS.tsv OUT [LINKS]
//!
//! `PAIRS.tsv` holds a German and an English sentence a line, and the name of their origin; pairs of
//! `tatoeba` count three times: they are everyday language, the others technical documentation.
//! Without arguments the shipped lexicon is read, beside a copy of its bytes.

use std::env;
use std::fs;
use std::time::Instant;

use beleg::align::{Keep, Lesson, Lexicon, Training};
use beleg::model::Lang;

/// More links do not help: strict F1 on the noisy development set is 0.980 with 30,000 and 0.976 with
/// 60,000 (with the weights as they were before tuning).
const LINKS: usize = 30_000;

/// How often everyday language counts.
const EVERYDAY: f32 = 3.0;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    match arguments.as_slice() {
        [] => read_shipped(),
        [pairs, out] => train(pairs, out, LINKS),
        [pairs, out, links] => train(pairs, out, links.parse().expect("a number of links")),
        _ => eprintln!("cargo bench --bench lexicon -- PAIRS.tsv OUT [LINKS]"),
    }
}

fn train(pairs: &str, out: &str, links: usize) {
    let (german, english) = (Lang::german(), Lang::english());
    let text = fs::read_to_string(pairs).expect("pairs of sentences");
    let mut training = Training::new(&german, &english);
    for line in text.lines() {
        let mut cells = line.split('\t');
        let (Some(source), Some(target)) = (cells.next(), cells.next()) else { continue };
        let everyday = cells.next() == Some("tatoeba");
        training.add(Lesson { source, target, weight: if everyday { EVERYDAY } else { 1.0 } });
    }
    println!("{} pairs", training.len());
    let lexicon =
        training.finish(&Keep::of_many(links), &mut |share| eprint!("\r{:3.0} %", 100.0 * share));
    let bytes = lexicon.encode();
    println!("\r{} links in {} bytes", lexicon.len(), bytes.len());
    fs::write(out, bytes).expect("the lexicon");
}

/// Reads the shipped lexicon, and copies as many bytes as it unpacks to for comparison.
fn read_shipped() {
    let (german, english) = (Lang::german(), Lang::english());
    let begun = Instant::now();
    let lexicon = Lexicon::shipped(&german, &english).expect("the shipped lexicon");
    let read = begun.elapsed();
    let begun = Instant::now();
    let copy = lexicon.clone();
    let copied = begun.elapsed();
    println!(
        "{} links read in {read:?}, {:.1} times as long as copying them",
        copy.len(),
        read.as_secs_f64() / copied.as_secs_f64()
    );
}
