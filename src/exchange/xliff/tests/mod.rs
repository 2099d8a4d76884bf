//! Working documents, read and filled; and no input that does harm.

mod filling;
mod round;

use proptest::prelude::*;

use super::super::content::{Content, Reading};
use super::super::report::Refusal;
use super::super::rows::UnitRow;
use super::super::source::Source;
use super::super::tests::all_units;
use super::{Xliff, article};
use crate::model::Lang;

const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:1.2";

/// A working document of one file with such units.
fn one(units: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n<xliff version=\"1.2\" xmlns=\"{NAMESPACE}\">\n<file original=\"a.txt\" \
         source-language=\"de\" target-language=\"en\" datatype=\"plaintext\"><body>\n{units}\n\
         </body></file></xliff>\n"
    )
}

/// The same in XLIFF 2.
fn two(units: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"de\" \
         trgLang=\"en\"><file id=\"f\" original=\"a.txt\">\n{units}\n</file></xliff>\n"
    )
}

fn read(text: &str) -> Result<Xliff, String> {
    let source = Source::of(text.as_bytes().to_vec(), "x.xlf").unwrap();
    Xliff::read(source).map_err(|error| error.to_string())
}

fn rows(text: &str) -> (Vec<UnitRow>, Vec<Refusal>) {
    let (from, to) = (Lang::german(), Lang::english());
    let source = Source::of(text.as_bytes().to_vec(), "x.xlf").unwrap();
    let (_, content) = Content::open(source, &Reading::new((&from, &to))).unwrap();
    let Content::Units(rows) = content else { panic!("terms") };
    all_units(rows)
}

fn coded(row: &UnitRow, place: usize) -> Option<&str> {
    row.details.as_ref()?.texts.get(place)?.coded.as_deref()
}

#[test]
fn codes_become_those_of_tmx() {
    for (source, plain, coded) in [
        (
            "A <g id=\"1\" ctype=\"bold\">b</g>",
            "A b",
            "A <bpt i=\"1\" x=\"1\" type=\"bold\"/>b<ept i=\"1\"/>",
        ),
        ("A<x id=\"2\" ctype=\"lb\"/>b", "Ab", "A<ph x=\"2\" type=\"lb\"/>b"),
        ("A<g id=\"3\"/>b", "Ab", "A<ph x=\"3\"/>b"),
        (
            "<bpt id=\"1\" rid=\"9\">&lt;b></bpt>A<ept id=\"2\" rid=\"9\">&lt;/b></ept>",
            "A",
            "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>A<ept i=\"1\">&lt;/b&gt;</ept>",
        ),
        (
            "<bpt id=\"4\">b</bpt>A<ept id=\"4\"/>",
            "A",
            "<bpt i=\"1\" x=\"4\">b</bpt>A<ept i=\"1\"/>",
        ),
        ("<bx id=\"1\"/>A<ex id=\"1\"/>", "A", "<bpt i=\"1\" x=\"1\"/>A<ept i=\"1\"/>"),
        ("A<bx id=\"1\"/>", "A", "A<it pos=\"begin\" x=\"1\"/>"),
        ("A<it id=\"1\" pos=\"close\">b</it>", "A", "A<it pos=\"end\" x=\"1\">b</it>"),
        (
            "A<ph id=\"1\">&lt;img alt='<sub ctype=\"x-alt\">Bild</sub>'></ph>",
            "A",
            "A<ph x=\"1\">&lt;img alt='<sub type=\"x-alt\">Bild</sub>'&gt;</ph>",
        ),
        ("A <mrk mtype=\"x-hi-big\">b</mrk>", "A b", "A <hi type=\"big\">b</hi>"),
        ("A<odd>b</odd>", "A", "A<ph>&lt;odd&gt;b&lt;/odd&gt;</ph>"),
    ] {
        let text = one(&format!("<trans-unit id='1'><source>{source}</source></trans-unit>"));
        let file = read(&text).unwrap();
        let read = &file.segments[0].source;
        assert_eq!((read.plain.as_str(), read.coded.as_deref()), (plain, Some(coded)), "{source}");
    }
    for (source, plain, coded) in [
        (
            "A <pc id=\"1\" dataRefStart=\"d\" dataRefEnd=\"e\">b</pc>",
            "A b",
            "A <bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>b<ept i=\"1\">&lt;/b&gt;</ept>",
        ),
        ("A<ph id=\"1\" dataRef=\"d\"/>", "A", "A<ph x=\"1\">&lt;b&gt;</ph>"),
        (
            "<sc id=\"1\" type=\"fmt\" subType=\"xlf:b\"/>A<ec startRef=\"1\"/>",
            "A",
            "<bpt i=\"1\" x=\"1\" type=\"xlf:b\"/>A<ept i=\"1\"/>",
        ),
        ("A<ec id=\"1\" isolated=\"yes\"/>", "A", "A<it pos=\"end\" x=\"1\"/>"),
        ("A<cp hex=\"0007\"/>", "A", "A<ph>&lt;cp hex=&quot;0007&quot;/&gt;</ph>"),
    ] {
        let text = two(&format!(
            "<unit id='u'><originalData><data id='d'>&lt;b></data><data id='e'>&lt;/b></data>\
             </originalData><segment><source>{source}</source></segment></unit>"
        ));
        let file = read(&text).unwrap();
        let read = &file.segments[0].source;
        assert_eq!((read.plain.as_str(), read.coded.as_deref()), (plain, Some(coded)), "{source}");
    }
}

