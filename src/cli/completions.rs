//! `beleg completions`: for the shell.

use clap_complete::Shell;

use super::context::Context;
use super::error::{CliError, Outcome};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg completions bash > ~/.local/share/bash-completion/completions/beleg
  beleg completions zsh > ~/.zfunc/_beleg
  beleg completions powershell >> $PROFILE")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "beleg", &mut script);
    context.out.raw().write_all(&script)?;
    Ok(Outcome::Fine)
}
