//! Glossaries as tables.
//!
//! Columns, in the order of the export: `id`, `subject`, then for the source language (here `de`)
//! `de`, `de_pos`, `de_gender`, `de_number`, `de_status`, for the target language `en`,
//! `en_status`, then `definition`, `note`, `source`, and further ones only where an entry needs
//! them, such as `en_note` for when to use a term. A concept with synonyms has several rows with
//! its id: the first holds the leading term of each language and what is said of the concept, and
//! every further term stands on a row of its own.
//!
//! Import finds columns by name, in any order; for the names see `names.rs`. A cell in which a `'`
//! precedes `=`, `+`, `-`, `@`, a tab or a carriage return loses that `'`: the export puts it there.

use super::content::{Content, Reading, TermTable};
use super::error::ExchangeError;
use super::format::Format;
use super::layout::TableKind;
use super::source::Source;
use crate::model::Lang;

pub use super::terms_out::write_terms;

/// Reads a glossary from a text.
///
/// # Errors
/// If it holds no table, or none with two languages.
pub fn read(text: &str, name: &str, from: &Lang, to: &Lang) -> Result<TermTable, ExchangeError> {
    let reading = Reading {
        format: Some(Format::Csv),
        kind: Some(TableKind::Terms),
        ..Reading::new((from, to))
    };
    let source = Source::of(text.as_bytes().to_vec(), name)?;
    match Content::open(source, &reading)? {
        (_, Content::Terms(table)) => Ok(table),
        (_, Content::Units(_) | Content::Backup(_)) => Ok(TermTable::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Gender, Number, PartOfSpeech, Status};

    fn table(text: &str) -> TermTable {
        read(text, "x.csv", &Lang::german(), &Lang::english()).unwrap()
    }

    fn reasons(table: &TermTable) -> Vec<(usize, &str)> {
        table.refused.iter().map(|refusal| (refusal.line, refusal.reason.as_str())).collect()
    }

    #[test]
    fn a_row_says_what_its_columns_name() {
        let table = table(
            "ID;Fachgebiet;Englisch;Deutsch;Wortart;Genus;status;Definition;de_definition;en_note;\
             external_id\n7;Recht;bench;Bank;Subst.;f;zugelassen;x;Sitz;rare;X-9\n",
        );
        let proposal = &table.rows[0].proposal;
        assert_eq!(proposal.id.as_deref(), Some("7"));
        assert_eq!(proposal.external_id.as_deref(), Some("X-9"));
        assert_eq!(proposal.subject.as_deref(), Some("Recht"));
        assert_eq!(proposal.definition.as_deref(), Some("x"));
        assert_eq!(proposal.sections[0].definition.as_deref(), Some("Sitz"));
        let [bank, bench] = proposal.terms.as_slice() else { panic!("{proposal:?}") };
        assert_eq!((bank.text.as_str(), bank.pos), ("Bank", Some(PartOfSpeech::Noun)));
        assert_eq!((bank.gender, bank.status), (Some(Gender::Feminine), None));
        assert_eq!(
            (bench.status, bench.usage_note.as_deref()),
            (Some(Status::Admitted), Some("rare"))
        );
        assert_eq!(table.remarks, [""; 0]);
    }

    #[test]
    fn rows_that_cannot_be_used_say_why() {
        let long = "x".repeat(1_001);
        let table = table(&format!(
            "id,de,en,gender,note\n,Tor,,,\n,,,,a\n,Tor,gate,q,\n,{long},y,,\nc1,Tor,,,\n,a,b,,c,d\n,,,,\n"
        ));
        let reasons = reasons(&table);
        let lines: Vec<usize> = reasons.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 7]);
        for ((_, reason), part) in reasons.iter().zip([
            "no translation, only `Tor` in de",
            "neither",
            "gender: `q` is no gender",
            "longer than 1000",
            "6 cells, but the header names 5",
        ]) {
            assert!(reason.contains(part), "{reason}");
        }
        assert_eq!(table.rows.len(), 1);
    }

    #[test]
    fn plurals_in_place_of_a_gender_are_understood() {
        let table = table("de,Genus,en\nDevisen,Pl.,foreign currency\nZoll,-,duty\n");
        assert_eq!(table.rows[0].proposal.terms[0].number, Some(Number::Plural));
        assert_eq!(table.rows[1].proposal.terms[0].gender, None);
    }

    #[test]
    fn further_languages_and_repeated_columns_are_terms() {
        let table = table("de,en,en,fr,is\nZoll,duty,customs,droit,x\n");
        let terms: Vec<String> = table.rows[0]
            .proposal
            .terms
            .iter()
            .map(|term| format!("{} {}", term.lang, term.text))
            .collect();
        assert_eq!(terms, ["de Zoll", "en duty", "en customs", "fr droit"]);
        assert_eq!(table.remarks, ["the column `is` is not known and is ignored"]);
    }

    #[test]
    fn without_a_header_the_columns_are_told() {
        let table = table("Zoll\tduty\tStaat\n\"Tor\"\t\"gate\n");
        assert_eq!(table.rows[0].proposal.note.as_deref(), Some("Staat"));
        assert_eq!(table.rows[1].proposal.terms[1].text, "\"gate");
        assert!(table.remarks[0].contains("no header: taken for terms"), "{:?}", table.remarks);
    }

    #[test]
    fn a_header_without_two_languages_is_an_error() {
        for text in ["note,remark\na,b\n", "Term,Definition\nZoll,x\n", "id,de\n1,Zoll\n"] {
            let error = read(text, "x.csv", &Lang::german(), &Lang::english()).unwrap_err();
            assert!(error.to_string().contains("no columns for two languages"), "{error}");
        }
    }
}
