//! Termbases of many tools, and what is written read back.

use proptest::prelude::*;

use super::super::content::{Reading, TermTable};
use super::super::source::Source;
use super::*;
use crate::model::{
    Concept, ConceptId, Gender, Lang, LanguageSection, Matching, Number, PartOfSpeech, Proposal,
    Status, Term,
};

fn read(bytes: impl Into<Vec<u8>>) -> TermTable {
    let (german, english) = (Lang::german(), Lang::english());
    let source = Source::of(bytes.into(), "x.tbx").unwrap();
    open(source, &Reading::new((&german, &english))).unwrap()
}

fn terms(row: &Proposal) -> Vec<String> {
    row.terms.iter().map(|term| format!("{} {}", term.lang, term.text)).collect()
}

#[test]
fn a_termbase_of_2008_says_all_it_can() {
    let table = read(
        "<?xml version='1.0'?>\n<!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd' [<!ENTITY a '<b>'>]>\n\
         <martif type='TBX' xml:lang='en'><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc>\
         </fileDesc></martifHeader><text><body>\n\
         <termEntry id='eid-7'><descrip type='subjectField'>Zollrecht</descrip>\
         <admin type='customerSubset'>Muster AG</admin>\
         <descripGrp><descrip type='definition'>Abgabe auf\n   Waren</descrip><admin type='source'>VO</admin></descripGrp>\
         <transacGrp><transac type='transactionType'>origination</transac><date>2001</date></transacGrp>\
         <langSet xml:lang='en-gb'><ntig id='t1'><termGrp><term>customs <hi>duty</hi> </term>\
         <termNote type='partOfSpeech'>noun</termNote><termNote type='usageNote'>formal</termNote></termGrp>\
         <descrip type='reliabilityCode'>9</descrip><note>UK</note></ntig></langSet>\
         <langSet xml:lang='DE'><descrip type='definition'>Steuer</descrip>\
         <tig><term>Zoll</term><termNote type='grammaticalGender'>masculine</termNote>\
         <termNote type='administrativeStatus'>standardizedTerm-admn-sts</termNote>\
         <descripGrp><descrip type='context'>Der Zoll steigt.</descrip><admin type='source'>S. 3</admin></descripGrp></tig>\
         <tig><term>Maut</term><termNote type='administrativeStatus'>supersededTerm-admn-sts</termNote>\
         <termNote type='grammaticalNumber'>mass</termNote></tig>\
         <tig><term/></tig></langSet>\
         <langSet xml:lang='Klingonisch'><tig><term>x</term></tig></langSet></termEntry>\n\
         </body><back/></text></martif>",
    );
    assert_eq!(table.refused, []);
    let [row] = table.rows.as_slice() else { panic!("{table:?}") };
    let proposal = &row.proposal;
    assert_eq!((row.line, proposal.external_id.as_deref()), (4, Some("eid-7")));
    assert_eq!(proposal.id, None);
    assert_eq!(terms(proposal), ["de Zoll", "de Maut", "en-GB customs duty"]);
    assert_eq!(proposal.subject.as_deref(), Some("Zollrecht"));
    assert_eq!(proposal.client.as_deref(), Some("Muster AG"));
    assert_eq!(proposal.definition.as_deref(), Some("Abgabe auf Waren"));
    assert_eq!(proposal.source.as_deref(), Some("VO"));
    assert_eq!(proposal.sections[0].definition.as_deref(), Some("Steuer"));
    let [zoll, maut, duty] = proposal.terms.as_slice() else { panic!("{proposal:?}") };
    assert_eq!((zoll.status, zoll.gender), (Some(Status::Preferred), Some(Gender::Masculine)));
    assert_eq!(zoll.context.as_deref(), Some("Der Zoll steigt."));
    assert_eq!(zoll.source.as_deref(), Some("S. 3"));
    assert_eq!((maut.status, maut.number), (Some(Status::Deprecated), Some(Number::Singular)));
    assert_eq!((duty.pos, duty.status), (Some(PartOfSpeech::Noun), None));
    assert_eq!(duty.usage_note.as_deref(), Some("formal; UK"));
    assert_eq!(
        table.remarks,
        [
            "1 term is empty and was left out",
            "not kept: 1 × back matter, 1 × language `Klingonisch`, 1 × reliabilityCode, 1 × transaction"
        ]
    );
}