#[test]
fn a_unit_may_have_several_segments_and_changes_that_are_tracked() {
    let units = "<trans-unit id='1'><source>A. B.</source><seg-source><g id='1'><mrk mtype='seg' \
        mid='1'>A.</mrk> <mrk mtype='seg' mid='2'>B.</mrk></g></seg-source>\n<target><g id='1'><mrk \
        mtype='seg' mid='1'><mrk mtype='x-sdl-deleted'>Old</mrk><mrk mtype='x-sdl-added'>C.</mrk></mrk> \
        <mrk mtype='seg' mid='2'/></g></target><note>N</note></trans-unit>\n\
        <trans-unit id='2'><source>A</source><target><mrk mtype='x-mq-tc' tctype='del'>Old</mrk>\
        </target></trans-unit>\n<trans-unit id='3'><source/><target>C</target></trans-unit>\n\
        <trans-unit id='4' translate='no'><source>A</source></trans-unit>";
    let (read, refused) = rows(&one(units));
    let texts: Vec<&str> = read[0].variants.iter().map(|variant| variant.text.as_str()).collect();
    assert_eq!((read.len(), texts), (1, vec!["A.", "C."]));
    assert_eq!((read[0].line, read[0].note.as_deref()), (4, Some("N")));
    let refused: Vec<(usize, &str)> =
        refused.iter().map(|refusal| (refusal.line, refusal.reason.as_str())).collect();
    assert_eq!(
        refused,
        [
            (4, "unit 1, segment 2: no translation"),
            (6, "unit 2: no translation"),
            (7, "unit 3: no source text"),
            (8, "unit 4: no translation, and none is wanted")
        ]
    );
}

#[test]
fn a_segment_within_a_segment_is_none() {
    let units = "<trans-unit id='1'><source>A</source><seg-source><mrk mtype='seg' mid='1'>A<mrk \
        mtype='seg' mid='2'>B</mrk></mrk></seg-source></trans-unit>";
    let file = read(&one(units)).unwrap();
    assert_eq!(file.segments.len(), 1);
    assert_eq!(file.segments[0].source.plain, "AB");
}

#[test]
fn a_layout_for_people_is_no_text() {
    let source = "\n    Der\r\n    Zoll \n    <x id='1'/> steigt\n  ";
    for (space, plain) in [("", "Der Zoll  steigt"), (" xml:space='preserve'", source)] {
        let text =
            one(&format!("<trans-unit id='1'{space}><source>{source}</source></trans-unit>"));
        let plain = plain.replace("<x id='1'/>", "").replace("\r\n", "\n");
        assert_eq!(read(&text).unwrap().segments[0].source.plain, plain);
    }
}

