//! A sandbox: a temporary folder with a database, and the binary that runs in it.

pub mod mutator;
pub mod seeds;

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Output};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The shipped articles.
pub const PACT_DE: &str = include_str!("../data/articles/beistandspakt.de.txt");
pub const PACT_EN: &str = include_str!("../data/articles/beistandspakt.en.txt");

/// A folder of its own, and commands that know nothing of the machine's user.
pub struct Sandbox {
    folder: TempDir,
}

/// What a command printed and how it ended.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// A sandbox that holds the shipped articles as `pact.de.txt` and `pact.en.txt`.
    pub fn with_articles() -> Self {
        let sandbox = Self::new();
        sandbox.write("pact.de.txt", PACT_DE);
        sandbox.write("pact.en.txt", PACT_EN);
        sandbox
    }

    /// A sandbox whose database holds the shipped articles and the politics glossary.
    pub fn filled() -> Self {
        let sandbox = Self::with_articles();
        sandbox.ok(&["align", "pact.de.txt", "pact.en.txt", "--quiet"]);
        sandbox.ok(&["import", &shipped("glossary/politics.csv"), "--quiet"]);
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("a file of the sandbox");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file of the sandbox")
    }

    pub fn command(&self) -> Command {
        Command::from_std(self.program())
    }

    /// The command for a test that has to do something while it runs.
    pub fn program(&self) -> process::Command {
        let mut command = process::Command::new(cargo_bin("beleg"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("BELEG_DB", self.path("test.db"))
            .env("COLUMNS", "80");
        for kept in ["PATH", "SYSTEMROOT", "TMP", "TEMP"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::new(self.command().args(args).output().expect("the command runs"))
    }

    pub fn run_with_input(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Ran {
        Ran::new(self.command().args(args).write_stdin(input).output().expect("the command runs"))
    }

    /// Runs a command that must end with 0, and answers with what it printed.
    pub fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}\n{}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    /// Runs a command with `--json` that must end with 0.
    pub fn json(&self, args: &[&str]) -> Vec<Value> {
        let mut args = args.to_vec();
        args.push("--json");
        objects(&self.ok(&args))
    }

    /// Runs a command that must end with 2, and answers with its error.
    pub fn refused(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 2, "{args:?}\n{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "{args:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{args:?}");
        ran.stderr
    }
}

impl Ran {
    fn new(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }
}

/// The lines of an output as JSON.
pub fn objects(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

/// A ZIP archive of files with these names and contents.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The path of a file of this project.
pub fn shipped(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string()
}
