//! TMX: the cases of the standard's compliance kit, and what real files have besides.

use crate::support::Sandbox;

/// A file with a head that says no more than it must.
fn tmx(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n\
         <tmx version=\"1.4\"><header creationtool=\"T\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"de\" datatype=\"plaintext\"/>\n\
         <body>\n{units}\n</body></tmx>\n"
    )
}

fn unit(german: &str, english: &str) -> String {
    format!(
        "<tu><tuv xml:lang=\"de\"><seg>{german}</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>{english}</seg></tuv></tu>"
    )
}

/// Imports a file and exports it again.
fn round(file: impl AsRef<[u8]>) -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    sandbox.write("in.tmx", file);
    let counts = &sandbox.json(&["import", "in.tmx", "--strict"])[0];
    assert_eq!((&counts["refused"], &counts["as"]), (&0.into(), &"units".into()));
    assert_eq!(counts["read"], counts["new"], "{counts}");
    sandbox.ok(&["export", "out.tmx", "--strict"]);
    let out = sandbox.read("out.tmx");
    let again = &sandbox.json(&["import", "out.tmx"])[0];
    assert_eq!(again["unchanged"], counts["new"], "{again}");
    (sandbox, out)
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// Case 1A: white space of every kind is text.
#[test]
fn white_space_is_kept() {
    let (sandbox, out) = round(tmx(&unit(
        "Erster  Satz mit [&#x09;&#x09;   ]",
        "First  sentence with [&#x20;&#x20;&#x09;]",
    )));
    assert!(out.contains("<seg>Erster  Satz mit [\t\t   ]</seg>"), "{out}");
    let found = &sandbox.json(&["find", "Satz"])[0];
    assert_eq!(found["target"], "First  sentence with [  \t]");
}

/// Case 1B: attributes may stand anyhow, languages in any case.
#[test]
fn attributes_may_be_written_anyhow() {
    let (sandbox, out) = round(
        "<?xml version='1.0'?>\n<tmx\n\tversion = '1.4' ><header\tsrclang = 'En-uS'\n/><body >\n\
         <tu ><tuv \t xml:lang =\n'DE-de' ><seg >Der Satz</seg ></tuv ><tuv xml:lang='en_us'><seg>The \
         sentence</seg></tuv></tu ></body></tmx>",
    );
    assert!(out.contains("<tuv xml:lang=\"de-DE\">"), "{out}");
    assert!(out.contains("srclang=\"en-US\""), "{out}");
    // What is translated comes first, wherever it stands.
    let found = &sandbox.json(&["find", "Satz", "--from", "en", "--to", "de"])[0];
    assert_eq!((&found["source"], &found["target"]), (&"The sentence".into(), &"Der Satz".into()));
}

/// Case 1C: more than two languages, regions, and any order.
#[test]
fn many_languages_in_any_order_are_kept() {
    let text = |lang: &str, text: &str| format!("<tuv xml:lang=\"{lang}\"><seg>{text}</seg></tuv>");
    let (sandbox, out) = round(tmx(&format!(
        "<tu>{}{}{}{}</tu><tu>{}{}{}</tu>",
        text("ja-jp", "税関"),
        text("en-gb", "customs office"),
        text("de", "Zollamt"),
        text("en-us", "customs"),
        text("fr-ca", "bureau"),
        text("de", "Amt"),
        text("en-us", "office"),
    )));
    for lang in ["ja-JP", "en-GB", "de", "en-US", "fr-CA"] {
        assert!(out.contains(&format!("<tuv xml:lang=\"{lang}\">")), "{out}");
    }
    assert_eq!(sandbox.json(&["find", "Zollamt"])[0]["target"], "customs office");
    assert_eq!(sandbox.json(&["find", "税関", "--from", "ja", "--to", "de"]).len(), 1);
}

/// Cases 1D, 1H and 1I: encodings, characters by number, and scripts.
#[test]
fn every_encoding_is_read() {
    let units = unit("&#x3b1;, é, Straße &#8220;", "alpha, &#xe9;, street “");
    let text = tmx(&units);
    let latin: Vec<u8> = tmx(&unit("Stra\u{df}e &#8220; &#x3b1;", "street"))
        .replace("UTF-8", "iso-8859-1")
        .chars()
        .map(|char| u8::try_from(u32::from(char)).unwrap())
        .collect();
    let ascii = tmx(&unit("Stra&#223;e &#x3b1;", "street")).replace("UTF-8", "us-ascii");
    for (name, file) in [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16", utf16(&text.replace("UTF-8", "utf-16"), true)),
        ("UTF-16 without a mark", utf16(&text.replace("UTF-8", "utf-16"), false)),
        ("UTF-16 that says UTF-8", utf16(&text, true)),
        ("Latin 1", latin),
        ("ASCII", ascii.into_bytes()),
    ] {
        let (sandbox, out) = round(file);
        assert!(out.contains("Straße") && out.contains('α'), "{name}: {out}");
        assert_eq!(sandbox.json(&["find", "Strasse"]).len(), 1, "{name}");
    }
    let (_, out) = round(tmx(&unit("[\u{2003}] [&#x3000;]", "[\u{3000}]")));
    assert!(out.contains("<seg>[\u{2003}] [\u{3000}]</seg>"), "{out}");
}

