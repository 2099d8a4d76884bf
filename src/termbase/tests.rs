//! What holds of merging for any table.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::merge::{Merged, OnDuplicate, Outcome, Speaker, merge};
use crate::model::{Concept, Lang, Proposal, ProposedTerm, Status};
use crate::store::{Reader, Store, StoreError, Writer};

fn import_within(writer: &Writer<'_>, rows: &[Proposal]) -> Result<Vec<Merged>, StoreError> {
    let rows: Vec<&Proposal> = rows.iter().collect();
    merge(writer, &rows, (Speaker::Table, OnDuplicate::Judge), &mut |_| ())
        .map_err(|error| writer.at_path(error))
}

fn import(store: &mut Store, rows: &[Proposal]) -> Vec<Merged> {
    store.change("import", |writer| import_within(writer, rows)).unwrap()
}

fn concepts(reader: &Reader<'_>) -> Vec<Concept> {
    let ids = reader.concept_ids().unwrap();
    ids.into_iter().map(|id| reader.concept(id).unwrap().unwrap()).collect()
}

fn outcomes(merged: &[Merged]) -> Vec<Outcome> {
    merged.iter().map(|merged| merged.outcome).collect()
}

fn row(id: &str, de: &str, en: &str) -> Proposal {
    let langs = [(Lang::german(), de), (Lang::english(), en)];
    Proposal {
        id: Some(id.to_owned()).filter(|id| !id.is_empty()),
        terms: langs
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(lang, text)| ProposedTerm::new(lang, text))
            .collect(),
        ..Proposal::default()
    }
}

fn maybe(texts: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop::sample::select(texts).prop_map(str::to_owned))
}

fn any_row() -> impl Strategy<Value = Proposal> {
    let terms = (
        prop::sample::select(&["", "", "", "1", "c1", "c2", "c3", "T-1", "T-2"][..]),
        prop::sample::select(&["", "Bank", "Bank", "Zoll", "Tor"][..]),
        prop::sample::select(&["", "bank", "bench", "duty"][..]),
    );
    let head = (maybe(&["law", "trade", "Trade"]), maybe(&["seat", "house"]), maybe(&["n", "m"]));
    let of_term = (
        prop::option::of(prop::sample::select(Status::ALL)),
        maybe(&["u", "n"]),
        maybe(&["s", "t"]),
    );
    let is_row = |row: &Proposal| row.terms.len() == 2 || row.id.is_some() && row.terms.len() == 1;
    (terms, head, of_term)
        .prop_map(|((id, de, en), (subject, definition, note), (status, usage_note, source))| {
            let mut row = Proposal { subject, definition, note, source, ..row(id, de, en) };
            if let Some(term) = row.terms.last_mut() {
                (term.status, term.usage_note) = (status, usage_note);
            }
            row
        })
        .prop_filter("a row", is_row)
}

#[test]
fn a_table_is_imported_once() {
    let table = |size| prop::collection::vec(any_row(), size);
    // A new database for each case would take most of the time.
    let store = RefCell::new(Store::scratch().unwrap());
    let mut runner = TestRunner::new(ProptestConfig { cases: CASES, ..ProptestConfig::default() });
    let tested = runner.run(&(table(0..5), table(1..7)), |(there, rows)| {
        let change = |writer: &Writer<'_>| -> Result<_, StoreError> {
            writer.keep_nothing();
            import_within(writer, &there)?;
            let first = import_within(writer, &rows)?;
            let before = concepts(writer);
            let again = import_within(writer, &rows)?;
            Ok((first, before, again, concepts(writer)))
        };
        let (first, before, again, after) = store.borrow_mut().change("import", change).unwrap();
        prop_assert_eq!(first.len(), rows.len());
        prop_assert_eq!(outcomes(&again), vec![Outcome::Unchanged; rows.len()], "{:?}", before);
        prop_assert_eq!(after, before);
        Ok(())
    });
    tested.unwrap();
}

const CASES: u32 = 500;

#[test]
fn an_edited_synonym_is_corrected() {
    let mut store = Store::scratch().unwrap();
    let mut rows = [row("c1", "Zoll", "duty"), row("c1", "", "tariff")];
    import(&mut store, &rows);
    assert_eq!(concepts(&store.read())[0].terms[2].status, Status::Admitted);
    rows[1].terms[0].status = Some(Status::Forbidden);
    rows[1].terms[0].usage_note = Some("obsolete".to_owned());
    let merged = import(&mut store, &rows);
    assert_eq!(outcomes(&merged), [Outcome::Unchanged, Outcome::Merged]);
    let tariff = &concepts(&store.read())[0].terms[2];
    assert_eq!(
        (tariff.status, tariff.usage_note.as_deref()),
        (Status::Forbidden, Some("obsolete"))
    );
    assert_eq!(outcomes(&import(&mut store, &rows)), [Outcome::Unchanged; 2]);
}

#[test]
fn what_is_said_of_a_concept_comes_from_its_first_row() {
    let mut store = Store::scratch().unwrap();
    let mut rows = [row("c1", "Zoll", "duty"), row("c1", "", "tariff")];
    rows[0].definition = Some("a tax".to_owned());
    import(&mut store, &rows);
    rows[0].definition = Some("a tax on imports".to_owned());
    rows[1].definition = Some("a list".to_owned());
    let merged = import(&mut store, &rows);
    assert_eq!(outcomes(&merged), [Outcome::Merged, Outcome::Unchanged]);
    assert_eq!(merged[1].remarks, ["definition not taken: the entry has another one"]);
    assert_eq!(concepts(&store.read())[0].definition.as_deref(), Some("a tax on imports"));
}

