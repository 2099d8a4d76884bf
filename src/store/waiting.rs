//! Waiting for others to finish writing.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a command waits for others: the import of a large memory holds the file for half a
/// minute. Tests that wait in vain wait shorter.
const PATIENCE: Duration =
    if cfg!(test) { Duration::from_secs(10) } else { Duration::from_secs(60) };

/// A person who has waited so long wants to know what for.
const NOTICE_AFTER: Duration = Duration::from_millis(if cfg!(test) { 100 } else { 2_000 });

/// The pauses between attempts in milliseconds, as in SQLite's own handler; the last is repeated.
const PAUSES: [u64; 12] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];

static NOTICE: OnceLock<fn()> = OnceLock::new();
static NOTICED: AtomicBool = AtomicBool::new(false);

/// Has `notice` called when this process has waited for two seconds for another to finish writing:
/// once, however often it waits. The first notice given is the one that counts.
pub fn on_waiting(notice: fn()) {
    let _ = NOTICE.set(notice);
}

/// A wait for one lock.
#[derive(Debug)]
pub(super) struct Wait {
    since: Instant,
    attempts: usize,
}

impl Wait {
    pub(super) fn new() -> Self {
        Self { since: Instant::now(), attempts: 0 }
    }

    /// Pauses before the next attempt. False if there should be none.
    pub(super) fn pause(&mut self) -> bool {
        let waited = self.since.elapsed();
        if waited >= PATIENCE {
            return false;
        }
        if waited >= NOTICE_AFTER
            && let Some(notice) = NOTICE.get()
            && !NOTICED.swap(true, Ordering::Relaxed)
        {
            notice();
        }
        sleep(Duration::from_millis(PAUSES[self.attempts.min(PAUSES.len() - 1)]));
        self.attempts += 1;
        true
    }
}

/// What SQLite calls when it meets a lock; the count begins anew with each.
pub(super) fn handler() -> impl FnMut(i32) -> bool + Send + 'static {
    let mut wait = Wait::new();
    move |attempts| {
        if attempts == 0 {
            wait = Wait::new();
        }
        wait.pause()
    }
}
