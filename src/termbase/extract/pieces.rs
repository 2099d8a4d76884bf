//! The words of a text as patterns see them: words that hyphens join are one, and each has its kind.

use super::articles::{Article, article};
use super::lists::{ENGLISH_CLOSED, ENGLISH_WEAK, STOP_ADJECTIVES, STOP_NOUNS};
use super::{background, lemma};
use crate::model::{Lang, Span};
use crate::termbase::reading::{self, Gap, Word};
use crate::text::compound::words as known;
use crate::text::fold::fold;
use crate::text::inflect::is_closed_class;

/// A word of a text, or several that hyphens join.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Where it stands.
    pub(super) span: Span,
    /// The folded form without hyphens.
    pub(super) form: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a sentence or quotation begins with it.
    pub(super) is_initial: bool,
    /// Whether more than white space parts it from the one before.
    pub(super) is_parted: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A noun. One that begins a sentence may be another word with a capital; then it is not sure.
    Noun {
        /// Whether it is known to be one here.
        is_sure: bool,
    },
    /// A word with a capital that is no German word.
    Name,
    /// An adjective that may be of a term; of English also any word that may stand before a noun.
    Adjective,
    /// An article, or a word that says as much of the noun behind it.
    Article(Article),
    /// A word that ends whatever came before.
    Other,
    /// What is no word.
    Mark,
}

impl Piece {
    /// Whether it counts as a word of the text.
    pub(super) fn is_word(&self) -> bool {
        self.kind != Kind::Mark
    }
}

/// Longer words are none.
const LONGEST: usize = 80;

/// The pieces of a text.
pub(super) fn read(text: &str, lang: &Lang) -> Vec<Piece> {
    let words = reading::read(text, lang);
    let mut groups: Vec<&[Word<'_>]> = Vec::new();
    let mut start = 0;
    for at in 1..=words.len() {
        let goes_on = words.get(at).is_some_and(|word| {
            word.gap == Gap::Hyphen && !word.is_cut_before && !words[at - 1].is_cut_behind
        });
        if !goes_on && start < at {
            groups.push(&words[start..at]);
            start = at;
        }
    }
    let is_german = lang.primary() == "de";
    let mut pieces: Vec<Piece> = Vec::with_capacity(groups.len());
    for group in groups {
        let (first, last) = (&group[0], &group[group.len() - 1]);
        let span = Span::new(first.span.start, last.span.end);
        let form: String = group.iter().map(|word| word.form.as_str()).collect();
        let is_parted = first.gap != Gap::Space;
        let is_cut = first.is_cut_before || last.is_cut_behind;
        let written = span.of(text);
        let kind = if is_cut || !is_usual(written) || is_of_code(text, span) {
            Kind::Other
        } else if is_german {
            german(written, &form, first.is_initial && !is_dash(text, span))
        } else {
            english(written, &form, first.is_initial)
        };
        pieces.push(Piece { span, form, kind, is_initial: first.is_initial, is_parted });
    }
    if is_german {
        settle_requests(text, &mut pieces);
        settle_capitals(text, &mut pieces);
    }
    pieces
}

/// Whether a dash stands before a word: it begins no sentence.
fn is_dash(text: &str, span: Span) -> bool {
    text[..span.start].trim_end().ends_with(['–', '-', '—'])
}

/// Whether a word is a piece of an identifier, path or address.
fn is_of_code(text: &str, span: Span) -> bool {
    let is_mark = |char: char| {
        matches!(char, '_' | '\\' | '=' | '@' | '{' | '}' | '<' | '>' | '#' | '$' | '~' | '|' | '&')
    };
    let before = text[..span.start].chars().next_back();
    let mut after = text[span.end..].chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = matches!(next, Some('.' | ':' | '/'))
        && second.is_some_and(|char| {
            char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '/' | ':')
        });
    let came_on = before == Some('.')
        && text[..span.start].chars().rev().nth(1).is_some_and(char::is_alphanumeric);
    before.is_some_and(is_mark) || next.is_some_and(is_mark) || goes_on || came_on
}

