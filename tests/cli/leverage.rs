//! `beleg leverage`.

use serde_json::Value;

use crate::support::{Ran, Sandbox, objects};

const PAIRS: &str = "\
de,en
Der Zoll auf Stahl steigt im Mai.,The duty on steel rises in May.
Die Verhandlungen beginnen am Montag in der Hauptstadt.,The talks begin in the capital on Monday.
Niemand rechnet mit einer schnellen Einigung der beiden Staaten.,Nobody expects a quick agreement.
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("pairs.csv", PAIRS);
    sandbox.ok(&["import", "pairs.csv", "--as", "units", "--quiet"]);
    sandbox
}

/// The segments by band of a file, or of all.
fn segments(objects: &[Value], file: Option<&str>) -> Vec<(String, u64)> {
    let wanted = objects.iter().filter(|object| object["file"].as_str() == file);
    let found = wanted.filter(|object| object["segments"] != 0);
    found
        .map(|object| {
            assert_eq!(object["total"] == true, file.is_none());
            (object["band"].as_str().unwrap().to_owned(), object["segments"].as_u64().unwrap())
        })
        .collect()
}

fn run(sandbox: &Sandbox, args: &[&str]) -> (Ran, Vec<Value>) {
    let ran = sandbox.run(&[&["leverage", "--segmented", "--json"], args].concat());
    let objects = objects(&ran.stdout);
    (ran, objects)
}

fn named(bands: &[(&str, u64)]) -> Vec<(String, u64)> {
    bands.iter().map(|(band, count)| ((*band).to_owned(), *count)).collect()
}

