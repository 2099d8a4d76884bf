//! `beleg review`.

use crate::support::Sandbox;

const DE: &str = "\
Die Regierung hat am Montag ein neues Gesetz vorgelegt.
Es soll im Januar in Kraft treten.
Kritik kam von der Opposition.
Sie nennt den Entwurf unfertig.
Am Freitag stimmt das Parlament ab.
Die Sitzung beginnt um zehn Uhr.
";
const EN: &str = "\
On Monday the government presented a new law.
It is to take effect in January.
The opposition criticised it and called the draft unfinished.
Parliament votes on Friday.
The session begins at ten.
";

fn aligned() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.de.txt", DE);
    sandbox.write("a.en.txt", EN);
    align(&sandbox);
    sandbox
}

fn align(sandbox: &Sandbox) -> String {
    sandbox.run(&["align", "a.de.txt", "a.en.txt", "--segmented", "--quiet"]).stderr
}

/// The links, as `align` shows them of what is stored.
fn links(sandbox: &Sandbox) -> String {
    let links = sandbox.ok(&["align", "a.de.txt", "a.en.txt", "--segmented", "--beads", "--quiet"]);
    links.replace('\n', " ").trim().to_owned()
}

fn standings(sandbox: &Sandbox) -> Vec<String> {
    let beads = sandbox.json(&["align", "a.de.txt", "a.en.txt", "--segmented"]);
    beads.iter().map(|bead| bead["standing"].as_str().unwrap().to_owned()).collect()
}

fn sheet(sandbox: &Sandbox, name: &str) -> String {
    sandbox.ok(&["review", "d1", "--all", "--out", name, "--quiet"]);
    sandbox.read(name)
}

const FOUND: &str = "[0]:[0] [1]:[1] [2,3]:[2] [4]:[3] [5]:[4]";

#[test]
fn a_review_that_is_not_changed_changes_nothing() {
    let sandbox = aligned();
    assert_eq!(links(&sandbox), FOUND);
    for name in ["r.txt", "r.csv", "r.tsv"] {
        sheet(&sandbox, name);
        let before = sandbox.ok(&["log"]);
        let ran = sandbox.run(&["review", "d1", "--apply", name]);
        assert!(ran.stderr.contains("nothing new"), "{}", ran.stderr);
        assert_eq!(sandbox.ok(&["log"]), before);
    }
}

