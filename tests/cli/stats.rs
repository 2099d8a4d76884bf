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
    assert_eq!(
        (&stats["memories"][0]["name"], &stats["memories"][0]["units"]),
        (&"main".into(), &stats["units"])
    );
    assert_eq!(
        (&stats["indexes"][0]["lang"], &stats["indexes"][0]["from"]),
        (&"de".into(), &70.into())
    );
}

#[test]
fn texts_are_counted_where_that_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["add", "--pair", "Der Zoll steigt.", "Duty rises."]);
    assert!(sandbox.json(&["stats"])[0]["languages"].is_null());
    let languages = &sandbox.json(&["stats", "--full"])[0]["languages"];
    assert_eq!(languages["de"], serde_json::json!({"texts": 1, "words": 3, "characters": 16}));
}