/// Case 1L: every attribute, note and property at its level, and comments anywhere.
#[test]
fn all_that_is_said_of_a_unit_is_given_back() {
    let of_unit = "tuid=\"tu1\" o-encoding=\"iso-8859-1\" datatype=\"plaintext\" usagecount=\"100\" \
                   lastusagedate=\"20200523T091200Z\" creationtool=\"T\" creationtoolversion=\"1\" \
                   creationdate=\"20200521\" creationid=\"anna\" changedate=\"20200522T091200Z\" \
                   segtype=\"block\" changeid=\"otto\" o-tmf=\"t\"";
    let of_text = "o-encoding=\"iso-8859-1\" datatype=\"plaintext\" usagecount=\"3\" \
                   lastusagedate=\"20200523T091200Z\" creationtool=\"T\" creationtoolversion=\"1\" \
                   creationdate=\"20200521T010203Z\" creationid=\"anna\" \
                   changedate=\"20200522T091200Z\" o-tmf=\"t\" changeid=\"otto\"";
    let file = format!(
        "<?xml version=\"1.0\"?><!-- <tu> --><tmx version=\"1.4\"><header creationtool=\"T\" \
         creationtoolversion=\"1\" segtype=\"block\" o-tmf=\"t\" adminlang=\"en-us\" srclang=\"de\" \
         datatype=\"html\" o-encoding=\"iso-8859-1\" creationid=\"anna\"><ude name=\"R\" base=\"M\">\
         <map unicode=\"#xF8FF\" code=\"#xF0\" ent=\"Apple\" subst=\"[A]\"/></ude><!-- - - > -->\
         <note xml:lang=\"en\">head 1</note><note>head 2</note><prop type=\"p\">Data</prop></header>\
         <body><!-- x --><tu {of_unit}><note xml:lang=\"en\">one; two</note><!-- x --><note>three\
         </note><prop type=\"x-Context\">1</prop><prop type=\"x-Context\">2</prop><prop \
         type=\"once\" xml:lang=\"en\">A &amp; B</prop><prop type=\"plain\">C</prop><tuv \
         xml:lang=\"de\" {of_text}><note>text</note><prop type=\"q\">D</prop><prop type=\"q\">E\
         </prop><seg>Der <!-- x -->Satz.</seg></tuv><tuv xml:lang=\"en\"><seg>The sentence.</seg>\
         </tuv></tu></body></tmx>"
    );
    let (sandbox, out) = round(file);
    let flat: String = out.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><");
    for part in [
        "<ude name=\"R\" base=\"M\"><map unicode=\"#xF8FF\" code=\"#xF0\" ent=\"Apple\" subst=\"[A]\"/></ude>",
        "<note xml:lang=\"en\">head 1</note><note>head 2</note><prop type=\"p\">Data</prop></header>",
        "adminlang=\"en-us\" srclang=\"de\" datatype=\"html\" o-encoding=\"iso-8859-1\" creationid=\"anna\">",
        "<note xml:lang=\"en\">one; two</note><note>three</note>",
        "<prop type=\"x-Context\">1</prop><prop type=\"x-Context\">2</prop><prop type=\"once\" \
         xml:lang=\"en\">A &amp; B</prop><prop type=\"plain\">C</prop>",
        "<note>text</note><prop type=\"q\">D</prop><prop type=\"q\">E</prop><seg>Der Satz.</seg>",
        of_text,
    ] {
        assert!(flat.contains(part), "{part}\n{flat}");
    }
    let tu = flat.split("<tu ").nth(1).unwrap().split('>').next().unwrap();
    for attribute in of_unit.split("\" ") {
        assert!(tu.contains(attribute.trim_end_matches('"')), "{attribute}: {tu}");
    }
    assert_eq!(sandbox.json(&["find", "Satz"])[0]["source"], "Der Satz.");
    let csv = sandbox.ok(&["export", "-", "--as", "units"]);
    assert!(csv.contains("one; two; three") && csv.contains("2020-05-21T00:00:00Z"), "{csv}");
}

