//! What stands there twice, and what is translated in different ways.

use std::collections::HashMap;

use super::{Checked, excerpt};
use crate::model::{Finding, Lang, Rule, Segment, Severity, Span};
use crate::text::fold::fold;
use crate::text::segment::segment;
use crate::text::tokenize::{TokenKind, words};

/// Shorter texts are often the same: *Yes.*
const FEWEST_WORDS: usize = 3;

/// English words that may follow themselves.
const MAY_REPEAT: [&str; 14] = [
    "that", "had", "is", "very", "no", "so", "bye", "ha", "in", "on", "as", "really", "far",
    "again",
];

fn has_words(text: &str) -> bool {
    words(text).filter(|token| token.kind == TokenKind::Word).count() >= FEWEST_WORDS
}

/// A sentence, or a word, that stands twice in a row in a translation though not in the source.
pub(super) fn within(pair: &Checked<'_>, to: &Lang) -> Option<Finding> {
    let (span, what) = doubled_sentence(pair.target, to)
        .filter(|_| doubled_sentence(pair.source, to).is_none())
        .or_else(|| {
            let there = doubled_word(pair.target, to);
            there.filter(|_| !says_twice(pair.source))
        })?;
    let message = format!("`{what}` stands there twice");
    Some(Finding {
        target_span: Some(span),
        ..pair.finding(Rule::Doubled, Severity::Error, &what, message)
    })
}

fn doubled_sentence(text: &str, lang: &Lang) -> Option<(Span, String)> {
    let sentences = segment(text, &[super::all(text)], lang);
    let repeated = sentences.iter().enumerate().find_map(|(at, sentence)| {
        let there = sentence.span.of(text);
        let is_same = |other: &Segment| same(other.span.of(text)) == same(there);
        let is_repeated = has_words(there) && sentences[..at].iter().any(is_same);
        is_repeated.then(|| (sentence.span, excerpt(there)))
    });
    repeated.or_else(|| doubled_text(text))
}

/// A text that is its own first half once more: a heading has no end to tell it by.
fn doubled_text(text: &str) -> Option<(Span, String)> {
    let tokens: Vec<_> = words(text).collect();
    let (first, second) = tokens.split_at(tokens.len() / 2);
    let is_same = first.len() >= FEWEST_WORDS
        && first.len() == second.len()
        && first.iter().zip(second).all(|(one, other)| one.span.of(text) == other.span.of(text));
    let span = Span::new(second.first()?.span.start, text.len());
    is_same.then(|| (span, excerpt(span.of(text))))
}

fn doubled_word(text: &str, lang: &Lang) -> Option<(Span, String)> {
    // German has *die die* and the like.
    if lang.primary() != "en" {
        return None;
    }
    let tokens: Vec<_> = words(text).collect();
    tokens.windows(2).find_map(|pair| {
        let (one, other) = (pair[0].span.of(text), pair[1].span.of(text));
        let is_same = one.to_lowercase() == other
            && pair[0].kind == TokenKind::Word
            && other.starts_with(char::is_lowercase)
            && &text[pair[0].span.end..pair[1].span.start] == " "
            && !MAY_REPEAT.contains(&other);
        is_same.then(|| (pair[1].span, one.to_owned()))
    })
}

/// Whether a text has a word twice on purpose, as *Klopf, klopf*; *die, die* is grammar.
fn says_twice(text: &str) -> bool {
    let tokens: Vec<_> = words(text).collect();
    tokens.windows(2).any(|pair| {
        let (one, other) = (pair[0].span.of(text), pair[1].span.of(text));
        one.chars().count() > 3 && same(one) == same(other)
    })
}

/// A text without case and white space at its ends.
fn same(text: &str) -> String {
    fold(text.trim())
}

/// Sentences that stand twice in a row in the translation, and texts that are translated in different
/// ways.
pub(super) fn across(pairs: &[Checked<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for two in pairs.windows(2) {
        let (one, other) = (&two[0], &two[1]);
        let is_doubled = same(one.target) == same(other.target)
            && same(one.source) != same(other.source)
            && has_words(other.target);
        if is_doubled {
            let message = "the translation before it stands here once more".to_owned();
            let what = excerpt(other.target);
            // Two wordings of one thing may well be translated alike.
            let alike = strsim::normalized_levenshtein(&same(one.source), &same(other.source));
            let severity = if alike < 0.6 { Severity::Error } else { Severity::Warning };
            findings.push(Finding {
                target_span: Some(super::all(other.target)),
                ..other.finding(Rule::Doubled, severity, &what, message)
            });
        }
    }
    let mut first: HashMap<String, &Checked<'_>> = HashMap::new();
    for pair in pairs.iter().filter(|pair| pair.is_pair() && has_words(pair.source)) {
        let known = *first.entry(same(pair.source)).or_insert(pair);
        if same(known.target) != same(pair.target) {
            let other = excerpt(known.target);
            let message =
                format!("the same text is `{other}` before, in segment {}", known.segment + 1);
            let what = excerpt(pair.source);
            findings.push(pair.finding(Rule::Inconsistent, Severity::Warning, &what, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair<'t>(segment: usize, source: &'t str, target: &'t str) -> Checked<'t> {
        Checked { segment, source, target, is_given: true }
    }

    #[test]
    fn what_stands_twice_is_told() {
        let english = Lang::english();
        let told = |source, target| within(&pair(0, source, target), &english).map(|f| f.what);
        assert_eq!(
            told("Der Zoll steigt.", "The duty rises. The duty rises.").as_deref(),
            Some("The duty rises.")
        );
        assert_eq!(told("Der Zoll steigt.", "The the duty rises.").as_deref(), Some("The"));
        assert_eq!(told("Der Zoll auf Stahl", "duty on the the steel").as_deref(), Some("the"));
        assert_eq!(told("Er sagte, dass", "He said that that duty"), None);
        assert_eq!(told("Klopf, klopf.", "Knock knock."), None);
        assert_eq!(told("die, die kamen", "The the guests").as_deref(), Some("The"));
    }

    #[test]
    fn pairs_are_compared_with_one_another() {
        let found = across(&[
            pair(0, "Der Zoll steigt wieder.", "The duty rises again."),
            pair(1, "Niemand will das haben.", "The duty rises again."),
            pair(2, "Der Zoll steigt wieder.", "Once more the duty rises."),
        ]);
        let rules: Vec<_> = found.iter().map(|finding| (finding.segment, finding.rule)).collect();
        assert_eq!(rules, [(1, Rule::Doubled), (2, Rule::Inconsistent)]);
    }
}
