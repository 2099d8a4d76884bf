//! The `beleg` program: hands over to [`beleg::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    beleg::cli::run()
}
