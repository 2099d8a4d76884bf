//! The glossary as a page, to print and to read.

use crate::support::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "g.csv",
        "id,subject,de,de_gender,de_status,en,en_status,en_note,definition,note,source\n\
         c1,law,Öl,n,preferred,oil,preferred,,what <b>burns</b>,a|b,BGBl.\n\
         c1,,Erdöl,n,admitted,petroleum,forbidden,only of *crude*,,,\n\
         c2,,Ärger,m,preferred,trouble,preferred,,,,\n\
         c3,,-fach,,preferred,-fold,preferred,,,,\n\
         c4,,,,,orphan,preferred,,,,\n",
    );
    sandbox.ok(&["import", "g.csv"]);
    sandbox
}

#[test]
fn a_page_to_print_loads_nothing_and_says_all() {
    let sandbox = sandbox();
    let report = &sandbox.json(&["export", "g.html"])[0];
    assert_eq!((&report["as"], &report["written"]), (&"terms".into(), &3.into()));
    assert_eq!(report["lost"][0]["what"], "concepts without a term in the source language");
    let page = sandbox.read("g.html");
    for part in [
        "<b>Öl</b> <i lang=\"en\">n</i>",
        "<li>Erdöl <i lang=\"en\">n</i> <small lang=\"en\">admitted</small></li>",
        "<del>petroleum</del> <small lang=\"en\">forbidden</small> <small>only of *crude*</small>",
        "<dt>definition</dt><dd>what &lt;b&gt;burns&lt;/b&gt;</dd>",
        "<dt>source</dt><dd>BGBl.</dd>",
        "break-inside: avoid",
        "default-src 'none'",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place(">A</h2>") < place("Ärger") && place("Ärger") < place(">F</h2>"));
    assert!(place(">F</h2>") < place("-fach") && place("-fach") < place(">O</h2>"));
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("url("));
    assert!(
        !sandbox.ok(&["export", "-", "--format", "html", "--subject", "law"]).contains("Ärger")
    );
}

#[test]
fn a_glossary_in_markdown_is_a_table_a_letter() {
    let sandbox = sandbox();
    sandbox.ok(&["export", "g.md"]);
    let text = sandbox.read("g.md");
    assert!(
        text.starts_with("# Glossary de – en\n\n## A\n\n| de | en | |\n|---|---|---|\n"),
        "{text}"
    );
    assert!(
        text.contains(
            "| **Öl** (n)<br>Erdöl (n, admitted) | **oil**<br>not: petroleum (forbidden): only of \
             \\*crude\\* | law<br>definition: what \\<b\\>burns\\</b\\><br>note: a\\|b<br>source: BGBl. |"
        ),
        "{text}"
    );
    let error = sandbox.refused(&["export", "g.md", "--as", "units"]);
    assert!(error.contains("markdown cannot hold sentence pairs"), "{error}");
}
