//! `beleg align`.

use crate::support::{PACT_DE, PACT_EN, Sandbox};

const DE: &str = "Der Vertrag wurde am Montag unterzeichnet.\n\nEr gilt zehn Jahre.\n";
const EN: &str = "The treaty was signed on Monday.\n\nIt is valid for ten years.\n";

fn small() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.de.txt", DE);
    sandbox.write("a.en.txt", EN);
    sandbox
}

#[test]
fn every_segment_is_in_one_bead_in_order() {
    let sandbox = Sandbox::with_articles();
    let beads = sandbox.json(&["align", "pact.de.txt", "pact.en.txt", "--dry-run"]);
    for side in ["source_ids", "target_ids"] {
        let ids: Vec<u64> = beads
            .iter()
            .flat_map(|bead| bead[side].as_array().unwrap())
            .map(|id| id.as_u64().unwrap())
            .collect();
        assert_eq!(ids, (0..ids.len() as u64).collect::<Vec<_>>(), "{side}");
    }
    assert!(beads.iter().all(|bead| (0.0..=1.0).contains(&bead["confidence"].as_f64().unwrap())));
}

#[test]
fn links_alone_are_printed_on_request() {
    let sandbox = small();
    let links = sandbox.ok(&["align", "a.de.txt", "a.en.txt", "--beads", "--dry-run", "--quiet"]);
    assert_eq!(links, "[0]:[0]\n[1]:[1]\n");
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn segmented_files_keep_their_lines() {
    let sandbox = Sandbox::new();
    sandbox.write("de", "Eins. Zwei.\nDrei\n");
    sandbox.write("en", "One. Two.\nThree\n");
    let links = sandbox.ok(&["align", "de", "en", "--segmented", "--beads", "--dry-run"]);
    assert_eq!(links, "[0]:[0]\n[1]:[1]\n");
}

#[test]
fn aligning_again_changes_nothing() {
    let sandbox = small();
    sandbox.ok(&["align", "a.de.txt", "a.en.txt"]);
    let before = sandbox.ok(&["log", "--json"]);
    let again = sandbox.run(&["align", "a.de.txt", "a.en.txt"]);
    assert!(again.stderr.contains("nothing changed"), "{}", again.stderr);
    assert_eq!(sandbox.ok(&["log", "--json"]), before);
}

#[test]
fn pairs_whose_text_is_unchanged_keep_their_id() {
    let sandbox = Sandbox::with_articles();
    let unit = |sandbox: &Sandbox| -> Vec<(String, String)> {
        sandbox
            .json(&["align", "pact.de.txt", "pact.en.txt"])
            .iter()
            .filter(|bead| bead["unit"].is_string())
            .map(|bead| (bead["unit"].to_string(), bead["source"].to_string()))
            .collect()
    };
    let before = unit(&sandbox);
    let first = PACT_DE.lines().next().unwrap();
    sandbox.write("pact.de.txt", PACT_DE.replacen(first, "Eine ganz andere Überschrift", 1));
    let after = unit(&sandbox);
    let kept = before.iter().filter(|pair| after.contains(pair)).count();
    assert!(kept + 2 >= before.len(), "{kept} of {}", before.len());
    assert!(after.iter().any(|(_, source)| source.contains("ganz andere")));
    sandbox.ok(&["undo"]);
    sandbox.write("pact.de.txt", PACT_DE);
    assert_eq!(unit(&sandbox), before);
}

#[test]
fn another_text_under_the_same_path_is_refused() {
    let sandbox = small();
    sandbox.ok(&["align", "a.de.txt", "a.en.txt"]);
    sandbox.write("a.de.txt", "Ein Text.\n\nDer ist neu.\n\nUnd hat damit nichts zu tun.\n");
    let error = sandbox.refused(&["align", "a.de.txt", "a.en.txt"]);
    assert!(error.contains("only 0 are left") && error.contains("--replace"), "{error}");
    sandbox.ok(&["align", "a.de.txt", "a.en.txt", "--replace"]);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["documents"])[0]["segments"], 2);
}

#[test]
fn languages_the_wrong_way_round_are_noticed() {
    let sandbox = Sandbox::with_articles();
    let error = sandbox.refused(&["align", "pact.en.txt", "pact.de.txt"]);
    assert!(error.contains("wrong way round") && error.contains("--from en --to de"), "{error}");
    sandbox.write("short.de.txt", "Die Regierung hat neue Sanktionen verhängt.\n");
    sandbox.write("short.en.txt", "The government has imposed new sanctions.\n");
    let error = sandbox.refused(&["align", "short.en.txt", "short.de.txt"]);
    assert!(error.contains("wrong way round"), "{error}");
    assert!(!sandbox.path("test.db").exists());
    sandbox.ok(&["align", "short.de.txt", "short.en.txt"]);
    sandbox.ok(&["align", "pact.en.txt", "pact.de.txt", "--from", "en", "--to", "de"]);
}

