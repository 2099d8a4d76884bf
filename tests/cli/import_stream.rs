//! `beleg import` of tables that are not in memory, and what Ctrl-C leaves of it.

use crate::support::Sandbox;
use serde_json::Value;

/// A table of so many sentence pairs without a header.
fn pairs(rows: usize) -> String {
    (0..rows)
        .map(|row| {
            format!("Der {row}. Vertrag über Zölle gilt nun.\tTreaty number {row} is valid.\n")
        })
        .collect()
}

fn counts(object: &Value) -> [u64; 3] {
    ["read", "new", "refused"].map(|field| object[field].as_u64().unwrap())
}

#[test]
fn stdin_is_kept_where_it_does_not_fit_into_memory() {
    let sandbox = Sandbox::new();
    // Longer than what is kept in memory of stdin, and than a block of what is read.
    let table = pairs(18_000) + "Ein Satz, dem etwas fehlt.\t\n";
    assert!(table.len() > 1 << 20);
    let ran = sandbox.run_with_input(&["import", "-", "--json", "--dry-run"], table);
    let object: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(counts(&object), [18_001, 18_000, 1], "{}", ran.stderr);
    assert!(ran.stderr.contains("stdin, line 18001: refused: no translation"), "{}", ran.stderr);
}

#[test]
fn utf16_is_read_across_blocks() {
    let sandbox = Sandbox::new();
    let table = pairs(4_000) + "Der letzte Satz – mit 🦀.\tThe last sentence.\n";
    let bytes = [0xff, 0xfe].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes));
    let bytes: Vec<u8> = bytes.collect();
    assert!(bytes.len() > 1 << 18);
    sandbox.write("pairs.tsv", bytes);
    assert_eq!(counts(&sandbox.json(&["import", "pairs.tsv"])[0]), [4_001, 4_001, 0]);
    let found = sandbox.ok(&["find", "letzte Satz"]);
    assert!(found.contains("mit 🦀."), "{found}");
}

