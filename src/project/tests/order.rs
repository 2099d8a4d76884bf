//! The order of matches, and what a penalty does to it.

use super::matches::{agreed, put};
use super::*;
use crate::memory::matching::{Asked, Match};
use crate::model::{Context, Neighbours};

fn ids(found: &[Match]) -> Vec<i64> {
    found.iter().filter_map(|found| found.unit.id).map(|id| id.0).collect()
}

#[test]
fn texts_that_are_equally_similar_come_by_unit() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    let sentence = |what: &str| format!("Der Zoll auf {what} steigt im Mai wieder stark an.");
    let whats = ["Zink", "Blei", "Kupfer", "Stahl", "Nickel", "Zinn"];
    let units = whats.map(|what| unit(&sentence(what), what));
    put(&mut project, "x", "main", units.to_vec());
    let query = MatchQuery { limit: 10, ..MatchQuery::default() };
    let (asked, equal) = (sentence("Holz"), sentence("Stahl"));
    let all = agreed(&project, &query, &[Asked::alone(&asked), Asked::alone(&equal)]).unwrap();
    assert_eq!(ids(&all[0]), [1, 2, 3, 4, 5, 6]);
    assert_eq!(ids(&all[1]), [4, 1, 2, 3, 5, 6]);
}

#[test]
fn translations_of_a_text_come_by_approval_uses_and_date() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    let translated = |target: &str, changed: &str, is_approved: bool| {
        let mut unit = unit("Der Zoll steigt.", target);
        unit.provenance.changed = format!("{changed}T00:00:00Z");
        unit.provenance.is_approved = is_approved;
        unit
    };
    let often = translated("often", "2019-01-01", false);
    put(
        &mut project,
        "x",
        "main",
        vec![
            translated("old", "2019-01-01", false),
            translated("new", "2024-01-01", false),
            translated("as new", "2024-01-01", false),
            often.clone(),
            translated("approved", "2018-01-01", true),
            unit("Der Zoll steigt!", "another text"),
        ],
    );
    put(&mut project, "y", "main", vec![often]);
    let query = MatchQuery { limit: 10, ..MatchQuery::default() };
    let found = agreed(&project, &query, &[Asked::alone("Der Zoll steigt.")]).unwrap();
    let targets: Vec<&str> = found[0].iter().map(Match::target_text).collect();
    assert_eq!(targets, ["approved", "often", "new", "as new", "old", "another text"]);
    assert_eq!(found[0][1].uses, 2);
    let two = MatchQuery { limit: 2, ..query };
    let first = agreed(&project, &two, &[Asked::alone("Der Zoll steigt.")]).unwrap();
    assert_eq!(first[0], found[0][..2]);
}

#[test]
fn a_penalty_leaves_no_score_under_the_threshold() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    let mut known = unit("Der Zoll steigt.", "The duty rises.");
    let around = Neighbours { before: Some(1), after: Some(2) };
    known.provenance.context = Context { source: around, target: around };
    put(&mut project, "x", "old", vec![known]);
    project.set_memory("old", None, Some(10)).unwrap();
    let asked = [Asked { text: "Der Zoll steigt.", neighbours: Some((1, 2)) }];
    for (threshold, count) in [(91, 1), (92, 0), (101, 0)] {
        let query = MatchQuery { threshold, ..MatchQuery::default() };
        let found = agreed(&project, &query, &asked).unwrap();
        assert_eq!(found[0].len(), count, "{threshold}");
    }
}
