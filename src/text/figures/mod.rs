//! Figures: the numbers of a text with all values that they may have, so that those of a text and of
//! its translation can be compared.
//!
//! A number is read in the notation of its language (`1.200,50`, `1,200.50`) and with the word of
//! magnitude behind it. Dates and times fall into their parts. Numbers and months that are written out
//! are figures too, but a translation may say them otherwise, so they only stand in for others.
//! Invariant: figures are in order and none overlap.

mod compare;
mod dates;
mod digits;
mod surroundings;
mod written;

pub use compare::{Differing, compare};
pub use dates::is_month;

use crate::model::{Lang, Span};

/// A number in thousandths.
pub type Value = u64;

/// One in thousandths.
pub(crate) const ONE: Value = 1_000;

/// A number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// The values that it may have, the likeliest first.
    pub values: Vec<Value>,
    /// Values that it may have where the other text has no better partner.
    pub loose: Vec<Value>,
    /// How it is written.
    pub kind: FigureKind,
    /// What is measured with it.
    pub unit: Unit,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// In digits.
    Digits,
    /// As a word of its own: *zwölf*.
    Word,
    /// As the name of a month or of a weekday.
    Date,
    /// In a word that says more, or may be no number at all: *zweite*, *dreijährig*.
    Hint,
}

/// What a number measures, as far as translators convert it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Nothing of that kind.
    None,
    /// Kilometres, kilogrammes, degrees.
    Metric,
    /// Miles, pounds, degrees Fahrenheit.
    Imperial,
}

/// What a word says of a number.
type Found = Option<(Value, FigureKind)>;

/// The figures of a text in a language, in order.
pub fn figures(text: &str, lang: &Lang) -> Vec<Figure> {
    let mut figures = digits::read(text, lang);
    figures.extend(written::read(text, lang));
    figures.sort_by_key(|figure| (figure.span.start, figure.kind != FigureKind::Digits));
    keep_apart(&mut figures);
    surroundings::apply(text, lang, &mut figures);
    // A word of magnitude belongs to the number before it.
    keep_apart(&mut figures);
    figures
}

/// Drops figures that begin within the one before them.
fn keep_apart(figures: &mut Vec<Figure>) {
    let mut end = 0;
    figures.retain(|figure| {
        let is_apart = figure.span.start >= end;
        end = end.max(figure.span.end);
        is_apart
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(text: &str, lang: Lang) -> Vec<(String, f64)> {
        let figures = figures(text, &lang).into_iter();
        figures
            .map(|figure| (figure.span.of(text).to_owned(), figure.values[0] as f64 / ONE as f64))
            .collect()
    }

    #[test]
    fn numbers_are_read_with_their_magnitude() {
        let one = |text: &str, value| (text.to_owned(), value);
        assert_eq!(
            values("1.200,50 Euro und 1,5 Mio. oder 3 Milliarden", Lang::german()),
            [one("1.200,50", 1200.5), one("1,5 Mio", 1.5e6), one("3 Milliarden", 3e9)]
        );
        assert_eq!(
            values("$100m, 2.5bn and 3 billion", Lang::english()),
            [one("100m", 1e8), one("2.5bn", 2.5e9), one("3 billion", 3e9)]
        );
        assert_eq!(
            values("am 12.03.2024 um 14:15", Lang::german()),
            [
                one("12", 12.0),
                one("03", 3.0),
                one("2024", 2024.0),
                one("14", 14.0),
                one("15", 15.0)
            ]
        );
        assert_eq!(
            values("fünfundzwanzig Leute, anderthalb Jahre", Lang::german()),
            [one("fünfundzwanzig", 25.0), one("anderthalb", 1.5)]
        );
    }

    proptest! {
        #[test]
        fn figures_are_in_order_and_apart(text in "[0-9a-zäß.,:'/ \u{a0}–-]{0,40}") {
            for lang in [Lang::german(), Lang::english()] {
                let mut end = 0;
                for figure in figures(&text, &lang) {
                    prop_assert!(figure.span.start >= end && figure.span.end > figure.span.start);
                    prop_assert!(text.is_char_boundary(figure.span.start));
                    prop_assert!(text.is_char_boundary(figure.span.end));
                    prop_assert!(!figure.values.is_empty());
                    end = figure.span.end;
                }
            }
        }
    }
}
