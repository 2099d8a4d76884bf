//! What explanations promise, on small texts and on any.

use proptest::prelude::*;

use super::*;
use crate::align::{TermCue, align};
use crate::model::Lang;

const GERMAN: [&str; 6] = [
    "Der Vertrag wurde am 18. Juni 2024 in Pjöngjang unterzeichnet.",
    "Präsident Putin sprach von einem Durchbruch.",
    "Davon ist im Westen niemand überzeugt, und auch in Peking hält man sich zurück.",
    "Die Sanktionen gelten seit 2006.",
    "Über den Zoll fiel kein Wort.",
    "Kim lobte 17 Artikel.",
];

const ENGLISH: [&str; 6] = [
    "The treaty was signed in Pyongyang on 18 June 2024.",
    "President Putin spoke of a breakthrough.",
    "Nobody in the West is convinced of that.",
    "Beijing is holding back as well.",
    "The sanctions have been in force since 2006.",
    "Kim praised 17 articles.",
];

/// Lends two lists of segments of one paragraph each.
fn with_sides<T>(
    german: &[&str],
    english: &[&str],
    run: impl FnOnce(&Side<'_>, &Side<'_>) -> T,
) -> T {
    let (from, to) = (Lang::german(), Lang::english());
    let paragraphs = vec![0; german.len().max(english.len())];
    run(
        &Side { lang: &from, segments: german, paragraphs: &paragraphs[..german.len()] },
        &Side { lang: &to, segments: english, paragraphs: &paragraphs[..english.len()] },
    )
}

/// The beads of two texts, and why each of them was chosen.
fn explained(german: &[&str], english: &[&str], cues: &Cues) -> Vec<(Bead, Explanation)> {
    with_sides(german, english, |source, target| {
        let beads = align(source, target, cues, &mut |_| ()).beads;
        let explain = |which| explain(source, target, cues, &beads, which);
        (0..beads.len()).map(|which| (beads[which].clone(), explain(which))).collect()
    })
}

fn shipped() -> Cues {
    let terms =
        vec![TermCue { source: vec!["Artikel".to_owned()], target: vec!["article".to_owned()] }];
    Cues { terms, ..Cues::shipped(&Lang::german(), &Lang::english()) }
}

fn bead(source: Range<usize>, target: Range<usize>) -> Bead {
    Bead { source, target, confidence: 1.0 }
}

/// The segments that beads in a row hold.
fn extent(beads: &[Judged]) -> Option<(Range<usize>, Range<usize>)> {
    let (first, last) = (&beads.first()?.bead, &beads.last()?.bead);
    Some((first.source.start..last.source.end, first.target.start..last.target.end))
}

fn holds(beads: &[Judged], bead: &Bead) -> bool {
    beads.iter().any(|judged| is_same(&judged.bead, bead))
}

#[test]
fn what_words_and_links_add_is_the_score() {
    for cues in [shipped(), Cues::default()] {
        for (bead, why) in explained(&GERMAN, &ENGLISH, &cues) {
            let parts = why.bead.parts.expect("a bead that was chosen has a score");
            let gain = |words: &[Word]| words.iter().map(|word| word.gain).sum::<f64>();
            let (of_source, of_target) = (gain(&why.source_words), gain(&why.target_words));
            assert!((parts.words_source - of_source).abs() < 1e-4, "{bead:?} {parts:?}");
            assert!((parts.words_target - of_target).abs() < 1e-4, "{bead:?} {parts:?}");
            let linked: f64 = why.links.iter().map(|link| link.gain).sum();
            let words = why.source_words.iter().chain(&why.target_words);
            let lonely: f64 = words.filter(|word| !word.is_linked).map(|word| word.gain).sum();
            assert!((linked + lonely - of_source - of_target).abs() < 1e-4, "{bead:?}");
        }
    }
}

#[test]
fn a_bead_was_chosen_over_the_best_path_without_it() {
    for cues in [shipped(), Cues::default()] {
        for (bead, why) in explained(&GERMAN, &ENGLISH, &cues) {
            assert_eq!(why.confidence, Some(bead.confidence));
            assert!(holds(&why.here, &bead) && !holds(&why.instead, &bead), "{bead:?}");
            assert_eq!(extent(&why.here), extent(&why.instead));
            assert!(why.margin.unwrap() >= 0.0 && why.odds.unwrap() >= 1.0, "{why:?}");
        }
    }
}

