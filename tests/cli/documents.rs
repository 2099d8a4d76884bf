//! `beleg documents`.

use crate::support::Sandbox;

#[test]
fn documents_are_listed_with_their_partners() {
    let sandbox = Sandbox::filled();
    let documents = sandbox.json(&["documents"]);
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0]["id"], "d1");
    assert_eq!(documents[0]["lang"], "de");
    assert_eq!(documents[0]["aligned_with"][0], "d2");
    assert!(documents[0]["segments"].as_u64().unwrap() >= 40);
    assert!(documents[0]["path"].as_str().unwrap().ends_with("pact.de.txt"));
    assert!(documents[0]["doubtful"].is_u64());
}
