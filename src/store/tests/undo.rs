//! Undo and redo: exact, and in time that grows as the change does.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

#[test]
fn many_rows_that_come_cost_few_steps() {
    let folder = folder();
    let mut store = open(&folder.path().join("x.db"));
    store
        .change("import", |writer| {
            for number in 0..1_000 {
                let unit = unit(&format!("Satz {number}"), "sentence");
                writer.add_unit(&unit).map_err(|error| writer.at_path(error))?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(steps(&store), 1);
}

/// How long it takes to undo the removal of units, to do it again, and to undo it again.
fn time_of_steps(units: usize) -> Duration {
    let mut store = Store::scratch().unwrap();
    let ids: Vec<UnitId> = change(&mut store, |writer| {
        (0..units).map(|number| writer.add_unit(&unit(&format!("Satz {number}"), "x"))).collect()
    });
    change(&mut store, |writer| ids.iter().try_for_each(|id| writer.remove_unit(*id)));
    let began = Instant::now();
    for direction in [Direction::Undo, Direction::Redo, Direction::Undo] {
        step(&mut store, direction);
    }
    began.elapsed()
}

#[test]
fn undo_of_four_times_as_much_takes_about_four_times_as_long() {
    let best = |units| (0..3).map(|_| time_of_steps(units)).min().unwrap();
    let measure = || (best(1_500), best(6_000));
    let is_linear = |(few, many): &(Duration, Duration)| *many < *few * 8;
    // Once a machine may be busy with something else; quadratic time shows every time.
    let (few, many) = (0..4).map(|_| measure()).find(is_linear).unwrap_or_else(measure);
    assert!(is_linear(&(few, many)), "{few:?} for 1,500 units, {many:?} for 6,000");
}

#[test]
fn rows_that_come_back_in_any_order_are_one_step() {
    let mut store = Store::scratch().unwrap();
    let ids: Vec<UnitId> = change(&mut store, |writer| {
        (0..100).map(|number| writer.add_unit(&unit(&format!("Satz {number}"), "x"))).collect()
    });
    change(&mut store, |writer| ids.iter().try_for_each(|id| writer.remove_unit(*id)));
    let before = steps(&store);
    step(&mut store, Direction::Undo);
    assert_eq!(steps(&store) - before, 1, "units");
}

/// What a change may do.
#[derive(Debug, Clone)]
enum Deed {
    AddConcept(String),
    PutConcept(usize, Vec<String>),
    RemoveConcept(usize),
    AddUnit(String),
    RemoveUnit(usize),
    SetConfidence(usize, u8),
    SetNote(usize, String),
    PutDocument(usize, Vec<usize>),
    RemoveDocument(usize),
    PutAlignment(usize, usize, Vec<u8>),
    RemoveAlignment(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let text = || "\\PC{0,6}";
    let lengths = prop::collection::vec(1..4usize, 0..5);
    prop_oneof![
        text().prop_map(Deed::AddConcept),
        (0..6usize, prop::collection::vec(text(), 0..4))
            .prop_map(|(at, texts)| Deed::PutConcept(at, texts)),
        (0..6usize).prop_map(Deed::RemoveConcept),
        text().prop_map(Deed::AddUnit),
        (0..6usize).prop_map(Deed::RemoveUnit),
        (0..6usize, 0..100u8).prop_map(|(at, percent)| Deed::SetConfidence(at, percent)),
        (0..6usize, text()).prop_map(|(at, note)| Deed::SetNote(at, note)),
        (0..4usize, lengths).prop_map(|(at, lengths)| Deed::PutDocument(at, lengths)),
        (0..4usize).prop_map(Deed::RemoveDocument),
        (0..4usize, 0..4usize, prop::collection::vec(0..100u8, 0..5))
            .prop_map(|(one, other, beads)| Deed::PutAlignment(one, other, beads)),
        (0..4usize).prop_map(Deed::RemoveAlignment),
    ]
}

fn perform(writer: &Writer<'_>, deed: &Deed) -> SqlResult<()> {
    let concept_at = |at: usize| writer.concept_ids().map(|ids| ids.get(at).copied());
    let unit_at = |at: usize| writer.unit_ids(None).map(|ids| ids.get(at).copied());
    let document_at = |at: usize| -> SqlResult<Option<DocumentId>> {
        let stored = writer.document_by_origin(&format!("/{at}"), &Lang::german())?;
        Ok(stored.and_then(|document| document.id))
    };
    match deed {
        Deed::AddConcept(text) => writer.add_concept(&concept(text), &[]).map(drop),
        Deed::PutConcept(at, texts) => {
            let Some(id) = concept_at(*at)? else { return Ok(()) };
            let note = texts.first().cloned();
            let lang = if texts.len() > 2 { Lang::english() } else { Lang::german() };
            let concept = Concept {
                sections: vec![LanguageSection { lang, definition: None, note }],
                terms: texts.iter().map(|text| Term::new(Lang::german(), text)).collect(),
                ..Concept::default()
            };
            writer.put_concept(id, &concept, &[])
        }
        Deed::RemoveConcept(at) => concept_at(*at)?.map_or(Ok(()), |id| writer.remove_concept(id)),
        Deed::AddUnit(text) => writer.add_unit(&unit(text, "x")).map(drop),
        Deed::RemoveUnit(at) => unit_at(*at)?.map_or(Ok(()), |id| writer.remove_unit(id)),
        Deed::SetConfidence(at, percent) => unit_at(*at)?.map_or(Ok(()), |id| {
            writer.set_aligned(id, f64::from(*percent) / 100.0, &Context::default(), false)
        }),
        Deed::SetNote(at, note) => {
            unit_at(*at)?.map_or(Ok(()), |id| writer.set_provenance(id, &noted(note)))
        }
        Deed::PutDocument(at, lengths) => {
            let mut document = document(&format!("/{at}"), lengths);
            document.id = document_at(*at)?;
            writer.put_document(&document).map(drop)
        }
        Deed::RemoveDocument(at) => {
            let Some(id) = document_at(*at)? else { return Ok(()) };
            for record in writer.alignments_of(id)? {
                writer.remove_alignment(record)?;
            }
            writer.remove_document(id)
        }
        Deed::PutAlignment(one, other, percents) => {
            let (Some(source), Some(target)) = (document_at(*one)?, document_at(*other)?) else {
                return Ok(());
            };
            let mut beads = Vec::new();
            for (at, percent) in percents.iter().enumerate() {
                let confidence = f64::from(*percent) / 100.0;
                let bead = Bead { source: at..at + 1, target: at..at + 1, confidence };
                beads.push(StoredBead { bead, unit: unit_at(at)?, standing: Standing::Aligned });
            }
            writer.put_alignment(source, target, 0.0, &beads)
        }
        Deed::RemoveAlignment(at) => {
            let Some(id) = document_at(*at)? else { return Ok(()) };
            let records = writer.alignments_of(id)?;
            records.first().map_or(Ok(()), |record| writer.remove_alignment(*record))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn undo_and_redo_go_back_and_forth_exactly(
        changes in prop::collection::vec(prop::collection::vec(deed(), 1..8), 1..6)
    ) {
        let mut store = Store::scratch().unwrap();
        let mut states = vec![store.dump()];
        for deeds in &changes {
            change(&mut store, |writer| deeds.iter().try_for_each(|deed| perform(writer, deed)));
            let entered = store.read().log(usize::MAX >> 1).unwrap().len();
            if entered + 1 > states.len() {
                states.push(store.dump());
            }
        }
        for _ in 0..2 {
            for before in states.iter().rev().skip(1) {
                step(&mut store, Direction::Undo);
                prop_assert_eq!(&store.dump(), before);
            }
            for after in states.iter().skip(1) {
                step(&mut store, Direction::Redo);
                prop_assert_eq!(&store.dump(), after);
            }
        }
    }
}
