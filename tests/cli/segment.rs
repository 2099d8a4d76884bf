//! `beleg segment`.

use crate::support::{PACT_DE, Sandbox};

#[test]
fn segments_are_places_of_the_text() {
    let sandbox = Sandbox::with_articles();
    for (index, segment) in sandbox.json(&["segment", "pact.de.txt"]).iter().enumerate() {
        assert_eq!(segment["index"], index);
        let [start, end] = [0, 1].map(|at| segment["span"][at].as_u64().unwrap() as usize);
        assert_eq!(segment["text"], PACT_DE[start..end]);
    }
}

#[test]
fn paragraphs_are_parted_by_an_empty_line() {
    let sandbox = Sandbox::new();
    let text = "Am 18. Juni kam Dr. Kim. Er blieb bis zum 20. Juli.\n\nDas war’s.\n";
    let ran = sandbox.run_with_input(&["segment", "-"], text);
    assert_eq!(ran.stdout, "Am 18. Juni kam Dr. Kim.\nEr blieb bis zum 20. Juli.\n\nDas war’s.\n");
}

#[test]
fn english_has_its_own_rules() {
    let sandbox = Sandbox::new();
    let text = "Mr. Kim met Gen. Lee at 5 p.m. on Monday. They talked about the U.S. economy.";
    let ran = sandbox.run_with_input(&["segment", "-", "--lang", "en"], text);
    assert_eq!(ran.stdout.lines().count(), 2, "{}", ran.stdout);
}

#[test]
fn a_line_of_ten_megabytes_neither_hangs_nor_breaks() {
    let sandbox = Sandbox::new();
    for piece in ["a. ", "\"(„", "1.", "wort ", "x"] {
        let ran = sandbox
            .run_with_input(&["segment", "-", "--quiet"], piece.repeat(10_000_000 / piece.len()));
        assert_eq!(ran.code, 0, "{piece}: {}", ran.stderr);
        let letters = |text: &str| text.chars().filter(|char| !char.is_whitespace()).count();
        assert_eq!(letters(&ran.stdout), letters(piece) * (10_000_000 / piece.len()), "{piece}");
    }
}

#[test]
fn no_database_is_needed() {
    let sandbox = Sandbox::with_articles();
    let ran = sandbox.run(&["segment", "pact.de.txt", "--db", "no/such/file.db"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}
