//! Downloads of IATE, the term bank of the EU: a term a row, parted by `|`, entries told by `E_ID`.

use super::Dictionary;
use crate::exchange::error::ExchangeError;
use crate::exchange::report::Refusal;
use crate::model::{Lang, PartOfSpeech, Proposal, ProposedTerm, Status};

/// Reads a download.
pub(super) fn read(text: &str, name: &str) -> Result<Dictionary, ExchangeError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'|').flexible(true).from_reader(text.as_bytes());
    let none = || ExchangeError::NoDictionary { name: name.to_owned() };
    let names = reader.headers().map_err(|_| none())?.clone();
    let place = |wanted: &str| {
        names.iter().position(|name| name.trim_start_matches('\u{feff}').trim() == wanted)
    };
    let (Some(id), Some(lang), Some(term)) = (place("E_ID"), place("L_CODE"), place("T_TERM"))
    else {
        return Err(none());
    };
    let further = ["E_DOMAINS", "T_TYPE", "T_RELIABILITY", "T_EVALUATION"].map(place);
    let mut dictionary = Dictionary::default();
    let mut open: Option<Entry> = None;
    for record in reader.records() {
        let Ok(record) = record else {
            dictionary.refused.push(refusal(0, "this is no row of a table"));
            continue;
        };
        let line = record.position().map_or(0, |position| position.line() as usize);
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let Ok(tag) = cell(Some(lang)).parse::<Lang>() else {
            dictionary.refused.push(refusal(line, "no language in `L_CODE`"));
            continue;
        };
        if cell(Some(term)).is_empty() {
            dictionary.refused.push(refusal(line, "no term in `T_TERM`"));
            continue;
        }
        let [domains, kind, reliability, evaluation] = further.map(cell);
        let mut proposed = ProposedTerm::new(tag, cell(Some(term)));
        proposed.status = Some(status(evaluation));
        proposed.pos = kind.to_lowercase().contains("abbrev").then_some(PartOfSpeech::Abbreviation);
        proposed.usage_note = (!reliability.is_empty()).then(|| reliability.to_owned());
        let entry = cell(Some(id)).to_owned();
        match &mut open {
            Some(known) if known.id == entry => known.row.terms.push(proposed),
            _ => {
                close(open.take(), &mut dictionary);
                let subject = domains.split(';').next().unwrap_or_default().trim();
                let row = Proposal {
                    subject: (!subject.is_empty()).then(|| subject.to_owned()),
                    note: Some(format!("IATE {entry}")),
                    terms: vec![proposed],
                    ..Proposal::default()
                };
                open = Some(Entry { id: entry, line, row });
            }
        }
    }
    close(open, &mut dictionary);
    Ok(dictionary)
}

fn refusal(line: usize, reason: &str) -> Refusal {
    Refusal { line, reason: reason.to_owned() }
}

/// An entry of which rows may follow, with the line of its first.
struct Entry {
    id: String,
    line: usize,
    row: Proposal,
}

/// Takes in an entry that is whole.
fn close(entry: Option<Entry>, dictionary: &mut Dictionary) {
    let Some(Entry { id, line, row }) = entry else { return };
    if row.terms.iter().any(|term| term.lang != row.terms[0].lang) {
        dictionary.rows.push(row);
    } else {
        let reason = format!("entry {id} has terms in one language only");
        dictionary.refused.push(Refusal { line, reason });
    }
}

fn status(evaluation: &str) -> Status {
    match evaluation.to_lowercase().as_str() {
        "preferred" => Status::Preferred,
        "deprecated" | "obsolete" => Status::Deprecated,
        "proposed" => Status::Proposed,
        _ => Status::Admitted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_an_entry_are_one() {
        let text = "E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n\
                    7|LAW;trade|de|Zoll|Term|Reliable|Preferred\n\
                    7|LAW;trade|en|\"duty|tax\"|Term|Reliable|Obsolete\n\
                    8||de|nur deutsch|Term|Reliable|\n9||||Term||\n";
        let Dictionary { rows, refused } = read(text, "iate.csv").unwrap();
        let lines: Vec<usize> = refused.iter().map(|refusal| refusal.line).collect();
        assert_eq!((rows.len(), lines), (1, vec![5, 4]));
        assert_eq!(rows[0].subject.as_deref(), Some("LAW"));
        assert_eq!(rows[0].terms[1].text, "duty|tax");
        assert_eq!(rows[0].terms[1].status, Some(Status::Deprecated));
    }
}
