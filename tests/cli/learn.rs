//! `beleg learn`.

use crate::support::{Sandbox, shipped};

/// The words of two languages that have no letter in common.
const SYLLABLES: [[&str; 10]; 2] = [
    ["ba", "de", "fi", "ga", "da", "be", "gi", "fa", "bi", "ge"],
    ["ku", "so", "ty", "no", "su", "ky", "to", "nu", "sy", "ko"],
];

/// The `number`th word of a language.
fn word(language: usize, number: usize) -> String {
    let syllable = |place: usize| SYLLABLES[language][number / 10usize.pow(place as u32) % 10];
    format!("{}{}{}", syllable(1), syllable(0), syllable(1))
}

/// A number that looks like chance (SplitMix64).
fn scattered(number: usize) -> usize {
    let mut bits = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits >> 33) as usize
}

/// A sentence of six words and its translation, word by word but in another order.
fn pair(number: usize) -> (String, String) {
    let words = (0..6).map(|place| scattered(number * 6 + place) % 90);
    let sentence = |language: usize, words: &[usize]| {
        let words: Vec<String> = words.iter().map(|number| word(language, *number)).collect();
        format!("{}.", words.join(" "))
    };
    let words: Vec<usize> = words.collect();
    let turned: Vec<usize> = words.iter().rev().copied().collect();
    (sentence(0, &words), sentence(1, &turned))
}

fn table(numbers: std::ops::Range<usize>) -> String {
    let rows = numbers.map(pair).map(|(source, target)| format!("{source}\t{target}\n"));
    format!("de\tfr\n{}", rows.collect::<String>())
}

const LANGS: [&str; 4] = ["--from", "de", "--to", "fr"];

fn with_pairs(numbers: std::ops::Range<usize>) -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    sandbox.write("pairs.tsv", table(numbers));
    let args = [&["import", "pairs.tsv", "--as", "units"][..], &LANGS].concat();
    let stderr = sandbox.run(&args).stderr;
    (sandbox, stderr)
}

/// Aligns texts whose sentences are all of one length, with one left out on either side.
fn links(sandbox: &Sandbox) -> String {
    let texts: Vec<(String, String)> = (5_000..5_012).map(pair).collect();
    let text = |left_out: usize, side: fn(&(String, String)) -> &String| -> String {
        let kept = texts.iter().enumerate().filter(|(at, _)| *at != left_out);
        kept.map(|(_, pair)| format!("{}\n", side(pair))).collect()
    };
    sandbox.write("a", text(8, |pair| &pair.0));
    sandbox.write("b", text(3, |pair| &pair.1));
    let args = ["align", "a", "b", "--segmented", "--beads", "--dry-run", "--any-language"];
    let links = sandbox.ok(&[&args[..], &LANGS].concat());
    links.replace('\n', " ").trim().to_owned()
}

const RIGHT: &str = "[0]:[0] [1]:[1] [2]:[2] [3]:[] [4]:[3] [5]:[4] [6]:[5] [7]:[6] []:[7] [8]:[8] \
                     [9]:[9] [10]:[10]";

#[test]
fn what_an_import_teaches_helps_to_align() {
    let (sandbox, stderr) = with_pairs(0..400);
    assert!(stderr.contains("learned ") && stderr.contains("from 400 pairs"), "{stderr}");
    assert_eq!(links(&sandbox), RIGHT);
    sandbox.ok(&["learn", "--forget"]);
    assert_ne!(links(&sandbox), RIGHT, "the letters alone do not tell");
    let told = &sandbox.json(&["learn"])[0];
    assert_eq!((&told["origin"], &told["found"]), (&"pairs".into(), &400.into()));
    assert_eq!(links(&sandbox), RIGHT);
}

#[test]
fn it_is_learned_anew_when_there_is_half_as_much_again() {
    let (sandbox, _) = with_pairs(0..400);
    for (numbers, learns) in [(400..500, false), (500..620, true), (620..700, false)] {
        sandbox.write("more.tsv", table(numbers));
        let args = ["import", "more.tsv", "--as", "units"];
        let stderr = sandbox.run(&args).stderr;
        assert_eq!(stderr.contains("learned "), learns, "{stderr}");
    }
    // What is learned is no change of the user's.
    let before = sandbox.ok(&["log"]);
    sandbox.ok(&["learn"]);
    assert_eq!(sandbox.ok(&["log"]), before);
    let log = sandbox.json(&["log"]);
    assert_eq!(log.len(), 4, "{log:?}");
}

#[test]
fn few_pairs_teach_nothing() {
    let (sandbox, stderr) = with_pairs(0..100);
    assert!(!stderr.contains("learned "), "{stderr}");
    let ran = sandbox.run(&["learn"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("100 pairs, too few"), "{}", ran.stderr);
    let missing = Sandbox::new().refused(&["learn"]);
    assert!(missing.contains("no database"), "{missing}");
}

#[test]
fn a_dictionary_is_learned_from() {
    let sandbox = Sandbox::filled();
    sandbox.write("ding", "# Ding\nFlurz {m}; Schnurz {m} :: blip | blips\nQuax {f} :: croak\n");
    let told = &sandbox.json(&["learn", "--dictionary", "ding", "--quiet"])[0];
    assert_eq!((&told["origin"], &told["found"]), (&"dictionary".into(), &2.into()));
    sandbox.write("not", "Flurz, blip\n");
    let refused = sandbox.refused(&["learn", "--dictionary", "not"]);
    assert!(refused.contains("is no dictionary"), "{refused}");
    let refused = sandbox.refused(&["learn", "--dictionary", "ding", "--to", "fr"]);
    assert!(refused.contains("German and English"), "{refused}");
    let stats = shipped("README.md");
    assert!(sandbox.refused(&["learn", "--dictionary", &stats]).contains("no dictionary"));
}
