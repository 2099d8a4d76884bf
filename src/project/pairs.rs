//! Translation units handed out.

use super::{Project, ProjectError, Selection};
use crate::model::{TranslationUnit, UnitId};

impl Project {
    /// A unit by its id.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit(&self, id: UnitId) -> Result<Option<TranslationUnit>, ProjectError> {
        self.reading(|reader| reader.unit(id))
    }

    /// The selected units, in the order of their ids.
    ///
    /// # Errors
    /// If the database fails.
    pub fn units(&self, selection: &Selection) -> Result<Vec<TranslationUnit>, ProjectError> {
        self.reading(|reader| {
            let mut units = Vec::new();
            for id in reader.unit_ids(selection.document)? {
                units.extend(reader.unit(id)?.filter(|unit| selects(selection, unit)));
            }
            Ok(units)
        })
    }
}

fn selects(selection: &Selection, unit: &TranslationUnit) -> bool {
    let recent = selection.since.as_ref().is_none_or(|since| unit.provenance.changed >= *since);
    recent && selection.langs.iter().all(|lang| unit.text_in(lang).is_some())
}
