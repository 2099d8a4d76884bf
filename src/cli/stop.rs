//! Ctrl-C, and being told to end: the database stays as it was, no half of a file is left, and it is
//! said.

use std::io::{self, Write};
use std::process;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::exchange::file;

/// What a shell expects of a program that Ctrl-C ended.
pub(super) const EXIT_CODE: u8 = 130;

/// How far an import is, and whether it is to stop. Before and after the change to the database
/// there is nothing to take back, so Ctrl-C ends the program at once, even if it waits for input.
/// During the change it asks for a stop, and only the second one ends the program.
static STATE: AtomicU8 = AtomicU8::new(NO_IMPORT);

const NO_IMPORT: u8 = 0;
const READING: u8 = 1;
const CHANGING: u8 = 2;
const ASKED: u8 = 3;
const DONE: u8 = 4;

/// Sees to it that no half of a file is left, from now on. Where that cannot be, or where whoever
/// started the program wants Ctrl-C to be ignored, all stays as it was: a change that breaks off is
/// taken back by SQLite.
pub(super) fn guard_files() {
    let _ = ctrlc::try_set_handler(|| {
        let asked = STATE.compare_exchange(CHANGING, ASKED, Ordering::SeqCst, Ordering::SeqCst);
        match asked {
            Ok(_) => {}
            Err(NO_IMPORT) => end("stopped"),
            Err(DONE) => end("stopped: all is imported, but nothing was learned from it"),
            Err(_) => end(NOTHING),
        }
    });
}

/// Listens for Ctrl-C during an import.
pub(super) struct Stop;

impl Stop {
    /// Listens from now on.
    pub(super) fn listen() -> Self {
        STATE.store(READING, Ordering::SeqCst);
        guard_files();
        Self
    }

    /// From now on there is something to take back.
    pub(super) fn begin_change(&self) {
        STATE.store(CHANGING, Ordering::SeqCst);
    }

    /// From now on there is nothing to take back, whether or not a stop was asked for.
    pub(super) fn end_change(&self) {
        STATE.store(DONE, Ordering::SeqCst);
    }

    /// Whether the change is to be taken back.
    pub(super) fn is_asked(&self) -> bool {
        STATE.load(Ordering::Relaxed) == ASKED
    }

    /// Tells that the change was taken back.
    pub(super) fn tell() {
        say(NOTHING);
    }
}

const NOTHING: &str = "stopped: nothing was imported";

fn end(text: &str) {
    file::discard_unfinished();
    say(text);
    process::exit(i32::from(EXIT_CODE));
}

fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
