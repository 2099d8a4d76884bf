//! `beleg formats`.

use crate::support::Sandbox;

#[test]
fn every_format_says_what_it_holds() {
    let sandbox = Sandbox::new();
    let formats = sandbox.json(&["formats"]);
    let names: Vec<&str> = formats.iter().filter_map(|format| format["name"].as_str()).collect();
    for name in ["text", "markdown", "csv", "tsv"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(formats.iter().all(|format| !format["holds"].as_str().unwrap().is_empty()));
}
