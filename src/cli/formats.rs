//! `beleg formats`: what can be read and written.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use crate::exchange::Format;

/// List the file formats, and what each holds
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg formats")]
pub(super) struct Args {}

#[derive(Serialize)]
struct FormatObject {
    name: &'static str,
    extensions: &'static [&'static str],
    holds: &'static str,
}

pub(super) fn run(_: Args, context: &mut Context) -> Result<Outcome, CliError> {
    for format in Format::ALL {
        let (name, extensions, holds) = (format.name(), format.extensions(), format.holds());
        if context.json() {
            context.out.object(&FormatObject { name, extensions, holds })?;
        } else {
            let extensions: Vec<String> =
                extensions.iter().map(|extension| format!(".{extension}")).collect();
            context.out.line(format!("{name:<9} {:<22} {holds}", extensions.join(" ")))?;
        }
    }
    Ok(Outcome::Fine)
}