#[test]
fn states_of_every_tool_are_understood() {
    let sdl = "xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0'";
    let m = "xmlns:m='http://www.memsource.com/mxlf/2.0'";
    let with = |namespace: &str, units: &str| {
        one(units).replacen(" xmlns=", &format!(" {namespace} xmlns="), 1)
    };
    let unit = |attributes: &str, state: &str| {
        format!(
            "<trans-unit id='1' {attributes}><source>A</source><target {state}>B</target></trans-unit>"
        )
    };
    let trados = |said: &str| {
        let unit = "<trans-unit id='1'><source>A</source><seg-source><mrk mtype='seg' mid='1'>A</mrk>\
            </seg-source><target><mrk mtype='seg' mid='1'>B</mrk></target><sdl:seg-defs><sdl:seg id='1' \
            SAID/></sdl:seg-defs></trans-unit>";
        with(sdl, &unit.replace("SAID", said))
    };
    for (text, is_approved, is_locked, properties) in [
        (one(&unit("", "state='final'")), true, false, vec![]),
        (one(&unit("", "state='signed-off'")), true, false, vec![("state", "signed-off")]),
        (one(&unit("approved='yes'", "")), true, false, vec![]),
        (
            one(&unit("approved='yes'", "state='needs-l10n'")),
            false,
            false,
            vec![("state", "needs-l10n")],
        ),
        (
            one(&unit("", "state='new' state-qualifier='leveraged-mt'")),
            false,
            false,
            vec![("state", "new"), ("state-qualifier", "leveraged-mt")],
        ),
        (
            trados("conf='Draft' origin='mt' locked='true'"),
            false,
            true,
            vec![("x-ConfirmationLevel", "Draft"), ("x-Origin", "mt")],
        ),
        (
            trados("conf='ApprovedSignOff' percent='100'"),
            true,
            false,
            vec![("x-ConfirmationLevel", "ApprovedSignOff"), ("x-Percent", "100")],
        ),
        (
            with(
                "xmlns:mq='MQXliff'",
                &unit("mq:status='ManuallyConfirmed' mq:locked='locked'", ""),
            ),
            true,
            true,
            vec![("mq:status", "ManuallyConfirmed")],
        ),
        (
            with("xmlns:mq='MQXliff'", &unit("mq:status='Pretranslated' mq:percent='80'", "")),
            false,
            false,
            vec![("mq:percent", "80"), ("mq:status", "Pretranslated")],
        ),
        (
            with(m, &unit("m:confirmed='1' m:locked='true' m:score='1.01'", "")),
            true,
            true,
            vec![("m:score", "1.01")],
        ),
        (
            with(m, &unit("m:confirmed='0' m:trans-origin='mt' m:score='0.0'", "")),
            false,
            false,
            vec![("m:trans-origin", "mt")],
        ),
        (
            two(
                "<unit id='u'><segment state='reviewed'><source>A</source><target>B</target></segment></unit>",
            ),
            true,
            false,
            vec![("state", "reviewed")],
        ),
    ] {
        assert_eq!(read(&text).unwrap().segments[0].is_locked, is_locked, "{text}");
        let (rows, refused) = rows(&text);
        assert!(refused.is_empty(), "{refused:?}");
        let said = rows[0].properties.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        assert_eq!(
            (rows[0].is_approved, said.collect::<Vec<_>>()),
            (is_approved, properties),
            "{text}"
        );
    }
}

#[test]
fn comments_and_proposals_are_told() {
    let units = "<trans-unit id='1'><source>A</source><target>B <mrk mtype='x-sdl-comment' \
        sdl:cid='c'>C</mrk> <mrk mtype='term'>D</mrk></target><alt-trans match-quality='80%'>\
        <source>A1</source><target>B1</target></alt-trans></trans-unit>";
    let text = one(units).replacen(
        " xmlns=",
        " xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0' xmlns=",
        1,
    );
    let comment = "<doc-info><cmt-defs><cmt-def id='c'><Comments><Comment>Gut?</Comment></Comments>\
        </cmt-def></cmt-defs></doc-info><file";
    let text = text.replacen("<file", comment, 1);
    let file = read(&text).unwrap();
    assert_eq!(file.segments[0].about.proposals, 1);
    let (from, to) = (Lang::german(), Lang::english());
    let source = Source::of(text.into_bytes(), "x").unwrap();
    let (_, content) = Content::open(source, &Reading::new((&from, &to))).unwrap();
    let Content::Units(mut units) = content else { panic!("terms") };
    let row = units.next().unwrap().unwrap().unwrap();
    assert_eq!((row.note.as_deref(), coded(&row, 1)), (Some("Gut?"), None));
    let told = "not kept: 1 marked span, 1 proposal of another translation";
    assert_eq!(units.last_remarks(), [told]);
}

