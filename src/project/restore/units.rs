//! Units of a backup.

use super::{NO_SECTION, Restoring, Taken};
use crate::model::UnitId;
use crate::model::backup::FullUnit;
use crate::project::ProjectError;
use crate::project::counts::ImportCounts;
use crate::project::known::{add_to, compare};
use crate::store::SqlError;
use crate::termbase::merge::Outcome;

/// The unit that one is known as, what it did to it, and what there is to know of that.
type Met = (UnitId, Outcome, Option<String>);

impl Restoring<'_> {
    pub(super) fn unit(&mut self, mut given: FullUnit) -> Result<Taken, ProjectError> {
        let provenance = &mut given.unit.provenance;
        let Some(place) = self.places.get(&provenance.section).cloned() else {
            return Ok(NO_SECTION);
        };
        provenance.section = place.id;
        provenance.document = provenance.document.and_then(|id| self.documents.get(&id).copied());
        let known = if self.has_units { self.known_unit(&given)? } else { None };
        let (id, outcome, remark) = match known {
            Some(known) => known,
            None => {
                let id = self.writer.restore_unit(&given).map_err(|error| self.at(error))?;
                self.twins.note(id, &given.unit);
                (id, Outcome::New, None)
            }
        };
        // Who is told that nothing may be changed there has nothing changed: all of it is undone.
        place.allow(outcome)?;
        if let Some(before) = given.unit.id {
            self.units.insert(before, id);
        }
        Ok(Taken::As(outcome, remark))
    }

    /// The id of a unit that is there already, and what becomes of it; nothing if it is not there.
    fn known_unit(&mut self, given: &FullUnit) -> Result<Option<Met>, ProjectError> {
        let writer = self.writer;
        let tell = |error: SqlError| writer.at_path(error);
        if let Some(id) = given.unit.id
            && let Some(there) = writer.unit(id).map_err(tell)?
            && writer.full_unit(there).map_err(tell)? == *given
        {
            return Ok(Some((id, Outcome::Unchanged, None)));
        }
        let mut counts = ImportCounts::default();
        let Some(known) = compare(writer, &mut self.twins, &given.unit).map_err(tell)? else {
            return Ok(None);
        };
        *(known.count)(&mut counts) += 1;
        let (id, mut remark) = (known.id, known.remark);
        for attestation in &given.attestations {
            // What was met elsewhere as it was before it was corrected here is not met here.
            let there = writer.unit(id).map_err(tell)?;
            let there = there.filter(|there| there.variants == given.unit.variants);
            let Some(there) = there else { break };
            let met = given.unit.clone().met_in(attestation.clone());
            let further = add_to(writer, id, &there, &met).map_err(tell)?;
            *(further.count)(&mut counts) += 1;
            remark = remark.or(further.remark);
        }
        counts.merged += usize::from(writer.add_former_texts(id, &given.former).map_err(tell)?);
        let outcome = if counts.merged > 0 { Outcome::Merged } else { Outcome::Unchanged };
        Ok(Some((id, outcome, remark.map(str::to_owned))))
    }
}
