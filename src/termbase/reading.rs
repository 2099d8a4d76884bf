//! The words of a text as terms are looked for in it: with what stands around them, and with words
//! that are often written as one taken together.

use crate::model::{Lang, Span};
use crate::text::fold::fold;
use crate::text::spelling::{abbreviated, is_often_one, numeral, respelled};
use crate::text::tokenize::{Token, TokenKind, tokenize};

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
    /// The folded word in today's spelling.
    pub(super) form: String,
    /// Whether a sentence or a quotation begins with it.
    pub(super) is_initial: bool,
    /// Whether a clause may end behind it.
    pub(super) is_final: bool,
    /// Whether a mark behind it ends a clause.
    pub(super) ends_clause: bool,
    /// Whether a sentence ends behind it.
    pub(super) ends_sentence: bool,
    /// What parts it from the word before.
    pub(super) gap: Gap,
    /// Whether it has a hyphen for what is left out behind it: *Aus-* und Einfuhr.
    pub(super) is_cut_behind: bool,
    /// Whether it has a hyphen for what is left out before it: Zusagen und *-garantien*.
    pub(super) is_cut_before: bool,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space.
    Space,
    /// A hyphen.
    Hyphen,
    /// Anything else.
    Other,
}

impl Word<'_> {
    /// Whether a hyphen parts it from the word before.
    pub(super) fn is_hyphened(&self) -> bool {
        self.gap == Gap::Hyphen
    }
}

/// Words behind which a new clause may begin.
const CONJUNCTIONS: [&str; 12] =
    ["und", "oder", "aber", "sondern", "sowie", "denn", "als", "wie", "bis", "um", "dass", "weil"];

fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑")
}

/// The words of a text in a language.
pub(super) fn read<'t>(text: &'t str, lang: &Lang) -> Vec<Word<'t>> {
    let is_german = lang.primary() == "de";
    let mut words: Vec<Word<'t>> = Vec::new();
    let (mut is_initial, mut after, mut before) = (true, 0, TokenKind::Mark);
    for token in tokenize(text) {
        if token.kind == TokenKind::Mark {
            let mark = read_mark(text, token, before, &mut words, is_german);
            is_initial |= mark.opens;
            if mark.belongs {
                after = token.span.end;
            }
            before = TokenKind::Mark;
            continue;
        }
        before = token.kind;
        let part = token.span.of(text);
        let form = if is_german { respelled(fold(part)) } else { fold(part) };
        if let Some(last) = words.last_mut() {
            last.is_final |= CONJUNCTIONS.contains(&form.as_str());
        }
        let between = &text[after..token.span.start];
        let gap = match between.trim() {
            "" => Gap::Space,
            // A dash within a word is meant as a hyphen.
            mark if is_hyphen(mark) || (mark == "–" && between == "–") => Gap::Hyphen,
            "'" | "’" if is_german && between.trim() == between => Gap::Hyphen,
            _ => Gap::Other,
        };
        let word = Word {
            span: token.span,
            text: part,
            form,
            is_initial,
            is_final: false,
            ends_clause: false,
            ends_sentence: false,
            gap,
            is_cut_behind: false,
            is_cut_before: gap != Gap::Space
                && between.trim_end() == between
                && between.trim_start() != between
                && is_hyphen(between.trim()),
        };
        is_initial = false;
        after = token.span.end;
        push(&mut words, word, text, is_german);
    }
    if let Some(last) = words.last_mut() {
        last.is_final = true;
    }
    words
}

/// What a mark does.
struct Mark {
    /// Whether a sentence or a quotation begins behind it.
    opens: bool,
    /// Whether it belongs to the word before it.
    belongs: bool,
}

/// Takes a mark in.
fn read_mark(
    text: &str,
    token: Token,
    before: TokenKind,
    words: &mut [Word<'_>],
    is_german: bool,
) -> Mark {
    let part = token.span.of(text);
    let mut belongs = false;
    let adjoins = words.last().is_some_and(|last| last.span.end == token.span.start);
    // Behind a number stands the point of an ordinal, behind others that of an abbreviation.
    let mut is_inner = part == "." && before == TokenKind::Number && is_german;
    if let Some(last) = words.last_mut().filter(|_| is_german && adjoins && part == ".") {
        let follows_number = || {
            let rest = text[token.span.end..].trim_start();
            rest.starts_with(|char: char| char.is_ascii_digit())
        };
        if let Some(long) = abbreviated(&last.form).filter(|_| follows_number()) {
            last.form = long.to_owned();
            (is_inner, belongs) = (true, true);
        }
        is_inner |= last.text.chars().count() == 1;
    }
    let closes = !is_inner && matches!(part, "." | "!" | "?" | ";" | ":");
    if let Some(last) = words.last_mut() {
        last.is_final |= !matches!(part, "-" | "‐" | "‑" | "'" | "’" | "/" | "%" | "(");
        last.ends_sentence |= closes;
        last.ends_clause |= closes || matches!(part, "," | "–" | "—");
        let is_cut = !text[token.span.end..].starts_with(char::is_alphanumeric);
        last.is_cut_behind |= is_hyphen(part) && adjoins && is_cut;
    }
    let quotes = matches!(part, "„" | "“" | "\"" | "»" | "«" | "›" | "‚" | "(" | "–" | "-" | "`");
    Mark { opens: closes || quotes, belongs }
}

/// Takes a word in, together with the one before it where both are often written as one.
fn push<'t>(words: &mut Vec<Word<'t>>, word: Word<'t>, text: &'t str, is_german: bool) {
    let Some(last) = words.last_mut() else { return words.push(word) };
    let is_letter = |word: &str| {
        word.chars().count() <= 4 && word.chars().all(char::is_uppercase) && !word.is_empty()
    };
    let between = &text[last.span.end..word.span.start];
    // U.S.A. is written USA as well.
    let is_dotted = between == "."
        && is_letter(last.text.rsplit('.').next().unwrap_or_default())
        && word.text.chars().count() == 1
        && is_letter(word.text);
    let is_one = is_german && word.gap == Gap::Space && is_often_one(&last.form, &word.form);
    if is_dotted || is_one {
        last.form.push_str(&word.form);
        last.span.end = word.span.end;
        last.text = last.span.of(text);
        (last.is_final, last.ends_sentence, last.ends_clause) = (word.is_final, false, false);
        return;
    }
    words.push(word);
}

/// Words that hyphens join, as one word: *Ist-Zustand*, *Istzustand*.
pub(super) fn joined(words: &[Word<'_>]) -> String {
    let last = words.len().saturating_sub(1);
    let parts = words.iter().enumerate().map(|(place, word)| {
        let digits = numeral(&word.form).filter(|_| place < last);
        digits.unwrap_or(&word.form)
    });
    // Folding makes three equal consonants two.
    respelled(fold(&parts.collect::<String>()))
}