/// Cases 2A and 2B: codes of HTML and RTF are kept, and are no text.
#[test]
fn codes_are_given_back_and_are_not_searched() {
    let segments = [
        (
            "Die <bpt i=\"1\" x=\"1\" type=\"bold\">&lt;b&gt;</bpt>große<ept i=\"1\">&lt;/b&gt;</ept> Katze.",
            "Die große Katze.",
        ),
        ("Ein <it pos=\"begin\" x=\"1\">{\\b </it>Satz", "Ein Satz"),
        (
            "Bild: <ph x=\"1\" type=\"image\" assoc=\"p\">&lt;img alt=&quot;<sub type=\"alt\">Hafen</sub>&quot;&gt;</ph>",
            "Bild: ",
        ),
        (
            "<bpt i=\"1\" x=\"1\"/><bpt i=\"2\" x=\"2\"/>Beides<ept i=\"2\"/><ept i=\"1\"/>",
            "Beides",
        ),
        (
            "Ein <hi type=\"x\" x=\"1\">markierter</hi> Teil <ut x=\"1\">{\\cs6 </ut>",
            "Ein markierter Teil ",
        ),
    ];
    for (segment, plain) in segments {
        let (sandbox, out) = round(tmx(&unit(segment, "English")));
        assert!(out.contains(&format!("<seg>{segment}</seg>")), "{out}");
        let csv = sandbox.ok(&["export", "-", "--as", "units"]);
        assert!(csv.contains(plain.trim()) && !csv.contains("\\b"), "{csv}");
        for word in ["Hafen", "img", "cs6"] {
            assert_eq!(sandbox.run(&["find", word]).code, 1, "{word}");
        }
    }
}

