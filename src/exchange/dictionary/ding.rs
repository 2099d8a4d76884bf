//! Dictionaries of Ding (`trans-de-en` in Debian): German and English words.
//!
//! A line holds an entry: `Haus {n}; Gebäude {n} | Häuser {pl} :: house; building | houses`. The parts
//! between the bars belong together one by one; within them, alternatives stand between semicolons.

use super::Dictionary;
use super::notation;
use crate::exchange::encoding::decode;
use crate::exchange::error::ExchangeError;
use crate::exchange::report::Refusal;
use crate::model::{Lang, PartOfSpeech, Proposal, ProposedTerm};

/// Words of one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DingEntry {
    /// The German words, without grammar and remarks.
    pub german: Vec<String>,
    /// The English ones.
    pub english: Vec<String>,
}

/// Reads the words of a dictionary.
///
/// # Errors
/// If the file is no dictionary of this kind.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<DingEntry>, ExchangeError> {
    let decoded = decode(bytes, name)?;
    let Dictionary { rows, refused } = read_rows(&decoded.text);
    if refused.len() >= rows.len() {
        return Err(ExchangeError::NoDictionary { name: name.to_owned() });
    }
    let german = Lang::german();
    let words = |row: &Proposal, is_german: bool| {
        let terms = row.terms.iter().filter(|term| (term.lang == german) == is_german);
        let long = terms.filter(|term| term.pos != Some(PartOfSpeech::Abbreviation));
        long.map(|term| term.text.clone()).collect()
    };
    let entry = |row: &Proposal| DingEntry { german: words(row, true), english: words(row, false) };
    Ok(rows.iter().map(entry).collect())
}

/// The rows of a dictionary.
pub(super) fn read_rows(text: &str) -> Dictionary {
    let (german, english) = (Lang::german(), Lang::english());
    let mut dictionary = Dictionary::default();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let Some((of_german, of_english)) = line.split_once(" :: ") else {
            let reason = "no ` :: ` parts German from English".to_owned();
            dictionary.refused.push(Refusal { line: number, reason });
            continue;
        };
        let (mut one, mut other) = (of_german.split(" | "), of_english.split(" | "));
        loop {
            let (german_part, english_part) = (one.next(), other.next());
            if german_part.is_none() && english_part.is_none() {
                break;
            }
            let mut row = Proposal::default();
            let of_german = side(german_part.unwrap_or_default(), &german, &mut row);
            let of_english = side(english_part.unwrap_or_default(), &english, &mut row);
            if of_german.is_empty() != of_english.is_empty() {
                let reason = "a part between its bars stands in one language only".to_owned();
                dictionary.refused.push(Refusal { line: number, reason });
            } else if !of_german.is_empty() {
                row.terms = of_german.into_iter().chain(of_english).collect();
                dictionary.rows.push(row);
            }
        }
    }
    dictionary
}

/// The alternatives of a part.
fn side(part: &str, lang: &Lang, row: &mut Proposal) -> Vec<ProposedTerm> {
    let mut terms: Vec<ProposedTerm> = Vec::new();
    for alternative in alternatives(part) {
        let Some(noted) = notation::read(alternative, lang) else { continue };
        row.subject = row.subject.take().or(noted.subject);
        let short = noted.short.map(|short| {
            let mut term = ProposedTerm::new(lang.clone(), short);
            term.pos = Some(PartOfSpeech::Abbreviation);
            term
        });
        terms.extend(std::iter::once(noted.term).chain(short));
    }
    terms
}

/// Splits at semicolons outside brackets.
fn alternatives(part: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, char) in part.char_indices() {
        match char {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                found.push(&part[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&part[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_belong_together_one_by_one() {
        let text = "# Version :: 1\nHaus {n}; Gebäude {n} [arch.] | Häuser {pl} (mehrere; viele) :: \
                    house; (large) building | houses\nEuropäische Union {f} /EU/ :: European Union /EU/\n";
        let entries = read(text.as_bytes(), "de-en").unwrap();
        let entry = |german: &[&str], english: &[&str]| {
            let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
            DingEntry { german: own(german), english: own(english) }
        };
        assert_eq!(
            entries,
            [
                entry(&["Haus", "Gebäude"], &["house", "building"]),
                entry(&["Häuser"], &["houses"]),
                entry(&["Europäische Union"], &["European Union"]),
            ]
        );
        let rows = read_rows(text).rows;
        assert_eq!(rows[0].subject.as_deref(), Some("arch."));
        assert_eq!(rows[2].terms.iter().filter(|term| term.text == "EU").count(), 2);
    }

    #[test]
    fn parts_without_another_side_are_told() {
        let Dictionary { rows, refused } =
            read_rows("Haus | Häuser :: house\nMaus | {pl} :: mouse |\n");
        assert_eq!((rows.len(), refused.len(), refused[0].line), (2, 1, 1));
    }

    #[test]
    fn another_file_is_refused() {
        let error = read(b"Haus,house\nMaus,mouse\n", "x.csv").unwrap_err();
        assert!(matches!(error, ExchangeError::NoDictionary { .. }), "{error}");
    }
}
