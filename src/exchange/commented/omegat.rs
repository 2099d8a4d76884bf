//! Glossaries of OmegaT: source, target and comment.

use super::super::content::{Reading, TermTable};
use super::super::error::ExchangeError;
use super::super::names;
use super::super::source::Source;
use super::{quoted, table, text};

/// Whether a text begins as OmegaT begins the glossary that it makes itself.
pub(in super::super) fn is_glossary(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.starts_with('#') && first.contains("-*- coding:")
}

/// Reads a glossary. Columns behind the third are left out, as OmegaT leaves them out.
pub(in super::super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<TermTable, ExchangeError> {
    let name = source.name().to_owned();
    let (text, told) = text(source)?;
    let lines: Vec<String> = text
        .lines()
        .map(|line| match line.starts_with('#') || line.trim().is_empty() {
            true => String::new(),
            false => quoted(line.split('\t').take(3)),
        })
        .collect();
    let (from, to) = reading.langs;
    let column = |lang| names::of_language(lang, reading.langs);
    let header = [column(from), column(to), "note".to_owned()];
    let mut read = table(&quoted(header.iter().map(String::as_str)), &lines, &name, reading)?;
    read.remarks = told;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::super::super::content::Reading;
    use super::*;
    use crate::model::Lang;

    #[test]
    fn comments_are_no_terms_and_quotes_are_characters() {
        let (german, english) = (Lang::german(), Lang::english());
        let glossary = "# Glossary in tab-separated format -*- coding: utf-8 -*-\nZoll\tduty\t\"hoch\n\n\
                        # Tor\tgate\n \"Haus\t house \t\tmehr\nallein\n";
        assert!(is_glossary(glossary));
        let source = Source::of(glossary.as_bytes().to_vec(), "x.txt").unwrap();
        let read = open(source, &Reading::new((&german, &english))).unwrap();
        let rows: Vec<(usize, &str, &str)> = read
            .rows
            .iter()
            .map(|row| {
                let terms = &row.proposal.terms;
                (row.line, terms[0].text.as_str(), terms[1].text.as_str())
            })
            .collect();
        assert_eq!(rows, [(2, "Zoll", "duty"), (5, "\"Haus", "house")]);
        assert_eq!(read.rows[0].proposal.note.as_deref(), Some("\"hoch"));
        assert_eq!((read.refused.len(), read.refused[0].line), (1, 6));
    }
}
