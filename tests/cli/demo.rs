//! `beleg demo`.

use crate::support::Sandbox;

#[test]
fn the_demo_fits_a_screen_and_answers_what_one_wants_to_know() {
    let sandbox = Sandbox::new();
    let shown = sandbox.ok(&["demo"]);
    assert!(shown.lines().count() <= 60, "{} lines\n{shown}", shown.lines().count());
    for line in shown.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    for word in
        ["pairs", "doubtful", "Devisen", "foreign currency", "mutual assistance clause", ".csv"]
    {
        assert!(shown.contains(word), "{word}\n{shown}");
    }
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn the_demo_shows_what_the_commands_print() {
    let sandbox = Sandbox::new();
    sandbox.write("beistandspakt.de.txt", crate::support::PACT_DE);
    sandbox.write("beistandspakt.en.txt", crate::support::PACT_EN);
    for name in ["politics.csv", "economy.csv"] {
        sandbox.ok(&["import", &crate::support::shipped(&format!("glossary/{name}"))]);
    }
    let shown = sandbox.ok(&["demo"]);
    let aligned = sandbox.ok(&["align", "beistandspakt.de.txt", "beistandspakt.en.txt"]);
    assert!(shown.contains(aligned.lines().last().unwrap()), "{aligned}");
    let term = sandbox.ok(&["term", "Devisen", "--examples", "1"]);
    assert!(shown.contains(&term), "{term}\n{shown}");
}