#[test]
fn both_styles_of_2019_are_read() {
    let head = "<tbx xmlns='urn:iso:std:iso:30042:ed-2' xml:lang='de' type='TBX-Basic'";
    let dca = format!(
        "{head} style='dca'><text><body><conceptEntry id='x1'><descrip type='subjectField'>Recht</descrip>\
         <langSec xml:lang='de'><termSec><term>EU</term><termNote type='termType'>acronym</termNote>\
         <admin type='projectSubset'>P</admin></termSec></langSec><langSec xml:lang='en'><termSec>\
         <term>EU</term><termNoteGrp><termNote type='administrativeStatus'>admittedTerm-admn-sts</termNote>\
         </termNoteGrp></termSec></langSec></conceptEntry></body></text></tbx>"
    );
    let dct = format!(
        "{head} style='dct' xmlns:min='m'><text><body><conceptEntry id='x1'><min:subjectField>Recht\
         </min:subjectField><langSec xml:lang='de'><termSec><term>EU</term><basic:termType>acronym\
         </basic:termType><basic:projectSubset>P</basic:projectSubset></termSec></langSec>\
         <langSec xml:lang='en'><termSec><term>EU</term><min:administrativeStatus>admittedTerm-admn-sts\
         </min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>"
    );
    let prefixed = dca.replace('<', "<t:").replace("<t:/", "</t:").replace("xmlns=", "xmlns:t=");
    let rows = read(dca.as_str()).rows;
    assert_eq!(rows, read(dct).rows);
    assert_eq!(rows, read(prefixed).rows);
    let proposal = &rows[0].proposal;
    assert_eq!(proposal.subject.as_deref(), Some("Recht"));
    assert_eq!(proposal.terms[0].pos, Some(PartOfSpeech::Abbreviation));
    assert_eq!(proposal.terms[0].usage_note.as_deref(), Some("project: P"));
    assert_eq!(proposal.terms[1].status, Some(Status::Admitted));
}

#[test]
fn flavours_of_other_tools_are_read() {
    let interpreters = read(
        "<martif type='TBX-Default' xml:lang='en'><text><body><glossary>Zoll</glossary><subglossary/>\n\
         <termEntry><CommentAll>Seite 3</CommentAll><langSet xml:lang='en'><tig><term>duty</term>\
         <extra1>a</extra1><extra2></extra2></tig></langSet><langSet xml:lang='de'><tig><term>Zoll</term>\
         </tig></langSet></termEntry>\n<termEntry><langSet xml:lang='en'><tig><term>gate</term></tig>\
         </langSet><langSet xml:lang='de'><tig><term></term></tig></langSet></termEntry></body></text></martif>",
    );
    assert_eq!(terms(&interpreters.rows[0].proposal), ["de Zoll", "en duty"]);
    assert_eq!(interpreters.rows[0].proposal.note.as_deref(), Some("Seite 3"));
    assert_eq!(interpreters.rows[0].proposal.terms[1].usage_note.as_deref(), Some("a"));
    assert!(interpreters.refused[0].reason.contains("only `gate` in en"), "{interpreters:?}");

    let of_2013 = read(
        "<TBX dialect='TBX-Min'><header><id>x</id><languages source='de' target='en'/></header><body>\
         <conceptEntry id='C002'><subjectField>Tiere</subjectField><langGroup xml:lang='de'><termGroup>\
         <term>Hund</term><termStatus>preferred</termStatus><customer>SAP</customer>\
         <partOfSpeech>noun</partOfSpeech></termGroup></langGroup><langGroup xml:lang='en'><termGroup>\
         <term>hound</term><termStatus>obsolete</termStatus><noteGrp><note><noteKey>usage</noteKey>\
         <noteValue>rare</noteValue></note></noteGrp></termGroup></langGroup></conceptEntry></body></TBX>",
    );
    let proposal = &of_2013.rows[0].proposal;
    let [dog, hound] = proposal.terms.as_slice() else { panic!("{of_2013:?}") };
    assert_eq!((dog.status, dog.pos), (Some(Status::Preferred), Some(PartOfSpeech::Noun)));
    assert_eq!(dog.usage_note.as_deref(), Some("client: SAP"));
    assert_eq!(hound.status, Some(Status::Deprecated));
    assert_eq!(hound.usage_note.as_deref(), Some("usage: rare"));

    let of_kde = "<martif><text><body><termEntry id='a'><langSet xml:lang='C'><tig><term>file</term></tig>\
                  </langSet><langSet xml:lang='de_DE'><tig><term>Datei</term></tig></langSet></termEntry>\
                  </body></text></martif>";
    assert_eq!(terms(&read(of_kde).rows[0].proposal), ["de-DE Datei", "en file"]);
}

