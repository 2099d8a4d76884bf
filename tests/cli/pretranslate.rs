//! `beleg pretranslate`.

use crate::support::{Sandbox, objects};

const TEXT: &str = "Der Zoll auf Stahl steigt im Mai.\nDer Zoll auf Stahl steigt im Juni.\n\
                    Ganz etwas <b>anderes</b> steht hier.\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let pair = "Der Zoll auf Stahl steigt im Mai.,The duty on <i>steel</i> & iron rises in May.\n";
    sandbox.write("pairs.csv", format!("de,en\n{pair}"));
    sandbox.ok(&["import", "pairs.csv", "--as", "units", "--quiet"]);
    sandbox.write("a.txt", TEXT);
    sandbox
}

#[test]
fn a_table_has_what_is_stored_and_empty_cells() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["pretranslate", "a.txt", "-o", "a.tsv", "--segmented"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    let told = "3 segments: 0 context, 1 exact, 1 fuzzy, 1 without a match; written to a.tsv\n";
    assert_eq!(ran.stderr, told);
    let table = sandbox.read("a.tsv");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    let english = "The duty on <i>steel</i> & iron rises in May.";
    assert_eq!(rows[0], ["source", "target", "score", "kind", "unit", "database"]);
    assert_eq!(rows[1][1..], [english, "100", "exact", "u1", ""]);
    assert_eq!((rows[2][1], rows[2][3], rows[2][4]), (english, "fuzzy", "u1"));
    assert_eq!(rows[3][1..], ["", "", "", "", ""]);
    let sources: Vec<&str> = rows[1..].iter().map(|row| row[0]).collect();
    assert_eq!(sources, TEXT.lines().collect::<Vec<_>>());
}

#[test]
fn a_page_shows_scores_differences_and_what_is_open() {
    let sandbox = sandbox();
    sandbox.ok(&["pretranslate", "a.txt", "-o", "a.html", "--segmented"]);
    let page = sandbox.read("a.html");
    assert!(page.contains("<p>Der Zoll auf Stahl steigt im <ins>Juni</ins>.</p>"), "{page}");
    assert!(page.contains("Der Zoll auf Stahl steigt im <del>Mai</del>.</p>"), "{page}");
    assert!(page.contains("The duty on &lt;i&gt;steel&lt;/i&gt; &amp; iron rises in May."));
    assert!(page.contains("Ganz etwas &lt;b&gt;anderes&lt;/b&gt; steht hier."));
    assert!(page.contains(">100 exact</span>") && page.contains("– to translate"));
    assert!(page.contains("<a href=\"#s3\">3</a>"));
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("href=\"http"));
    let path = sandbox.path("").display().to_string();
    assert!(!page.contains(&path), "a path tells more than the reader should know");
}

#[test]
fn scripts_get_an_object_a_segment() {
    let sandbox = sandbox();
    let args = ["pretranslate", "a.txt", "-o", "a.tsv", "--segmented", "--json", "--quiet"];
    let found = objects(&sandbox.ok(&args));
    assert_eq!(found.len(), 3);
    assert_eq!((&found[0]["score"], &found[0]["kind"]), (&100.into(), &"exact".into()));
    assert_eq!((&found[1]["segment"], &found[1]["unit"]), (&1.into(), &"u1".into()));
    assert!(found[2].get("target").is_none() && found[2]["source"].is_string());
    assert!(sandbox.path("a.tsv").exists());
}

#[test]
fn pipes_carry_the_table_both_ways() {
    let sandbox = sandbox();
    let args = ["pretranslate", "-", "-o", "-", "--segmented"];
    let ran = sandbox.run_with_input(&args, TEXT);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 4));
    assert!(ran.stderr.ends_with("written to stdout\n"), "{}", ran.stderr);
}

#[test]
fn an_article_of_the_memory_comes_back_in_context() {
    let sandbox = Sandbox::filled();
    let args = ["pretranslate", "pact.de.txt", "-o", "pact.tsv"];
    let found = sandbox.json(&args);
    let context = found.iter().filter(|segment| segment["kind"] == "context").count();
    assert!(context * 2 > found.len(), "{context} of {}", found.len());
    assert!(found.iter().all(|segment| !segment["source"].as_str().unwrap().contains('\n')));
}

#[test]
fn nothing_found_is_written_and_told() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["pretranslate", "a.txt", "-o", "a.tsv", "--client", "ACME"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("3 without a match"), "{}", ran.stderr);
    assert_eq!(sandbox.read("a.tsv").lines().count(), 4);
}

#[test]
fn targets_that_cannot_be_or_would_do_harm_are_refused() {
    let sandbox = sandbox();
    for (out, told) in [
        ("a.tmx", "end the name with .tsv (a table), .html (a page) or .xlf"),
        ("a.sdlxliff", "would not be a file of that tool"),
        ("a.csv", "end the name with .tsv"),
        ("a", "end the name with .tsv"),
        ("test.db", "is the database itself"),
        ("a.txt", "`a.txt` is read, so it cannot be written"),
        ("no/a.tsv", "there is no folder"),
    ] {
        let refused = sandbox.refused(&["pretranslate", "a.txt", "-o", out]);
        assert!(refused.contains(told), "{out}: {refused}");
    }
    sandbox.write("x.tsv", TEXT);
    let database = sandbox.path("x.tsv").display().to_string();
    let refused = sandbox.refused(&["pretranslate", "a.txt", "-o", "x.tsv", "--db", &database]);
    assert!(refused.contains("is the database itself"), "{refused}");
    assert_eq!((sandbox.read("a.txt"), sandbox.read("x.tsv")), (TEXT.into(), TEXT.into()));
    let refused = sandbox.refused(&["pretranslate", "a.txt", "-o", "-", "--json"]);
    assert!(refused.contains("both print to stdout"), "{refused}");
    assert_eq!(sandbox.run(&["pretranslate", "a.txt"]).code, 2);
}