/// The export cases: what was edited without its codes loses them, and that is told.
#[test]
fn an_edited_text_loses_its_codes() {
    let sandbox = Sandbox::new();
    sandbox.write("in.tmx", tmx(&unit("Ein <ph x=\"1\">{1}</ph>Satz.", "A sentence.")));
    sandbox.ok(&["import", "in.tmx"]);
    sandbox.ok(&["edit", "u1", "--text", "de=Ein Sätzchen & mehr."]);
    let ran = sandbox.run(&["export", "out.tmx", "--strict"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("1 texts with codes"), "{}", ran.stderr);
    assert!(sandbox.read("out.tmx").contains("<seg>Ein Sätzchen &amp; mehr.</seg>"));
}

#[test]
fn units_with_other_codes_ids_or_contexts_stay_apart() {
    let with = |attributes: &str, properties: &str, german: &str| {
        format!(
            "<tu {attributes}>{properties}<tuv xml:lang=\"de\"><seg>{german}</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>Open</seg></tuv></tu>"
        )
    };
    let (_, out) = round(tmx(&[
        with("tuid=\"1\"", "", "Öffnen"),
        with("tuid=\"2\"", "", "Öffnen"),
        with("", "<prop type=\"x-Context\">7</prop>", "Datei"),
        with("", "<prop type=\"x-Context\">8</prop>", "Datei"),
        with("", "", "Satz <ph x=\"1\"/>"),
        with("", "", "Satz <ph x=\"2\"/>"),
    ]
    .concat()));
    assert_eq!(out.matches("<tu").count() - out.matches("<tuv").count(), 6, "{out}");
}

#[test]
fn what_is_ill_formed_costs_its_own_unit() {
    let sandbox = Sandbox::new();
    let units = [
        unit("Erster Satz", "First"),
        unit("Zwei&nbsp;Sätze", "Two"),
        unit("Drei\u{1f}", "Three"),
        unit("Vier & fünf", "Four"),
        "<tu><tuv xml:lang=\"de\"><seg>Allein</seg></tuv></tu>".to_owned(),
        "<tu><tuv xml:lang=\"de\"><seg>Offen</tuv></tu>".to_owned(),
        "<tu><tuv><seg>Ohne Sprache</seg></tuv><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu>"
            .to_owned(),
        unit("Sieben", "Seven"),
    ];
    sandbox.write("in.tmx", tmx(&units.join("\n")));
    let ran = sandbox.run(&["import", "in.tmx", "--json"]);
    let counts = &crate::support::objects(&ran.stdout)[0];
    assert_eq!(
        (&counts["read"], &counts["new"], &counts["refused"]),
        (&8.into(), &2.into(), &6.into())
    );
    for told in [
        "line 6: refused: `&nbsp;` is no entity of XML: `--repair`",
        "line 7: refused: the control character U+001F",
        "line 8: refused: an `&` stands alone",
        "line 9: refused: no translation, only a text in de",
        "line 10: refused: `</tuv>` stands where `</seg>` should",
        "line 11: refused: a text does not say its language",
    ] {
        assert!(ran.stderr.contains(told), "{told}\n{}", ran.stderr);
    }
    let counts = &sandbox.json(&["import", "in.tmx", "--repair"])[0];
    assert_eq!(
        (&counts["new"], &counts["unchanged"], &counts["refused"]),
        (&3.into(), &2.into(), &3.into())
    );
    assert_eq!(sandbox.json(&["find", "Zwei"])[0]["source"], "Zwei\u{a0}Sätze");
}

#[test]
fn a_file_that_was_cut_off_or_is_another_is_told() {
    let sandbox = Sandbox::new();
    let whole = tmx(&[unit("Erster Satz", "First"), unit("Zweiter Satz", "Second")].concat());
    sandbox.write("cut.tmx", &whole[..whole.len() - 30]);
    let ran = sandbox.run(&["import", "cut.tmx"]);
    assert!(
        ran.stderr.contains("line 5: refused: the file ends within this `<tu>`"),
        "{}",
        ran.stderr
    );
    assert!(ran.code == 0 && ran.stderr.contains("2 rows: 1 new pair"), "{}", ran.stderr);
    sandbox
        .write("game.tmx", "<?xml version=\"1.0\"?><map version=\"1.10\" tiledversion=\"1.11\"/>");
    assert!(sandbox.refused(&["import", "game.tmx"]).contains("a map of the game editor Tiled"));
}

#[test]
fn a_memory_is_told_by_its_content() {
    let sandbox = Sandbox::new();
    sandbox.write("memory.txt", tmx(&unit("Erster Satz", "First")));
    assert_eq!(sandbox.json(&["import", "memory.txt"])[0]["format"], "tmx");
    let error = sandbox.refused(&["import", "memory.txt", "--format", "csv"]);
    assert!(error.contains("`memory.txt` is not csv, but tmx"), "{error}");
    assert!(error.contains("leave out `--format`"), "{error}");
    let ran = sandbox.run_with_input(&["import", "-", "--json"], tmx(&unit("Satz zwei", "Second")));
    assert_eq!(crate::support::objects(&ran.stdout)[0]["new"], 1);
}

#[test]
fn where_units_belong_is_kept() {
    let (first, second) = (Sandbox::new(), Sandbox::new());
    first.write(
        "a.csv",
        "de,en,document,confidence,note\nEin Satz steht hier.,A sentence.,Vertrag,0.5,x\n",
    );
    first.ok(&[
        "import",
        "a.csv",
        "--as",
        "units",
        "--client",
        "ACME",
        "--project",
        "P",
        "--subject",
        "law",
    ]);
    first.ok(&["edit", "u1", "--approve"]);
    first.ok(&["export", "a.tmx"]);
    second.write("a.tmx", first.read("a.tmx"));
    second.ok(&["import", "a.tmx"]);
    let of = |sandbox: &Sandbox| sandbox.ok(&["export", "-", "--as", "units"]);
    let without_changed = |csv: String| csv.replace(char::is_numeric, "");
    assert_eq!(without_changed(of(&second)), without_changed(of(&first)));
    assert!(of(&second).contains("ACME"));
}

/// What a unit of [`unit`] says besides when it says more than its texts.
fn saying(attributes: &str, note: &str) -> String {
    let unit = unit("Der Satz steht.", "The sentence stands.");
    tmx(&unit.replace("<tu>", &format!("<tu{attributes}><note>{note}</note>")))
}

#[test]
fn a_date_is_never_lost_to_a_file_that_says_none() {
    let (dated, undated) = (" creationdate=\"20190401T080000Z\"", "");
    for (first, second) in [(dated, undated), (undated, dated)] {
        for was_met_before in [false, true] {
            let sandbox = Sandbox::new();
            if was_met_before {
                sandbox.write("before.tmx", saying(dated, "n"));
                sandbox.ok(&["import", "before.tmx"]);
            }
            for said in [saying(first, "n"), saying(second, "m")] {
                sandbox.write("in.tmx", said);
                sandbox.ok(&["import", "in.tmx"]);
            }
            sandbox.ok(&["export", "out.tmx"]);
            let out = sandbox.read("out.tmx");
            assert!(out.contains("n; m"), "{out}");
            let units = 1 + usize::from(was_met_before);
            assert_eq!(out.matches(dated).count(), units, "{first:?}\n{out}");
        }
    }
}

#[test]
fn a_unit_that_says_only_when_it_was_changed_is_given_back_so() {
    let (_, out) = round(saying(" changedate=\"20190401T080000Z\"", "n"));
    assert!(out.contains("<tu changedate=\"20190401T080000Z\">"), "{out}");
}

#[test]
fn attributes_that_are_there_with_other_values_are_told() {
    for was_met_before in [false, true] {
        let sandbox = Sandbox::new();
        if was_met_before {
            sandbox.write("before.tmx", saying("", "n"));
            sandbox.ok(&["import", "before.tmx"]);
        }
        let import = |creator: &str| {
            sandbox.write("in.tmx", saying(&format!(" creationid=\"{creator}\""), "n"));
            sandbox.run(&["import", "in.tmx"]).stderr
        };
        let told = "attributes not taken: the pair is there with others of their names";
        assert!(!import("anna").contains(told));
        assert!(!import("anna").contains(told));
        let stderr = import("otto");
        assert!(stderr.contains(told), "{stderr}");
    }
}

/// A file whose head says something, with a root that may be written in other ways.
fn headed(prefix: &str, note: &str, units: &str) -> String {
    format!(
        "<{prefix}tmx version=\"1.4\" xmlns:t=\"urn:t\"><{prefix}header srclang=\"de\" \
         creationid=\"anna\"><note>{note}</note></{prefix}header><{prefix}body>{units}\
         </{prefix}body></{prefix}tmx>"
    )
}

#[test]
fn the_head_of_a_file_is_found_again() {
    let units = [unit("Der Satz steht.", "It stands."), unit("Er geht.", "He goes.")].concat();
    let (own, other) = (Sandbox::new(), Sandbox::new());
    for (prefix, note, is_mended) in
        [("", "A &amp; B", false), ("t:", "A &amp; B", false), ("", "A &nbsp;&amp; B", true)]
    {
        let sandbox = Sandbox::new();
        sandbox.write("in.tmx", headed(prefix, note, &units));
        let repair = if is_mended { "--repair" } else { "--quiet" };
        sandbox.ok(&["import", "in.tmx", repair, "--strict"]);
        sandbox.ok(&["export", "out.tmx", "--strict"]);
        let out = sandbox.read("out.tmx");
        let note = note.replace("&nbsp;", "\u{a0}");
        assert!(out.contains(&format!("<note>{note}</note>")), "{out}");
        assert!(out.contains("creationid=\"anna\""), "{out}");
        own.write("own.tmx", &out);
    }
    // Whatever the file is called now, its units come from where they came from.
    own.ok(&["import", "own.tmx", "--client", "ACME"]);
    own.write("b.tmx", tmx(&unit("Noch ein Satz.", "Another.")));
    own.ok(&["import", "b.tmx", "--client", "Muster"]);
    own.ok(&["purge", "--client", "Muster", "--yes"]);
    own.ok(&["export", "again.tmx", "--strict"]);
    assert!(own.read("again.tmx").contains("creationid=\"anna\""), "{}", own.read("again.tmx"));
    // Units of several files have no head in common.
    for (name, creator) in [("a.tmx", "A"), ("b.tmx", "B")] {
        let file = headed("", creator, &unit(&format!("Satz {creator}"), creator));
        other.write(name, file);
        other.ok(&["import", name]);
    }
    let report = &other.json(&["export", "out.tmx"])[0];
    assert_eq!(report["lost"][0]["what"], "heads of files");
    assert_eq!(report["lost"][0]["count"], 2);
}

#[test]
fn what_is_left_out_of_a_unit_is_told() {
    let sandbox = Sandbox::new();
    let text = |lang: &str, inner: &str| format!("<tuv xml:lang=\"{lang}\">{inner}</tuv>");
    let seg = |text: &str| format!("<seg>{text}</seg>");
    sandbox.write(
        "a.tmx",
        format!(
            "<tmx version=\"1.4\"><header srclang=\"de\"/><body>\n<tu><ext>1</ext>{}{}</tu>\n\
             <tu>{}{}</tu></body></tmx>",
            text("de", &seg("Ein Haus")),
            text("en", &format!("<ext/>{}", seg("A house"))),
            text("de", &format!("{}{}", seg("Ein"), seg("Tor"))),
            text("en", &seg("A gate")),
        ),
    );
    let ran = sandbox.run(&["import", "a.tmx"]);
    for part in [
        "line 3: refused: the text in de has more than one `seg`",
        "2 elements that TMX does not know were left out",
        "2 rows: 1 new pair, 0 merged, 0 unchanged, 1 refused",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
}