#[test]
fn a_bad_file_is_refused_with_its_line() {
    let deep = one(&"<group>".repeat(200));
    for (text, told) in [
        (one("<trans-unit id='1'><source>A</trans-unit>"), "line 4: `</trans-unit>` stands where"),
        (one("<trans-unit id='1'>\n<source>A &nbsp;</source></trans-unit>"), "line 5: `&nbsp;`"),
        ("<tmx/>".to_owned(), "line 1: its root is `tmx`"),
        (deep, "100 deep"),
        (one(""), "no translation units"),
        (" ".to_owned(), "empty"),
        ("<xliff><file><body><trans-unit>".to_owned(), "line 1"),
        (
            format!(
                "<!DOCTYPE xliff [<!ENTITY a SYSTEM '/etc/passwd'>]>{}",
                one("<trans-unit id='1'><source>&a;</source></trans-unit>")
                    .trim_start_matches("<?xml version='1.0'?>")
            ),
            "`&a;` is no entity",
        ),
    ] {
        let error = read(&text).unwrap_err();
        assert!(error.contains(told) && error.contains("`x.xlf`"), "{error}");
    }
    let broken = Source::of(b"<?xml version='1.0'?>\n<xliff>\n\xe4".to_vec(), "x.xlf").unwrap();
    let error = Xliff::read(broken).unwrap_err().to_string();
    assert_eq!(error, "`x.xlf` is UTF-8 but broken in line 3");
}

#[test]
fn one_content_that_many_codes_refer_to_does_not_grow() {
    let data = "x".repeat(100_000);
    let codes = "<ph id='1' dataRef='d'/>".repeat(10_000);
    let text = two(&format!(
        "<unit id='u'><originalData><data id='d'>{data}</data></originalData><segment><source>A{codes}\
         </source></segment></unit>"
    ));
    let file = read(&text).unwrap();
    assert!(file.segments[0].source.coded.as_ref().unwrap().len() < 6 * text.len());
}

#[test]
fn an_article_has_a_segment_for_each_that_holds_text() {
    let units = "<trans-unit id='1'><source>A. B.</source><seg-source><mrk mtype='seg' mid='1'>A.\
        </mrk> <mrk mtype='seg' mid='2'>B.</mrk></seg-source></trans-unit>\
        <trans-unit id='2'><source> <x id='1'/></source></trans-unit>\
        <trans-unit id='3'><source>C</source></trans-unit>";
    let file = read(&one(units)).unwrap();
    let (article, segments, places) = article(&file, &Lang::german()).unwrap();
    let texts: Vec<(&str, usize)> = segments
        .iter()
        .map(|segment| (segment.span.of(&article.text), segment.paragraph))
        .collect();
    assert_eq!(texts, [("A.", 0), ("B.", 0), ("C", 1)]);
    assert_eq!(places, [0, 1, 3]);
    let error = super::article(&file, &Lang::english()).unwrap_err().to_string();
    assert_eq!(error, "`x.xlf` is translated from `de`, not from `en`");
}

#[test]
fn a_source_that_stands_in_for_its_translation_is_none() {
    let unit = "<trans-unit id='1'><source>OK</source><target STATE>OK</target></trans-unit>";
    for (state, count) in [("state='new'", 0), ("state='translated'", 1), ("", 1)] {
        assert_eq!(rows(&one(&unit.replace("STATE", state))).0.len(), count, "{state}");
    }
    let (_, refused) = rows(&one(&unit.replace("STATE", "state='needs-translation'")));
    assert_eq!(refused[0].reason, "unit 1: no translation, only the source in its place");
    let two = two("<unit id='1'><segment><source>OK</source><target>OK</target></segment></unit>");
    assert_eq!(rows(&two).1.len(), 1);
}

