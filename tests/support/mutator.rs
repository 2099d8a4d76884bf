//! Plants errors in correct pairs of a text and its translation, one in each, and says which.
//!
//! Seeded: the same seed plants the same errors.

use beleg::model::{Concept, Lang, Rule, Status};
use beleg::text::figures::{FigureKind, figures};
use beleg::text::tokenize::{TokenKind, words};

/// A source text with its translation.
pub type Pair = (String, String);

/// A generator of numbers (xorshift64*, Vigna 2016).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        (mixed >> 33) as usize % limit.max(1)
    }

    fn pick<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        items.get(self.below(items.len()))
    }
}

/// Plants an error of a rule in a pair, which may then come with a further pair beside it; nothing if
/// the pair has no place for it. `concepts` are those whose terms stand in it.
pub fn plant(
    rule: Rule,
    pair: &Pair,
    concepts: &[Concept],
    random: &mut Random,
) -> Option<Vec<Pair>> {
    let (source, target) = pair;
    let with = |target: String| vec![(source.clone(), target)];
    let pairs = match rule {
        Rule::TermMissing => with(without_terms(target, concepts, "matter", random)?),
        Rule::TermForbidden => {
            let concept = random.pick(concepts)?;
            let banned: Vec<&str> = english(concept)
                .filter(|(_, status)| matches!(status, Status::Forbidden | Status::Deprecated))
                .map(|(text, _)| text)
                .collect();
            let banned = random.pick(&banned)?;
            with(without_terms(target, std::slice::from_ref(concept), banned, random)?)
        }
        Rule::Number => with(other_number(target, random)?),
        Rule::Omission if random.below(2) == 0 => with(String::new()),
        Rule::Omission => {
            let long = source.chars().count() > 120;
            let words: Vec<&str> = target.split(' ').collect();
            with(long.then(|| words[..words.len() / 4].join(" "))?)
        }
        Rule::Addition => {
            vec![pair.clone(), (String::new(), "Nobody had expected this.".to_owned())]
        }
        Rule::Inconsistent => {
            let changed = format!("By the way, {}", target.replace(" the ", " this "));
            vec![pair.clone(), (source.clone(), changed)]
        }
        Rule::Code => return None,
        Rule::Untranslated => with(source.clone()),
        Rule::Bracket => {
            let (source, target) = enclosed(pair, ('(', ')'), ('(', ')'), random)?;
            let lost = ['(', ')'][random.below(2)];
            vec![(source, target.replacen(lost, "", 1))]
        }
        Rule::Quote => {
            let style = [('“', '”'), ('"', '"'), ('«', '»')][random.below(3)];
            let (source, target) = enclosed(pair, ('„', '“'), style, random)?;
            let lost = [style.0, style.1][random.below(2)];
            vec![(source, target.replacen(lost, "", 1))]
        }
        Rule::Doubled if random.below(2) == 0 => with(format!("{target} {target}")),
        Rule::Doubled => {
            let small: Vec<&str> = target
                .split(' ')
                .filter(|word| word.len() > 3 && word.chars().all(char::is_lowercase))
                .filter(|word| !["that", "very", "really", "again"].contains(word))
                .collect();
            let word = random.pick(&small)?;
            with(target.replacen(&format!(" {word} "), &format!(" {word} {word} "), 1))
        }
    };
    let is_other = pairs.len() > 1 || pairs[0] != *pair;
    is_other.then_some(pairs)
}

fn english(concept: &Concept) -> impl Iterator<Item = (&str, Status)> {
    let english = Lang::english();
    let terms = concept.terms.iter().filter(move |term| term.lang.is_same_language(&english));
    terms.map(|term| (term.text.as_str(), term.status))
}

/// The translation with something else in the place of a concept's terms.
fn without_terms(
    target: &str,
    concepts: &[Concept],
    instead: &str,
    random: &mut Random,
) -> Option<String> {
    let concept = random.pick(concepts)?;
    let mut terms: Vec<&str> = english(concept).map(|(text, _)| text).collect();
    terms.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut changed = target.to_owned();
    for term in terms {
        for form in [format!("{term}s"), term.to_owned()] {
            changed = replaced(&changed, &form, instead);
        }
    }
    (changed != target).then_some(changed)
}

/// Puts a word in the place of others, whatever their case.
fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut changed = String::new();
    let mut rest = text;
    while let Some(at) = rest.to_lowercase().find(&old.to_lowercase()) {
        if rest.to_lowercase().len() != rest.len() {
            break;
        }
        let end = at + old.len();
        let inner = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        let is_whole = !inner(rest[..at].chars().next_back()) && !inner(rest[end..].chars().next());
        changed.push_str(&rest[..at]);
        changed.push_str(if is_whole { new } else { &rest[at..end] });
        rest = &rest[end..];
    }
    changed + rest
}

/// The translation with another number in it.
fn other_number(target: &str, random: &mut Random) -> Option<String> {
    let all = figures(target, &Lang::english());
    let digits: Vec<_> = all.iter().filter(|figure| figure.kind == FigureKind::Digits).collect();
    let figure = random.pick(&digits)?;
    let text = figure.span.of(target);
    let places: Vec<usize> =
        text.char_indices().filter(|(_, char)| char.is_ascii_digit()).map(|(at, _)| at).collect();
    let place = figure.span.start + *random.pick(&places)?;
    let digit = target[place..].chars().next()?.to_digit(10)?;
    let other = (digit + 1 + random.below(8) as u32) % 10;
    let other = if other == 0 && place == figure.span.start { digit % 9 + 1 } else { other };
    Some(format!("{}{other}{}", &target[..place], &target[place + 1..]))
}

/// A pair with marks round a word of each side.
fn enclosed(
    (source, target): &Pair,
    of_source: (char, char),
    of_target: (char, char),
    random: &mut Random,
) -> Option<Pair> {
    let mut enclose = |text: &str, (open, close): (char, char)| {
        let tokens: Vec<_> = words(text)
            .filter(|token| token.kind == TokenKind::Word && token.span.of(text).len() > 3)
            .collect();
        let span = random.pick(&tokens)?.span;
        let (before, after) = (&text[..span.start], &text[span.end..]);
        Some(format!("{before}{open}{}{close}{after}", span.of(text)))
    };
    Some((enclose(source, of_source)?, enclose(target, of_target)?))
}
