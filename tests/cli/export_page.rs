//! `beleg export` of an aligned document, as a page and as a table.

use crate::support::Sandbox;

fn page(sandbox: &Sandbox) -> String {
    sandbox.ok(&["export", "seite.html", "--document", "d1", "--quiet"]);
    sandbox.read("seite.html")
}

#[test]
fn every_segment_is_on_the_page_once_with_doubts_and_terms_marked() {
    let sandbox = Sandbox::filled();
    let page = page(&sandbox);
    let beads = sandbox.json(&["align", "pact.de.txt", "pact.en.txt"]);
    assert_eq!(page.matches("<tr id=\"b").count(), beads.len());
    let segments: usize = ["source", "target"]
        .iter()
        .flat_map(|side| beads.iter().map(|bead| bead[*side].as_array().unwrap().len()))
        .sum();
    let body = page.split("<tbody>").nth(1).unwrap();
    assert_eq!(body.matches("<p>").count(), segments);
    let doubtful = beads.iter().filter(|bead| bead["doubtful"] == true).count();
    assert!(doubtful > 0);
    assert_eq!(body.matches("class=\"badge doubt\"").count(), doubtful);
    let one_sided = beads.iter().filter(|bead| bead["kind"].as_str().unwrap().contains('0'));
    assert_eq!(body.matches("<td class=\"gap\">").count(), one_sided.count());
    assert!(body.contains(">Beistandsklausel</span>"));
    assert!(body.contains(">mutual assistance clause</span>"));
    assert!(body.contains("title=\"c"));
    assert!(page.contains("<svg") && page.contains("<polyline"));
    assert!(!page.contains("<script") && !page.contains("src="));
    assert!(page.contains("<html lang=\"en\"") && page.contains("<title lang=\"de\">"));
    let path = sandbox.path("").display().to_string();
    assert!(!page.contains(&path), "a path tells more than the reader should know");
}

#[test]
fn decisions_and_several_partners_are_shown() {
    let sandbox = Sandbox::new();
    sandbox.write("a.de", "Ein <b>Satz</b>.\nNoch ein Satz & mehr.\n");
    sandbox.write("a.en", "A <b>sentence</b>.\nAnother sentence & more.\n");
    sandbox.write("b.en", "One <b>sentence</b>.\nAnother sentence & more.\n");
    for target in ["a.en", "b.en"] {
        sandbox.ok(&["align", "a.de", target, "--segmented", "--any-language", "--quiet"]);
    }
    sandbox.write("r.txt", "[ok]\nde1\nen1\n[drop]\nde2\nen2\n");
    sandbox.ok(&["review", "d1", "--with", "d2", "--apply", "r.txt"]);
    let page = page(&sandbox);
    assert_eq!(page.matches("<article>").count(), 2);
    // Two alignments in one table would put a second header among its rows.
    let table = ["export", "b.csv", "--document", "d1", "--as", "document"];
    assert!(sandbox.refused(&table).contains("name one with `--with`"));
    assert!(!sandbox.path("b.csv").exists());
    let told = sandbox.ok(&[&table[..], &["--with", "d3", "--json"]].concat());
    assert!(told.contains("\"written\":2"), "{told}");
    assert!(page.contains("✓ accepted") && page.contains("✕ dropped"));
    assert!(page.contains("Ein &lt;b&gt;Satz&lt;/b&gt;.") && page.contains("Satz &amp; mehr."));
    let args = ["export", "-", "--document", "d1", "--with", "d3", "--format", "html", "--quiet"];
    assert_eq!(sandbox.ok(&args).matches("<article>").count(), 1);
}

#[test]
fn homonyms_are_all_named_and_nothing_hides_a_translation() {
    let sandbox = Sandbox::new();
    sandbox.write("a.de", "Er saß auf der Bank.\nDie Bank vergab eine Klausel.\n");
    sandbox.write("a.en", "He sat on the bench.\nThe bank granted an assistance clause.\n");
    let rows = "finance,Bank,bank\nfurniture,Bank,bench\nlaw,Klausel,clause\nlaw,Er auf,\
                assistance clause\n";
    sandbox.write("g.csv", format!("subject,de,en\n{rows}"));
    sandbox.ok(&["align", "a.de", "a.en", "--segmented", "--any-language", "--quiet"]);
    sandbox.ok(&["import", "g.csv", "--quiet"]);
    let page = page(&sandbox);
    assert!(page.contains("title=\"c1: bank; c2: bench\">Bank</span>"), "{page}");
    assert!(page.contains(">bench</span>") && page.contains(">bank</span>"), "{page}");
    assert!(page.contains(">clause</span>"), "{page}");
}

#[test]
fn beads_are_a_table_too() {
    let sandbox = Sandbox::filled();
    let args = ["export", "b.tsv", "--document", "d1", "--as", "document", "--json"];
    let told: serde_json::Value = serde_json::from_str(&sandbox.ok(&args)).unwrap();
    let beads = sandbox.json(&["align", "pact.de.txt", "pact.en.txt"]);
    assert_eq!((&told["as"], &told["written"]), (&"document".into(), &beads.len().into()));
    let table = sandbox.read("b.tsv");
    let mut rows = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    assert_eq!(header[..3], ["bead", "kind", "confidence"]);
    assert_eq!(header[8..], ["de", "en"]);
    for (row, bead) in rows.zip(&beads) {
        assert_eq!(row[1], bead["kind"].as_str().unwrap());
        assert_eq!(row[5], bead["unit"].as_str().unwrap_or(""));
    }
}

#[test]
fn what_a_page_cannot_hold_is_refused() {
    let sandbox = Sandbox::filled();
    for (args, reason) in [
        (&["export", "x.html", "--as", "document"][..], "no document was named"),
        (&["export", "x.csv", "--as", "document"], "no document was named"),
        (
            &["export", "x.html", "--document", "d1", "--as", "units"],
            "html cannot hold sentence pairs",
        ),
        (&["export", "x.html", "--document", "d1", "--for", "excel-de"], "not html"),
        (&["export", "x.html", "--document", "d1", "--subject", "a"], "`--subject` is a filter"),
        (&["export", "x.html", "--document", "d1", "--lang", "de"], "`--lang` is a filter"),
        (&["export", "x.csv", "--document", "d1", "--with", "d2"], "`--with` is a filter"),
        (&["export", "x.html", "--document", "d9"], "no document d9"),
        (&["export", "x.html", "--document", "d1", "--with", "d1"], "not aligned with d1"),
        (&["import", "pact.de.txt", "--format", "html"], "cannot be read as html"),
    ] {
        let refused = sandbox.refused(args);
        assert!(refused.contains(reason), "{args:?}: {refused}");
        assert!(!sandbox.path("x.html").exists() && !sandbox.path("x.csv").exists());
    }
}
