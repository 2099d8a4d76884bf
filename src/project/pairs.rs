//! Translation units handed out.

use super::{Project, ProjectError, Selection};
use crate::memory::scope::Chosen;
use crate::model::{Attestation, Provenance, TranslationUnit, UnitId};

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
        self.reading(|reader| {
            let chosen = Chosen::of(&reader, &selection.scope)?;
            let mut units = Vec::new();
            for id in reader.unit_ids(selection.document)? {
                let unit = reader.unit(id)?;
                let Some(unit) = unit.filter(|unit| {
                    chosen.holds(unit.provenance.section) && selects(selection, unit)
                }) else {
                    continue;
                };
                let further = reader.attestations(id)?;
                let elsewhere: Vec<TranslationUnit> =
                    further.into_iter().map(|attestation| attested(&unit, attestation)).collect();
                units.push(unit);
                units.extend(elsewhere);
            }
            Ok(units)
        })
    }

    /// The head of the file that all of the units came in; nothing if they came from several places.
    ///
    /// # Errors
    /// If the database fails.
    pub fn head_of(&self, units: &[TranslationUnit]) -> Result<Option<String>, ProjectError> {
        let Some(first) = units.first().map(|unit| &unit.provenance.origin) else {
            return Ok(None);
        };
        if units.iter().any(|unit| unit.provenance.origin != *first) {
            return Ok(None);
        }
        self.reading(|reader| reader.file_head(first))
    }
}

/// A unit as another origin has it.
fn attested(unit: &TranslationUnit, attestation: Attestation) -> TranslationUnit {
    let Attestation { origin, note, properties, created, changed, details } = attestation;
    let provenance = Provenance {
        document: None,
        origin,
        confidence: None,
        note,
        properties,
        created,
        changed,
        details,
        ..unit.provenance.clone()
    };
    TranslationUnit { provenance, ..unit.clone() }
}

fn selects(selection: &Selection, unit: &TranslationUnit) -> bool {
    let recent = selection.since.as_ref().is_none_or(|since| unit.provenance.changed >= *since);
    recent && selection.langs.iter().all(|lang| unit.text_in(lang).is_some())
}
