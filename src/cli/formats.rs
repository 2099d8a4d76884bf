//! `beleg formats`: what can be read and written.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::Look;
use crate::exchange::{Format, Holding};

/// List the file formats, and what each holds
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg formats")]
pub(super) struct Args {}

#[derive(Serialize)]
struct FormatObject {
    name: &'static str,
    extensions: &'static [&'static str],
    reads: Vec<&'static str>,
    writes: Vec<&'static str>,
    holds: &'static str,
}

pub(super) fn run(_: Args, context: &mut Context) -> Result<Outcome, CliError> {
    for format in Format::ALL {
        let (name, extensions, holds) = (format.name(), format.extensions(), format.holds());
        let names = |what: &[Holding]| what.iter().map(|what| what.name()).collect::<Vec<_>>();
        let (reads, writes) = (names(format.reads()), names(format.writes()));
        if context.json() {
            context.out.object(&FormatObject { name, extensions, reads, writes, holds })?;
            continue;
        }
        let endings: Vec<String> = extensions.iter().map(|ending| format!(".{ending}")).collect();
        context.out.line(format!("{name:<9} {holds}"))?;
        let said = [("reads", reads.join(", ")), ("writes", writes.join(", "))];
        let said = said.into_iter().filter(|(_, what)| !what.is_empty());
        let mut said: Vec<String> = said.map(|(does, what)| format!("{does} {what}")).collect();
        said.extend((!endings.is_empty()).then(|| endings.join(" ")));
        let said = context.out.look(Look::Faint, &said.join("; "));
        context.out.line(format!("{:<9} {said}", ""))?;
    }
    Ok(Outcome::Fine)
}