/// Whether it may be a word of a term: letters first, and more than one of them.
fn is_usual(written: &str) -> bool {
    let letters = written.chars().filter(|char| char.is_alphabetic()).count();
    let is_long = written.chars().count() > LONGEST;
    let first = written.chars().next();
    let is_odd = |char: char| {
        !(char.is_alphanumeric() || matches!(char, '-' | '‐' | '‑' | '–' | '\'' | '’' | '\u{ad}'))
    };
    first.is_some_and(char::is_alphabetic) && letters > 1 && !is_long && !written.contains(is_odd)
}

fn german(written: &str, form: &str, is_initial: bool) -> Kind {
    let lower = written.to_lowercase();
    if let Some(article) = article(&lower).filter(|_| is_initial || lower == written) {
        return Kind::Article(article);
    }
    let is_capital = written.starts_with(char::is_uppercase);
    if is_closed_class(form, &Lang::german()) || STOP_NOUNS.has(form) {
        return Kind::Other;
    }
    if !is_capital {
        return if is_adjective(&lower) && !is_loose(&lower) {
            Kind::Adjective
        } else {
            Kind::Other
        };
    }
    if written.chars().filter(|char| char.is_alphabetic()).all(char::is_uppercase) {
        // An abbreviation, or a headline in capitals.
        let length = written.chars().count();
        let is_english = length > 3 && background::knows(&Lang::english(), &lower);
        let is_short = length <= 8 && !known::is_lower(&lower) && !is_english;
        return if is_short { Kind::Noun { is_sure: true } } else { Kind::Other };
    }
    let last = lower.rsplit(['-', '‐', '‑', '–']).next().unwrap_or(&lower);
    let is_joined = last.len() < lower.len();
    let last_written = written.rsplit(['-', '‐', '‑', '–']).next().unwrap_or(written);
    if is_joined && !last_written.starts_with(char::is_uppercase) {
        // Kim Jong-un, but not Make-up.
        return if known::is_noun(&lower) { Kind::Noun { is_sure: true } } else { Kind::Name };
    }
    let (is_noun, is_small) = (known::is_noun(last), known::is_lower(last));
    if !is_noun && is_small && !is_joined {
        // Written with a small letter elsewhere: a verb or adjective that stands for a noun, unless it
        // begins a sentence.
        return match (is_initial, is_adjective(&lower)) {
            (true, true) if !is_loose(&lower) => Kind::Adjective,
            (true, _) => Kind::Other,
            (false, _) => Kind::Noun { is_sure: true },
        };
    }
    let is_sure = !is_initial || !is_small;
    if is_noun || lemma::is_german_noun(last) { Kind::Noun { is_sure } } else { Kind::Name }
}

/// Endings of adjectives that no list needs to have.
const SUFFIXES: [&str; 19] = [
    "isch",
    "lich",
    "bar",
    "haft",
    "los",
    "ell",
    "iv",
    "iert",
    "ös",
    "ig",
    "sam",
    "fähig",
    "är",
    "ar",
    "al",
    "weit",
    "übergreifend",
    "ent",
    "ant",
];

/// Words that look like adjectives before a noun and are none.
const NO_ADJECTIVES: [&str; 16] = [
    "dessen",
    "deren",
    "denen",
    "derer",
    "seitdem",
    "indem",
    "trotzdem",
    "außerdem",
    "zudem",
    "nachdem",
    "unterdessen",
    "inzwischen",
    "stattdessen",
    "infolgedessen",
    "einander",
    "ihresgleichen",
];

/// What stands before the ending of a German adjective.
pub(super) fn adjective_stem(lower: &str) -> Option<&str> {
    let ends = ["em", "en", "er", "es", "e"];
    let stem = ends.iter().find_map(|end| lower.strip_suffix(end))?;
    (stem.chars().count() > 2).then_some(stem)
}

fn is_declined(stem: &str) -> bool {
    ["em", "er", "es"].iter().all(|ending| known::is_lower(&format!("{stem}{ending}")))
}

/// Whether a word in lower case is an adjective before a noun.
fn is_adjective(lower: &str) -> bool {
    let last = lower.rsplit(['-', '‐', '‑']).next().unwrap_or(lower);
    let Some(stem) = adjective_stem(last) else { return false };
    if NO_ADJECTIVES.contains(&lower) || is_closed_class(&fold(lower), &Lang::german()) {
        return false;
    }
    let has_suffix = SUFFIXES.iter().any(|suffix| stem.ends_with(suffix));
    is_declined(stem) || has_suffix && !known::is_lower(last)
}

