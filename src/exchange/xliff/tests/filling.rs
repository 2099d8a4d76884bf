//! Filling: what changes, and that nothing else does.

use proptest::prelude::*;

use super::super::super::pretranslated::Filling;
use super::super::super::source::Source;
use super::super::{FilledTargets, Xliff};
use super::{one, read, two};
use crate::model::Lang;

fn filling(target: &str, score: u8) -> Filling {
    Filling {
        target: target.to_owned(),
        score,
        penalty: 0,
        unit: None,
        database: None,
        stored: String::new(),
        coded: [None, None],
        added: Vec::new(),
        gone: Vec::new(),
    }
}

/// Fills every open segment.
pub(super) fn fill_all(file: &Xliff) -> Option<(Vec<u8>, FilledTargets)> {
    let filling = filling("Y & \"Z\"", 87);
    let filled = file.fill(&vec![Some(&filling); file.segments.len()], &Lang::english()).ok()?;
    Some((filled.bytes, filled.targets))
}

fn filled(text: &str, filling: &Filling) -> (String, FilledTargets) {
    let file = read(text).unwrap();
    let all = vec![Some(filling); file.segments.len()];
    let filled = file.fill(&all, &Lang::english()).unwrap();
    (String::from_utf8(filled.bytes).unwrap(), filled.targets)
}

/// What becomes of a unit within a document of that namespace.
fn of_unit(namespace: &str, unit: &str, filling: &Filling) -> String {
    let text = one(unit).replacen(" xmlns=", &format!("{namespace} xmlns="), 1);
    let (after, _) = filled(&text, filling);
    let (head, tail) = text.split_once(unit).unwrap();
    after.strip_prefix(head).unwrap().strip_suffix(tail).unwrap().to_owned()
}

#[test]
fn empty_targets_are_filled_and_say_so() {
    let (exact, fuzzy) = (filling("B", 100), filling("B", 87));
    let unit = |inner: &str| format!("<trans-unit id='1'>{inner}</trans-unit>");
    for (inner, filling, after) in [
        (
            "<source>A</source>",
            &exact,
            "<source>A</source><target state=\"translated\" state-qualifier=\"exact-match\">B</target>",
        ),
        (
            "\r\n\t<source xml:space='preserve'>A</source>\r\n",
            &fuzzy,
            "\r\n\t<source xml:space='preserve'>A</source>\r\n\t<target xml:space=\"preserve\" \
             state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">B</target>\r\n",
        ),
        (
            "<source>A</source><target state='new' />",
            &exact,
            "<source>A</source><target state='translated' state-qualifier=\"exact-match\" >B</target>",
        ),
        (
            "<source>A</source><target> <!-- x --></target>",
            &exact,
            "<source>A</source><target state=\"translated\" state-qualifier=\"exact-match\"> <!-- x -->B\
             </target>",
        ),
        ("<source>A</source><target>Da</target>", &exact, "<source>A</source><target>Da</target>"),
        (
            "<source>A</source><target><x id='1'/></target>",
            &exact,
            "<source>A</source><target><x id='1'/></target>",
        ),
        ("<source> </source><target/>", &exact, "<source> </source><target/>"),
    ] {
        assert_eq!(of_unit("", &unit(inner), filling), unit(after), "{inner}");
    }
    let text = one("<trans-unit id='1'><source>A</source></trans-unit>");
    let text = text.replace("xmlns=", "xmlns:x=").replace("</", "</x:").replace('<', "<x:");
    let text = text.replace("<x:/", "</").replace("<x:?", "<?");
    assert!(filled(&text, &exact).0.contains("</x:source><x:target state="), "{text}");
    let locked = "<trans-unit id='1' translate='no'><source>A</source></trans-unit>";
    assert_eq!(of_unit("", locked, &exact), locked);
}

