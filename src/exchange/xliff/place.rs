//! Putting the codes of a segment into its translation.
//!
//! Invariant: every code of the source stands in the translation once, or none does.

use super::inline::{Code, Inline, Piece, Role};
use super::stored;

/// A translation as it goes into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// The content of the target.
    pub(super) xml: String,
    /// Whether every code stands where it must.
    pub(super) is_sure: bool,
    /// Whether codes of the source are missing.
    pub(super) lacks_codes: bool,
}

/// A stored pair, each text with its codes if it has any.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoredPair<'s> {
    pub(super) target: &'s str,
    pub(super) coded_source: Option<&'s str>,
    pub(super) coded_target: Option<&'s str>,
}

/// Puts the codes of a source, which stands in `file`, into a stored translation.
pub(super) fn place(source: &Inline, file: &str, pair: &StoredPair<'_>) -> Placed {
    if source.codes().next().is_none() {
        return Placed { xml: content(pair.target), is_sure: true, lacks_codes: false };
    }
    if let Some((xml, is_sure)) = carried(source, file, pair) {
        return Placed { xml, is_sure, lacks_codes: false };
    }
    match around(source, file, pair.target) {
        Some(xml) => Placed { xml, is_sure: true, lacks_codes: false },
        None => Placed { xml: content(pair.target), is_sure: false, lacks_codes: true },
    }
}

/// Of more codes in a segment none is carried over: to compare them takes long, and nobody wrote them.
const MOST_CODES: usize = 500;

/// A text as it stands between tags.
pub(super) fn content(text: &str) -> String {
    super::super::xml::escaped(text).replace("&quot;", "\"")
}

/// The stored translation with the codes of the source in the places of its own, if both sources have
/// the same codes in the same order; and whether they stand between the same words.
fn carried(source: &Inline, file: &str, pair: &StoredPair<'_>) -> Option<(String, bool)> {
    let of_source = stored::pieces(pair.coded_source?)?;
    let of_target = stored::pieces(pair.coded_target?)?;
    let codes: Vec<&Code> = source.codes().collect();
    let known: Vec<&Code> = of_source.codes().collect();
    if codes.len().max(known.len()) > MOST_CODES {
        return None;
    }
    let shape = |codes: &[&Code]| -> Vec<(Role, Option<usize>)> {
        codes.iter().map(|code| (code.role, opener(codes, code))).collect()
    };
    if shape(&codes) != shape(&known) {
        return None;
    }
    let placed: Vec<&Code> = of_target.codes().collect();
    let places = matched(&known, &placed)?;
    let (mut xml, mut at, mut open) = (String::new(), 0, Vec::new());
    for piece in &of_target.pieces {
        match piece {
            Piece::Text(text) => xml.push_str(&content(text)),
            Piece::Code(_) => {
                let code = codes[places[at]];
                at += 1;
                match code.role {
                    Role::Open if code.nests => open.push(&code.pair),
                    Role::Close if code.nests && open.pop() != Some(&code.pair) => return None,
                    _ => {}
                }
                xml.push_str(&file[code.range.clone()]);
            }
            Piece::Marked(_) | Piece::Unmarked => {}
        }
    }
    Some((xml, offsets(source) == offsets(&of_source)))
}

/// The place of the code that opens what this one closes.
fn opener(codes: &[&Code], code: &Code) -> Option<usize> {
    (code.role == Role::Close)
        .then(|| codes.iter().position(|one| one.role == Role::Open && one.pair == code.pair))?
}

/// For each code of a translation the place of its counterpart among those of the source, if each has
/// one.
fn matched(source: &[&Code], target: &[&Code]) -> Option<Vec<usize>> {
    if source.len() != target.len() {
        return None;
    }
    let mut taken = vec![false; source.len()];
    let mut places: Vec<usize> = Vec::with_capacity(target.len());
    for code in target {
        let opened = opener(target, code).and_then(|at| places.get(at).copied());
        let free = |is: &dyn Fn(usize) -> bool| {
            (0..source.len()).find(|at| !taken[*at] && source[*at].role == code.role && is(*at))
        };
        let place = match (code.role, opened) {
            (Role::Close, None) => None,
            (Role::Close, opened) => free(&|at| opener(source, source[at]) == opened),
            _ if code.id.is_empty() => free(&|at| source[at].content == code.content),
            _ => free(&|at| source[at].id == code.id),
        }?;
        taken[place] = true;
        places.push(place);
    }
    Some(places)
}

/// How many characters but white space stand before each code.
fn offsets(inline: &Inline) -> Vec<usize> {
    let mut passed = 0;
    let mut offsets = Vec::new();
    for piece in &inline.pieces {
        match piece {
            Piece::Text(text) => {
                passed += text.chars().filter(|char| !char.is_whitespace()).count();
            }
            Piece::Code(_) => offsets.push(passed),
            Piece::Marked(_) | Piece::Unmarked => {}
        }
    }
    offsets
}

/// The translation between the codes of the source, if those stand at its edges alone.
fn around(source: &Inline, file: &str, target: &str) -> Option<String> {
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty());
    let first = source.pieces.iter().position(is_text)?;
    let is_edge = source.pieces[first + 1..].iter().all(|piece| !is_text(piece));
    if !is_edge {
        return None;
    }
    let write = |pieces: &[Piece]| -> String {
        let write = |piece: &Piece| match piece {
            Piece::Text(text) => content(text),
            Piece::Code(code) => file[code.range.clone()].to_owned(),
            Piece::Marked(_) | Piece::Unmarked => String::new(),
        };
        pieces.iter().map(write).collect()
    };
    let (before, after) = (write(&source.pieces[..first]), write(&source.pieces[first + 1..]));
    Some(format!("{before}{}{after}", content(target)))
}
