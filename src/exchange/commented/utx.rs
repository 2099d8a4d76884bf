//! UTX (Universal Terminology eXchange) 1.x: simple glossaries for machine translation.

use super::super::content::{Reading, TermTable};
use super::super::error::ExchangeError;
use super::super::names;
use super::super::source::Source;
use super::{quoted, table, text};
use crate::model::{Lang, PartOfSpeech, Status};

/// Whether a text is UTX.
pub(in super::super) fn is_utx(text: &str) -> bool {
    text.starts_with("#UTX")
}

/// Reads a glossary: the first line names the languages, the last comment before the entries the
/// columns.
pub(in super::super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<TermTable, ExchangeError> {
    let name = source.name().to_owned();
    let (text, told) = text(source)?;
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.first().copied().unwrap_or_default();
    let end = lines.iter().position(|line| !line.starts_with('#') && !line.trim().is_empty());
    let comments = &lines[..end.unwrap_or(lines.len())];
    let langs = langs(first).unwrap_or_else(|| [reading.langs.0.clone(), reading.langs.1.clone()]);
    let columns = comments.iter().rev().find(|line| line.contains('\t')).copied();
    let columns: Vec<Column> = columns
        .unwrap_or("#src\ttgt\tsrc:pos")
        .trim_start_matches('#')
        .split('\t')
        .map(|column| Column::of(column, &langs, reading))
        .collect();
    let header = quoted(columns.iter().map(|column| column.name.as_str()));
    let rows: Vec<String> = lines
        .iter()
        .map(|line| match line.starts_with('#') || line.trim().is_empty() {
            true => String::new(),
            false => {
                let cells = line.split('\t').enumerate();
                let cells = cells.map(|(at, cell)| match columns.get(at) {
                    Some(column) => column.value(cell.trim()),
                    None => cell,
                });
                quoted(cells)
            }
        })
        .collect();
    let mut read = table(&header, &rows, &name, reading)?;
    read.remarks.splice(0..0, told);
    Ok(read)
}

/// The languages in `#UTX 1.11; de-DE/en-GB; …`.
fn langs(first: &str) -> Option<[Lang; 2]> {
    let (from, to) = first.split(';').nth(1)?.trim().split_once('/')?;
    Some([from.parse().ok()?, to.split('/').next()?.parse().ok()?])
}

/// A column.
struct Column {
    /// Its name where tables are read.
    name: String,
    holds: Holds,
}

/// What the cells of a column hold, if it is of a closed list.
enum Holds {
    Status,
    Pos,
    Other,
}

impl Column {
    fn of(column: &str, [from, to]: &[Lang; 2], reading: &Reading<'_>) -> Self {
        let column = column.trim().to_lowercase();
        let (what, of) = column.split_once(':').unwrap_or((&column, ""));
        let lang = |lang: &Lang| names::of_language(lang, reading.langs);
        // The later editions write `term:de` and `pos:de` for `src` and `src:pos`.
        let side = |word: &str| match word {
            "src" => Some(lang(from)),
            "tgt" => Some(lang(to)),
            word => word.parse().ok().map(|word: Lang| lang(&word)),
        };
        let holds = match (what, of) {
            ("pos", _) | (_, "pos") => Holds::Pos,
            ("term status", _) | (_, "term status") => Holds::Status,
            _ => Holds::Other,
        };
        let name = match (what, of) {
            ("src" | "tgt", "") | ("term", _) => side(if of.is_empty() { what } else { of }),
            ("src" | "tgt", of) => {
                let of = if of == "term status" { "status" } else { of };
                side(what).map(|side| format!("{side}_{of}"))
            }
            ("pos", of) if !of.is_empty() => side(of).map(|side| format!("{side}_pos")),
            ("term status", of) if !of.is_empty() => side(of).map(|side| format!("{side}_status")),
            ("term status", _) => Some("status".to_owned()),
            ("concept id", _) => Some("external_id".to_owned()),
            _ => None,
        };
        Self { name: name.unwrap_or(column), holds }
    }

    /// The value of a cell by the name that it has here.
    fn value<'c>(&self, cell: &'c str) -> &'c str {
        let lower = cell.to_lowercase();
        match self.holds {
            Holds::Other => cell,
            _ if cell.is_empty() => cell,
            Holds::Status => match lower.as_str() {
                "provisional" => Status::Proposed.as_str(),
                "approved" => Status::Preferred.as_str(),
                "non-standard" => Status::Deprecated.as_str(),
                "forbidden" | "rejected" => Status::Forbidden.as_str(),
                _ => cell,
            },
            Holds::Pos => match lower.as_str() {
                "propernoun" => PartOfSpeech::ProperNoun.as_str(),
                "sentence" => PartOfSpeech::Phrase.as_str(),
                _ if cell.parse::<PartOfSpeech>().is_ok() => cell,
                _ => PartOfSpeech::Other.as_str(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(utx: &str) -> TermTable {
        let (german, english) = (Lang::german(), Lang::english());
        let source = Source::of(utx.as_bytes().to_vec(), "x.utx").unwrap();
        open(source, &Reading::new((&german, &english))).unwrap()
    }

    #[test]
    fn the_last_comment_names_the_columns() {
        let utx = "#UTX 1.11; de-DE/en-GB; 2011-10-01T10:00:00Z+09:00; copyright: x\n# Hinweis\n\
                   #src\ttgt\tsrc:pos\tterm status\tcomment\n\
                   Zoll\tduty\tnoun\tapproved\tein \"Wort\"\n#Tor\tgate\tnoun\t\t\n\
                   Berlin\tBerlin\tproperNoun\tforbidden\nund\tand\tconjunction\nallein\n";
        let table = read(utx);
        let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!((lines, table.refused[0].line), (vec![4, 6, 7], 8));
        let first = &table.rows[0].proposal;
        assert_eq!(first.note.as_deref(), Some("ein \"Wort\""));
        assert_eq!(first.terms[0].lang.as_str(), "de-DE");
        assert_eq!(first.terms[0].pos, Some(PartOfSpeech::Noun));
        let second = &table.rows[1].proposal.terms;
        assert_eq!(second[0].pos, Some(PartOfSpeech::ProperNoun));
        assert_eq!((second[0].status, second[1].status), (None, Some(Status::Forbidden)));
        assert_eq!(table.rows[2].proposal.terms[0].pos, Some(PartOfSpeech::Other));
    }

    #[test]
    fn later_editions_name_languages() {
        let table = read(
            "#UTX 1.20; de/en;\n#term:de\tterm:en\tpos:de\tterm status:en\nZoll\tduty\tnoun\tprovisional\n",
        );
        let terms = &table.rows[0].proposal.terms;
        assert_eq!((terms[0].text.as_str(), terms[1].status), ("Zoll", Some(Status::Proposed)));
    }
}
