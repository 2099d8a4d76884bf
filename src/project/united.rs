//! What two files say of one unit.
//!
//! Invariant: what the first says stays; what it does not say is taken from the second.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::details::{CHANGED, CREATED};
use crate::model::{BETWEEN_NOTES, Details, Provenance, Remark, TextDetails};

/// What two files say of a unit's details.
pub(super) struct United {
    pub(super) details: Option<Box<Details>>,
    /// Whether the second alone says when the unit was made.
    pub(super) takes_date: bool,
    /// What the second says otherwise.
    pub(super) other: Other,
}

/// What a file says otherwise than it stands there, and is therefore not taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) properties: bool,
    pub(super) attributes: bool,
}

impl Other {
    /// What is said of it to the user.
    pub(super) fn told(self) -> Option<&'static str> {
        match (self.properties, self.attributes) {
            (false, false) => None,
            (true, false) => Some(
                "properties not taken: the pair is there with others of their names, or too many",
            ),
            (false, true) => {
                Some("attributes not taken: the pair is there with others of their names")
            }
            (true, true) => Some(
                "properties and attributes not taken: the pair is there with others of their names",
            ),
        }
    }
}

/// So many properties, and so many notes, are gathered on one unit: of a pair that a file has ten
/// thousand times each would be written with all those before it.
const GATHERED: usize = 200;

/// Adds the properties that are not there; says whether some are there that say otherwise, or too
/// many.
pub(super) fn add_missing(
    there: &mut BTreeMap<String, String>,
    given: &BTreeMap<String, String>,
) -> bool {
    let mut is_other = false;
    for (name, text) in given {
        match there.get(name) {
            Some(known) => is_other |= known != text,
            None if there.len() >= GATHERED => is_other = true,
            None => _ = there.insert(name.clone(), text.clone()),
        }
    }
    is_other
}

/// The details of a unit that was made at some moment with those of another one with the same texts.
pub(super) fn united(there: Option<Box<Details>>, created: &str, given: &Provenance) -> United {
    let mut united = there.map(|there| *there).unwrap_or_default();
    let nothing = Details::default();
    let details = given.details.as_deref().unwrap_or(&nothing);
    // A unit that its file gave no date comes back with the one that it got here.
    let is_dated = !given.created.is_empty() && given.created != created;
    let takes_date = united.is_undated() && is_dated;
    if takes_date {
        united.unmark_undated();
    }
    // The dates of a unit stand with it. That it has none says nothing of one that has.
    let is_wanted = |name: &str| match name {
        CREATED => takes_date,
        CHANGED => false,
        _ => true,
    };
    let wanted = details.attributes.iter().filter(|(name, _)| is_wanted(name));
    let mut is_other = add_names(&mut united.attributes, wanted);
    add_remarks(&mut united.remarks, &details.remarks);
    if united.texts.len() < details.texts.len() {
        united.texts.resize(details.texts.len(), TextDetails::default());
    }
    for (there, given) in united.texts.iter_mut().zip(&details.texts) {
        is_other |= add_names(&mut there.attributes, given.attributes.iter());
        add_remarks(&mut there.remarks, &given.remarks);
        there.coded = there.coded.take().or_else(|| given.coded.clone());
    }
    let other = Other { attributes: is_other, properties: false };
    United { details: united.if_any(), takes_date, other }
}

/// Adds the attributes that are not there; says whether some are there that say otherwise.
fn add_names<'g>(
    there: &mut Vec<(String, String)>,
    given: impl Iterator<Item = &'g (String, String)>,
) -> bool {
    let mut is_other = false;
    let known: HashMap<&str, &str> =
        there.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut new = Vec::new();
    for (name, value) in given {
        match known.get(name.as_str()) {
            Some(known) => is_other |= known != value,
            None => new.push((name.clone(), value.clone())),
        }
    }
    there.extend(new);
    is_other
}

fn add_remarks(there: &mut Vec<Remark>, given: &[Remark]) {
    let known: HashSet<&Remark> = there.iter().collect();
    let room = if there.is_empty() { given.len() } else { GATHERED.saturating_sub(there.len()) };
    let new = given.iter().filter(|remark| !known.contains(remark)).take(room);
    let new: Vec<Remark> = new.cloned().collect();
    there.extend(new);
}

/// The notes with another one, unless it is among them.
pub(super) fn joined(notes: Option<&str>, note: &str) -> Option<String> {
    let Some(notes) = notes else { return Some(note.to_owned()) };
    let mut known: Vec<&str> = notes.split(BETWEEN_NOTES).collect();
    let mut seen: HashSet<&str> = known.iter().copied().collect();
    let before = known.len();
    let room = GATHERED.saturating_sub(before);
    known.extend(note.split(BETWEEN_NOTES).filter(|part| seen.insert(part)).take(room));
    (known.len() > before).then(|| known.join(BETWEEN_NOTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_once() {
        assert_eq!(joined(None, "a; b").as_deref(), Some("a; b"));
        assert_eq!(joined(Some("a"), "b").as_deref(), Some("a; b"));
        assert_eq!(joined(Some("a; b"), "b; c").as_deref(), Some("a; b; c"));
        for note in ["a", "b", "a; b", "b; a"] {
            assert_eq!(joined(Some("a; b"), note), None);
        }
    }

    fn said(created: &str, attributes: &[(&str, &str)]) -> Provenance {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let mut details =
            Details { attributes: attributes.iter().map(owned).collect(), ..Details::default() };
        if created.is_empty() {
            details.mark_undated();
        }
        Provenance {
            created: created.to_owned(),
            details: details.if_any(),
            ..Provenance::default()
        }
    }

    #[test]
    fn a_date_is_taken_where_there_is_none_and_kept_where_there_is_one() {
        let (dated, undated) = (said("2020-01-01T00:00:00Z", &[]), said("", &[("tuid", "1")]));
        let first = united(dated.details.clone(), &dated.created, &undated);
        let details = first.details.unwrap();
        assert!(!first.takes_date && !details.is_undated());
        assert_eq!(details.attribute("tuid"), Some("1"));
        let second = united(undated.details.clone(), "2026-01-01T00:00:00Z", &dated);
        assert!(second.takes_date && !second.details.unwrap().is_undated());
        let own = united(undated.details.clone(), &dated.created, &dated);
        assert!(!own.takes_date && own.details == undated.details);
        let neither = united(undated.details.clone(), "2026-01-01T00:00:00Z", &undated);
        assert!(!neither.takes_date && neither.details == undated.details);
    }

    #[test]
    fn what_is_said_otherwise_is_told() {
        let one = said("", &[("creationid", "anna"), ("usagecount", "1")]);
        let two = said("", &[("creationid", "otto"), ("usagecount", "1"), ("changeid", "ute")]);
        let both = united(one.details.clone(), "", &two);
        assert!(both.other.attributes);
        let details = both.details.unwrap();
        assert_eq!(details.attribute("creationid"), Some("anna"));
        assert_eq!(details.attribute("changeid"), Some("ute"));
        assert!(!united(one.details.clone(), "", &one).other.attributes);
    }

    #[test]
    fn many_remarks_and_notes_are_compared_in_one_go() {
        let remarks: Vec<Remark> = (0..100_000)
            .map(|number| Remark { text: number.to_string(), ..Remark::default() })
            .collect();
        let mut there = remarks.clone();
        add_remarks(&mut there, &remarks);
        assert_eq!(there, remarks);
        let texts: Vec<&str> = remarks.iter().map(|remark| remark.text.as_str()).collect();
        let notes = texts.join(BETWEEN_NOTES);
        assert_eq!(joined(Some(&notes), &notes), None);
    }
}
