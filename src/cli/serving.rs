//! Which matches the index serves, and what to say where every pair is compared.

use super::context::Context;
use super::error::CliError;
use crate::project::{Project, Served};

/// So many comparisons of a segment with a pair take some three seconds: 2,000 segments with 100,000
/// pairs took 288 s on two cores of 2024.
const FELT: usize = 2_000_000;

/// So many take half a minute, which nobody waits for unasked.
const LONG: usize = 20_000_000;

/// How to get an index that serves all matches that may be wanted.
const HINT: &str = "`beleg index --from 50` makes an index that serves them";

/// The lowest score that so many segments can be matched from without a long wait, at least `wanted`.
/// If it is higher, that is said.
pub(super) fn lowest_served(
    context: &mut Context,
    project: &Project,
    wanted: u8,
    segments: usize,
) -> Result<u8, CliError> {
    if let Served::From(lowest) = project.served(wanted)?
        && project.counts()?.units.saturating_mul(segments) > LONG
    {
        context.out.say(format!(
            "the index serves matches from {lowest}, so what is less similar counts as none; {HINT} \
             (`--threshold {wanted}` does without, but takes long)"
        ));
        return Ok(lowest);
    }
    tell_slow(context, project, wanted, segments)?;
    Ok(wanted)
}

/// Says if so many segments are matched by comparing them with every pair, and that takes long.
pub(super) fn tell_slow(
    context: &mut Context,
    project: &Project,
    threshold: u8,
    segments: usize,
) -> Result<(), CliError> {
    let why = match project.served(threshold)? {
        Served::ByIndex => return Ok(()),
        Served::From(lowest) => format!("the index serves matches from {lowest}"),
        Served::Without => format!("there is no index of matches in `{}`", project.langs().from),
    };
    let pairs = project.counts()?.units;
    if pairs.saturating_mul(segments) > FELT {
        context.out.say(format!(
            "{why}, so each segment is compared with all {pairs} pairs, which takes long; {HINT}"
        ));
    }
    Ok(())
}
