//! Commands that are started anew for each look-up, timed from the start to the end.
//!
//! This program starts itself as a small process that does it: a child counts the memory of the
//! process that it was split off from as its own, and the peak of all children is known to their
//! parent only.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, io};

use serde::{Deserialize, Serialize};

use crate::report::{Facts, Latency, megabytes, milliseconds};

/// The argument that makes this program the small process.
pub const ARGUMENT: &str = "--spawn";

/// Commands to time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Runs {
    pub program: PathBuf,
    pub database: PathBuf,
    /// The arguments of each command.
    pub arguments: Vec<Vec<String>>,
    /// How often each is run; the fastest time counts.
    pub rounds: usize,
    /// Files that are taken out of the page cache before each run.
    pub cold: Vec<PathBuf>,
}

impl Runs {
    /// Runs of the command line.
    pub fn of_beleg(database: &Path, arguments: Vec<Vec<String>>) -> Self {
        Self {
            program: env!("CARGO_BIN_EXE_beleg").into(),
            database: database.to_owned(),
            arguments,
            rounds: 3,
            cold: Vec::new(),
        }
    }

    /// Runs them.
    pub fn time(&self) -> Timed {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts again");
        let mut input = child.stdin.take().expect("its input");
        serde_json::to_writer(&mut input, self).expect("it takes the commands");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "a command failed");
        serde_json::from_slice(&output.stdout).expect("what it measured")
    }
}

/// What runs took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Timed {
    /// The milliseconds of each command.
    pub milliseconds: Vec<f64>,
    /// The greatest memory of any of them, where that is known.
    pub bytes: Option<u64>,
}

impl Timed {
    pub fn latency(&self) -> Latency {
        Latency::new(self.milliseconds.iter().copied())
    }

    pub fn facts(&self) -> Facts {
        let mut facts = self.latency().facts();
        facts.extend(self.bytes.map(|bytes| ("peak_mb", megabytes(bytes))));
        facts
    }
}

/// Is the small process.
pub fn run() {
    let runs: Runs = serde_json::from_reader(io::stdin()).expect("commands");
    let mut fastest = vec![f64::MAX; runs.arguments.len()];
    for _ in 0..runs.rounds {
        for (arguments, fastest) in runs.arguments.iter().zip(&mut fastest) {
            for file in &runs.cold {
                assert!(forget(file), "files are taken out of the cache here");
            }
            *fastest = fastest.min(once(&runs, arguments));
        }
    }
    let timed = Timed { milliseconds: fastest, bytes: peak() };
    let mut output = io::stdout().lock();
    serde_json::to_writer(&mut output, &timed).expect("stdout");
    output.flush().expect("stdout");
}

fn once(runs: &Runs, arguments: &[String]) -> f64 {
    let mut command = Command::new(&runs.program);
    command
        .args(arguments)
        .env("BELEG_DB", &runs.database)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let status = command.spawn().and_then(|mut child| child.wait()).expect("the command runs");
    let time = milliseconds(start.elapsed());
    // 1 says that nothing was found.
    assert!(matches!(status.code(), Some(0 | 1)), "{command:?} ended with {status}");
    time
}

/// The greatest memory of any child that ended.
#[cfg(unix)]
fn peak() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    u64::try_from(usage.max_rss()).ok().map(|kilobytes| kilobytes * unit)
}

#[cfg(not(unix))]
fn peak() -> Option<u64> {
    None
}

/// Takes a file out of the page cache, as far as it is written; answers whether that can be done.
#[cfg(target_os = "linux")]
pub fn forget(file: &Path) -> bool {
    use nix::fcntl::{PosixFadviseAdvice, posix_fadvise};
    let Ok(open) = File::open(file) else { return !file.exists() };
    open.sync_all().is_ok()
        && posix_fadvise(&open, 0, 0, PosixFadviseAdvice::POSIX_FADV_DONTNEED).is_ok()
}

#[cfg(not(target_os = "linux"))]
pub fn forget(file: &Path) -> bool {
    let _ = File::open(file);
    false
}
