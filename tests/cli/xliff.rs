//! Working documents: XLIFF as Trados, memoQ, Phrase and others write it.

use crate::support::{Sandbox, objects};

const TRADOS: &str = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<xliff \
    xmlns:sdl=\"http://sdl.com/FileTypes/SdlXliff/1.0\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" \
    version=\"1.2\" sdl:version=\"1.0\"><file original=\"vertrag.docx\" datatype=\"x-sdlfilterframework2\" \
    source-language=\"de-DE\" target-language=\"en-GB\"><body>\r\n<trans-unit id=\"a\"><source>Der Zoll steigt \
    im Mai. Der Zoll steigt im Juni.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">Der Zoll steigt im Mai.\
    </mrk> <mrk mtype=\"seg\" mid=\"2\">Der Zoll steigt im Juni.</mrk></seg-source><target><mrk mtype=\"seg\" \
    mid=\"1\"/> <mrk mtype=\"seg\" mid=\"2\"/></target><sdl:seg-defs><sdl:seg id=\"1\"/><sdl:seg id=\"2\"/>\
    </sdl:seg-defs></trans-unit>\r\n<trans-unit id=\"b\"><source>Das Tor ist zu.</source><seg-source><mrk \
    mtype=\"seg\" mid=\"3\">Das Tor ist zu.</mrk></seg-source><target><mrk mtype=\"seg\" mid=\"3\">The gate is \
    shut.</mrk></target><sdl:seg-defs><sdl:seg id=\"3\" conf=\"ApprovedTranslation\" origin=\"interactive\"/>\
    </sdl:seg-defs></trans-unit>\r\n</body></file></xliff>";

const MEMOQ: &str = "<?xml version='1.0' encoding='UTF-8'?>\n<xliff version='1.2' \
    xmlns='urn:oasis:names:tc:xliff:document:1.2' xmlns:mq='MQXliff'>\n<file original='a.html' \
    source-language='de' target-language='en' datatype='x-html'>\n<body>\n<trans-unit id='1' \
    mq:status='NotStarted'>\n<source xml:space='preserve'><bpt id='1'>&lt;b></bpt>Der Zoll steigt im Mai.<ept \
    id='1'>&lt;/b></ept></source>\n<target xml:space='preserve'></target>\n</trans-unit>\n<trans-unit id='2' \
    mq:status='NotStarted' mq:locked='locked'>\n<source>Der Zoll steigt im Mai.</source>\n<target></target>\n\
    </trans-unit>\n</body>\n</file>\n</xliff>\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("pairs.csv", "de,en\nDer Zoll steigt im Mai.,The duty rises in May.\n");
    sandbox.ok(&["import", "pairs.csv", "--as", "units", "--quiet"]);
    sandbox.write("a.sdlxliff", TRADOS);
    sandbox.write("a.mqxliff", MEMOQ);
    sandbox
}

