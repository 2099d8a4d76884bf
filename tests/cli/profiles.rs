//! `beleg export --for`: each program gets what it takes, and what it does not get is told.

use std::fs;

use serde_json::Value;

use crate::support::Sandbox;

const GLOSSARY: &str = "id,subject,de,de_gender,de_status,de_matching,de_context,en,en_status,en_note,definition,note
c1,law,Vertrag,m,preferred,exact,Der Vertrag gilt.,treaty,preferred,between states,\"agreement, in writing\",a;b
c1,,Abmachung,f,admitted,,,,,,,
c1,,,,,,,contract,forbidden,,,
c1,,,,,,,accord,admitted,,,
c2,law,Abkommen,n,preferred,,,agreement,proposed,,,
c3,furniture,Bank,f,admitted,,,bench,preferred,,,
c4,economy,Bank,f,preferred,,,\"bank \"\"in\"\" town\",preferred,,,
c5,,#Hashtag,,preferred,,,#hashtag,preferred,,,
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("glossary.csv", GLOSSARY);
    sandbox.ok(&["import", "glossary.csv", "--on-duplicate", "keep"]);
    sandbox
}

/// The file as it was written, and how often what was lost.
fn exported(sandbox: &Sandbox, file: &str, profile: &str) -> (String, impl Fn(&str) -> u64) {
    let report = sandbox.json(&["export", file, "--for", profile]).remove(0);
    let lost = move |what: &str| {
        let all: Vec<Value> = report["lost"].as_array().unwrap().clone();
        let loss = all.iter().find(|loss| loss["what"] == what);
        loss.and_then(|loss| loss["count"].as_u64()).unwrap_or(0)
    };
    let bytes = fs::read(sandbox.path(file)).unwrap();
    (String::from_utf8_lossy(&bytes).into_owned(), lost)
}

#[test]
fn omegat_gets_a_line_a_translation_and_no_comment_by_mistake() {
    let sandbox = sandbox();
    for file in ["glossary.txt", "glossary.utf8"] {
        let (text, lost) = exported(&sandbox, file, "omegat");
        assert_eq!(
            text,
            "Abkommen\tagreement\tproposed; n; law\n\
             Bank\tbench\tf; furniture\n\
             Bank\tbank \"in\" town\tf; economy\n\
             Vertrag\ttreaty\tm; law; agreement, in writing; between states; a;b\n\
             Vertrag\taccord\tm; law; agreement, in writing; a;b\n\
             Abmachung\ttreaty\tf; law; agreement, in writing; between states; a;b\n\
             Abmachung\taccord\tf; law; agreement, in writing; a;b\n"
        );
        assert_eq!(lost("terms that begin with # and would be comments"), 1);
        assert_eq!(lost("deprecated and forbidden terms"), 1);
        assert_eq!(lost("example sentences"), 1);
    }
    let other = Sandbox::new();
    fs::copy(sandbox.path("glossary.txt"), other.path("in.txt")).unwrap();
    let object = &other.json(&["import", "in.txt"])[0];
    assert_eq!((&object["read"], &object["refused"]), (&7.into(), &0.into()));
}

