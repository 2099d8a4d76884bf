//! What a project promises of its derived keys and its answers.

mod matches;
mod order;

use std::ops::ControlFlow;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::history::{refresh, reindex};
use super::*;
use crate::align::Cues;
use crate::model::{
    AnyId, ConceptId, Document, DocumentId, Proposal, ProposedTerm, Provenance, Section, Segment,
    Span, Status, TranslationUnit, UnitId, Variant,
};
use crate::store::Direction;
use crate::termbase::merge::OnDuplicate;

fn open(path: &Path, access: Access) -> Project {
    Project::open(path, access, &GivenLangs::default()).unwrap()
}

/// Imports units as the rows of a table.
fn import(project: &mut Project, units: &[TranslationUnit]) {
    let rows = Rows::Units(Box::new(
        (1..)
            .zip(units.iter().cloned())
            .map(|(line, unit)| Ok(Numbered { line, unit, section: None })),
    ));
    let batch = Batch {
        head: None,
        origin: "x".to_owned(),
        section: Section::default(),
        rows,
        on_duplicate: OnDuplicate::Judge,
    };
    project.import(vec![batch], false, &mut |_| ControlFlow::Continue(())).unwrap();
}

fn unit(source: &str, target: &str) -> TranslationUnit {
    let variants = vec![
        Variant { lang: Lang::german(), text: source.to_owned() },
        Variant { lang: Lang::english(), text: target.to_owned() },
    ];
    TranslationUnit { id: None, variants, provenance: Provenance::default() }
}

fn entry(german: &str, english: &str) -> Proposal {
    let terms = [(Lang::german(), german), (Lang::english(), english)];
    let terms = terms.map(|(lang, text)| ProposedTerm::new(lang, text)).to_vec();
    Proposal { terms, ..Proposal::default() }
}

/// Spoils the derived keys and says that another version made them.
fn make_stale(project: &mut Project) {
    let spoil = |writer: &crate::store::Writer<'_>| -> SqlResult<()> {
        writer.clear_unit_words()?;
        for id in writer.concept_ids()? {
            writer.index_concept(id, &[])?;
        }
        writer.set_setting("analyser", "0")
    };
    project
        .store
        .change("spoil", |writer| spoil(writer).map_err(|error| writer.at_path(error)))
        .unwrap();
}

/// A database with one entry and one pair, whose derived keys are stale.
fn stale_file(folder: &TempDir) -> std::path::PathBuf {
    let path = folder.path().join("x.db");
    let mut project = open(&path, Access::Write);
    project.add(&entry("Zoll", "customs duty")).unwrap();
    import(&mut project, &[unit("Der Zoll.", "The duty.")]);
    make_stale(&mut project);
    path
}

#[test]
fn stale_keys_are_made_anew_to_be_read() {
    let folder = TempDir::new().unwrap();
    let path = stale_file(&folder);
    let project = open(&path, Access::Read);
    assert!(!project.has_stale_keys());
    let answer = project.term("Zölle", 5).unwrap();
    assert_eq!((answer.entries.len(), answer.entries[0].proof.len()), (1, 1));
    assert_eq!(project.log(10).unwrap().len(), 2, "that is no change of the user's");
}

#[test]
fn of_many_that_meet_stale_keys_one_makes_them_anew() {
    let folder = TempDir::new().unwrap();
    let path = stale_file(&folder);
    let mut stores: Vec<Store> =
        (0..4).map(|_| Store::open(&path, Access::Read).unwrap()).collect();
    let made: Vec<bool> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            stores.iter_mut().map(|store| scope.spawn(move || reindex(store).unwrap())).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert_eq!(made.iter().filter(|made| **made).count(), 1);
    assert!(stores.iter_mut().all(|store| refresh(store).unwrap()));
}

#[test]
fn proof_of_both_sides_is_not_crowded_out_by_older_pairs() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    project.add(&entry("Gliedstaat", "state")).unwrap();
    project.add(&entry("Gliedstaat", "federal state")).unwrap();
    let mut units = Vec::new();
    for number in 0..600 {
        units.push(unit(&format!("Das Land Nummer {number} zahlt."), "The state pays for it."));
        units.push(unit(&format!("Der Gliedstaat Nummer {number} zahlt."), "It pays for that."));
    }
    units.push(unit("Jeder einzelne Gliedstaat zahlt hier selbst.", "Each federal state pays."));
    import(&mut project, &units);
    let answer = project.term("Gliedstaat", 3).unwrap();
    for Answered { entry, proof, .. } in &answer.entries {
        assert!(proof[0].unit.variants[0].text.contains("Gliedstaat"), "{entry:?}");
        assert!(!proof[0].source.spans.is_empty() && !proof[0].target.spans.is_empty());
        assert_eq!(proof.len(), 3);
    }
}

#[test]
fn proof_with_permitted_terms_comes_first() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    let mut proposal = entry("Zoll", "customs duty");
    let mut forbidden = ProposedTerm::new(Lang::english(), "toll");
    forbidden.status = Some(Status::Forbidden);
    proposal.terms.push(forbidden);
    project.add(&proposal).unwrap();
    let units = [
        unit("Wir zahlen heute den Zoll.", "We pay the toll today."),
        unit("Den Zoll von gestern zahlen wir heute.", "We pay the customs duty today."),
        unit("Wir zahlen heute einen hohen Zoll dafür.", "We pay it today."),
    ];
    import(&mut project, &units);
    let answer = project.term("Zoll", 3).unwrap();
    let ids: Vec<Option<UnitId>> =
        answer.entries[0].proof.iter().map(|proof| proof.unit.id).collect();
    assert_eq!(ids, [Some(UnitId(2)), Some(UnitId(1)), Some(UnitId(3))]);
}