#[test]
fn segments_are_counted_by_band() {
    let sandbox = sandbox();
    let exact = "Der Zoll auf Stahl steigt im Mai.";
    let lines = [
        exact,
        "Der Zoll auf Stahl steigt im Juni.",
        "Ganz etwas anderes steht hier.",
        "Ganz etwas anderes steht hier.",
        exact,
        "Der Zoll auf Stahl steigt im Juni.",
    ];
    sandbox.write("a.txt", lines.join("\n"));
    sandbox.write("b.txt", format!("{}\n{exact}\n{}\n", lines[2], lines[2]));
    let (ran, objects) = run(&sandbox, &["a.txt", "b.txt"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    // The very text counts as a match though it is repeated, a similar one as a repetition.
    let of_a = named(&[("repetitions", 2), ("100", 2), ("85-94", 1), ("none", 1)]);
    assert_eq!(segments(&objects, Some("a.txt")), of_a);
    let of_b = named(&[("repetitions", 1), ("cross-file-repetitions", 1), ("100", 1)]);
    assert_eq!(segments(&objects, Some("b.txt")), of_b);
    let total = [("repetitions", 3), ("cross-file-repetitions", 1), ("100", 3)];
    let total = named(&[&total[..], &[("85-94", 1), ("none", 1)]].concat());
    assert_eq!(segments(&objects, None), total);
    let exact = objects.iter().find(|object| object["band"] == "100").unwrap();
    for (field, value) in [
        ("words", 14.0),
        ("characters", 66.0),
        ("characters_without_spaces", 54.0),
        ("standard_lines", 1.2),
        ("percent", 30.0),
        ("weighted_words", 4.2),
    ] {
        assert_eq!(exact[field].as_f64(), Some(value), "{field}");
    }
}

#[test]
fn neighbours_that_agree_make_a_context_match() {
    let sandbox = Sandbox::filled();
    let objects = sandbox.json(&["leverage", "pact.de.txt"]);
    let [context, all] = ["context", ""].map(|wanted| -> u64 {
        let bands = objects.iter().filter(|object| object["total"] == true);
        let bands = bands.filter(|object| object["band"].as_str().unwrap().starts_with(wanted));
        bands.map(|object| object["segments"].as_u64().unwrap()).sum()
    });
    let segments = sandbox.json(&["segment", "pact.de.txt"]).len() as u64;
    assert_eq!(all, segments);
    assert!(context * 2 > segments, "{context} of {segments}");
}

#[test]
fn repeated_texts_are_looked_up_between_each_of_their_neighbours() {
    let sandbox = Sandbox::new();
    sandbox.write("a.de", "Erstens.\nDer Zoll steigt.\nZweitens.\n");
    sandbox.write("a.en", "First.\nThe duty rises.\nSecond.\n");
    sandbox.ok(&["align", "a.de", "a.en", "--segmented", "--any-language", "--quiet"]);
    let zoll = "Der Zoll steigt.";
    sandbox.write("q.txt", format!("{zoll}\nErstens.\n{zoll}\nZweitens.\n{zoll}\n"));
    let (_, objects) = run(&sandbox, &["q.txt"]);
    // One stands between its neighbours, `Zweitens.` and the others do not.
    assert_eq!(segments(&objects, None), named(&[("context", 1), ("100", 4)]));
}

#[test]
fn rates_are_the_users() {
    let sandbox = sandbox();
    sandbox.write("a.txt", "Der Zoll auf Stahl steigt im Mai.\nGanz anderes.\n");
    sandbox.write("r.csv", "Band;Prozent\nexakt;12,5\nneu;110 %\n");
    let (ran, objects) = run(&sandbox, &["a.txt", "--rates", "r.csv"]);
    let weighted = |band: &str| {
        let of_band = objects.iter().find(|object| object["band"] == band).unwrap();
        of_band["weighted_words"].as_f64().unwrap()
    };
    assert_eq!((weighted("100"), weighted("none")), (0.88, 2.2));
    assert!(ran.stderr.contains("context 0 %, repetitions 30 %"), "{}", ran.stderr);
    for (rates, told) in [
        ("100,25\nhalb,50\n", "`r.csv`, line 2: `halb` is no band: use context, repetitions"),
        ("100,25\n95-99,viel\n", "`r.csv`, line 2: `viel` is no percentage"),
        ("100,25\nexact,25\n", "line 2: `exact` was named in line 1 already"),
        ("", "is empty"),
    ] {
        sandbox.write("r.csv", rates);
        let refused = sandbox.refused(&["leverage", "a.txt", "--rates", "r.csv"]);
        assert!(refused.contains(told), "{refused}");
    }
}

#[test]
fn the_default_rates_are_those_that_the_help_tells() {
    let sandbox = sandbox();
    let help = sandbox.ok(&["help", "leverage"]);
    let table = help.split("band,percent\n").nth(1).unwrap();
    let rows = table.lines().take(9).map(|line| line.split_whitespace().next().unwrap());
    sandbox.write("r.csv", rows.collect::<Vec<_>>().join("\n"));
    sandbox.write("a.txt", "Der Zoll auf Stahl steigt im Mai.\n");
    let (ran, by_table) = run(&sandbox, &["a.txt", "--rates", "r.csv"]);
    assert_eq!(ran.stderr, "");
    assert_eq!(by_table, run(&sandbox, &["a.txt"]).1);
}

#[test]
fn a_person_reads_an_aligned_table() {
    let sandbox = sandbox();
    sandbox.write("a.txt", "Der Zoll auf Stahl steigt im Mai.\nGanz anderes.\n");
    let one = sandbox.ok(&["leverage", "a.txt", "--threshold", "80"]);
    let lines: Vec<&str> = one.lines().collect();
    assert_eq!(lines[0], "a.txt");
    assert!(lines.iter().skip(1).all(|line| line.chars().count() == lines[1].len()), "{one}");
    assert!(lines[1].len() <= 80 && lines[1].trim_start().starts_with("segments  words"));
    // A band that the threshold cuts says so, and one that it leaves out is left out.
    assert!(one.contains("\n  80-84 ") && !one.contains("50-74") && !one.contains("across"));
    assert!(lines.last().unwrap().starts_with("  total  "), "{one}");
    let two = sandbox.ok(&["leverage", "a.txt", "a.txt"]);
    assert!(two.contains("\n\nall 2 files\n") && two.contains("\n  across files "), "{two}");
}

#[test]
fn spreadsheets_get_a_table() {
    let sandbox = sandbox();
    sandbox.write("a.txt", "Der Zoll auf Stahl steigt im Mai.\n");
    let table = sandbox.ok(&["leverage", "a.txt", "--csv"]);
    let header = "file,band,segments,words,characters,characters_without_spaces,standard_lines,\
                  percent,weighted_words\n";
    assert!(table.starts_with(header), "{table}");
    assert!(table.contains("\na.txt,100,1,7,33,27,0.6,30,2.1\n"), "{table}");
    assert!(table.contains("\ntotal,100,1,7,33,27,0.6,30,2.1\n"), "{table}");
    let table = sandbox.ok(&["leverage", "a.txt", "--for", "excel-de"]);
    assert!(table.contains("\r\na.txt;100;1;7;33;27;0,6;30;2,1\r\n"), "{table}");
    assert!(sandbox.refused(&["leverage", "a.txt", "--csv", "--json"]).contains("leave one"));
}

#[test]
fn only_the_memories_that_were_named_count() {
    let sandbox = sandbox();
    sandbox.write("a.txt", "Der Zoll auf Stahl steigt im Mai.\n");
    let (ran, objects) = run(&sandbox, &["a.txt", "--client", "ACME"]);
    assert_eq!((ran.code, segments(&objects, None)), (1, named(&[("none", 1)])));
    assert!(ran.stderr.contains("nothing matched"), "{}", ran.stderr);
}

#[test]
fn stdin_is_a_file_too_and_a_missing_one_is_told() {
    let sandbox = sandbox();
    let ran = sandbox.run_with_input(&["leverage", "-", "--json"], "Der Zoll steigt im Mai.");
    assert_eq!(objects(&ran.stdout)[0]["file"], "stdin");
    assert!(sandbox.refused(&["leverage", "no.txt"]).contains("there is no file `no.txt`"));
    assert_eq!(sandbox.run(&["leverage"]).code, 2);
    assert_eq!(sandbox.run(&["leverage", "-", "--threshold", "49"]).code, 2);
}

#[test]
fn what_would_take_long_is_left_out_and_told() {
    let sandbox = Sandbox::new();
    let pair = |number: usize| format!("Satz Nummer {number} von vielen,sentence {number}\n");
    sandbox.write("pairs.csv", (0..2_100).map(pair).collect::<String>());
    sandbox.ok(&["import", "pairs.csv", "--as", "units", "--quiet"]);
    sandbox.write("a.txt", "Der Zoll steigt.\n".repeat(10_000));
    let (ran, objects) = run(&sandbox, &["a.txt"]);
    assert!(ran.stderr.contains("serves matches from 70"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`beleg index --from 50`"), "{}", ran.stderr);
    assert!(objects.iter().all(|object| object["threshold"] == 70));
    let (ran, objects) = run(&sandbox, &["a.txt", "--threshold", "50"]);
    assert!(ran.stderr.contains("compared with all 2100 pairs"), "{}", ran.stderr);
    assert!(objects.iter().all(|object| object["threshold"] == 50));
    assert_eq!(run(&sandbox, &["a.txt", "--threshold", "70"]).0.stderr, "");
}
