//! Makes the table of word frequencies against which terms are extracted.
//!
//!     cargo bench --bench background -- PAIRS WORDS [OUT]
//!
//! `PAIRS` has a German text, its English translation and where they come from in a line, parted by
//! tabs. What comes from `tatoeba` is general language and counts in full; all else together counts a
//! quarter as much. `WORDS` has a German form a line, nouns with a capital: a noun that is a part of
//! many others is a frequent one (the size of its family), which stands in for the many words that
//! short sentences do not have. `OUT` is `src/termbase/extract/background.fst` unless it is given.

use std::collections::{BTreeMap, HashMap};
use std::{env, fs};

use serde_json::json;

use beleg::termbase::extract::background::{Trait, pack};
use beleg::text::tokenize::{TokenKind, tokenize};

/// What is seldomer says nothing.
const RAREST: f64 = 1.5;

/// How much all that is not general language counts together.
const SPECIAL: f64 = 0.25;

/// A member of a noun's family stands for so many occurrences of the noun in the size of the general
/// part: by that *Staat*, *Land* and *Wasser* come near to what newspapers have.
const OF_FAMILY: f64 = 0.2;

/// Smaller families may be chance.
const SMALLEST: usize = 10;

/// How many nouns begin or end with each noun.
fn families(list: &str) -> HashMap<String, usize> {
    let nouns = list.lines().map(str::trim).filter(|word| word.starts_with(char::is_uppercase));
    let nouns: HashMap<String, &str> = nouns.map(|word| (word.to_lowercase(), word)).collect();
    let mut families: HashMap<&str, usize> = HashMap::new();
    for noun in nouns.keys() {
        let bounds: Vec<usize> = noun.char_indices().map(|(at, _)| at).collect();
        for length in 4..bounds.len().saturating_sub(2) {
            let beginning = &noun[..bounds[length]];
            let end = &noun[bounds[bounds.len() - length]..];
            for part in [beginning, end] {
                if nouns.contains_key(part) {
                    *families.entry(part).or_default() += 1;
                }
            }
        }
    }
    let large = families.into_iter().filter(|(_, size)| *size >= SMALLEST);
    large.map(|(noun, size)| (nouns[noun].to_owned(), size)).collect()
}

#[derive(Default, Clone)]
struct Seen {
    general: f64,
    special: f64,
    /// How often each kind of word precedes it.
    feminine: u32,
    neuter: u32,
    accusative: u32,
    other: u32,
    any: u32,
    times: u32,
    noun: u32,
    verb: u32,
}

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(list), Some(words)) = (arguments.next(), arguments.next()) else {
        eprintln!("files are missing: cargo bench --bench background -- PAIRS WORDS [OUT]");
        return;
    };
    let out = arguments.next().unwrap_or_else(|| "src/termbase/extract/background.fst".to_owned());
    let text = fs::read_to_string(&list).expect("pairs");
    let mut tables: [HashMap<String, Seen>; 2] = Default::default();
    let mut sizes = [[0.0; 2]; 2];
    for line in text.lines() {
        let mut cells = line.split('\t');
        let texts = [cells.next().unwrap_or(""), cells.next().unwrap_or("")];
        let is_general = cells.next() == Some("tatoeba");
        for side in 0..2 {
            let size = note(texts[side], side == 0, is_general, &mut tables[side]);
            sizes[side][usize::from(is_general)] += size;
        }
    }
    let families = families(&fs::read_to_string(&words).expect("a list of words"));
    for noun in families.keys() {
        tables[0].entry(noun.clone()).or_default();
    }
    let mut entries: BTreeMap<String, u64> = BTreeMap::new();
    for (side, table) in tables.iter().enumerate() {
        let [special, general] = sizes[side];
        let weight = SPECIAL * general / special.max(1.0);
        let all = general * (1.0 + SPECIAL);
        for (word, seen) in table {
            let family = families.get(word).filter(|_| side == 0).copied().unwrap_or_default();
            let met = seen.general + seen.special * weight;
            let count = met.max(OF_FAMILY * family as f64);
            if count < RAREST && !(seen.times >= 5 && character(seen, side == 0).is_some()) {
                continue;
            }
            let key = format!("{}{word}", if side == 0 { "de" } else { "en" });
            let character = character(seen, side == 0);
            entries.insert(key, pack(count.max(0.5) / all, met / all, character));
        }
    }
    let count = entries.len();
    let bytes = fst::Map::from_iter(entries).expect("words in order").into_fst().into_inner();
    fs::write(&out, &bytes).expect("a file that can be written");
    println!(
        "{}",
        json!({"what": "background", "words": count, "bytes": bytes.len(), "file": out})
    );
}

