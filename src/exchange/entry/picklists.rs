//! The values that termbases have for grammar and status.

use super::meaning::bare;
use crate::model::{Gender, Number, PartOfSpeech, ProposedTerm, Status};

/// A status of TBX 2 or 3, of the dialects before them, of TermWeb, or as people write it.
pub(super) fn status(text: &str) -> Option<Status> {
    let name = bare(text);
    let name = name.trim_end_matches("admnsts");
    Some(match name.trim_end_matches("term") {
        "standardized" | "legal" | "regulated" | "recommended" => Status::Preferred,
        "nonstandardized" | "notrecommended" | "obsolete" => Status::Deprecated,
        "new" => Status::Proposed,
        name => return name.parse().ok().or_else(|| text.parse().ok()),
    })
}

/// A part of speech.
pub(super) fn pos(text: &str) -> Option<PartOfSpeech> {
    Some(match bare(text).as_str() {
        "commonnoun" | "nounphrase" | "nom" | "nombre" | "sostantivo" | "sustantivo" => {
            PartOfSpeech::Noun
        }
        "transitiveverb" | "intransitiveverb" | "verbphrase" => PartOfSpeech::Verb,
        _ => return text.parse().ok(),
    })
}

/// A gender.
pub(super) fn gender(text: &str) -> Option<Gender> {
    match bare(text).as_str() {
        "othergender" | "masculinefeminine" => Some(Gender::Common),
        _ => text.parse().ok(),
    }
}

/// A number; what cannot be counted has only the singular.
pub(super) fn number(text: &str) -> Option<Number> {
    match bare(text).as_str() {
        "mass" | "uncountable" => Some(Number::Singular),
        _ => text.parse().ok(),
    }
}

/// Takes from the type of a term what nothing else says of it; answers whether nothing is lost.
pub(super) fn take_type(term: &mut ProposedTerm, kind: &str) -> bool {
    let pos = match bare(kind).as_str() {
        "acronym" | "abbreviation" | "initialism" => PartOfSpeech::Abbreviation,
        "phrase" | "phraseologicalunit" | "setphrase" => PartOfSpeech::Phrase,
        "entryterm" => {
            term.status = term.status.or(Some(Status::Preferred));
            return true;
        }
        // That is what terms of an entry are to each other.
        "synonym" | "fullform" => return true,
        _ => return false,
    };
    *term.pos.get_or_insert(pos) == pos
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn values_of_many_tools_are_understood() {
        for (text, meant) in [
            ("preferredTerm-admn-sts", Some(Status::Preferred)),
            ("standardizedTerm-admn-sts", Some(Status::Preferred)),
            ("legalTermadmn-sts", Some(Status::Preferred)),
            ("deprecatedTerm-admn-sts", Some(Status::Deprecated)),
            ("supersededTerm", Some(Status::Deprecated)),
            ("notRecommended", Some(Status::Deprecated)),
            ("Obsolete", Some(Status::Deprecated)),
            ("admitted", Some(Status::Admitted)),
            ("Do not use", Some(Status::Forbidden)),
            ("zugelassen", Some(Status::Admitted)),
            ("klingon", None),
            ("term", None),
            ("", None),
        ] {
            assert_eq!(status(text), meant, "{text}");
        }
        assert_eq!(pos("properNoun"), Some(PartOfSpeech::ProperNoun));
        assert_eq!(gender("otherGender"), Some(Gender::Common));
        assert_eq!((number("mass"), number("dual")), (Some(Number::Singular), None));
    }

    #[test]
    fn the_type_of_a_term_says_what_else_is_not_said() {
        let mut term = ProposedTerm::new(Lang::german(), "EU");
        assert!(take_type(&mut term, "acronym"));
        assert_eq!(term.pos, Some(PartOfSpeech::Abbreviation));
        term.pos = Some(PartOfSpeech::Noun);
        assert!(!take_type(&mut term, "acronym"));
        assert!(!take_type(&mut term, "symbol"));
        assert!(take_type(&mut term, "entryTerm"));
        assert_eq!(term.status, Some(Status::Preferred));
    }
}