/// Words of both languages, with forms that share a stem.
const WORDS: [(&str, &str); 5] = [
    ("Vertrag", "treaty"),
    ("Verträge", "treaties"),
    ("Zoll", "customs duty"),
    ("Grundstück", "property"),
    ("Straße", "road"),
];

/// What a user may do.
#[derive(Debug, Clone)]
enum Deed {
    Add(usize, usize),
    Import(Vec<usize>),
    Align(usize, Vec<usize>, Vec<usize>),
    Remove(AnyId),
}

fn deed() -> impl Strategy<Value = Deed> {
    let word = || 0..WORDS.len();
    let words = move || prop::collection::vec(word(), 1..4);
    let id = prop_oneof![
        (1..6i64).prop_map(|id| AnyId::Concept(ConceptId(id))),
        (1..9i64).prop_map(|id| AnyId::Unit(UnitId(id))),
        (1..5i64).prop_map(|id| AnyId::Document(DocumentId(id))),
    ];
    prop_oneof![
        (word(), word()).prop_map(|(german, english)| Deed::Add(german, english)),
        words().prop_map(Deed::Import),
        (0..2usize, words(), words())
            .prop_map(|(origin, source, target)| Deed::Align(origin, source, target)),
        id.prop_map(Deed::Remove),
    ]
}

fn article(origin: usize, lang: &Lang, words: &[usize]) -> Document {
    let (mut text, mut segments) = (String::new(), Vec::new());
    for (paragraph, word) in words.iter().enumerate() {
        let start = text.len();
        text.push_str(if *lang == Lang::german() { WORDS[*word].0 } else { WORDS[*word].1 });
        segments.push(Segment { span: Span::new(start, text.len()), paragraph });
        text.push_str("\n\n");
    }
    Document {
        id: None,
        origin: format!("/{origin}"),
        title: "A".to_owned(),
        lang: lang.clone(),
        text,
        encoding: "UTF-8".to_owned(),
        segments,
    }
}

/// Does it; what cannot be done is left.
fn perform(project: &mut Project, deed: &Deed) {
    match deed {
        Deed::Add(german, english) => {
            project.add(&entry(WORDS[*german].0, WORDS[*english].1)).unwrap();
        }
        Deed::Import(words) => {
            let units: Vec<TranslationUnit> =
                words.iter().map(|word| unit(WORDS[*word].0, WORDS[*word].1)).collect();
            import(project, &units);
        }
        Deed::Align(origin, source, target) => {
            let source = article(*origin, &Lang::german(), source);
            let target = article(*origin, &Lang::english(), target);
            let beads = link(&source, &target, &Cues::default(), &mut |_| ()).beads;
            project
                .keep_alignment(
                    source,
                    target,
                    beads,
                    &Keeping { replace: true, ..Keeping::default() },
                )
                .unwrap();
        }
        Deed::Remove(id) => drop(project.remove(&[*id])),
    }
}

fn state(project: &Project) -> (Vec<String>, Vec<String>) {
    (project.store.dump(), project.store.dump_derived())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn derived_keys_go_back_and_forth_with_what_they_are_derived_from(
        deeds in prop::collection::vec(deed(), 1..8)
    ) {
        let mut project = Project::scratch(&GivenLangs::default()).unwrap();
        let mut states = vec![state(&project)];
        for deed in &deeds {
            perform(&mut project, deed);
            if project.log(usize::MAX >> 1).unwrap().len() + 1 > states.len() {
                states.push(state(&project));
            }
        }
        for before in states.iter().rev().skip(1) {
            project.step(Direction::Undo, &mut |_| {}).unwrap();
            prop_assert_eq!(&state(&project), before);
        }
        for after in states.iter().skip(1) {
            project.step(Direction::Redo, &mut |_| {}).unwrap();
            prop_assert_eq!(&state(&project), after);
        }
        make_stale(&mut project);
        prop_assert!(reindex(&mut project.store).unwrap());
        prop_assert_eq!(Some(&state(&project)), states.last());
    }
}

#[test]
fn nothing_is_read_after_units_cannot_be_taken_any_more() {
    let folder = TempDir::new().unwrap();
    let mut project = open(&folder.path().join("x.db"), Access::Write);
    let units: Vec<TranslationUnit> =
        (0..50).map(|number| unit(&format!("Satz {number}"), "Sentence")).collect();
    import(&mut project, &units);
    // A unit that cannot be read is never reached.
    let spoil = "UPDATE unit SET details = 'x' WHERE id = 40";
    rusqlite::Connection::open(folder.path().join("x.db")).unwrap().execute(spoil, []).unwrap();
    let mut taken = 0;
    let handed = project.each_unit(&Selection::default(), |_| {
        taken += 1;
        if taken == 3 { Err(ProjectError::Stopped) } else { Ok(()) }
    });
    assert!(matches!(handed, Err(ProjectError::Stopped)), "{handed:?}");
    assert_eq!(taken, 3);
}
