//! Project folders of OmegaT: their memories and glossaries.

use std::path::Path;

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::Incoming;
use super::super::reading::source;
use super::opening::{Named, Opening, passed_over, some_of};
use crate::exchange::omegat::{self, Listing, Member, Project, Role};
use crate::exchange::{ExchangeError, Reading, Source};
use crate::project::Rows;

/// Opens what a project has translated, then its further memories, then its glossaries.
pub(super) fn open(
    folder: &Path,
    opening: &Opening<'_>,
    context: &mut Context,
) -> Result<Vec<Incoming>, CliError> {
    let project = omegat::project_in(folder)?;
    let Listing { members, folders, own } = omegat::list(folder)?;
    let shown = folder.display().to_string();
    let mut opened = Vec::new();
    for Member { path, name, role } in &members {
        let named = Named { shown: &path.display().to_string(), origin: name };
        opened.extend(open_member(|| source(path), named, *role, &project, opening, context));
    }
    passed_over(&shown, folders, own, context);
    let names = members.iter().filter(|member| member.role.is_imported());
    tell_missing(
        &shown,
        std::slice::from_ref(&project),
        names.map(|member| member.name.as_str()),
        context,
    );
    some_of(opened, &shown, context)
}

/// Opens a file of a project by its role there. Machine translation is marked as such. What cannot
/// be used is told.
pub(super) fn open_member(
    read: impl FnOnce() -> Result<Source, ExchangeError>,
    named: Named<'_>,
    role: Role,
    project: &Project,
    opening: &Opening<'_>,
    context: &mut Context,
) -> Option<Incoming> {
    if let Role::Neither(reason) = role {
        context.out.say(format!("left out: `{}`: {reason}", named.shown));
        return None;
    }
    let given = opening.reading();
    let langs = (
        project.source.as_ref().unwrap_or(given.langs.0),
        project.target.as_ref().unwrap_or(given.langs.1),
    );
    let reading = role.reading(Reading { langs, ..given });
    let opened = opening.member(read(), named, &reading, context)?;
    Some(if role == (Role::Memory { by_machine: true }) { of_machine(opened) } else { opened })
}

/// Says what is not kept or not found of a project: what folders take off the matches of their
/// memories, and what it keeps elsewhere.
pub(super) fn tell_missing<'n>(
    shown: &str,
    projects: &[Project],
    mut names: impl Iterator<Item = &'n str>,
    context: &mut Context,
) {
    for place in projects.iter().flat_map(|project| &project.elsewhere) {
        context.out.say(format!(
            "{shown}: not imported: what the project keeps in `{place}`; name the files there"
        ));
    }
    if names.any(omegat::has_penalty) {
        context.out.say(format!("{shown}: not kept: what its folders `penalty-` take off a match"));
    }
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
