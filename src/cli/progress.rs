//! Progress of work that takes longer than a moment, on stderr.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done before this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when the work has taken a second.
pub(super) struct Progress {
    bar: ProgressBar,
    what: String,
    begun: Instant,
    shown: bool,
    quiet: bool,
}

impl Progress {
    pub(super) fn new(what: &str, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(1_000), ProgressDrawTarget::hidden());
        Self { bar, what: what.to_owned(), begun: Instant::now(), shown: false, quiet }
    }

    /// Sets how much is done, from 0 to 1.
    pub(super) fn set(&mut self, share: f64) {
        if self.quiet || (!self.shown && self.begun.elapsed() < PATIENCE) {
            return;
        }
        if !self.shown {
            self.shown = true;
            // A pipe gets no bar: indicatif draws on terminals only.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{msg} {bar:30} {percent} % {eta} left");
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.set_message(self.what.clone());
        }
        self.bar.set_position((share.clamp(0.0, 1.0) * 1_000.0) as u64);
    }

    /// Sets how many of so many are done.
    pub(super) fn of(&mut self, done: usize, all: usize) {
        self.set(done as f64 / all.max(1) as f64);
    }

    /// Prints while the bar is out of the way.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
