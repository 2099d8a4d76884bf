//! English patterns: nouns with nouns and adjectives before them.
//!
//! Without a tagger what is a noun is told by what may not be in a term: candidates are pieces of runs
//! without words of closed classes and verbs, and sure where a run ends with them.

use super::articles::Article;
use super::counting::Occurrence;
use super::german::quality;
use super::lists::ENGLISH_WEAK;
use super::pieces::{Kind, Piece};
use crate::model::Span;

/// So many words has a term at most.
const LONGEST: usize = 4;

/// The candidates of a text.
pub(super) fn occurrences(text: &str, pieces: &[Piece]) -> Vec<Occurrence> {
    let quality = quality(text, pieces);
    let mut found = Vec::new();
    for last in 0..pieces.len() {
        let Kind::Noun { .. } = pieces[last].kind else { continue };
        let ends_run = pieces.get(last + 1).is_none_or(|next| {
            next.is_parted || !matches!(next.kind, Kind::Noun { .. } | Kind::Adjective)
        });
        let mut key = String::new();
        for length in 1..=LONGEST.min(last + 1) {
            let first = last + 1 - length;
            let piece = &pieces[first];
            let is_of_run = matches!(piece.kind, Kind::Noun { .. } | Kind::Adjective)
                && (length == 1 || !pieces[first + 1].is_parted);
            if !is_of_run {
                break;
            }
            let part = if length == 1 { "n" } else { "e" };
            key = if key.is_empty() {
                format!("{part}:{}", piece.form)
            } else {
                format!("{part}:{} {key}", piece.form)
            };
            if ENGLISH_WEAK.has(&piece.form) {
                if length == 1 {
                    break;
                }
                continue;
            }
            let before = first.checked_sub(1).map(|before| pieces[before].kind);
            let article = match before {
                Some(Kind::Article(article)) if !piece.is_parted => Some(article),
                _ => None,
            };
            found.push(Occurrence {
                key: key.clone(),
                written: shown(text, &pieces[first..=last]),
                span: Span::new(piece.span.start, pieces[last].span.end),
                is_sure: ends_run,
                article: article.map(|_| Article::Any),
                quality,
            });
        }
    }
    found
}

/// Pieces as they are written; one that begins a sentence loses its capital, unless it is all of
/// capitals.
fn shown(text: &str, pieces: &[Piece]) -> String {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return String::new() };
    let whole = &text[first.span.start..last.span.end];
    let shown = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let word = first.span.of(text);
    let is_plain = word.chars().skip(1).all(|char| !char.is_uppercase());
    if !first.is_initial || !is_plain {
        return shown;
    }
    let mut chars = shown.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}
