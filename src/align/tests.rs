//! What alignment promises, on small texts and on any.

use proptest::prelude::*;

use super::*;

/// Aligns two lists of segments of one paragraph each.
fn links(german: &[&str], english: &[&str], cues: &Cues) -> Vec<Bead> {
    aligned(&Method::default(), german, english, cues).beads
}

fn aligned(method: &Method, german: &[&str], english: &[&str], cues: &Cues) -> Aligned {
    let (from, to) = (Lang::german(), Lang::english());
    let paragraphs = vec![0; german.len().max(english.len())];
    align_with(
        method,
        &Side { lang: &from, segments: german, paragraphs: &paragraphs[..german.len()] },
        &Side { lang: &to, segments: english, paragraphs: &paragraphs[..english.len()] },
        cues,
        &mut |_| (),
    )
}

fn kinds(beads: &[Bead]) -> Vec<String> {
    beads.iter().map(|bead| bead.kind().to_string()).collect()
}

const GERMAN: [&str; 5] = [
    "Der Vertrag wurde am 18. Juni 2024 in Pjöngjang unterzeichnet.",
    "Präsident Putin sprach von einem Durchbruch.",
    "Davon ist im Westen niemand überzeugt, und auch in Peking hält man sich zurück.",
    "Die Sanktionen gelten seit 2006.",
    "Kim lobte 17 Artikel.",
];

const ENGLISH: [&str; 5] = [
    "The treaty was signed in Pyongyang on 18 June 2024.",
    "President Putin spoke of a breakthrough.",
    "Nobody in the West is convinced of that, and Beijing is holding back as well.",
    "The sanctions have been in force since 2006.",
    "Kim praised 17 articles.",
];

#[test]
fn a_sentence_that_was_left_out_stays_alone() {
    let left_out: Vec<&str> =
        ENGLISH.iter().copied().filter(|text| !text.contains("West")).collect();
    let beads = links(&GERMAN, &left_out, &Cues::default());
    assert_eq!(kinds(&beads), ["1-1", "1-1", "1-0", "1-1", "1-1"]);
}

#[test]
fn a_split_sentence_keeps_its_halves() {
    let mut split = ENGLISH.to_vec();
    split.splice(
        2..3,
        ["Nobody in the West is convinced of that.", "Beijing is holding back as well."],
    );
    let beads = links(&GERMAN, &split, &Cues::default());
    assert_eq!(kinds(&beads), ["1-1", "1-1", "1-2", "1-1", "1-1"]);
}

#[test]
fn terms_of_the_glossary_are_anchors() {
    let german = ["Wo Zoll fällig wird.", "Und so weiter."];
    let english = ["And so on, as ever.", "Where duty is due.", "It goes on."];
    let term = TermCue { source: vec!["Zoll".to_owned()], target: vec!["duty".to_owned()] };
    let beads = links(&german, &english, &Cues { terms: vec![term], ..Cues::default() });
    let zoll = beads.iter().find(|bead| bead.source.contains(&0)).unwrap();
    assert!(zoll.target.contains(&1), "{beads:?}");
}

#[test]
fn one_segment_against_many_is_aligned() {
    let many = ["Yes."; 40];
    assert_eq!(
        links(&["Ja."], &many, &Cues::default()).iter().filter(|bead| bead.is_pair()).count(),
        1
    );
    let empty = links(&[], &many, &Cues::default());
    assert!(empty.iter().all(|bead| bead.kind().to_string() == "0-1") && empty.len() == 40);
    assert!(links(&[], &[], &Cues::default()).is_empty());
}

#[test]
fn a_gap_of_any_size_loses_no_segment() {
    let german: Vec<String> = (0..100).map(|number| format!("Satz {number}.")).collect();
    let english: Vec<String> = (0..50_000).map(|number| format!("Sentence {number}.")).collect();
    let german: Vec<&str> = german.iter().map(String::as_str).collect();
    let english: Vec<&str> = english.iter().map(String::as_str).collect();
    let cues = Cues::shipped(&Lang::german(), &Lang::english());
    let beads = links(&german, &english, &cues);
    assert_eq!(beads.iter().map(|bead| bead.target.len()).sum::<usize>(), english.len());
    assert_eq!(beads.iter().map(|bead| bead.source.len()).sum::<usize>(), german.len());
}