/// Whether an adjective is hardly of a term: it judges, points, counts or compares.
fn is_loose(lower: &str) -> bool {
    let last = lower.rsplit(['-', '‐', '‑']).next().unwrap_or(lower);
    let Some(stem) = adjective_stem(last) else { return true };
    if STOP_ADJECTIVES.has(&fold(stem)) {
        return true;
    }
    let measures =
        ["jährig", "prozentig", "tägig", "stündig", "köpfig", "malig", "monatig", "wöchig"];
    if measures.iter().any(|measure| stem.ends_with(measure)) {
        return true;
    }
    // Compared: größere, stärkste.
    ["er", "est", "st"].iter().any(|end| {
        let positive = stem.strip_suffix(end).filter(|positive| positive.chars().count() > 2);
        positive.is_some_and(|positive| {
            let plain = positive.replace('ä', "a").replace('ö', "o").replace('ü', "u");
            is_declined(positive) || plain != positive && is_declined(&plain)
        })
    })
}

/// Words that begin a sentence and have *Sie* behind them are verbs: *Wählen Sie*.
fn settle_requests(text: &str, pieces: &mut [Piece]) {
    for at in 0..pieces.len().saturating_sub(1) {
        let is_request = pieces[at].is_initial
            && pieces[at].form.ends_with('n')
            && pieces[at + 1].span.of(text) == "Sie"
            && !pieces[at + 1].is_parted;
        if is_request {
            pieces[at].kind = Kind::Other;
        }
    }
}

/// Words with a capital that stand before a noun are adjectives if they may be: *Vereinte Nationen*.
fn settle_capitals(text: &str, pieces: &mut [Piece]) {
    for at in 0..pieces.len().saturating_sub(1) {
        let next = &pieces[at + 1];
        let is_before_noun = matches!(next.kind, Kind::Noun { .. } | Kind::Name) && !next.is_parted;
        let piece = &pieces[at];
        let lower = piece.span.of(text).to_lowercase();
        let may_be = matches!(piece.kind, Kind::Noun { .. } | Kind::Name)
            && known::is_lower(&lower)
            && is_adjective(&lower)
            && !(piece.is_initial && is_loose(&lower));
        if may_be && is_before_noun {
            pieces[at].kind = Kind::Adjective;
        }
    }
}

/// English nouns in -ic.
const IC_NOUNS: [&str; 20] = [
    "music",
    "topic",
    "public",
    "clinic",
    "traffic",
    "fabric",
    "critic",
    "logic",
    "republic",
    "panic",
    "academic",
    "mechanic",
    "statistic",
    "graphic",
    "epidemic",
    "pandemic",
    "arctic",
    "ethic",
    "metric",
    "tactic",
];

fn english(written: &str, form: &str, is_initial: bool) -> Kind {
    if ENGLISH_CLOSED.has(form) {
        return if matches!(form, "the" | "a" | "an") {
            Kind::Article(Article::Any)
        } else {
            Kind::Other
        };
    }
    let lower = written.to_lowercase();
    let is_name = written.starts_with(char::is_uppercase) && !is_initial;
    if is_name {
        return Kind::Noun { is_sure: true };
    }
    let traits = background::character(&Lang::english(), &lower);
    let is_joined = lower.contains('-');
    if form.ends_with("ly") && !matches!(form, "family" | "supply" | "assembly" | "ally") {
        return Kind::Other;
    }
    if traits == Some(background::Trait::Verb) && !is_joined {
        return Kind::Other;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| form.ends_with(ending));
    let is_seldom_noun = ends(&["ive", "ish", "ian"]) && traits != Some(background::Trait::Noun);
    let is_attribute = ENGLISH_WEAK.has(form)
        || is_joined
        || is_seldom_noun
        || ends(&["ous", "ful", "less", "able", "ible", "ical"])
        || ends(&["ed"]) && !ends(&["eed", "bed", "shed"])
        || ends(&["ic"]) && !IC_NOUNS.contains(&form);
    if is_attribute { Kind::Adjective } else { Kind::Noun { is_sure: true } }
}
