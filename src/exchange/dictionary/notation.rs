//! What dictionaries say of a term within it: `Haus {n} [arch.] (großes) /H./`.

use crate::model::{Gender, Lang, Number, PartOfSpeech, ProposedTerm};

/// Labels that speak of the use of a term, not of its subject.
const USAGE: [&str; 34] = [
    "ugs.",
    "geh.",
    "obs.",
    "Ös.",
    "Schw.",
    "Dt.",
    "Br.",
    "Am.",
    "coll.",
    "slang",
    "vulg.",
    "pej.",
    "humor.",
    "fam.",
    "poet.",
    "altertümlich",
    "veraltet",
    "dated",
    "archaic",
    "formal",
    "fig.",
    "übtr.",
    "prov.",
    "Süddt.",
    "Norddt.",
    "Austr.",
    "Sc.",
    "Ir.",
    "selten",
    "rare",
    "former name",
    "alt",
    "sl.",
    "pol. inkorrekt",
];

/// A term with what its dictionary says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noted {
    /// The term.
    pub(super) term: ProposedTerm,
    /// An abbreviation of it.
    pub(super) short: Option<String>,
    /// Its subject field.
    pub(super) subject: Option<String>,
}

/// Reads a term with its remarks; nothing if only remarks are there.
pub(super) fn read(text: &str, lang: &Lang) -> Option<Noted> {
    let mut plain = String::with_capacity(text.len());
    let (mut grammar, mut labels, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[', '(', '<']) {
        let opening = rest.as_bytes()[at] as char;
        let Some(end) = closing(&rest[at..], opening) else { break };
        plain.push_str(&rest[..at]);
        let inner = rest[at + 1..at + end].trim().to_owned();
        match opening {
            '{' => grammar.push(inner),
            '[' => labels.push(inner),
            _ => notes.push(inner),
        }
        rest = &rest[at + end + 1..];
    }
    plain.push_str(rest);
    let (plain, short) = abbreviation(&plain);
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() {
        return None;
    }
    let mut term = ProposedTerm::new(lang.clone(), plain);
    for word in grammar.iter().flat_map(|inner| inner.split([';', ',', ' '])) {
        put_grammar(word.trim(), &mut term);
    }
    let mut subject = None;
    for label in labels {
        if USAGE.contains(&label.as_str()) {
            notes.push(label);
        } else if subject.is_none() && label.chars().count() < 40 {
            subject = Some(label);
        } else {
            notes.push(label);
        }
    }
    term.usage_note = (!notes.is_empty()).then(|| notes.join("; "));
    Some(Noted { term, short, subject })
}

/// The place of the bracket that closes the one a text begins with.
fn closing(text: &str, opening: char) -> Option<usize> {
    let closing = match opening {
        '{' => '}',
        '[' => ']',
        '(' => ')',
        _ => '>',
    };
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        if char == opening {
            depth += 1;
        } else if char == closing {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// An abbreviation stands between slashes at the end: `Europäische Union /EU/`.
fn abbreviation(plain: &str) -> (&str, Option<String>) {
    let trimmed = plain.trim_end();
    let inner = trimmed.strip_suffix('/').and_then(|rest| rest.rsplit_once(" /"));
    match inner {
        Some((before, short)) if !short.is_empty() && !short.contains('/') => {
            (before, Some(short.trim().to_owned()))
        }
        _ => (plain, None),
    }
}

fn put_grammar(word: &str, term: &mut ProposedTerm) {
    let noun = |term: &mut ProposedTerm| term.pos = term.pos.or(Some(PartOfSpeech::Noun));
    match word {
        "m" | "f" | "n" => {
            let gender: Option<Gender> = word.parse().ok();
            term.gender = match (term.gender, gender) {
                (Some(known), Some(other)) if known != other => Some(Gender::Common),
                (known, other) => known.or(other),
            };
            noun(term);
        }
        "pl" => {
            term.number = Some(Number::Plural);
            noun(term);
        }
        "vt" | "vi" | "vr" | "v" => term.pos = Some(PartOfSpeech::Verb),
        "adj" => term.pos = Some(PartOfSpeech::Adjective),
        "adv" => term.pos = Some(PartOfSpeech::Adverb),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_taken_out_of_terms() {
        let noted = read("Europäische Union {f} [pol.] (seit 1993) /EU/", &Lang::german()).unwrap();
        assert_eq!(noted.term.text, "Europäische Union");
        assert_eq!(
            (noted.term.gender, noted.short.as_deref()),
            (Some(Gender::Feminine), Some("EU"))
        );
        assert_eq!(noted.subject.as_deref(), Some("pol."));
        assert_eq!(noted.term.usage_note.as_deref(), Some("seit 1993"));
        let noted = read("Devisen {pl} beim (großen (neuen)) Amt", &Lang::german()).unwrap();
        assert_eq!(noted.term.text, "Devisen beim Amt");
        assert_eq!(noted.term.number, Some(Number::Plural));
        assert_eq!(
            read("verhängen/auferlegen {vt}", &Lang::german()).unwrap().term.text,
            "verhängen/auferlegen"
        );
        assert_eq!(read("{f} [x]", &Lang::german()), None);
        assert_eq!(read("offen ( nie zu", &Lang::german()).unwrap().term.text, "offen ( nie zu");
    }
}
