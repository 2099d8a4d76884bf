//! Files of other programs, damaged in every way: nothing panics, and what is read is sound.

use std::fs;
use std::sync::OnceLock;

use beleg::exchange::delivery::{Delivery, is_delivery};
use beleg::exchange::{Content, Format, Reading, Source, article, moses};
use beleg::model::Lang;
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::zipped;

const PARTS: [&str; 3] = [
    "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Zölle &amp; mehr</w:t><w:tab/>\
     <w:fldChar w:fldCharType=\"begin\"/><w:t>x</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>\
     <w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>innen</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r></w:p></w:body></w:document>",
    "<o:document xmlns:o=\"o\"><text:h xmlns:text=\"t\">Titel<text:s text:c=\"3\"/></text:h><text:p xmlns:text=\"t\">Zölle<text:note>\
     <text:note-citation>1</text:note-citation><text:note-body><text:p>Fuß</text:p></text:note-body></text:note></text:p></o:document>",
    "<!DOCTYPE html><html><meta charset=utf-8><title>Zölle</title><nav>x</nav><main><p hidden>y<p>eins<br>zwei<pre> a\n b</pre></main><script>if(a<b)</script>",
];

const MESSAGES: &str = "# x\nmsgid \"\"\nmsgstr \"Language: de\\n\"\n\n#, fuzzy\nmsgctxt \"m\"\nmsgid \"a\"\nmsgid_plural \"b\"\n\
    msgstr[0] \"Zoll\"\nmsgstr[1] \"Zölle\"\n\n#~ msgid \"c\"\n#~ msgstr \"d\"\nmsgid \"e\"\n\"f\"\nmsgstr \"g\"\n";

const UTX: &str = "#UTX 1.11; de-DE/en; x\n# y\n#src\ttgt\tsrc:pos\tterm status\nZölle\tduties\tnoun\tapproved\n\"Tor\tgate\n";

/// An archive that holds a part where it is looked for.
fn packed(kind: usize, part: &[u8]) -> Vec<u8> {
    match kind {
        0 => zipped(&[
            ("[Content_Types].xml", b"<x/>"),
            ("word/document.xml", part),
            ("word/footnotes.xml", part),
        ]),
        1 => zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", part),
        ]),
        2 => zipped(&[
            ("META-INF/container.xml", b"<c><rootfile full-path=\"x.opf\"/></c>"),
            (
                "x.opf",
                b"<p><title>Buch</title><item id=\"a\" href=\"a.html\"/><itemref idref=\"a\"/></p>",
            ),
            ("a.html", part),
        ]),
        _ => zipped(&[("a/x.tmx", part), ("b.po", MESSAGES.as_bytes()), ("c.zip", b"PK\x03\x04")]),
    }
}

/// A memory of Trados.
fn memory() -> &'static [u8] {
    static MEMORY: OnceLock<Vec<u8>> = OnceLock::new();
    MEMORY.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("x.sdltm");
        let made = Connection::open(&path).unwrap();
        made.execute_batch(
            "PRAGMA page_size = 512; CREATE TABLE translation_units(id INTEGER PRIMARY KEY, guid BLOB, source_segment TEXT, target_segment TEXT, flags INT);
             CREATE TABLE attributes(id INTEGER PRIMARY KEY, name TEXT, type INT);
             INSERT INTO attributes VALUES(1, 'Datei', 2);
             CREATE TABLE string_attributes(translation_unit_id INT, attribute_id INT, value TEXT);
             INSERT INTO string_attributes VALUES(1, 1, 'x'), (1, 1, 'y'), (2, 1, 'z');",
        )
        .unwrap();
        let segment = |text: &str| {
            format!("<Segment><Elements><Tag><Type>Start</Type><Anchor>1</Anchor></Tag><Text><Value>{text}</Value></Text></Elements></Segment>")
        };
        for id in 1..20 {
            let sql = "INSERT INTO translation_units VALUES(?1, x'00', ?2, ?3, 65537)";
            made.execute(sql, (id, segment("Zölle"), segment("duties"))).unwrap();
        }
        drop(made);
        fs::read(path).unwrap()
    })
}

/// What is done to the bytes of a file.
#[derive(Debug, Clone)]
enum Harm {
    Put(usize, u8),
    Cut(usize),
    Drop(usize, usize),
    Repeat(usize, usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Harm::Put(at, byte)),
        1 => any::<usize>().prop_map(Harm::Cut),
        2 => (any::<usize>(), 0..40_usize).prop_map(|(at, length)| Harm::Drop(at, length)),
        2 => (any::<usize>(), 0..40_usize).prop_map(|(at, length)| Harm::Repeat(at, length)),
    ]
}

fn harmed(mut bytes: Vec<u8>, harms: &[Harm]) -> Vec<u8> {
    for harm in harms {
        let length = bytes.len().max(1);
        let range = |at: usize, long: usize| at % length..(at % length + long).min(bytes.len());
        match *harm {
            Harm::Put(at, byte) => {
                if let Some(place) = bytes.get_mut(at % length) {
                    *place = byte;
                }
            }
            Harm::Cut(at) => bytes.truncate(at % length),
            Harm::Drop(at, long) => {
                if !bytes.is_empty() {
                    bytes.drain(range(at, long));
                }
            }
            Harm::Repeat(at, long) => {
                if !bytes.is_empty() {
                    let part = bytes[range(at, long)].to_vec();
                    bytes.splice(at % length..at % length, part);
                }
            }
        }
    }
    bytes
}

/// Reads bytes as all that they may be.
fn read(bytes: &[u8]) {
    for name in ["x", "x.html", "x.xhtml"] {
        let Ok(read) = article::read(bytes, name) else { continue };
        let mut end = 0;
        for span in &read.paragraphs {
            assert!(span.start >= end && span.end > span.start);
            assert!(!span.of(&read.text).trim().is_empty());
            end = span.end;
        }
    }
    let (german, english) = (Lang::german(), Lang::english());
    let langs = Reading::new((&german, &english));
    for format in
        [None, Some(Format::Po), Some(Format::Utx), Some(Format::OmegaT), Some(Format::Sdltm)]
    {
        let source = Source::of(bytes.to_vec(), "x").unwrap();
        if let Ok((_, Content::Units(rows))) = Content::open(source, &Reading { format, ..langs }) {
            rows.count();
        }
    }
    let source = || Source::of(bytes.to_vec(), "x").unwrap();
    if let Ok(rows) = moses::open([source(), source()], &langs) {
        rows.count();
    }
    if is_delivery(&mut source()).unwrap_or(false)
        && let Ok((mut delivery, contents)) = Delivery::open(source())
    {
        for file in &contents.files {
            let _ = delivery.file(file);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn texts_that_are_damaged_are_read_or_refused(
        which in 0..4_usize,
        harms in prop::collection::vec(harm(), 0..6),
    ) {
        let text = [PARTS[2], MESSAGES, UTX, PARTS[0]][which];
        read(&harmed(text.as_bytes().to_vec(), &harms));
    }

    #[test]
    fn documents_with_damaged_parts_are_read_or_refused(
        kind in 0..4_usize,
        harms in prop::collection::vec(harm(), 0..6),
        outer in prop::collection::vec(harm(), 0..2),
    ) {
        let part = harmed(PARTS[kind.min(2)].as_bytes().to_vec(), &harms);
        read(&harmed(packed(kind, &part), &outer));
    }

    #[test]
    fn memories_that_are_damaged_are_read_or_refused(harms in prop::collection::vec(harm(), 1..8)) {
        read(&harmed(memory().to_vec(), &harms));
    }
}
