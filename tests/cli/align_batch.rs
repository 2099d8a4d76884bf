//! `beleg align --batch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{PACT_DE, PACT_EN, Sandbox, objects, shipped};

const DE: &str = "Der Vertrag wurde am Montag unterzeichnet.\n\nEr gilt zehn Jahre.\n";
const EN: &str = "The treaty was signed on Monday.\n\nIt is valid for ten years.\n";

/// A sandbox whose folder `in` holds files of these names: German ones hold one text, the others its
/// translation.
fn with(names: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    for name in names {
        let file = sandbox.path(&format!("in/{name}"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, if name.contains("de") { DE } else { EN }).unwrap();
    }
    sandbox
}

fn texts(objects: &[Value], field: &str) -> Vec<String> {
    objects.iter().map(|object| object[field].as_str().unwrap_or("").replace('\\', "/")).collect()
}

#[test]
fn files_pair_by_name_and_by_folder() {
    let names = ["b/x.de.txt", "b/x.en.txt", "a_de.md", "a_en.md", "de-AT/c/y.txt", "EN/c/y.txt"];
    let sandbox = with(&names);
    let pairs = sandbox.json(&["align", "--batch", "in"]);
    assert_eq!(texts(&pairs, "source"), ["in/a_de.md", "in/b/x.de.txt", "in/de-AT/c/y.txt"]);
    assert_eq!(texts(&pairs, "target"), ["in/a_en.md", "in/b/x.en.txt", "in/EN/c/y.txt"]);
    assert_eq!(texts(&pairs, "source_id"), ["d1", "d3", "d5"]);
    assert_eq!(texts(&pairs, "target_id"), ["d2", "d4", "d6"]);
    for pair in &pairs {
        let counts = ["beads", "pairs", "waiting"].map(|field| pair[field].as_u64().unwrap());
        assert_eq!((pair["change"].as_str(), counts), (Some("new"), [2, 2, 0]), "{pair}");
        assert!(pair["doubtful"].is_u64(), "{pair}");
    }
    assert_eq!(sandbox.json(&["stats"])[0]["documents"], 6);
}

#[test]
fn the_languages_choose_the_files() {
    let sandbox = with(&["x.de.txt", "x.en.txt", "x.fr.txt"]);
    let turned = sandbox.json(&["align", "--batch", "in", "--from", "en"]);
    assert_eq!(texts(&turned, "source"), ["in/x.en.txt"]);
    assert_eq!(sandbox.json(&["documents"])[0]["lang"], "en");
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let sandbox = with(&["a.de.txt", "a.en.txt", "b.de.txt", "b.en.txt", "z.de.txt", "z.en.txt"]);
    sandbox.write("in/b.en.txt", [0u8, 1, 2, 3, 0, 255, 254]);
    sandbox.write("in/c.de.txt", PACT_EN);
    sandbox.write("in/c.en.txt", PACT_DE);
    sandbox.write("in/d.de.txt", PACT_DE);
    let market = shipped("tests/data/articles/devisenmarkt.en.txt");
    fs::copy(market, sandbox.path("in/d.en.txt")).unwrap();
    let ran = sandbox.run(&["align", "--batch", "in", "--json"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let told = objects(&ran.stdout);
    let names = ["in/a.de.txt", "in/b.de.txt", "in/c.de.txt", "in/d.de.txt", "in/z.de.txt"];
    assert_eq!(texts(&told, "source"), names);
    assert_eq!(texts(&told, "source_id"), ["d1", "", "", "", "d3"]);
    for (number, file) in [(1, "b"), (2, "c"), (3, "d")] {
        let error = told[number]["error"].as_str().unwrap();
        let (source, target) = (format!("in/{file}.de.txt"), format!("in/{file}.en.txt"));
        let single = sandbox.refused(&["align", &source, &target]);
        assert!(single.starts_with(&format!("error: {error}\n")), "{single}{error}");
        assert!(ran.stderr.contains(&single), "{}", ran.stderr);
    }
    assert!(ran.stderr.contains("2 pairs new, 0 brought up to date, 0 unchanged, 3 failed"));
    let forced = sandbox.run(&["align", "--batch", "in", "--force", "--any-language"]);
    assert!(forced.stderr.contains("2 pairs new, 0 brought up to date, 2 unchanged, 1 failed"));
}

#[test]
fn it_goes_on_where_it_stopped() {
    let sandbox = with(&["b.de.txt", "b.en.txt"]);
    sandbox.ok(&["align", "--batch", "in"]);
    sandbox.write("in/a.de.txt", PACT_DE);
    sandbox.write("in/a.en.txt", PACT_EN);
    let pairs = sandbox.json(&["align", "--batch", "in"]);
    assert_eq!(texts(&pairs, "change"), ["new", "unchanged"]);
    assert_eq!(texts(&pairs, "source_id"), ["d3", "d1"]);
    let log = sandbox.ok(&["log", "--json"]);
    assert_eq!(log.lines().count(), 2, "an entry a pair: {log}");
    let again = sandbox.run(&["align", "--batch", "in"]);
    assert!(again.stdout.lines().all(|line| line.contains("unchanged: ")), "{}", again.stdout);
    assert!(again.stderr.contains("0 pairs new, 0 brought up to date, 2 unchanged, 0 failed"));
    assert_eq!(sandbox.ok(&["log", "--json"]), log);
    sandbox.write("in/b.de.txt", DE.replace("zehn", "10"));
    assert_eq!(
        texts(&sandbox.json(&["align", "--batch", "in"]), "change"),
        ["unchanged", "replaced"]
    );
    sandbox.write("in/b.de.txt", "Ein Text.\n\nDer ist neu.\n\nUnd hat nichts damit zu tun.\n");
    let ran = sandbox.run(&["align", "--batch", "in"]);
    assert!(ran.code == 1 && ran.stderr.contains("only 0 are left"), "{}", ran.stderr);
    assert_eq!(sandbox.run(&["align", "--batch", "in", "--replace"]).code, 0);
}

#[test]
fn killed_amid_it_leaves_a_sound_database() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("in")).unwrap();
    for number in 0..30 {
        sandbox.write(&format!("in/{number:02}.de.txt"), PACT_DE);
        sandbox.write(&format!("in/{number:02}.en.txt"), PACT_EN);
    }
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("beleg"))
        .args(["align", "--json", "--batch"])
        .arg(sandbox.path("in"))
        .arg("--db")
        .arg(sandbox.path("test.db"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
    told.next().unwrap().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let told = 1 + told.filter(Result::is_ok).count();
    let kept = sandbox.json(&["stats"])[0]["documents"].as_u64().unwrap() as usize / 2;
    assert!(told <= kept, "{told} told, {kept} kept");
    let pairs = sandbox.json(&["align", "--batch", "in"]);
    let unchanged = |pair: &&Value| pair["change"] == "unchanged";
    assert_eq!((pairs.len(), pairs.iter().filter(unchanged).count()), (30, kept));
    let ids = texts(&pairs, "source_id");
    assert_eq!(ids, (0..30).map(|number| format!("d{}", 2 * number + 1)).collect::<Vec<_>>());
}

#[test]
fn what_pairs_with_nothing_or_in_two_ways_is_told() {
    let names = ["x.de.txt", "x.en.txt", "lone.de.txt", "y.de.txt", "y.en-GB.txt", "y.en-US.txt"];
    let sandbox = with(&[&names[..], &[".x.de.txt", "picture.png"]].concat());
    let ran = sandbox.run(&["align", "--batch", "in"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    for told in [
        "1 file without partner: `lone.de.txt`\n",
        "1 hidden file left out: `.x.de.txt`\n",
        "1 file is no article\n",
        "belong together: `y.de.txt`, `y.en-GB.txt`, `y.en-US.txt`\n",
        "; 1 name unclear; 1 file without partner\n",
    ] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.starts_with("d1    d2    x.de.txt  2 beads, 2 pairs, "), "{}", ran.stdout);
    for number in 0..30 {
        sandbox.write(&format!("in/s{number}.txt"), DE);
    }
    let ran = sandbox.run(&["align", "--batch", "in", "--json"]);
    assert!(
        ran.stderr.contains("31 files without partner: ") && ran.stderr.contains(" and 11 more")
    );
    let unclear = &objects(&ran.stdout)[1];
    assert_eq!(unclear["candidates"].as_array().map(Vec::len), Some(3), "{unclear}");
}

#[test]
fn nothing_to_align_ends_with_two() {
    let sandbox = with(&["x.de.txt", "y.en.txt"]);
    assert!(sandbox.refused(&["align", "--batch", "missing"]).contains("there is no folder"));
    assert!(sandbox.refused(&["align", "--batch", "in/x.de.txt"]).contains("is no folder"));
    let ran = sandbox.run(&["align", "--batch", "in"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("`x.de.txt` and `x.en.txt`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 files without partner"), "{}", ran.stderr);
    sandbox.write("in/x.en.txt", "");
    let ran = sandbox.run(&["align", "--batch", "in"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("error: of 1 pair, none could be aligned"), "{}", ran.stderr);
    assert!(!sandbox.path("test.db").exists());
    for wrong in [&["a", "b"][..], &["--beads"], &["--name", "x"]] {
        assert_eq!(
            sandbox.run(&[&["align", "--batch", "in"], wrong].concat()).code,
            2,
            "{wrong:?}"
        );
    }
}

#[test]
fn the_other_wishes_hold_for_every_pair() {
    let sandbox = with(&["x.de.txt", "x.en.txt", "y.de.txt", "y.en.txt"]);
    sandbox.write("in/x.de.txt", "Ja.\nNein.\nVielleicht. Oder?\n");
    sandbox.write("in/x.en.txt", "Perhaps. Why?\nYes, of course, it is so.\n");
    let batch = ["align", "--batch", "in", "--segmented"];
    let tried = sandbox.json(&[&batch[..], &["--dry-run"]].concat());
    assert!(tried.iter().all(|pair| pair["beads"] == 2), "{tried:?}");
    assert!(tried.iter().all(|pair| pair.get("change").is_none()), "{tried:?}");
    assert!(!sandbox.path("test.db").exists());
    assert_eq!(sandbox.run(&[&batch[..], &["--strict", "--dry-run"]].concat()).code, 1);
    let kept = sandbox.json(&[&batch[..], &["--accept", "1"]].concat());
    assert!(kept.iter().all(|pair| pair["waiting"] == 2), "{kept:?}");
    assert_eq!(sandbox.run(&[&batch[..], &["--quiet"]].concat()).stderr, "");
}

#[cfg(unix)]
#[test]
fn links_that_go_round_in_circles_end() {
    use std::os::unix::fs::symlink;
    let sandbox = with(&["a/x.de.txt", "a/x.en.txt"]);
    symlink("..", sandbox.path("in/a/up")).unwrap();
    symlink("round", sandbox.path("in/round")).unwrap();
    let ran = sandbox.run(&["align", "--batch", "in"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 link to a folder not followed: `a/up`"), "{}", ran.stderr);
}