#[test]
fn beads_are_split_merged_moved_accepted_and_dropped() {
    let sandbox = aligned();
    let text = sheet(&sandbox, "r.txt");
    let mut out = String::new();
    for line in text.lines() {
        // The first is accepted, the second dropped, the third split, the last two are merged.
        let is = |number: &str| line.starts_with('[') && line.contains(&format!("] {number}  "));
        if is("1") {
            out.push_str("[ok] 1\n");
        } else if is("2") {
            out.push_str("[drop] 2\n");
        } else if line.starts_with("de4") {
            continue;
        } else if is("4") {
            out.push_str("[ok]\nde4\n[?]\n");
        } else if is("5") {
            continue;
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    sandbox.write("r.txt", out);
    let told = &sandbox.json(&["review", "d1", "--apply", "r.txt"])[0];
    assert_eq!((&told["accepted"], &told["dropped"]), (&1.into(), &1.into()), "{told}");
    assert_eq!(told["changed"], 3, "{told}");
    assert_eq!(links(&sandbox), "[0]:[0] [1]:[1] [2]:[2] [3]:[] [4,5]:[3,4]");
    assert_eq!(standings(&sandbox), ["accepted", "dropped", "accepted", "accepted", "accepted"]);
    assert!(sandbox.json(&["find", "Parlament"])[0]["target"].as_str().unwrap().ends_with("ten."));
    assert_eq!(sandbox.run(&["find", "Januar"]).code, 1, "its pair was dropped");
    let documents = &sandbox.json(&["documents"])[0];
    assert_eq!((&documents["decided"], &documents["doubtful"]), (&5.into(), &0.into()));
    assert_eq!(documents["kinds"]["2-2"], 1);
    sandbox.ok(&["undo"]);
    assert_eq!(links(&sandbox), FOUND);
}

/// Makes decisions that the aligner would not: the second and third sentence change partners.
fn decide(sandbox: &Sandbox) {
    sandbox.write(
        "r.txt",
        "[ok]\nde1\nen1\n[ok]\nde2\n[drop]\nde3\nen2\n[ok]\nde4\nen3\n[?]\nde5\nen4\n[?]\nde6\nen5\n",
    );
    sandbox.ok(&["review", "d1", "--apply", "r.txt"]);
    assert_eq!(links(sandbox), DECIDED);
}

const DECIDED: &str = "[0]:[0] [1]:[] [2]:[1] [3]:[2] [4]:[3] [5]:[4]";

#[test]
fn decisions_hold_when_either_file_changes() {
    let sandbox = aligned();
    decide(&sandbox);
    sandbox.write("a.de.txt", format!("Ein Vorspann.\n{DE}"));
    align(&sandbox);
    assert_eq!(links(&sandbox), "[0]:[] [1]:[0] [2]:[] [3]:[1] [4]:[2] [5]:[3] [6]:[4]");
    sandbox.write("a.en.txt", EN.replace("Parliament votes on Friday.", "The vote is on Friday."));
    align(&sandbox);
    assert_eq!(links(&sandbox), "[0]:[] [1]:[0] [2]:[] [3]:[1] [4]:[2] [5]:[3] [6]:[4]");
    let standing = standings(&sandbox);
    assert_eq!(standing[1..5], ["accepted", "accepted", "dropped", "accepted"], "{standing:?}");
    assert_eq!(sandbox.run(&["find", "Kritik"]).code, 1, "what was dropped stays away");
    // Aligned anew, nothing of it is left.
    sandbox.ok(&["align", "a.de.txt", "a.en.txt", "--segmented", "--replace", "--quiet"]);
    assert!(standings(&sandbox).iter().all(|standing| standing == "aligned"));
}

#[test]
fn decisions_hold_with_a_second_partner() {
    let sandbox = aligned();
    sandbox.write("b.en.txt", EN.replace("On Monday", "This Monday"));
    sandbox.ok(&["align", "a.de.txt", "b.en.txt", "--segmented", "--quiet"]);
    let refused = sandbox.refused(&["review", "d1", "--out", "-"]);
    assert!(refused.contains("d2 and d3") && refused.contains("--with"), "{refused}");
    sandbox.write("r.txt", "[drop]\nde1\nen1\n");
    sandbox.ok(&["review", "d1", "--with", "d2", "--apply", "r.txt"]);
    sandbox.ok(&["review", "d3", "--apply", "r.txt"]);
    // The article changes beside one partner; the alignment with the other is made anew too.
    sandbox.write("a.de.txt", format!("{DE}Danach ist Pause.\n"));
    align(&sandbox);
    assert_eq!(sandbox.run(&["find", "Regierung"]).code, 1);
    assert_eq!(standings(&sandbox)[0], "dropped");
}

#[test]
fn a_decision_lapses_when_its_segments_change() {
    let sandbox = aligned();
    decide(&sandbox);
    sandbox.write("a.de.txt", DE.replace("Kritik kam", "Scharfe Kritik kam"));
    let ran = sandbox.run(&["align", "a.de.txt", "a.en.txt", "--segmented"]);
    assert!(ran.stderr.contains("1 decision lapsed"), "{}", ran.stderr);
    assert_eq!(links(&sandbox), DECIDED, "those beside it hold");
    assert_eq!(sandbox.json(&["find", "Kritik"]).len(), 1);
}

#[test]
fn a_decision_is_taken_back() {
    let sandbox = aligned();
    decide(&sandbox);
    let text = sheet(&sandbox, "r.txt").replace("[ok]", "[open]").replace("[drop]", "[open]");
    sandbox.write("r.txt", text);
    let told = &sandbox.json(&["review", "d1", "--apply", "r.txt"])[0];
    assert_eq!(told["reopened"], 4);
    assert_eq!(sandbox.json(&["documents"])[0]["decided"], 0);
    assert_eq!(sandbox.json(&["find", "Kritik"]).len(), 1, "its pair is there again");
}

#[test]
fn a_spreadsheet_does_the_same() {
    for (name, options) in
        [("r.csv", vec![]), ("r.tsv", vec![]), ("r.csv", vec!["--for", "excel-de"])]
    {
        let sandbox = aligned();
        let mut args = vec!["review", "d1", "--all", "--out", name, "--quiet"];
        args.extend(&options);
        sandbox.ok(&args);
        let separator = if name == "r.tsv" {
            '\t'
        } else if options.is_empty() {
            ','
        } else {
            ';'
        };
        let mut out = String::new();
        for line in sandbox.read(name).lines() {
            let mut cells: Vec<String> = line.split(separator).map(str::to_owned).collect();
            match cells[4].as_str() {
                "1" => cells[1] = "ok".to_owned(),
                "2" => cells[1] = "drop".to_owned(),
                "4" => cells[0] = "3b".to_owned(),
                "6" => cells[0] = "4".to_owned(),
                _ => {}
            }
            out.push_str(&cells.join(&separator.to_string()));
            out.push('\n');
        }
        sandbox.write(name, out);
        sandbox.ok(&["review", "d1", "--apply", name]);
        assert_eq!(links(&sandbox), "[0]:[0] [1]:[1] [2]:[2] [3]:[] [4,5]:[3,4]", "{name}");
        assert_eq!(standings(&sandbox)[..2], ["accepted", "dropped"]);
    }
}

#[test]
fn the_rest_is_accepted_on_request() {
    let sandbox = aligned();
    sheet(&sandbox, "r.txt");
    sandbox.ok(&["review", "d1", "--apply", "r.txt", "--accept-rest"]);
    assert!(standings(&sandbox).iter().all(|standing| standing == "accepted"));
    let ran = sandbox.run(&["review", "d1", "--out", "-"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("no bead is doubtful"), "{}", ran.stderr);
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_changes() {
    let sandbox = aligned();
    let before = sandbox.ok(&["log"]);
    for (text, reason) in [
        ("[ok]\nde1\nen1\nen1\n", "line 4: en1 stands in line 3 already"),
        ("[ok]\nde1\nen1\n[ok]\nde1\n", "line 5: de1 stands in line 2 already"),
        ("[ok]\nde1\nen2\n", "en1 of bead 1 is missing"),
        ("[ok]\nde1\n", "en1 of bead 1 is missing"),
        ("[ok]\nde2\nen2\n[ok]\nde1\nen1\n", "line 1: de2 stands here before de1"),
        ("[ok]\nde1\nde5\nen1\nen4\n", "de1 and de5 stand in one bead but are no neighbours"),
        ("[ok]\nde9\nen1\n", "line 2: there is no segment de9"),
        ("[ok]\nde0\n", "line 2: there is no segment de0"),
        ("[ok]\nde1 Etwas anderes.\nen1\n", "line 2: the text of de1 is another one"),
        ("# empty\n", "line 1: there is no bead"),
        ("[okay]\nde1\n", "line 1: `[okay]` is no verdict"),
        ("de1\n", "line 1: a segment before"),
        ("[ok]\nfr1\n", "line 2: neither"),
    ] {
        sandbox.write("r.txt", text);
        let refused = sandbox.refused(&["review", "d1", "--apply", "r.txt"]);
        assert!(refused.contains(reason), "{text}: {refused}");
        assert!(refused.contains("`r.txt`, line"), "{refused}");
    }
    assert_eq!(sandbox.ok(&["log"]), before);
    assert_eq!(links(&sandbox), FOUND);
    assert!(sandbox.refused(&["review", "d7", "--out", "-"]).contains("no document d7"));
    assert!(
        sandbox.refused(&["review", "d1", "--with", "d1", "--out", "-"]).contains("not aligned")
    );
}

#[test]
fn only_surer_pairs_are_kept_and_the_others_wait() {
    let sandbox = Sandbox::new();
    sandbox.write("a.de.txt", DE);
    sandbox.write("a.en.txt", EN);
    let args = ["align", "a.de.txt", "a.en.txt", "--segmented"];
    let ran = sandbox.run(&[&args[..], &["--accept", "1"]].concat());
    assert!(ran.stderr.contains("not kept yet: see `beleg review d1`"), "{}", ran.stderr);
    let units = |sandbox: &Sandbox| sandbox.json(&["stats"])[0]["units"].as_u64().unwrap();
    assert_eq!(units(&sandbox), 0);
    assert_eq!(sandbox.json(&["documents"])[0]["waiting"], 5);
    sandbox.write("r.txt", "[ok]\nde1\nen1\n");
    sandbox.ok(&["review", "d1", "--apply", "r.txt"]);
    assert_eq!(units(&sandbox), 1);
    // What waits goes on waiting when the article changes, until another measure is given.
    sandbox.write("a.de.txt", format!("{DE}Danach ist Pause.\n"));
    align(&sandbox);
    assert_eq!(units(&sandbox), 1);
    sandbox.ok(&[&args[..], &["--accept", "0"]].concat());
    assert_eq!(units(&sandbox), 5);
    assert!(sandbox.refused(&[&args[..], &["--accept", "90"]].concat()).contains("from 0 to 1"));
}

#[test]
fn a_review_that_is_applied_again_decides_nothing_new() {
    let sandbox = aligned();
    let merged = sheet(&sandbox, "r.txt").replace("\n[ ] 5 ", "\n# ").replace("\n[?] 5 ", "\n# ");
    sandbox.write("r.txt", merged);
    assert_eq!(sandbox.json(&["review", "d1", "--apply", "r.txt"])[0]["changed"], 1);
    let ran = sandbox.run(&["review", "d1", "--apply", "r.txt"]);
    assert!(ran.stderr.contains("nothing new"), "{}", ran.stderr);
}

#[test]
fn neither_the_database_nor_an_article_is_written_over() {
    let sandbox = aligned();
    for args in [
        &["review", "d1", "--all", "--out", "test.db"][..],
        &["export", "test.db", "--format", "html", "--document", "d1"],
        &["export", "./test.db", "--format", "csv"],
        &["review", "d1", "--all", "--out", "a.de.txt"],
    ] {
        let refused = sandbox.refused(args);
        assert!(refused.contains("itself"), "{refused}");
    }
    assert_eq!(links(&sandbox), FOUND);
}

#[test]
fn a_pair_with_a_note_stays() {
    let sandbox = aligned();
    sandbox.write(
        "n.csv",
        "de,en,note\nDie Sitzung beginnt um zehn Uhr.,The session begins at ten.,mine\n",
    );
    sandbox.ok(&["import", "n.csv", "--as", "units"]);
    sandbox.write("a.de.txt", DE.replace("um zehn", "erst um zehn"));
    align(&sandbox);
    assert_eq!(sandbox.json(&["find", "Sitzung"]).len(), 2);
}
