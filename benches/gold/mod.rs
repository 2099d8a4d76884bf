//! Documents with gold beads, and how good an alignment of them is.
//!
//! A folder holds documents as `NAME.de` and `NAME.en`, or another language (a segment a line),
//! `NAME.gold` (beads as `[0]:[0]`) and, if there are paragraphs, `NAME.depar`, `NAME.enpar` (the first
//! segment of each). A
//! bead counts if it is the same on both sides; precision is over all beads, recall over those of the
//! gold that have both sides.

use std::fs;
use std::path::{Path, PathBuf};

use beleg::align::{Cues, DOUBTFUL, Method, Side, align_with};
use beleg::model::{Bead, Lang};

pub type Link = (Vec<usize>, Vec<usize>);

pub struct Article {
    pub source: Text,
    pub target: Text,
    pub gold: Vec<Link>,
}

pub struct Text {
    pub lang: Lang,
    pub segments: Vec<String>,
    pub paragraphs: Vec<usize>,
}

#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub found: usize,
    pub right: usize,
    pub gold: usize,
    pub met: usize,
    /// Sum over ten classes of confidence: beads, their confidence, right ones.
    pub classes: [(usize, f64, usize); 10],
    /// Beads that are not doubtful, and right ones among them.
    pub sure: (usize, usize),
}

/// Scores the alignments of documents.
pub fn score<'a>(
    method: &Method,
    articles: impl IntoIterator<Item = (&'a Article, &'a Cues)>,
) -> Tally {
    let mut tally = Tally::default();
    for (article, cues) in articles {
        let beads = beads(method, article, cues);
        let links: Vec<Link> = beads.iter().map(link).collect();
        tally.found += links.len();
        for (bead, link) in beads.iter().zip(&links) {
            let right = article.gold.contains(link);
            tally.right += usize::from(right);
            let class = &mut tally.classes[((bead.confidence * 10.0) as usize).min(9)];
            let sure = usize::from(bead.confidence >= DOUBTFUL);
            tally.sure = (tally.sure.0 + sure, tally.sure.1 + sure * usize::from(right));
            *class = (class.0 + 1, class.1 + bead.confidence, class.2 + usize::from(right));
        }
        for link in
            article.gold.iter().filter(|(source, target)| !source.is_empty() && !target.is_empty())
        {
            tally.gold += 1;
            tally.met += usize::from(links.contains(link));
        }
    }
    tally
}

/// Aligns a document.
pub fn beads(method: &Method, article: &Article, cues: &Cues) -> Vec<Bead> {
    let source: Vec<&str> = article.source.segments.iter().map(String::as_str).collect();
    let target: Vec<&str> = article.target.segments.iter().map(String::as_str).collect();
    let (from, to) = (&article.source, &article.target);
    align_with(
        method,
        &Side { lang: &from.lang, segments: &source, paragraphs: &from.paragraphs },
        &Side { lang: &to.lang, segments: &target, paragraphs: &to.paragraphs },
        cues,
        &mut |_| (),
    )
    .beads
}

pub fn link(bead: &Bead) -> Link {
    (bead.source.clone().collect(), bead.target.clone().collect())
}

impl Tally {
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.met as f64 / self.gold.max(1) as f64
    }

    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }

    /// By how much confidence and share of right beads differ, in the mean over all beads.
    pub fn calibration_error(&self) -> f64 {
        let off: f64 =
            self.classes.iter().map(|(_, sure, right)| (sure - *right as f64).abs()).sum();
        off / self.found.max(1) as f64
    }
}

/// The documents of a folder.
pub fn documents(folder: &Path) -> Vec<Article> {
    let mut golds: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "gold"))
        .collect();
    golds.sort();
    golds
        .into_iter()
        .map(|gold| {
            let other = ["en", "fr", "es", "it", "nl", "pl"]
                .into_iter()
                .find(|tag| gold.with_extension(tag).exists())
                .unwrap_or_else(|| panic!("{}: no text beside it", gold.display()));
            Article {
                source: text(&gold, "de"),
                target: text(&gold, other),
                gold: links(&fs::read_to_string(&gold).expect("gold")),
            }
        })
        .collect()
}

fn text(gold: &Path, tag: &str) -> Text {
    let segments = fs::read_to_string(gold.with_extension(tag)).expect("segments");
    let segments: Vec<String> = segments.lines().map(str::to_owned).collect();
    let firsts: Vec<usize> = fs::read_to_string(gold.with_extension(format!("{tag}par")))
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let paragraphs =
        (0..segments.len()).map(|at| firsts.iter().filter(|first| **first <= at).count()).collect();
    Text { lang: tag.parse().expect("a language"), segments, paragraphs }
}

/// The beads of a gold file.
pub fn links(text: &str) -> Vec<Link> {
    let side = |text: &str| -> Vec<usize> {
        let numbers = text.trim().trim_matches(['[', ']']).split(',');
        numbers.filter_map(|number| number.trim().parse().ok()).collect()
    };
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(source, target)| (side(source), side(target)))
        .collect()
}
