//! Makes the word list that the program takes German compounds apart by.
//!
//!     cargo bench --bench words -- LIST [OUT]
//!
//! `LIST` has a form a line, nouns with a capital. `OUT` is `src/text/compound/words.fst` unless it is
//! given. How many bytes that takes is told as an object.

use std::collections::BTreeMap;
use std::{env, fs};

use serde_json::json;

use beleg::text::compound::words::{LOWER, NOUN};

/// Longer words are compounds themselves.
const LONGEST: usize = 20;

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(list) = arguments.next() else {
        eprintln!("no list was given: cargo bench --bench words -- LIST [OUT]");
        return;
    };
    let out = arguments.next().unwrap_or_else(|| "src/text/compound/words.fst".to_owned());
    let text = fs::read_to_string(&list).expect("a list of words");
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    let is_part = |word: &&str| (3..=LONGEST).contains(&word.chars().count());
    for word in text.lines().map(str::trim).filter(is_part) {
        let kind = if word.starts_with(char::is_uppercase) { NOUN } else { LOWER };
        *words.entry(word.to_lowercase()).or_default() |= kind;
    }
    let count = words.len();
    let bytes = fst::Map::from_iter(words).expect("words in order").into_fst().into_inner();
    fs::write(&out, &bytes).expect("a file that can be written");
    println!("{}", json!({"what": "word list", "words": count, "bytes": bytes.len(), "file": out}));
}
