//! German patterns: nouns, nouns behind adjectives, nouns with a genitive, names of several words.
//!
//! In a key `n:` marks a noun in the form that it has, `a:` an adjective without its ending, `g:` the
//! article of a genitive, `p:` a word of a name.

use super::articles::Article;
use super::counting::Occurrence;
use super::lists::{LOOSE_HEADS, STOP_NOUNS};
use super::pieces::{Kind, Piece, adjective_stem};
use crate::model::Span;
use crate::text::fold::fold;

/// So many adjectives stand before a noun at most.
const MOST_ADJECTIVES: usize = 2;

/// So many words has a name at most.
const LONGEST_NAME: usize = 4;

/// The candidates of a text.
pub(super) fn occurrences(text: &str, pieces: &[Piece]) -> Vec<Occurrence> {
    let reader = Reader { text, pieces, quality: quality(text, pieces) };
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::Noun { is_sure } => {
                reader.noun(at, is_sure, &mut found);
                reader.genitive(at, &mut found);
            }
            Kind::Name => {
                reader.noun(at, true, &mut found);
                reader.name(at, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// How well a sentence shows what stands in it: whole sentences of middle length do.
pub(super) fn quality(text: &str, pieces: &[Piece]) -> u8 {
    let words = pieces.len();
    let ends = text.trim_end().ends_with(['.', '!', '?', '"', '“', '«', '»', '”']);
    let length = match words {
        8..=22 => 3,
        6..=30 => 2,
        4..=45 => 1,
        _ => 0,
    };
    1 + length + 2 * u8::from(ends)
}

struct Reader<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    quality: u8,
}

impl Reader<'_> {
    fn written(&self, at: usize) -> &str {
        self.pieces[at].span.of(self.text)
    }

    /// The place of the first adjective before a noun.
    fn first_adjective(&self, noun: usize) -> usize {
        let mut first = noun;
        while first > 0
            && noun - first < MOST_ADJECTIVES
            && !self.pieces[first].is_parted
            && self.pieces[first - 1].kind == Kind::Adjective
        {
            first -= 1;
        }
        first
    }

    /// The article before a place, past adjectives that are of no term.
    fn article(&self, at: usize) -> Option<Article> {
        let mut before = at;
        for _ in 0..3 {
            if before == 0 || self.pieces[before].is_parted {
                return None;
            }
            before -= 1;
            match self.pieces[before].kind {
                Kind::Article(article) if before + 1 < at => {
                    return Some(article.before(self.written(before + 1)));
                }
                Kind::Article(article) => return Some(article),
                Kind::Adjective | Kind::Other => {
                    let word = self.written(before);
                    if !word.starts_with(char::is_lowercase) || adjective_stem(word).is_none() {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// The part of a key that a piece makes.
    fn key(&self, at: usize) -> String {
        let piece = &self.pieces[at];
        match piece.kind {
            Kind::Adjective => {
                let lower = self.written(at).to_lowercase();
                let stem = adjective_stem(&lower).unwrap_or(&lower);
                format!("a:{}", fold(stem).replace(['-', ' '], ""))
            }
            _ => format!("n:{}", piece.form),
        }
    }

    /// Pieces as they are written; an adjective that begins a sentence loses its capital.
    fn shown(&self, first: usize, last: usize) -> String {
        let whole = &self.text[self.pieces[first].span.start..self.pieces[last].span.end];
        let shown = whole.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
        let is_adjective = self.pieces[first].kind == Kind::Adjective;
        if !is_adjective || !self.pieces[first].is_initial {
            return shown;
        }
        let mut chars = shown.chars();
        let first = chars.next().into_iter().flat_map(char::to_lowercase);
        first.chain(chars).collect()
    }

    fn occurrence(&self, first: usize, last: usize, key: String, is_sure: bool) -> Occurrence {
        Occurrence {
            key,
            written: self.shown(first, last),
            span: Span::new(self.pieces[first].span.start, self.pieces[last].span.end),
            is_sure,
            article: self.article(first).map(|article| match self.pieces[first].kind {
                Kind::Adjective => article.before(self.written(first)),
                _ => article,
            }),
            quality: self.quality,
        }
    }

    /// A noun alone and behind its adjectives.
    fn noun(&self, at: usize, is_sure: bool, found: &mut Vec<Occurrence>) {
        let mut key = self.key(at);
        let first = self.first_adjective(at);
        // Behind an adjective or article it is one, wherever it stands.
        let is_sure = is_sure || first < at;
        found.push(self.occurrence(at, at, key.clone(), is_sure));
        for adjective in (first..at).rev() {
            key = format!("{} {key}", self.key(adjective));
            found.push(self.occurrence(adjective, at, key.clone(), true));
        }
    }

    /// A noun with a genitive behind it: *Recht der See*.
    fn genitive(&self, at: usize, found: &mut Vec<Occurrence>) {
        let head = &self.pieces[at];
        if LOOSE_HEADS.has(&head.form) || STOP_NOUNS.has(&head.form) {
            return;
        }
        let is_one = |piece: Option<&Piece>| piece.is_some_and(|piece| !piece.is_parted);
        if !is_one(self.pieces.get(at + 1)) {
            return;
        }
        let article = self.written(at + 1);
        if !matches!(article, "der" | "des") {
            return;
        }
        let mut last = at + 2;
        if self.pieces.get(last).is_some_and(|piece| piece.kind == Kind::Adjective) {
            last += 1;
        }
        // Erdbeben der Stärke 7
        let is_measured = self.pieces.get(last + 1).is_some_and(|next| {
            !next.is_parted
                && self.written(last + 1).starts_with(|char: char| char.is_ascii_digit())
        });
        if is_measured {
            return;
        }
        let is_noun = self.pieces.get(last).is_some_and(|piece| {
            matches!(piece.kind, Kind::Noun { is_sure: true }) && !STOP_NOUNS.has(&piece.form)
        });
        if !is_noun || !(at + 2..=last).all(|place| is_one(self.pieces.get(place))) {
            return;
        }
        // A masculine genitive ends in -s or -n; what does not is something else.
        let form = &self.pieces[last].form;
        if article == "des" && !form.ends_with(['s', 'n']) {
            return;
        }
        let rest: Vec<String> = (at + 2..=last).map(|place| self.key(place)).collect();
        let key = format!("{} g:{article} {}", self.key(at), rest.join(" "));
        found.push(self.occurrence(at, last, key, true));
    }

    /// Names in a row: *Kim Jong-un*.
    fn name(&self, at: usize, found: &mut Vec<Occurrence>) {
        let is_name = |place: usize| self.pieces[place].kind == Kind::Name;
        let goes_on = |place: usize| {
            place < self.pieces.len() && is_name(place) && !self.pieces[place].is_parted
        };
        let begins = at == 0 || !is_name(at - 1) || self.pieces[at].is_parted;
        if !begins {
            return;
        }
        let mut last = at;
        while goes_on(last + 1) && last + 1 - at < LONGEST_NAME {
            last += 1;
        }
        if last > at {
            let forms = (at..=last).map(|place| format!("p:{}", self.pieces[place].form));
            let key = forms.collect::<Vec<_>>().join(" ");
            found.push(self.occurrence(at, last, key, true));
        }
    }
}
