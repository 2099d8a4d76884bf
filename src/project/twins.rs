//! Which of the units with the same texts another one is: a memory of a program holds `Cancel` a
//! thousand times, each with its own id or context.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::{Context, Details, Neighbours, Provenance, SectionId, TranslationUnit, UnitId};
use crate::store::{Digest, SqlResult, Writer};

/// Of texts that so many units have it is remembered what tells them apart: they would be read again
/// for every further one.
const MANY: usize = 8;

/// Units that were looked for.
#[derive(Default)]
pub(super) struct Twins {
    many: HashMap<Digest, Vec<Twin>>,
}

impl Twins {
    /// The unit that another one is, if it is there: the one whose id it has, as it was written here,
    /// else of equally near ones the oldest.
    pub(super) fn find(
        &mut self,
        writer: &Writer<'_>,
        unit: &TranslationUnit,
    ) -> SqlResult<Option<TranslationUnit>> {
        let digest = Digest::of(&unit.variants);
        let given = Twin::of(unit.id.unwrap_or(UnitId(0)), unit);
        if let Some(many) = self.many.get(&digest) {
            let Some(nearest) = nearest(many, &given) else { return Ok(None) };
            let there = writer.unit(many[nearest].id)?;
            return Ok(there.filter(|there| there.variants == unit.variants));
        }
        let mut all = writer.units_with(&unit.variants)?;
        let twins: Vec<Twin> =
            all.iter().filter_map(|unit| Some(Twin::of(unit.id?, unit))).collect();
        let nearest = nearest(&twins, &given);
        if twins.len() >= MANY {
            self.many.insert(digest, twins);
        }
        Ok(nearest.map(|nearest| all.swap_remove(nearest)))
    }

    /// Notes what a unit is like now that may have been changed, with the texts that it has.
    pub(super) fn renew(
        &mut self,
        writer: &Writer<'_>,
        id: UnitId,
        there: &TranslationUnit,
    ) -> SqlResult<()> {
        let is_kept = !self.many.is_empty() && self.many.contains_key(&Digest::of(&there.variants));
        if is_kept && let Some(now) = writer.unit(id)? {
            self.note(id, &now);
        }
        Ok(())
    }

    /// Notes what a unit is like that was added.
    pub(super) fn note(&mut self, id: UnitId, unit: &TranslationUnit) {
        if self.many.is_empty() {
            return;
        }
        let Some(many) = self.many.get_mut(&Digest::of(&unit.variants)) else { return };
        let twin = Twin::of(id, unit);
        match many.iter_mut().rev().find(|known| known.id == id) {
            Some(known) => *known = twin,
            None => many.push(twin),
        }
    }
}

/// The place of the nearest of those that a unit can be one with.
fn nearest(twins: &[Twin], given: &Twin) -> Option<usize> {
    let fitting = twins.iter().enumerate().rev().filter(|(_, twin)| twin.can_be(given));
    fitting.max_by_key(|(_, twin)| twin.nearness(given)).map(|(place, _)| place)
}

/// What tells units with the same texts apart: hashes, where the places of texts are not enough.
struct Twin {
    id: UnitId,
    section: SectionId,
    context: Context,
    origin: u64,
    /// The id that its file gives it.
    tuid: Option<u64>,
    /// The contexts that its file names.
    contexts: Option<u64>,
    /// The codes of its texts.
    codes: Vec<Option<u64>>,
    details: u64,
}

impl Twin {
    fn of(id: UnitId, TranslationUnit { provenance, .. }: &TranslationUnit) -> Self {
        let nothing = Details::default();
        let details = provenance.details.as_deref().unwrap_or(&nothing);
        let contexts = contexts(provenance, details);
        let codes = details.texts.iter().map(|text| text.coded.as_deref().map(hash_of_codes));
        Self {
            id,
            section: provenance.section,
            context: provenance.context,
            origin: hash(&provenance.origin),
            tuid: details.attribute("tuid").map(|tuid| hash(&tuid)),
            contexts: (!contexts.is_empty()).then(|| hash(&contexts)),
            codes: codes.collect(),
            details: hash(details),
        }
    }

    /// Whether two units can be one: they are of one section, their codes and neighbours do not differ,
    /// and in one file neither do their ids there and the contexts that they name.
    fn can_be(&self, given: &Self) -> bool {
        let differ = |one: Option<u64>, other: Option<u64>| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        let mut codes = self.codes.iter().zip(&given.codes);
        self.section == given.section
            && (self.origin != given.origin
                || !(differ(self.tuid, given.tuid) || differ(self.contexts, given.contexts)))
            && agree(&self.context, &given.context)
            && !codes.any(|(one, other)| differ(*one, *other))
    }

    fn nearness(&self, given: &Self) -> (bool, bool, bool) {
        (self.id == given.id, self.origin == given.origin, self.details == given.details)
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A hash of a text with its codes, in which the order of their attributes says nothing.
fn hash_of_codes(coded: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in coded.split_inclusive('>') {
        let (text, tag) = part.rsplit_once('<').unwrap_or((part, ""));
        text.hash(&mut hasher);
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        name.trim_end_matches(['/', '>']).hash(&mut hasher);
        let attributes = attributes.trim_end_matches(['/', '>', ' ']).split("\" ");
        let mut attributes: Vec<&str> = attributes.map(|one| one.trim_end_matches('"')).collect();
        attributes.sort_unstable();
        attributes.hash(&mut hasher);
    }
    hasher.finish()
}

/// The contexts that tools write as properties: `x-Context` of Trados, `x-context-pre` of memoQ.
fn contexts<'p>(provenance: &'p Provenance, details: &'p Details) -> Vec<(&'p str, &'p str)> {
    let of_remarks = details
        .remarks
        .iter()
        .filter_map(|remark| Some((remark.kind.as_deref()?, remark.text.as_str())));
    let properties = provenance.properties.iter();
    let all = properties.map(|(name, text)| (name.as_str(), text.as_str())).chain(of_remarks);
    all.filter(|(name, _)| name.to_lowercase().starts_with("x-context")).collect()
}

/// Whether the neighbours of two units with the same texts are the same, as far as they are known.
fn agree(one: &Context, other: &Context) -> bool {
    let sides = |one: Neighbours, other: Neighbours| {
        one.are_unknown() || other.are_unknown() || one == other
    };
    sides(one.source, other.source) && sides(one.target, other.target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_attributes_says_nothing() {
        let one = "Ein <bpt i=\"1\" type=\"b c\" x=\"2\"/>Tor<ept i=\"1\"/>";
        let other = "Ein <bpt i=\"1\" x=\"2\" type=\"b c\"/>Tor<ept i=\"1\"/>";
        assert_eq!(hash_of_codes(one), hash_of_codes(other));
        for different in [
            "Ein <bpt i=\"1\" type=\"b\" x=\"2\"/>Tor<ept i=\"1\"/>",
            "Ein <it i=\"1\" type=\"b c\" x=\"2\"/>Tor<ept i=\"1\"/>",
            "<bpt i=\"1\" type=\"b c\" x=\"2\"/>Ein Tor<ept i=\"1\"/>",
            "Ein Tor",
        ] {
            assert_ne!(hash_of_codes(one), hash_of_codes(different), "{different}");
        }
    }
}
