//! What holds for every text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Texts of the pieces that rules look at, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("."),
        Just(". "),
        Just("! "),
        Just("?"),
        Just("…"),
        Just("..."),
        Just(" "),
        Just("\n"),
        Just("\u{a0}"),
        Just("„"),
        Just("“ "),
        Just("\" "),
        Just("("),
        Just(") "),
        Just("["),
        Just("] "),
        Just("– "),
        Just("• "),
        Just("。"),
        Just("1"),
        Just("2. "),
        Just("12"),
        Just("III"),
        Just("z. B. "),
        Just("Nr. "),
        Just("U.S. "),
        Just("Dr. "),
        Just("a) "),
        Just("der "),
        Just("Der "),
        Just("Haus"),
        Just("o\u{308}"),
        Just("\u{308}"),
        Just("É"),
        Just("eBay "),
        Just("I "),
        Just("von "),
        Just("🙂"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn langs() -> impl Strategy<Value = Lang> {
    prop_oneof![Just("de"), Just("en"), Just("ja")].prop_map(|tag| tag.parse().unwrap())
}

fn assert_tiles(text: &str, paragraphs: &[Span], lang: &Lang) -> Result<(), TestCaseError> {
    let segments = segment(text, paragraphs, lang);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut at = paragraph.start;
        for found in segments.iter().filter(|segment| segment.paragraph == index) {
            let sentence = found.span.of(text);
            prop_assert!(text[at..found.span.start].trim().is_empty());
            prop_assert!(!sentence.is_empty() && sentence.trim() == sentence);
            prop_assert!(found.span.end <= paragraph.end);
            at = found.span.end;
        }
        prop_assert!(text[at..paragraph.end].trim().is_empty());
    }
    prop_assert!(segments.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    prop_assert!(segments.windows(2).all(|pair| pair[0].paragraph <= pair[1].paragraph));
    Ok(())
}

/// The lines of a text.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let spans = text.split('\n').map(|line| {
        at += line.len() + 1;
        Span::new(at - 1 - line.len(), at - 1)
    });
    spans.collect()
}

proptest! {
    #[test]
    fn segments_tile_any_text(text in "\\PC{0,80}", lang in langs()) {
        assert_tiles(&text, &lines(&text), &lang)?;
    }

    #[test]
    fn segments_tile_texts_of_marks(text in pieces(), lang in langs()) {
        assert_tiles(&text, &[Span::new(0, text.len())], &lang)?;
        assert_tiles(&text, &lines(&text), &lang)?;
    }
}

#[test]
fn time_is_linear_in_whatever_comes() {
    let awkward = [
        "\"(„", "1.", "1. ", "a. ", "a.", ". ", "((((", ". . ", "…", "z. B. ", "?“", ". \" ", "“",
        ". ((", "• ", "[1]", ".[1]", "x", " ", "U.S.", "o\u{308}", ".\u{308}", "-", ". -", "。",
        "1) ", "\"", "'. ",
    ];
    for piece in awkward {
        for start in ["", "1) A ", "• A ", "\"(\". "] {
            let text = start.to_owned() + &piece.repeat(200_000 / piece.len());
            let begin = Instant::now();
            let found = segment(&text, &[Span::new(0, text.len())], &Lang::german());
            // Unoptimised and on a busy machine; quadratic time would take hours.
            assert!(begin.elapsed() < Duration::from_secs(20), "{piece:?} {}", found.len());
        }
    }
}
