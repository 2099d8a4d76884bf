//! Opening a database to find something in it and in those attached: with the index that it takes,
//! or a word about why every pair is compared.

use super::context::Context;
use super::error::CliError;
use crate::memory::indexing::LOWEST;
use crate::project::{Consulted, Project, Served};
use crate::store::Access;

/// So many comparisons of a segment with a pair take some three seconds: 2,000 segments with 100,000
/// pairs took 288 s on two cores of 2024.
const FELT: usize = 2_000_000;

/// So many take half a minute, which nobody waits for unasked.
const LONG: usize = 20_000_000;

/// How to get an index that serves all matches that may be wanted.
const HINT: &str = "`beleg index --from 50` makes an index that serves them";

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

/// Opens the databases that are to be consulted, and says which cannot be.
pub(super) fn consult(context: &mut Context, project: &Project) -> Result<Consulted, CliError> {
    let consulted = project.consult()?;
    for (name, error) in &consulted.failed {
        context.out.say(format!("`{name}` is not consulted: {error}"));
    }
    Ok(consulted)
}

/// The lowest score that so many segments can be matched from without a long wait, at least `wanted`.
/// If it is higher, that is said.
pub(super) fn lowest_served(
    context: &mut Context,
    project: &Project,
    consulted: &Consulted,
    wanted: u8,
    segments: usize,
) -> Result<u8, CliError> {
    let (mut lowest, mut compared) = (wanted, 0_usize);
    for project in consulted.with(project) {
        if let Served::From(served) = project.served(wanted)? {
            lowest = lowest.max(served);
            compared = compared.saturating_add(project.counts()?.units);
        }
    }
    if compared.saturating_mul(segments) > LONG {
        context.out.say(format!(
            "the index serves matches from {lowest}, so what is less similar counts as none; {HINT} \
             (`--threshold {wanted}` does without, but takes long)"
        ));
        return Ok(lowest);
    }
    tell_slow(context, project, consulted, wanted, segments)?;
    Ok(wanted)
}

/// Says if so many segments are matched by comparing them with every pair, and that takes long.
pub(super) fn tell_slow(
    context: &mut Context,
    project: &Project,
    consulted: &Consulted,
    threshold: u8,
    segments: usize,
) -> Result<(), CliError> {
    for project in consulted.with(project) {
        let why = match project.served(threshold)? {
            Served::ByIndex => continue,
            Served::From(lowest) => format!("the index serves matches from {lowest}"),
            Served::Without => {
                format!("there is no index of matches in `{}`", project.langs().from)
            }
        };
        let pairs = project.counts()?.units;
        if pairs.saturating_mul(segments) > FELT {
            let file = project.path().display();
            context.out.say(format!(
                "`{file}`: {why}, so each segment is compared with all {pairs} pairs, which takes \
                 long; {HINT}"
            ));
        }
    }
    Ok(())
}
