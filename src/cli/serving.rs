//! Opening a database to find something in it and in those attached: with the index that it takes,
//! or a word about why every pair is compared.

use super::context::Context;
use super::error::CliError;
use crate::memory::indexing::LOWEST;
use crate::project::{Consulted, Project, Served};
use crate::store::Access;

/// Opens the database. An index for the source language is made if there is none yet.
pub(super) fn serve(
    context: &mut Context,
    threshold: u8,
    exhaustive: bool,
) -> Result<Project, CliError> {
    let project = context.open(Access::Read)?;
    if exhaustive {
        return Ok(project);
    }
    let lang = project.langs().from.clone();
    match project.served(threshold)? {
        Served::ByIndex => Ok(project),
        Served::From(lowest) => {
            let lower = threshold.max(50);
            context.out.say(format!(
                "the index serves from {lowest}: every pair is compared (`beleg index --from {lower}` \
                 makes it serve from {lower})"
            ));
            Ok(project)
        }
        Served::Without if threshold < LOWEST || !project.is_writable()? => {
            context
                .out
                .say(format!("there is no index of matches in {lang}: every pair is compared"));
            Ok(project)
        }
        Served::Without => {
            context.out.say(format!("making the index of matches in {lang}, once…"));
            let mut project = context.open(Access::Write)?;
            project.build_index(lang.primary(), LOWEST)?;
            Ok(project)
        }
    }
}

/// Says which attached databases cannot be consulted.
pub(super) fn say_failed(context: &mut Context, consulted: &Consulted) {
    for (name, error) in &consulted.failed {
        context.out.say(format!("`{name}` is not consulted: {error}"));
    }
}