/// Well-formed content of a source or target, some of it beyond what XLIFF allows.
fn soup() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "A",
        " ",
        "\r\n",
        "&lt;",
        "<x id='1'/>",
        "<ph id='1'>p</ph>",
        "<bpt id='2'>b</bpt>",
        "<ept id='2'/>",
        "<ept id='2' rid='9'/>",
        "<bx id='3' rid='9'/>",
        "<ex/>",
        "<it pos='close'/>",
        "<ec startRef='1'/>",
        "<sc id='1' dataRef='d'/>",
        "<!-- </target> -->",
        "<![CDATA[</source>]]>",
        "<g id='1'/>",
        "<mrk mtype='seg'/>",
        "<source>B</source>",
        "<mrk mtype='x-sdl-deleted'>C</mrk>",
        "<?pi </mrk>?>",
        "<odd:b xmlns:odd='x'>B</odd:b>",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
        let around = prop::sample::select(vec![
            ("", ""),
            ("<g id='1'>", "</g>"),
            ("<mrk mtype='seg' mid='1'>", "</mrk >"),
            ("<mrk mid='2' mtype='seg'>", "</mrk>"),
            ("<pc id='1'>", "</pc>"),
            ("<mrk mtype='x-hi'>", "</mrk>"),
            ("<bpt id='1'>", "</bpt>"),
            ("<sub>", "</sub>"),
            ("<target\n>", "</target>"),
        ]);
        (around, prop::collection::vec(inner, 0..4))
            .prop_map(|((open, close), inner)| format!("{open}{}{close}", inner.concat()))
    })
}

proptest! {
    #[test]
    fn what_is_well_formed_is_filled_and_stays_so(
        texts in prop::collection::vec((soup(), soup(), prop::option::of(soup()), 0..4), 1..4), is_two: bool
    ) {
        let said = "xmlns:mq='MQXliff'";
        let units = texts.iter().enumerate().map(|(number, (source, segmented, target, kind))| {
            let target = target.as_ref().map(|target| format!("<target>{target}</target>")).unwrap_or_default();
            let inner = match kind {
                0 => format!("<source>{source}</source>{target}"),
                1 => format!("<source>{source}</source><seg-source>{segmented}</seg-source>{target}"),
                2 => format!("<segment><source>{source}</source>{target}</segment>"),
                _ => format!("<seg-source>{segmented}</seg-source>{target}<source>{source}</source>"),
            };
            if is_two {
                format!("<unit id='{number}'>{inner}<segment><source>{source}</source>{target}</segment></unit>")
            } else {
                format!("<trans-unit id='{number}' {said}>{inner}</trans-unit>")
            }
        });
        let units: String = units.collect();
        let text = if is_two { two(&units) } else { one(&units).replacen(" xmlns=", &format!(" {said} xmlns="), 1) };
        let file = read(&text).unwrap();
        let open = file.segments.iter().filter(|segment| segment.is_open()).count();
        let (bytes, targets) = filling::fill_all(&file).expect("a file that stays well-formed");
        prop_assert!(targets.all <= open);
        prop_assert!(roxmltree::Document::parse(std::str::from_utf8(&bytes).unwrap()).is_ok());
        let _ = article(&file, &Lang::german());
        let (from, to) = (Lang::german(), Lang::english());
        let source = Source::of(text.into_bytes(), "x").unwrap();
        let (_, content) = Content::open(source, &Reading::new((&from, &to))).unwrap();
        if let Content::Units(rows) = content {
            let (read, refused) = all_units(rows);
            prop_assert_eq!(read.len() + refused.len(), file.segments.len());
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<xliff version='1.2'>", "<xliff version='2.0' srcLang='de'>", "<file original='a'>", "<body>",
            "<trans-unit id='1'>", "<source>", "A", "</source>", "<seg-source>", "</seg-source>", "<target>",
            "</target>", "<target/>", "<mrk mtype='seg' mid='1'>", "</mrk>", "<g id='1'>", "</g>", "<x id='2'/>",
            "<ept id='1'/>", "<bpt id='1'>", "</bpt>", "</trans-unit>", "</body>", "</file>", "</xliff>", "<unit>",
            "<segment>", "</segment>", "</unit>", "<!-- x -->", "<![CDATA[<]]>", "&", "ä", "\r\n", "<ec startRef='1'/>",
        ]), 0..40)
    ) {
        let text = parts.concat();
        if let Ok(file) = read(&text) {
            filling::fill_all(&file);
            let _ = article(&file, &Lang::german());
        }
        let source = Source::of(text.into_bytes(), "x").unwrap();
        let (from, to) = (Lang::german(), Lang::english());
        if let Ok((_, Content::Units(rows))) = Content::open(source, &Reading::new((&from, &to))) {
            all_units(rows);
        }
    }
}
