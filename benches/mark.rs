//! How fast terms are recognised.
//!
//! `cargo bench --bench mark -- GLOSSARY.csv TEXT` imports a glossary into a new database and marks a
//! text with it, in every form with compounds and as spelled only, beside the mere folding of every word.
//! Without files it makes a small glossary and text of its own.

use std::env;
use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use beleg::exchange::{Content, Reading, Source, TableKind};
use beleg::model::{Document, Lang, Section, Segment, Span};
use beleg::project::{Batch, GivenLangs, Project, ProjectError, Rows};
use beleg::store::Access;
use beleg::termbase::merge::OnDuplicate;
use beleg::termbase::reach::{Reach, Wish};
use beleg::text::fold::fold;
use beleg::text::tokenize::words;

/// So many times a made text is repeated.
const REPEATED: usize = 2_000;

fn main() {
    let files: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let (glossary, text) = match files.as_slice() {
        [glossary, text] => {
            (fs::read(glossary).expect("a glossary"), fs::read_to_string(text).expect("a text"))
        }
        _ => made(),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mark.db");
    import(&path, glossary);
    let document = document(text);
    let project = Project::open(&path, Access::Read, &GivenLangs::default()).expect("a database");
    let size = document.text.len() as f64 / 1e6;
    let started = Instant::now();
    for index in 0..document.segments.len() {
        let text = document.segment_text(index);
        words(text).for_each(|word| _ = black_box(fold(word.span.of(text))));
    }
    let floor = started.elapsed().as_secs_f64();
    println!("{size:.1} MB; folding every word: {:.1} MB/s", size / floor);
    for (name, reach) in [("all forms and compounds", Reach::Forms), ("as spelled", Reach::Strict)]
    {
        let (mut hits, started) = (0, Instant::now());
        let wish = Wish { reach, ..Wish::default() };
        let marked = project.mark(&document, wish, |_, _, found| {
            hits += found.len();
            Ok::<(), ProjectError>(())
        });
        marked.expect("the terms");
        let took = started.elapsed().as_secs_f64();
        let (rate, ratio) = (size / took, took / floor);
        println!("{name}: {hits} terms, {rate:.1} MB/s, {ratio:.1} times as long as folding");
    }
}

/// A glossary and a text.
fn made() -> (Vec<u8>, String) {
    let nouns = ["Vertrag", "Klausel", "Zoll", "Regierung", "Abkommen", "Grenze", "Währung"];
    let rows: String = nouns.iter().map(|noun| format!("{noun},x{noun}\n")).collect();
    let text = "Die Regierungen schlossen Verträge mit Zollklauseln über Grenzen hinweg.\n";
    (format!("de,en\n{rows}").into_bytes(), text.repeat(REPEATED))
}

fn import(path: &Path, glossary: Vec<u8>) {
    let mut project =
        Project::open(path, Access::Write, &GivenLangs::default()).expect("a database");
    let source = Source::of(glossary, "glossary.csv").expect("a glossary");
    let langs = (&Lang::german(), &Lang::english());
    let reading = Reading { kind: Some(TableKind::Terms), ..Reading::new(langs) };
    let opened = Content::open(source, &reading);
    let Ok((_, Content::Terms(table))) = opened else { panic!("no glossary") };
    let rows = table.rows.into_iter().map(|row| (row.line, row.proposal)).collect();
    let batch = Batch {
        head: None,
        origin: "glossary".to_owned(),
        section: Section::default(),
        rows: Rows::Terms(rows),
        on_duplicate: OnDuplicate::Judge,
    };
    project.import(vec![batch], false, &mut |_| ControlFlow::Continue(())).expect("an import");
}

/// A text with a segment a line.
fn document(text: String) -> Document {
    let (mut segments, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if end > start {
            segments.push(Segment { span: Span::new(start, end), paragraph: segments.len() });
        }
        start += line.len();
    }
    Document {
        id: None,
        origin: "text".to_owned(),
        title: "text".to_owned(),
        lang: Lang::german(),
        text,
        encoding: "UTF-8".to_owned(),
        segments,
    }
}
