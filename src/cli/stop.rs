//! Ctrl-C while something is imported: the database stays as it was, and that is said.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// What a shell expects of a program that Ctrl-C ended.
pub(super) const EXIT_CODE: u8 = 130;

/// How far the import is, and whether it is to stop. Before and after the change to the database
/// there is nothing to take back, so Ctrl-C ends the program at once, even if it waits for input.
/// During the change it asks for a stop, and only the second one ends the program.
const READING: u8 = 0;
const CHANGING: u8 = 1;
const ASKED: u8 = 2;
const DONE: u8 = 3;

/// Listens for Ctrl-C.
pub(super) struct Stop {
    state: Arc<AtomicU8>,
}

impl Stop {
    /// Listens from now on. Where that cannot be, or where whoever started the program wants Ctrl-C
    /// to be ignored, all stays as it was: a change that breaks off is taken back by SQLite.
    pub(super) fn listen() -> Self {
        let state = Arc::new(AtomicU8::new(READING));
        let seen = Arc::clone(&state);
        let _ = ctrlc::try_set_handler(move || {
            let asked = seen.compare_exchange(CHANGING, ASKED, Ordering::SeqCst, Ordering::SeqCst);
            match asked {
                Ok(_) => {}
                Err(DONE) => end("stopped: all is imported, but nothing was learned from it"),
                Err(_) => end(NOTHING),
            }
        });
        Self { state }
    }

    /// From now on there is something to take back.
    pub(super) fn begin_change(&self) {
        self.state.store(CHANGING, Ordering::SeqCst);
    }

    /// From now on there is nothing to take back, whether or not a stop was asked for.
    pub(super) fn end_change(&self) {
        self.state.store(DONE, Ordering::SeqCst);
    }

    /// Whether the change is to be taken back.
    pub(super) fn is_asked(&self) -> bool {
        self.state.load(Ordering::Relaxed) == ASKED
    }

    /// Tells that the change was taken back.
    pub(super) fn tell() {
        say(NOTHING);
    }
}

const NOTHING: &str = "stopped: nothing was imported";

fn end(text: &str) {
    say(text);
    process::exit(i32::from(EXIT_CODE));
}

fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
