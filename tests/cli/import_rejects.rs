//! The file of refused rows, and that an import adds up.

use crate::support::{Sandbox, objects};

const PAIRS: &str = "de,en\nEin Satz.,A sentence.\nOhne Übersetzung.,\nEin Satz.,A sentence.\n\
                     Noch einer.,Another one.\n";

#[test]
fn refused_rows_stand_in_a_file_with_their_reasons() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", PAIRS);
    sandbox.write("b.csv", "de,en,gender\nZoll,duty,m\nTor,gate,q\n");
    let ran = sandbox.run(&["import", "a.csv", "b.csv", "--rejects", "no.csv", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(
        sandbox.read("no.csv").lines().collect::<Vec<_>>(),
        [
            "file,line,reason",
            "a.csv,3,\"no translation, only `Ohne Übersetzung.` in de: a row without an `id` needs two \
             languages\"",
            "b.csv,3,\"gender: `q` is no gender: use m, f, n or mf\"",
        ]
    );
    for counts in objects(&ran.stdout) {
        let count = |name: &str| counts[name].as_u64().unwrap();
        let sum = ["new", "merged", "unchanged", "refused"].map(count).iter().sum::<u64>();
        assert_eq!(count("read"), sum, "{counts}");
    }
}

#[test]
fn all_are_in_the_file_though_few_are_named() {
    let sandbox = Sandbox::new();
    let rows: String = (0..500).map(|row| format!("Satz {row} hat keinen Partner,\n")).collect();
    sandbox.write("a.csv", format!("de,en\nEin Satz.,A sentence.\n{rows}"));
    let ran = sandbox.run(&["import", "a.csv", "--as", "units", "--rejects", "no.tsv"]);
    assert_eq!(sandbox.read("no.tsv").lines().count(), 501);
    assert!(ran.stderr.contains("480 more rows refused"), "{}", ran.stderr);
    assert!(ran.stderr.contains("500 refused rows written to no.tsv"), "{}", ran.stderr);
}

#[test]
fn a_trial_and_a_file_of_no_use_write_it_too() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", PAIRS);
    sandbox.ok(&["import", "a.csv", "--as", "units", "--dry-run", "--rejects", "no.csv"]);
    assert_eq!(sandbox.read("no.csv").lines().count(), 2);
    assert!(!sandbox.path("test.db").exists());
    sandbox.write("b.csv", "de,en\nEin Satz ganz ohne Übersetzung.,\n");
    let ran = sandbox.run(&["import", "b.csv", "--as", "units", "--rejects", "no.csv"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(sandbox.read("no.csv").contains("b.csv,2,no translation"));
    assert_eq!(
        sandbox.ok(&["import", "a.csv", "--as", "units", "--rejects", "-"]).lines().count(),
        2
    );
}

#[test]
fn no_older_rejects_stand_there_when_pairs_of_files_are_of_no_use() {
    let sandbox = Sandbox::new();
    sandbox.write("k.de", "Ein Satz.\n");
    sandbox.write("k.en", "A sentence.\nAnother one.\n");
    for files in [["k.de", "k.en", "k.de"].as_slice(), &["k.de", "k.en"]] {
        sandbox.write("no.csv", "old\n");
        let args = [&["import", "--format", "moses", "--rejects", "no.csv"], files].concat();
        assert_eq!(sandbox.run(&args).code, 2, "{files:?}");
        assert_eq!(sandbox.read("no.csv"), "file,line,reason\n", "{files:?}");
    }
}

#[test]
fn what_is_imported_is_not_written_over() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", PAIRS);
    let refused = sandbox.refused(&["import", "a.csv", "--rejects", "./a.csv"]);
    assert!(refused.contains("is read, so it cannot be written"), "{refused}");
    assert_eq!(sandbox.read("a.csv"), PAIRS);
}

#[test]
fn a_second_import_changes_nothing_and_one_undo_takes_it_back() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", PAIRS);
    sandbox.write("b.csv", "de,en\nZoll,duty\n");
    sandbox.ok(&["import", "a.csv", "b.csv"]);
    let before = sandbox.ok(&["log", "--json"]);
    for counts in sandbox.json(&["import", "a.csv", "b.csv"]) {
        assert_eq!((&counts["new"], &counts["merged"]), (&0.into(), &0.into()), "{counts}");
    }
    assert_eq!(sandbox.ok(&["log", "--json"]), before);
    sandbox.ok(&["undo"]);
    let stats = &sandbox.json(&["stats"])[0];
    assert_eq!((&stats["units"], &stats["concepts"]), (&0.into(), &0.into()));
}