#[test]
fn a_glossary_of_omegat_may_have_comments() {
    let sandbox = Sandbox::new();
    sandbox.write("g.txt", "# mein Glossar\nZoll\tduty\tnote\nTor\tgate\n");
    let ran = sandbox.run(&["import", "g.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("1 line that begins with #"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 rows: 2 new"), "{}", ran.stderr);
}

#[test]
fn machine_translation_gets_every_term_once() {
    let sandbox = sandbox();
    for (file, profile, separator) in
        [("d.csv", "deepl", ','), ("d.tsv", "deepl", '\t'), ("g.csv", "google", ',')]
    {
        let (text, lost) = exported(&sandbox, file, profile);
        let quoted = if separator == ',' { "\"bank \"\"in\"\" town\"" } else { "bank \"in\" town" };
        let expected =
            format!("#Hashtag,#hashtag\nBank,{quoted}\nVertrag,treaty\nAbmachung,treaty\n");
        assert_eq!(text, expected.replace(',', &separator.to_string()), "{file}");
        assert_eq!(lost("terms that another concept has too"), 1);
        assert_eq!(lost("second translations of a term"), 1);
        assert_eq!(lost("proposed terms"), 1);
        assert_eq!(lost("notes"), 1);
    }
    let proposed = sandbox.ok(&["export", "-", "--for", "deepl", "--status", "preferred,proposed"]);
    assert!(proposed.contains("Abkommen,agreement\n"), "{proposed}");
}

#[test]
fn deepl_gets_no_text_that_it_refuses() {
    let sandbox = Sandbox::new();
    let long = "ä".repeat(513);
    let table = format!("de,en\n{long},x\nZoll,{long}\nTor,\"a\n b\u{85}\"\nMaut,toll\n");
    sandbox.write("glossary.csv", table);
    sandbox.ok(&["import", "glossary.csv", "--as", "terms"]);
    let (text, lost) = exported(&sandbox, "d.csv", "deepl");
    assert_eq!(text, "Maut,toll\nTor,a b\n");
    assert_eq!(lost("terms longer than 1024 bytes"), 2);
    assert_eq!(lost("line breaks and control characters"), 1);
}

#[test]
fn what_is_put_on_one_line_is_told() {
    let sandbox = Sandbox::new();
    let table = "de,en,en_note,definition\nTor,gate,\"big\nor small\",\"a way\nin\"\nTür,door,,\n";
    sandbox.write("glossary.csv", table);
    sandbox.ok(&["import", "glossary.csv", "--as", "terms"]);
    let (text, lost) = exported(&sandbox, "o.txt", "omegat");
    assert!(text.contains("a way in; big or small"), "{text}");
    assert_eq!(lost("line breaks and control characters"), 2);
    let (text, lost) = exported(&sandbox, "m.csv", "multiterm");
    assert!(text.contains("big or small"), "{text}");
    assert_eq!(lost("line breaks and control characters"), 1);
}

#[test]
fn memoq_gets_a_row_an_entry_and_its_table_is_read_back() {
    let sandbox = sandbox();
    let (text, lost) = exported(&sandbox, "m.csv", "memoq");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "Entry_ID;Entry_Subject;Entry_Note;German_Def;German;Term_Info;Term_Example;German;\
         Term_Info;Term_Example;English_Def;English;Term_Info;Term_Example;English;Term_Info;\
         Term_Example"
    );
    assert_eq!(
        lines.iter().find(|line| line.starts_with("1;")).unwrap(),
        &"1;law;\"a;b\";agreement, in writing;Vertrag;\"CaseSense;Exact\";Der Vertrag gilt.;\
          Abmachung;\"CasePermissive;HalfPrefix\";;;treaty;\"CasePermissive;HalfPrefix\";;accord;\
          \"CasePermissive;HalfPrefix\";"
    );
    assert_eq!(lost("deprecated and forbidden terms"), 1);
    assert_eq!(lost("definitions"), 0);
    let other = Sandbox::new();
    fs::copy(sandbox.path("m.csv"), other.path("m.csv")).unwrap();
    let ran = other.run(&["import", "m.csv"]);
    assert!(!ran.stderr.contains("column"), "{}", ran.stderr);
    let concept = &other.json(&["term", "Vertrag"])[0];
    assert_eq!((&concept["concept"], &concept["note"]), (&"c1".into(), &"a;b".into()));
    let terms: Vec<&str> =
        concept["terms"].as_array().unwrap().iter().filter_map(|t| t["text"].as_str()).collect();
    assert_eq!(terms, ["Vertrag", "Abmachung", "treaty", "accord"]);
    let table = other.ok(&["export", "-"]);
    assert!(table.contains("Der Vertrag gilt.") && table.contains("exact"), "{table}");
    assert_eq!(other.json(&["import", "m.csv"])[0]["unchanged"], 4);
}

#[test]
fn languages_of_memoq_have_their_full_names() {
    let sandbox = Sandbox::new();
    sandbox.write("g.csv", "de-AT,en-US,lang_haw\nMatura,school-leaving exam,x\n");
    let args = ["--from", "de-AT", "--to", "en-US"];
    sandbox.ok(&[&["import", "g.csv", "--as", "terms"][..], &args].concat());
    let (text, lost) = exported(&sandbox, "m.csv", "memoq");
    assert!(text.starts_with("Entry_ID;German_Austria_Def;German_Austria;Term_Info"), "{text}");
    assert!(text.contains("English_United_States;Term_Info"), "{text}");
    assert_eq!(lost("terms in languages that have no name in memoQ"), 1);
    assert_eq!(sandbox.json(&["import", "m.csv"])[0]["unchanged"], 1);
}

#[test]
fn matecat_is_warned_of_what_is_forbidden_and_its_table_is_read_back() {
    let sandbox = sandbox();
    let (text, lost) = exported(&sandbox, "m.csv", "matecat");
    let header = "Forbidden,Domain,Subdomain,Definition,de-DE,Notes,Example of use,en-GB,Notes,\
                  Example of use\n";
    assert!(text.starts_with(header), "{text}");
    assert!(
        text.contains(
            "\nTRUE,law,,\"agreement, in writing\",Vertrag,,Der Vertrag gilt.,contract,,\n"
        )
    );
    assert_eq!(lost("notes"), 1);
    assert_eq!(lost("deprecated and forbidden terms"), 0);
    sandbox.ok(&["export", "m.xlsx", "--for", "matecat"]);
    for file in ["m.csv", "m.xlsx"] {
        let other = Sandbox::new();
        fs::copy(sandbox.path(file), other.path(file)).unwrap();
        other.ok(&["import", file, "--on-duplicate", "keep"]);
        let concept = &other.json(&["term", "Vertrag"])[0];
        let terms = concept["terms"].as_array().unwrap();
        let told: Vec<(&str, &str)> = terms
            .iter()
            .map(|term| (term["text"].as_str().unwrap(), term["status"].as_str().unwrap()))
            .collect();
        assert!(told.contains(&("contract", "forbidden")), "{file}: {told:?}");
        let treaty = terms.iter().find(|term| term["text"] == "treaty").unwrap();
        assert_eq!(treaty["usage_note"], "between states", "{treaty}");
    }
}

#[test]
fn multiterm_gets_the_status_of_every_term() {
    let sandbox = sandbox();
    let (text, lost) = exported(&sandbox, "m.csv", "multiterm");
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "\u{feff}>>E<<Subject,>>E<<Definition,>>E<<Note,>>L<<German,>>T<<Status,>>T<<Gender,\
         >>T<<Context,>>L<<English,>>T<<Status,>>T<<Usage Note"
    );
    assert_eq!(
        lines.find(|line| line.contains("Vertrag")).unwrap(),
        "law,\"agreement, in writing\",a;b,Vertrag|Abmachung,preferred|admitted,m|f,\
         Der Vertrag gilt.|,treaty|contract|accord,preferred|forbidden|admitted,between states||"
    );
    assert_eq!(lost("terms' ways of matching"), 1);
    let (workbook, _) = exported(&sandbox, "m.xlsx", "multiterm");
    assert!(workbook.starts_with("PK"));
}

