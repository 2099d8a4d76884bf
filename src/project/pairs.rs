//! Translation units handed out.

use std::iter;

use super::{Project, ProjectError, Selection};
use crate::memory::scope::Chosen;
use crate::model::backup::FileHead;
use crate::model::{TranslationUnit, UnitId};
use crate::store::{Reader, SqlError};

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
        let read = self.reading(|reader| match hand_out(&reader, selection, &mut take) {
            Err(Stop::Taken(error)) => {
                failed = Some(error);
                Ok(())
            }
            Err(Stop::Read(error)) => Err(error),
            Ok(()) => Ok(()),
        });
        read.map_err(E::from)?;
        failed.map_or(Ok(()), Err)
    }

    /// The heads of the files that units came in, each by the origin of those.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file_heads(&self) -> Result<Vec<FileHead>, ProjectError> {
        self.reading(|reader| reader.file_heads())
    }
}

/// Why no further units are handed out.
enum Stop<E> {
    /// They cannot be read.
    Read(SqlError),
    /// They cannot be taken.
    Taken(E),
}

impl<E> From<SqlError> for Stop<E> {
    fn from(error: SqlError) -> Self {
        Self::Read(error)
    }
}

fn hand_out<E>(
    reader: &Reader<'_>,
    selection: &Selection,
    take: &mut dyn FnMut(TranslationUnit) -> Result<(), E>,
) -> Result<(), Stop<E>> {
    let chosen = Chosen::of(reader, &selection.scope)?;
    let has_further = reader.has_attestations()?;
    let mut one = |unit: TranslationUnit| -> Result<(), Stop<E>> {
        if !chosen.holds(unit.provenance.section) || !selects(selection, &unit) {
            return Ok(());
        }
        let further = match unit.id {
            Some(id) if has_further => reader.attestations(id)?,
            _ => Vec::new(),
        };
        let elsewhere: Vec<TranslationUnit> =
            further.into_iter().map(|place| unit.clone().met_in(place)).collect();
        iter::once(unit).chain(elsewhere).try_for_each(&mut *take).map_err(Stop::Taken)
    };
    let Some(document) = selection.document else { return reader.each_unit(one) };
    for id in reader.unit_ids(Some(document))? {
        if let Some(unit) = reader.unit(id)? {
            one(unit)?;
        }
    }
    Ok(())
}

fn selects(selection: &Selection, unit: &TranslationUnit) -> bool {
    let recent = selection.since.as_ref().is_none_or(|since| unit.provenance.changed >= *since);
    recent && selection.langs.iter().all(|lang| unit.text_in(lang).is_some())
}
