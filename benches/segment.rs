//! How fast text is segmented, beside a splitter that breaks at every stop before white space.
//!
//! `cargo bench --bench segment -- de FILE` reads a text with a paragraph a line; without a file
//! sentences of this one are repeated.

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

use beleg::model::{Lang, Span};
use beleg::text::segment::segment;

/// Shorter texts are repeated up to this length in bytes.
const LENGTH: usize = 20_000_000;

/// Each splitter runs this often; the best run counts.
const RUNS: usize = 5;

const GERMAN: &str = "Der 18. Gipfel begann am 3. Mai, u. a. mit Dr. Meier von der Weber GmbH. „Wir \
    haben lange genug gewartet“, sagte er. Nach Art. 5 Abs. 3 S. 1 ist das möglich. Ob es dazu \
    kommt, ist offen: Die Verhandlungen dauern an, und niemand weiß, wie lange noch.\n";
const ENGLISH: &str = "The U.S. summit began on Jan. 5, with Dr. Brown of Acme Corp. “We have waited \
    long enough,” he said. Under Art. 5, para. 3, it is possible. Whether it will come to that is \
    an open question: the talks go on, and nobody knows for how long.\n";

fn main() {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.as_slice() {
        [lang, file] => {
            let text = fs::read_to_string(file).expect("a readable file in UTF-8");
            report(&lang.parse().expect("a language"), &text);
        }
        _ => {
            report(&Lang::german(), GERMAN);
            report(&Lang::english(), ENGLISH);
        }
    }
}

fn report(lang: &Lang, sample: &str) {
    let text = sample.repeat(LENGTH.div_ceil(sample.len().max(1)));
    let paragraphs = lines(&text);
    let (naive, time) = best(|| naive(&text));
    println!("{lang} naive   {:7.1} MB/s {naive:9} segments", rate(&text, time));
    let (count, time) = best(|| segment(&text, &paragraphs, lang).len());
    println!("{lang} segment {:7.1} MB/s {count:9} segments", rate(&text, time));
    let whole = [Span::new(0, text.len())];
    let (count, time) = best(|| segment(&text, &whole, lang).len());
    println!("{lang} as one paragraph {:7.1} MB/s {count:9} segments", rate(&text, time));
}

fn best(mut run: impl FnMut() -> usize) -> (usize, Duration) {
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        let count = black_box(run());
        (count, start.elapsed())
    });
    runs.min_by_key(|(_, time)| *time).expect("at least one run")
}

fn rate(text: &str, time: Duration) -> f64 {
    text.len() as f64 / 1e6 / time.as_secs_f64()
}

/// The segments at every stop before white space.
fn naive(text: &str) -> usize {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(stop, next)| matches!(stop, '.' | '!' | '?') && next.is_whitespace()).count()
}

fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let spans = text.split('\n').map(|line| {
        at += line.len() + 1;
        Span::new(at - 1 - line.len(), at - 1)
    });
    spans.collect()
}
