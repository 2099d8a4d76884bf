//! The README: its commands run, in order, on the shipped articles.

use std::fs;
use std::process::Command;

use crate::support::{Sandbox, shipped};

/// The blocks of a language, in order.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    text.split(&opening)
        .skip(1)
        .map(|rest| rest.split("```").next().expect("the end of a block").to_owned())
        .collect()
}

#[test]
fn the_tour_runs_as_it_stands() {
    let readme = fs::read_to_string(shipped("README.md")).expect("README.md");
    let sandbox = Sandbox::new();
    for folder in ["glossary", "tests/data/articles"] {
        let target = sandbox.path(folder);
        fs::create_dir_all(&target).unwrap();
        for entry in fs::read_dir(shipped(folder)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, target.join(path.file_name().unwrap())).unwrap();
        }
    }
    let tour: Vec<String> = blocks(&readme, "console")
        .iter()
        .flat_map(|block| block.lines())
        .filter_map(|line| line.strip_prefix("$ "))
        .map(str::to_owned)
        .collect();
    assert!(tour.len() >= 15, "{tour:?}");
    let binary = assert_cmd::cargo::cargo_bin("beleg");
    let folder = binary.parent().unwrap();
    for line in tour {
        assert!(line.starts_with("beleg "), "{line}");
        let path = std::env::join_paths(
            std::iter::once(folder.to_owned())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        )
        .unwrap();
        if cfg!(windows) {
            continue;
        }
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(sandbox.path("."))
            .env("PATH", path)
            .env("BELEG_DB", sandbox.path("tour.db"))
            .env("COLUMNS", "80")
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // A check that finds something is a check that works.
        let is_fine = output.status.success()
            || line.starts_with("beleg check") && output.status.code() == Some(1);
        assert!(is_fine, "{line}\n{said}");
        if line.starts_with("beleg term Beistandsklauseln") {
            let shown = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(blocks(&readme, "text").first(), Some(&shown));
        }
    }
}

#[test]
fn the_set_up_is_two_commands() {
    let readme = fs::read_to_string(shipped("README.md")).expect("README.md");
    let ci = fs::read_to_string(shipped(".ci/run")).expect(".ci/run");
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert!(readme.contains(command) && ci.contains(command), "{command}");
    }
}
