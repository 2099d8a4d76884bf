//! What is measured with: pairs of sentences, and texts to look up.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// So many pairs are made up where none are given.
const MADE_UP: usize = 20_000;

/// So many words that occur seldom are looked for.
const RARE_WORDS: usize = 100;

/// A word that occurs so often at most is rare.
const RARE: u32 = 5;

/// Pairs and queries.
pub struct Data {
    /// A file of pairs parted by tabs.
    pub pairs: PathBuf,
    pub units: usize,
    /// The bytes of all texts.
    pub text: u64,
    pub queries: Vec<String>,
    /// Words of the German side that occur seldom.
    pub rare: Vec<String>,
}

impl Data {
    /// Reads the files, or makes data up in `folder`.
    pub fn new(
        folder: &Path,
        files: &[PathBuf],
        most_units: Option<usize>,
        most_queries: usize,
    ) -> Self {
        let copy = folder.join("pairs.tsv");
        let pairs = match (files.first(), most_units) {
            (Some(file), None) => file.clone(),
            (Some(file), Some(most)) => {
                write(&copy, pairs_of(file).take(most));
                copy
            }
            (None, most) => {
                write(&copy, made_up(most.unwrap_or(MADE_UP)));
                copy
            }
        };
        let queries: Vec<String> = match files.get(1) {
            Some(file) => {
                let text = fs::read_to_string(file).expect("a file of queries");
                text.lines().map(str::to_owned).collect()
            }
            None => edited(&pairs),
        };
        let step = queries.len().div_ceil(most_queries.max(1)).max(1);
        let queries = queries.into_iter().step_by(step).collect();
        let (mut units, mut text) = (0, 0);
        let mut frequencies: HashMap<String, u32> = HashMap::new();
        for (source, target) in pairs_of(&pairs) {
            units += 1;
            text += (source.len() + target.len()) as u64;
            for word in source.split(|char: char| !char.is_alphabetic()) {
                match frequencies.get_mut(word) {
                    Some(count) => *count += 1,
                    None => _ = frequencies.insert(word.to_owned(), 1),
                }
            }
        }
        let is_rare = |(word, count): &(String, u32)| *count <= RARE && word.chars().count() > 5;
        let mut rare: Vec<String> =
            frequencies.into_iter().filter(is_rare).map(|(word, _)| word).collect();
        rare.sort_unstable();
        let step = rare.len().div_ceil(RARE_WORDS).max(1);
        let rare = rare.into_iter().step_by(step).collect();
        Self { pairs, units, text, queries, rare }
    }
}

/// The pairs of a file.
pub fn pairs_of(file: &Path) -> impl Iterator<Item = (String, String)> + use<> {
    let lines = BufReader::new(File::open(file).expect("a file of pairs")).lines();
    lines.filter_map(|line| {
        let line = line.expect("UTF-8");
        let mut cells = line.split('\t');
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    })
}

fn write(file: &Path, pairs: impl Iterator<Item = (String, String)>) {
    let mut out = BufWriter::new(File::create(file).expect("a file in a temporary folder"));
    for (source, target) in pairs {
        writeln!(out, "{source}\t{target}").expect("room for it");
    }
    out.flush().expect("room for it");
}

/// Texts of the file of which most have a word that is another: 500, spread over it.
fn edited(pairs: &Path) -> Vec<String> {
    let count = pairs_of(pairs).count();
    let texts = pairs_of(pairs).step_by((count / 500).max(1)).map(|(source, _)| source);
    let edit = |(number, text): (usize, String)| {
        let mut words: Vec<&str> = text.split(' ').collect();
        let at = number % words.len();
        match number % 4 {
            0 => {}
            1 => words[at] = "anderes",
            2 => words.insert(at, "12"),
            _ => _ = words.remove(at),
        }
        words.join(" ")
    };
    texts.enumerate().map(edit).collect()
}

/// Made-up sentences have so many words in the places of nouns and verbs.
const MADE_UP_WORDS: usize = 30_000;

/// Clauses; `{}` is a word that is made up.
const CLAUSES: [(&str, &str); 8] = [
    ("die {} in der {} prüft den {}", "the {} in the {} examines the {}"),
    ("der {} billigt die {} nach langem {}", "the {} approves the {} after a long {}"),
    ("das {} verschiebt am {} den Bericht über {}", "on {} the {} postpones the report on {}"),
    (
        "ein {} kritisiert {} gegen den Willen der {}",
        "a {} criticises {} against the will of the {}",
    ),
    ("wegen {} und {} ändert sich der {} kaum", "because of {} and {} the {} hardly changes"),
    ("{} {} sich zu {}", "{} {} to {}"),
    ("wer {} sagt, muss auch {} und {} sagen", "whoever says {} must say {} and {} too"),
    ("von {} ist in {} seit {} keine Rede mehr", "of {} there is no talk in {} since {}"),
];

/// Sentences that were made up: always the same.
fn made_up(count: usize) -> impl Iterator<Item = (String, String)> {
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        // Knuth's generator, of the low bits none.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..count).map(move |_| {
        let mut sentence = (String::new(), String::new());
        for clause in 0..=next(3) {
            let (german, english) = CLAUSES[next(CLAUSES.len())];
            let (mut german, mut english) = (german.to_owned(), english.to_owned());
            while german.contains("{}") {
                // Of the words the first are much more frequent.
                let word = word(next(MADE_UP_WORDS) * next(1_000) / 1_000 * next(1_000) / 1_000);
                german = german.replacen("{}", &word, 1);
                english = english.replacen("{}", &word, 1);
            }
            let (und, and) = [("", ""), (", und ", ", and "), ("; doch ", "; but ")][clause];
            sentence.0 += &format!("{und}{german}");
            sentence.1 += &format!("{and}{english}");
        }
        (sentence.0 + ".", sentence.1 + ".")
    })
}

/// A word of its own for each number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "Ba", "Ro", "Mi", "Ste", "Lan", "Kur", "Fi", "Sche", "Dol", "Nu", "Ger", "Ta", "Wei",
        "Pol", "Ha", "Zem", "Ri", "Bru", "So", "Len",
    ];
    let syllables = [number % 20, number / 20 % 20, number / 400 % 20, number / 8_000];
    let [first, rest @ ..] = syllables.map(|syllable| SYLLABLES[syllable]);
    first.to_owned() + &rest.concat().to_lowercase()
}