#[test]
fn the_first_refused_rows_are_named_and_all_are_counted() {
    let sandbox = Sandbox::new();
    let row = "Dieser Satz hat leider keine Übersetzung.\t\n";
    sandbox.write("pairs.tsv", row.repeat(15) + &pairs(3) + &row.repeat(10));
    let ran = sandbox.run(&["import", "pairs.tsv", "--json", "--strict"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(counts(&serde_json::from_str(&ran.stdout).unwrap()), [28, 3, 25]);
    assert_eq!(ran.stderr.matches("refused: no translation").count(), 20, "{}", ran.stderr);
    for part in ["line 1: refused", "line 23: refused", "pairs.tsv: 5 more rows refused"] {
        assert!(ran.stderr.contains(part), "{}", ran.stderr);
    }
}

#[test]
fn pairs_that_are_there_are_known_wherever_they_stand_in_a_long_table() {
    let sandbox = Sandbox::new();
    sandbox.write("known.tsv", pairs(14_000));
    sandbox.ok(&["import", "known.tsv"]);
    let mixed: String = (0..14_000)
        .map(|row| {
            let again =
                pairs(1).replace("0.", &format!("{row}.")).replace(" 0 ", &format!(" {row} "));
            again + &format!("Neu ist Satz {row}.\tSentence {row} is new.\n")
        })
        .collect();
    sandbox.write("mixed.tsv", mixed.repeat(2));
    let told = &sandbox.json(&["import", "mixed.tsv"])[0];
    // The other file's pairs have an origin more now; those that come twice are as they were.
    let known = (&told["merged"], &told["unchanged"]);
    assert_eq!((counts(told), known), ([56_000, 14_000, 0], (&14_000.into(), &28_000.into())));
}

#[test]
fn pairs_of_which_none_can_be_used_make_no_database() {
    let sandbox = Sandbox::new();
    sandbox.write("good.tsv", pairs(3));
    sandbox.write("bad.tsv", "Dieser Satz hat leider keine Übersetzung.\t\tx\ty\n".repeat(30));
    let error = sandbox.run(&["import", "good.tsv", "bad.tsv", "--as", "units"]);
    assert_eq!(error.code, 2, "{}", error.stderr);
    for part in [
        "`bad.tsv` holds nothing that could be imported; nothing was imported",
        "bad.tsv, line 1: refused: no translation",
        "bad.tsv: 10 more rows refused",
        "bad.tsv: 30 rows have a fourth column, which is ignored",
    ] {
        assert!(error.stderr.contains(part), "{}", error.stderr);
    }
    assert!(!sandbox.path("test.db").exists());
}

#[cfg(unix)]
mod stopped {
    use std::io::Write;
    use std::process::{Child, Command, Output, Stdio};
    use std::time::{Duration, Instant};

    use super::{Sandbox, pairs};

    fn spawn(sandbox: &Sandbox, file: &str) -> Child {
        let mut command = sandbox.program();
        command.args(["import", file]).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn interrupt(child: &Child) {
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    fn ended(child: Child) -> (Option<i32>, String) {
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        (status.code(), String::from_utf8(stderr).unwrap())
    }

    #[test]
    fn ctrl_c_leaves_the_database_as_it_was() {
        let sandbox = Sandbox::new();
        sandbox.ok(&["add", "Zoll", "customs duty"]);
        // More than can be imported before Ctrl-C comes.
        sandbox.write("pairs.tsv", pairs(500_000));
        let child = spawn(&sandbox, "pairs.tsv");
        // What a change writes stands in the log from when it no longer fits into the cache.
        let log = sandbox.path("test.db-wal");
        let begun = Instant::now();
        while !std::fs::metadata(&log).is_ok_and(|log| log.len() > 1 << 20) {
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing is written");
            std::thread::sleep(Duration::from_millis(20));
        }
        interrupt(&child);
        let (code, stderr) = ended(child);
        assert_eq!(code, Some(130), "{stderr}");
        assert!(stderr.ends_with("\nstopped: nothing was imported\n"), "{stderr}");
        let stats = &sandbox.json(&["stats"])[0];
        assert_eq!((&stats["concepts"], &stats["units"]), (&1.into(), &0.into()), "{stats}");
        assert_eq!(sandbox.json(&["log"]).len(), 1);
    }

    #[test]
    fn a_stopped_export_leaves_nothing_behind() {
        let sandbox = Sandbox::new();
        sandbox.write("pairs.tsv", pairs(60_000));
        sandbox.ok(&["import", "pairs.tsv", "--quiet"]);
        sandbox.write("out.tmx", "before");
        let halves = || -> Vec<u64> {
            let entries = std::fs::read_dir(sandbox.path("")).unwrap().map(Result::unwrap);
            let halves =
                entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".beleg-"));
            halves.filter_map(|entry| Some(entry.metadata().ok()?.len())).collect()
        };
        for signal in ["-INT", "-TERM"] {
            let mut command = sandbox.program();
            command.args(["export", "out.tmx"]).stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            while !halves().iter().any(|length| *length > 0) {
                assert!(child.try_wait().unwrap().is_none(), "it ended before it was stopped");
                std::thread::sleep(Duration::from_millis(2));
            }
            Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
            let (code, stderr) = ended(child);
            assert_eq!((code, stderr.as_str()), (Some(130), "stopped\n"), "{signal}");
            assert_eq!(halves(), [0_u64; 0], "{signal}");
            assert_eq!(sandbox.read("out.tmx"), "before");
        }
    }

    #[test]
    fn ctrl_c_ends_the_wait_for_stdin() {
        let sandbox = Sandbox::new();
        let mut child = spawn(&sandbox, "-");
        // More than a pipe holds: once it is written, it is being read.
        let mut input = child.stdin.take().unwrap();
        input.write_all(pairs(10_000).as_bytes()).unwrap();
        interrupt(&child);
        let (code, stderr) = ended(child);
        assert_eq!((code, stderr.as_str()), (Some(130), "stopped: nothing was imported\n"));
        assert!(!sandbox.path("test.db").exists());
    }
}