#[test]
fn a_working_document_is_filled_and_nothing_else_changes() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["pretranslate", "a.sdlxliff", "-o", "b.sdlxliff"]);
    let told = "2 segments: 0 context, 1 exact, 1 fuzzy, 0 without a match; 2 targets filled, 1 segment left \
                alone; written to b.sdlxliff\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (0, told));
    let expected = TRADOS
        .replace("mid=\"1\"/>", "mid=\"1\">The duty rises in May.</mrk>")
        .replace("mid=\"2\"/>", "mid=\"2\">The duty rises in May.</mrk>")
        .replace("id=\"1\"/>", "id=\"1\" conf=\"Translated\" origin=\"tm\" percent=\"100\"/>");
    let filled = sandbox.read("b.sdlxliff");
    let (before, after) =
        filled.split_once("<sdl:seg id=\"2\" conf=\"Draft\" origin=\"tm\" percent=\"").unwrap();
    assert_eq!(format!("{before}<sdl:seg id=\"2\"{}", &after["80\"".len()..]), expected);

    let ran = sandbox.run(&["pretranslate", "a.mqxliff", "-o", "b.mqxliff", "--json", "--quiet"]);
    let found = objects(&ran.stdout);
    assert_eq!((&found[0]["score"], found[1].get("score")), (&100.into(), None));
    let expected =
        MEMOQ.replacen("'NotStarted'", "'Pretranslated' mq:percent=\"100\"", 1).replacen(
            "></target>",
            "><bpt id='1'>&lt;b></bpt>The duty rises in May.<ept id='1'>&lt;/b></ept></target>",
            1,
        );
    assert_eq!(sandbox.read("b.mqxliff"), expected);
    // What is filled is not filled again.
    let ran = sandbox.run(&["pretranslate", "b.mqxliff", "-o", "c.mqxliff"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(sandbox.read("c.mqxliff"), expected);
}

#[test]
fn what_would_do_harm_is_refused() {
    let sandbox = sandbox();
    let same = sandbox.refused(&["pretranslate", "a.sdlxliff", "-o", "a.sdlxliff"]);
    assert!(same.contains("a.sdlxliff"), "{same}");
    let swapped = ["pretranslate", "a.sdlxliff", "-o", "b.sdlxliff", "--from", "en", "--to", "de"];
    let ran = sandbox.run(&swapped);
    let other = ran.stderr;
    assert_eq!(ran.code, 2);
    assert!(other.contains("is translated from `de-DE`, not from `en`"), "{other}");
    let other = sandbox.refused(&["pretranslate", "a.sdlxliff", "-o", "b.sdlxliff", "--to", "fr"]);
    assert!(other.contains("is translated into `en-GB`, not into `fr`"), "{other}");
    let foreign = sandbox.refused(&["export", "m.mqxliff"]);
    assert!(foreign.contains("would not be a file of that tool"), "{foreign}");
    sandbox.write("bad.xlf", TRADOS.replace("</target>", "</target"));
    let bad = sandbox.refused(&["pretranslate", "bad.xlf", "-o", "b.xlf"]);
    assert!(bad.contains("`bad.xlf`, line 3: ") && !sandbox.path("b.xlf").exists(), "{bad}");
}

#[test]
fn pairs_come_in_once() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["import", "a.sdlxliff"]);
    assert!(
        ran.stderr.contains("a.sdlxliff, line 3: refused: unit a, segment 1: no translation\n"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("3 rows: 1 new pair, 0 merged, 0 unchanged, 2 refused"),
        "{}",
        ran.stderr
    );
    let again = sandbox.run(&["import", "a.sdlxliff"]);
    assert!(
        again.stderr.contains("0 new pairs, 0 merged, 1 unchanged, 2 refused"),
        "{}",
        again.stderr
    );
    let none = sandbox.run(&["import", "a.mqxliff"]);
    assert!(
        none.code == 2 && none.stderr.contains("`beleg pretranslate` fills"),
        "{}",
        none.stderr
    );
}

#[test]
fn a_memory_goes_out_and_comes_back() {
    let sandbox = sandbox();
    sandbox.ok(&["import", "a.sdlxliff", "--quiet", "--client", "ACME"]);
    for (name, format, version) in [("m.xlf", "xliff", "1.2"), ("m2.xlf", "xliff2", "2.1")] {
        let told = &sandbox.json(&["export", name, "--format", format, "--client", "ACME"])[0];
        assert_eq!(
            (&told["format"], &told["as"], &told["written"]),
            (&format.into(), &"units".into(), &1.into())
        );
        let text = sandbox.read(name);
        assert!(
            text.contains(&format!("version=\"{version}\"")) && text.contains("state=\"final\""),
            "{text}"
        );
        let told = &sandbox.json(&["import", name])[0];
        assert_eq!(
            (&told["format"], &told["unchanged"], &told["refused"]),
            (&format.into(), &1.into(), &0.into())
        );
    }
}

#[test]
fn the_other_commands_read_its_segments() {
    let sandbox = sandbox();
    let found = sandbox.run(&["check", "a.sdlxliff", "--json"]);
    let lines = objects(&found.stdout);
    assert_eq!((found.code, lines.len()), (1, 2), "{}", found.stdout);
    assert!(lines.iter().all(|finding| finding["rule"] == "omission"), "{}", found.stdout);
    assert_eq!(lines[1]["source"], "Der Zoll steigt im Juni.");
    // Nobody translates what is locked.
    let found = objects(&sandbox.run(&["check", "a.mqxliff", "--json"]).stdout);
    assert_eq!(found.len(), 1);

    let found = sandbox.json(&["match", "--file", "a.sdlxliff"]);
    let queries: Vec<_> = found.iter().map(|hit| hit["query"].as_u64().unwrap()).collect();
    assert_eq!(queries, [0, 1]);
    sandbox.write("terms.csv", "de,en\nZoll,duty\n");
    sandbox.ok(&["import", "terms.csv", "--as", "terms", "--quiet"]);
    let marked = sandbox.json(&["mark", "a.mqxliff"]);
    assert_eq!((marked.len(), &marked[1]["segment"]), (2, &1.into()));
    let told = sandbox.ok(&["leverage", "a.sdlxliff"]);
    assert!(told.contains("total") && told.contains(" 3 "), "{told}");
    assert_eq!(sandbox.ok(&["segment", "a.sdlxliff"]).lines().count(), 4);
    sandbox.ok(&["brief", "a.sdlxliff", "-o", "b.md"]);
    assert!(sandbox.read("b.md").contains("Zoll"));
}

