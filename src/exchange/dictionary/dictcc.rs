//! Downloads of dict.cc: a line an entry, `Haus {n} [TAB] house [TAB] noun [TAB] [arch.]`.

use super::{Dictionary, notation};
use crate::exchange::report::Refusal;
use crate::model::{Lang, PartOfSpeech, Proposal};

/// Reads a download; its languages are named in its first line, `# DE-EN vocabulary database`.
pub(super) fn read(text: &str, (from, to): (&Lang, &Lang)) -> Dictionary {
    let (first, second) = languages(text).unwrap_or_else(|| (from.clone(), to.clone()));
    let mut dictionary = Dictionary::default();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let line = line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let mut cells = line.split('\t');
        let [one, other, pos, subject] = [0; 4].map(|_| cells.next().unwrap_or_default().trim());
        let noted = (notation::read(one, &first), notation::read(other, &second));
        let (Some(mut one), Some(mut other)) = noted else {
            let reason = "two columns, parted by a tab, are needed".to_owned();
            dictionary.refused.push(Refusal { line: number, reason });
            continue;
        };
        let pos: Option<PartOfSpeech> =
            pos.split_whitespace().next().and_then(|pos| pos.parse().ok());
        one.term.pos = one.term.pos.or(pos);
        other.term.pos = other.term.pos.or(pos);
        let subject = subject.trim_matches(['[', ']']);
        let named = (!subject.is_empty()).then(|| subject.to_owned());
        dictionary.rows.push(Proposal {
            subject: named.or(one.subject).or(other.subject),
            terms: vec![one.term, other.term],
            ..Proposal::default()
        });
    }
    dictionary
}

fn languages(text: &str) -> Option<(Lang, Lang)> {
    let pair = text.lines().next()?.trim_start_matches(['#', ' ']).split_whitespace().next()?;
    let (one, other) = pair.split_once('-')?;
    Some((one.to_lowercase().parse().ok()?, other.to_lowercase().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_is_read() {
        let text = "# DE-EN vocabulary database\tcompiled by dict.cc\n# Date\n\n\
                    Abkommen {n} [Vertrag]\tagreement\tnoun\t[pol.] \nabbauen\tto mine &lt;x&gt;\tverb\nx\n";
        let Dictionary { rows, refused } = read(text, (&Lang::english(), &Lang::german()));
        assert_eq!((rows.len(), refused.len(), refused[0].line), (2, 1, 6));
        assert_eq!(rows[0].subject.as_deref(), Some("pol."));
        assert_eq!(rows[0].terms[0].text, "Abkommen");
        assert_eq!(rows[0].terms[0].lang, Lang::german());
        assert_eq!(rows[1].terms[1].text, "to mine");
        assert_eq!(rows[1].terms[0].pos, Some(PartOfSpeech::Verb));
    }
}
