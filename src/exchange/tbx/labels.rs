//! Notes that begin with the name of what they say.

use std::borrow::Cow;

use super::super::entry::Meaning;

const LABELS: &[(&str, Meaning)] = &[
    ("note", Meaning::Note),
    ("definition", Meaning::Definition),
    ("source", Meaning::Source),
    ("client", Meaning::Client),
    ("project", Meaning::Project),
    ("external id", Meaning::ExternalId),
    ("status", Meaning::Status),
    ("pos", Meaning::Pos),
    ("gender", Meaning::Gender),
    ("number", Meaning::Number),
    ("context", Meaning::Context),
    ("forms", Meaning::Forms),
    ("matching", Meaning::Matching),
];

/// What a note says, and of what, if it begins with a name.
pub(super) fn split(note: &str) -> Option<(Meaning, &str)> {
    let (label, text) = note.split_once(": ")?;
    let (_, meaning) = LABELS.iter().find(|(known, _)| *known == label)?;
    Some((*meaning, text))
}

/// The note that says something.
pub(super) fn labelled(meaning: Meaning, text: &str) -> String {
    let label = LABELS.iter().find(|(_, known)| *known == meaning);
    let label = label.map_or("note", |(label, _)| *label);
    format!("{label}: {text}")
}

/// A note that is none of those.
pub(super) fn plain(note: &str) -> Cow<'_, str> {
    match split(note) {
        Some(_) => Cow::Owned(labelled(Meaning::Note, note)),
        None => Cow::Borrowed(note),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_apart_from_what_stands_in_notes() {
        assert_eq!(split("forms: Zölle|Zölln"), Some((Meaning::Forms, "Zölle|Zölln")));
        assert_eq!(split("Forms: x"), None);
        for note in ["a", "a: b", "forms: x", "note: x", "note: forms: x"] {
            let plain = plain(note);
            let read = split(&plain).map_or(plain.as_ref(), |(meaning, text)| {
                assert_eq!(meaning, Meaning::Note);
                text
            });
            assert_eq!(read, note);
        }
    }
}