#[test]
fn bad_inputs_get_one_clear_sentence() {
    let sandbox = Sandbox::with_articles();
    sandbox.write("empty.txt", "");
    sandbox.write("blank.txt", " \n\n\t\u{200b}\n");
    sandbox.write("binary.txt", [0u8, 1, 2, 3, 0, 255, 254]);
    sandbox.write("copy.txt", PACT_DE);
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    for (file, word) in [
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("binary.txt", "binary"),
        ("missing.txt", "missing.txt"),
        ("folder", "folder"),
        ("copy.txt", "same text"),
        ("./pact.de.txt", "one file"),
    ] {
        let error = sandbox.refused(&["align", "pact.de.txt", file]);
        assert!(error.contains(word), "{file}: {error}");
        assert!(error.lines().count() <= 2, "{file}: {error}");
    }
    assert!(!sandbox.path("test.db").exists());
}

#[test]
fn stdin_needs_a_name_to_be_kept() {
    let sandbox = small();
    let ran = sandbox.run_with_input(&["align", "-", "a.en.txt"], DE);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--name"), "{}", ran.stderr);
    let ran = sandbox.run_with_input(&["align", "-", "a.en.txt", "--name", "vertrag"], DE);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(sandbox.json(&["documents"])[0]["path"], "vertrag");
}

#[test]
fn encodings_are_read_and_a_guess_is_told() {
    let sandbox = small();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(DE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    sandbox.write("utf16.txt", utf16);
    sandbox.write("bom.txt", format!("\u{feff}{DE}"));
    sandbox.write("crlf.txt", DE.replace('\n', "\r\n"));
    let latin = "F\u{fc}r die L\u{e4}nder gilt der Vertrag.\n\nEr gilt zehn Jahre.\n";
    sandbox.write("latin.txt", latin.chars().map(|char| char as u8).collect::<Vec<u8>>());
    for file in ["utf16.txt", "bom.txt", "crlf.txt", "latin.txt"] {
        let args = ["align", file, "a.en.txt", "--dry-run", "--json"];
        let ran = sandbox.run(&args);
        assert_eq!(ran.code, 0, "{file}: {}", ran.stderr);
        assert_eq!(ran.stderr.contains("windows-1252"), file == "latin.txt", "{}", ran.stderr);
        assert_eq!(ran.stdout.contains("Für die Länder"), file == "latin.txt", "{}", ran.stdout);
        assert_eq!(ran.stdout.lines().count(), 2, "{file}: {}", ran.stdout);
    }
}

#[test]
fn the_view_shows_both_sides_and_a_summary() {
    let sandbox = Sandbox::with_articles();
    let view = sandbox.ok(&["align", "pact.de.txt", "pact.en.txt"]);
    assert!(view.contains("1-1") && view.contains("52 pairs; "), "{view}");
    assert!(view.lines().all(|line| line.chars().count() <= 80), "{view}");
    let headline = |text: &str| text.lines().next().unwrap().chars().take(30).collect::<String>();
    assert!(view.contains(&headline(PACT_DE)) && view.contains(&headline(PACT_EN)));
}

#[test]
fn two_documents_have_one_alignment_whichever_is_the_source() {
    let sandbox = small();
    sandbox.ok(&["align", "a.de.txt", "a.en.txt"]);
    let log = sandbox.ok(&["log", "--json"]);
    let reversed = ["align", "a.en.txt", "a.de.txt", "--from", "en", "--to", "de"];
    let beads = sandbox.json(&reversed);
    assert!(beads[0]["source"][0].as_str().unwrap().starts_with("The treaty"), "{}", beads[0]);
    assert_eq!(sandbox.ok(&["log", "--json"]), log);
    sandbox.write("a.en.txt", EN.replace("ten years", "a decade"));
    let beads = sandbox.json(&reversed);
    assert_eq!(beads[1]["source"][0], "It is valid for a decade.");
    let stats = &sandbox.json(&["stats"])[0];
    assert_eq!((&stats["documents"], &stats["units"]), (&2.into(), &2.into()));
    assert_eq!(sandbox.json(&["documents"])[0]["aligned_with"], serde_json::json!(["d2"]));
}

#[test]
fn a_document_with_two_translations_changes_with_both() {
    let sandbox = small();
    sandbox.write("a.fr.txt", "Le traité a été signé lundi.\n\nIl est valable dix ans.\n");
    sandbox.ok(&["align", "a.de.txt", "a.en.txt"]);
    sandbox.ok(&["align", "a.de.txt", "a.fr.txt", "--to", "fr"]);
    let before = sandbox.ok(&["export", "-", "--as", "units"]);
    sandbox.write("a.de.txt", format!("Ein Pakt\n\n{DE}"));
    sandbox.ok(&["align", "a.de.txt", "a.en.txt"]);
    let after = sandbox.ok(&["export", "-", "--as", "units"]);
    let texts = |table: &str| -> Vec<String> {
        table.lines().map(|line| line.split(',').take(3).collect()).collect()
    };
    assert_eq!(texts(&after), texts(&before), "pairs whose texts are the same keep their ids");
    assert_eq!(sandbox.json(&["documents"])[0]["segments"], 3);
    let french = sandbox.json(&["align", "a.de.txt", "a.fr.txt", "--to", "fr"]);
    assert_eq!((french.len(), &french[0]["kind"]), (3, &"1-0".into()));
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.json(&["documents"])[0]["segments"], 2);
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), before);
    sandbox.ok(&["redo"]);
    sandbox.ok(&["remove", "d1"]);
    assert_eq!(sandbox.json(&["stats"])[0]["documents"], 0);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.ok(&["export", "-", "--as", "units"]), after);
}

