//! How good alignments are: strict F1 on gold documents, and the tuning of the weights.
//!
//!     cargo bench --bench align -- DIR…            strict precision, recall and F1 of each folder
//!     cargo bench --bench align -- --tune DIR…     tries other weights, one at a time
//!     cargo bench --bench align -- --tune --alone DIR…   the same without the lexicon
//!
//! What a folder holds, and what counts, `gold/mod.rs` says. Without a folder, the shipped articles
//! are scored.

mod gold;

use std::env;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use beleg::align::{Cues, Method, Weights};
use beleg::model::{Bead, Lang};

use gold::{Article, Link, Tally, Text, documents, link, links};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let tune = words.contains(&"--tune");
    let folders: Vec<&String> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    let sets: Vec<(String, Vec<Article>)> = if folders.is_empty() {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
        vec![("shipped articles".to_owned(), shipped_articles(&shipped))]
    } else {
        folders.into_iter().map(|folder| (folder.clone(), documents(Path::new(folder)))).collect()
    };
    let shipped = Tried { method: Method::default(), has_lexicon: true };
    let text_alone = Tried { has_lexicon: false, ..shipped.clone() };
    if tune {
        tune_all(if words.contains(&"--alone") { text_alone } else { shipped }, &sets);
        return;
    }
    let lengths = report("lengths alone", &lengths_alone(), &sets);
    report("beleg from the text alone", &text_alone, &sets);
    let all = report("beleg with its lexicon", &shipped, &sets);
    let ratio = all.as_secs_f64() / lengths.as_secs_f64();
    println!("with its lexicon beleg takes {ratio:.1} times as long as lengths alone");
    let mut in_band = shipped.clone();
    in_band.method.searched_in_full = 0;
    let articles: Vec<&Article> = sets.iter().flat_map(|(_, articles)| articles).collect();
    let same = articles.iter().filter(|article| {
        let links = |tried: &Tried| tried.beads(article).iter().map(link).collect::<Vec<Link>>();
        links(&shipped) == links(&in_band)
    });
    println!(
        "searched in a band only: the same beads in {} of {} documents",
        same.count(),
        articles.len()
    );
}

/// A method, and whether it may look the shipped lexicon up.
#[derive(Debug, Clone)]
struct Tried {
    method: Method,
    has_lexicon: bool,
}

impl Tried {
    fn cues(&self, article: &Article) -> Cues {
        if self.has_lexicon {
            Cues::shipped(&article.source.lang, &article.target.lang)
        } else {
            Cues::default()
        }
    }

    fn beads(&self, article: &Article) -> Vec<Bead> {
        gold::beads(&self.method, article, &self.cues(article))
    }

    fn score(&self, articles: &[Article]) -> Tally {
        let cues: Vec<Cues> = articles.iter().map(|article| self.cues(article)).collect();
        gold::score(&self.method, articles.iter().zip(&cues))
    }
}

/// What Gale and Church's aligner has to go by, with their priors: the classic without a dictionary.
fn lengths_alone() -> Tried {
    let rare = 1e-9;
    let priors = [0.89, 0.0099, 0.0099, 0.089, 0.089, 0.011, rare, rare, rare, rare, rare, rare]
        .map(f64::ln);
    let first =
        Weights { words: 0.0, length: 1.0, paragraph: 0.0, priors, ..Weights::first_pass() };
    let method = Method { first, second: None, ..Method::default() };
    Tried { method, has_lexicon: false }
}

/// Scores a method and answers how long the alignments took.
fn report(title: &str, method: &Tried, sets: &[(String, Vec<Article>)]) -> Duration {
    let begun = Instant::now();
    println!("{title}");
    for (name, articles) in sets {
        let tally = method.score(articles);
        println!(
            "  {name}: {} documents, strict P {:.4} R {:.4} F1 {:.4}, calibration error {:.4}, \
             not doubtful {:.1} % of the beads with P {:.4}",
            articles.len(),
            tally.precision(),
            tally.recall(),
            tally.f1(),
            tally.calibration_error(),
            100.0 * tally.sure.0 as f64 / tally.found.max(1) as f64,
            tally.sure.1 as f64 / tally.sure.0.max(1) as f64
        );
    }
    begun.elapsed()
}

/// Shows by which temperature confidence comes closest to the share of right beads. It changes no
/// bead.
fn calibrate(method: &Tried, sets: &[(String, Vec<Article>)]) {
    for temperature in [0.8, 1.0, 1.15, 1.3, 1.4, 1.5, 1.7, 2.0] {
        let mut tried = method.clone();
        tried.method.informed.temperature = temperature;
        if let Some(second) = &mut tried.method.second {
            second.temperature = temperature;
        }
        let errors = sets.iter().map(|(_, articles)| tried.score(articles).calibration_error());
        let mean = errors.sum::<f64>() / sets.len() as f64;
        println!("temperature {temperature}: calibration error {mean:.4}");
    }
}

