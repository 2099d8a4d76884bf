//! `beleg purge`.

use std::fs;

use crate::support::Sandbox;

/// The bytes of the database and of the files that SQLite keeps beside it.
fn bytes(sandbox: &Sandbox) -> Vec<u8> {
    let files = ["test.db", "test.db-wal", "test.db-shm", "test.db-journal"];
    files.iter().flat_map(|file| fs::read(sandbox.path(file)).unwrap_or_default()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn nothing_of_a_client_is_left_in_the_file() {
    let sandbox = Sandbox::filled();
    let kept = sandbox.json(&["stats"])[0]["units"].as_u64().unwrap();
    let secret =
        ["Geheimvorhaben", "clandestine", "Zwielichtkonzern", "verschwiegen.tsv", "Nachtakte"];
    sandbox.write(
        "verschwiegen.tsv",
        "de\ten\tnote\nDas Geheimvorhaben ruht.\tThe clandestine plan rests.\tNachtakte\n",
    );
    let place = ["--memory", "zwielicht", "--client", "Zwielichtkonzern"];
    sandbox.ok(&[&["import", "verschwiegen.tsv", "--as", "units"], &place[..]].concat());
    sandbox.write("Nachtakte.de.txt", "Das Geheimvorhaben geht weiter.\n\nNiemand weiß davon.\n");
    sandbox.write("Nachtakte.en.txt", "The clandestine plan goes on.\n\nNobody knows of it.\n");
    sandbox.ok(&[&["align", "Nachtakte.de.txt", "Nachtakte.en.txt"], &place[..]].concat());
    sandbox.ok(&[
        "edit",
        "--where",
        "client=Zwielichtkonzern",
        "--replace",
        "plan",
        "scheme",
        "--yes",
    ]);
    sandbox.ok(&[
        "add",
        "--pair",
        "Das Geheimvorhaben endet.",
        "The clandestine plan ends.",
        "--memory",
        "zwielicht",
        "--client",
        "Zwielichtkonzern",
    ]);
    sandbox.ok(&["remove", "--where", "text=endet", "--yes"]);
    sandbox.ok(&["undo"]);
    assert!(secret.iter().all(|text| holds(&bytes(&sandbox), text)));

    let refused = sandbox.run(&["purge", "--client", "Zwielichtkonzern"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("4 pairs") && refused.stderr.contains("nobody to ask"));
    let purged = sandbox.json(&["purge", "--client", "zwielichtkonzern", "--yes"]);
    assert_eq!((&purged[0]["units"], &purged[0]["documents"]), (&4.into(), &2.into()));
    let left = bytes(&sandbox);
    for text in secret {
        assert!(!holds(&left, text), "{text}");
    }
    assert!(!holds(&left, "geheimvorhab"), "the index of words");

    // What belongs to others is as it was, and is found.
    assert_eq!(sandbox.json(&["stats"])[0]["units"], kept);
    assert!(!sandbox.json(&["find", "Sanktionen"]).is_empty());
    let text = sandbox.json(&["find", "u3"])[0]["source"].as_str().unwrap().to_owned();
    assert_eq!(sandbox.json(&["match", &text])[0]["score"], 100);
    assert!(!sandbox.json(&["term", "Beistandsklausel"]).is_empty());
    assert_eq!(sandbox.json(&["memories"]).len(), 1);
    assert_eq!(sandbox.run(&["undo"]).code, 2);
}

#[test]
fn a_purge_needs_to_know_of_what() {
    let sandbox = Sandbox::filled();
    assert!(sandbox.refused(&["purge", "--yes"]).contains("nothing was named"));
    assert_eq!(sandbox.run(&["purge", "--client", "nobody", "--yes"]).code, 1);
    sandbox.ok(&["memories", "main", "--read-only"]);
    let refused = sandbox.run(&["purge", "--memory", "main", "--yes"]);
    assert!(refused.code == 2 && refused.stderr.contains("read-only"), "{}", refused.stderr);
}

#[test]
fn a_purge_that_a_reader_keeps_from_its_end_says_so_and_is_ended_later() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["add", "--pair", "Das Geheimvorhaben ruht.", "It rests.", "--client", "Geheim"]);
    sandbox.ok(&["memories", "archive", "--new", "--penalty", "7"]);
    let reader = rusqlite::Connection::open(sandbox.path("test.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM unit;").unwrap();
    let refused = sandbox.run(&["purge", "--client", "Geheim", "--yes"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    assert!(refused.stderr.contains("being read by another program"), "{}", refused.stderr);
    drop(reader);
    sandbox.ok(&["purge", "--client", "Geheim", "--yes"]);
    assert!(!holds(&bytes(&sandbox), "Geheimvorhaben"));
    // A memory of others stays, empty or not.
    assert_eq!(sandbox.json(&["memories", "archive"])[0]["penalty"], 7);
}

#[test]
fn what_was_undone_is_deleted_too() {
    let sandbox = Sandbox::filled();
    sandbox.ok(&["add", "--pair", "Das Geheimvorhaben ruht.", "It rests.", "--client", "Geheim"]);
    sandbox.ok(&["undo"]);
    assert!(holds(&bytes(&sandbox), "Geheimvorhaben"));
    sandbox.ok(&["purge", "--client", "geheim", "--yes"]);
    assert!(!holds(&bytes(&sandbox), "Geheim"));
    assert_eq!(sandbox.run(&["redo"]).code, 2);
}
