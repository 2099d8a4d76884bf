//! Progress of work that takes longer than a moment, on stderr.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done before this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar is drawn anew after this.
const PACE: Duration = Duration::from_millis(100);

/// How many steps the bar has.
const STEPS: f64 = 10_000.0;

/// A bar that appears when the work has taken a second.
pub(super) struct Progress {
    bar: ProgressBar,
    what: String,
    begun: Instant,
    /// When it is to be drawn next.
    due: Instant,
    shown: bool,
    quiet: bool,
}

impl Progress {
    pub(super) fn new(what: &str, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(STEPS as u64), ProgressDrawTarget::hidden());
        let begun = Instant::now();
        let due = begun + PATIENCE;
        Self { bar, what: what.to_owned(), begun, due, shown: false, quiet }
    }

    /// Sets how much is done, from 0 to 1.
    pub(super) fn set(&mut self, share: f64) {
        if self.is_due() {
            self.draw(share, "");
        }
    }

    /// Sets how many of so many are done.
    pub(super) fn of(&mut self, done: usize, all: usize) {
        self.set(done as f64 / all.max(1) as f64);
    }

    /// Sets how many rows are done, and which share of the work that is.
    pub(super) fn rows(&mut self, done: usize, share: impl FnOnce() -> f64) {
        if self.is_due() {
            let rate = done as f64 / self.begun.elapsed().as_secs_f64();
            self.draw(share(), &format!("{} rows/s ", HumanCount(rate as u64)));
        }
    }

    /// Prints while the bar is out of the way.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    fn is_due(&mut self) -> bool {
        let now = Instant::now();
        let is_due = !self.quiet && now >= self.due;
        if is_due {
            self.due = now + PACE;
        }
        is_due
    }

    fn draw(&mut self, share: f64, rate: &str) {
        if !self.shown {
            self.shown = true;
            // A pipe gets no bar: indicatif draws on terminals only.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{msg} {bar:30} {percent} % {prefix}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            self.bar.set_style(style.progress_chars("━━─"));
            self.bar.set_message(self.what.clone());
        }
        self.bar.set_position((share.clamp(0.0, 1.0) * STEPS) as u64);
        self.bar.set_prefix(format!("{rate}{} left", span(self.bar.eta())));
    }
}

/// A span of time as people say it: `7 s`, `2 min 5 s`, `1 h 12 min`.
fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_in_two_units_at_most() {
        for (seconds, told) in [(0, "0 s"), (7, "7 s"), (125, "2 min 5 s"), (4_380, "1 h 13 min")] {
            assert_eq!(span(Duration::from_secs(seconds)), told);
        }
    }
}
