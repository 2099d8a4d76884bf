//! The shipped glossaries, row by row.

use std::collections::{HashMap, HashSet};
use std::fs;

use beleg::model::{Gender, Number, PartOfSpeech, Status};
use beleg::text::fold::sort_key;

use crate::support::shipped;

const FILES: [&str; 5] = ["economy", "energy", "law", "military", "politics"];

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let path = shipped(&format!("glossary/{name}.csv"));
    let text = fs::read_to_string(path).expect("a glossary");
    assert!(!text.starts_with('\u{feff}') && !text.contains('\r') && text.ends_with('\n'));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row with all its cells")).collect()
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).unwrap_or_else(|| panic!("no column {column}"))
}

#[test]
fn every_cell_is_valid() {
    for name in FILES {
        for row in rows(name) {
            let id = cell(&row, "id");
            assert!(id.parse::<beleg::model::ConceptId>().is_ok(), "{id}");
            assert_eq!(cell(&row, "subject"), name, "{id}");
            for text in row.values() {
                assert_eq!(text.trim(), text, "{id}");
                assert!(!text.contains(['\n', '\t']), "{id}");
            }
            let (de, en) = (cell(&row, "de"), cell(&row, "en"));
            assert!(!de.is_empty() || !en.is_empty(), "{id}");
            assert_eq!(de.is_empty(), cell(&row, "de_status").is_empty(), "{id} {de}");
            assert_eq!(en.is_empty(), cell(&row, "en_status").is_empty(), "{id} {en}");
            assert_eq!(de.is_empty(), cell(&row, "de_pos").is_empty(), "{id} {de}");
            valid::<Status>(&row, "de_status");
            valid::<Status>(&row, "en_status");
            valid::<PartOfSpeech>(&row, "de_pos");
            valid::<Gender>(&row, "de_gender");
            valid::<Number>(&row, "de_number");
        }
    }
}

fn valid<T: std::str::FromStr + ToString>(row: &Row, column: &str) {
    let name = cell(row, column);
    if !name.is_empty() {
        let value: Option<T> = name.parse().ok();
        assert_eq!(value.map(|value| value.to_string()).as_deref(), Some(name), "{row:?}");
    }
}

#[test]
fn concepts_are_complete_and_in_dictionary_order() {
    for name in FILES {
        let (mut ids, mut last) = (Vec::<String>::new(), None);
        let mut described = 0;
        for row in rows(name) {
            let id = cell(&row, "id").to_owned();
            if ids.last() == Some(&id) {
                assert!(
                    cell(&row, "definition").is_empty() && cell(&row, "note").is_empty(),
                    "{id}"
                );
                assert!(cell(&row, "de").is_empty() != cell(&row, "en").is_empty(), "{id}");
                continue;
            }
            assert!(!ids.contains(&id), "{id} stands in two places");
            assert!(!cell(&row, "de").is_empty() && !cell(&row, "en").is_empty(), "{id}");
            assert_eq!(
                (cell(&row, "de_status"), cell(&row, "en_status")),
                ("preferred", "preferred")
            );
            let key = sort_key(cell(&row, "de"));
            assert!(
                last.is_none_or(|last| last < key),
                "{id} {} is out of order",
                cell(&row, "de")
            );
            last = Some(key);
            described +=
                usize::from(!cell(&row, "definition").is_empty() || !cell(&row, "note").is_empty());
            ids.push(id);
        }
        assert!(ids.len() >= 60, "{name} has {} concepts", ids.len());
        assert_eq!(described, ids.len(), "{name}");
    }
}

#[test]
fn there_are_three_hundred_concepts_of_five_subjects() {
    let ids: HashSet<String> =
        FILES.iter().flat_map(|name| rows(name)).map(|row| cell(&row, "id").to_owned()).collect();
    assert!(ids.len() >= 300, "{} concepts", ids.len());
}

#[test]
fn german_nouns_have_their_gender() {
    for name in FILES {
        for row in rows(name) {
            if cell(&row, "de_pos") == "noun" && cell(&row, "de_number") != "plural" {
                assert!(!cell(&row, "de_gender").is_empty(), "{}", cell(&row, "de"));
            }
        }
    }
}

#[test]
fn no_term_stands_twice() {
    let (mut german, mut ids) = (HashSet::new(), HashMap::new());
    for name in FILES {
        let mut within: HashSet<(String, String)> = HashSet::new();
        for row in rows(name) {
            let (id, de, en) = (cell(&row, "id"), cell(&row, "de"), cell(&row, "en"));
            assert!(de.is_empty() || german.insert(de.to_owned()), "{de} stands twice");
            assert!(en.is_empty() || within.insert((id.to_owned(), en.to_owned())), "{id} {en}");
            assert_eq!(*ids.entry(id.to_owned()).or_insert(name), name, "{id} is in two files");
        }
    }
}