#[test]
fn segments_are_filled_each_in_its_place() {
    let source = "<source>A. B.</source><seg-source><g id='1'><mrk mtype='seg' mid='1'>A.</mrk> <mrk \
        mtype='seg' mid='2'>B.</mrk></g></seg-source>";
    let unit = |target: &str| format!("<trans-unit id='1'>{source}{target}</trans-unit>");
    let states = "state=\"translated\" state-qualifier=\"exact-match\"";
    for (target, after) in [
        (
            "",
            format!("<target {states}><g id='1'><mrk mtype='seg' mid='1'>C</mrk> <mrk mtype='seg' mid='2'>C\
                     </mrk></g></target>"),
        ),
        (
            "<target/>",
            format!("<target {states}><g id='1'><mrk mtype='seg' mid='1'>C</mrk> <mrk mtype='seg' mid='2'>C\
                     </mrk></g></target>"),
        ),
        (
            "<target state='new'><mrk mtype='seg' mid='1'>Da.</mrk> <mrk mtype='seg' mid='2'/></target>",
            "<target state='new'><mrk mtype='seg' mid='1'>Da.</mrk> <mrk mtype='seg' mid='2'>C</mrk></target>"
                .to_owned(),
        ),
        (
            "<target><mrk mtype='seg' mid='1'>Da.</mrk></target>",
            "<target><mrk mtype='seg' mid='1'>Da.</mrk> <mrk mtype=\"seg\" mid=\"2\">C</mrk></target>".to_owned(),
        ),
        (
            "<target><mrk mtype='seg' mid='2'>Da.</mrk></target>",
            "<target><mrk mtype=\"seg\" mid=\"1\">C</mrk> <mrk mtype='seg' mid='2'>Da.</mrk></target>".to_owned(),
        ),
        ("<target>Da. Da.</target>", "<target>Da. Da.</target>".to_owned()),
    ] {
        assert_eq!(of_unit("", &unit(target), &filling("C", 100)), unit(&after), "{target}");
    }
    // What is left open says so.
    let file = read(&one(&unit(""))).unwrap();
    let filling = filling("C", 100);
    let filled = file.fill(&[Some(&filling), None], &Lang::english()).unwrap();
    let text = String::from_utf8(filled.bytes).unwrap();
    assert!(text.contains("<target state=\"needs-translation\"><g id='1'><mrk mtype='seg' mid='1'>C</mrk> <mrk mtype='seg' mid='2'></mrk></g></target>"), "{text}");
}

#[test]
fn every_tool_is_told_in_its_words() {
    let sdl = " xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0'";
    let mq = " xmlns:mq='MQXliff'";
    let m = " xmlns:m='http://www.memsource.com/mxlf/2.0'";
    let trados = "<trans-unit id='1'><source>A</source><seg-source><mrk mtype='seg' mid='1'>A</mrk>\
        </seg-source><target><mrk mtype='seg' mid='1'/></target><sdl:seg-defs><sdl:seg id='1'/>\
        </sdl:seg-defs></trans-unit>";
    let after = trados.replace("mid='1'/>", "mid='1'>B</mrk>");
    let said =
        |said: &str| after.replace("<sdl:seg id='1'/>", &format!("<sdl:seg id='1' {said}/>"));
    assert_eq!(
        of_unit(sdl, trados, &filling("B", 87)),
        said("conf=\"Draft\" origin=\"tm\" percent=\"87\"")
    );
    assert_eq!(
        of_unit(sdl, trados, &filling("B", 101)),
        said("conf=\"Translated\" origin=\"tm\" percent=\"100\"")
    );
    let locked = trados.replace("<sdl:seg id='1'/>", "<sdl:seg id='1' locked='true'/>");
    assert_eq!(of_unit(sdl, &locked, &filling("B", 100)), locked);
    assert_eq!(
        of_unit(
            mq,
            "<trans-unit id='1' mq:status='NotStarted'><source>A</source><target></target></trans-unit>",
            &filling("B", 87)
        ),
        "<trans-unit id='1' mq:status='Pretranslated' mq:percent=\"87\"><source>A</source><target>B</target></trans-unit>"
    );
    assert_eq!(
        of_unit(
            m,
            "<trans-unit id='1' m:score='0.0' m:trans-origin='null' m:confirmed='0'><source>A</source><target/></trans-unit>",
            &filling("B", 101)
        ),
        "<trans-unit id='1' m:score='1.01' m:trans-origin='tm' m:confirmed='0'><source>A</source><target>B</target></trans-unit>"
    );
}

#[test]
fn what_is_said_of_a_unit_holds_of_its_worst_segment() {
    let unit = "<trans-unit id='1' mq:status='NotStarted'><source>A. B.</source><seg-source><mrk \
        mtype='seg' mid='1'>A.</mrk><mrk mtype='seg' mid='2'>B.</mrk></seg-source></trans-unit>";
    let text = one(unit).replacen(" xmlns=", " xmlns:mq='MQXliff' xmlns=", 1);
    let (exact, fuzzy) = (filling("C", 100), filling("D", 80));
    let filled = read(&text).unwrap().fill(&[Some(&exact), Some(&fuzzy)], &Lang::english());
    let text = String::from_utf8(filled.unwrap().bytes).unwrap();
    assert!(text.contains("mq:status='Pretranslated' mq:percent=\"80\">"), "{text}");
}

