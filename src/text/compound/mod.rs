//! German compounds: the parts that a noun is made of.
//!
//! A word is cut where everything before a noun may stand before one, and where that costs least:
//! parts cost, and short ones cost more, since chance makes them. Parts are cut again.

pub mod words;

use std::ops::Range;

use words::{is_head, modifier_cost};

pub use words::is_noun;

/// What a part costs, in tenths.
const PART: usize = 10;

/// A cut that costs more is none.
const MOST: usize = 35;

/// A part is cut again only if that costs less.
const MOST_WITHIN: usize = 26;

/// Shorter parts are not cut again.
const LONG: usize = 8;

/// So often parts are cut again.
const DEEPEST: usize = 3;

/// Longer words are no words.
const LONGEST: usize = 80;

/// What stands between parts.
const LINKS: [&str; 7] = ["", "s", "n", "e", "es", "en", "er"];

/// The parts of a noun in order, as ranges of bytes of the word in lower case; one part if it is no
/// compound. A link between two parts belongs to the one before it.
pub fn parts(word: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    if word.chars().count() <= LONGEST {
        cut(word, 0, MOST, 0, &mut parts);
    } else {
        parts.push(0..word.len());
    }
    parts
}

fn cut(word: &str, start: usize, most: usize, depth: usize, parts: &mut Vec<Range<usize>>) {
    let Some(ends) = cheapest(word, most) else {
        parts.push(start..start + word.len());
        return;
    };
    let mut from = 0;
    for to in ends {
        let part = &word[from..to];
        let is_last = to == word.len();
        if part.chars().count() < LONG || depth >= DEEPEST {
            parts.push(start + from..start + to);
        } else if is_last {
            cut(part, start + from, MOST_WITHIN, depth + 1, parts);
        } else {
            cut_modifier(part, start + from, depth + 1, parts);
        }
        from = to;
    }
}

/// Cuts a part that stands before others again, as the noun that it is without its link.
fn cut_modifier(part: &str, start: usize, depth: usize, parts: &mut Vec<Range<usize>>) {
    for link in LINKS {
        let Some(core) = part.strip_suffix(link).filter(|core| is_noun(core)) else { continue };
        let before = parts.len();
        cut(core, start, MOST_WITHIN, depth, parts);
        if parts.len() > before + 1 {
            if let Some(last) = parts.last_mut() {
                last.end += link.len();
            }
            return;
        }
        parts.truncate(before);
    }
    parts.push(start..start + part.len());
}

/// The ends of the parts of the cheapest cut into two or more, if it costs less than `most`.
fn cheapest(word: &str, most: usize) -> Option<Vec<usize>> {
    let bounds: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let length = bounds.len() - 1;
    // For each place the cheapest way there, and where its last part begins.
    let mut ways: Vec<Option<(usize, usize)>> = vec![None; length + 1];
    ways[0] = Some((0, 0));
    for end in 3..=length {
        for start in 0..=end - 3 {
            let Some((before, _)) = ways[start] else { continue };
            let part = &word[bounds[start]..bounds[end]];
            // What follows has to be a part as well.
            let own = if end < length {
                if end + 3 > length || before + PART >= most {
                    continue;
                }
                modifier_cost(part, end - start)
            } else {
                (start > 0 && is_head(part)).then_some(0)
            };
            let Some(own) = own else { continue };
            let short = match end - start {
                3 => 12,
                4 => 5,
                _ => 0,
            };
            let cost = before + own + PART + short;
            if cost < most && ways[end].is_none_or(|(known, _)| cost < known) {
                ways[end] = Some((cost, start));
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = length;
    while at > 0 {
        ends.push(bounds[at]);
        at = ways[at]?.1;
    }
    ends.reverse();
    Some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(word: &str) -> String {
        let parts: Vec<&str> = parts(word).into_iter().map(|part| &word[part]).collect();
        parts.join("|")
    }

    /// The figure may not fall; the words were looked at while the rules were made.
    #[test]
    fn nearly_all_words_of_the_gold_are_cut_right() {
        let gold = include_str!("../../../tests/data/compounds.gold").to_lowercase();
        let words: Vec<&str> = gold.lines().filter(|line| !line.is_empty()).collect();
        let right = words.iter().filter(|word| cut_up(&word.replace('|', "")) == **word).count();
        assert!(right * 100 >= words.len() * 97, "{right} of {}", words.len());
    }

    #[test]
    fn compounds_are_cut_where_their_parts_meet() {
        for word in [
            "beistands|bekundungen",
            "vertrags|klausel",
            "handels|vertrag",
            "sport|artikel|hersteller",
            "kombination",
            "zoll|gebühren",
        ] {
            assert_eq!(cut_up(&word.replace('|', "")), word);
        }
        for word in ["", "a", "xyzxyz", "äöü", &"haus".repeat(1_000)] {
            assert_eq!(parts(word).last().map_or(0, |part| part.end), word.len());
        }
    }
}
