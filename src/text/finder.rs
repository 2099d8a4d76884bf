//! Many patterns looked for at once.

use std::collections::HashMap;

use super::keys::{WordKeys, word_keys};
use super::pattern::{Pattern, Strictness};
use crate::model::{Lang, Span};

/// Expressions of a language, found by the stem of their first word.
#[derive(Debug, Default)]
pub struct Finder {
    by_first_stem: HashMap<String, Vec<(usize, Pattern)>>,
}

impl Finder {
    /// Takes expressions in, each with a number of the caller's; inflected forms are found too.
    pub fn new<'t>(expressions: impl Iterator<Item = (usize, &'t str)>, lang: &Lang) -> Self {
        let mut finder = Self::default();
        for (number, text) in expressions {
            let Some(pattern) = Pattern::new(text, lang, Strictness::Stem, false) else {
                continue;
            };
            let first = pattern.stems().next().unwrap_or_default().to_owned();
            finder.by_first_stem.entry(first).or_default().push((number, pattern));
        }
        finder
    }

    /// The expressions in a text, in the order of their beginnings, with their numbers; they may lie
    /// in one another.
    pub fn find(&self, text: &str, lang: &Lang) -> Vec<(usize, Span)> {
        if self.by_first_stem.is_empty() {
            return Vec::new();
        }
        let words = word_keys(text, lang);
        let mut found = Vec::new();
        for at in 0..words.len() {
            for (number, pattern) in self.by_first_stem.get(&words[at].stem).into_iter().flatten() {
                let behind = at + pattern.stems().count();
                let Some(window) = words.get(at..behind) else { continue };
                if pattern.matches(window) {
                    found.push((*number, span_of(window)));
                }
            }
        }
        found
    }

    /// The places of those expressions in a text that are `wanted`, without what lies in a longer one
    /// or overlaps one before it, each with the numbers of all that stand there: homonyms share one.
    pub fn find_longest(
        &self,
        text: &str,
        lang: &Lang,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<(Span, Vec<usize>)> {
        let mut found = self.find(text, lang);
        found.retain(|(number, _)| wanted(*number));
        found.sort_by_key(|(number, span)| (span.start, std::cmp::Reverse(span.end), *number));
        found.dedup();
        let mut places: Vec<(Span, Vec<usize>)> = Vec::new();
        for (number, span) in found {
            match places.last_mut() {
                Some((there, numbers)) if *there == span => numbers.push(number),
                Some((there, _)) if span.start < there.end => {}
                _ => places.push((span, vec![number])),
            }
        }
        places
    }
}

fn span_of(window: &[WordKeys]) -> Span {
    Span::new(window[0].token.span.start, window[window.len() - 1].token.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_expression_counts() {
        let german = Lang::german();
        let terms = ["Welt", "multipolare Welt", "Ordnung", "Welt"];
        let finder = Finder::new(terms.into_iter().enumerate(), &german);
        let text = "Die Welt und die multipolaren Welten: eine Ordnung.";
        let found: Vec<_> = finder
            .find_longest(text, &german, |_| true)
            .into_iter()
            .map(|(span, numbers)| (span.of(text), numbers))
            .collect();
        let expected =
            [("Welt", vec![0, 3]), ("multipolaren Welten", vec![1]), ("Ordnung", vec![2])];
        assert_eq!(found, expected);
        assert_eq!(finder.find(text, &german).len(), 6);
        let found = finder.find_longest(text, &german, |number| number == 0);
        assert_eq!(found.len(), 2, "a longer one that is not wanted hides nothing");
    }
}