#[test]
fn many_segments_take_linear_time() {
    let marks = |content: &str| -> String {
        (0..30_000).map(|id| format!("<mrk mtype='seg' mid='{id}'>{content}</mrk>")).collect()
    };
    let source = format!("<source>A</source><seg-source>{}</seg-source>", marks("A"));
    let first = "<target><mrk mtype='seg' mid='29999'>A</mrk></target>";
    let started = std::time::Instant::now();
    for target in ["", first, &format!("<target>{}</target>", marks(""))] {
        let text = one(&format!("<trans-unit id='1'>{source}{target}</trans-unit>"));
        assert!(fill_all(&read(&text).unwrap()).unwrap().1.all >= 29_999);
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn the_second_version_is_told_too() {
    let text = two(
        "<unit id='u'><segment id='1'><source>A</source></segment><segment id='2' state='initial'>\
        <source>B</source><target/></segment></unit>",
    );
    let (exact, fuzzy) = (filling("C", 100), filling("D", 80));
    let text = text.replace(" trgLang=\"en\"", "");
    let filled =
        read(&text).unwrap().fill(&[Some(&exact), Some(&fuzzy)], &Lang::english()).unwrap();
    let expected = text
        .replace("srcLang=\"de\"", "srcLang=\"de\" trgLang=\"en\"")
        .replace(
            "<segment id='1'><source>A</source>",
            "<segment id='1' state=\"translated\"><source>A</source><target>C</target>",
        )
        .replace("state='initial'>", "state='initial' subState=\"beleg:fuzzy\">")
        .replace("<target/>", "<target>D</target>");
    assert_eq!(String::from_utf8(filled.bytes).unwrap(), expected);
}

#[test]
fn codes_are_carried_over_or_left_out() {
    let stored = |source: &str, target: &str| Filling {
        coded: [Some(source.to_owned()), Some(target.to_owned())],
        ..filling("The contract holds", 100)
    };
    let known = stored(
        "Der <bpt i=\"1\" x=\"5\">b</bpt>Vertrag<ept i=\"1\">b</ept> gilt<ph x=\"6\"/>",
        "The <bpt i=\"1\" x=\"5\">b</bpt>contract<ept i=\"1\">b</ept> holds<ph x=\"6\"/>",
    );
    let crossed = stored(
        "<bpt i=\"1\" x=\"1\"/>Der Vertrag<ept i=\"1\"/> <bpt i=\"2\" x=\"2\"/>gilt<ept i=\"2\"/>",
        "<bpt i=\"1\" x=\"2\"/>It holds<bpt i=\"2\" x=\"1\"/>,<ept i=\"1\"/> the contract<ept i=\"2\"/>",
    );
    let plain = filling("The contract holds", 100);
    for (source, filling, target, is_exact, without) in [
        (
            "Der <g id='1'>Vertrag</g> gilt<x id='2'/>",
            &known,
            "The <g id='1'>contract</g> holds<x id='2'/>",
            true,
            0,
        ),
        // The same codes between other words.
        (
            "Der Vertrag <g id='1'>gilt</g><x id='2'/>",
            &known,
            "The <g id='1'>contract</g> holds<x id='2'/>",
            false,
            0,
        ),
        ("<g id='1'>Der</g> Vertrag gilt", &known, "The contract holds", false, 1),
        (
            "<g id='1'>Der Vertrag gilt</g><x id='2'/>",
            &plain,
            "<g id='1'>The contract holds</g><x id='2'/>",
            true,
            0,
        ),
        ("Der <g id='1'>Vertrag</g> gilt", &plain, "The contract holds", false, 1),
        // Elements cannot overlap.
        ("<g id='1'>Der Vertrag</g> <g id='2'>gilt</g>", &crossed, "The contract holds", false, 1),
        ("Der Vertrag gilt", &known, "The contract holds", true, 0),
    ] {
        let unit = format!("<trans-unit id='1'><source>{source}</source><target/></trans-unit>");
        let (after, targets) = filled(&one(&unit), filling);
        let state = if is_exact {
            "state=\"translated\" state-qualifier=\"exact-match\""
        } else {
            "state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\""
        };
        assert!(after.contains(&format!("<target {state}>{target}</target>")), "{after}");
        assert_eq!((targets.all, targets.without_codes.len()), (1, without));
    }
}

/// The text without the targets that were to be filled, the white space before them, and what says
/// states.
fn rest(text: &str) -> String {
    let tree = roxmltree::Document::parse(text).unwrap();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let is_done =
            node.descendants().any(|inner| inner.text().is_some_and(|text| text.contains("DONE")));
        if node.tag_name().name() == "target" && !is_done {
            cuts.push((node.range().start, node.range().end));
            continue;
        }
        let names = ["state", "state-qualifier", "conf", "origin", "percent", "status", "subState"];
        let states = node.attributes().filter(|found| names.contains(&found.name()));
        cuts.extend(states.map(|found| (found.range().start, found.range().end)));
    }
    let (mut kept, mut at) = (String::new(), 0);
    cuts.sort_unstable();
    for (start, end) in cuts {
        if start >= at {
            kept.push_str(text[at..start].trim_end());
        }
        at = at.max(end);
    }
    kept + &text[at..]
}

fn unit() -> impl Strategy<Value = String> {
    let source = prop::sample::select(vec![
        "<source>Zoll &amp; Tor &#228;</source>",
        "<source xml:lang='de'><g id='1'>Zoll</g> ü <x id='2'/>Tor</source>",
        "<source><bpt id=\"1\">&lt;b></bpt>Zoll<ept id=\"1\">&lt;/b></ept></source>",
        "<source>A. B.</source>EOL<seg-source><mrk mtype='seg' mid='1'>A.</mrk> <mrk mid=\"2\" mtype=\"seg\">B.\
         </mrk></seg-source>",
        "<source/>",
    ]);
    let target = prop::sample::select(vec![
        "",
        "<target/>",
        "<target state='new'  />",
        "<target> EOL </target>",
        "<target>DONE > 'x'</target>",
        "<target><!-- c --></target>",
        "<target xml:lang=\"en\"></target>",
    ]);
    let more = prop::sample::select(vec![
        "",
        "<note>N \"q\"</note>",
        "<!-- <target/> -->",
        "<note><![CDATA[<target/>]]></note>",
    ]);
    let id =
        prop::sample::select(vec!["id='1'", "id=\"2\" translate='no'", "approved='no'   id='3'"]);
    (source, target, more, id, any::<bool>()).prop_map(|(source, target, more, id, is_apart)| {
        let gap = if is_apart { "EOL  " } else { "" };
        format!("<trans-unit {id}>{gap}{source}{gap}{target}{gap}{more}</trans-unit>EOL")
    })
}

proptest! {
    #[test]
    fn outside_of_what_is_filled_every_byte_stays(
        units in prop::collection::vec(unit(), 1..5),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        encoding in 0..5,
        found in prop::collection::vec(prop::option::of(70_u8..=101), 20),
    ) {
        let text = one(&units.concat()).replace("EOL", line_end);
        let text = if encoding == 4 { text.replacen("'1.0'", "'1.0' encoding='iso-8859-1'", 1) } else { text };
        let bytes: Vec<u8> = match encoding {
            0 => text.clone().into_bytes(),
            1 => format!("\u{feff}{text}").into_bytes(),
            2 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            3 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        };
        let file = Xliff::read(Source::of(bytes.clone(), "x.xlf").unwrap()).unwrap();
        // Characters that an encoding lacks are among them.
        let fillings: Vec<Option<Filling>> =
            found.iter().map(|score| score.map(|score| filling("Ω & <gate>\n", score))).collect();
        let fillings: Vec<Option<&Filling>> =
            fillings.iter().map(Option::as_ref).take(file.segments.len()).collect();
        let filled = file.fill(&fillings, &Lang::english()).unwrap();
        if filled.targets.all == 0 {
            prop_assert_eq!(&filled.bytes, &bytes);
        }
        let after = match encoding {
            0 => String::from_utf8(filled.bytes.clone()).unwrap(),
            1 => String::from_utf8(filled.bytes[3..].to_vec()).unwrap(),
            2 => encoding_rs::UTF_16LE.decode_with_bom_removal(&filled.bytes).0.into_owned(),
            3 => encoding_rs::UTF_16BE.decode_without_bom_handling(&filled.bytes).0.into_owned(),
            _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&filled.bytes).0.into_owned(),
        };
        prop_assert_eq!(rest(&after), rest(&text));
        // What was filled is there, and is not filled again.
        let again = Xliff::read(Source::of(filled.bytes.clone(), "x.xlf").unwrap()).unwrap();
        let mut count = 0;
        for ((before, after), filling) in file.segments.iter().zip(&again.segments).zip(&fillings) {
            let is_filled = before.is_open() && filling.is_some();
            count += usize::from(is_filled);
            prop_assert_eq!(&before.source, &after.source);
            if is_filled {
                let target = &after.target.as_ref().unwrap().plain;
                prop_assert!(target.contains("Ω & <gate>"), "{}", target);
                prop_assert!(!after.is_open());
            } else {
                prop_assert_eq!(before.is_open(), after.is_open());
            }
        }
        prop_assert_eq!(count, filled.targets.all);
    }
}