#[test]
fn encodings_are_those_that_the_file_declares() {
    let text = "<?xml version='1.0' encoding='windows-1254'?><martif><text><body><termEntry id='a'>\
                <langSet xml:lang='tr'><tig><term>d\u{131}\u{15f}</term></tig></langSet></termEntry>\
                </body></text></martif>";
    let (turkish, _, _) = encoding_rs::WINDOWS_1254.encode(text);
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.replace("windows-1254", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [turkish.into_owned(), utf16] {
        assert_eq!(terms(&read(bytes).rows[0].proposal), ["tr d\u{131}\u{15f}"]);
    }
}

#[test]
fn what_is_wrong_costs_its_own_entry() {
    let entry = |id: &str, de: &str| {
        format!(
            "<termEntry id='{id}'><langSet xml:lang='de'><tig><term>{de}</term></tig></langSet>\
             <langSet xml:lang='en'><tig><term>x</term></tig></langSet></termEntry>\n"
        )
    };
    let entries =
        [entry("a", "Zoll"), entry("a", "Tor"), entry("b", "A & B"), entry("c", "Bank")].concat();
    let file = format!("<martif><text><body>\n{entries}<odd/></body></text></martif>");
    let table = read(file);
    let ids: Vec<Option<&str>> =
        table.rows.iter().map(|row| row.proposal.external_id.as_deref()).collect();
    assert_eq!(ids, [Some("a"), Some("a#2"), Some("c")]);
    let refused: Vec<usize> = table.refused.iter().map(|refusal| refusal.line).collect();
    assert_eq!(refused, [4, 6]);
    assert!(table.remarks[0].starts_with("1 entry has the id"), "{:?}", table.remarks);
}

#[test]
fn no_entry_takes_long_however_it_is_made() {
    let begun = std::time::Instant::now();
    let notes: String = (0..100_000).map(|number| format!("<note>{number}</note>")).collect();
    let many: String =
        (0..100_000).map(|number| format!("<tig><term>{number}</term></tig>")).collect();
    for inner in [notes + "<tig><term>x</term></tig>", many] {
        let file = format!(
            "<martif><text><body><termEntry id='a'><langSet xml:lang='de'>{inner}</langSet></termEntry>\
             </body></text></martif>"
        );
        let table = read(file);
        assert_eq!(table.rows.len() + table.refused.len(), 1);
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

fn written(concepts: &[Concept], kind: (Dialect, Style)) -> String {
    let mut out = Vec::new();
    let report = write_terms(&mut out, concepts, &Lang::german(), kind).unwrap();
    assert_eq!(report.lost, []);
    assert_eq!(report.written, concepts.len());
    String::from_utf8(out).unwrap()
}

const KINDS: [(Dialect, Style); 7] = [
    (Dialect::Basic, Style::Dca),
    (Dialect::Min, Style::Dca),
    (Dialect::Linguist, Style::Dca),
    (Dialect::Basic, Style::Dct),
    (Dialect::Min, Style::Dct),
    (Dialect::Linguist, Style::Dct),
    (Dialect::Default2008, Style::Dca),
];

/// The concept that a row of a file of ours makes.
fn concept(row: Proposal) -> Concept {
    let terms = row.terms.into_iter().map(|term| Term {
        status: term.status.unwrap_or(Status::Preferred),
        pos: term.pos,
        gender: term.gender,
        number: term.number,
        usage_note: term.usage_note,
        source: term.source,
        context: term.context,
        forms: term.forms,
        matching: term.matching.unwrap_or(Matching::Forms),
        ..Term::new(term.lang, term.text)
    });
    Concept {
        id: row.id.map(|id| id.parse().unwrap()),
        external_id: row.external_id,
        subject: row.subject,
        definition: row.definition,
        note: row.note,
        source: row.source,
        client: row.client,
        project: row.project,
        sections: row.sections,
        terms: terms.collect(),
    }
}

fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        " <b>&amp;]]>\"' ",
        "\r\n\tx",
        "forms: a",
        "note: status: forbidden",
        "a; b; a",
        "ä\u{301}🦀\u{a0}",
        "x\n  y",
        "-- -->",
    ]);
    prop_oneof![odd.prop_map(str::to_owned), "[a-zäß:;| <&\"]{0,8}[a-zß]"]
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn term() -> impl Strategy<Value = Term> {
    let grammar = (
        any_of(Status::ALL),
        prop::option::of(any_of(PartOfSpeech::ALL)),
        prop::option::of(any_of(Gender::ALL)),
        prop::option::of(any_of(Number::ALL)),
        any_of(Matching::ALL),
    );
    let texts = (prop::option::of(text()), prop::option::of(text()), prop::option::of(text()));
    let forms = prop::collection::btree_set(
        "[a-zäß <]{0,3}[a-z]".prop_map(|form| form.trim().to_owned()),
        0..3,
    );
    let lang = prop::sample::select(vec!["de", "de-AT", "en", "fr"]);
    (lang, text(), grammar, texts, forms).prop_map(|(lang, text, grammar, texts, forms)| Term {
        status: grammar.0,
        pos: grammar.1,
        gender: grammar.2,
        number: grammar.3,
        matching: grammar.4,
        usage_note: texts.0,
        source: texts.1,
        context: texts.2,
        forms: forms.into_iter().collect(),
        ..Term::new(lang.parse().unwrap(), text)
    })
}

fn any_concept() -> impl Strategy<Value = Concept> {
    let some = || prop::option::of(text());
    let texts = (some(), some(), some(), some(), some(), some(), some());
    let sections = (some(), some(), prop::sample::select(vec!["de", "fr", "it"]));
    (texts, sections, prop::collection::vec(term(), 1..5)).prop_map(
        |(texts, section, mut terms)| {
            terms.sort_by_key(|term| term.lang.clone());
            terms.dedup_by_key(|term| (term.lang.clone(), term.text.clone()));
            let mut known = Vec::new();
            terms.retain(|term| {
                let name = (term.lang.clone(), term.text.clone());
                !known.contains(&name) && {
                    known.push(name);
                    true
                }
            });
            let (definition, note, lang) = section;
            let section = LanguageSection { lang: lang.parse().unwrap(), definition, note };
            let is_said = section.definition.is_some() || section.note.is_some();
            Concept {
                id: None,
                external_id: texts.0,
                subject: texts.1,
                definition: texts.2,
                note: texts.3,
                source: texts.4,
                client: texts.5,
                project: texts.6,
                sections: is_said.then_some(section).into_iter().collect(),
                terms,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(concepts in prop::collection::vec(any_concept(), 1..4)) {
        let mut concepts = concepts;
        for (number, concept) in (1..).zip(&mut concepts) {
            concept.id = Some(ConceptId(number));
        }
        for kind in KINDS {
            let text = written(&concepts, kind);
            let table = read(text.as_str());
            prop_assert_eq!(&table.refused, &[]);
            prop_assert_eq!(&table.remarks, &[""; 0]);
            let back: Vec<Concept> =
                table.rows.into_iter().map(|row| concept(row.proposal)).collect();
            prop_assert_eq!(&back, &concepts, "{:?}\n{}", kind, text);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(
        spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..9),
        cut in any::<prop::sample::Index>(),
    ) {
        let term = Term::new(Lang::german(), "Zoll");
        let concept = Concept { definition: Some("x".to_owned()), terms: vec![term], ..Concept::default() };
        let mut bytes = written(&[concept], KINDS[3]).into_bytes();
        for (place, byte) in spoilt {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        let (german, english) = (Lang::german(), Lang::english());
        let source = Source::of(bytes, "x.tbx").unwrap();
        // The encoding may be spoilt too.
        let _ = open(source, &Reading::new((&german, &english)));
    }
}

#[test]
fn a_dialect_says_in_notes_what_it_has_no_category_for() {
    let mut term = Term::new(Lang::german(), "Devisen");
    term.number = Some(Number::Plural);
    term.gender = Some(Gender::Common);
    term.pos = Some(PartOfSpeech::ProperNoun);
    term.status = Status::Forbidden;
    let concept = Concept {
        id: Some(ConceptId(7)),
        definition: Some("fremdes Geld".to_owned()),
        terms: vec![term],
        ..Concept::default()
    };
    for (kind, parts) in [
        (
            (Dialect::Basic, Style::Dca),
            &[
                "<conceptEntry id=\"c7\">",
                "<descrip type=\"definition\">fremdes Geld</descrip>",
                "<termNote type=\"partOfSpeech\">noun</termNote>",
                "<termNote type=\"grammaticalGender\">other</termNote>",
                "<termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote>",
                "<note>pos: proper-noun</note>",
                "<note>status: forbidden</note>",
                "<note>number: plural</note>",
            ][..],
        ),
        (
            (Dialect::Linguist, Style::Dct),
            &["<ling:grammaticalNumber>plural</ling:grammaticalNumber>", "xmlns:ling="],
        ),
        (
            (Dialect::Min, Style::Dca),
            &["<note>definition: fremdes Geld</note>", "<note>gender: other</note>"],
        ),
        (
            (Dialect::Default2008, Style::Dca),
            &[
                "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">",
                "<termNote type=\"partOfSpeech\">properNoun</termNote>",
                "<termNote type=\"grammaticalGender\">otherGender</termNote>",
                "<termNote type=\"grammaticalNumber\">plural</termNote>",
            ],
        ),
    ] {
        let text = written(std::slice::from_ref(&concept), kind);
        for part in parts {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_counted() {
    let control =
        Concept { terms: vec![Term::new(Lang::german(), "a\u{1f}")], ..Concept::default() };
    let mut out = Vec::new();
    let kind = (Dialect::Basic, Style::Dca);
    let report =
        write_terms(&mut out, &[control, Concept::default()], &Lang::german(), kind).unwrap();
    let lost: Vec<usize> = report.lost.iter().map(|loss| loss.count).collect();
    assert_eq!((report.written, lost), (1, vec![1, 1]));
    let mut empty = Vec::new();
    write_terms(&mut empty, &[], &Lang::german(), kind).unwrap();
    assert!(String::from_utf8(empty).unwrap().ends_with("<text/>\n</tbx>\n"));
}
