//! Errors that are planted in the shipped translations are found.

use std::fs;

use beleg::exchange::{Content, Reading, Source, TableKind};
use beleg::model::{Concept, Lang, Rule, Section};
use beleg::project::{Batch, Bitext, BitextPair, GivenLangs, Project, Rows};
use beleg::termbase::merge::OnDuplicate;
use beleg::termbase::reach::Wish;

use crate::support::mutator::{Pair, Random, plant};
use crate::support::shipped;

/// So many errors of each rule are planted.
const EACH: usize = 50;

fn project() -> Project {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    let langs = project.langs().clone();
    let mut files: Vec<_> = fs::read_dir(shipped("glossary")).unwrap().flatten().collect();
    files.sort_by_key(|file| file.path());
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|end| end == "csv"))
    {
        let source = Source::open(&file.path()).unwrap();
        let pair = (&langs.from, &langs.to);
        let reading = Reading { kind: Some(TableKind::Terms), ..Reading::new(pair) };
        let (_, tables) = Content::open(source, &reading).unwrap();
        let Content::Terms(table) = tables else { panic!("a glossary") };
        let rows = table.rows.into_iter().map(|row| (row.line, row.proposal)).collect();
        let batch = Batch {
            head: None,
            origin: "glossary".to_owned(),
            section: Section::default(),
            rows: Rows::Terms(rows),
            on_duplicate: OnDuplicate::Judge,
        };
        project.import(vec![batch], false, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    }
    project
}

fn bitext(pairs: &[Pair]) -> Bitext {
    let pair = |(segment, (source, target)): (usize, &Pair)| BitextPair {
        segment,
        source: source.clone(),
        target: target.clone(),
        source_line: 1,
        target_line: 1,
        is_given: true,
        name: None,
    };
    Bitext { pairs: pairs.iter().enumerate().map(pair).collect(), ..Bitext::default() }
}

fn rules(project: &Project, pairs: &[Pair]) -> Vec<Rule> {
    let found = project.check(&bitext(pairs), &Wish::default(), &mut |_| ()).unwrap();
    found.into_iter().map(|finding| finding.rule).collect()
}

/// The pairs of the shipped articles in which nothing is found.
fn correct(project: &Project) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for name in ["beistandspakt", "devisenmarkt"] {
        let lines = |lang: &str| -> Vec<String> {
            let file = shipped(&format!("tests/data/articles/{name}.{lang}.segments.txt"));
            let text = fs::read_to_string(file).unwrap();
            text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let (german, english) = (lines("de"), lines("en"));
        let gold =
            fs::read_to_string(shipped(&format!("tests/data/articles/{name}.gold"))).unwrap();
        for bead in gold.lines() {
            let (source, target) = bead.split_once(':').unwrap();
            let joined = |side: &str, lines: &[String]| -> String {
                let inner = side.trim_matches(['[', ']']);
                let numbers = inner.split(',').filter_map(|number| number.trim().parse().ok());
                numbers.map(|at: usize| lines[at].clone()).collect::<Vec<_>>().join(" ")
            };
            let pair = (joined(source, &german), joined(target, &english));
            let is_pair = !pair.0.is_empty() && !pair.1.is_empty();
            if is_pair && rules(project, std::slice::from_ref(&pair)).is_empty() {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The concepts of which a German term stands in a text.
fn concepts(project: &Project, text: &str) -> Vec<Concept> {
    let judged = project.explain_term(text).unwrap();
    let is_found = |one: &&beleg::termbase::recognition::Judged| {
        let is_german = one.concept.terms[one.term].lang == Lang::german();
        one.verdict.is_ok() && is_german
    };
    judged.iter().filter(is_found).map(|one| (*one.concept).clone()).collect()
}

#[test]
fn planted_errors_are_found() {
    let project = project();
    let pairs = correct(&project);
    assert!(pairs.len() > 60, "{} correct pairs", pairs.len());
    let (mut found, mut missed) = (0, Vec::new());
    // Pairs of plain texts have no codes.
    let all: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| *rule != Rule::Code).collect();
    for rule in &all {
        let mut random = Random::new(2_026 + *rule as u64);
        let (mut planted, mut tried) = (0, 0);
        while planted < EACH {
            tried += 1;
            assert!(tried < 20_000, "{rule}: {planted} planted");
            let pair = &pairs[random.below(pairs.len())];
            let concepts = concepts(&project, &pair.0);
            let Some(error) = plant(*rule, pair, &concepts, &mut random) else { continue };
            planted += 1;
            if rules(&project, &error).contains(rule) {
                found += 1;
            } else {
                missed.push(format!("{rule}: {error:?}"));
            }
        }
    }
    let share = found as f64 / (EACH * all.len()) as f64;
    println!("{:.1} % of {} found", 100.0 * share, EACH * all.len());
    assert!(share >= 0.95, "{share}\n{}", missed.join("\n"));
}
