//! What a lexicon learned from a user's pairs is worth: strict F1 on gold documents, beside the
//! shipped lexicon and instead of it.
//!
//!     cargo bench --bench learned -- PAIRS DIR…
//!
//! `PAIRS` is a table of German and English sentences parted by tabs, or a folder like the others:
//! then the pairs of every second document are learned from and the other documents scored, and the
//! other way round (the documents of all folders must then be made from the same articles, in the same
//! order). The first 100, 300, 1,000 … pairs are learned from.

mod gold;

use std::env;
use std::fs;
use std::path::Path;

use beleg::align::{Cues, Keep, Lesson, Lexicon, Method, Training};
use beleg::model::Lang;

use gold::{Article, documents, score};

const SIZES: [usize; 6] = [100, 300, 1_000, 3_000, 10_000, 100_000];

type Pairs = Vec<(String, String)>;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let Some((pairs, folders)) = arguments.split_first().filter(|(_, rest)| !rest.is_empty())
    else {
        println!("cargo bench --bench learned -- PAIRS DIR…");
        return;
    };
    let (path, shipped) = (Path::new(pairs), Cues::shipped(&Lang::german(), &Lang::english()));
    // The pairs for the documents with an even and with an odd number.
    let lessons: [Pairs; 2] = if path.is_dir() {
        let articles = documents(path);
        [1, 0].map(|fold| articles.iter().skip(fold).step_by(2).flat_map(pairs_of).collect())
    } else {
        let table = fs::read_to_string(path).expect("pairs of sentences");
        let rows = table.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        });
        let rows: Pairs = rows.collect();
        [rows.clone(), rows]
    };
    for folder in folders {
        let articles = documents(Path::new(folder));
        println!("{folder}");
        let told = |cues: [&Cues; 2]| -> String {
            let numbered = articles.iter().enumerate();
            let tally = score(
                &Method::default(),
                numbered.map(|(number, article)| (article, cues[number % 2])),
            );
            format!("{:.4} (calibration error {:.3})", tally.f1(), tally.calibration_error())
        };
        let text_alone = Cues::default();
        println!(
            "  no pairs: {} without a lexicon, {} with the shipped one",
            told([&text_alone, &text_alone]),
            told([&shipped, &shipped])
        );
        let most = lessons[0].len().min(lessons[1].len());
        for size in SIZES.into_iter().filter(|size| *size < most).chain([most]).take(6) {
            let learned = [0, 1].map(|fold| learn(&lessons[fold][..size]));
            let cues = |base: &Cues| {
                [0, 1].map(|fold: usize| Cues {
                    learned: vec![learned[fold].clone()],
                    ..base.clone()
                })
            };
            let (alone, beside) = (cues(&text_alone), cues(&shipped));
            println!(
                "  {size} pairs: {} alone, {} beside the shipped one",
                told([&alone[0], &alone[1]]),
                told([&beside[0], &beside[1]])
            );
        }
    }
}

fn learn(pairs: &[(String, String)]) -> Lexicon {
    let (german, english) = (Lang::german(), Lang::english());
    let mut training = Training::new(&german, &english);
    for (source, target) in pairs {
        training.add(Lesson { source, target, weight: 1.0 });
    }
    let lexicon = training.finish(&Keep::of_few(), &mut |_| ());
    Lexicon::decode(&lexicon.encode()).expect("a lexicon")
}

fn pairs_of(article: &Article) -> Pairs {
    let join = |segments: &[String], places: &[usize]| -> String {
        places.iter().map(|at| segments[*at].as_str()).collect::<Vec<_>>().join(" ")
    };
    let pairs =
        article.gold.iter().filter(|(source, target)| !source.is_empty() && !target.is_empty());
    pairs
        .map(|(source, target)| {
            (join(&article.source.segments, source), join(&article.target.segments, target))
        })
        .collect()
}
