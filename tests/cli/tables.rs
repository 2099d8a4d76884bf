//! Tables as people make them: with a title above, without a header, the other way round.

use crate::support::Sandbox;

#[test]
fn a_title_may_stand_above_the_header() {
    for above in
        ["Glossar der Kanzlei;;\n;;\n", "\n\nGlossar\n", "sep=;\nGlossar \"neu\"\n\nStand: Mai;;\n"]
    {
        let sandbox = Sandbox::new();
        let rows = "Deutsch;Englisch;Bemerkung\nVertrag;contract;x\nZoll;;\n";
        sandbox.write("a.csv", format!("{above}{rows}"));
        let ran = sandbox.run(&["import", "a.csv"]);
        assert!(ran.stderr.contains("above the header"), "{}", ran.stderr);
        assert!(ran.stderr.contains("2 rows: 1 new concept"), "{}", ran.stderr);
        // Lines are counted from the beginning of the file.
        let line = above.lines().count() + 3;
        assert!(ran.stderr.contains(&format!("line {line}: refused")), "{}", ran.stderr);
        assert!(sandbox.ok(&["export", "-"]).contains("Vertrag"));
        assert!(!sandbox.ok(&["export", "-"]).contains("Deutsch"));
    }
    // What fills two cells is an entry.
    let sandbox = Sandbox::new();
    sandbox.write("b.csv", "Zoll;duty\nde;en\n");
    assert!(sandbox.run(&["import", "b.csv"]).stderr.contains("no header"));
}

#[test]
fn texts_without_a_header_may_stand_the_other_way_round() {
    let pairs = [
        ("This is a house that we have built.", "Das ist ein Haus, das wir gebaut haben."),
        ("Where does the train leave from?", "Von wo fährt der Zug ab?"),
    ];
    for is_turned in [true, false] {
        let sandbox = Sandbox::new();
        let row = |(en, de): &(&str, &str)| match is_turned {
            true => format!("{en}\t{de}\tx\n"),
            false => format!("{de}\t{en}\tx\n"),
        };
        sandbox.write("a.tsv", pairs.iter().map(row).collect::<String>());
        let ran = sandbox.run(&["import", "a.tsv", "--as", "units"]);
        let order = if is_turned { "for en, de and a note" } else { "for de, en and a note" };
        assert!(ran.stderr.contains(order), "{}", ran.stderr);
        let table = sandbox.ok(&["export", "-", "--as", "units", "--format", "tsv"]);
        assert!(table.contains("Von wo fährt der Zug ab?\tWhere does the train leave from?"));
    }
}

#[test]
fn a_table_of_multiterm_comes_back() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.csv",
        "id,subject,de,de_gender,de_status,en,en_status,en_note,definition,de_definition,note\n\
         c1,law,Vertrag,m,preferred,contract,preferred,,a promise,ein Versprechen,n\n\
         c1,,Kontrakt,m,admitted,agreement,forbidden,too wide,,,\n\
         c2,,Zoll,m,preferred,duty,preferred,,,,\n",
    );
    sandbox.ok(&["import", "a.csv"]);
    for file in ["mt.csv", "mt.xlsx"] {
        sandbox.ok(&["export", file, "--for", "multiterm"]);
        let again = sandbox.run(&["import", file]).stderr;
        assert!(again.contains("2 rows: 0 new concepts, 0 merged, 2 unchanged"), "{again}");
        let other = Sandbox::new();
        std::fs::copy(sandbox.path(file), other.path(file)).unwrap();
        other.ok(&["import", file]);
        assert_eq!(other.ok(&["export", "-"]), sandbox.ok(&["export", "-"]));
    }
}

#[test]
fn a_file_of_refused_rows_that_cannot_be_written_is_told_in_time() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "de,en\nZoll,duty\nTor,\n");
    let error = sandbox.refused(&["import", "a.csv", "--rejects", "no/r.csv"]);
    assert!(error.contains("there is no folder"), "{error}");
    assert!(!sandbox.path("test.db").exists());
    #[cfg(target_os = "linux")]
    {
        let ran = sandbox.run(&["import", "a.csv", "--rejects", "/dev/full"]);
        let told = "all else is imported, and `beleg undo` takes it back";
        assert!(ran.code == 2 && ran.stderr.contains(told), "{}", ran.stderr);
        assert!(sandbox.ok(&["term", "Zoll"]).contains("duty"));
    }
}

#[test]
fn rows_may_name_their_own_languages() {
    for (name, rows) in [
        ("a.csv", "Zoll,duty,DE,EN-US\n\"gate, door\",Tor,en,de\n"),
        ("a.tsv", "Zoll\tduty\tDE\tEN-US\ngate, door\tTor\ten\tde\n"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write(name, rows);
        let ran = sandbox.run(&["import", name]);
        let told = "taken for terms, the columns for source, target and the languages of each row";
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        assert!(ran.stderr.contains("2 rows: 2 new concepts"), "{}", ran.stderr);
        let table = sandbox.ok(&["export", "-"]);
        assert!(table.contains("Tor,,,,preferred,\"gate, door\""), "{table}");
        assert!(sandbox.ok(&["term", "Zoll"]).contains("duty"));
    }
    let sandbox = Sandbox::new();
    let header = "source,target,source_lang,target_lang";
    sandbox.write("headed.csv", format!("{header}\nHaus,house,de,en\ngate,Tor,en,de\n"));
    let ran = sandbox.run(&["import", "headed.csv"]);
    assert!(!ran.stderr.contains("not known"), "{}", ran.stderr);
    let table = sandbox.ok(&["export", "-"]);
    assert!(table.contains("Tor,,,,preferred,gate"), "{table}");
    let sandbox = Sandbox::new();
    sandbox.write("one.csv", "Zoll,duty,de,en\n");
    assert!(sandbox.run(&["import", "one.csv"]).stderr.contains("1 row: 1 new concept"));
    let units = "Der Zoll ist in diesem Jahr hoch.,The duty is high this year.,de,en\n\
                 The gate is open.,Das Tor ist offen.,en,de\nDas Tor ist zu.,The gate is shut.,de,en\n\
                 Es regnet.,It rains.,de,en\nEs schneit.,It snows.,de,en\nEs taut.,It thaws.,de,\n";
    sandbox.write("units.csv", units);
    let ran = sandbox.run(&["import", "units.csv", "--as", "units"]);
    assert!(ran.stderr.contains("line 6: refused: no language in column 4"), "{}", ran.stderr);
    assert!(ran.stderr.contains("6 rows: 5 new pairs"), "{}", ran.stderr);
    assert!(sandbox.ok(&["find", "gate", "open"]).contains("Das Tor ist offen."));
}

#[test]
fn a_header_may_name_languages_behind_other_columns() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.csv",
        "note,remark,de,en\n,x,Der Zoll ist in diesem Jahr hoch.,The duty is high this year.\n",
    );
    let ran = sandbox.run(&["import", "a.csv", "--as", "units"]);
    assert!(!ran.stderr.contains("no header"), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 row: 1 new pair"), "{}", ran.stderr);
}

#[test]
fn a_glossary_may_begin_with_a_word_that_heads_columns() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", "Quelle;source\nZoll;duty\n");
    let ran = sandbox.run(&["import", "a.csv"]);
    assert!(ran.stderr.contains("no header"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 rows: 2 new concepts"), "{}", ran.stderr);
}