#[test]
fn no_path_without_the_bead_beats_the_one_that_is_shown() {
    let (german, english) = (&GERMAN[1..4], &ENGLISH[1..5]);
    for (bead, why) in explained(german, english, &shipped()) {
        let mut best = f64::NEG_INFINITY;
        with_sides(german, english, |source, target| {
            let cues = shipped();
            let (in_source, in_target) = cues.places(source, target);
            let texts = (Text::new(source, &in_source), Text::new(target, &in_target));
            let method = Method::default();
            let task = Task { method: &method, source: &texts.0, target: &texts.1, decided: &[] };
            let LastPass { knowledge, weights, .. } = task.last_pass(&cues, &mut |_| ());
            let ground = Ground::new(&task, weights, &knowledge);
            let mut paths = vec![((0, 0), 0.0)];
            while let Some(((i, j), score)) = paths.pop() {
                if (i, j) == (3, 4) {
                    best = best.max(score);
                }
                for (kind, (a, b)) in KINDS.iter().enumerate() {
                    let is_forbidden =
                        (i..i + a, j..j + b) == (bead.source.clone(), bead.target.clone());
                    if i + a <= 3 && j + b <= 4 && !is_forbidden {
                        paths.push(((i + a, j + b), score + ground.scores.bead(i, j, kind)));
                    }
                }
            }
            let chosen =
                ground.best_path(&|i, j, kind| ground.scores.bead(i, j, kind), &mut |_| ());
            let judged: Vec<Judged> = chosen.iter().map(|bead| judge(&ground, bead)).collect();
            best = total(&judged).unwrap() - best;
        });
        assert!((why.margin.unwrap() - best).abs() < 1e-6, "{bead:?}");
    }
}

#[test]
fn links_say_where_they_come_from() {
    let why = explained(&GERMAN, &ENGLISH, &shipped());
    let links: Vec<&WordLink> = why.iter().flat_map(|(_, why)| &why.links).collect();
    for (source, target, origin) in [
        ("Juni", "June", LinkOrigin::Number),
        ("2024", "2024", LinkOrigin::Number),
        ("Putin", "Putin", LinkOrigin::Same),
        ("Pjöngjang", "Pyongyang", LinkOrigin::Alike),
        ("seit", "since", LinkOrigin::Lexicon),
        ("Artikel", "article", LinkOrigin::Term),
    ] {
        let is_it = |link: &&&WordLink| link.source == source && link.target == target;
        let found = links.iter().filter(is_it).map(|link| link.origin).collect::<Vec<_>>();
        assert!(found.contains(&origin), "{source} {target}: {found:?}");
    }
}

#[test]
fn a_bead_that_stands_alone_costs_its_prior_and_more_beside_its_neighbours() {
    let why = explained(&GERMAN, &ENGLISH, &shipped());
    let (zoll, why) = why.iter().find(|(bead, _)| bead.source == (4..5)).unwrap();
    assert_eq!(zoll.kind().to_string(), "1-0");
    let parts = why.bead.parts.unwrap();
    assert_eq!(parts.total(), parts.prior);
    assert!(why.source_words.is_empty() && why.links.is_empty());
    let kinds: Vec<String> =
        why.merged.iter().map(|merged| merged.bead.bead.kind().to_string()).collect();
    assert_eq!(kinds, ["2-1", "2-1"]);
    assert!(why.merged.iter().all(|merged| merged.cost >= why.margin.unwrap()), "{why:?}");
}

#[test]
fn the_only_way_has_no_other() {
    let why = explained(&["Ja."], &[], &shipped());
    let why = &why[0].1;
    assert!(why.is_chosen() && why.instead.is_empty());
    assert_eq!((why.margin, why.odds), (None, None));
}

#[test]
fn a_bead_that_a_person_made_is_set_against_what_the_aligner_would_choose() {
    let stored = [bead(0..2, 0..2), bead(2..3, 2..4), bead(3..4, 4..5), bead(4..6, 5..6)];
    with_sides(&GERMAN, &ENGLISH, |source, target| {
        let cues = Cues { decided: vec![stored[0].clone(), stored[3].clone()], ..shipped() };
        let why = explain(source, target, &cues, &stored, 0);
        assert!(!why.is_chosen() && why.margin.unwrap() < 0.0, "{why:?}");
        let instead: Vec<Bead> = why.instead.iter().map(|judged| judged.bead.clone()).collect();
        assert_eq!(instead.len(), 2);
        assert!(is_same(&instead[0], &bead(0..1, 0..1)) && is_same(&instead[1], &bead(1..2, 1..2)));
        assert!(explain(source, target, &cues, &stored, 1).is_chosen());
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bead_is_explained(
        widths in prop::collection::vec((0usize..6, 0usize..6, any::<bool>()), 1..8),
        has_lexicon in any::<bool>(),
    ) {
        let (mut stored, mut decided) = (Vec::new(), Vec::new());
        let (mut i, mut j) = (0, 0);
        for (a, b, is_decided) in widths {
            if a + b == 0 {
                continue;
            }
            stored.push(bead(i..i + a, j..j + b));
            decided.extend(stored.last().filter(|_| is_decided).cloned());
            (i, j) = (i + a, j + b);
        }
        let german: Vec<&str> = GERMAN.iter().copied().cycle().take(i).collect();
        let english: Vec<&str> = ENGLISH.iter().copied().cycle().take(j).collect();
        let cues = if has_lexicon { shipped() } else { Cues::default() };
        let cues = Cues { decided, ..cues };
        with_sides(&german, &english, |source, target| {
            for (which, bead) in stored.iter().enumerate() {
                let why = explain(source, target, &cues, &stored, which);
                prop_assert!(holds(&why.here, bead));
                prop_assert!(!holds(&why.instead, bead));
                if !why.instead.is_empty() {
                    prop_assert_eq!(extent(&why.here), extent(&why.instead));
                }
                if let Some(margin) = why.margin {
                    prop_assert_eq!(why.is_chosen(), margin >= -1e-9, "{:?}", why);
                }
            }
            Ok(())
        })?;
    }
}
