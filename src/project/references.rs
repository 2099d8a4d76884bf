//! References: big glossaries that are consulted after the termbase.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::counts::ImportCounts;
use super::{Project, ProjectError};
use crate::model::Proposal;
use crate::store::{ReferenceRecord, SqlError, Writer};
use crate::termbase::reference::{decode, encode, keys};

impl Project {
    /// The references, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn references(&self) -> Result<Vec<ReferenceRecord>, ProjectError> {
        self.reading(|reader| reader.references())
    }

    /// Takes the rows of a glossary into a reference, which is made if it is missing; what it says
    /// already is not taken twice. `progress` is told how many rows are done, and may break off.
    ///
    /// # Errors
    /// If the database fails, or if `progress` broke off; then nothing has changed.
    pub fn import_reference(
        &mut self,
        name: &str,
        origin: &str,
        rows: &[Proposal],
        trial: bool,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<ImportCounts, ProjectError> {
        self.change(&format!("import {origin} --reference {name}"), |writer| {
            if trial {
                writer.keep_nothing();
            }
            let tell = |error: SqlError| writer.at_path(error);
            let known = writer.references().map_err(tell)?;
            let known = known.into_iter().find(|reference| reference.name == name);
            let mut there: HashSet<String> = HashSet::new();
            let id = match known {
                Some(known) => {
                    let keep = &mut |_: i64, entry: &str| _ = there.insert(entry.to_owned());
                    writer.each_reference_entry(known.id, keep).map_err(tell)?;
                    known.id
                }
                None => writer.add_reference(name, origin).map_err(tell)?,
            };
            let mut counts = ImportCounts { read: rows.len(), ..ImportCounts::default() };
            let mut all_keys: Vec<(i64, i64)> = Vec::new();
            for (done, row) in rows.iter().enumerate() {
                if progress(done).is_break() {
                    return Err(ProjectError::Stopped);
                }
                let entry = encode(row);
                if there.contains(&entry) {
                    counts.unchanged += 1;
                    continue;
                }
                let number = writer.add_reference_entry(id, &entry).map_err(tell)?;
                all_keys.extend(keys(&entry).into_iter().map(|key| (key, number)));
                counts.new += 1;
                there.insert(entry);
            }
            writer.add_reference_keys(&mut all_keys).map_err(tell)?;
            writer.summarise(format!("{} new entries in the reference `{name}`", counts.new));
            Ok(counts)
        })
    }

    /// Lets a reference be consulted, or no longer.
    ///
    /// # Errors
    /// If there is no such reference, or if the database fails.
    pub fn consult_reference(&mut self, name: &str, on: bool) -> Result<(), ProjectError> {
        let id = self.reference(name)?.id;
        self.change(&format!("references {name}"), |writer| {
            writer.consult_reference(id, on).map_err(|error| writer.at_path(error))?;
            writer.summarise(format!(
                "`{name}` is {}",
                if on { "consulted" } else { "not consulted" }
            ));
            Ok(())
        })
    }

    /// Removes a reference. Answers with how many entries it had.
    ///
    /// # Errors
    /// If there is no such reference, or if the database fails.
    pub fn remove_reference(&mut self, name: &str) -> Result<usize, ProjectError> {
        let reference = self.reference(name)?;
        self.change(&format!("references {name} --remove"), |writer| {
            writer.remove_reference(reference.id).map_err(|error| writer.at_path(error))?;
            writer.summarise(format!("removed the reference `{name}`"));
            Ok(reference.entries)
        })
    }

    fn reference(&self, name: &str) -> Result<ReferenceRecord, ProjectError> {
        let all = self.references()?;
        let found = all.into_iter().find(|reference| reference.name == name);
        found.ok_or_else(|| ProjectError::NoSuch { kind: "reference", id: name.to_owned() })
    }
}

/// Makes the keys of entries anew that an undo or a redo touched.
pub(super) fn index_entries(
    writer: &Writer<'_>,
    entries: &std::collections::BTreeSet<i64>,
) -> Result<(), SqlError> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut all_keys: Vec<(i64, i64)> = Vec::new();
    for reference in writer.references()? {
        writer.each_reference_entry(reference.id, &mut |id, entry| {
            if entries.contains(&id) {
                all_keys.extend(keys(entry).into_iter().map(|key| (key, id)));
            }
        })?;
    }
    writer.add_reference_keys(&mut all_keys)?;
    writer.sweep_reference_keys()
}

/// Makes all keys anew.
pub(super) fn reindex(writer: &Writer<'_>) -> Result<(), SqlError> {
    writer.clear_reference_keys()?;
    for reference in writer.references()? {
        let mut all_keys: Vec<(i64, i64)> = Vec::new();
        writer.each_reference_entry(reference.id, &mut |id, entry| {
            if decode(entry).is_some() {
                all_keys.extend(keys(entry).into_iter().map(|key| (key, id)));
            }
        })?;
        writer.add_reference_keys(&mut all_keys)?;
    }
    Ok(())
}
