//! The figures that may not fall, on the shipped articles and their gold.

use std::fs;

use crate::support::{Sandbox, shipped};

type Links = Vec<(Vec<usize>, Vec<usize>)>;

const ARTICLES: [&str; 2] = ["beistandspakt", "devisenmarkt"];

fn article(name: &str) -> String {
    shipped(&format!("tests/data/articles/{name}"))
}

fn links(text: &str) -> Links {
    let side = |text: &str| -> Vec<usize> {
        let inner = text.trim().trim_start_matches('[').trim_end_matches(']');
        inner.split(',').filter_map(|number| number.trim().parse().ok()).collect()
    };
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(source, target)| (side(source), side(target)))
        .collect()
}

/// Strict F1 as the field counts it: precision over all links that were found, recall over those
/// of the gold that have both sides.
fn strict_f1(found: &Links, gold: &Links) -> f64 {
    let pairs = |links: &Links| -> Links {
        links
            .iter()
            .filter(|(source, target)| !source.is_empty() && !target.is_empty())
            .cloned()
            .collect()
    };
    let right = found.iter().filter(|link| gold.contains(link)).count() as f64;
    let gold = pairs(gold);
    let met = gold.iter().filter(|link| found.contains(link)).count() as f64;
    let (precision, recall) = (right / found.len() as f64, met / gold.len() as f64);
    2.0 * precision * recall / (precision + recall)
}

#[test]
fn the_articles_are_segmented_as_a_person_would() {
    let sandbox = Sandbox::new();
    for name in ARTICLES {
        for lang in ["de", "en"] {
            let segments =
                sandbox.ok(&["segment", &article(&format!("{name}.{lang}.txt")), "--lang", lang]);
            let gold = fs::read_to_string(article(&format!("{name}.{lang}.segments.txt"))).unwrap();
            assert_eq!(segments, gold, "{name}.{lang}");
        }
    }
}

#[test]
fn the_articles_are_aligned_as_a_person_would() {
    let sandbox = Sandbox::new();
    for name in ARTICLES {
        let (de, en) = (article(&format!("{name}.de.txt")), article(&format!("{name}.en.txt")));
        let found = links(&sandbox.ok(&["align", &de, &en, "--beads", "--dry-run"]));
        let gold = links(&fs::read_to_string(article(&format!("{name}.gold"))).unwrap());
        let one_sided =
            gold.iter().filter(|(source, target)| source.is_empty() || target.is_empty()).count();
        assert!(gold.len() >= 40 && one_sided >= 4, "{name}");
        let f1 = strict_f1(&found, &gold);
        assert!(f1 >= 0.99, "{name}: strict F1 {f1:.3}");
    }
}
