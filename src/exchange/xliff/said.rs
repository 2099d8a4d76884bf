//! What is said of a unit by name: what has a place of its own, and all else as a property.

use super::super::rows::{UnitRow, placed};
use super::super::tmx::{CONFIDENCE, CONTEXT, context, written_context};
use crate::model::{Provenance, Section};

/// The beginning of names of ours.
pub(super) const OWN: &str = "x-beleg-";

/// The beginning of a name that XLIFF does not allow as it is.
pub(super) const PROPERTY: &str = "x-beleg-property:";

/// Names of what says where a unit belongs, in the order of [`UnitRow::place`].
const PLACE: [&str; 4] = ["x-beleg-memory", "x-beleg-client", "x-beleg-project", "x-beleg-subject"];

const CREATED: &str = "x-beleg-created";
const CHANGED: &str = "x-beleg-changed";

/// Takes what is said by a name.
pub(super) fn said(row: &mut UnitRow, name: &str, value: &str) {
    if let Some(place) = PLACE.iter().position(|known| *known == name) {
        row.place[place] = Some(value.to_owned()).filter(|value| !value.trim().is_empty());
        return;
    }
    let moment = || value.parse::<jiff::Timestamp>().ok().map(|moment| moment.to_string());
    match name {
        CONFIDENCE => {
            row.confidence = value.parse().ok().filter(|number| (0.0..=1.0).contains(number));
        }
        CREATED => row.created = moment(),
        CHANGED => row.changed = moment(),
        CONTEXT => row.context = context(value).unwrap_or_default(),
        _ => {
            let name = name.strip_prefix(PROPERTY).unwrap_or(name);
            row.properties.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
    }
}

/// What is to be said of a unit by name, but for what a format has a place for.
pub(super) fn told(provenance: &Provenance, section: &Section) -> Vec<(String, String)> {
    let of_time = [(CREATED, &provenance.created), (CHANGED, &provenance.changed)];
    let of_time = of_time.into_iter().filter(|(_, moment)| !moment.is_empty());
    let more = [
        (CONFIDENCE, provenance.confidence.map(|confidence| confidence.to_string())),
        (CONTEXT, written_context(&provenance.context)),
    ];
    let more = more.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    placed(section, PLACE)
        .chain(of_time.map(|(name, value)| (name, value.as_str())))
        .map(owned)
        .chain(more.map(|(name, value)| (name.to_owned(), value)))
        .chain(provenance.properties.iter().map(|(name, value)| (name.clone(), value.clone())))
        .collect()
}
