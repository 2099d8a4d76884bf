//! Brackets and quotation marks without their partner.
//!
//! A sentence may open what another one closes, so a translation is held only to what its source does.

use super::Checked;
use crate::model::{Finding, Rule, Severity, Span};

/// A bracket without a partner in the translation of a text whose own have theirs.
pub(super) fn brackets(pair: &Checked<'_>) -> Option<Finding> {
    let lonely = lonely_bracket(pair.target)?;
    if lonely_bracket(pair.source).is_some() {
        return None;
    }
    let mark = lonely.of(pair.target);
    let message = if "([{".contains(mark) {
        format!("`{mark}` is not closed")
    } else {
        format!("`{mark}` was not opened")
    };
    Some(Finding {
        target_span: Some(lonely),
        ..pair.finding(Rule::Bracket, Severity::Error, mark, message)
    })
}

/// A quotation may go on so far in further segments.
const FARTHEST: usize = 12;

/// Quotation marks without a partner: neither in their own segment nor in one near by.
pub(super) fn quotes(pairs: &[Checked<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // An opening mark that waits for its partner.
    let mut open: Option<(usize, Span)> = None;
    let mut lonely: Vec<(usize, Span)> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        lonely.extend(open.take_if(|(since, _)| at - *since > FARTHEST));
        for (span, opens) in lonely_quotes(pair.target) {
            match (opens, open.take()) {
                (true, before) => {
                    // In each of its paragraphs a long quotation may be opened anew.
                    lonely.extend(before.filter(|(since, _)| at == *since));
                    open = Some((at, span));
                }
                (false, Some(_)) => {}
                (false, None) => lonely.push((at, span)),
            }
        }
    }
    lonely.extend(open);
    for (at, span) in lonely {
        let pair = &pairs[at];
        if lonely_quotes(pair.source).is_empty() {
            let mark = span.of(pair.target);
            let message = format!("the quotation mark `{mark}` has no partner");
            findings.push(Finding {
                target_span: Some(span),
                ..pair.finding(Rule::Quote, Severity::Warning, mark, message)
            });
        }
    }
    findings
}

/// The first bracket without a partner.
fn lonely_bracket(text: &str) -> Option<Span> {
    let mut open: Vec<(char, Span)> = Vec::new();
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        let span = Span::new(at, at + char.len_utf8());
        match char {
            '(' | '[' | '{' => open.push((char, span)),
            ')' | ']' | '}' => {
                let opening = match char {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                match open.pop() {
                    Some((found, _)) if found == opening => {}
                    // a) and :-) are no brackets
                    None if is_lone_closing(text, at, before) => {}
                    Some((_, lonely)) => return Some(lonely),
                    None => return Some(span),
                }
            }
            _ => {}
        }
        before = char;
    }
    open.first().map(|(_, span)| *span)
}

/// Whether a bracket closes an item of a list, *a)* or *12.)*, or makes a face.
fn is_lone_closing(text: &str, at: usize, before: char) -> bool {
    let item = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_item = !item.is_empty() && item.trim_end_matches('.').chars().count() <= 2;
    is_item || matches!(before, ':' | ';' | '-')
}

/// The quotation marks of a text without a partner in it, each with whether it opens.
fn lonely_quotes(text: &str) -> Vec<(Span, bool)> {
    let mut open: Vec<Span> = Vec::new();
    let mut lonely = Vec::new();
    let mut before: Option<char> = None;
    for (at, char) in text.char_indices() {
        let after = text[at + char.len_utf8()..].chars().next();
        let span = Span::new(at, at + char.len_utf8());
        if is_double(char) && !is_inner(before, after) {
            if opens(before, after) {
                open.push(span);
            } else if open.pop().is_none() {
                lonely.push((span, false));
            }
        }
        before = Some(char);
    }
    lonely.extend(open.into_iter().map(|span| (span, true)));
    lonely.extend(lonely_single(text).map(|span| (span, true)));
    lonely.sort_unstable_by_key(|(span, _)| span.start);
    lonely
}