/// One weight of a pass, to read and to set.
type Knob = (&'static str, fn(&mut Weights) -> &mut f64, &'static [f64]);

const KNOBS: &[Knob] = &[
    ("unlinked", |w| &mut w.unlinked, &[0.05, 0.1, 0.2, 0.3, 0.4]),
    ("unknown", |w| &mut w.unknown, &[0.0, 0.1, 0.2, 0.3, 0.5, 0.7]),
    ("leftover", |w| &mut w.leftover, &[0.0, 0.5, 0.8, 1.0]),
    ("rarest", |w| &mut w.rarest, &[1e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3]),
    ("own_frequency", |w| &mut w.own_frequency, &[0.0, 0.3, 0.6, 1.0]),
    ("identical", |w| &mut w.identical, &[0.3, 0.5, 0.7, 0.9]),
    ("cognate", |w| &mut w.cognate, &[0.1, 0.2, 0.3, 0.5, 0.7]),
    ("alike", |w| &mut w.alike, &[0.4, 0.45, 0.5, 0.55, 0.6, 0.7]),
    ("words", |w| &mut w.words, &[0.2, 0.3, 0.4, 0.5, 0.6, 0.8]),
    ("length", |w| &mut w.length, &[0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5]),
    ("paragraph", |w| &mut w.paragraph, &[0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0]),
    ("prior 1-0", |w| &mut w.priors[1], &[-2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0]),
    ("prior 2-1", |w| &mut w.priors[3], &[-1.0, -2.0, -3.0, -4.0, -5.0]),
    ("prior 2-2", |w| &mut w.priors[5], &[-4.0, -5.0, -6.0, -7.0, -8.0, -10.0]),
    ("prior 3-2", |w| &mut w.priors[8], &[-6.0, -7.0, -8.0, -9.0, -11.0]),
    ("prior 4-1", |w| &mut w.priors[10], &[-6.0, -7.0, -8.0, -9.0, -11.0]),
    ("most", |w| &mut w.most, &[4.0, 5.0, 6.0, 8.0]),
    ("prior 3-1", |w| &mut w.priors[6], &[-3.0, -4.0, -5.0, -6.0, -8.0, -10.0]),
];

/// Sets the priors of mirrored kinds alike.
fn mirror(weights: &mut Weights) {
    weights.priors[2] = weights.priors[1];
    weights.priors[4] = weights.priors[3];
    weights.priors[7] = weights.priors[6];
    weights.priors[9] = weights.priors[8];
    weights.priors[11] = weights.priors[10];
}

/// The mean error that is left, `1 - F1`, of all sets.
fn goal(method: &Tried, sets: &[(String, Vec<Article>)]) -> f64 {
    sets.iter().map(|(_, articles)| method.score(articles).f1()).sum::<f64>() / sets.len() as f64
}

fn tune_all(mut best: Tried, sets: &[(String, Vec<Article>)]) {
    let mut reached = goal(&best, sets);
    println!("start: {reached:.5}");
    // The one pass with the lexicon is 0; those of the text alone are 1 and 2.
    let passes: &[i32] = if best.has_lexicon { &[0] } else { &[2, 1] };
    loop {
        let before = reached;
        for pass in passes {
            for (name, knob, values) in KNOBS {
                for value in *values {
                    let mut tried = best.clone();
                    let weights = match (*pass, &mut tried.method.second) {
                        (2, Some(second)) => second,
                        (1, _) => &mut tried.method.first,
                        _ => &mut tried.method.informed,
                    };
                    *knob(weights) = *value;
                    mirror(weights);
                    let now = goal(&tried, sets);
                    if now > reached + 1e-5 {
                        println!("{now:.5}  pass {pass}  {name} {value}");
                        (reached, best) = (now, tried);
                    }
                }
            }
        }
        if reached - before < 1e-4 {
            break;
        }
    }
    println!("{best:#?}");
    report("tuned", &best, sets);
    calibrate(&best, sets);
}

/// The shipped articles.
fn shipped_articles(folder: &Path) -> Vec<Article> {
    ["beistandspakt", "devisenmarkt"]
        .iter()
        .map(|name| {
            let read = |ending: &str| {
                fs::read_to_string(folder.join(format!("{name}.{ending}"))).expect("an article")
            };
            let side = |ending: &str, lang: Lang| {
                let mut text = Text { lang, segments: Vec::new(), paragraphs: Vec::new() };
                for (paragraph, lines) in read(ending).split("\n\n").enumerate() {
                    for line in lines.lines().filter(|line| !line.is_empty()) {
                        text.segments.push(line.to_owned());
                        text.paragraphs.push(paragraph);
                    }
                }
                text
            };
            Article {
                source: side("de.segments.txt", Lang::german()),
                target: side("en.segments.txt", Lang::english()),
                gold: links(&read("gold")),
            }
        })
        .collect()
}
