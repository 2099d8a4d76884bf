//! The command line: the only part that prints and reads the environment.
//!
//! Each command is one file that reads from top to bottom: what it does, its arguments, `run`. It is
//! listed once, below.

mod args;
mod batch;
mod beads;
mod concept_view;
mod context;
mod crew;
mod error;
mod filter;
mod folder;
mod found;
mod help;
mod incoming;
mod linking;
mod memory;
mod output;
mod pairing;
mod practice_view;
mod progress;
mod reading;
mod render;
mod serving;
mod stop;
mod wish;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::model::BadLang;
use args::Global;
use context::Context;
use error::{CliError, Outcome};

/// Declares every command: its module, its name in the enum, and the group of the help it stands
/// in. A new command is one line here and one file.
macro_rules! commands {
    ($($group:literal { $($module:ident $name:ident),+ $(,)? })+) => {
        $($(mod $module;)+)+

        #[derive(Debug, Subcommand)]
        enum Command {
            $($($name($module::Args),)+)+
        }

        impl Command {
            fn run(self, context: &mut Context) -> Result<Outcome, CliError> {
                match self {
                    $($(Self::$name(args) => $module::run(args, context),)+)+
                }
            }
        }

        /// The groups of the help, each with the names of its commands.
        const GROUPS: &[(&str, &[&str])] = &[$(($group, &[$(stringify!($module)),+])),+];
    };
}

commands! {
    "Every day" {
        align Align,
        term Term,
        find Find,
        r#match Match,
        add Add,
        edit Edit,
        import Import,
        export Export,
    }
    "Whole texts" {
        brief Brief,
        mark Mark,
        check Check,
        extract Extract,
        leverage Leverage,
        pretranslate Pretranslate,
    }
    "Glossary" {
        merge Merge,
        split Split,
        relate Relate,
        approve Approve,
        audit Audit,
        references References,
    }
    "Memory" {
        memories Memories,
        index Index,
        attach Attach,
        detach Detach,
        doctor Doctor,
        purge Purge,
        scores Scores,
    }
    "Documents" {
        documents Documents,
        review Review,
        explain Explain,
        segment Segment,
        learn Learn,
    }
    "Upkeep" {
        remove Remove,
        undo Undo,
        redo Redo,
        log Log,
        stats Stats,
        backup Backup,
        formats Formats,
        completions Completions,
        demo Demo,
    }
}

/// Translation memory and bilingual glossary: every term with the sentence pairs that prove it.
///
/// Everything is kept in one file on this machine; nothing leaves it.
#[derive(Debug, Parser)]
#[command(name = "beleg", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// The whole command, with its help in groups.
fn command() -> clap::Command {
    help::in_groups(Cli::command(), GROUPS)
}

/// Runs the program: parses what was typed, does it, and tells how it ended. 0 is fine, 1 found
/// problems or nothing, 2 is a wrong usage or a bad input, 130 was stopped by Ctrl-C.
pub fn run() -> ExitCode {
    let cli = match command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is the reader's affair.
            let _ = if error.use_stderr() { print_usage_error(&error) } else { error.print() };
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut context = Context::new(cli.global);
    if let Some(score) = context.score_from()
        && !matches!(cli.command, Command::Index(_))
    {
        let error = BadLang { text: score.to_string() };
        return context.report(&CliError::new(error.to_string()));
    }
    let outcome = cli.command.run(&mut context).and_then(|outcome| {
        context.out.flush()?;
        Ok(outcome)
    });
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Stopped) => ExitCode::from(stop::EXIT_CODE),
        Err(error) => context.report(&error),
    }
}

/// Prints what is wrong with the arguments, which may hold anything, without colour.
fn print_usage_error(error: &clap::Error) -> io::Result<()> {
    let told = error.render().to_string();
    told.lines().try_for_each(|line| writeln!(io::stderr(), "{}", output::harmless(line)))
}