fn is_double(char: char) -> bool {
    matches!(char, '"' | '„' | '“' | '”' | '»' | '«' | '‟')
}

/// Whether a mark stands within a word, or behind a number: 27" are inches.
fn is_inner(before: Option<char>, after: Option<char>) -> bool {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    is_letter(before) && is_letter(after)
}

/// Whether a mark opens a quotation, by what stands around it: what it looks like depends on the
/// language.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    let is_open = |char: char| {
        char.is_whitespace() || matches!(char, '(' | '[' | '‘' | '\'' | '–' | '—' | '-' | '/')
    };
    before.is_none_or(is_open) && after.is_some_and(|char| !char.is_whitespace())
}

/// A single quotation mark that opens and is not closed.
fn lonely_single(text: &str) -> Option<Span> {
    let opening = text.char_indices().filter(|(_, char)| matches!(char, '‘' | '‚'));
    let opening: Vec<(usize, char)> = opening.filter(|(at, _)| !is_apostrophe(text, *at)).collect();
    let closing = text.chars().filter(|char| matches!(char, '’' | '‘')).count();
    let english = opening.iter().filter(|(_, char)| *char == '‘').count();
    let german = opening.len() - english;
    // In German texts the same mark closes.
    let is_unclosed = match (german, english) {
        (0, english) => english > closing - english.min(closing),
        (german, _) => german > closing,
    };
    let span = |(at, char): &(usize, char)| Span::new(*at, at + char.len_utf8());
    opening.first().filter(|_| is_unclosed).map(span)
}

/// ‘ for ’ stands in *rock ‘n’ roll* and before years.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let after = text[at..].chars().nth(1);
    let inner = text[..at].ends_with(char::is_alphanumeric);
    inner || after.is_some_and(|char| char.is_ascii_digit() || char == 'n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(source: &str, target: &str) -> Vec<Rule> {
        let pair = Checked { segment: 0, source, target, is_given: true };
        let found = brackets(&pair).into_iter().chain(quotes(&[pair]));
        found.map(|finding| finding.rule).collect()
    }

    #[test]
    fn marks_without_a_partner_are_told() {
        assert_eq!(rules("Er (der Chef) geht.", "He (the boss goes."), [Rule::Bracket]);
        assert_eq!(rules("„Nein“, sagte er.", "“No, he said."), [Rule::Quote]);
        assert_eq!(rules("»Nein«, sagte er.", "‘No, he said."), [Rule::Quote]);
        assert_eq!(rules("„Nein“, sagte er.", "\"No, he said."), [Rule::Quote]);
    }

    #[test]
    fn a_quotation_may_go_on_in_the_next_segment() {
        let pair = |segment, source, target| Checked { segment, source, target, is_given: true };
        let pairs = [
            pair(0, "Er sagte: „Nein.", "He said: \"No."),
            pair(1, "Das geht nicht.“", "That won't do.\""),
            pair(2, "„Ja“, sagte sie.", "\"Yes, she said."),
            pair(3, "Danach ging sie.", "Then she left."),
        ];
        let found: Vec<_> = quotes(&pairs).iter().map(|finding| finding.segment).collect();
        assert_eq!(found, [2]);
    }

    #[test]
    fn what_the_source_does_is_right() {
        for (source, target) in [
            ("„Nein. Er geht.", "“No. He goes."),
            ("a) Der Zoll", "a) The duty"),
            ("„Nein“, sagte er.", "‘No,’ he said, ‘don’t.’"),
            ("Die Jahre 68", "The ’68 years and rock ’n’ roll"),
            ("Er geht (heute).", "He goes [today] (now)."),
            ("Ein 27-Zoll-Schirm", "A 27-inch screen"),
            ("Das ist gut :-)", "That is good :-)"),
        ] {
            assert_eq!(rules(source, target), [], "{target}");
        }
    }
}