#[test]
fn short_texts_always_belong_together() {
    let cues = Cues::shipped(&Lang::german(), &Lang::english());
    for (german, english) in [
        (&["Es zieht."][..], &["Would you mind closing the window?"][..]),
        (&["So nicht!", "Auf keinen Fall."], &["Not on these terms.", "No way."]),
        (&GERMAN, &ENGLISH),
    ] {
        assert!(aligned(&Method::default(), german, english, &cues).belong_together());
    }
}

#[test]
fn an_excerpt_belongs_to_its_article() {
    let cues = Cues::shipped(&Lang::german(), &Lang::english());
    let article: Vec<&str> = (0..4).flat_map(|_| GERMAN).collect();
    assert!(aligned(&Method::default(), &article, &ENGLISH, &cues).belong_together());
    let other =
        ["Cats sleep.", "Fish swim well.", "The soup was cold.", "He paints walls.", "Wine?"];
    let others: Vec<&str> = (0..4).flat_map(|_| other).collect();
    assert!(!aligned(&Method::default(), &article, &others, &cues).belong_together());
}

#[test]
fn what_a_person_decided_stands_and_helps_its_neighbours() {
    let bead = |source, target| Bead { source, target, confidence: 1.0 };
    for lexicon in [Cues::default(), Cues::shipped(&Lang::german(), &Lang::english())] {
        let decided = vec![bead(1..3, 1..2), bead(3..3, 2..3)];
        let beads = links(&GERMAN, &ENGLISH, &Cues { decided: decided.clone(), ..lexicon });
        assert!(decided.iter().all(|bead| beads.contains(bead)), "{beads:?}");
        assert_eq!(beads[0].kind().to_string(), "1-1", "{beads:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn decided_beads_are_left_as_they_are(
        marks in prop::collection::vec((0usize..3, 0usize..6, 0usize..3, 0usize..6), 0..6),
        sizes in (0usize..40, 0usize..40),
        in_band in any::<bool>(),
    ) {
        let german: Vec<&str> = GERMAN.iter().copied().cycle().take(sizes.0).collect();
        let english: Vec<&str> = ENGLISH.iter().copied().cycle().take(sizes.1).collect();
        let (mut i, mut j) = (0, 0);
        let mut decided = Vec::new();
        for (skip, a, further, b) in marks {
            let bead = Bead {
                source: i + skip..i + skip + a,
                target: j + further..j + further + b,
                confidence: 1.0,
            };
            let fits = bead.source.end <= german.len() && bead.target.end <= english.len();
            if fits && a + b > 0 {
                (i, j) = (bead.source.end, bead.target.end);
                decided.push(bead);
            }
        }
        let searched_in_full = if in_band { 0 } else { 250_000 };
        let method = Method { searched_in_full, ..Method::default() };
        let shipped = Cues::shipped(&Lang::german(), &Lang::english());
        for cues in [Cues::default(), shipped] {
            let cues = Cues { decided: decided.clone(), ..cues };
            let beads = aligned(&method, &german, &english, &cues).beads;
            let (mut source, mut target) = (0, 0);
            for bead in &beads {
                prop_assert_eq!((bead.source.start, bead.target.start), (source, target));
                (source, target) = (bead.source.end, bead.target.end);
            }
            prop_assert_eq!((source, target), (german.len(), english.len()));
            for bead in &decided {
                prop_assert!(beads.contains(bead), "{:?} in {:?}", bead, beads);
            }
        }
    }

    #[test]
    fn every_segment_is_in_one_bead_in_order(
        german in prop::collection::vec("[A-Za-zäöü0-9 .,?»«%]{0,40}", 0..30),
        english in prop::collection::vec("[A-Za-z0-9 .,?\"$%]{0,40}", 0..30),
    ) {
        let german: Vec<&str> = german.iter().map(String::as_str).collect();
        let english: Vec<&str> = english.iter().map(String::as_str).collect();
        let in_band = Method { searched_in_full: 0, ..Method::default() };
        let shipped = Cues::shipped(&Lang::german(), &Lang::english());
        for (method, cues) in [
            (Method::default(), Cues::default()),
            (Method::default(), shipped.clone()),
            (in_band, shipped),
        ] {
            let (mut source, mut target) = (0, 0);
            for bead in aligned(&method, &german, &english, &cues).beads {
                prop_assert_eq!((bead.source.start, bead.target.start), (source, target));
                prop_assert!((0.0..=1.0).contains(&bead.confidence), "{:?}", bead);
                prop_assert!(KINDS.contains(&(bead.source.len(), bead.target.len())));
                (source, target) = (bead.source.end, bead.target.end);
            }
            prop_assert_eq!((source, target), (german.len(), english.len()));
        }
    }
}