#[test]
fn cards_of_anki_differ_in_front() {
    let sandbox = sandbox();
    sandbox.ok(&["add", "Tor", "gate"]);
    sandbox.ok(&["add", "Tor", "goal", "--definition", "in football"]);
    sandbox.ok(&["add", "Tor", "fool", "--definition", "who is not wise"]);
    let (text, _) = exported(&sandbox, "a.txt", "anki");
    let start = "#separator:tab\n#html:false\n#columns:Front\tBack\tExtra\tTags\n#tags column:4\n";
    assert!(text.starts_with(start), "{text}");
    for part in [
        "\n\"#Hashtag\"\t\"#hashtag\"\t\t\n",
        "\nBank [f] (furniture)\tbench\t\tfurniture\n",
        "\nVertrag [m]\ttreaty; accord\t\"= Abmachung [f]\nforbidden: contract\nagreement, in writing\n",
        "\nAbkommen [n]\tagreement [proposed]\t",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    let fronts = text.lines().filter(|line| line.starts_with("Tor")).map(|l| l.split('\t').next());
    let fronts: Vec<&str> = fronts.flatten().collect();
    let different: std::collections::BTreeSet<&&str> = fronts.iter().collect();
    assert_eq!((different.len(), fronts.len()), (fronts.len(), fronts.len()), "{fronts:?}");
    assert!(fronts.len() > 1, "{fronts:?}");
    assert_eq!(sandbox.ok(&["export", "-", "--for", "anki"]), text);
}

#[test]
fn a_program_gets_only_the_files_that_it_takes() {
    let sandbox = sandbox();
    for (args, word) in [
        (&["x.csv", "--for", "omegat"][..], ".txt or .utf8"),
        (&["x.xlsx", "--for", "deepl"], ".csv or .tsv"),
        (&["x.tsv", "--for", "memoq"], ".csv"),
        (&["x.csv", "--for", "deepl", "--format", "tsv"], ".csv or .tsv"),
        (&["x.csv", "--for", "deepl", "--as", "units"], "writes a glossary"),
    ] {
        let error = sandbox.refused(&[&["export"], args].concat());
        assert!(error.contains(word), "{args:?}: {error}");
        assert!(!sandbox.path(args[0]).exists(), "{args:?}");
    }
    assert!(sandbox.ok(&["export", "-", "--for", "deepl", "--format", "tsv"]).contains('\t'));
    let ran = sandbox.run(&["leverage", "x.txt", "--for", "deepl"]);
    assert!(ran.code == 2 && ran.stderr.contains("excel-de"), "{}", ran.stderr);
}
