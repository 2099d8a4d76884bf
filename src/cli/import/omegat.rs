//! Project folders of OmegaT: their memories and glossaries.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::{self, Incoming};
use super::super::reading::source;
use super::opening::{Opening, some_of};
use crate::exchange::{ExchangeError, Format, Reading, TableKind, omegat};
use crate::project::Rows;

/// Folders may stand within each other so deep.
const DEEPEST: usize = 20;

/// The file that makes a folder a project.
const PROJECT: &str = "omegat.project";

/// How names of glossaries end that are lines parted by tabs.
const LINES: [&str; 4] = ["txt", "utf8", "tab", "tsv"];

/// Whether a path is the folder of a project.
pub(super) fn is_project(folder: &Path) -> bool {
    folder.is_dir() && folder.join(PROJECT).is_file()
}

/// Opens what a project has translated, then its further memories, then its glossaries. Machine
/// translation is marked as such. What cannot be used is told.
pub(super) fn open(
    folder: &Path,
    opening: &Opening<'_>,
    context: &mut Context,
) -> Result<Vec<Incoming>, CliError> {
    let project = omegat::project(&crate::exchange::file::read_file(&folder.join(PROJECT))?);
    let given = opening.reading();
    let langs = (
        project.source.as_ref().unwrap_or(given.langs.0),
        project.target.as_ref().unwrap_or(given.langs.1),
    );
    let reading = Reading { langs, format: None, kind: None, ..given };
    let mut files = vec![PathBuf::from("omegat/project_save.tmx")];
    files.retain(|file| folder.join(file).is_file());
    for (place, endings) in [("tm", ["tmx"].as_slice()), ("glossary", GLOSSARIES)] {
        let mut below = Vec::new();
        list(folder, Path::new(place), 0, &mut below)?;
        below.retain(|file| ending(file).is_some_and(|ending| endings.contains(&ending.as_str())));
        below.sort();
        files.extend(below);
    }
    let mut opened = Vec::new();
    let mut has_penalties = false;
    for file in files {
        let is_lines = file.starts_with("glossary")
            && ending(&file).is_some_and(|ending| LINES.contains(&ending.as_str()));
        let reading = Reading {
            format: is_lines.then_some(Format::OmegaT),
            kind: file.starts_with("glossary").then_some(TableKind::Terms),
            ..reading
        };
        let path = folder.join(&file);
        let read = source(&path).map_err(CliError::from).and_then(|source| {
            let origin = incoming::origin(&path);
            let noted = opening.noted(source.name());
            incoming::open(source, origin, &reading, opening.section, noted, context)
        });
        match read {
            Ok(read) => {
                let mut folders = file.iter().skip(1).map(|part| part.to_string_lossy());
                has_penalties |= folders.clone().any(|part| part.starts_with("penalty-"));
                let is_machine = file.starts_with("tm") && folders.any(|part| part == "mt");
                opened.push(if is_machine { of_machine(read) } else { read });
            }
            Err(error) => context.out.say(format!("left out: {}", error.message)),
        }
    }
    let shown = folder.display().to_string();
    if has_penalties {
        context.out.say(format!("{shown}: not kept: what its folders `penalty-` take off a match"));
    }
    some_of(opened, &shown, context)
}

const GLOSSARIES: &[&str] = &["txt", "utf8", "tab", "tsv", "csv", "tbx"];

/// How a file's name ends, in lower case.
fn ending(file: &Path) -> Option<String> {
    Some(file.extension()?.to_string_lossy().to_lowercase())
}

/// Adds the files in a folder of the project and below; links to folders are not followed.
fn list(
    project: &Path,
    below: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
) -> Result<(), CliError> {
    let path = project.join(below);
    if depth > DEEPEST || !path.is_dir() {
        return Ok(());
    }
    let unreadable =
        |source| ExchangeError::Unreadable { path: path.display().to_string(), source };
    for entry in fs::read_dir(&path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let below = below.join(entry.file_name());
        if entry.file_type().map_err(unreadable)?.is_dir() {
            list(project, &below, depth + 1, files)?;
        } else if entry.path().is_file() {
            files.push(below);
        }
    }
    Ok(())
}

/// Marks pairs as made by a machine and vouched for by nobody.
fn of_machine(file: Incoming) -> Incoming {
    let rows = match file.rows {
        Rows::Units(units) => Rows::Units(Box::new(units.map(|unit| {
            unit.map(|mut unit| {
                let provenance = &mut unit.unit.provenance;
                provenance.is_approved = false;
                let (name, value) = omegat::MACHINE;
                let properties = &mut provenance.properties;
                properties.entry(name.to_owned()).or_insert_with(|| value.to_owned());
                unit
            })
        }))),
        rows => rows,
    };
    Incoming { rows, ..file }
}
