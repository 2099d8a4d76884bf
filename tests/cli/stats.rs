//! `beleg stats`.

use crate::support::Sandbox;

#[test]
fn the_counts_are_those_of_the_lists() {
    let sandbox = Sandbox::filled();
    let stats = &sandbox.json(&["stats"])[0];
    assert_eq!(stats["documents"], sandbox.json(&["documents"]).len());
    assert_eq!(stats["from"], "de");
    assert!(stats["concepts"].as_u64().unwrap() >= 60);
    assert!(stats["terms"].as_u64() > stats["concepts"].as_u64());
    assert!(sandbox.ok(&["stats"]).contains("test.db"));
}