#[test]
fn the_check_of_languages_can_be_passed() {
    let sandbox = Sandbox::with_articles();
    let args = ["align", "pact.en.txt", "pact.de.txt", "--dry-run", "--quiet"];
    assert_eq!(sandbox.run(&args).code, 2);
    sandbox.ok(&[&args[..], &["--any-language", "--force"]].concat());
    sandbox.write("austrian.txt", PACT_DE.replace("Arbeitskräfte", "Leute"));
    sandbox.ok(&["align", "pact.de.txt", "austrian.txt", "--from", "de-DE", "--to", "de-AT"]);
}

#[test]
fn a_new_partner_makes_a_new_alignment() {
    let sandbox = small();
    sandbox.ok(&["align", "a.de.txt", "a.en.txt"]);
    sandbox.write("b.en.txt", EN.replace("ten years", "a decade"));
    let ran = sandbox.run(&["align", "a.de.txt", "b.en.txt"]);
    assert!(ran.stderr.contains("kept as d1 and d3"), "{}", ran.stderr);
    sandbox.write("one.de.txt", "Der Vertrag wurde am Montag unterzeichnet.");
    sandbox.write("one.en.txt", "The treaty was signed on Monday.");
    let view = sandbox.ok(&["align", "one.de.txt", "one.en.txt"]);
    assert!(view.ends_with("1 bead: 1 × 1-1\n1 pair; none doubtful\n"), "{view}");
}

#[test]
fn texts_that_do_not_belong_together_are_refused_unless_forced() {
    let sandbox = Sandbox::with_articles();
    let market = crate::support::shipped("tests/data/articles/devisenmarkt.en.txt");
    for args in
        [&["align", "pact.de.txt", &market][..], &["align", "pact.de.txt", &market, "--dry-run"]]
    {
        let error = sandbox.refused(args);
        assert!(error.contains("do not seem to be") && error.contains("--force"), "{error}");
    }
    assert!(!sandbox.path("test.db").exists());
    sandbox.ok(&["align", "pact.de.txt", &market, "--force"]);
}

#[test]
fn both_directions_at_once_are_one_alignment() {
    for _ in 0..4 {
        let sandbox = small();
        sandbox.ok(&["add", "a", "b"]);
        std::thread::scope(|scope| {
            scope.spawn(|| sandbox.ok(&["align", "a.de.txt", "a.en.txt"]));
            scope.spawn(|| {
                sandbox.ok(&["align", "a.en.txt", "a.de.txt", "--from", "en", "--to", "de"])
            });
        });
        assert_eq!(sandbox.json(&["documents"])[0]["aligned_with"].as_array().unwrap().len(), 1);
        assert_eq!(sandbox.json(&["stats"])[0]["units"], 2);
    }
}

#[test]
fn a_pair_that_was_removed_stays_away() {
    let sandbox = Sandbox::with_articles();
    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt"]);
    sandbox.ok(&["remove", "u3"]);
    let units = || sandbox.json(&["stats"])[0]["units"].as_u64().unwrap();
    assert_eq!(units(), 51);
    let first = PACT_DE.lines().next().unwrap();
    sandbox.write("pact.de.txt", PACT_DE.replacen(first, "Eine ganz andere Überschrift", 1));
    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt"]);
    assert_eq!(units(), 51);
    sandbox.ok(&["align", "pact.de.txt", "pact.en.txt", "--replace"]);
    assert_eq!(units(), 52);
}