/// Counts the words of a text, and answers with how many there are.
fn note(text: &str, is_german: bool, is_general: bool, table: &mut HashMap<String, Seen>) -> f64 {
    let mut before: Vec<String> = Vec::new();
    let (mut is_initial, mut size) = (true, 0.0);
    for token in tokenize(text) {
        let word = token.span.of(text);
        if token.kind != TokenKind::Word {
            is_initial |= token.kind == TokenKind::Mark && !matches!(word, "," | "-" | "'");
            before.clear();
            continue;
        }
        size += 1.0;
        let lower = word.to_lowercase();
        let is_joined = text[token.span.end..].starts_with('-');
        // Of a word that begins a sentence in German it is not known how it is written else.
        if !(is_german && (is_initial || is_joined)) && word.chars().count() <= 30 {
            let key = if is_german { word.to_owned() } else { lower.clone() };
            let seen = table.entry(key).or_default();
            if is_general {
                seen.general += 1.0;
            } else {
                seen.special += 1.0;
            }
            seen.times += 1;
            let kind = |word: &String| precedes(word, is_german);
            let last = before.last().map(&kind);
            // Past an adjective.
            let found = match (last, before.len()) {
                (Some(' '), 2..) if is_declined(&before[before.len() - 1]) => {
                    Some(kind(&before[before.len() - 2]))
                }
                (last, _) => last,
            };
            match found {
                Some('f') => seen.feminine += 1,
                Some('n') => seen.neuter += 1,
                Some('m') => seen.accusative += 1,
                Some('s') => seen.other += 1,
                Some('a') => seen.any += 1,
                Some('N') => seen.noun += 1,
                Some('V') => seen.verb += 1,
                _ => {}
            }
        }
        before.push(lower);
        is_initial = false;
    }
    size
}

/// Whether a word may be a German adjective before a noun.
fn is_declined(word: &str) -> bool {
    ["e", "en", "er", "es"].iter().any(|ending| word.ends_with(ending))
}

fn precedes(word: &str, is_german: bool) -> char {
    match word {
        "eine" | "einer" | "zur" if is_german => 'f',
        "das" | "ins" | "dieses" | "fürs" if is_german => 'n',
        "einen" | "keinen" if is_german => 'm',
        "ein" | "dem" | "des" | "einem" | "eines" | "im" | "zum" | "vom" | "am" | "beim"
        | "diesem" | "kein"
            if is_german =>
        {
            's'
        }
        "der" | "die" | "den" | "keine" | "keiner" | "diese" | "dieser" | "diesen" | "mein"
        | "meine" | "meinen" | "meinem" | "meiner" | "sein" | "seine" | "seinen" | "seinem"
        | "seiner" | "ihr" | "ihre" | "ihren" | "ihrem" | "ihrer" | "dein" | "deine" | "unser"
        | "unsere"
            if is_german =>
        {
            'a'
        }
        "the" | "a" | "an" | "of" | "my" | "your" | "his" | "their" | "our" | "its" | "this"
        | "in" | "on"
            if !is_german =>
        {
            'N'
        }
        "to" | "i" | "you" | "he" | "she" | "they" | "we" | "will" | "would" | "can" | "not"
        | "could" | "must" | "should" | "may" | "it" | "who" | "don" | "t" | "d" | "ll" | "has"
        | "have" | "had" | "been"
            if !is_german =>
        {
            'V'
        }
        _ => ' ',
    }
}

fn character(seen: &Seen, is_german: bool) -> Option<Trait> {
    if !is_german {
        let (noun, verb) = (seen.noun, seen.verb);
        return match () {
            () if verb >= 2 && verb > 2 * noun => Some(Trait::Verb),
            () if noun >= 2 && noun > 2 * verb => Some(Trait::Noun),
            () => None,
        };
    }
    let Seen { feminine, neuter, accusative, other, any, times, .. } = seen;
    let not_feminine = neuter + accusative + other;
    let all = feminine + not_feminine + any;
    if *feminine >= 2 && *feminine > 3 * not_feminine {
        Some(Trait::Feminine)
    } else if *neuter >= 2 && *neuter > 3 * accusative && not_feminine > 3 * feminine {
        Some(Trait::Neuter)
    } else if not_feminine > 3 * feminine
        && (not_feminine >= 6 && neuter * 20 <= not_feminine
            || *accusative >= 2 && *accusative > 2 * neuter)
    {
        Some(Trait::Masculine)
    } else if *times >= 8 && all * 12 < *times && seen.general >= 4.0 {
        Some(Trait::Bare)
    } else {
        None
    }
}
