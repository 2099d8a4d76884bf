//! Documents of a backup, and how they are aligned.

use super::{NO_SECTION, Restoring, Taken, said};
use crate::model::backup::{DatedDocument, FullAlignment, FullBead};
use crate::project::ProjectError;
use crate::store::SqlError;
use crate::termbase::merge::Outcome;

impl Restoring<'_> {
    pub(super) fn document(&mut self, mut given: DatedDocument) -> Result<Taken, ProjectError> {
        let Some(place) = self.places.get(&given.section) else {
            return Ok(NO_SECTION);
        };
        let there = self.writer.document_by_origin(&given.origin, &given.lang);
        if let Some(there) = there.map_err(|error| self.at(error))? {
            let segments = there.segments.iter();
            let is_same = there.text == given.text
                && segments
                    .map(|segment| (segment.span.start, segment.span.end, segment.paragraph))
                    .eq(given.segments.iter().copied());
            if is_same && let Some(id) = there.id {
                self.documents.insert(given.id, id);
            }
            return Ok(said(is_same, "a document of that name is there with another text"));
        }
        place.allow(Outcome::New)?;
        given.section = place.id;
        let id = self.writer.restore_document(&given).map_err(|error| self.at(error))?;
        self.documents.insert(given.id, id);
        let renamed = (id != given.id).then(|| format!("{} is {id} here", given.id));
        Ok(Taken::As(Outcome::New, renamed))
    }

    pub(super) fn alignment(&mut self, mut given: FullAlignment) -> Result<Taken, ProjectError> {
        let writer = self.writer;
        let tell = |error: SqlError| writer.at_path(error);
        let here = |id| self.documents.get(&id).copied();
        let (Some(source), Some(target)) = (here(given.source), here(given.target)) else {
            return Ok(Taken::Refused("the alignment is of documents that were not taken"));
        };
        (given.source, given.target) = (source, target);
        let with_unit =
            |beads: &[FullBead]| beads.iter().filter(|bead| bead.unit.is_some()).count();
        let before = with_unit(&given.beads);
        for bead in &mut given.beads {
            bead.unit = bead.unit.and_then(|id| self.units.get(&id).copied());
        }
        let without = before - with_unit(&given.beads);
        let remark =
            (without > 0).then(|| format!("pairs of its beads that were not taken: {without}"));
        let turned = writer.full_alignment(target, source).map_err(tell)?;
        if let Some(there) = writer.full_alignment(source, target).map_err(tell)?.or(turned) {
            return match there == given {
                true => Ok(Taken::As(Outcome::Unchanged, remark)),
                false => Ok(said(false, "the documents are aligned in another way here")),
            };
        }
        let ends = given.beads.last().map_or((0, 0), |bead| (bead.source.1, bead.target.1));
        let count = |id| -> Result<usize, ProjectError> {
            let document = writer.document(id).map_err(tell)?;
            Ok(document.map_or(0, |document| document.segments.len()))
        };
        if ends != (count(source)?, count(target)?) {
            return Ok(Taken::Refused("the beads are not those of the segments of its documents"));
        }
        writer.restore_alignment(&given).map_err(tell)?;
        Ok(Taken::As(Outcome::New, remark))
    }
}