#[test]
fn the_id_of_another_tool_may_stand_for_several_concepts() {
    let mut store = Store::scratch().unwrap();
    import(&mut store, &[row("T-001", "Devisen", "foreign currency")]);
    let other = [row("T-001", "Zoll", "duty"), row("T-001", "", "tariff")];
    assert_eq!(outcomes(&import(&mut store, &other)), [Outcome::New, Outcome::Merged]);
    for _ in 0..3 {
        assert_eq!(outcomes(&import(&mut store, &other)), [Outcome::Unchanged; 2]);
    }
    let ids: Vec<_> =
        concepts(&store.read()).into_iter().map(|concept| concept.external_id).collect();
    assert_eq!(ids, [Some("T-001".to_owned()), Some("T-001".to_owned())]);
}

fn foreign(id: &str, de: &str, en: &str) -> Proposal {
    Proposal { external_id: Some(id.to_owned()), ..row("", de, en) }
}

#[test]
fn ids_of_another_tool_are_never_ours() {
    let mut store = Store::scratch().unwrap();
    import(&mut store, &[row("", "Tor", "gate"), row("", "Bank", "bank")]);
    let mut rows = [
        foreign("c1", "Zoll", "duty"),
        foreign("2", "Bank", "bench"),
        foreign("c2", "Bank", "bank"),
        foreign("c4", "Bank", "bank"),
    ];
    rows[3].note = Some("Kreditinstitut".to_owned());
    let merged = import(&mut store, &rows);
    assert_eq!(outcomes(&merged), [Outcome::New, Outcome::New, Outcome::Unchanged, Outcome::New]);
    assert!(merged.iter().all(|merged| merged.remarks.is_empty()), "{merged:?}");
    for _ in 0..2 {
        assert_eq!(outcomes(&import(&mut store, &rows)), [Outcome::Unchanged; 4]);
    }
    let ids: Vec<_> =
        concepts(&store.read()).into_iter().map(|concept| concept.external_id).collect();
    let ids: Vec<Option<&str>> = ids.iter().map(Option::as_deref).collect();
    assert_eq!(ids, [None, None, Some("c1"), Some("2"), Some("c4")]);
}

#[test]
fn an_entry_that_is_found_by_its_terms_is_not_corrected_the_next_time() {
    let mut store = Store::scratch().unwrap();
    import(&mut store, &[foreign("7", "Tor", "gate"), row("", "Zoll", "duty")]);
    let mut other = [foreign("7", "Zoll", "duty")];
    other[0].note = Some("a".to_owned());
    import(&mut store, &other);
    other[0].note = Some("b".to_owned());
    import(&mut store, &other);
    assert_eq!(outcomes(&import(&mut store, &other)), [Outcome::Unchanged]);
    assert_eq!(concepts(&store.read())[1].external_id, None);
}

#[test]
fn ids_of_one_table_stay_apart_where_they_are_taken() {
    let mut store = Store::scratch().unwrap();
    import(&mut store, &[row("", "Devisen", "currency"), row("", "Tor", "gate")]);
    let banks = [row("c1", "Bank", "bank"), row("c2", "Bank", "bench")];
    let merged = import(&mut store, &banks);
    assert_eq!(outcomes(&merged), [Outcome::New, Outcome::New]);
    assert_eq!(merged[1].remarks, ["the id c2 belongs to another concept, so this one is c4"]);
    assert_eq!(outcomes(&import(&mut store, &banks)), [Outcome::Unchanged; 2]);
}

/// The shortest of a few runs.
fn time(rows: &[Proposal]) -> Duration {
    let run = || {
        let mut store = Store::scratch().unwrap();
        let begun = Instant::now();
        import(&mut store, rows);
        begun.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap()
}

#[test]
fn many_rows_about_one_term_take_linear_time() {
    let synonyms = |number: usize| row("", "Zoll", &format!("duty {number}"));
    let of_one_id = |number: usize| row("c1", "", &format!("duty {number}"));
    let defined = |number: usize| Proposal {
        definition: Some(format!("bank {number}")),
        ..row("", "Bank", &format!("bank {number}"))
    };
    let of_subjects =
        |number: usize| Proposal { subject: Some(number.to_string()), ..row("", "Bank", "bank") };
    let makers: [&dyn Fn(usize) -> Proposal; 4] = [&synonyms, &of_one_id, &defined, &of_subjects];
    for (kind, make) in makers.into_iter().enumerate() {
        let few: Vec<Proposal> = (0..300).map(make).collect();
        let many: Vec<Proposal> = (0..1_200).map(make).collect();
        // Quadratic time takes 16 times as long however often it is measured; a machine that is busy
        // with something else does so once.
        let ratio = || time(&many).as_secs_f64() / time(&few).as_secs_f64();
        let ratio = (0..4).map(|_| ratio()).find(|ratio| *ratio < 9.0).unwrap_or_else(ratio);
        assert!(ratio < 9.0, "four times the rows of kind {kind} take {ratio:.1} times as long");
    }
}