#[test]
fn a_plain_text_becomes_a_working_document() {
    let sandbox = sandbox();
    sandbox.write(
        "a.txt",
        "Der Zoll steigt im Mai.\nDer Zoll steigt im Juni.\nGanz <neu> & \"anders\".\n",
    );
    sandbox.ok(&["pretranslate", "a.txt", "-o", "a.xlf", "--segmented"]);
    let text = sandbox.read("a.xlf");
    assert!(
        text.contains("<file original=\"a.txt\" source-language=\"de\" target-language=\"en\""),
        "{text}"
    );
    assert!(text.contains(
        "<target state=\"translated\" state-qualifier=\"exact-match\">The duty rises in May.<"
    ));
    assert!(
        text.contains("state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\""),
        "{text}"
    );
    assert!(text.contains("<alt-trans match-quality=\"100%\" tool-id=\"beleg\">"), "{text}");
    assert!(text.contains("<target state=\"new\"></target>"), "{text}");
    assert_eq!(
        sandbox.ok(&["segment", "a.xlf"]).lines().filter(|line| !line.is_empty()).count(),
        3
    );
    let found = sandbox.json(&["match", "--file", "a.xlf", "--limit", "1"]);
    assert_eq!(found.len(), 2);
}

#[test]
fn lost_codes_are_found_and_segments_have_their_names() {
    let sandbox = sandbox();
    let unit = |id: &str, source: &str, target: &str| {
        format!(
            "<trans-unit id=\"{id}\"><source>{source}</source><target>{target}</target></trans-unit>"
        )
    };
    let bold = "Der <g id=\"5\">neue</g> Vertrag gilt ab Mai.";
    sandbox.write(
        "codes.xlf",
        format!(
            "<xliff version=\"1.2\"><file original=\"a\" source-language=\"de\" \
             target-language=\"en\" datatype=\"x\"><body>{}{}{}</body></file></xliff>",
            unit("1", bold, "The <g id=\"5\">new</g> contract applies from May."),
            unit("2", bold, "The new contract applies from May."),
            unit("3", "Das Tor ist zu.", "The gate is<x id=\"9\"/> shut."),
        ),
    );
    let ran = sandbox.run(&["check", "codes.xlf", "--only", "code"]);
    assert_eq!(ran.code, 1);
    for part in [
        "unit 2  error code  codes that the translation lacks: `<5>`",
        "unit 3  error code  codes that only the translation has: `<9>`",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    assert!(!ran.stdout.contains("unit 1"), "{}", ran.stdout);
    let sarif = sandbox.run(&["check", "codes.xlf", "--sarif", "-"]).stdout;
    assert!(sarif.contains("\"name\": \"unit 2\""), "{sarif}");
    let ran = sandbox.run(&["check", "codes.xlf", "--exceptions", "ok.csv", "--accept"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(sandbox.run(&["check", "codes.xlf", "--exceptions", "ok.csv"]).code, 0);
}

/// A working document: its files, each with its languages and the content of its body.
fn document(declaration: &str, files: &[(&str, &str, &str)]) -> String {
    let files: String = files
        .iter()
        .map(|(from, to, body)| {
            format!(
                "<file original=\"a\" source-language=\"{from}\" target-language=\"{to}\" \
                 datatype=\"x\"><body>{body}</body></file>"
            )
        })
        .collect();
    format!("{declaration}<xliff version=\"1.2\">{files}</xliff>")
}

#[test]
fn what_an_encoding_lacks_becomes_a_reference() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "de,en\nDie Kosten steigen.,\"Costs rise: 5 € – “Łódź”, Grüße\"\n");
    sandbox.ok(&["import", "a.csv", "--as", "units"]);
    let body = "<trans-unit id=\"1\"><source>Die Kosten steigen.</source></trans-unit>\
                <trans-unit id=\"2\"><source>Gr\u{fc}n</source></trans-unit>";
    for (label, written) in [
        ("ISO-8859-1", "5 &#8364; &#8211; &#8220;&#321;\u{f3}d&#378;&#8221;, Gr\u{fc}\u{df}e"),
        ("windows-1252", "5 \u{80} \u{96} \u{93}&#321;\u{f3}d&#378;\u{94}, Gr\u{fc}\u{df}e"),
    ] {
        let declaration = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>");
        let text = document(&declaration, &[("de", "en", body)]);
        // Each of its letters is one byte in both encodings.
        let bytes = |text: &str| text.chars().map(|char| char as u8).collect::<Vec<u8>>();
        sandbox.write("a.xlf", bytes(&text));
        sandbox.ok(&["pretranslate", "a.xlf", "-o", "b.xlf"]);
        let filled = std::fs::read(sandbox.path("b.xlf")).unwrap();
        let wanted = bytes(&format!("Costs rise: {written}</target>"));
        assert!(
            filled.windows(wanted.len()).any(|part| part == wanted),
            "{label}: {}",
            String::from_utf8_lossy(&filled)
        );
    }
}

#[test]
fn segments_in_other_languages_are_left_out_and_told() {
    let sandbox = sandbox();
    sandbox.ok(&["add", "--pair", "Das Tor ist zu.", "The gate is shut."]);
    let body =
        |source: &str| format!("<trans-unit id=\"1\"><source>{source}</source></trans-unit>");
    let files = [
        ("de", "en", &*body("Das Tor ist zu.")),
        ("en", "de", &*body("The gate is open.")),
        ("de", "fr", &*body("Das Tor ist zu.")),
    ];
    sandbox.write("a.xlf", document("", &files));
    for out in ["b.xlf", "b.tsv", "b.html"] {
        let ran = sandbox.run(&["pretranslate", "a.xlf", "-o", out]);
        let told = "1 segment is translated from another language and is left out";
        assert!(ran.code == 0 && ran.stderr.contains(told), "{}", ran.stderr);
        assert!(ran.stderr.contains("1 exact"), "{}", ran.stderr);
    }
    assert_eq!(sandbox.read("b.tsv").matches("The gate is shut.").count(), 1);
    assert_eq!(sandbox.read("b.xlf").matches("The gate is shut.").count(), 1);
    sandbox.write("c.xlf", document("", &files[1..2]));
    for command in [&["check", "c.xlf"][..], &["pretranslate", "c.xlf", "-o", "d.xlf"]] {
        let error = sandbox.refused(command);
        assert!(error.contains("`--from en --to de`"), "{error}");
    }
}

#[test]
fn what_a_person_approved_is_not_filled() {
    let sandbox = sandbox();
    sandbox.ok(&["add", "--pair", "Das Tor ist zu.", "The gate is shut."]);
    let unit = "<trans-unit id=\"1\" approved=\"yes\"><source>Das Tor ist zu.</source><target/></trans-unit>";
    let text = document("", &[("de", "en", unit)]);
    sandbox.write("a.xlf", &text);
    let ran = sandbox.run(&["pretranslate", "a.xlf", "-o", "b.xlf"]);
    assert!(ran.stderr.contains("1 segment left alone"), "{}", ran.stderr);
    assert_eq!(sandbox.read("b.xlf"), text);
}

#[test]
fn pairs_go_out_in_the_direction_of_their_translation() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.tmx",
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu>\
         <tuv xml:lang=\"en\"><seg>A house.</seg></tuv>\
         <tuv xml:lang=\"de\"><seg>Ein Haus.</seg></tuv></tu><tu srclang=\"de\">\
         <tuv xml:lang=\"de\"><seg>Ein Tor.</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>A gate.</seg></tuv></tu></body></tmx>",
    );
    sandbox.ok(&["import", "a.tmx"]);
    sandbox.ok(&["export", "b.xlf"]);
    assert_eq!(sandbox.json(&["import", "b.xlf"])[0]["unchanged"], 2);
    // XLIFF 2 has one direction for all, which is told.
    let report = &sandbox.json(&["export", "c.xlf", "--format", "xliff2"])[0];
    assert!(report["lost"].to_string().contains("translated the other way"), "{report}");
    assert_eq!(report["written"], 2);
}

#[test]
fn a_copy_of_the_source_is_not_translated() {
    let sandbox = sandbox();
    let unit = |state: &str| {
        format!(
            "<trans-unit id=\"7\"><source>Verbrauch</source>\
             <target state=\"{state}\">Verbrauch</target></trans-unit>"
        )
    };
    sandbox.write("a.xlf", document("", &[("de", "en", &unit("needs-translation"))]));
    let found = sandbox.run(&["check", "a.xlf"]).stdout;
    assert!(found.contains("unit 7  error omission"), "{found}");
    // Who says that it is translated may be right.
    sandbox.write("b.xlf", document("", &[("de", "en", &unit("translated"))]));
    assert!(!sandbox.run(&["check", "b.xlf"]).stdout.contains("omission"));
}
