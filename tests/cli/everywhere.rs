//! What holds for every command.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::arch::commands;
use crate::support::Sandbox;

#[test]
fn every_command_has_help_with_examples() {
    let sandbox = Sandbox::new();
    let front = sandbox.ok(&["--help"]);
    for command in commands() {
        assert!(front.contains(&format!("  {command} ")), "{command}");
        let help = sandbox.ok(&["help", &command]);
        assert!(help.contains("Examples:") && help.contains(&format!("beleg {command}")), "{help}");
    }
    let day_one = front.find("  align").unwrap();
    assert!(day_one < front.find("  remove").unwrap());
}

#[test]
fn a_closed_pipe_is_quiet() {
    let sandbox = Sandbox::filled();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("beleg"))
        .args(["export", "-", "--db"])
        .arg(sandbox.path("test.db"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    assert!(!said.contains("panic") && !said.contains("pipe"), "{said}");
}

#[test]
fn stored_control_characters_never_reach_the_terminal_raw() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll\x1b[31m", "customs\u{9b}31m\u{202e} duty", "--note", "a\x07b"]);
    for args in [&["term", "Zoll*"][..], &["term", "Zoll*", "--json"], &["log"], &["log", "--json"]]
    {
        let shown = sandbox.ok(args);
        let raw = shown.chars().find(|char| char.is_control() && *char != '\n');
        assert_eq!(raw, None, "{args:?}: {shown:?}");
        assert!(!shown.contains('\u{202e}'), "{args:?}");
    }
}

#[test]
fn color_is_for_those_who_want_it() {
    let sandbox = Sandbox::filled();
    assert!(!sandbox.ok(&["find", "Sanktionen"]).contains('\x1b'));
    assert!(sandbox.ok(&["find", "Sanktionen", "--color", "always"]).contains('\x1b'));
    let output = sandbox
        .command()
        .args(["find", "Sanktionen"])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!String::from_utf8(output.stdout).unwrap().contains('\x1b'));
}

#[test]
fn quiet_commands_say_nothing() {
    let sandbox = Sandbox::with_articles();
    let ran = sandbox.run(&["align", "pact.de.txt", "pact.en.txt", "--quiet"]);
    assert_eq!(ran.stderr, "");
}

#[test]
fn wrong_usage_ends_with_two() {
    let sandbox = Sandbox::new();
    for args in [&["nonsense"][..], &["term"], &["align", "one"], &["find", "x", "--limit", "many"]]
    {
        assert_eq!(sandbox.run(args).code, 2, "{args:?}");
    }
}

#[test]
fn the_languages_of_the_first_command_are_remembered() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "devises", "Devisen", "--from", "fr", "--to", "de"]);
    let answer = &sandbox.json(&["term", "devises"])[0];
    assert_eq!(answer["terms"][0]["lang"], "fr");
    assert_eq!(sandbox.json(&["stats"])[0]["from"], "fr");
    assert!(sandbox.refused(&["add", "a", "b", "--from", "fr", "--to", "fr"]).contains("both"));
}

#[test]
fn one_language_alone_turns_the_pair_round() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "Zoll", "duty"]);
    sandbox.ok(&["add", "gate", "Tor", "--from", "en"]);
    assert_eq!(sandbox.json(&["term", "Tor"])[0]["terms"][0]["lang"], "en");
}

#[test]
fn a_refused_command_leaves_no_database_behind() {
    let sandbox = Sandbox::new();
    sandbox.refused(&["add", "a", "b", "--from", "fr", "--to", "fr"]);
    sandbox.refused(&["add", " ", "b"]);
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn numbers_of_results_are_checked() {
    let sandbox = Sandbox::filled();
    assert_eq!(sandbox.run(&["find", "Sanktionen", "--limit", "0"]).code, 2);
    sandbox.ok(&["find", "Sanktionen", "--limit", "18446744073709551615"]);
    sandbox.ok(&["log", "--limit", "18446744073709551615"]);
    assert!(sandbox.refused(&["backup", "-"]).contains("stdout"));
}

#[test]
fn usage_errors_command_no_terminal() {
    let sandbox = Sandbox::filled();
    for args in [
        &["remove", "c1\x1b]0;x\x07\x1b[2J"][..],
        &["\x1b[2J"],
        &["find", "x", "--lang", "\x1b[2J"],
    ] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(!ran.stderr.contains('\x1b'), "{args:?}: {:?}", ran.stderr);
    }
}

#[test]
fn an_empty_variable_counts_as_none() {
    let sandbox = Sandbox::new();
    let run = |args: &[&str]| sandbox.command().env("BELEG_DB", "").args(args).output().unwrap();
    assert!(run(&["formats"]).status.success());
    assert!(run(&["add", "a", "b", "--db", "x.db"]).status.success());
    assert!(sandbox.path("x.db").exists());
    assert_eq!(run(&["stats"]).status.code(), Some(2));
}

#[test]
fn endless_words_take_no_endless_time() {
    let sandbox = Sandbox::new();
    for letter in ["Ä", "a", "ß", "ae"] {
        let word = letter.repeat(500_000);
        sandbox.write("table.csv", format!("de;en\n{word};house\n"));
        sandbox.ok(&["import", "table.csv", "--as", "units"]);
    }
}
