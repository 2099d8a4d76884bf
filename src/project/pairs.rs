//! Translation units handed out.

use std::iter;

use super::{Project, ProjectError, Selection};
use crate::memory::scope::Chosen;
use crate::model::{TranslationUnit, UnitId};
use crate::store::SqlResult;

impl Project {
    /// A unit by its id.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unit(&self, id: UnitId) -> Result<Option<TranslationUnit>, ProjectError> {
        self.reading(|reader| reader.unit(id))
    }

    /// The selected units, in the order of their ids: each once for every origin in which it was met,
    /// with what that origin said.
    ///
    /// # Errors
    /// If the database fails.
    pub fn units(&self, selection: &Selection) -> Result<Vec<TranslationUnit>, ProjectError> {
        let mut units = Vec::new();
        self.each_unit(selection, |unit| {
            units.push(unit);
            Ok::<(), ProjectError>(())
        })?;
        Ok(units)
    }

    /// Hands out what [`Project::units`] answers with one by one, without holding them all.
    ///
    /// # Errors
    /// If the database fails, or whatever `take` answers with.
    pub fn each_unit<E: From<ProjectError>>(
        &self,
        selection: &Selection,
        mut take: impl FnMut(TranslationUnit) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        let read = self.reading(|reader| {
            let chosen = Chosen::of(&reader, &selection.scope)?;
            let has_further = reader.has_attestations()?;
            let mut hand_out = |unit: TranslationUnit| -> SqlResult<()> {
                let is_asked = chosen.holds(unit.provenance.section) && selects(selection, &unit);
                if !is_asked || failed.is_some() {
                    return Ok(());
                }
                let further = match unit.id {
                    Some(id) if has_further => reader.attestations(id)?,
                    _ => Vec::new(),
                };
                let elsewhere: Vec<TranslationUnit> =
                    further.into_iter().map(|place| unit.clone().met_in(place)).collect();
                failed = iter::once(unit).chain(elsewhere).find_map(|unit| take(unit).err());
                Ok(())
            };
            let Some(document) = selection.document else { return reader.each_unit(hand_out) };
            for id in reader.unit_ids(Some(document))? {
                if let Some(unit) = reader.unit(id)? {
                    hand_out(unit)?;
                }
            }
            Ok(())
        });
        read.map_err(E::from)?;
        failed.map_or(Ok(()), Err)
    }

    /// The head of the file that units of an origin came in.
    ///
    /// # Errors
    /// If the database fails.
    pub fn head_of(&self, origin: &str) -> Result<Option<String>, ProjectError> {
        self.reading(|reader| reader.file_head(origin))
    }
}

fn selects(selection: &Selection, unit: &TranslationUnit) -> bool {
    let recent = selection.since.as_ref().is_none_or(|since| unit.provenance.changed >= *since);
    recent && selection.langs.iter().all(|lang| unit.text_in(lang).is_some())
}
