//! What the categories of termbases mean: those of TBX by name, those that users name in whatever
//! words.

use super::super::names::{self, Attribute, Field, Langs, Name, Side};
use crate::model::Lang;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) enum Meaning {
    Subject,
    Definition,
    Note,
    Source,
    Client,
    Project,
    ExternalId,
    Status,
    Pos,
    Gender,
    Number,
    /// The type of a term, such as an abbreviation.
    Type,
    Context,
    Forms,
    Matching,
    /// Something for a note, with its name.
    Labelled,
}

/// Names without their capitals, spaces and marks.
const NAMES: &[(Meaning, &[&str])] = &[
    (Meaning::Subject, &["subjectfield", "subject", "domain"]),
    (Meaning::Definition, &["definition"]),
    (
        Meaning::Note,
        &[
            "note",
            "usagenote",
            "usagenotes",
            "usage",
            "comment",
            "commentall",
            "extra1",
            "extra2",
            "transfercomment",
        ],
    ),
    (Meaning::Source, &["source", "entrysource", "sourceidentifier", "reference"]),
    (Meaning::Client, &["customersubset", "customer", "client"]),
    (Meaning::Project, &["projectsubset", "project"]),
    (
        Meaning::Status,
        &[
            "administrativestatus",
            "normativeauthorization",
            "termstatus",
            "status",
            "usagestatus",
            "languageplanningqualifier",
        ],
    ),
    (Meaning::Pos, &["partofspeech", "pos", "wordclass"]),
    (Meaning::Gender, &["grammaticalgender", "gender"]),
    (Meaning::Number, &["grammaticalnumber", "number"]),
    (Meaning::Type, &["termtype"]),
    (Meaning::Context, &["context", "example", "sentence", "samplesentence"]),
    (Meaning::Forms, &["forms", "inflection", "plural", "pluralform"]),
    (
        Meaning::Labelled,
        &[
            "register",
            "geographicalusage",
            "productsubset",
            "businessunitsubset",
            "environmentsubset",
            "applicationsubset",
            "abbreviatedformfor",
            "shortformfor",
            "explanation",
            "temporalqualifier",
            "proprietaryrestriction",
            "termlocation",
            "collocation",
        ],
    ),
];

/// What a name means, if it means anything that has a place.
pub(in super::super) fn meaning(name: &str, langs: Langs<'_>) -> Option<Meaning> {
    let bare = bare(name);
    let known = NAMES.iter().find(|(_, names)| names.contains(&bare.as_str()));
    if let Some((meaning, _)) = known {
        return Some(*meaning);
    }
    match names::parse(name, langs)? {
        Name::Side(Side::Source) => Some(Meaning::Source),
        Name::Field(field) => of_field(field),
        Name::Term(_) | Name::Of(..) | Name::Side(_) => None,
    }
}

fn of_field(field: Field) -> Option<Meaning> {
    Some(match field {
        Field::Subject => Meaning::Subject,
        Field::Definition => Meaning::Definition,
        Field::Note => Meaning::Note,
        Field::Source => Meaning::Source,
        Field::Client => Meaning::Client,
        Field::Project => Meaning::Project,
        Field::Bare(attribute) => match attribute {
            Attribute::Pos => Meaning::Pos,
            Attribute::Gender => Meaning::Gender,
            Attribute::Number => Meaning::Number,
            Attribute::Status => Meaning::Status,
            Attribute::Note | Attribute::ConceptNote => Meaning::Note,
            Attribute::Source => Meaning::Source,
            Attribute::Context => Meaning::Context,
            Attribute::Forms => Meaning::Forms,
            Attribute::Matching => Meaning::Matching,
            Attribute::Forbidden => return None,
            Attribute::Definition => Meaning::Definition,
        },
        _ => return None,
    })
}

/// A name without its capitals, spaces and marks.
pub(super) fn bare(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The language of a tag, or of a name such as `Italiano`. `C` is what the programs of KDE call the
/// English that they are written in.
pub(in super::super) fn lang(text: &str, langs: Langs<'_>) -> Option<Lang> {
    let text = text.trim();
    if text == "C" {
        return Some(Lang::english());
    }
    text.parse().ok().or_else(|| match names::parse(text, langs)? {
        Name::Term(lang) => Some(lang),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_standards_and_of_people_are_understood() {
        let (german, english) = (Lang::german(), Lang::english());
        let langs = (&german, &english);
        for (name, meant) in [
            ("subjectField", Some(Meaning::Subject)),
            ("Fachgebiet", Some(Meaning::Subject)),
            ("Usage note", Some(Meaning::Note)),
            ("Genus", Some(Meaning::Gender)),
            ("Quelle", Some(Meaning::Source)),
            ("Kontext", Some(Meaning::Context)),
            ("productSubset", Some(Meaning::Labelled)),
            ("reliabilityCode", None),
            ("Translation needed", None),
            ("id", None),
            ("", None),
        ] {
            assert_eq!(meaning(name, langs), meant, "{name}");
        }
    }

    #[test]
    fn languages_may_be_named_in_many_ways() {
        let (german, english) = (Lang::german(), Lang::english());
        for (text, tag) in [
            ("de-de", Some("de-DE")),
            ("de_AT", Some("de-AT")),
            ("EN", Some("en")),
            ("C", Some("en")),
            ("Italiano", Some("it")),
            ("English (UK)", Some("en-GB")),
            ("Klingonisch", None),
            ("", None),
        ] {
            let found = lang(text, (&german, &english));
            assert_eq!(found.as_ref().map(Lang::as_str), tag, "{text}");
        }
    }
}
