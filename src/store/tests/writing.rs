//! What writing costs, and that it is read as it was written.

use super::*;

#[test]
fn a_document_comes_back_as_it_went_in() {
    let folder = folder();
    let mut store = open(&folder.path().join("x.db"));
    let text = "Ein Satz.\r\n\r\nO\u{308}l \u{0} und »Öl«.";
    let mut document = Document {
        id: None,
        origin: "/a".to_owned(),
        title: "A".to_owned(),
        lang: Lang::german(),
        text: text.to_owned(),
        encoding: "UTF-8".to_owned(),
        segments: vec![
            Segment { span: Span::new(0, 9), paragraph: 0 },
            Segment { span: Span::new(13, text.len()), paragraph: 1 },
        ],
    };
    let id = store
        .change("put", |writer| {
            writer.put_document(&document).map_err(|error| writer.at_path(error))
        })
        .unwrap();
    document.id = Some(id);
    assert_eq!(store.read().document(id).unwrap(), Some(document));
}

/// A concept of many terms, each with a key.
fn crowd(terms: usize) -> (Concept, Vec<TermKey>) {
    let terms: Vec<Term> =
        (0..terms).map(|number| Term::new(Lang::german(), format!("Wort {number}"))).collect();
    let keys =
        terms.iter().map(|term| TermKey { key: term.text.clone(), tier: 0, lang: "de".to_owned() });
    (Concept { terms: terms.clone(), ..Concept::default() }, keys.collect())
}

#[test]
fn one_more_term_costs_one_row_however_many_there_are() {
    let mut store = Store::scratch().unwrap();
    let (concept, keys) = crowd(200);
    let id = change(&mut store, |writer| writer.add_concept(&concept, &keys));
    let before = (steps(&store), store.connection.total_changes());
    change(&mut store, |writer| writer.put_concept(id, &concept, &keys));
    assert_eq!(steps(&store), before.0, "nothing changed");
    let (concept, keys) = crowd(201);
    change(&mut store, |writer| writer.put_concept(id, &concept, &keys));
    assert!(steps(&store) <= before.0 + 2, "a term that came and perhaps the date of the concept");
    assert!(store.connection.total_changes() - before.1 < 20);
    assert_eq!(store.read().concept(id).unwrap().unwrap().terms, concept.terms);
    assert_eq!(store.read().keys_of_tier(0).unwrap().len(), 201);
}

#[test]
fn a_concept_becomes_another_and_comes_back() {
    let section = |lang: &Lang, note: &str| LanguageSection {
        lang: lang.clone(),
        definition: None,
        note: Some(note.to_owned()),
    };
    let (german, english) = (Lang::german(), Lang::english());
    let forms = [
        vec![section(&german, "a"), section(&english, "b")],
        vec![section(&german, "c"), section(&english, "b")],
        vec![section(&english, "b"), section(&german, "c")],
        vec![section(&english, "b")],
        Vec::new(),
        vec![section(&german, "a"), section(&english, "d")],
    ];
    let mut store = Store::scratch().unwrap();
    let id = add(&mut store, "Zoll");
    let mut states = vec![(store.dump(), store.dump_derived())];
    for (number, sections) in forms.iter().enumerate() {
        let (mut concept, keys) = crowd((number * 7) % 5 + 1);
        concept.sections.clone_from(sections);
        concept.note = Some(number.to_string());
        change(&mut store, |writer| writer.put_concept(id, &concept, &keys));
        concept.id = Some(id);
        assert_eq!(store.read().concept(id).unwrap(), Some(concept));
        let stored: Vec<String> =
            store.read().keys_of_tier(0).unwrap().into_iter().map(|found| found.key).collect();
        assert_eq!(stored, keys.into_iter().map(|key| key.key).collect::<Vec<_>>());
        states.push((store.dump(), store.dump_derived()));
    }
    for (before, _) in states.iter().rev().skip(1) {
        step(&mut store, Direction::Undo);
        assert_eq!(store.dump(), *before);
    }
}

#[test]
fn of_a_document_and_its_beads_only_what_differs_is_written() {
    let mut store = Store::scratch().unwrap();
    let id = change(&mut store, |writer| writer.put_document(&document("/a", &[5; 100])));
    let other = change(&mut store, |writer| writer.put_document(&document("/b", &[5; 100])));
    let mut beads: Vec<StoredBead> = (0..100)
        .map(|at| StoredBead {
            bead: Bead { source: at..at + 1, target: at..at + 1, confidence: 0.5 },
            unit: None,
            standing: Standing::Aligned,
        })
        .collect();
    change(&mut store, |writer| writer.put_alignment(id, other, 0.0, &beads));
    let before = steps(&store);
    let mut changed = document("/elsewhere", &[5; 101]);
    changed.id = Some(id);
    changed.segments[50].paragraph = 7;
    beads[3].bead.confidence = 0.25;
    change(&mut store, |writer| {
        writer.put_document(&changed)?;
        writer.put_alignment(id, other, 0.0, &beads[..99])
    });
    assert_eq!(steps(&store) - before, 5, "document, two segments, two beads");
    assert_eq!(store.read().document(id).unwrap(), Some(changed));
    let record = store.read().alignment(id, other).unwrap().unwrap();
    assert_eq!(store.read().beads(record).unwrap(), beads[..99]);
}

#[test]
fn a_reading_is_of_one_moment() {
    let folder = folder();
    let path = folder.path().join("x.db");
    let mut writer = open(&path);
    add(&mut writer, "Zoll");
    let store = Store::open(&path, Access::Read).unwrap();
    let count = |reader: Reader<'_>| reader.concept_ids().map(|ids| ids.len());
    let counts = store.reading(|reader| {
        let before = count(reader)?;
        add(&mut writer, "Devisen");
        let nested = store.reading(count).unwrap();
        Ok((before, nested, count(reader)?))
    });
    assert_eq!(counts.unwrap(), (1, 1, 1));
    assert_eq!(store.reading(count).unwrap(), 2);
}
