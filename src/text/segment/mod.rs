//! Segmentation of text into sentences and headings.
//!
//! Invariant: every segment lies inside one paragraph, begins and ends with a character that is no
//! white space, and follows the one before; together they hold all of the paragraphs but white
//! space. Time is linear in the length of the text, whatever it holds: the scanner passes once over
//! it, and what it looks at round a stop is bounded.
//!
//! A stop (`.`, `?`, `。` …) with the closing marks behind it is a place where a sentence may end.
//! `scan` finds these places, `candidate` describes their surroundings, `decide` judges them
//! by rules with the `words` of the language.

mod abbreviation;
mod candidate;
mod chars;
mod decide;
mod list;
mod number;
mod scan;
#[cfg(test)]
mod tests;
mod verdict;
mod words;

use crate::model::{Lang, Segment, Span};
use scan::Scanner;
use words::Words;

/// Splits the paragraphs of a text into segments; a paragraph without a final stop, as a headline,
/// is a segment too. A line break inside a paragraph counts as white space.
///
/// ```
/// use beleg::model::{Lang, Span};
/// use beleg::text::segment::segment;
/// let text = "Der 18. Gipfel der G20 begann am 14. November. Danach kam Art. 5.";
/// let segments = segment(text, &[Span::new(0, text.len())], &Lang::german());
/// assert_eq!(segments[1].span.of(text), "Danach kam Art. 5.");
/// ```
pub fn segment(text: &str, paragraphs: &[Span], lang: &Lang) -> Vec<Segment> {
    let words = Words::of(lang);
    let mut segments = Vec::new();
    for (paragraph, span) in paragraphs.iter().enumerate() {
        for sentence in Scanner::new(span.of(text), words) {
            let span = Span::new(span.start + sentence.start, span.start + sentence.end);
            segments.push(Segment { span, paragraph });
        }
    }
    segments
}
